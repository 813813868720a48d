"""``kg query``: SPARQL over a graph folder; and how results of queries are shown, which ``kg ask`` shares."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.grid import print_table

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.query import Table

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")


def query(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph folder.")],
    text: Annotated[
        str,
        typer.Argument(metavar="QUERY|FILE.rq", help="SPARQL 1.1, a file of it, or - for standard input."),
    ],
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help=f"One of: {', '.join(FORMATS)}.")
    ] = "table",
    iris: Annotated[bool, typer.Option("--iris", help="Show IRIs instead of labels in the table.")] = False,
) -> None:
    """Answer a SPARQL query; prefixes such as ikg: are known, evidence is the graph graph:evidence."""
    from kg.query import needs_evidence, read_query
    from kg.store import open_store

    check_format(format_)
    sparql = sys.stdin.read() if text == "-" else read_query(text)
    show(open_store(directory, evidence=needs_evidence(sparql)), sparql, format_, iris=iris)


def check_format(name: str) -> None:
    """Refuse an unknown format before any work.

    Raises:
        KgError: with the formats that there are, and the nearest.
    """
    from difflib import get_close_matches

    from kg.records import KgError

    if name in FORMATS:
        return
    near = get_close_matches(name, FORMATS, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise KgError(f"--format {name}: {hint}There are {', '.join(FORMATS)}")


def show(store: ox.Store, sparql: str, format_: str, *, iris: bool = False) -> None:
    """Run a query and print its result; the format "table" shows triples as Turtle."""
    import pyoxigraph as ox

    from kg import query as engine

    engine.forbid_service(sparql)
    results = engine.run(store, sparql)
    if format_ == "table" and isinstance(results, ox.QuerySolutions):
        table = engine.read_table(results)
        print_table(table, {} if iris else _labels(store, table))
    elif format_ == "table" and isinstance(results, ox.QueryBoolean):
        typer.echo("yes" if results else "no")
    else:
        body = engine.serialize(results, "turtle" if format_ == "table" else format_)
        sys.stdout.buffer.write(body if body.endswith(b"\n") else body + b"\n")


def _labels(store: ox.Store, table: Table) -> dict[str, str]:
    import pyoxigraph as ox

    from kg.query import labels

    return labels(store, {cell.value for row in table.rows for cell in row if isinstance(cell, ox.NamedNode)})
