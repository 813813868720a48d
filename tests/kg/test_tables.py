"""The three tables: complete, readable by pandas, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from kg.records import KnowledgeGraph
from kg.tables import cell, entity_table, fact_table, observation_table
from tests.graphs import HOSPITAL, tiny_graph


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_there_is_a_row_for_everything() -> None:
    graph = tiny_graph()
    assert len(_rows(entity_table(graph))) == len(graph.entities)
    assert len(_rows(fact_table(graph))) == len(graph.facts)
    assert len(_rows(observation_table(graph))) == len(graph.observations)


def test_a_fact_reads_in_words_and_shows_its_place() -> None:
    graph = tiny_graph()
    [row] = [r for r in _rows(fact_table(graph)) if r["property"] == "memberOf" and r["subject"] == HOSPITAL]
    assert row["object"] == "海东省康养职业教育联盟"
    text = next(d.text for d in graph.documents if d.name == row["document"])
    assert text[int(row["start"]) : int(row["end"])] == row["quote"]
    assert row["property_iri"] == "https://w3id.org/institution-kg/ontology#memberOf"
    literal = next(r for r in _rows(fact_table(graph)) if r["property"] == "title")
    assert literal["object_iri"] == ""


def test_the_strongest_evidence_is_shown_and_all_are_counted() -> None:
    graph = tiny_graph()
    fact = graph.facts[0]
    weak = replace(fact.evidence[0], confidence=0.1, quote="弱")
    [row] = _rows(fact_table(replace(graph, facts=(replace(fact, evidence=(weak, *fact.evidence)),))))
    assert (row["quote"], row["evidence"]) == (fact.evidence[0].quote, "2")
    [none] = _rows(fact_table(replace(graph, facts=(replace(fact, evidence=()),))))
    assert (none["quote"], none["evidence"]) == ("", "0")


def test_entities_count_their_facts_and_figures() -> None:
    [row] = [r for r in _rows(entity_table(tiny_graph())) if r["label"] == HOSPITAL]
    assert (row["class"], row["aliases"], row["observations"]) == ("Hospital", "附一院", "3")
    graph = tiny_graph()
    expected = sum(row["iri"] in (fact.subject, fact.object) for fact in graph.facts)
    assert int(row["facts"]) == expected


def test_pandas_reads_the_figures_as_numbers() -> None:
    table = pd.read_csv(io.StringIO(observation_table(tiny_graph())))
    assert table.value.sum() == 128 + 3400 + 2600 + 412 + 36.5
    assert table.approximate.dtype == bool
    assert list(table[table.approximate].measure) == ["科研经费"]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_run_is_defused(text: str) -> None:
    graph = tiny_graph()
    entity = replace(graph.entities[0], label=text)
    [row] = _rows(entity_table(KnowledgeGraph((entity,), (), (), ())))
    assert row["label"] == f"'{text}"


def test_numbers_stay_numbers() -> None:
    assert cell(-1.5) == "-1.5"
    assert cell(Decimal("-3E+2")) == "-300"
    assert cell("2023") == "2023"


def test_line_breaks_commas_and_quotes_survive() -> None:
    graph = tiny_graph()
    text = '甲,"乙"\n丙'
    [row] = _rows(entity_table(KnowledgeGraph((replace(graph.entities[0], label=text),), (), (), ())))
    assert row["label"] == text


def test_there_is_no_byte_order_mark() -> None:
    assert entity_table(tiny_graph()).startswith("iri,class,label,")
