"""RDF/XML: facts and figures, streamed; characters that XML cannot hold are left out."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, Quad, RdfFormat, serialize

from kg.exporters.source import Source
from kg.exporters.xml import clean
from ontology.terms import PREFIXES


def write(source: Source, target: Path) -> None:
    """Write ``graph.ttl`` as RDF/XML."""
    serialize(map(_writable, source.facts()), target, RdfFormat.RDF_XML, prefixes=dict(PREFIXES))


def _writable(quad: Quad) -> Quad:
    value = quad.object
    if not isinstance(value, Literal) or clean(value.value) == value.value:
        return quad
    kept = Literal(
        clean(value.value), datatype=None if value.language else value.datatype, language=value.language
    )
    return Quad(quad.subject, quad.predicate, kept)
