"""The store: facts by default, evidence in its own graph, clear words for what cannot be loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.folder import write_folder
from kg.manifest import Manifest
from kg.records import KgError
from kg.store import EVIDENCE_GRAPH, open_store
from tests.graphs import BASE, tiny_graph

PREFIXES = """PREFIX ikg: <https://w3id.org/institution-kg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("store") / "out"
    write_folder(tiny_graph(), place, Manifest(BASE))
    return place


def test_facts_are_in_the_default_graph(folder: Path) -> None:
    query = f'{PREFIXES} SELECT ?l {{ ?u ikg:partOf/skos:prefLabel "宁海医科大学"@zh ; skos:prefLabel ?l }}'
    rows = open_store(folder).query(query)
    assert sorted(row[0].value for row in rows) == [  # type: ignore[union-attr]
        "宁海医科大学口腔医学院",
        "宁海医科大学护理学院",
        "宁海医科大学附属第一医院",
    ]


def test_evidence_is_a_named_graph_beside_it(folder: Path) -> None:
    store = open_store(folder)
    assert store.query(f"{PREFIXES} ASK {{ ?s a rdf:Statement }}") == store.query("ASK { FILTER(false) }")
    query = f"""{PREFIXES} SELECT ?f ?e {{ ?s ikg:foundedIn ?y . GRAPH <{EVIDENCE_GRAPH}> {{
        ?f rdf:subject ?s ; rdf:predicate ikg:foundedIn ; prov:wasDerivedFrom ?e }} }}"""
    assert len(list(store.query(query))) == 2  # type: ignore[arg-type]


def test_evidence_can_be_left_out(folder: Path) -> None:
    assert len(list(open_store(folder, evidence=False).named_graphs())) == 0
    assert len(list(open_store(folder).named_graphs())) == 1


def test_what_cannot_be_loaded_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="is not a graph folder"):
        open_store(tmp_path)
    for name in ("manifest.json", "graph.ttl", "evidence.ttl"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "evidence.ttl").write_text("<a> <b>\n\n<c> ;;; nonsense")
    with pytest.raises(KgError, match=r"evidence.ttl:\d+: not valid Turtle"):
        open_store(tmp_path)
    (tmp_path / "graph.ttl").unlink()
    with pytest.raises(KgError, match=r"graph\.ttl is missing"):
        open_store(tmp_path)
