"""``kg query``: SPARQL over a graph folder; and how results of queries are shown, which ``kg ask`` shares."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rich.console import Console

    from kg.query import Table

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")
UNCUT = 200
"""Columns of a table that is written to a file or a pipe: wide enough to be searched line by line."""
READABLE = 12
"""Columns that a cell should have at least, if it needs them."""
PADDING = 3


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


def print_table(table: Table, labels: dict[str, str]) -> None:
    """The rows below each other, or one block a row where the terminal is too narrow for the columns."""
    from rich.cells import cell_len
    from rich.console import Console

    from kg.query import display, shown_columns

    columns = shown_columns(table, labels)
    names = [f"?{table.variables[i]}" for i in columns]
    rows = [[display(row[i], labels) for i in columns] for row in table.rows]
    console = Console(highlight=False, width=None if sys.stdout.isatty() else UNCUT)
    widest = [max(map(cell_len, column)) for column in zip(names, *rows, strict=True)]
    if sum(min(width, READABLE) + PADDING for width in widest) > console.width:
        _print_blocks(console, names, rows)
    else:
        numeric = {name for name, i in zip(names, columns, strict=True) if _numeric(table, i)}
        _print_grid(console, names, rows, numeric)
    count = len(rows)
    typer.echo(f"{count:,} row{'' if count == 1 else 's'}", err=not sys.stdout.isatty())


def _print_grid(console: Console, names: list[str], rows: list[list[str]], numeric: set[str]) -> None:
    from rich import box
    from rich.table import Column, Table
    from rich.text import Text

    headers = (
        Column(name, overflow="fold", justify="right" if name in numeric else "left") for name in names
    )
    grid = Table(*headers, box=box.SIMPLE_HEAD, show_edge=False)
    for row in rows:
        grid.add_row(*map(Text, row))
    console.print(grid)


def _print_blocks(console: Console, names: list[str], rows: list[list[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    for row in rows:
        block = Table.grid(padding=(0, 1))
        block.add_column(style="dim", no_wrap=True)
        block.add_column(overflow="fold")
        for name, cell in zip(names, row, strict=True):
            if cell:
                block.add_row(Text(name), Text(cell))
        console.rule(style="dim")
        console.print(block)


def _numeric(table: Table, column: int) -> bool:
    from kg.query import is_number

    cells = [row[column] for row in table.rows if row[column] is not None]
    return bool(cells) and all(is_number(cell) for cell in cells)
