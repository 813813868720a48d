"""Pieces → sections and passages: text folded, sentences split, cells placed, pages looked up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extract.cards import is_card_line
from extract.fold import Folded, fold
from extract.headings import Outline, plain_text, title_parts
from extract.pieces import Piece, Ranges
from extract.records import BlockKind, Cell, Document, Page, Passage
from extract.sentences import split_sentences


class Writer:
    """Turns pieces into sections and passages."""

    def __init__(self, document: Document, pages: Sequence[Page]) -> None:
        self.text = document.text
        self.outline = Outline(len(document.text))
        self.pages = pages
        self.page_starts = [page.start for page in pages]
        self.passages: list[Passage] = []
        self.paragraph = -1
        self.titles: list[str] = []

    def write(self, piece: Piece) -> None:
        """Add the passages of a piece, and the section it opens or closes."""
        section = self.outline.current
        if piece.title:
            self.titles.append(plain_text(piece.text))
            self.outline.title(" ".join(self.titles))
        elif piece.heading is not None:
            section = self.outline.open(piece.heading, piece.start)
        if piece.kind is not BlockKind.CAPTION:
            self.paragraph += 1
            if piece.kind is BlockKind.ROW and piece.cells:
                self._row(piece, section)
            else:
                self._folded(piece, section)
        if piece.closes:
            self.outline.close(self.outline.current, piece.end)

    def _folded(self, piece: Piece, section: int) -> None:
        whole = piece.kind in (BlockKind.HEADING, BlockKind.FIELD, BlockKind.ROW)
        words = whole or is_card_line(piece.text)
        folded = fold(self.text, piece.ranges, word_spaces=words, columns=True)
        spans = title_parts(folded.text)
        if len(spans) == 1 and not whole:
            spans = split_sentences(folded.text)
        for start, end in spans:
            part = folded.cut(start, end)
            if part.text:
                self._add(piece.kind, part, section, _cells(part, piece.cells))

    def _row(self, piece: Piece, section: int) -> None:
        """One blank of the source, where there is one, parts neighbouring cells."""
        texts: list[str] = []
        offsets: list[int] = []
        cells: list[Cell] = []
        for header, ranges in piece.cells:
            folded = fold(self.text, ranges)
            if not folded.text:
                continue
            if offsets:
                gap = range(offsets[-1] + 1, folded.offsets[0])
                blank = next((at for at in gap if self.text[at].isspace()), None)
                if blank is not None:
                    texts.append(" ")
                    offsets.append(blank)
            cells.append(Cell(plain_text(header), len(offsets), len(offsets) + len(folded.text)))
            texts.append(folded.text)
            offsets.extend(folded.offsets)
        if texts:
            self._add(piece.kind, Folded("".join(texts), tuple(offsets)), section, tuple(cells))

    def _add(self, kind: BlockKind, folded: Folded, section: int, cells: tuple[Cell, ...]) -> None:
        self.passages.append(
            Passage(
                index=len(self.passages),
                kind=kind,
                text=folded.text,
                offsets=folded.offsets,
                section=section,
                paragraph=self.paragraph,
                page=self._page(folded.offsets[0]),
                cells=cells,
            )
        )

    def _page(self, offset: int) -> int | None:
        at = bisect_right(self.page_starts, offset) - 1
        return self.pages[at].number if at >= 0 else None


def _cells(folded: Folded, cells: Sequence[tuple[str, Ranges]]) -> tuple[Cell, ...]:
    """Cells in passage offsets."""
    placed = []
    for header, ranges in cells:
        start = bisect_left(folded.offsets, ranges[0][0])
        end = bisect_left(folded.offsets, ranges[-1][1])
        if end > start:
            placed.append(Cell(plain_text(header), start, end))
    return tuple(placed)
