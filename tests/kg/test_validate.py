"""What validation finds, and how it says it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.folder import write_folder
from kg.manifest import Manifest
from kg.records import Evidence, Fact, KgError, KnowledgeGraph
from kg.validate import Problem, validate, validate_folder
from tests.graphs import BASE, synthetic_graph, tiny_graph


def _with(fact: Fact) -> KnowledgeGraph:
    """The tiny graph with one more fact."""
    graph = tiny_graph()
    return replace(graph, facts=(*graph.facts, fact))


def _said(**changes: object) -> Evidence:
    return replace(tiny_graph().facts[0].evidence[0], **changes)  # type: ignore[arg-type]


def _iri(label: str) -> str:
    return next(entity.iri for entity in tiny_graph().entities if entity.label == label)


def test_true_graphs_conform() -> None:
    report = validate(tiny_graph())
    assert report.conforms, report.problems
    assert (report.statements, report.spans) == (45, 45)
    assert validate(synthetic_graph(60, 120)).conforms


def test_a_fact_against_the_ontology_is_told_in_words_with_its_place() -> None:
    fact = Fact(_iri("海东省"), "advises", _iri("李珊"), False, 0.9, (_said(),))
    problems = validate(_with(fact)).problems
    assert any(p.about.startswith("海东省 —advises→") or p.about == "海东省 海东省" for p in problems)
    for problem in problems:
        assert problem.kind == "shape"
        assert any("\u4e00" <= c <= "\u9fff" for c in problem.zh)
        assert problem.en.isascii()


def test_the_object_of_a_wrong_fact_is_named_with_its_evidence() -> None:
    fact = Fact(_iri("李珊"), "affiliatedWith", _iri("系统解剖学"), False, 0.9, (_said(),))
    [problem] = validate(_with(fact)).problems
    assert problem.about == "李珊 —affiliatedWith→ 系统解剖学"
    assert "organisation" in problem.en
    assert problem.where.startswith("ninghai-2022, p. 1")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"quote": "从未说过"}, "not what the text says"),
        ({"start": 3}, "not what the text says"),
        ({"document": "another"}, "no document another"),
        ({"marks": ((0, 1),)}, "outside the quotation"),
        ({"page": 77}, "no page 77"),
    ],
)
def test_wrong_spans_are_found(changes: dict[str, object], message: str) -> None:
    graph = tiny_graph()
    facts = (replace(graph.facts[0], evidence=(_said(**changes),)), *graph.facts[1:])
    [problem] = validate(replace(graph, facts=facts)).problems
    assert problem.kind == "evidence"
    assert message in problem.en


def test_a_fact_without_evidence_is_found() -> None:
    graph = tiny_graph()
    [problem] = validate(
        replace(graph, facts=(replace(graph.facts[0], evidence=()), *graph.facts[1:]))
    ).problems
    assert "no evidence" in problem.en


def test_a_mention_out_of_place_is_found() -> None:
    graph = tiny_graph()
    mention = replace(graph.documents[0].mentions[0], end=10_000)
    documents = (replace(graph.documents[0], mentions=(mention,)), graph.documents[1])
    [problem] = validate(replace(graph, documents=documents)).problems
    assert "mention" in problem.en


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(tiny_graph(), tmp_path / "out", Manifest(BASE))
    return tmp_path / "out"


def test_a_folder_just_written_conforms(folder: Path) -> None:
    assert validate_folder(folder).problems == ()


def test_a_changed_text_is_found(folder: Path) -> None:
    path = folder / "documents" / "lanwan-2023.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("1998", "1999"), encoding="utf-8")
    problems = validate_folder(folder).problems
    assert {p.kind for p in problems} == {"evidence"}
    assert "蓝湾职业技术学院 —foundedIn→ 1998" in {p.about for p in problems}


def test_edits_to_the_triples_are_found(folder: Path) -> None:
    with (folder / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write("id:hospital\\/宁海医科大学附属第一医院 a ikg:University ; ikg:title '教授' .\n")
    problems = validate_folder(folder).problems
    assert {"shape", "evidence", "manifest"} == {p.kind for p in problems}
    assert (
        Problem("manifest", "facts", *[p for p in problems if p.about == "facts"][0:0], "", "")
        not in problems
    )
    [count] = [p for p in problems if p.about == "facts"]
    assert count.en.startswith("The manifest says 40, the files hold 41")


def test_evidence_without_its_statement_is_found(folder: Path) -> None:
    path = folder / "evidence.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("rdf:predicate", "rdf:first", 1), encoding="utf-8")
    with pytest.raises(KgError, match="has no rdf:predicate"):
        validate_folder(folder)
