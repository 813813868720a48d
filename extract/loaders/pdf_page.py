"""One PDF page through pdfium: its lines of text and its ruled tables, in the order of the page."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from extract.loaders.encoding import clean
from extract.loaders.headers import TableCell
from extract.loaders.pdf_indents import Box, find_indents
from extract.loaders.pdf_rules import as_seen, drawing_of
from extract.loaders.pdf_tables import Cell, Table, find_tables

_INDENT = "\u3000\u3000"
_HYPHENS = re.compile("[\x02\ufffe](?=\\s*\n|\\Z)")  # what pdfium gives for a hyphen at the end of a line
_RADICALS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
)
_COMPATIBLE = re.compile("[\u2f00-\u2fd5\uf900-\ufaff\ufb00-\ufb06]")


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table with its text; ``xs`` tells whether a table of the next page goes on with it."""

    xs: tuple[float, ...]
    grid: tuple[tuple[TableCell, ...], ...]


Item = str | PageTable
_Place = tuple[int, Cell] | None  # number of a table of the page and a cell of it


@dataclass(frozen=True, slots=True)
class PageContent:
    """Lines (never blank) and tables from first to last; whether the page shows a picture."""

    items: tuple[Item, ...]
    pictured: bool


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character and its box, y downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def read_page(page: pypdfium2.PdfPage) -> PageContent:
    """Read one page; what is in ruled tables comes cell by cell, the rest as it stands in the file."""
    textpage = page.get_textpage()
    count = pdfium.FPDFText_CountChars(textpage)
    text = [chr(pdfium.FPDFText_GetUnicode(textpage, index)) for index in range(count)]
    rotation = page.get_rotation()
    drawn = drawing_of(page, rotation)
    boxes = _boxes(textpage, count, rotation)
    tables = find_tables(drawn.rules) if count else []
    places = _places(boxes, tables)
    flowing = [box if place is None else None for box, place in zip(boxes, places, strict=True)]
    for index in find_indents("".join(text), flowing):
        text[index] = _INDENT + text[index]
    return PageContent(tuple(_items(text, boxes, places, tables)), drawn.pictured)


def _lines(text: str) -> Iterator[str]:
    """Lines as pdfium parts them, with the presentation forms of PDF fonts as ordinary characters."""
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    plain = _COMPATIBLE.sub(
        lambda match: unicodedata.normalize("NFKC", match[0]), joined.translate(_RADICALS)
    )
    for line in clean(_HYPHENS.sub("-", plain.replace("\r\n", "\n"))).split("\n"):
        if line.strip():
            yield line.replace("\f", " ").rstrip()


def _items(
    text: list[str], boxes: list[Box | None], places: list[_Place], tables: list[Table]
) -> Iterator[Item]:
    """Flowing lines, and each table where its first character stands."""
    inside: list[dict[Cell, list[_Glyph]]] = [{} for _ in tables]
    flow: list[list[str]] = [[]]  # before the first table, after it, after the second …
    order: list[int] = []
    last: Box = (0, 0, 0, 0)
    for character, box, place in zip(text, boxes, places, strict=True):
        last = box or last
        if place is None:
            flow[-1].append(character)
            continue
        number, cell = place
        if number not in order:
            order.append(number)
            flow.append([])
        elif flow[-1] and flow[-1][-1] != "\n":
            flow[-1].append("\n")  # what stands on both sides of a table is not one line
        if (
            character not in "\r\n"
        ):  # where lines end in cells is read off the page: pdfium's may leave the cell
            inside[number].setdefault(cell, []).append(_Glyph(character, *last))
    yield from _lines("".join(flow[0]))
    for number, rest in zip(order, flow[1:], strict=True):
        yield PageTable(tables[number].xs, tuple(_grid(tables[number], inside[number])))
        yield from _lines("".join(rest))


def _places(boxes: list[Box | None], tables: list[Table]) -> list[_Place]:
    """The table and cell that each character is in; one without a box is where the one before it is."""
    places: list[_Place] = []
    for box in boxes:
        if box is not None or not places:
            places.append(_place(box, tables) if box is not None else None)
        else:
            places.append(places[-1])
    return places


def _place(box: Box, tables: list[Table]) -> _Place:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for number, table in enumerate(tables):
        cell = table.cell_at(x, y)
        if cell is not None:
            return number, cell
    return None


def _grid(table: Table, inside: dict[Cell, list[_Glyph]]) -> Iterator[tuple[TableCell, ...]]:
    texts = {cell: _cell_text(glyphs, table.xs[cell.right]) for cell, glyphs in inside.items()}
    for row in range(len(table.ys) - 1):
        yield tuple(_field(table, texts, row, column) for column in range(len(table.xs) - 1))


def _field(table: Table, texts: dict[Cell, str], row: int, column: int) -> TableCell:
    cell = table.fields.get((row, column))
    if cell is None:
        return TableCell("")
    return TableCell(texts.get(cell, ""), across=column > cell.left, down=row > cell.top)


def _cell_text(glyphs: list[_Glyph], edge: float) -> str:
    """The lines of a cell that ends at x = ``edge``; those that were wrapped for want of room are joined."""
    written = [glyph.text for glyph in glyphs[:1]]
    for last, glyph in pairwise(glyphs):
        written += _between(last, glyph, edge), glyph.text
    return "\n".join(_lines("".join(written)))


def _between(last: _Glyph, glyph: _Glyph, edge: float) -> str:
    """What parts two characters of a cell: nothing on one line; a line break unless the line was full."""
    height = max(last.bottom - last.top, glyph.bottom - glyph.top)
    if abs(last.top + last.bottom - glyph.top - glyph.bottom) < height:  # centres within half a line
        return ""
    if edge - last.right > 2 * height:
        return "\n"
    return " " if last.text.isascii() and glyph.text.isascii() and glyph.text.isalnum() else ""


def _boxes(textpage: pypdfium2.PdfTextPage, count: int, rotation: int) -> list[Box | None]:
    """Left, top, right, bottom of every character as the page is seen; None for what pdfium made up."""
    boxes: list[Box | None] = []
    rectangle = pdfium.FS_RECTF()
    for index in range(count):
        found = pdfium.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rectangle))
        if not found or pdfium.FPDFText_IsGenerated(textpage, index) == 1:
            boxes.append(None)
            continue
        x0, y0 = as_seen(rectangle.left, rectangle.top, rotation)
        x1, y1 = as_seen(rectangle.right, rectangle.bottom, rotation)
        boxes.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return boxes
