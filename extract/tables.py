"""Tables that a text dump has flattened: a line of short column names, then rows, perhaps wrapped over lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.columns import Column, Token, align, column, complete, glue, glue_brackets, parent_codes
from extract.fold import fold
from extract.headings import numbering
from extract.lines import Layout, Line
from extract.records import BlockKind

_SEPARATORS = (re.compile(r"\s*[\t|｜]\s*"), re.compile(r"\s{2,}|\u3000+"), re.compile(r"\s+"))
_ROW_NUMBER = re.compile(r"(\d{1,3})(?:[.、．]?(?=\s)|$)")
_SENTENCE_MARK = re.compile("[，。；！？]|[:：]$")
_MAX_HEADER_CELL = 14
_MAX_TITLE_WIDTH = 32
_MAX_LINE_WIDTH = 120
_ROW_REACH = 9


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells: the column header and the source stretches of the cell's text, in source order."""

    cells: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table on the lines ``first:stop``; ``title`` is the line that names it, ``headers`` those of column names."""

    first: int
    stop: int
    title: int | None
    headers: tuple[int, ...]
    rows: tuple[Row, ...]


def find_tables(lines: Sequence[Line], layout: Layout, known: Mapping[int, BlockKind]) -> list[Table]:
    """All tables of the text, in order; lines whose index is in ``known`` are page furniture or captions."""
    usable = [i for i in range(len(lines)) if i not in known]
    tables: list[Table] = []
    at = 0
    while at < len(usable):
        if not _may_be_header(lines[usable[at]]):
            at += 1
            continue
        reader = _Reader(lines, layout, usable, at, known)
        if reader.columns:
            table, at_end = reader.read()
            if table.rows:
                tables.append(table)
                at = at_end
                continue
        at += 1
    return tables


def _may_be_header(line: Line) -> bool:
    return line.width <= _MAX_LINE_WIDTH and not line.ends_sentence and bool(re.search(r"[\s|｜]", line.text))


class _Reader:
    """Reads one table whose header stands at position ``at`` of the usable lines."""

    def __init__(
        self,
        lines: Sequence[Line],
        layout: Layout,
        usable: Sequence[int],
        at: int,
        known: Mapping[int, BlockKind],
    ) -> None:
        self.lines, self.layout, self.usable, self.at, self.known = lines, layout, usable, at, known
        self.separator = _separator(self.line(at).text)
        self.header_tokens = _tokens(self.line(at), self.separator)
        self.columns = self._header()
        self.headers = [usable[at]]

    def line(self, at: int) -> Line:
        return self.lines[self.usable[at]]

    def _header(self) -> tuple[Column, ...]:
        line, tokens = self.line(self.at), self.header_tokens
        if len(tokens) < 2 or line.ends_sentence or _SENTENCE_MARK.search(line.text):
            return ()
        if any(len(token.text) > _MAX_HEADER_CELL for token in tokens):
            return ()
        columns = tuple(column(_name(token)) for token in tokens)
        known = sum(c.kind != "" for c in columns)
        if columns[0].kind == "order":
            return columns
        enough = known == len(columns) if len(columns) == 2 else known >= 0.6 * len(columns)
        return columns if enough and self._rows_follow(len(columns)) else ()

    def _rows_follow(self, count: int) -> bool:
        """Whether the next lines look like rows of ``count`` columns."""
        needed = 2 if count == 2 else 1
        after = [self.line(j) for j in range(self.at + 1, min(self.at + 1 + needed, len(self.usable)))]
        return len(after) == needed and all(self._rowlike(line) for line in after)

    def _rowlike(self, line: Line) -> bool:
        tokens = _tokens(line, self.separator)
        prose = self.layout.full(line) and line.proselike
        return 2 <= len(tokens) <= len(self.header_tokens) + 4 and not prose and not self._stops(line)

    def _stops(self, line: Line) -> bool:
        """Whether the line cannot belong to a table."""
        if line.ends_sentence or "。" in line.text:
            return True
        number = numbering(line.text)
        return number is not None and (number.strong or number.style == "decimal-2")

    def read(self) -> tuple[Table, int]:
        """The table and the position after it."""
        ordered = self.columns[0].kind == "order"
        groups, stop = self._ordered_groups() if ordered else self._plain_groups()
        rows = tuple(row for row in self._rows(groups) if row.cells)
        first = self.usable[self.at]
        end = self.usable[stop - 1] + 1 if stop > self.at else first + 1
        return Table(first, end, self._title(), tuple(self.headers), rows), stop

    def _title(self) -> int | None:
        above = self.usable[self.at] - 1
        if self.known.get(above) is BlockKind.CAPTION:
            return above
        if self.at == 0:
            return None
        line = self.line(self.at - 1)
        short = line.width <= _MAX_TITLE_WIDTH and not line.ends_sentence and not line.ends_open
        bare = numbering(line.text) is None and not line.proselike and len(line.text.split()) <= 3
        return self.usable[self.at - 1] if short and bare else None

    def _ordered_groups(self) -> tuple[list[list[Line]], int]:
        """Rows told by their running number; a number may stand alone, before or inside its wrapped row."""
        groups: list[list[Line]] = []
        at, expected = self.at + 1, self._first_number()
        while True:
            start = self._next_start(at, expected, groups[-1] if groups else None)
            if start is None:
                break
            if groups:
                groups[-1].extend(self.line(j) for j in range(at, start) if not self._repeats_header(j))
            groups.append([self.line(start)])
            at, expected = start + 1, expected + 1
        if groups:
            at = self._absorb_tail(groups, at)
        return groups, at

    def _first_number(self) -> int:
        found = _ROW_NUMBER.match(self.line(self.at + 1).text) if self.at + 1 < len(self.usable) else None
        return int(found[1]) if found else 1

    def _next_start(self, at: int, expected: int, current: list[Line] | None) -> int | None:
        reach = at + (_ROW_REACH if current else 1)
        for j in range(at, min(reach, len(self.usable))):
            line = self.line(j)
            found = _ROW_NUMBER.match(line.text)
            if found and int(found[1]) == expected and not self._tail_of(line, current, at, j):
                return j
            if self._repeats_header(j):
                continue
            if self._stops(line) or (j > at and column_header(line)):
                return None
        return None

    def _tail_of(self, line: Line, current: list[Line] | None, at: int, j: int) -> bool:
        """Whether a line that begins with the expected number is rather the last cells of the current row."""
        tokens = _tokens(line, self.separator)
        if current is None or not 2 <= len(tokens) < len(self.columns):
            return False
        before = [
            t
            for row_line in [*current, *(self.line(i) for i in range(at, j))]
            for t in self._row_tokens(row_line)
        ]
        together = [*before, *tokens]
        return (
            not complete(before, self.columns)
            and complete(together, self.columns)
            and len(tokens[1].text) <= 4
        )

    def _absorb_tail(self, groups: list[list[Line]], at: int) -> int:
        """Lines after the last row number that still belong to its row."""
        for _ in range(_ROW_REACH):
            if at >= len(self.usable):
                break
            line = self.line(at)
            tokens = self._row_tokens(line)
            done = complete([t for row_line in groups[-1] for t in self._row_tokens(row_line)], self.columns)
            tail = not done and self._completes(groups, tokens)
            prose = self._stops(line) or line.proselike or column_header(line)
            if not tail and (prose or numbering(line.text) is not None):
                break
            if done and not (len(tokens) >= 2 and tokens[-1].numeric and len(tokens) < len(self.columns)):
                break
            if done:
                groups.append([line])
            else:
                groups[-1].append(line)
            at += 1
        return at

    def _completes(self, groups: list[list[Line]], tokens: list[Token]) -> bool:
        """Whether the tokens end the last row with a value that the last column has in another row."""
        before = [token for line in groups[-1] for token in self._row_tokens(line)]
        ends = {self._row_tokens(group[-1])[-1].text for group in groups[:-1]}
        together = [*before, *tokens]
        return len(tokens) < len(self.columns) and tokens[-1].text in ends and complete(together, self.columns)

    def _repeats_header(self, j: int) -> bool:
        repeated = self.line(j).text == self.line(self.at).text
        if repeated and self.usable[j] not in self.headers:
            self.headers.append(self.usable[j])
        return repeated

    def _plain_groups(self) -> tuple[list[list[Line]], int]:
        """Rows one a line, of at least two cells; a lone cell goes to the row it completes."""
        groups: list[list[Line]] = []
        at, pending = self.at + 1, []
        while at < len(self.usable):
            line = self.line(at)
            if self._repeats_header(at):
                at += 1
                continue
            if self._rowlike(line) and not column_header(line):
                groups.append([*pending, line])
                pending = []
            elif not pending and self._lone_cell(line, at):
                pending = [line]
            else:
                break
            at += 1
        return groups, at - len(pending)

    def _lone_cell(self, line: Line, at: int) -> bool:
        if at + 1 >= len(self.usable) or self._stops(line) or line.proselike or line.width > _MAX_HEADER_CELL:
            return False
        following = self.line(at + 1)
        tokens = _tokens(following, self.separator)
        return self._rowlike(following) and len(tokens) < len(self.columns) and tokens[-1].numeric

    def _row_tokens(self, line: Line) -> list[Token]:
        return _tokens(line, self.separator)

    def _rows(self, groups: list[list[Line]]) -> list[Row]:
        rows = [[self._row_tokens(line) for line in group] for group in groups]
        columns = _learn(self.columns, rows)
        parents = parent_codes(
            [[token.text for tokens in row for token in tokens] for row in rows], len(columns)
        )
        return [self._row(row, columns, parent) for row, parent in zip(rows, parents, strict=True)]

    def _row(self, row: list[list[Token]], columns: tuple[Column, ...], parent: bool) -> Row:
        if parent:
            return Row(((columns[0].name, _ranges([token for tokens in row for token in tokens])),))
        head, rest = row[0], [token for tokens in row[1:] for token in tokens]
        if rest and complete(head, columns):
            spans = align(head, columns)
            long_text = max(
                (c for c, _, _ in spans), key=lambda c: (columns[c].kind in ("text", ""), columns[c].weight)
            )
            cells = [(columns[c].name, _ranges(head[i:j])) for c, i, j in spans]
            return Row((*cells, (columns[long_text].name, _ranges(rest))))
        tokens = glue_brackets([*head, *rest])
        return Row(tuple((columns[c].name, _ranges(tokens[i:j])) for c, i, j in align(tokens, columns)))


def column_header(line: Line) -> bool:
    """Whether the line begins a table with a running number."""
    tokens = _tokens(line, _separator(line.text)) if _may_be_header(line) else []
    return len(tokens) >= 3 and column(_name(tokens[0])).kind == "order" and not line.ends_sentence


def _learn(columns: tuple[Column, ...], rows: list[list[list[Token]]]) -> tuple[Column, ...]:
    """The columns with what their undisputed cells hold."""
    plain = [tokens for row in rows if len(row) == 1 and len(tokens := row[0]) == len(columns)]
    return tuple(c.learn([tokens[i] for tokens in plain]) for i, c in enumerate(columns))


def _separator(text: str) -> re.Pattern[str]:
    """The widest separator that gives at least two cells."""
    return next((s for s in _SEPARATORS if len(s.split(text)) >= 3), _SEPARATORS[-1])


def _tokens(line: Line, separator: re.Pattern[str]) -> list[Token]:
    if line.width > _MAX_LINE_WIDTH:
        return [Token(line.text, line.start, line.end)]
    tokens, at = [], 0
    for found in separator.finditer(line.text):
        tokens.append((at, found.start()))
        at = found.end()
    tokens.append((at, len(line.text)))
    made = [Token(line.text[a:b], line.start + a, line.start + b) for a, b in tokens if b > a]
    if len(made) == 1 and separator is not _SEPARATORS[-1]:
        return _tokens(line, _SEPARATORS[-1])
    return glue(made, line.text, line.start)


def _name(token: Token) -> str:
    return fold(token.text, [(0, len(token.text))]).text


def _ranges(tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """The source stretches of a cell: tokens with only blanks between them in one, others apart."""
    ranges: list[tuple[int, int]] = []
    for token in tokens:
        if ranges and token.start - ranges[-1][1] <= 2:
            ranges[-1] = (ranges[-1][0], token.end)
        else:
            ranges.append((token.start, token.end))
    return tuple(ranges)
