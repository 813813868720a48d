"""SPARQL over a loaded store: common prefixes known, plain results, errors that point at the place.

The engine is Oxigraph. The default graph holds the facts; the evidence is a named graph beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from extract.fold import fold
from kg.query_errors import QueryError, explain, keywords, undeclared_prefixes
from kg.records import KgError
from kg.store import EVIDENCE_GRAPH
from ontology import terms

PREFIXES: Mapping[str, str] = {
    **terms.PREFIXES,
    "graph": EVIDENCE_GRAPH.removesuffix("evidence"),
    "id": terms.DEFAULT_BASE,
}
LABEL = terms.expand("skos:prefLabel")
SLASH = "\\/"
"""A slash in a prefixed name has to be escaped in SPARQL and Turtle."""
_NUMERIC = frozenset(terms.expand(f"xsd:{name}") for name in ("decimal", "double", "float", "integer"))

TABLE_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMATS: Mapping[str, ox.RdfFormat] = {
    "jsonld": ox.RdfFormat.JSON_LD,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "turtle": ox.RdfFormat.TURTLE,
}

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class TooManyRowsError(KgError):
    """A query has more rows (or triples) than the caller allows."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT: ``rows[i][j]`` is the term of ``variables[j]``, None where it is unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


def read_query(argument: str) -> str:
    """The text of a query that is given as text, or as the path of a file of it.

    Raises:
        KgError: the file cannot be read.
    """
    if not argument.endswith((".rq", ".sparql")) and not _is_file(argument):
        return argument
    try:
        return Path(argument).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise KgError(
            f"{argument}: no such file; give the path of a query file, or the query itself"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{argument}: cannot be read as UTF-8 text ({error})") from error


def _is_file(argument: str) -> bool:
    """Whether an argument that does not look like a query is the name of a file."""
    return "{" not in argument and "\n" not in argument and len(argument) < 256 and Path(argument).is_file()


def run(
    store: ox.Store,
    text: str,
    *,
    default_graphs: list[Graph] | None = None,
    named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None,
) -> Results:
    """Start a query; rows are computed while the result is read.

    Raises:
        QueryError: the text is not a SPARQL 1.1 query, with the place and the reason.
        KgError: the query is right but cannot be answered here (it calls another service).
    """
    try:
        return store.query(
            text, prefixes=dict(PREFIXES), default_graph=default_graphs, named_graphs=named_graphs
        )
    except SyntaxError as error:
        raise explain(text, str(error), PREFIXES) from None
    except OSError as error:
        raise KgError(f"the query cannot be answered: {error}") from error


def select(store: ox.Store, text: str) -> Table:
    """Run a SELECT and read all of its rows.

    Raises:
        QueryError: the text is wrong, or is another form of query.
    """
    results = run(store, text)
    if not isinstance(results, ox.QuerySolutions):
        raise QueryError("this must be a SELECT query")
    return read_table(results)


def read_table(results: ox.QuerySolutions, limit: int | None = None) -> Table:
    """All rows of a SELECT, or its first ``limit``."""
    names = tuple(variable.value for variable in results.variables)
    rows = tuple(tuple(row[name] for name in names) for row in islice(results, limit))
    return Table(names, rows)


def serialize(results: Results, name: str, max_rows: int | None = None) -> bytes:
    """The result in the format ``name`` (of TABLE_FORMATS for rows and yes/no, GRAPH_FORMATS for triples).

    Raises:
        KgError: the format does not fit the kind of query.
        TooManyRowsError: there are more than ``max_rows`` rows or triples.
    """
    if isinstance(results, ox.QueryTriples):
        return _serialize_triples(results, graph_format(name), max_rows)
    format_ = table_format(name)
    if isinstance(results, ox.QueryBoolean):
        if name in ("csv", "tsv"):
            return b"true\n" if results else b"false\n"
        return results.serialize(format=format_) or b""
    if max_rows is None:
        return results.serialize(format=format_) or b""
    return _serialize_limited(results, format_, max_rows)


def _serialize_limited(rows: ox.QuerySolutions, format_: ox.QueryResultsFormat, most: int) -> bytes:
    """Rows counted while they are written as TSV, the format in which a row is a line."""
    sink = _RowCounter(most)
    rows.serialize(cast(IO[bytes], sink), ox.QueryResultsFormat.TSV)
    if format_ == ox.QueryResultsFormat.TSV:
        return sink.content()
    counted = ox.parse_query_results(sink.content(), ox.QueryResultsFormat.TSV)
    return counted.serialize(format=format_) or b""


class _RowCounter:
    """A binary sink for TSV, whose rows are its line breaks (those in strings are escaped)."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lines = 0
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._lines += data.count(b"\n")
        if self._lines > self._limit + 1:
            raise TooManyRowsError(f"more than {self._limit:,} rows; add a LIMIT to the query")
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def content(self) -> bytes:
        return b"".join(self._parts)


def _serialize_triples(triples: ox.QueryTriples, format_: ox.RdfFormat, max_rows: int | None) -> bytes:
    """CONSTRUCT and DESCRIBE results, each triple once, sorted."""
    distinct: set[ox.Triple] = set()
    for triple in triples:
        distinct.add(triple)
        if max_rows is not None and len(distinct) > max_rows:
            raise TooManyRowsError(f"more than {max_rows:,} triples; add a LIMIT to the query")
    ordered = sorted(distinct, key=str)
    prefixed = format_ in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML)
    return (
        ox.serialize(ordered, format=format_, prefixes=_used_prefixes(ordered) if prefixed else None) or b""
    )


def _used_prefixes(triples: list[ox.Triple]) -> dict[str, str]:
    iris = {node.value for triple in triples for node in triple if isinstance(node, ox.NamedNode)}
    return {prefix: iri for prefix, iri in PREFIXES.items() if any(each.startswith(iri) for each in iris)}


def table_format(name: str) -> ox.QueryResultsFormat:
    """The format of rows called ``name``.

    Raises:
        KgError: it is none, with those that there are.
    """
    if name not in TABLE_FORMATS:
        raise KgError(f"rows cannot be written as {name}; choose {', '.join(TABLE_FORMATS)}")
    return TABLE_FORMATS[name]


def graph_format(name: str) -> ox.RdfFormat:
    """The format of triples called ``name``.

    Raises:
        KgError: it is none, with those that there are.
    """
    if name not in GRAPH_FORMATS:
        raise KgError(f"triples cannot be written as {name}; choose {', '.join(GRAPH_FORMATS)}")
    return GRAPH_FORMATS[name]


def labels(store: ox.Store, iris: Iterable[str]) -> dict[str, str]:
    """IRI → the name to show, for those that have one."""
    predicate = ox.NamedNode(LABEL)
    found = {}
    for iri in iris:
        for quad in store.quads_for_pattern(ox.NamedNode(iri), predicate, None, None):
            if isinstance(quad.object, ox.Literal):
                found[iri] = quad.object.value
                break
    return found


def shorten(iri: str) -> str:
    """``skos:prefLabel`` for a known namespace, else ``<iri>``.

    >>> shorten("http://www.w3.org/2004/02/skos/core#prefLabel")
    'skos:prefLabel'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :].replace('/', SLASH)}"
    return f"<{iri}>"


