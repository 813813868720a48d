"""What a loader returns, and the builder that writes text and blocks at once, so that offsets are true."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.loaders.encoding import clean
from extract.records import Block, BlockKind, Cell, Page

_SPACES = re.compile(r"[ \t\f\xa0\u3000]+")
_LONGEST_TITLE = 40
_SENTENCE_ENDS = ("。", "；", "，", "、", "！", "？", "：", ".", ";", ",", "!", "?", ":")
_CLOSE_KIN = frozenset({BlockKind.LIST, BlockKind.CONTENTS})


@dataclass(frozen=True, slots=True)
class Layout:
    """The plain text of a file and what its format tells of it; blocks are sorted and do not overlap."""

    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()


class LayoutBuilder:
    """Collects text piece by piece; every block's offsets are taken while its text is written."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._ends = 0  # line breaks at the end of what was written
        self._pending = 0  # line breaks that the next text needs before it
        self._blocks: list[Block] = []

    @property
    def length(self) -> int:
        """Code points written so far: the offset of whatever comes next."""
        return self._length

    def add_line(self, text: str, kind: BlockKind | None = None, level: int = 0) -> None:
        """A clean line as it stands, below what was written; a block if it has a kind."""
        self.end_line()
        start = self._length + len(text) - len(text.lstrip())
        self._write(text)
        if kind is not None:
            self._blocks.append(Block(kind, start, self._length, level))

    def end_line(self, count: int = 1) -> None:
        """Go to the start of a line; ``count`` 2 leaves one blank."""
        if self._length:
            self._write("\n" * (max(count, self._pending) - self._ends))
        self._pending = 0

    def add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """A block of its own line or lines; blank text is left out."""
        text = tidy(text)
        if text:
            self._separate(kind)
            start = self._length
            self._write(text)
            self._blocks.append(Block(kind, start, self._length, level))

    def end_table(self) -> None:
        """Leave a blank line before whatever comes next."""
        self._pending = 2

    def add_row(self, kind: BlockKind, cells: Sequence[tuple[str | None, str]]) -> None:
        """A table row: (header, tidy text) per column, written with tabs between.

        Empty columns get no ``Cell``, nor do those whose header is None.
        """
        tidied = list(cells)
        while tidied and not tidied[-1][1]:
            tidied.pop()
        first = next((index for index, (_, text) in enumerate(tidied) if text), None)
        if first is None:
            return
        self.end_line()
        self._write("\t" * first)
        start, found = self._length, []
        for index, (header, text) in enumerate(tidied[first:]):
            self._write("\t" if index else "")
            if text and header is not None:
                found.append(Cell(header, self._length, self._length + len(text)))
            self._write(text)
        self._blocks.append(Block(kind, start, self._length, 0, tuple(found)))

    def build(self, pages: Sequence[Page] = ()) -> Layout:
        """All that was written."""
        return Layout("".join(self._parts), tuple(pages), tuple(self._blocks))

    def end_page(self) -> None:
        """Part two pages by a form feed, as plain text does; it is a line end too."""
        self._write("\f")
        self._ends, self._pending = 2, 0

    def _write(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)
            bare = len(text.rstrip("\n"))
            self._ends = len(text) - bare + (0 if bare else self._ends)

    def _separate(self, kind: BlockKind) -> None:
        """A line break before the block; a blank line where it is of another kind, or a paragraph."""
        previous = self._blocks[-1].kind if self._blocks else None
        self.end_line(1 if kind is previous and kind in _CLOSE_KIN else 2)


def tidy(text: str) -> str:
    r"""Cleaned, runs of blanks as one space, no blank at the ends of lines, no empty lines.

    >>> tidy("  天津 \xa0 市\t\n\n 医院 ")
    '天津 市\n医院'
    """
    if text.isprintable() and "  " not in text:
        return text.strip()  # most table cells: nothing to clean
    lines = (_SPACES.sub(" ", line).strip() for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def is_titlelike(text: str) -> bool:
    """Whether a paragraph set in bold throughout is a heading in all but name: short, and no sentence."""
    return (
        1 < len(text) <= _LONGEST_TITLE and not text.endswith(_SENTENCE_ENDS) and any(map(str.isalpha, text))
    )
