"""SPARQL over a store: prefixes, formats, limits, and errors that point at the place."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import query
from kg.query_errors import QueryError, keywords
from kg.records import KgError
from tests.kg.enriched import enriched_store

UNITS = "SELECT ?s ?o WHERE { ?s ikg:partOf ?o } ORDER BY ?s"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    return enriched_store(tmp_path_factory.mktemp("query") / "graph")


def test_common_prefixes_need_no_declaration(store: ox.Store) -> None:
    table = query.select(store, UNITS)
    assert table.variables == ("s", "o")
    assert len(table.rows) == 7


def test_own_prefixes_win(store: ox.Store) -> None:
    text = "PREFIX ikg: <http://elsewhere/> SELECT ?s { ?s ikg:partOf ?o }"
    assert query.select(store, text).rows == ()


def test_evidence_is_a_named_graph(store: ox.Store) -> None:
    statements = query.select(store, "SELECT ?s { GRAPH graph:evidence { ?s a rdf:Statement } }")
    assert len(statements.rows) > 40
    assert query.select(store, "SELECT ?s { ?s a rdf:Statement }").rows == ()


def test_facts_alone_are_loaded_where_no_graph_is_named() -> None:
    assert not query.needs_evidence(UNITS)
    assert not query.needs_evidence('SELECT ?graph { ?graph ?p "GRAPH" } # FROM')
    assert query.needs_evidence("SELECT * { graph ?g { ?s ?p ?o } }")


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        (
            "SELECT * { ?s ikg:partOf ?o FILTR(?o = 1) }",
            1,
            29,
            "FILTR is no word of SPARQL; did you mean FILTER?",
        ),
        ("SELECT ?x {\n  ?x skosx:prefLabel ?y\n}", 2, 6, "unknown prefix skosx:; did you mean skos?"),
        ("SELECT ?x {\n  ?x ikg:partOf ?y", 1, 11, "this { is never closed"),
        ("SELECT ?x { FILTER(BOUND(?x) }", 1, 30, ") is missing before this }"),
        ("SELECT ?x { ?x ?y ?z } }", 1, 24, "this } closes nothing"),
        ('SELECT ?x { ?x ?y "天津 }', 1, 19, "this quotation mark is never closed"),
        ("SELECT ?x { ?x ?y “天津” }", 1, 19, "typographic quotation mark “; write \" or '"),
        ("SELECT ?x { ？x ?y ?z }", 1, 13, "full-width ？; write ?"),
        ("SELECT ?x { ?x ?y ?z 。 }", 1, 22, "full-width 。; write ."),
        ("SELCT ?x { ?x ?y ?z }", 1, 1, "not SELCT; did you mean SELECT?"),
        (
            "PREFIX a: <http://a/>\nDELETE WHERE { ?s ?p ?o }",
            2,
            1,
            "DELETE is an update; the graph is read-only",
        ),
        ("SELECT ?x { ?x <http://a b> ?y }", 1, 16, "this IRI is not closed with >"),
        ("SELECT ?x { ?x <partOf> ?y }", 1, 16, "this is no full IRI"),
        (
            "SELECT ?x ?y { ?x ikg:partOf ?y } GROUP BY ?x",
            1,
            1,
            "neither in GROUP BY nor inside an aggregate",
        ),
        ('SELECT ?x {\n  ?x ikg:title "天津市" ?p 3 }', 2, 22, "not understood at or just before ?p"),
        ("DESCRIBE id:place/宁海市", 1, 18, "a slash inside a prefixed name must be written \\/"),
        ("", 1, 1, "the query is empty"),
    ],
)
def test_errors_have_place_and_reason(
    store: ox.Store, text: str, line: int, column: int, reason: str
) -> None:
    with pytest.raises(QueryError) as error:
        query.run(store, text)
    assert (error.value.line, error.value.column) == (line, column)
    assert reason in error.value.reason


def test_the_caret_stands_below_the_place_whatever_the_width(store: ox.Store) -> None:
    with pytest.raises(QueryError) as error:
        query.run(store, 'ASK { ?x ?y "天津" ; FOO }')
    _message, line, caret = str(error.value).split("\n")
    wide = sum(2 if char in "天津" else 1 for char in line[: line.index("FOO")])
    assert caret.index("^") == wide


@given(st.text(max_size=200))
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    try:
        query.run(ox.Store(), text)
    except KgError as error:
        assert str(error)


@given(st.text(alphabet="SELECT ASK?{}()<>\"'\\.;:a#\n天＜", max_size=60))
def test_near_queries_too(text: str) -> None:
    try:
        query.run(ox.Store(), text)
    except QueryError as error:
        assert error.line is None or error.line <= text.count("\n") + 1


def test_keywords_are_not_read_in_strings_comments_or_iris() -> None:
    text = 'ASK { <http://x/SERVICE> ?p "SERVICE" } # SERVICE'
    assert [word for word, _at in keywords(text)] == ["ASK"]


def test_service_is_refused_with_its_place() -> None:
    with pytest.raises(QueryError, match=r"line 2, column 1: SERVICE is not answered"):
        query.forbid_service("SELECT * {\nservice <http://x/> { ?s ?p ?o } }")


@pytest.mark.parametrize("name", query.TABLE_FORMATS)
def test_rows_are_the_same_with_and_without_a_limit(store: ox.Store, name: str) -> None:
    text = "SELECT ?s ?o ?none { ?s ?p ?o } ORDER BY ?s ?p ?o"
    free = query.serialize(query.run(store, text), name)
    assert query.serialize(query.run(store, text), name, max_rows=10_000) == free
    if name != "csv":
        read = ox.parse_query_results(free, query.TABLE_FORMATS[name])
        assert isinstance(read, ox.QuerySolutions)
        assert query.read_table(read) == query.select(store, text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_strings_survive_the_counting_of_rows(text: str) -> None:
    store = ox.Store()
    node = ox.NamedNode("http://a/")
    store.add(ox.Quad(node, node, ox.Literal(text, language="zh")))
    body = query.serialize(query.run(store, "SELECT ?o { ?s ?p ?o }"), "json", max_rows=1)
    assert json.loads(body)["results"]["bindings"][0]["o"]["value"] == text


def test_too_many_rows_or_triples_are_refused(store: ox.Store) -> None:
    assert query.serialize(query.run(store, UNITS), "json", max_rows=7)
    with pytest.raises(query.TooManyRowsError, match="more than 6 rows; add a LIMIT"):
        query.serialize(query.run(store, UNITS), "json", max_rows=6)
    construct = "CONSTRUCT { ?s ikg:partOf ?o } WHERE { ?s ikg:partOf ?o }"
    with pytest.raises(query.TooManyRowsError, match="more than 6 triples"):
        query.serialize(query.run(store, construct), "turtle", max_rows=6)


@pytest.mark.parametrize("name", query.GRAPH_FORMATS)
def test_triples_come_sorted_in_every_format(store: ox.Store, name: str) -> None:
    text = "CONSTRUCT WHERE { ?s ikg:partOf ?o }"
    body = query.serialize(query.run(store, text), name)
    assert query.serialize(query.run(store, text), name) == body
    read = set(ox.parse(io.BytesIO(body), format=query.GRAPH_FORMATS[name]))
    assert len(read) == 7


def test_yes_and_no(store: ox.Store) -> None:
    assert query.serialize(query.run(store, "ASK { ?s ikg:partOf ?o }"), "csv") == b"true\n"
    assert json.loads(query.serialize(query.run(store, "ASK { ?s ikg:none ?o }"), "json"))["boolean"] is False


def test_a_format_that_does_not_fit_is_named_with_those_that_do(store: ox.Store) -> None:
    with pytest.raises(KgError, match="rows cannot be written as turtle; choose csv, json, tsv, xml"):
        query.serialize(query.run(store, UNITS), "turtle")
    with pytest.raises(KgError, match="triples cannot be written as csv; choose"):
        query.serialize(query.run(store, "DESCRIBE <http://a/>"), "csv")


def test_query_files(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text(UNITS, encoding="utf-8-sig")
    assert query.read_query(str(path)) == UNITS
    assert query.read_query(UNITS) == UNITS
    with pytest.raises(KgError, match="no such file"):
        query.read_query(str(tmp_path / "other.rq"))
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(KgError, match="UTF-8"):
        query.read_query(str(path))


def test_prefixes_are_declared_for_other_engines() -> None:
    text = query.with_prefixes("SELECT * { ?s ikg:partOf ?o ; own:name 'skos:x' }")
    assert text.startswith("PREFIX ikg: <https://w3id.org/institution-kg/ontology#>\n\nSELECT")


def test_wrapped_lines_are_joined_for_display() -> None:
    assert query.one_line("宁海市肝病\n研究所") == "宁海市肝病研究所"
    assert query.display(ox.Literal("JAMA\nLancet"), {}) == "JAMA Lancet"
