"""A document's text as headings and paragraphs to read: hard-wrapped lines joined, page furniture set aside.

Only for display. Every block keeps the source offsets of its characters, so that evidence can be found in it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.explore.text import unwrap
from kg.records import SourceDocument, SourceSection

_ENDS = "。！？!?；;：:"
_STARTS = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、．]|\d+(?:\.\d+)+\s|[①-⑳●■◆•▪➢—-]|第[一二三四五六七八九十\d]+[章节条])"
)
_UNWRAPPED = 130
"""Columns past which lines are taken to be whole paragraphs (a Chinese character is two columns)."""
_DROPPED = {"running header", "page number"}


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, paragraph, caption or stretch of contents.

    ``kind`` is "heading", "text", "caption" or "contents"; ``level`` and ``section`` (an index into the
    document's sections) belong to headings; ``text`` is unwrapped; ``text[i]`` stands at ``offsets[i]`` of
    the source.
    """

    kind: str
    level: int
    section: int
    page: int | None
    text: str
    offsets: list[int]

    @property
    def start(self) -> int:
        """Source offset of the first character."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Source offset after the last character."""
        return self.offsets[-1] + 1


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    kind: str
    width: int
    blank_after: bool


def blocks(document: SourceDocument) -> list[TextBlock]:
    """Divide a document into blocks, in reading order."""
    made: list[TextBlock] = []
    headings = {section.start: index for index, section in enumerate(document.sections) if index}
    at = 0
    bounds = [*sorted(start for start in headings if start < len(document.text)), len(document.text)]
    made.extend(_prose(document, at, bounds[0]))
    for start, stop in pairwise(bounds):
        index = headings[start]
        end = min(_heading_end(document.text, document.sections[index]), stop)
        made.extend(_block(document, "heading", start, end, index))
        made.extend(_prose(document, end, stop))
    return made


def _heading_end(text: str, section: SourceSection) -> int:
    """Where a heading's words end: its number and title, whatever white space and points stand between."""
    wanted = [c for c in section.number + section.title if not c.isspace()]
    at = section.start
    for character in wanted:
        while at < section.end and text[at] != character and not text[at].isalnum():
            at += 1
        if at >= section.end or text[at] != character:
            break  # the title was folded: the line is as good a guess
        at += 1
    line = text.find("\n", at)
    line = len(text) if line < 0 else line
    # What little is left of the line (a full stop, a page number's leader) belongs to the heading too.
    return line if line - at < 4 else at


def _prose(document: SourceDocument, start: int, end: int) -> Iterator[TextBlock]:
    lines = [line for line in _lines(document, start, end) if line.kind not in _DROPPED]
    if not lines:
        return
    widths = sorted(line.width for line in lines if line.kind == "text") or [0]
    full = widths[int(len(widths) * 0.9)] if len(widths) > 3 else 72
    spaced = sum(line.blank_after for line in lines) > 0.6 * len(lines)
    opened = lines[0].start
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if after is None or after.kind != line.kind or _ends(document.text, line, after, full, spaced):
            yield from _block(document, line.kind, opened, line.end)
            opened = after.start if after else end


def _ends(text: str, line: _Line, after: _Line, full: int, spaced: bool) -> bool:
    """Whether a paragraph ends with ``line``."""
    if line.kind == "contents":
        return False
    if full > _UNWRAPPED or (line.blank_after and not spaced) or "\t" in text[line.start : line.end]:
        return True
    if _STARTS.match(text, after.start, after.end) or text[after.start] in " \u3000" * (not spaced):
        return True
    tolerance = 0.94 if text[line.end - 1] in _ENDS else 0.8
    return line.width < full * tolerance


def _lines(document: SourceDocument, start: int, end: int) -> Iterator[_Line]:
    """Lines with something in them, between two offsets."""
    text = document.text
    furniture = sorted((first, last, kind) for kind, first, last in document.furniture)
    firsts = [first for first, _, _ in furniture]
    found = [m for m in re.finditer(r"[^\n\f]+", text[start:end]) if m.group().strip()]
    followers: list[re.Match[str] | None] = [*found[1:], None]
    for this, after in zip(found, followers, strict=False):
        content = this.group().strip(" \u3000\t\r\xa0")
        first = start + this.start() + this.group().index(content)
        last = first + len(content)
        gap = text[last : start + after.start()] if after else "\n"
        row = bisect_right(firsts, first) - 1
        kind = furniture[row][2] if row >= 0 and furniture[row][1] >= last else "text"
        kind = {"table of contents": "contents"}.get(kind, kind)
        # A heading may run into its paragraph: the line is still as wide as it is in the report.
        width = columns(text[text.rfind("\n", 0, first) + 1 : last].strip())
        yield _Line(first, last, kind, width, gap.count("\n") > 1)


def columns(text: str) -> int:
    """Width of a text in columns of a terminal.

    >>> columns("天津ab")
    6
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _block(
    document: SourceDocument, kind: str, start: int, end: int, section: int = 0
) -> Iterator[TextBlock]:
    if kind == "contents":
        joined, offsets = document.text[start:end], list(range(start, end))
    else:
        joined, offsets = _without_furniture(document, start, end)
    lead = len(joined) - len(joined.lstrip())
    tail = len(joined.rstrip())
    if lead < tail:
        page = next((number for number, first, last in document.pages if first <= start < last), None)
        level = document.sections[section].level if section else 0
        yield TextBlock(kind, level, section, page, joined[lead:tail], offsets[lead:tail])


def _without_furniture(document: SourceDocument, start: int, end: int) -> tuple[str, list[int]]:
    """Unwrap, leaving out running headers and page numbers that stand between the lines of one paragraph."""
    cuts = sorted(
        (first, last)
        for kind, first, last in document.furniture
        if kind in _DROPPED and start < first and last < end
    )
    pieces: list[str] = []
    offsets: list[int] = []
    at = start
    for first, last in [*cuts, (end, end)]:
        piece, places = unwrap(document.text, at, first)
        pieces.append(piece)
        offsets.extend(places)
        at = last
    return "".join(pieces), offsets
