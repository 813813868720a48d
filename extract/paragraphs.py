"""Lines → paragraphs: wrapped lines joined, breaks kept at headings, list items, fields and sentence ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.fields import find_field
from extract.headings import Numbering, is_part, numbering
from extract.layout import past_bullet
from extract.lines import Layout, Line

_CONTINUES = tuple("，。、；：）》”的等")
_ALWAYS_CONTINUES = tuple("，。、；：）》")
_OPENERS = (("《", "》"), ("（", "）"), ("(", ")"))
_TITLE_END = re.compile(r"(?:报告|年报|白皮书|说明书|简介)(?:[（(][^（()）]{1,12}[)）])?$")
_TAIL = 60
_FIRST_LINE = 3.5  # an indented first line is shorter than the others by the indent, which text dumps drop
_SURE_STYLES = frozenset(("chapter", "clause", "case", "decimal-3", "decimal-4"))
_NAMED_STYLES = frozenset(("chapter", "clause", "case", "decimal-2", "decimal-3", "decimal-4"))


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one paragraph, and the numbering of the first."""

    lines: tuple[Line, ...]
    number: Numbering | None

    @property
    def text(self) -> str:
        """The lines as they stand, joined without breaks."""
        return "".join(line.text for line in self.lines)

    @property
    def ends_sentence(self) -> bool:
        """Whether the last line ends like a sentence."""
        return self.lines[-1].ends_sentence


class Grouper:
    """Joins lines, fed in order, into paragraphs and hands each finished one on.

    ``known_headings`` are the keys of lines that the table of contents lists: they end where their line ends.
    """

    def __init__(self, layout: Layout, known_headings: frozenset[str], emit: Callable[[Group], None]) -> None:
        self.layout, self.known_headings, self.emit = layout, known_headings, emit
        self.lines: list[Line] = []
        self.number: Numbering | None = None
        self.last_plain: int | None = None

    @property
    def dangling(self) -> bool:
        """Whether the paragraph so far ends in a comma or an open bracket."""
        return bool(self.lines) and self.lines[-1].ends_open

    def feed(self, line: Line) -> None:
        """Take the next line; nothing but page furniture parts it from the one before."""
        number = self._start(line)
        if self.lines and not self._breaks(line, number) and self._joins(line):
            self.lines.append(line)
            return
        self.flush()
        self.lines, self.number = [line], number
        if number is not None and number.style == "plain":
            self.last_plain = number.value

    def flush(self) -> None:
        """End the paragraph."""
        if self.lines:
            self.emit(Group(tuple(self.lines), self.number))
        self.lines, self.number = [], None

    def _start(self, line: Line) -> Numbering | None:
        """The numbering with which the line would begin a paragraph."""
        number = numbering(line.text)
        if number is None or not line.text[number.end :].strip():
            return None
        if number.style == "plain":
            follows = number.value == 1 or self.last_plain is None or number.value == self.last_plain + 1
            heading = not line.ends_sentence and not line.ends_open and line.width <= _TAIL
            return number if follows and heading else None
        return number

    def _unfinished(self) -> bool:
        last = self.lines[-1]
        if last.ends_sentence or (len(self.lines) == 1 and self._complete_heading(last)):
            return False
        return self._runs_on(last) or self.layout.full(last) or last.ends_open or self._bracket_open()

    def _runs_on(self, last: Line) -> bool:
        """Whether, in a text that marks its paragraph ends, the line lacks the mark."""
        prose = len(self.lines) > 1 or last.proselike or self.layout.full(last)
        return self.layout.marked_ends and not last.trailing and not last.ends_sentence and prose

    def _complete_heading(self, line: Line) -> bool:
        """Whether a one-line paragraph is a heading that needs no further line."""
        if heading_key(line.text) in self.known_headings or _TITLE_END.search(line.text[-20:]):
            return True
        if self.number is None or line.ends_open:
            return False
        if self.layout.marked_ends:
            return line.trailing or line.width < self.layout.width - 2 * _FIRST_LINE
        return line.width < self.layout.width - _FIRST_LINE

    def _bracket_open(self) -> bool:
        tail = self.lines[-1].text[-_TAIL:]
        return any(tail.rfind(opener) > tail.rfind(closer) for opener, closer in _OPENERS)

    def _breaks(self, line: Line, number: Numbering | None) -> bool:
        """Whether the line begins a paragraph whatever stands before."""
        unfinished = self._unfinished()
        if number is not None and (not unfinished or number.style in _SURE_STYLES):
            return True
        if heading_key(line.text) in self.known_headings and not self.lines[-1].ends_open:
            return True
        if self.layout.indent_breaks and line.indent >= 2 and not self.lines[-1].ends_open:
            return True
        if unfinished:
            return False
        if past_bullet(line.text) or is_part(line.text):
            return True
        return not self.layout.full(line) and find_field(line) is not None

    def _joins(self, line: Line) -> bool:
        if line.text.startswith(_ALWAYS_CONTINUES) and not self.lines[-1].ends_sentence:
            return True
        return self._joins_wrapped(line) if self.layout.width else self._joins_plain(line)

    def _joins_plain(self, line: Line) -> bool:
        """Where a line is a paragraph, only a line that cannot be over is continued."""
        last = self.lines[-1]
        split_number = last.text[-1].isdigit() and line.text[0].isdigit() and last.width > _TAIL / 2
        return last.ends_open or self._bracket_open() or split_number

    def _joins_wrapped(self, line: Line) -> bool:
        last = self.lines[-1]
        marked = self.layout.marked_ends and last.trailing
        if self._runs_on(last):
            return self.number is None or len(self.lines) > 1 or self._continues_heading(last, line)
        if not self.layout.full(last):
            return self._joins_short(line)
        if last.ends_sentence:
            aside = self.layout.blank_breaks and line.gap > 0
            bare = not line.ends_sentence and not self.layout.full(line) and not line.proselike
            return not (marked or aside or bare)
        if len(self.lines) == 1 and self.number is not None:
            return self._continues_heading(last, line)
        return True

    def _joins_short(self, line: Line) -> bool:
        """Whether a line short of the wrap width is continued all the same."""
        last = self.lines[-1]
        if last.ends_open:
            return True
        if last.ends_sentence:
            return False
        if self._bracket_open() or line.text.startswith(_CONTINUES):
            return True
        if self.layout.marked_ends or self.number is not None or (self.layout.blank_breaks and line.gap):
            return False
        return any(part.proselike for part in self.lines) and (line.proselike or len(self.lines) > 1)

    def _continues_heading(self, last: Line, line: Line) -> bool:
        """Whether a numbered line that fills its width goes on: as a heading only by a short line."""
        if self.number is None or self._complete_heading(last):
            return False
        short_rest = not self.layout.full(line) and not line.ends_sentence and not line.proselike
        return short_rest or self.number.style not in _NAMED_STYLES or self.layout.marked_ends


def heading_key(text: str) -> str:
    """The key by which a heading is known again: its characters without blanks."""
    return "".join(text.split()) if len(text) <= 2 * _TAIL else ""
