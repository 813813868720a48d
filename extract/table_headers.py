"""Where a flattened table begins: lines of column names, on one line or stacked on several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.columns import Column, Token, column
from extract.fields import is_box_fact
from extract.headings import numbering
from extract.lines import Layout, Line
from extract.roster_lines import is_member
from extract.table_cells import MAX_LINE_WIDTH, name_of, separator_of, tokens_of

_SENTENCE_MARK = re.compile("[，。；！？]|[:：]$")
_GAP = re.compile(r"[\s|｜]")
_TITLE_COLUMNS = ("职称", "职务", "学位", "学历")
_MAX_CELL = 14
_MAX_STACK = 4
_MAX_STACK_WIDTH = 24


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, what parts its cells, and how many lines its header takes."""

    columns: tuple[Column, ...]
    separator: re.Pattern[str]
    height: int = 1

    def tokens(self, line: Line) -> list[Token]:
        """The tokens of a line of the table."""
        titled = any(column.name.endswith(_TITLE_COLUMNS) for column in self.columns)
        return tokens_of(line, self.separator, join_titles=not titled)

    def rowlike(self, line: Line, layout: Layout) -> bool:
        """Whether the line looks like a row of two cells or more."""
        prose = layout.full(line) and line.proselike
        return 2 <= len(self.tokens(line)) <= len(self.columns) + 4 and not prose and not stops_table(line)


def stops_table(line: Line) -> bool:
    """Whether the line cannot belong to a table: a sentence or a numbered heading."""
    if line.ends_sentence or "。" in line.text:
        return True
    number = numbering(line.text)
    return number is not None and (number.strong or number.style == "decimal-2")


def may_be_cells(line: Line) -> bool:
    """Whether the line may hold several cells."""
    return line.width <= MAX_LINE_WIDTH and not line.ends_sentence and _GAP.search(line.text) is not None


def begins_ordered_table(line: Line) -> bool:
    """Whether the line is the header of a table with a running number."""
    tokens = tokens_of(line, separator_of(line.text)) if may_be_cells(line) else []
    return len(tokens) >= 3 and column(name_of(tokens[0])).kind == "order"


def find_header(view: Sequence[Line], at: int, layout: Layout) -> Header | None:
    """The table header that begins with line ``at``, None if none does."""
    line = view[at]
    if line.width > MAX_LINE_WIDTH or line.ends_sentence or _SENTENCE_MARK.search(line.text):
        return None
    if is_member(line.text) or is_box_fact(line.text):
        return None
    separator = separator_of(line.text)
    tokens = tokens_of(line, separator, join_titles=False)
    if not tokens or any(len(token.text) > _MAX_CELL for token in tokens):
        return None
    columns = tuple(column(name_of(token)) for token in tokens)
    if len(tokens) == 1:
        return _stacked(view, at, columns[0]) if columns[0].kind not in ("", "order") else None
    header = Header(columns, separator)
    if columns[0].kind == "order":
        return header
    after = view[at + 1 : at + 3]
    known = sum(c.kind != "" for c in columns)
    needed = 2 if len(columns) == 2 else 1
    rows = len(after) >= needed and all(header.rowlike(line, layout) for line in after[:needed])
    enough = known == len(columns) if len(columns) == 2 else known >= 0.6 * len(columns)
    return header if rows and (enough or _regular(header, tokens, after)) else None


def _regular(header: Header, names: Sequence[Token], after: Sequence[Line]) -> bool:
    """Whether two rows of as many cells follow, in columns of numbers under names that are none."""
    rows = [header.tokens(line) for line in after]
    if len(rows) < 2 or any(len(row) != len(names) for row in rows) or any(name.numeric for name in names):
        return False
    numeric = sum(all(row[i].numeric for row in rows) for i in range(1, len(names)))
    return len(names) >= 3 and 2 * numeric >= len(names) - 1


def _stacked(view: Sequence[Line], at: int, first: Column) -> Header | None:
    """A header of short lines above rows of a name and numbers; its last line names the numbers."""
    separator = separator_of("")
    stack: list[list[Token]] = []
    for line in view[at : at + _MAX_STACK + 1]:
        tokens = tokens_of(line, separator)
        data = len(tokens) > 2 and not tokens[0].numeric and all(token.numeric for token in tokens[1:])
        if data and len(stack) >= 2:
            return _unstack(stack, first, len(tokens))
        if line.width > _MAX_STACK_WIDTH or stops_table(line) or any(token.numeric for token in tokens):
            return None
        stack.append(tokens)
    return None


def _unstack(stack: Sequence[Sequence[Token]], first: Column, count: int) -> Header | None:
    names = [[name_of(token) for token in tokens] for tokens in stack]
    flat = [name for line in names for name in line]
    if len(flat) == count:
        columns = tuple(column(name) for name in flat)
    elif len(names[-1]) == count - 1 and len(names[0]) == 1:
        group = " ".join(names[1]) if len(names) == 3 and len(names[1]) == 1 else ""
        columns = (first, *(Column(f"{group} {name}".strip(), "numeric") for name in names[-1]))
    else:
        return None
    return Header(columns, separator_of(""), len(stack))
