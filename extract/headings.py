"""Headings: numbering styles, bare labels, leading names, and the tree of sections they span."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extract.fold import fold
from extract.layout import lexicon
from extract.records import Section

_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_CLAUSE_END = re.compile("[，,。；;：:！？]")
_BRACKET = re.compile(r"\s*[(（]")
_MAX_TITLE = 60
_MAX_PAGE_TITLE, _MAX_PAGE = 60, 8
_BAR = re.compile(r"(?<=[\u4e00-\u9fff）”])\s*[-_|丨–—]+\s*(?=[\u4e00-\u9fff“])")
_TRAIL = re.compile("首页|位置")

PART_RANK = 1
CASE_RANK = 90
BARE_RANK = 95
LABEL_RANK = 97
TABLE_RANK = 99


@dataclass(frozen=True, slots=True)
class Numbering:
    """A numbering at the start of a line: ``number`` as written, its ``value``, and where the rest begins."""

    style: str
    rank: int
    strong: bool
    number: str
    value: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """What opens a section: inner ranks nest in outer ones; ``number`` and ``title`` as in ``Section``."""

    rank: int
    number: str
    title: str


def numbering(text: str) -> Numbering | None:
    """The numbering at the start of ``text``, None where a number belongs to the sentence.

    >>> numbering("(三)师资队伍").number, numbering("1.41 亿元"), numbering("5 人、滨海新区")
    ('(三)', None, None)
    """
    head = text[:40]
    for style in lexicon().styles:
        found = style.pattern.match(head)
        if found is None:
            continue
        number, end = found[1], found.end()
        if (
            not style.strong
            and style.name in ("plain", "decimal-2")
            and _counted(text[end : end + 3].lstrip())
        ):
            return None
        return Numbering(style.name, style.rank, style.strong, number, _value(number), end)
    return None


def _counted(rest: str) -> bool:
    """Whether a counter follows that ends there ("5 人、", "3 个") or a unit of measure."""
    if not rest or rest[0] in "万亿余％%‰倍":
        return True
    return rest[0] in lexicon().counters and (len(rest) == 1 or not rest[1].isalpha())


def _value(number: str) -> int:
    digits = re.findall(r"\d+", number)
    if digits:
        return int(digits[-1])
    return chinese_value("".join(c for c in number if c in "零〇一二三四五六七八九十"))


def chinese_value(text: str) -> int:
    """The value of a Chinese numeral below one hundred.

    >>> [chinese_value(t) for t in ("三", "十", "十二", "二十一")]
    [3, 10, 12, 21]
    """
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CHINESE_DIGITS.get(text[-1:], 0)
    return 10 * _CHINESE_DIGITS.get(tens, 1) + _CHINESE_DIGITS.get(ones, 0)


def plain_text(text: str) -> str:
    """A heading's words folded, with single blanks between words."""
    return fold(text, [(0, len(text))], word_spaces=True).text


def is_part(text: str) -> bool:
    """Whether the line is an unnumbered heading of a main part ("前 言")."""
    return len(text) <= 8 and "".join(text.split()) in lexicon().parts


def is_label(text: str) -> bool:
    """Whether a bare line ends like a section label ("实验室概况", "Research Interests")."""
    return text.rstrip(":： ").casefold().endswith(lexicon().labels)


def title_parts(text: str) -> list[tuple[int, int]]:
    """The spans of a web page's title, house and page parted by a dash or bar; one span where it is something else.

    >>> title_parts("河口医院-医院简介"), title_parts("学校简介_河口大学"), title_parts("中国-东盟论坛")
    ([(0, 5), (5, 9)], [(0, 5), (5, 9)], [(0, 7)])
    """
    bars = [] if len(text) > _MAX_PAGE_TITLE or _TRAIL.search(text) else list(_BAR.finditer(text))
    if not bars or not any(len(name) <= _MAX_PAGE and is_label(name) for name in _BAR.split(text)):
        return [(0, len(text))]
    return list(pairwise([0, *(bar.end() for bar in bars), len(text)]))


def leading_name(text: str) -> str:
    """The name with which a numbered paragraph begins, "" if it begins with none.

    >>> leading_name("河口医院(眼科中心)是全国首家专科医院，目前有床位 30 张。")
    '河口医院'
    """
    clause = _CLAUSE_END.split(text, maxsplit=1)[0][: _MAX_TITLE * 2]
    for found in lexicon().leading_verbs.finditer(clause):
        name = clause[: found.start()].strip()
        bracket = _BRACKET.search(name)
        if bracket and name.endswith((")", "）")):
            name = name[: bracket.start()]
        if len(name) >= 4 and name[-1] in lexicon().leading_endings:
            return plain_text(name)
    return ""


class Outline:
    """The section tree under construction; section 0 is the document."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._rows: list[tuple[int, str, str, int | None, int]] = [(0, "", "", None, 0)]
        self._ends: dict[int, int] = {}
        self._stack: list[tuple[int, int]] = []

    @property
    def current(self) -> int:
        """The index of the innermost open section."""
        return self._stack[-1][1] if self._stack else 0

    def title(self, text: str) -> None:
        """Name the document."""
        self._rows[0] = (0, "", text, None, 0)

    def open(self, heading: Heading, start: int) -> int:
        """Open a section at source offset ``start``, closing what it does not nest in; give its index."""
        numbered = PART_RANK < heading.rank < CASE_RANK
        while self._stack and (
            self._stack[-1][0] >= heading.rank
            or (numbered and self._stack[-1][0] == PART_RANK and self._leaves_part())
        ):
            self._close(start)
        parent = self.current
        index = len(self._rows)
        self._rows.append((len(self._stack) + 1, heading.number, heading.title, parent, start))
        self._stack.append((heading.rank, index))
        return index

    def close(self, index: int, end: int) -> None:
        """Close section ``index`` and what is open inside it."""
        while index in {open_index for _, open_index in self._stack}:
            self._close(end)

    def sections(self) -> tuple[Section, ...]:
        """All sections, in order."""
        while self._stack:
            self._close(self._length)
        return tuple(
            Section(index, level, number, title, parent, start, self._ends.get(index, self._length))
            for index, (level, number, title, parent, start) in enumerate(self._rows)
        )

    def _leaves_part(self) -> bool:
        return not self._rows[self._stack[-1][1]][2].startswith("附")

    def _close(self, end: int) -> None:
        _, index = self._stack.pop()
        self._ends[index] = end
