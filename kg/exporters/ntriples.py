"""N-Triples: facts and figures, one triple a line, streamed."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from kg.exporters.source import Source


def write(source: Source, target: Path) -> None:
    """Write ``graph.ttl`` as N-Triples."""
    serialize(source.facts(), target, RdfFormat.N_TRIPLES)
