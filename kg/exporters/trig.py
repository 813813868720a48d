"""TriG: facts in the default graph, evidence in its named graph, with prefixes, streamed."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from kg.exporters.source import Source
from ontology.terms import PREFIXES


def write(source: Source, target: Path) -> None:
    """Write both files of the graph as TriG."""
    prefixes = {**PREFIXES, "id": source.base_iri}
    serialize(chain(source.facts(), source.evidence()), target, RdfFormat.TRIG, prefixes=prefixes)
