"""A report put together by hand, for tests of rows, fields and lists: no trained model, the mentions are given."""

from __future__ import annotations

from collections.abc import Sequence

from extract.discourse import Discourse
from extract.entities import EntityTable
from extract.records import BlockKind, Cell, Claim, Mention, Passage, Section
from extract.refer import refer
from extract.rows import relate_rows

HOST = "云川医学院附属医院"
Line = str | dict[str, str] | Sequence[tuple[str, str]]
Fact = tuple[str, str, str]


class Report:
    """A document put together by hand: headings, rows (header → cell) and field lines, about ``host``."""

    def __init__(self, host: str = HOST, cls: str = "Hospital") -> None:
        self.source = ""
        self.sections = [Section(0, 0, "", host, None, 0, 0)]
        self.passages: list[Passage] = []
        self.mentions: list[list[Mention]] = []
        self._add(BlockKind.HEADING, host)
        self.name(host, cls)

    def heading(self, title: str) -> Report:
        self.sections.append(Section(len(self.sections), 1, "", title, 0, 0, 0))
        return self._add(BlockKind.HEADING, title)

    def row(self, **cells: str) -> Report:
        return self.pieces(*cells.items())

    def pieces(self, *cells: tuple[str, str]) -> Report:
        return self._cells(BlockKind.ROW, cells)

    def field(self, label: str, value: str) -> Report:
        return self._add(
            BlockKind.FIELD, f"{label}：{value}", (Cell(label, len(label) + 1, len(label) + 1 + len(value)),)
        )

    def item(self, text: str) -> Report:
        return self._add(BlockKind.LIST, text)

    def name(self, name: str, cls: str) -> Report:
        """Says that the last passage names something."""
        passage = self.passages[-1]
        start = passage.text.index(name)
        self.mentions[-1].append(Mention(passage.index, start, start + len(name), cls, name, "test", 0.9))
        return self

    def _cells(self, kind: BlockKind, cells: Sequence[tuple[str, str]]) -> Report:
        text, found = "", []
        for header, value in cells:
            found.append(Cell(header, len(text), len(text) + len(value)))
            text += value + " "
        return self._add(kind, text.rstrip(), tuple(found))

    def _add(self, kind: BlockKind, text: str, cells: tuple[Cell, ...] = ()) -> Report:
        first = len(self.source)
        self.source += text + "\n"
        offsets = tuple(range(first, first + len(text)))
        place = len(self.passages)
        self.passages.append(Passage(place, kind, text, offsets, len(self.sections) - 1, place, None, cells))
        self.mentions.append([])
        return self

    def discourse(self) -> Discourse:
        return refer(self.passages, self.sections, self.mentions, EntityTable())

    def read(self) -> tuple[list[Claim], Discourse]:
        discourse = self.discourse()
        return relate_rows(self.passages, self.sections, discourse), discourse

    def facts(self) -> set[Fact]:
        claims, discourse = self.read()
        table = discourse.table
        return {
            (
                table.name(c.subject),
                c.property,
                c.object if isinstance(c.object, str) else table.name(c.object),
            )
            for c in claims
        }
