"""N-Quads: facts in the default graph, evidence in its named graph, streamed."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from kg.exporters.source import Source


def write(source: Source, target: Path) -> None:
    """Write both files of the graph as N-Quads."""
    serialize(chain(source.facts(), source.evidence()), target, RdfFormat.N_QUADS)
