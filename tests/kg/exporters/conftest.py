"""Two graph folders to export: the tiny true one, and one with text that formats stumble over."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.folder import read_folder, write_folder
from kg.manifest import Manifest
from kg.records import Entity, Evidence, Fact, KnowledgeGraph, Observation, SourceDocument
from ontology.minting import mint, mint_observation
from tests.graphs import BASE, tiny_graph

WILD = "a\f=1+1; \"b\" 'c' \\n\n\r\n<d>&]]>\t\x0b\x1f｜| {e} \ufffe 𠮷\u2028,end"


@pytest.fixture(scope="session", params=["tiny", "wild", "empty"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    graphs = {"tiny": tiny_graph, "wild": wild_graph, "empty": lambda: KnowledgeGraph((), (), (), ())}
    place = tmp_path_factory.mktemp("export") / str(request.param)
    write_folder(graphs[request.param](), place, Manifest(BASE))
    return place


@pytest.fixture(scope="session")
def graph(folder: Path) -> KnowledgeGraph:
    return read_folder(folder)


def wild_graph() -> KnowledgeGraph:
    """Every text is ``WILD``; parallel facts, two titles, two years, an end that nothing describes."""
    document = SourceDocument("wild", "wild.txt", "text/plain", "0", f"x{WILD}y{WILD}")
    places = tuple(
        Evidence("wild", start, start + len(WILD), WILD, (), page, WILD.replace("\n", " "), WILD, confidence)
        for start, page, confidence in ((1, None, 0.5), (2 + len(WILD), 3, 0.75))
    )
    one = Entity(
        mint(BASE, "Hospital", "one"), "Hospital", f"one {WILD}", "zh", (WILD, "-x"), ("https://e.org/1",)
    )
    person = Entity(mint(BASE, "Person", "two"), "Person", "=two", "en")
    gone = mint(BASE, "Award", "gone")
    facts = (
        Fact(person.iri, "affiliatedWith", one.iri, False, 0.7, places),
        Fact(person.iri, "leads", one.iri, False, 1.0, places[:1]),
        Fact(person.iri, "title", WILD, True, 0.7, places[1:]),
        Fact(person.iri, "title", "@b", True, 0.7, places[1:]),
        Fact(one.iri, "foundedIn", "1950", True, 0.7, places),
        Fact(one.iri, "foundedIn", "around 1950", True, 0.7, places),
        Fact(one.iri, "received", gone, False, 0.125, places),
        Fact(one.iri, "partOf", one.iri, False, 0.3, places),
    )
    figure = mint_observation(BASE, one.iri, WILD, "0.1", "%", "")
    return KnowledgeGraph(
        tuple(sorted((one, person))),
        tuple(sorted(facts, key=lambda f: (f.subject, f.property, f.object))),
        (Observation(figure, one.iri, WILD, Decimal("0.1"), "%", "", True, 0.9, places),),
        (document,),
    )
