"""Parts of test documents, and what to look at in those that were loaded."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, Table

from extract.records import Document

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=16, wordWrap="CJK", firstLineIndent=22)
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=13, wordWrap="CJK")

Loader = Callable[..., Document]


def prose(text: str) -> Paragraph:
    return Paragraph(text, BODY)


def ruled(rows: list[list[str]], widths: list[float], *style: tuple[object, ...], grid: bool = True) -> Table:
    """A table whose cells wrap, all ruled unless ``style`` draws its own lines."""
    lines = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if grid else []
    table = Table([[Paragraph(text, CELL) for text in row] for row in rows], colWidths=widths, repeatRows=1)
    table.setStyle([*lines, *style])
    return table


def shown(document: Document) -> list[tuple[str, int, str]]:
    """Kind, level and text of every block."""
    return [
        (block.kind.value, block.level, document.text[block.start : block.end]) for block in document.blocks
    ]


def rows(document: Document) -> list[list[tuple[str, str]]]:
    """(header, text) of the cells of every block that has some."""
    return [
        [(cell.header, document.text[cell.start : cell.end]) for cell in block.cells]
        for block in document.blocks
        if block.cells
    ]


def check_offsets(document: Document) -> None:
    """Blocks are sorted, apart, not blank and in the text; cells in their block; pages in order."""
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        text = document.text[block.start : block.end]
        assert text == text.strip()
        assert text
        inner = block.start
        for cell in block.cells:
            assert inner <= cell.start < cell.end <= block.end
            assert document.text[cell.start : cell.end].strip()
            inner = cell.end
        end = block.end
    end = 0
    for number, page in enumerate(document.pages, start=1):
        assert page.number == number
        assert end <= page.start <= page.end <= len(document.text)
        end = page.end
