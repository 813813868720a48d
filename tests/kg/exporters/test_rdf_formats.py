"""RDF formats read back by pyoxigraph and rdflib: the same triples, evidence in its graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.exporters.jsonld import context, types
from kg.exporters.vivo import USED, mapping
from kg.exporters.write import export
from kg.exporters.xml import clean
from kg.folder import EVIDENCE, GRAPH
from kg.records import KnowledgeGraph
from kg.store import EVIDENCE_GRAPH
from ontology.terms import IKG, PREFIXES, expand, vocabulary


def _triples(path: Path) -> set[tuple[object, object, object]]:
    return {(q.subject, q.predicate, q.object) for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}


def _written(folder: Path, name: str, tmp_path: Path) -> Path:
    return export(folder, name, tmp_path / f"x.{name}")


def test_ntriples_are_the_facts(folder: Path, tmp_path: Path) -> None:
    path = _written(folder, "ntriples", tmp_path)
    read = [(q.subject, q.predicate, q.object) for q in ox.parse(path=path, format=ox.RdfFormat.N_TRIPLES)]
    assert set(read) == _triples(folder / GRAPH)
    assert len(read) == len(path.read_bytes().splitlines()) == len(rdflib.Graph().parse(path, format="nt"))


@pytest.mark.parametrize(("name", "format_"), [("nquads", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG)])
def test_evidence_is_in_its_named_graph(
    folder: Path, tmp_path: Path, name: str, format_: ox.RdfFormat
) -> None:
    path = _written(folder, name, tmp_path)
    quads = list(ox.parse(path=path, format=format_))
    for graph, file in ((ox.DefaultGraph(), GRAPH), (ox.NamedNode(EVIDENCE_GRAPH), EVIDENCE)):
        of_graph = {(q.subject, q.predicate, q.object) for q in quads if q.graph_name == graph}
        assert of_graph == _triples(folder / file)
    read = rdflib.Dataset().parse(path, format=name)
    assert len(list(read.quads())) == len(quads)


def test_rdfxml_lacks_only_what_xml_forbids(folder: Path, tmp_path: Path) -> None:
    path = _written(folder, "rdfxml", tmp_path)
    expected = rdflib.Graph().parse(folder / GRAPH)
    for s, p, o in list(expected):
        if isinstance(o, rdflib.Literal):
            text = clean(str(o)).replace("\r\n", "\n")
            expected.remove((s, p, o))
            expected.add((s, p, rdflib.Literal(text, lang=o.language, datatype=o.datatype)))
    assert set(rdflib.Graph().parse(path, format="xml")) == set(expected)
    assert sum(1 for _ in ox.parse(path=path, format=ox.RdfFormat.RDF_XML)) == len(expected)


def test_jsonld_says_the_same_in_other_words(folder: Path, tmp_path: Path) -> None:
    """Read with the names of the ontology for those of schema.org, it is the graph."""
    path = _written(folder, "jsonld", tmp_path)
    read = rdflib.Graph().parse(path, format="json-ld")
    expected = rdflib.Graph().parse(folder / GRAPH)
    expected.remove((None, rdflib.RDFS.label, None))
    expected.remove((None, rdflib.URIRef(expand("skos:exactMatch")), None))
    assert _as_ontology(read) == set(expected)
    assert sum(1 for _ in ox.parse(path=path, format=ox.RdfFormat.JSON_LD)) == len(read)


def _as_ontology(read: rdflib.Graph) -> set[tuple[object, object, object]]:
    straight, reverse = {}, {}
    for name, term in context().items():
        if isinstance(term, dict):
            iri = term.get("@id") or term["@reverse"]
            prefix, _, local = iri.partition(":")
            known = {"name": "skos:prefLabel", "alternateName": "skos:altLabel", "sameAs": "owl:sameAs"}
            full = rdflib.URIRef(PREFIXES[prefix] + local)
            target = rdflib.URIRef(expand(known.get(name, "about" if name == "figures" else name)))
            (reverse if "@reverse" in term and name != "figures" else straight)[full] = target
    found = set()
    for s, p, o in read:
        if p == rdflib.RDF.type and not str(o).startswith(IKG):
            continue
        found.add((o, reverse[p], s) if p in reverse else (s, straight.get(p, p), o))
    return found


def test_the_context_knows_every_property_and_class() -> None:
    of_facts = {
        name
        for name, term in vocabulary().properties.items()
        if not set(term.domain) & {"Document", "Evidence"}
        and name not in ("about", "extractedBy", "confidence")
    }
    assert of_facts <= set(context())
    classes = set(vocabulary().classes) - {"Document", "Evidence"}
    assert set(types()) == classes
    assert set(types().values()) <= set(context())
    iris = [str(term.get("@id")) for term in context().values() if isinstance(term, dict) and "@id" in term]
    assert len(iris) == len(set(iris)), "two names for one thing cannot be told apart when read"


def test_vivo_has_only_terms_of_the_view(folder: Path, graph: KnowledgeGraph, tmp_path: Path) -> None:
    path = _written(folder, "vivo", tmp_path)
    read = rdflib.Graph().parse(path, format="turtle")
    known = tuple(PREFIXES[name] for name in USED)
    terms = {str(p) for p in read.predicates()} | {str(o) for o in read.objects(None, rdflib.RDF.type)}
    assert all(term.startswith(known) for term in terms)
    shown = {entity.iri for entity in graph.entities if entity.cls in mapping()["classes"]}
    assert {str(s) for s in read.subjects(rdflib.RDFS.label)} == shown
    posts = sum(fact.property == "affiliatedWith" for fact in graph.facts)
    assert len(set(read.subjects(rdflib.RDF.type, rdflib.URIRef(expand("vivo:Position"))))) == posts
    units = {(f.subject, f.object) for f in graph.facts if f.property == "partOf"}
    inside = read.subject_objects(rdflib.URIRef(expand("org:subOrganizationOf")))
    assert {(str(s), str(o)) for s, o in inside} == units


def test_the_vivo_mapping_names_terms_of_the_ontology() -> None:
    properties = {*mapping()["properties"], *mapping()["relationships"], *mapping()["years"]}
    assert properties <= set(vocabulary().properties)
    assert set(mapping()["classes"]) <= set(vocabulary().classes)
