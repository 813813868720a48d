"""``kg.open``: the graph folder as tables, network and answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

import kg
from kg.folder import write_folder
from kg.manifest import Manifest
from kg.names import UnknownNameError
from kg.query_errors import QueryError
from kg.records import Entity, KgError, KnowledgeGraph
from kg.tables import ENTITY_COLUMNS, FACT_COLUMNS, OBSERVATION_COLUMNS
from ontology.minting import mint
from tests.graphs import BASE, COLLEGE, HOSPITAL, NINGHAI, tiny_graph

UNIVERSITY = "宁海医科大学"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    place = tmp_path_factory.mktemp("api") / "out"
    write_folder(tiny_graph(), place, Manifest(BASE))
    return kg.open(place)


def test_importing_kg_is_cheap() -> None:
    code = "import sys, kg; print(*(m for m in ('pandas', 'pyoxigraph', 'networkx') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_what_kg_does_not_have_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        kg.nonsense  # noqa: B018


def test_no_graph_folder_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="is not a graph folder"):
        kg.open(tmp_path)


def test_it_says_what_it_holds(graph: kg.Graph) -> None:
    assert repr(graph).endswith("2 documents, 31 entities, 40 facts, 5 observations>")


def test_columns_are_those_of_the_csv_files(graph: kg.Graph) -> None:
    assert tuple(graph.entities().columns) == ENTITY_COLUMNS
    assert set(graph.facts().columns) == {*FACT_COLUMNS, "literal"}
    assert tuple(graph.observations().columns) == OBSERVATION_COLUMNS


def test_entities_have_lists_and_counts(graph: kg.Graph) -> None:
    table = graph.entities().set_index("label")
    assert table.loc[UNIVERSITY, "aliases"] == ["Ninghai Medical University", "宁医大"]
    assert table.loc[UNIVERSITY, "facts"] == 9
    assert table.loc[HOSPITAL, "observations"] == 3
    assert len(table) == 31


def test_facts_have_types(graph: kg.Graph) -> None:
    table = graph.facts()
    assert len(table) == 40
    assert table["confidence"].between(0.7, 0.95).all()
    assert table["literal"].sum() == table["object_iri"].isna().sum() == 8
    founded = table[(table["property"] == "foundedIn") & (table["subject"] == UNIVERSITY)].iloc[0]
    assert (founded["object"], founded["page"], founded["evidence"]) == ("1956", 1, 1)
    assert NINGHAI[founded["start"] : founded["end"]] == founded["quote"]
    assert table.loc[table["document"] == "lanwan-2023", "page"].isna().all()


def test_figures_are_numbers(graph: kg.Graph) -> None:
    table = graph.observations()
    money = table[table["measure"] == "科研经费"].iloc[0]
    assert (money["value"], money["unit"], money["period"], money["about"]) == (
        3400.0,
        "万元",
        "2022",
        HOSPITAL,
    )
    assert money["approximate"]
    assert table["value"].sum() == pytest.approx(128 + 3400 + 2600 + 412 + 36.5)


def test_every_place_of_evidence_is_a_row(graph: kg.Graph) -> None:
    table = graph.evidence()
    assert len(table) == sum(len(x.evidence) for x in (*graph.records.facts, *graph.records.observations))
    texts = {document.name: document.text for document in graph.records.documents}
    for row in table.itertuples():
        assert texts[row.document][row.start : row.end] == row.quote


def test_an_empty_graph_has_empty_tables_with_types(tmp_path: Path) -> None:
    write_folder(KnowledgeGraph((), (), (), ()), tmp_path / "out", Manifest(BASE))
    empty = kg.open(tmp_path / "out")
    for table in (empty.entities(), empty.facts(), empty.observations(), empty.evidence()):
        assert len(table) == 0
        assert len(table.columns) > 5
    assert empty.facts()["confidence"].dtype == "float64"
    assert empty.networkx().number_of_nodes() == 0


def test_the_network_has_attributes(graph: kg.Graph) -> None:
    network = graph.networkx()
    assert isinstance(network, nx.MultiDiGraph)
    assert (network.number_of_nodes(), network.number_of_edges()) == (31, 32)
    hospital = graph.entity(HOSPITAL).iri
    assert network.nodes[hospital]["hospitalGrade"] == ("三级甲等",)
    edge = network.edges[hospital, graph.entity(UNIVERSITY).iri, "partOf"]
    assert edge["quote"].startswith(HOSPITAL)
    with_figures = graph.networkx(figures=True)
    assert (with_figures.number_of_nodes(), with_figures.number_of_edges()) == (36, 37)


def test_a_query_gives_pythons_values(graph: kg.Graph) -> None:
    table = graph.query(
        "SELECT ?e ?year ?v ?a ?no WHERE { ?e ikg:foundedIn ?year ."
        ' OPTIONAL { ?o ikg:about ?e ; ikg:measure "高级职称" ; ikg:value ?v ; ikg:approximate ?a } }'
        " ORDER BY ?year",
        labels=True,
    )
    assert list(table["e"]) == [UNIVERSITY, COLLEGE]
    assert list(table["year"]) == [1956, 1998]
    assert table.loc[1, "v"] == 36.5
    assert table.loc[1, "a"] in (False, True)
    assert table["no"].isna().all()
    assert graph.query("SELECT ?e { ?e ikg:foundedIn 1 }").shape == (0, 1)


def test_other_forms_of_query(graph: kg.Graph) -> None:
    assert graph.query("ASK { ?s ikg:partOf ?o }").loc[0, "answer"]
    built = graph.query("CONSTRUCT WHERE { ?s ikg:advises ?o }", labels=True)
    assert built.iloc[0][["subject", "object"]].tolist() == ["顾南山", "李珊"]
    said = graph.query("SELECT (COUNT(*) AS ?n) { GRAPH graph:evidence { ?s a rdf:Statement } }")
    assert said.loc[0, "n"] == 45


def test_a_wrong_query_says_where(graph: kg.Graph) -> None:
    with pytest.raises(QueryError, match="line 1"):
        graph.query("SELECT ?s { ?s ikg:partOf }")


def test_ready_made_questions(graph: kg.Graph) -> None:
    table = graph.ask("institutes-of", of="附一院")
    assert "宁海市肝病研究所" in table.to_string()
    with pytest.raises(KgError, match="institutes-of"):
        graph.ask("institutes-off")


@pytest.mark.parametrize("name", [UNIVERSITY, "宁医大", " 宁海 医科大学", "ninghai medical university"])
def test_an_entity_by_any_of_its_names(graph: kg.Graph, name: str) -> None:
    assert graph.entity(name) == next(e for e in graph.records.entities if e.label == UNIVERSITY)


def test_an_unknown_name_gives_the_nearest(graph: kg.Graph) -> None:
    with pytest.raises(UnknownNameError, match=f"宁海医科大: no entity has this name; .*{UNIVERSITY}"):
        graph.entity("宁海医科大")


def test_an_ambiguous_name_gives_all_candidates(tmp_path: Path) -> None:
    entities = (Entity(mint(BASE, cls, "中心"), cls, "中心") for cls in ("Center", "Base"))
    write_folder(KnowledgeGraph(tuple(sorted(entities)), (), (), ()), tmp_path / "out", Manifest(BASE))
    with pytest.raises(UnknownNameError, match=r"2 entities .*中心 \(Base\) http.*; 中心 \(Center\) http"):
        kg.open(tmp_path / "out").entity("中心")


def test_search_hears_pinyin(graph: kg.Graph) -> None:
    found = graph.search("ninghaiyike", limit=3)
    assert len(found) == 3
    assert UNIVERSITY in set(found["label"])
    assert found["score"].is_monotonic_decreasing
    assert list(graph.search("不存在的东西").columns) == ["label", "class", "score", "iri"]


def test_neighbours_at_both_ends(graph: kg.Graph) -> None:
    table = graph.neighbours("附一院")
    ends = set(zip(table["direction"], table["property"], table["neighbour"], strict=True))
    assert ("→", "partOf", UNIVERSITY) in ends
    assert ("→", "hospitalGrade", "三级甲等") in ends
    assert ("←", "partOf", "宁海市肝病研究所") in ends
    assert len(table) == 8
    only = graph.neighbours(graph.entity(HOSPITAL), "memberOf")
    assert list(only["neighbour"]) == ["海东省康养职业教育联盟"]


def test_where_a_fact_is_said(graph: kg.Graph) -> None:
    facts, figures = graph.facts(), graph.observations()
    row = facts[facts["property"] == "advises"].iloc[0]
    expected = graph.where_said(row)
    assert list(expected["quote"]) == ["李珊的导师是顾南山。"]
    record = next(fact for fact in graph.records.facts if fact.property == "advises")
    neighbour = graph.neighbours("李珊", "advises").iloc[0]
    for other in (record, neighbour, row.to_dict(), ("顾南山", "advises", "李珊")):
        pd.testing.assert_frame_equal(graph.where_said(other), expected)
    assert graph.where_said(("宁医大", "foundedIn", "1956")).loc[0, "page"] == 1
    figure = graph.where_said(figures[figures["measure"] == "专任教师"].iloc[0])
    assert list(figure["quote"]) == ["专任教师412人"]
    assert len(graph.where_said(graph.records.observations[0])) == 1


def test_what_is_not_said_is_an_error(graph: kg.Graph) -> None:
    with pytest.raises(KgError, match="the graph does not say: 李珊 advises 顾南山"):
        graph.where_said(("李珊", "advises", "顾南山"))
    with pytest.raises(KgError, match="subject_iri"):
        graph.where_said({"label": "x"})
