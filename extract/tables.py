"""Tables that a text dump has flattened: column names, then rows, perhaps wrapped over lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.columns import Token, complete
from extract.headings import numbering
from extract.lines import Layout, Line
from extract.records import BlockKind
from extract.table_cells import Row, build_rows
from extract.table_headers import Header, begins_ordered_table, find_header, stops_table

_ROW_NUMBER = re.compile(r"(\d{1,3})(?:[.、．]?(?=\s)|$)")
_MAX_LONE_CELL = 14
_MAX_TITLE_WIDTH = 32
_MAX_TAIL_CELL = 4
_ROW_REACH = 9


@dataclass(frozen=True, slots=True)
class Table:
    """A table on the lines ``first:stop``; ``title`` is the line that names it, ``headers`` its header."""

    first: int
    stop: int
    title: int | None
    headers: tuple[int, ...]
    rows: tuple[Row, ...]


def find_tables(lines: Sequence[Line], layout: Layout, known: Mapping[int, BlockKind]) -> list[Table]:
    """All tables of the text, in order; lines with an index in ``known`` are page furniture or captions."""
    usable = [i for i in range(len(lines)) if i not in known]
    view = [lines[i] for i in usable]
    tables: list[Table] = []
    at = 0
    while at < len(view):
        header = find_header(view, at, layout)
        if header is not None:
            reader = _Reader(view, layout, header, at)
            if reader.groups:
                title = _title(view, at, usable, known)
                tables.append(reader.table(usable, title))
                at = reader.stop
                continue
        at += 1
    return tables


def _title(
    view: Sequence[Line], at: int, usable: Sequence[int], known: Mapping[int, BlockKind]
) -> int | None:
    """The line that names the table whose header is at ``at``: a caption, or a bare line."""
    above = usable[at] - 1
    if known.get(above) is BlockKind.CAPTION:
        return above
    if at == 0:
        return None
    line = view[at - 1]
    short = line.width <= _MAX_TITLE_WIDTH and not line.ends_sentence and not line.ends_open
    bare = numbering(line.text) is None and not line.proselike and len(line.text.split()) <= 3
    return usable[at - 1] if short and bare else None


class _Reader:
    """Reads the rows of the table whose header stands at position ``at`` of the view."""

    def __init__(self, view: Sequence[Line], layout: Layout, header: Header, at: int) -> None:
        self.view, self.layout, self.header, self.at = view, layout, header, at
        self.columns = header.columns
        self.repeats: list[int] = []
        self.stop = at + header.height
        self.groups: list[list[Line]] = []
        if self.columns[0].kind == "order":
            self._read_ordered()
        else:
            self._read_plain()

    def table(self, usable: Sequence[int], title: int | None) -> Table:
        """The table, in indices of lines."""
        rows = build_rows(
            [[self.header.tokens(line) for line in group] for group in self.groups], self.columns
        )
        headers = [*range(self.at, self.at + self.header.height), *self.repeats]
        return Table(
            usable[self.at], usable[self.stop - 1] + 1, title, tuple(usable[i] for i in headers), rows
        )

    def _read_ordered(self) -> None:
        """Rows told by their running number; a number may stand alone, before or inside its wrapped row."""
        expected = self._first_number()
        while (start := self._next_start(expected)) is not None:
            if self.groups:
                between = range(self.stop, start)
                self.groups[-1].extend(self.view[j] for j in between if not self._repeats_header(j))
            self.groups.append([self.view[start]])
            self.stop, expected = start + 1, expected + 1
        if self.groups:
            self._absorb_tail()

    def _first_number(self) -> int:
        found = _ROW_NUMBER.match(self.view[self.stop].text) if self.stop < len(self.view) else None
        return int(found[1]) if found else 1

    def _next_start(self, expected: int) -> int | None:
        """The line that begins the row of that number, if it is near."""
        reach = self.stop + (_ROW_REACH if self.groups else 1)
        for j in range(self.stop, min(reach, len(self.view))):
            line = self.view[j]
            found = _ROW_NUMBER.match(line.text)
            if found and int(found[1]) == expected and not self._is_tail(line, j):
                return j
            if self._repeats_header(j):
                continue
            if stops_table(line) or (j > self.stop and begins_ordered_table(line)):
                return None
        return None

    def _is_tail(self, line: Line, j: int) -> bool:
        """Whether a line that begins with the expected number is rather the last cells of the current row."""
        tokens = self.header.tokens(line)
        if not self.groups or not 2 <= len(tokens) < len(self.columns):
            return False
        before = self._row_tokens([*self.groups[-1], *self.view[self.stop : j]])
        ends = complete([*before, *tokens], self.columns) and len(tokens[1].text) <= _MAX_TAIL_CELL
        return ends and not complete(before, self.columns)

    def _absorb_tail(self) -> None:
        """Lines after the last row number that still belong to its row."""
        for line in self.view[self.stop : self.stop + _ROW_REACH]:
            tokens = self.header.tokens(line)
            done = complete(self._row_tokens(self.groups[-1]), self.columns)
            tail = not done and self._completes(tokens)
            prose = stops_table(line) or line.proselike or begins_ordered_table(line)
            if not tail and (prose or numbering(line.text) is not None):
                break
            if done and not (len(tokens) >= 2 and tokens[-1].numeric and len(tokens) < len(self.columns)):
                break
            if done:
                self.groups.append([line])
            else:
                self.groups[-1].append(line)
            self.stop += 1

    def _completes(self, tokens: list[Token]) -> bool:
        """Whether the tokens end the last row with a value that the last column has in another row."""
        ends = {self.header.tokens(group[-1])[-1].text for group in self.groups[:-1]}
        together = [*self._row_tokens(self.groups[-1]), *tokens]
        return (
            len(tokens) < len(self.columns) and tokens[-1].text in ends and complete(together, self.columns)
        )

    def _row_tokens(self, lines: Sequence[Line]) -> list[Token]:
        return [token for line in lines for token in self.header.tokens(line)]

    def _repeats_header(self, j: int) -> bool:
        repeated = self.header.height == 1 and self.view[j].text == self.view[self.at].text
        if repeated and j not in self.repeats:
            self.repeats.append(j)
        return repeated

    def _read_plain(self) -> None:
        """Rows one a line, of at least two cells; a lone cell goes to the row it completes."""
        pending: list[Line] = []
        while self.stop + len(pending) < len(self.view):
            at = self.stop + len(pending)
            line = self.view[at]
            if self._repeats_header(at):
                self.stop += 1
            elif self.header.rowlike(line, self.layout) and not begins_ordered_table(line):
                self.groups.append([*pending, line])
                self.stop += len(pending) + 1
                pending = []
            elif not pending and self._is_lone_cell(line, at):
                pending = [line]
            else:
                break

    def _is_lone_cell(self, line: Line, at: int) -> bool:
        """Whether the line is a wrapped first cell, and the next line the rest of its row."""
        if at + 1 >= len(self.view) or stops_table(line) or line.proselike or line.width > _MAX_LONE_CELL:
            return False
        following = self.view[at + 1]
        tokens = self.header.tokens(following)
        rest = len(tokens) < len(self.columns) and tokens[-1].numeric
        return rest and self.header.rowlike(following, self.layout)
