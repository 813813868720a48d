"""GraphML, GEXF, CSV, Parquet and Neo4j read back by networkx, pandas, pyarrow and a Cypher parser."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pytest

from kg.exporters.neo4j import relation
from kg.exporters.write import export
from kg.exporters.xml import clean
from kg.records import KnowledgeGraph
from kg.tables import strongest


def _expected_nodes(graph: KnowledgeGraph) -> set[str]:
    ends = {fact.object for fact in graph.facts if not fact.literal}
    return ends | {e.iri for e in graph.entities} | {o.iri for o in graph.observations}


def _expected_edges(graph: KnowledgeGraph) -> list[tuple[str, str, str]]:
    facts = [(f.subject, f.object, f.property) for f in graph.facts if not f.literal]
    return sorted(facts + [(o.iri, o.about, "about") for o in graph.observations])


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_the_network(folder: Path, graph: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    path = export(folder, name, tmp_path / "x")
    read = nx.read_graphml(path, force_multigraph=True) if name == "graphml" else nx.read_gexf(path)
    name_of = "property" if name == "graphml" else "label"
    assert set(read.nodes) == _expected_nodes(graph)
    edges = sorted((a, b, data[name_of]) for a, b, data in read.edges(data=True))
    assert edges == _expected_edges(graph)
    for entity in graph.entities:
        node = read.nodes[entity.iri]
        assert (node["label"], node["class"]) == (_xml(entity.label), entity.cls)
        titles = [f.object for f in graph.facts if f.subject == entity.iri and f.property == "title"]
        assert node.get("title", "") == _xml(" | ".join(titles))
    for figure in graph.observations:
        assert read.nodes[figure.iri]["value"] == float(figure.value)
        assert read.nodes[figure.iri]["approximate"] is figure.approximate
    said = {(f.subject, f.object, f.property): f for f in graph.facts}
    for a, b, data in read.edges(data=True):
        fact = said.get((a, b, data[name_of]))
        best = strongest(fact.evidence) if fact else None
        if fact and best:
            assert data["confidence"] == fact.confidence
            assert (data["quote"], data["evidence"]) == (_xml(best.quote), len(fact.evidence))
            assert isinstance(data["start"], int)


def _xml(text: str) -> str:
    return clean(text)


def test_gephi_keeps_parallel_facts_apart(folder: Path, graph: KnowledgeGraph, tmp_path: Path) -> None:
    path = export(folder, "gexf", tmp_path / "x")
    edges = ElementTree.parse(path).getroot().iter("{http://gexf.net/1.3}edge")
    kinds = sorted((e.attrib["source"], e.attrib["target"], e.attrib["kind"]) for e in edges)
    assert kinds == _expected_edges(graph)
    assert len(set(kinds)) == len(kinds)


def test_pandas_reads_the_csv(folder: Path, graph: KnowledgeGraph, tmp_path: Path) -> None:
    path = export(folder, "csv", tmp_path / "x")
    nodes = pd.read_csv(path / "nodes.csv", keep_default_na=False, lineterminator=None)
    edges = pd.read_csv(path / "edges.csv", keep_default_na=False)
    assert set(nodes["Id"]) == _expected_nodes(graph)
    assert len(nodes) == len(set(nodes["Id"]))
    assert sorted(zip(edges["Source"], edges["Target"], edges["Label"], strict=True)) == _expected_edges(
        graph
    )
    labels = dict(zip(nodes["Id"], nodes["Label"], strict=True))
    for entity in graph.entities:
        assert labels[entity.iri].lstrip("'").replace("\r\n", "\n") == entity.label.replace("\r\n", "\n")


def test_pyarrow_reads_the_parquet(folder: Path, graph: KnowledgeGraph, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    path = export(folder, "parquet", tmp_path / "x")
    tables = {name: pq.read_table(path / f"{name}.parquet") for name in ("entities", "facts", "observations")}
    assert [tables[name].num_rows for name in tables] == [
        len(graph.entities),
        len(graph.facts),
        len(graph.observations),
    ]
    assert tables["entities"]["aliases"].to_pylist() == [list(e.aliases) for e in graph.entities]
    facts = tables["facts"]
    assert facts["literal"].to_pylist() == [f.literal for f in graph.facts]
    assert facts["confidence"].to_pylist() == [f.confidence for f in graph.facts]
    assert str(tables["observations"].schema.field("value").type) == "double"
    said = (*graph.facts, *graph.observations)
    quotes = pd.read_parquet(path / "evidence.parquet")["quote"]
    assert list(quotes) == [place.quote for each in said for place in each.evidence]


def test_parquet_without_pyarrow_is_explained(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(Exception, match=r"pip install 'institution-kg\[parquet\]'"):
        export(folder, "parquet", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_neo4j_tables_are_typed(folder: Path, graph: KnowledgeGraph, tmp_path: Path) -> None:
    path = export(folder, "neo4j", tmp_path / "x")
    with (path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = {row["iri:ID"]: row for row in csv.DictReader(file)}
    with (path / "relations.csv").open(encoding="utf-8", newline="") as file:
        relations = list(csv.DictReader(file))
    assert set(nodes) == _expected_nodes(graph)
    found = sorted((row[":START_ID"], row[":END_ID"], row[":TYPE"]) for row in relations)
    assert found == sorted((a, b, relation(p)) for a, b, p in _expected_edges(graph))
    for entity in graph.entities:
        row = nodes[entity.iri]
        assert (row["label"], row[":LABEL"]) == (entity.label, entity.cls)
        assert [x for x in row["aliases:string[]"].split(";") if x] == [
            a.replace(";", "；") for a in entity.aliases
        ]
    for figure in graph.observations:
        assert float(nodes[figure.iri]["value:double"]) == float(figure.value)
        assert nodes[figure.iri]["approximate:boolean"] == str(figure.approximate).lower()
