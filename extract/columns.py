"""Which cell of a flattened row belongs to which column: scored by what the columns hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from extract.layout import lexicon

_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s?[年级届])?(?:度|-\d+)?")
_NUMBER = re.compile(
    r"[约近超逾≥≤<>+-]?(?:不低于|不少于|不超过)?\s?\d[\d,，.]*\s?(?:%|％|‰|[万亿]?[年月日号人名位个项所家门次件篇本部级届分台套间元米亩册张支学时]{0,2}"
    r"(?:/[年月人学期]{1,2})?)"
)
_UNIT = re.compile(r"(?:[万亿]?[年月日人名位个项所家门次件篇本部分台套间元米亩册]|%|％)(?:/[年月人])?$")
_COHORTS = ("届", "级", "学年", "年度")
_REMARK = re.compile(r"\s*[（(][^（()）]*[)）]$")
_HEDGE = re.compile(r"(?:约|近|超过|不低于|不少于|不超过)$")
_OPEN, _CLOSE = "（(《“[【", "）)》”]】"
_MAX_MISSING = 2
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a row between separators, with source offsets."""

    text: str
    start: int
    end: int

    @property
    def numeric(self) -> bool:
        """Whether the token is a number, perhaps with its unit."""
        return _NUMBER.fullmatch(_REMARK.sub("", self.text)) is not None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``kind`` is order, numeric, person, text or "" (not known).

    ``values`` are those it is seen to repeat, ``weight`` is the mean length of its undisputed cells.
    """

    name: str
    kind: str
    values: frozenset[str] = frozenset()
    weight: float = 0.0

    def learn(self, cells: Sequence[Token]) -> Column:
        """The column after a look at cells that surely are its own."""
        texts = [cell.text for cell in cells]
        kind = self.kind
        if cells and kind in ("", "text") and all(cell.numeric for cell in cells):
            kind = "numeric"
        elif cells and kind == "numeric" and not any(cell.numeric for cell in cells):
            kind = "text"
        repeated = frozenset(text for text in texts if texts.count(text) > 1 and not text.isdigit())
        weight = sum(map(len, texts)) / len(texts) if texts else 0.0
        return replace(self, kind=kind, values=repeated, weight=weight)


def column(name: str) -> Column:
    """The column that a header names.

    >>> column("教材名称").kind, column("2022年").kind, column("春天").kind
    ('text', 'numeric', '')
    """
    words = lexicon()
    bare = re.sub(r"[（(].*[)）]$", "", name)
    if bare in words.order:
        return Column(name, "order")
    if _YEAR.fullmatch(bare) or bare.endswith(words.numeric):
        return Column(name, "numeric")
    if bare.endswith(words.person):
        return Column(name, "person")
    return Column(name, "text" if bare.endswith(words.text) else "")


def glue(tokens: Sequence[Token], line: str, base: int, join_titles: bool) -> list[Token]:
    """Join tokens that a blank inside one cell has parted: number and unit, name and title, brackets."""
    joined: list[Token] = []
    for token in tokens:
        if joined and _belongs(joined[-1].text, token.text, join_titles):
            start = joined[-1].start
            joined[-1] = Token(line[start - base : token.end - base], start, token.end)
        else:
            joined.append(token)
    return joined


def _belongs(left: str, right: str, join_titles: bool) -> bool:
    last = left.rsplit(maxsplit=1)[-1]
    if (last[-1].isdigit() and (_UNIT.match(right) or right in _COHORTS)) or _HEDGE.search(last):
        return True
    if join_titles and right.removesuffix("等") in lexicon().titles:
        return not last[-1].isdigit() and last not in lexicon().titles and len(last) <= 12
    return any(left.count(o) > left.count(c) for o, c in zip(_OPEN, _CLOSE, strict=True))


def glue_brackets(tokens: Sequence[Token]) -> list[Token]:
    """Join tokens that are nothing but a remark in brackets to the token before, also over a line's end."""
    joined: list[Token] = []
    for token in tokens:
        remark = token.text[0] in "（(" and token.text[-1] in "）)"
        if remark and len(joined) > 1 and token.start - joined[-1].end <= _NEAR:
            joined[-1] = Token(f"{joined[-1].text} {token.text}", joined[-1].start, token.end)
        else:
            joined.append(token)
    return joined


def parent_codes(rows: Sequence[Sequence[str]], columns: int) -> list[bool]:
    """Which rows are a code and a name whose code begins that of the next row: a merged first cell.

    >>> parent_codes([["10", "医学"], ["1051", "临床医学"], ["1052", "口腔医学"]], 3)
    [True, False, False]
    """
    codes = [row[0] if len(row) < columns and row[0].isdigit() else "" for row in rows]
    following = [*codes[1:], ""][: len(codes)]
    return [bool(a) and b.startswith(a) and len(b) > len(a) for a, b in zip(codes, following, strict=True)]


def complete(tokens: Sequence[Token], columns: Sequence[Column]) -> bool:
    """Whether the tokens can fill every column."""
    if len(tokens) < len(columns):
        return False
    return all(
        column.kind != "numeric" or token.numeric
        for column, token in zip(reversed(columns[1:]), reversed(tokens), strict=False)
        if column.kind in ("numeric", "order")
    )


def align(tokens: Sequence[Token], columns: Sequence[Column]) -> list[tuple[int, int, int]]:
    """The best ``(column, first token, token after)`` for each filled column.

    All tokens are used in order; one column may take several tokens, up to two columns may stay empty.
    """
    best: tuple[float, list[tuple[int, int, int]]] | None = None
    count = len(columns)
    for missing in range(min(_MAX_MISSING, count - 1) + 1):
        for used in combinations(range(count), count - missing):
            if len(used) > len(tokens):
                continue
            for taker in range(len(used)):
                spans = _spans(used, taker, len(tokens))
                score = sum(_fit(columns[c], tokens[i:j]) for c, i, j in spans) - 1.5 * missing
                score -= 0.01 * taker
                if best is None or score > best[0]:
                    best = score, spans
                if len(used) == len(tokens):
                    break
    if best is None:
        return [(i, i, i + 1) for i in range(len(tokens))]
    return best[1]


def _spans(used: Sequence[int], taker: int, tokens: int) -> list[tuple[int, int, int]]:
    extra = tokens - len(used)
    spans, at = [], 0
    for place, c in enumerate(used):
        stop = at + 1 + (extra if place == taker else 0)
        spans.append((c, at, stop))
        at = stop
    return spans


def _fit(column: Column, cell: Sequence[Token]) -> float:
    single = cell[0] if len(cell) == 1 else None
    text = " ".join(token.text for token in cell)
    score = 2.0 if text in column.values else 0.0
    if column.kind == "order":
        return 3.0 if single and single.text.rstrip(".、．").isdigit() else -4.0
    if column.kind == "numeric":
        if single is None or not single.numeric:
            return score - 3.0
        return score + (2.0 if single.text.replace(".", "").isdigit() else 1.5)
    if single is not None and single.numeric:
        return score - 2.0
    if single is None:
        return score - 0.2 * (column.kind == "person") - 0.1 + min(column.weight, 20) * 0.02
    return score
