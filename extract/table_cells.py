"""Lines of a flattened table → tokens, and the tokens of a row → cells under their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.columns import Column, Token, align, complete, glue, glue_brackets, parent_codes
from extract.fold import fold
from extract.lines import Line

_SEPARATORS = (re.compile(r"\s*[\t|｜]\s*"), re.compile(r"\s{2,}|\u3000+"), re.compile(r"\s+"))
MAX_LINE_WIDTH = 120

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells: the column header and the source stretches of the cell's text, in source order."""

    cells: tuple[tuple[str, Ranges], ...]


def separator_of(text: str) -> re.Pattern[str]:
    """The widest separator that gives at least three cells, else the narrowest."""
    return next((s for s in _SEPARATORS if len(s.split(text)) >= 3), _SEPARATORS[-1])


def tokens_of(line: Line, separator: re.Pattern[str], join_titles: bool = True) -> list[Token]:
    """The tokens of a line, an overlong line as one; ``join_titles`` to the names before them."""
    if line.width > MAX_LINE_WIDTH:
        return [Token(line.text, line.start, line.end)]
    spans, at = [], 0
    for found in separator.finditer(line.text):
        spans.append((at, found.start()))
        at = found.end()
    spans.append((at, len(line.text)))
    made = [Token(line.text[a:b], line.start + a, line.start + b) for a, b in spans if b > a]
    if len(made) == 1 and separator is not _SEPARATORS[-1]:
        return tokens_of(line, _SEPARATORS[-1], join_titles)
    return glue(made, line.text, line.start, join_titles)


def name_of(token: Token) -> str:
    """The column name that a header token gives."""
    return fold(token.text, [(0, len(token.text))]).text


def build_rows(rows: Sequence[Sequence[Sequence[Token]]], columns: tuple[Column, ...]) -> tuple[Row, ...]:
    """The rows of a table from the tokens of the lines of each."""
    plain = [row[0] for row in rows if len(row) == 1 and len(row[0]) == len(columns)]
    learnt = tuple(column.learn([tokens[i] for tokens in plain]) for i, column in enumerate(columns))
    texts = [[token.text for tokens in row for token in tokens] for row in rows]
    parents = parent_codes(texts, len(columns))
    return tuple(_row(row, learnt, parent) for row, parent in zip(rows, parents, strict=True))


def _row(row: Sequence[Sequence[Token]], columns: tuple[Column, ...], parent: bool) -> Row:
    if parent:
        return Row(((columns[0].name, _ranges([token for tokens in row for token in tokens])),))
    head, rest = row[0], [token for tokens in row[1:] for token in tokens]
    if rest and complete(head, columns):
        cells = _placed(head, columns)
        return Row((*cells, (columns[_roomiest(columns)].name, _ranges(rest))))
    return Row(tuple(_placed(glue_brackets([*head, *rest]), columns)))


def _placed(tokens: Sequence[Token], columns: tuple[Column, ...]) -> list[tuple[str, Ranges]]:
    """Tokens under their columns; those beyond what the columns can hold have no header."""
    spans = align(tokens, columns)
    return [(columns[c].name if c < len(columns) else "", _ranges(tokens[i:j])) for c, i, j in spans]


def _roomiest(columns: tuple[Column, ...]) -> int:
    """The column of text with the longest cells: what wraps over a line is its."""
    return max(range(len(columns)), key=lambda c: (columns[c].kind in ("text", ""), columns[c].weight))


def _ranges(tokens: Sequence[Token]) -> Ranges:
    """The source stretches of a cell: tokens with only blanks between them in one, others apart."""
    ranges: list[tuple[int, int]] = []
    for token in tokens:
        if ranges and token.start - ranges[-1][1] <= 2:
            ranges[-1] = (ranges[-1][0], token.end)
        else:
            ranges.append((token.start, token.end))
    return tuple(ranges)
