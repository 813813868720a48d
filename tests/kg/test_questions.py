"""Every ready-made question gives the expected rows, and its file says what it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

from kg.query import display, labels, read_table, run, shown_columns, with_prefixes
from kg.questions import TOPICS, Question, bind, fill, question, questions
from kg.records import KgError
from ontology import terms
from tests.kg.enriched import enriched_store

EXPECTED: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("expected_answers.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    return enriched_store(tmp_path_factory.mktemp("questions") / "graph")


def shown(store: ox.Store, sparql: str) -> tuple[str, list[str]]:
    """The header and the rows as the table shows them."""
    results = run(store, sparql)
    assert isinstance(results, ox.QuerySolutions)
    table = read_table(results)
    names = labels(store, {c.value for row in table.rows for c in row if isinstance(c, ox.NamedNode)})
    columns = shown_columns(table, names)
    rows = [" | ".join(display(row[i], names) for i in columns) for row in table.rows]
    return " | ".join(table.variables[i] for i in columns), rows


def test_there_are_enough_questions_on_every_topic() -> None:
    assert len(questions()) >= 25
    assert {each.topic for each in questions()} == set(TOPICS)
    assert {each.name for each in questions()} == set(EXPECTED)


@pytest.mark.parametrize("each", questions(), ids=lambda each: each.name)
def test_rows(each: Question, store: ox.Store) -> None:
    expected = EXPECTED[each.name]
    columns, rows = shown(store, bind(store, each, expected.get("ask", {})))
    assert columns == expected["columns"]
    assert rows[: expected.get("first", len(rows))] == expected["rows"]
    assert expected["rows"], "the fixture has an answer for every question"


@pytest.mark.parametrize("each", questions(), ids=lambda each: each.name)
def test_what_the_file_says_of_itself(each: Question) -> None:
    assert each.title_en
    assert each.title_zh
    assert each.description.endswith(".")
    assert {name for name, _value in each.example} <= {parameter.name for parameter in each.parameters}
    for parameter in each.parameters:
        assert (
            all(kind in terms.vocabulary().classes for kind in parameter.kinds) or len(parameter.kinds) == 1
        )
        assert parameter.meaning_zh
        assert not parameter.required or parameter.name in dict(each.example)


@pytest.mark.parametrize("each", questions(), ids=lambda each: each.name)
def test_another_engine_reads_the_query_once_its_prefixes_are_declared(each: Question) -> None:
    from rdflib.plugins.sparql import prepareQuery

    prepareQuery(with_prefixes(fill(each.query, {})))


def test_a_name_is_found_by_alias_folded_and_by_iri(store: ox.Store) -> None:
    asked = question("units-of")
    full = bind(store, asked, {"of": "宁海医科大学"})
    iri = "https://w3id.org/institution-kg/id/university/宁海医科大学"
    for name in ("宁医大", "ninghai medical university", "寧海醫科大學", "宁海 医科大学", iri, f"<{iri}>"):
        assert bind(store, asked, {"of": name}) == full


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        (
            "units-of",
            {"of": "宁海医大"},
            "--of 宁海医大: no entity of class Organization has this name; the nearest",
        ),
        (
            "person",
            {"of": "李珊"},
            "--of 李珊: 2 entities have this name, give the IRI of one: 李珊 (Person) http",
        ),
        ("person", {"of": "宁海医科大学"}, "no entity of class Person"),
        (
            "person",
            {"of": "https://w3id.org/institution-kg/id/person/nobody"},
            "no entity of this graph has that IRI",
        ),
        ("units-of", {}, "units-of needs --of (the institution), as in: --of "),
        ("units-of", {"of": "宁医大", "words": "x"}, "units-of has no parameter --words; it takes --of"),
        ("doubtful", {"below": "low"}, "--below low: give a number, such as 0.7"),
        ("isolated", {"kind": "Hopital"}, "--kind: 'Hopital' is not a class of the ontology"),
    ],
)
def test_wrong_values_are_refused_in_one_line(
    store: ox.Store, name: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(KgError) as error:
        bind(store, question(name), values)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_an_unknown_question_gets_the_nearest_names() -> None:
    with pytest.raises(KgError, match="did you mean institutes-of"):
        question("institute-of")


def test_values_are_terms_never_text_of_the_query(store: ox.Store) -> None:
    hostile = 'x" } DELETE WHERE { ?s ?p ?o } #\n\\'
    sparql = bind(store, question("experts-in"), {"words": hostile})
    assert shown(store, sparql)[1] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", "lack"),
        ("# title: a\n# title-zh: b\n# topic: units\n# description: c\n# param: of | any\nASK {}", "lack"),
        ("# title: a\n# title-zh: b\n# topic: none\n# description: c\nASK {}", "unknown topic"),
        ("# title: a\n# title-zh: b\n# topic: units\n# description: c\nASK {\n# {of}\n}", "differ"),
    ],
)
def test_a_broken_question_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "broken.rq").write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=message) as error:
        questions(tmp_path)
    assert "broken.rq" in str(error.value)
