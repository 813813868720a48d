"""Table rows, field lines and list items as records: which text stands under which header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from extract.layout import past_bullet
from extract.records import BlockKind, Passage, Section

_LONG = 80
_REMARK = re.compile("[（(][^（()）]*[）)]$")
_NAME_LABELS = frozenset({"姓名", "名称", "name"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of a cell; ``offsets[i]`` is the passage offset of ``text[i]``, with gaps between its pieces."""

    passage: Passage
    text: str
    offsets: tuple[int, ...]

    def cut(self, start: int, end: int) -> Stretch:
        """The part ``start:end`` without blanks at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Stretch(self.passage, self.text[start:end], self.offsets[start:end])

    def runs(self) -> tuple[tuple[int, int], ...]:
        """The passage spans that the text comes from, in order."""
        spans: list[tuple[int, int]] = []
        for offset in self.offsets:
            if spans and spans[-1][1] == offset:
                spans[-1] = (spans[-1][0], offset + 1)
            else:
                spans.append((offset, offset + 1))
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Record:
    """A table row, a card of fields or a list item: stretches under their headers, from left to right.

    ``headers`` are those of the whole table; of a list item it is ``title``, the heading of the section.
    ``before`` are the headings above a card or list, the nearest first.
    """

    kind: BlockKind
    passage: Passage
    title: str
    headers: tuple[str, ...]
    cells: tuple[tuple[str, Stretch], ...]
    before: tuple[Passage, ...] = ()


def whole(passage: Passage, start: int = 0, end: int | None = None) -> Stretch:
    """A stretch of a passage."""
    end = len(passage.text) if end is None else end
    return Stretch(passage, passage.text[start:end], tuple(range(start, end))).cut(0, end - start)


_NEAR_HEADINGS = 20
"""How many headings above a record may say what it is a record of."""


def _backwards(passages: Sequence[Passage], end: int) -> Iterator[Passage]:
    return (passages[i] for i in range(end - 1, -1, -1))


def records(passages: Sequence[Passage], sections: Sequence[Section]) -> Iterator[Record]:
    """The records of a document, in order."""
    for first, group in _groups(passages):
        title = sections[group[0].section].title
        before = tuple(
            islice((p for p in _backwards(passages, first) if p.kind is BlockKind.HEADING), _NEAR_HEADINGS)
        )
        if group[0].kind is BlockKind.ROW:
            yield from _rows(group, title)
        elif group[0].kind is BlockKind.FIELD:
            yield from _cards(group, title, before)
        else:
            yield from _list(group, _REMARK.sub("", _plain(title)), before)


def _groups(passages: Sequence[Passage]) -> Iterator[tuple[int, list[Passage]]]:
    """Runs of rows, of fields or of list items of one section, with the place of their first passage."""
    runs = groupby(enumerate(passages), lambda item: (item[1].kind, item[1].section))
    for (kind, _), run in runs:
        found = list(run)
        if kind is BlockKind.LIST or (kind in (BlockKind.ROW, BlockKind.FIELD) and found[0][1].cells):
            yield found[0][0], [passage for _, passage in found]


def _list(group: Sequence[Passage], header: str, before: tuple[Passage, ...]) -> Iterator[Record]:
    for passage in group:
        item = whole(passage, past_bullet(passage.text))
        if len(item.text) <= _LONG and not item.text.endswith("。"):
            yield Record(BlockKind.LIST, passage, header, (header,), ((header, item),), before)


def _rows(group: Sequence[Passage], title: str) -> Iterator[Record]:
    headers = tuple(dict.fromkeys(_plain(cell.header) for passage in group for cell in passage.cells))
    above: dict[str, Stretch] = {}
    for passage in group:
        cells = _cells(passage)
        filled = {**_carried(headers, cells, above), **cells}
        above = filled
        yield Record(
            BlockKind.ROW, passage, title, headers, tuple((h, filled[h]) for h in headers if h in filled)
        )


def _carried(
    headers: Sequence[str], cells: dict[str, Stretch], above: dict[str, Stretch]
) -> dict[str, Stretch]:
    """Leading columns that a row leaves empty belong to a cell merged with the row above."""
    carried: dict[str, Stretch] = {}
    for header in headers:
        if header in cells:
            break
        if header in above:
            carried[header] = above[header]
    return carried


def _cells(passage: Passage) -> dict[str, Stretch]:
    """Cells by header; pieces under one header (a cell broken by a page's end) are put together."""
    found: dict[str, Stretch] = {}
    for cell in passage.cells:
        header, piece = _plain(cell.header), whole(passage, cell.start, cell.end)
        known = found.get(header)
        if known is not None:
            piece = Stretch(passage, known.text + piece.text, known.offsets + piece.offsets)
        found[header] = piece
    return {header: piece for header, piece in found.items() if piece.text}


def _cards(group: Sequence[Passage], title: str, before: tuple[Passage, ...]) -> Iterator[Record]:
    """Field lines that follow each other are one card, until a name begins the next."""
    cells: list[tuple[str, Stretch]] = []
    card = Record(BlockKind.FIELD, group[0], title, (), (), before)
    for passage in group:
        if cells and _plain(passage.cells[0].header).casefold() in _NAME_LABELS:
            yield _closed(card, cells)
            cells, card = [], replace(card, passage=passage, before=())
        cells += [
            (_plain(c.header), whole(passage, c.start, c.end)) for c in passage.cells if c.end > c.start
        ]
    yield _closed(card, cells)


def _closed(card: Record, cells: Sequence[tuple[str, Stretch]]) -> Record:
    return replace(card, headers=tuple(dict.fromkeys(header for header, _ in cells)), cells=tuple(cells))


def _plain(header: str) -> str:
    return "".join(header.split()) if not header.isascii() else " ".join(header.split())
