"""``kg query``: SPARQL over a graph folder; and how results of queries are shown, which ``kg ask`` shares."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.query import Table

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")
UNCUT = 200
"""Columns of a table that is written to a file or a pipe: wide enough to be searched line by line."""


def query(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph folder.")],
    text: Annotated[str, typer.Argument(metavar="QUERY|FILE.rq", help="SPARQL 1.1, or a file of it.")],
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help=f"One of: {', '.join(FORMATS)}.")
    ] = "table",
    iris: Annotated[bool, typer.Option("--iris", help="Show IRIs instead of labels in the table.")] = False,
) -> None:
    """Answer a SPARQL query; prefixes such as ikg: are known, evidence is the graph graph:evidence."""
    from kg.query import needs_evidence, read_query
    from kg.store import open_store

    check_format(format_)
    sparql = read_query(text)
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


def print_table(table: Table, labels: dict[str, str]) -> None:
    """A table as wide as the terminal: labels for IRIs, numbers to the right, wide characters as two."""
    from rich import box
    from rich.console import Console
    from rich.table import Column
    from rich.table import Table as RichTable
    from rich.text import Text

    from kg.query import display, shown_columns

    columns = shown_columns(table, labels)
    console = Console(highlight=False, width=None if sys.stdout.isatty() else UNCUT)
    rich = RichTable(
        *(
            Column(
                f"?{table.variables[i]}", overflow="fold", justify="right" if _numeric(table, i) else "left"
            )
            for i in columns
        ),
        box=box.SIMPLE_HEAD,
        show_edge=False,
    )
    for row in table.rows:
        rich.add_row(*(Text(display(row[i], labels)) for i in columns))
    console.print(rich)
    rows = len(table.rows)
    typer.echo(f"{rows:,} row{'' if rows == 1 else 's'}", err=not sys.stdout.isatty())


def _numeric(table: Table, column: int) -> bool:
    from kg.query import is_number

    cells = [row[column] for row in table.rows if row[column] is not None]
    return bool(cells) and all(is_number(cell) for cell in cells)
