"""Graphs as RDF: sorted, without blank nodes, readable by other parsers, as the ontology promises."""

from __future__ import annotations

import random
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, SKOS, XSD

from kg import rdf
from kg.records import KgError, KnowledgeGraph
from tests.graphs import BASE, HOSPITAL, tiny_graph

IKG = rdflib.Namespace("https://w3id.org/institution-kg/ontology#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("rdf")
    rdf.write_turtle(rdf.fact_triples(tiny_graph()), place / "graph.ttl", BASE)
    rdf.write_turtle(rdf.evidence_triples(tiny_graph(), BASE), place / "evidence.ttl", BASE)
    return place


def test_every_entity_has_one_type_and_its_labels(files: Path) -> None:
    graph = rdflib.Graph().parse(files / "graph.ttl")
    for entity in tiny_graph().entities:
        node = rdflib.URIRef(entity.iri)
        assert list(graph.objects(node, RDF.type)) == [IKG[entity.cls]]
        assert list(graph.objects(node, SKOS.prefLabel)) == [rdflib.Literal(entity.label, lang="zh")]
        assert graph.value(node, rdflib.RDFS.label) == graph.value(node, SKOS.prefLabel)
        assert {str(o) for o in graph.objects(node, SKOS.altLabel)} == set(entity.aliases)
    university = next(e for e in tiny_graph().entities if e.label == "宁海医科大学")
    languages = {str(o): o.language for o in graph.objects(rdflib.URIRef(university.iri), SKOS.altLabel)}
    assert languages == {"宁医大": "zh", "Ninghai Medical University": "en"}


def test_facts_are_plain_triples_and_literals_are_typed(files: Path) -> None:
    graph = rdflib.Graph().parse(files / "graph.ttl")
    assert (None, IKG.foundedIn, rdflib.Literal("1956", datatype=XSD.gYear)) in graph
    assert (None, IKG.title, rdflib.Literal("教授")) in graph
    for fact in tiny_graph().facts:
        assert str(fact.object) in {
            str(o) for o in graph.objects(rdflib.URIRef(fact.subject), IKG[fact.property])
        }


def test_observations_have_their_values(files: Path) -> None:
    graph = rdflib.Graph().parse(files / "graph.ttl")
    [node] = graph.subjects(IKG.measure, rdflib.Literal("科研经费"))
    assert graph.value(node, IKG.value) == rdflib.Literal("3400", datatype=XSD.decimal)
    assert graph.value(node, IKG.approximate).toPython() is True  # type: ignore[union-attr]
    assert str(graph.value(node, IKG.period)) == "2022"
    [other] = graph.subjects(IKG.measure, rdflib.Literal("专任教师"))
    assert graph.value(other, IKG.period) is None


def test_each_statement_leads_to_its_words_in_the_document(files: Path) -> None:
    evidence = rdflib.Graph().parse(files / "evidence.ttl")
    texts = {document.name: document.text for document in tiny_graph().documents}
    statements = list(evidence.subjects(RDF.type, RDF.Statement))
    assert len(statements) == len(tiny_graph().facts) + len(tiny_graph().observations)
    for statement in statements:
        for place in evidence.objects(statement, PROV.wasDerivedFrom):
            source = evidence.value(place, OA.hasSource)
            text = texts[str(evidence.value(source, rdflib.DCTERMS.identifier))]
            [start] = evidence.objects(place, OA.hasSelector / OA.start)
            [end] = evidence.objects(place, OA.hasSelector / OA.end)
            [quote] = evidence.objects(place, OA.hasSelector / OA.exact)
            assert text[int(start) : int(end)] == str(quote)


def test_the_order_of_records_does_not_matter() -> None:
    graph, dice = tiny_graph(), random.Random(1)

    def shuffled(records: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(dice.sample(records, len(records)))

    other = KnowledgeGraph(
        shuffled(graph.entities), shuffled(graph.facts), shuffled(graph.observations), graph.documents
    )  # type: ignore[arg-type]
    assert list(rdf.fact_triples(other)) == list(rdf.fact_triples(graph))
    assert list(rdf.evidence_triples(other, BASE)) == list(rdf.evidence_triples(graph, BASE))


def test_there_are_no_blank_nodes(files: Path) -> None:
    for name in ("graph.ttl", "evidence.ttl"):
        graph = rdflib.Graph().parse(files / name)
        assert not any(isinstance(node, rdflib.BNode) for triple in graph for node in triple)


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper (raptor2-utils) is not installed")
@pytest.mark.parametrize("name", ["graph.ttl", "evidence.ttl"])
def test_a_second_parser_reads_it_without_a_word(files: Path, name: str) -> None:
    done = subprocess.run(
        ["rapper", "-q", "-i", "turtle", "-o", "ntriples", str(files / name)],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == len(rdflib.Graph().parse(files / name))


def test_another_base_is_used_throughout(tmp_path: Path) -> None:
    base = "https://kg.example.edu.cn/"
    rdf.write_turtle(rdf.evidence_triples(tiny_graph(), base), tmp_path / "e.ttl", base)
    subjects = {str(s) for s in rdflib.Graph().parse(tmp_path / "e.ttl").subjects()}
    assert all(subject.startswith(base) for subject in subjects)


def test_a_decimal_has_no_exponent() -> None:
    assert rdf.decimal(Decimal("3E+4")).value == "30000"
    assert rdf.decimal(0.00001).value == "0.00001"


def test_a_year_that_is_none_stays_a_string() -> None:
    assert rdf.fact_object("foundedIn", "清末", True) == rdf.fact_object("title", "清末", True)


def test_a_bad_iri_is_told() -> None:
    graph = tiny_graph()
    entity = replace(graph.entities[0], identifiers=("91120000 not an iri",))
    with pytest.raises(KgError, match="is not an IRI"):
        list(rdf.fact_triples(replace(graph, entities=(entity,))))


def test_equal_places_share_one_evidence_node() -> None:
    graph = tiny_graph()
    hospital = next(e.iri for e in graph.entities if e.label == HOSPITAL)
    [fact] = [f for f in graph.facts if f.subject == hospital and f.property == "hospitalGrade"]
    twice = replace(fact, object="三甲")
    few = replace(graph, facts=(fact, twice), observations=())
    evidence = [t for t in rdf.evidence_triples(few, BASE) if t.object.value.endswith("#Evidence")]  # type: ignore[union-attr]
    assert len(evidence) == 1
