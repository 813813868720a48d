"""Table grids → row blocks: which rows are headers, what spanning cells mean for the rows they span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.loaders.layout import LayoutBuilder, tidy
from extract.records import BlockKind

_LONG = 25  # characters: longer cells are no column titles
_WIDEST = 200  # columns
_NUMERIC = re.compile(r"[\d０-９.,，%％+\-–—~/万亿余约\s]+")
_YEAR = re.compile(r"(19|20)\d{2}")
_COLUMN_TITLE = re.compile(
    r"(姓名|名单|名称|项目|内容|数量?|人数|单位|备注|职务|职称|金额|类别|类型|时间|年份|比例|占比|指标|得分|简介|方向"
    r"|情况|说明|成果|机构|专业|学科|name|title|number|value|position|field|item|year|unit|count|total)s?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TableCell:
    """A field of the grid: ``head`` if the format marks it as a header.

    ``across`` and ``down``: the field belongs to a cell that begins in an earlier column or row.
    """

    text: str
    head: bool = False
    across: bool = False
    down: bool = False


Grid = Sequence[Sequence[TableCell]]
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
    """Write the grid as one ROW block a row and give the headers of its columns.

    A header row's own cells have their text as header, which tells it from the rows below. A row label of a
    two-column form ("学校名称 | 天津医科大学") is the header of the value beside it. A cell that spans rows
    is repeated in each, unless it is a figure, which would count several times. A first row of one cell is
    the table's caption.

    Args:
        builder: where the rows are written.
        grid: the fields, rows of any length.
        inherited: the headers of the table that this one goes on with.
    """
    rows = [tuple(replace(cell, text=tidy(cell.text)) for cell in row) for row in grid]
    rows = [row for row in rows if any(cell.text for cell in row)]
    while len(rows) > 1 and _is_banner(rows[0]):
        builder.add(BlockKind.CAPTION, rows.pop(0)[0].text.replace("\n", " "))
    width = max((len(row) for row in rows), default=0)
    if inherited and len(inherited) == width:
        headers, depth = (
            inherited,
            int(_headers(rows[:1], width) == inherited),
        )  # repeated on each page, or not
    else:
        depth = _header_depth(rows)
        headers = _headers(rows[:depth], width)
    form = not any(headers) and _is_form(rows)
    for index, row in enumerate(rows):
        builder.add_row(_fields(row, headers, index < depth, form))
    return headers


def _fields(row: Sequence[TableCell], headers: Headers, head: bool, form: bool) -> list[tuple[str, str]]:
    fields = []
    for column, cell in enumerate(row):
        shown = "" if cell.across or (cell.down and (head or _NUMERIC.fullmatch(cell.text))) else cell.text
        header = row[0].text if form and column else headers[column]
        fields.append((cell.text if head else header, shown))
    return fields


def _is_banner(row: Sequence[TableCell]) -> bool:
    return len(row) > 1 and bool(row[0].text) and all(cell.across for cell in row[1:])


def _header_depth(rows: Grid) -> int:
    """How many leading rows hold column titles: as marked, else the first row if it looks so."""
    if len(rows) < 2:
        return 0
    marked = 0
    while marked < len(rows) - 1 and all(cell.head for cell in rows[marked] if cell.text):
        marked += 1
    if marked:
        return marked
    if not _looks_like_titles(rows[0]):
        return 0
    split = any(cell.across for cell in rows[0]) and any(not cell.down for cell in rows[1])
    return 2 if split and len(rows) > 2 and _looks_like_titles(rows[1]) else 1


def _looks_like_titles(row: Sequence[TableCell]) -> bool:
    texts = [cell.text for cell in row]
    if len(texts) < 2 or not all(texts[1:]):
        return False
    if any(len(text) > _LONG or (_NUMERIC.fullmatch(text) and not _YEAR.fullmatch(text)) for text in texts):
        return False
    if any(text.endswith(("。", "；", ";")) for text in texts):
        return False
    return len(texts) > 2 or bool(_COLUMN_TITLE.search(texts[1]))


def _is_form(rows: Grid) -> bool:
    """Two columns, short labels that differ on the left."""
    labels = [row[0].text for row in rows]
    return (
        all(len(row) == 2 and row[0].text and len(row[0].text) <= 12 for row in rows)
        and len(set(labels)) == len(labels)
        and not any(_NUMERIC.fullmatch(label) for label in labels)
    )


def _headers(rows: Grid, width: int) -> Headers:
    """Column titles of one or more header rows, upper before lower, each word once."""
    stacks: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for column, cell in enumerate(row):
            if cell.text and cell.text not in stacks[column]:
                stacks[column].append(cell.text.replace("\n", ""))
    return tuple(" ".join(stack) for stack in stacks)
