"""Which rows of a table hold the titles of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.columns import column
from extract.layout import lexicon

_LONG = 25  # characters: longer cells are no column titles
_YEAR = re.compile(r"(19|20)\d{2}")
_SENTENCE = re.compile("[。；;！？]$")
NUMERIC = re.compile(r"[\d０-９.,，%％+\-–—~/万亿余约\s]+")


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


def header_depth(rows: Grid) -> int:
    """How many leading rows hold column titles: as marked, else as words and the rest tell."""
    if len(rows) < 2:
        return 0
    marked = 0
    while marked < len(rows) - 1 and all(cell.head for cell in rows[marked] if cell.text):
        marked += 1
    if marked:
        return marked
    split = any(cell.across for cell in rows[0])
    if split and len(rows) > 2 and _may_be_titles(rows[1]) and _differs(rows[:2], rows[2:]):
        return 2
    return int(not split and _may_be_titles(rows[0]) and (_is_known(rows[0]) or _differs(rows[:1], rows[1:])))


def period(titles: Sequence[str]) -> int:
    """After how many columns the titles repeat: a long list may be set as two or more beside each other.

    >>> period(["姓名", "单位", "姓名", "单位"]), period(["姓名", "单位", "备注"])
    (2, 3)
    """
    for width in range(1, len(titles)):
        if len(titles) % width == 0 and list(titles) == list(titles[:width]) * (len(titles) // width):
            return width
    return len(titles)


def _may_be_titles(row: Sequence[TableCell]) -> bool:
    texts = [cell.text for cell in row]
    return (
        len(texts) > 1
        and all(texts[1:])
        and len({*texts}) == period(texts)
        and not any(len(text) > _LONG or _SENTENCE.search(text) or _is_figure(text) for text in texts)
    )


def _is_figure(text: str) -> bool:
    return NUMERIC.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def _is_known(row: Sequence[TableCell]) -> bool:
    """Words that columns are known to have as titles: all of two, half of more."""
    known = sum(bool(column(cell.text).kind) or cell.text.endswith(lexicon().labels) for cell in row)
    return known == len(row) if len(row) == 2 else 2 * known >= len(row)


def _differs(head: Grid, body: Grid) -> bool:
    """Whether some column has words above figures, or short above long: more than rows of one kind would."""
    if len(head[0]) < 3:
        return False
    for index in range(len(head[-1])):
        texts = [row[index].text for row in body if index < len(row) and row[index].text]
        title = head[-1][index].text
        if texts and not NUMERIC.fullmatch(title):
            length = sum(map(len, texts)) / len(texts)
            if all(map(_is_figure, texts)) or length > max(6, 2 * len(title)):
                return True
    return False
