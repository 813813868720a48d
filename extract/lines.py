"""The lines of a plain text, and what they tell together: is it hard-wrapped, where do paragraphs end?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.fold import invisible

_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CITATION = re.compile(r"(?:\s*\[\d{1,3}(?:[-,、–]\d{1,3})*\])+$")
_CLOSERS = "”’）)》〉」』】〕\"' \t"
_SENTENCE_END = "。！？!?；;：:…"
_RULE = re.compile("[-=_*—─━~～·•|:+]{3,}")
_COMMA_END = "，,、（(《“‘「『【〈"
_DEGREE = re.compile(r"(?:\b[A-Z][A-Za-z]{0,2}\.){2,}$|\b(?:Ph\.D|M\.D|Jr|Inc|Ltd)\.$")
_INNER = re.compile(r"[，。；、]|[a-z][,.;] ")
_TOLERANCE = 3.0
_SHORTFALL = 4.5  # the first line lacks the indent, which dumps drop; marks and Latin words are not broken


@dataclass(frozen=True, slots=True)
class Line:
    """A visible line: source offsets of its text ``start:end`` and of the next line (``stop``).

    ``width`` counts wide characters as 1 and ASCII as 0.5; ``indent`` is the leading blank in half widths;
    ``trailing`` says whether blanks follow the text; ``gap`` counts the blank lines before; ``page_start`` is
    set where a form feed stands between the line and the one before.
    """

    start: int
    end: int
    stop: int
    text: str
    width: float
    indent: int
    trailing: bool
    gap: int
    page_start: bool

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends like a sentence, closing quotes and citation marks aside."""
        bare = self._bare()
        if bare.endswith("."):
            return not (bare[-2:-1].isdigit() or _DEGREE.search(bare))
        return bare.endswith(tuple(_SENTENCE_END))

    @property
    def ends_open(self) -> bool:
        """Whether the line ends in a comma or an opening bracket: the next line must continue it."""
        return _CITATION.sub("", self.text[-40:]).endswith(tuple(_COMMA_END))

    @property
    def rule(self) -> bool:
        """Whether the line is a horizontal rule ("---", "====")."""
        return _RULE.fullmatch(self.text) is not None

    @property
    def proselike(self) -> bool:
        """Whether there is sentence punctuation inside the line."""
        return _INNER.search(self.text) is not None

    def _bare(self) -> str:
        return _CITATION.sub("", self.text[-40:]).rstrip(_CLOSERS)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is set: the width of full lines (0 where a line is a paragraph) and the signals in use.

    ``marked_ends``: blanks follow the last line of a paragraph and no other; ``blank_breaks``: blank lines
    part paragraphs; ``indent_breaks``: an indent begins one.
    """

    width: float
    marked_ends: bool
    blank_breaks: bool
    indent_breaks: bool

    def full(self, line: Line) -> bool:
        """Whether the line reaches the wrap width, so that the next may continue it."""
        return self.width > 0 and -_SHORTFALL <= line.width - self.width <= _TOLERANCE


def width(text: str) -> float:
    """Display width in wide characters.

    >>> width("SCI论文")
    3.5
    """
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The visible lines of ``text[start:end]`` in order; lines that show nothing are only counted."""
    end = len(text) if end is None else end
    lines: list[Line] = []
    at, gap, page_start = start, 0, False
    while at < end:
        found = _BREAK.search(text, at, end)
        stop = found.end() if found else end
        raw = text[at : found.start() if found else end]
        if invisible(raw):
            gap += 1
        else:
            lines.append(_line(raw, at, stop, gap, page_start))
            gap, page_start = 0, False
        page_start = page_start or (found is not None and found[0] == "\f")
        at = stop
    return lines


def _line(raw: str, at: int, stop: int, gap: int, page_start: bool) -> Line:
    text = raw.strip()
    lead = len(raw) - len(raw.lstrip())
    indent = sum(2 if c == "\u3000" else 4 if c == "\t" else 1 for c in raw[:lead][:40])
    end = at + lead + len(text)
    return Line(at + lead, end, stop, text, width(text), indent, end < at + len(raw), gap, page_start)


def measure(lines: Sequence[Line]) -> Layout:
    """Find how the body lines of a text are set."""
    wrap = _wrap_width(lines)
    full = [line for line in lines if wrap and abs(line.width - wrap) <= _TOLERANCE]
    short_ends = [line for line in lines if line.ends_sentence and line.width < wrap - _TOLERANCE]
    running = [line for line in full if not line.ends_sentence]
    marked = (
        len(short_ends) >= 2 and _share(short_ends, "trailing") > 0.85 and _share(running, "trailing") < 0.15
    )
    gaps = sum(1 for line in full if line.gap)
    indented = sum(1 for line in lines if line.indent >= 2)
    return Layout(
        width=wrap,
        marked_ends=bool(wrap) and marked,
        blank_breaks=gaps < 0.5 * len(full) if full else True,
        indent_breaks=indented < 0.6 * len(lines),
    )


def _share(lines: Sequence[Line], flag: str) -> float:
    return sum(bool(getattr(line, flag)) for line in lines) / len(lines) if lines else 0.0


def _wrap_width(lines: Sequence[Line]) -> float:
    """The upper edge of the band in which unfinished prose lines end, 0 if they end anywhere."""
    widths = sorted(
        line.width for line in lines if line.width >= 12 and line.proselike and not line.ends_sentence
    )
    if len(widths) < 2:
        return 0.0
    best, best_low, low = 0, 0, 0
    for high, value in enumerate(widths):
        while value - widths[low] > _TOLERANCE:
            low += 1
        if high - low + 1 > best:
            best, best_low = high - low + 1, low
    edge = widths[best_low + best - 1]
    longer = sum(1 for line in lines if line.width > edge + 4)
    enough = best >= max(2, 0.5 * len(widths)) and edge >= 18 and longer < best
    return edge if enough else 0.0
