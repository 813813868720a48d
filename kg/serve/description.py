"""The SPARQL 1.1 Service Description of the endpoint, as triples."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.query import GRAPH_FORMATS, TABLE_FORMATS
from kg.store import EVIDENCE_GRAPH
from ontology import terms

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = {
    "csv": "SPARQL_Results_CSV",
    "json": "SPARQL_Results_JSON",
    "tsv": "SPARQL_Results_TSV",
    "xml": "SPARQL_Results_XML",
    "jsonld": "JSON-LD",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "turtle": "Turtle",
}


def service_triples(store: ox.Store, endpoint: str) -> Iterator[ox.Triple]:
    """What can be asked at ``endpoint``, of which graphs, in which formats."""
    service, dataset = ox.NamedNode(endpoint), ox.NamedNode(f"{endpoint}#dataset")
    facts, evidence = ox.NamedNode(f"{endpoint}#facts"), ox.NamedNode(f"{endpoint}#evidence")
    kind = ox.NamedNode(terms.expand("rdf:type"))
    yield ox.Triple(service, kind, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for name in sorted({*TABLE_FORMATS, *GRAPH_FORMATS}):
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(FORMATS + _FORMAT_NAMES[name]))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, kind, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), facts)
    yield from _graph(facts, store, ox.DefaultGraph())
    yield ox.Triple(dataset, _sd("namedGraph"), evidence)
    yield ox.Triple(evidence, kind, _sd("NamedGraph"))
    yield ox.Triple(evidence, _sd("name"), ox.NamedNode(EVIDENCE_GRAPH))
    content = ox.NamedNode(f"{endpoint}#evidence-content")
    yield ox.Triple(evidence, _sd("graph"), content)
    yield from _graph(content, store, ox.NamedNode(EVIDENCE_GRAPH))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def _graph(node: ox.NamedNode, store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Triple]:
    yield ox.Triple(node, ox.NamedNode(terms.expand("rdf:type")), _sd("Graph"))
    count = sum(1 for _ in store.quads_for_pattern(None, None, None, graph))
    integer = ox.NamedNode(terms.expand("xsd:integer"))
    yield ox.Triple(node, ox.NamedNode(VOID + "triples"), ox.Literal(str(count), datatype=integer))
