"""RDF/XML: facts and figures, streamed; what XML cannot hold is left out.

Readers of XML take a carriage return for a line break, so it is written as one.
"""

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
    if not isinstance(value, Literal):
        return quad
    text = clean(value.value).replace("\r\n", "\n").replace("\r", "\n")
    if text == value.value:
        return quad
    datatype = None if value.language else value.datatype
    return Quad(quad.subject, quad.predicate, Literal(text, datatype=datatype, language=value.language))