def needs_evidence(text: str) -> bool:
    """Whether a query can see a named graph, so that the evidence must be loaded for it."""
    return any(word in ("GRAPH", "FROM") for word, _offset in keywords(text))


def with_prefixes(text: str) -> str:
    """The query with the common prefixes that it uses declared, so that any SPARQL engine runs it."""
    lines = [f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in undeclared_prefixes(text) if name in PREFIXES]
    return "".join(lines) + ("\n" if lines else "") + text


def forbid_service(text: str) -> None:
    """Refuse a query that would call another server.

    Raises:
        QueryError: the query has a SERVICE clause, with its place.
    """
    for word, offset in keywords(text):
        if word == "SERVICE":
            reason = "SERVICE is not answered: other servers are not called from here"
            raise QueryError(reason, text, offset)


def display(term: Term | None, labels: Mapping[str, str]) -> str:
    """A term as a person reads it: the label of an IRI where it is in ``labels``, the text of a literal."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return labels.get(term.value) or shorten(term.value)
    if isinstance(term, ox.Literal | ox.BlankNode):
        return one_line(term.value)
    return str(term)


def one_line(text: str) -> str:
    """Text of a report with its wrapped lines joined."""
    return fold(text, [(0, len(text))]).text if "\n" in text else text


def is_number(term: Term | None) -> bool:
    """Whether a term is a literal with a numeric datatype."""
    return isinstance(term, ox.Literal) and term.datatype.value in _NUMERIC


def shown_columns(table: Table, labels: Mapping[str, str]) -> tuple[int, ...]:
    """Which columns to show: not ``?xLabel`` where ``?x`` is shown by its label anyway."""
    hidden = {f"{name}Label" for name in table.variables} if labels else set()
    return tuple(i for i, name in enumerate(table.variables) if name not in hidden)
