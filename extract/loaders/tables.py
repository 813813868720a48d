"""Table grids → row blocks: which rows are headers, what spanning cells mean for the rows they span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.loaders.headers import NUMERIC, Grid, TableCell, header_depth, period
from extract.loaders.layout import LayoutBuilder, tidy
from extract.records import BlockKind

_WIDEST = 200  # columns
_ENTRY = re.compile(r"(?=.*[\u4e00-\u9fff])[^。，；：！？、]{2,20}")


Headers = tuple[str, ...]


def spread(rows: Sequence[Sequence[tuple[TableCell, int, int]]]) -> list[list[TableCell]]:
    """The grid of cells given with their (columns, rows) spans, each repeated in every field it covers."""
    grid: list[list[TableCell]] = []
    hanging: dict[
        int, tuple[TableCell, int]
    ] = {}  # column → the cell from above and how many rows it still has
    for row in rows:
        line: list[TableCell] = []
        for cell, columns, height in row[:_WIDEST]:
            _hang(line, hanging)
            if len(line) > _WIDEST:
                break  # rows whose spans overlap would grow and grow
            for index in range(columns):
                part = replace(cell, across=index > 0)
                if height > 1:
                    hanging[len(line)] = (replace(part, down=True), height - 1)
                line.append(part)
        _hang(line, hanging)
        grid.append(line)
    return grid


def _hang(line: list[TableCell], hanging: dict[int, tuple[TableCell, int]]) -> None:
    while len(line) in hanging:
        column = len(line)
        cell, left = hanging.pop(column)
        if left > 1:
            hanging[column] = (cell, left - 1)
        line.append(cell)


def add_table(builder: LayoutBuilder, grid: Grid, inherited: Headers = ()) -> Headers:
    """Write a table as one ROW block a row and give the headers of its columns.

    Header rows, and a first row of one cell, are CAPTION blocks: they say nothing by themselves. A form of
    two columns ("学校名称 | 南湖大学") gives FIELD blocks, the label being the header of the value. A cell
    that spans rows is repeated in each, unless it is a figure: that would count several times.

    Args:
        builder: where the rows are written.
        grid: the fields, rows of any length.
        inherited: the headers of the table that this one goes on with, over a page's end.
    """
    rows = [tuple(replace(cell, text=_entries(tidy(cell.text))) for cell in row) for row in grid]
    rows = [row for row in rows if any(cell.text for cell in row)]
    builder.end_table()
    while len(rows) > 1 and _is_banner(rows[0]):
        builder.add(BlockKind.CAPTION, rows.pop(0)[0].text.replace("\n", " "))
    width = max((len(row) for row in rows), default=0)
    if inherited and len(inherited) == width:
        headers, depth = (
            inherited,
            int(_headers(rows[:1], width) == inherited),
        )  # repeated on each page, or not
    else:
        depth = header_depth(rows)
        headers = _headers(rows[:depth], width)
    kind = BlockKind.FIELD if not any(headers) and _is_form(rows) else BlockKind.ROW
    width = period(headers) if any(headers) else width
    for index, row in enumerate(rows):
        fields = _fields(row, headers, index < depth, kind)
        for start in range(0, len(fields), width):
            builder.add_row(BlockKind.CAPTION if index < depth else kind, fields[start : start + width])
    builder.end_table()
    return headers


def _fields(
    row: Sequence[TableCell], headers: Headers, head: bool, kind: BlockKind
) -> list[tuple[str | None, str]]:
    """Header and text of each column; None for what is no cell of its own but a label."""
    fields: list[tuple[str | None, str]] = []
    for column, cell in enumerate(row):
        repeated = cell.across or (cell.down and (head or NUMERIC.fullmatch(cell.text)))
        header = headers[column] if kind is BlockKind.ROW else row[0].text if column else None
        fields.append((None if head else header, "" if repeated else cell.text))
    return fields


def _entries(text: str) -> str:
    r"""Lines of a cell that are entries of a list, parted by semicolons: as wrapped lines they would run on.

    >>> _entries("张三\n李四"), _entries("姓\n名"), _entries("第一段话，\n还没完。")
    ('张三；李四', '姓\n名', '第一段话，\n还没完。')
    """
    lines = text.split("\n")
    if len(lines) > 1 and all(
        _ENTRY.fullmatch(line) and line.count("（") == line.count("）") for line in lines
    ):
        return "；".join(lines)
    return text


def _is_banner(row: Sequence[TableCell]) -> bool:
    return len(row) > 1 and bool(row[0].text) and all(cell.across for cell in row[1:])


def _is_form(rows: Grid) -> bool:
    """Two columns, short labels that differ on the left."""
    labels = [row[0].text for row in rows]
    return (
        all(len(row) == 2 and row[0].text and len(row[0].text) <= 12 for row in rows)
        and len(set(labels)) == len(labels)
        and not any(NUMERIC.fullmatch(label) for label in labels)
    )


def _headers(rows: Grid, width: int) -> Headers:
    """Column titles of one or more header rows, upper before lower, each word once."""
    stacks: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for column, cell in enumerate(row):
            if cell.text and cell.text not in stacks[column]:
                stacks[column].append(cell.text.replace("\n", ""))
    return tuple(" ".join(stack) for stack in stacks)
