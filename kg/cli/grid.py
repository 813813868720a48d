"""Rows of a query's answer as text: a grid, or one block a row where the terminal is too narrow for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from kg.query import Table

READABLE = 12
"""Columns that a cell should have at least, if it needs them."""
PADDING = 3
"""Columns between the contents of two cells of a folded grid."""


def print_table(table: Table, labels: dict[str, str]) -> None:
    """Print the rows below each other, and how many there are.

    A pipe or a file gets one line a row, however wide; a terminal gets folded cells, or blocks.
    """
    from rich.cells import cell_len

    from kg.query import display, shown_columns

    columns = shown_columns(table, labels)
    names = [f"?{table.variables[i]}" for i in columns]
    rows = [[display(row[i], labels).replace("\n", " ") for i in columns] for row in table.rows]
    widths = [max(map(cell_len, column)) for column in zip(names, *rows, strict=True)]
    numeric = [_numeric(table, i) for i in columns]
    if not sys.stdout.isatty() or sum(widths) + PADDING * len(widths) <= _terminal().width:
        _print_lines(names, rows, widths, numeric, cell_len)
    elif sum(min(width, READABLE) + PADDING for width in widths) <= _terminal().width:
        _print_folded(names, rows, numeric)
    else:
        _print_blocks(names, rows)
    count = len(rows)
    typer.echo(f"{count:,} row{'' if count == 1 else 's'}", err=not sys.stdout.isatty())


def _terminal() -> Console:
    from rich.console import Console

    return Console(highlight=False)


def _print_lines(
    names: list[str],
    rows: list[list[str]],
    widths: Sequence[int],
    numeric: Sequence[bool],
    cell_len: Callable[[str], int],
) -> None:
    """One line a row; written by hand, as rich takes half a second to lay out a thousand rows."""

    def line(cells: Sequence[str]) -> str:
        parts = []
        for cell, width, right in zip(cells, widths, numeric, strict=True):
            blank = " " * (width - cell_len(cell))
            parts.append(blank + cell if right else cell + blank)
        return f" {'   '.join(parts)}".rstrip()

    rule = "─" * (sum(widths) + PADDING * len(widths) - 1)
    typer.echo("\n".join([line(names), rule, *map(line, rows)]))


def _print_folded(names: list[str], rows: list[list[str]], numeric: Sequence[bool]) -> None:
    from rich import box
    from rich.table import Column, Table
    from rich.text import Text

    headers = (
        Column(name, overflow="fold", justify="right" if right else "left")
        for name, right in zip(names, numeric, strict=True)
    )
    grid = Table(*headers, box=box.SIMPLE_HEAD, show_edge=False)
    for row in rows:
        grid.add_row(*map(Text, row))
    _terminal().print(grid)


def _print_blocks(names: list[str], rows: list[list[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    console = _terminal()
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
