"""Text PDFs: page by page, ruled tables as rows, headings from the outline, sure page furniture marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from extract.loaders.layout import Layout, LayoutBuilder
from extract.loaders.pdf_furniture import Place, find_furniture
from extract.loaders.pdf_page import PageContent, PageTable, read_page
from extract.loaders.tables import Headers, add_table
from extract.records import BlockKind, ExtractError, Page

_TAIL = 4096  # bytes at the end where a PDF says that it ends
_SPARSE = 20  # characters: pages of pictures with fewer, on average, are scans
_NO_WORDS = re.compile("[\ue000-\uf8ff\ufffd]")
_CONTINUED = 2  # lines that may stand between the parts of a table on two pages: furniture

Marks = dict[Place, tuple[BlockKind, int]]


def read(data: bytes) -> Layout:
    """Text, pages and tables of a PDF; lines stay as they are wrapped.

    Raises:
        ExtractError: no PDF, an encrypted, truncated, damaged or scanned one, or fonts that give no text.
    """
    if b"%PDF-" not in data[:1024]:
        raise ExtractError("is not a PDF; check what it is, or save it as PDF again")
    document = _open(data)
    try:
        pages = [read_page(document[index]) for index in range(len(document))]
        headings = _outline(document)
    finally:
        document.close()
    _check_text(pages)
    lines = [[item for item in page.items if isinstance(item, str)] for page in pages]
    return _Writer(pages, _marks(lines, headings)).layout()


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise ExtractError("is encrypted; save it without a password") from error
        if _is_cut(data):
            raise _cut() from error
        raise ExtractError("is a damaged PDF; open it in a PDF reader and save it again") from error
    if _is_cut(data):  # pdfium mends such a file as far as it goes, and pages would be missing unseen
        document.close()
        raise _cut()
    return document


def _is_cut(data: bytes) -> bool:
    return b"%%EOF" not in data.rstrip(b"\0\r\n\t ")[-_TAIL:]


def _cut() -> ExtractError:
    return ExtractError("is a truncated PDF (its end is missing); fetch the file again")


def _check_text(pages: Sequence[PageContent]) -> None:
    text = "".join(_words(page) for page in pages)
    if not text.strip() and not any(page.pictured for page in pages):
        raise ExtractError("is a PDF without text; give one that holds text")
    if not text or (
        len(text) < _SPARSE * len(pages) and 2 * sum(page.pictured for page in pages) > len(pages)
    ):
        raise ExtractError("is a scanned PDF without text; run OCR on it first")
    if len(_NO_WORDS.findall(text)) > 0.3 * len(text):
        raise ExtractError(
            "is a PDF whose fonts do not tell their characters; print it to PDF anew or run OCR on it"
        )


def _words(page: PageContent) -> str:
    """All characters of a page but white space."""
    pieces = [item if isinstance(item, str) else _table_words(item) for item in page.items]
    return "".join("".join(pieces).split())


def _table_words(table: PageTable) -> str:
    return "".join(cell.text for row in table.grid for cell in row if not cell.across and not cell.down)


def _outline(document: pypdfium2.PdfDocument) -> list[tuple[int, int, str]]:
    """The bookmarks: index of the page, level from 1, title."""
    found = []
    for bookmark in document.get_toc():
        target = bookmark.get_dest()
        page = target.get_index() if target is not None else None
        if page is not None:
            found.append((page, bookmark.level + 1, bookmark.get_title()))
    return found


def _marks(pages: Sequence[Sequence[str]], headings: Sequence[tuple[int, int, str]]) -> Marks:
    """Furniture, and the lines that a bookmark of their page names."""
    marks: Marks = {place: (kind, 0) for place, kind in find_furniture(pages).items()}
    for page, level, title in headings:
        bare = "".join(title.split())
        for index, line in enumerate(pages[page] if page < len(pages) else ()):
            if bare and "".join(line.split()) == bare and (page, index) not in marks:
                marks[page, index] = (BlockKind.HEADING, level)
                break
    return marks


class _Writer:
    """Writes the pages one after another; a table that goes on over the page keeps its headers."""

    def __init__(self, pages: Sequence[PageContent], marks: Marks) -> None:
        self._pages = pages
        self._marks = marks
        self._builder = LayoutBuilder()
        self._last: tuple[tuple[float, ...], Headers] = ((), ())  # columns and headers of the last table
        self._since = 0  # lines written since

    def layout(self) -> Layout:
        pages = []
        for index, page in enumerate(self._pages):
            if index:
                self._builder.end_page()
            start = self._builder.length
            self._write_page(index, page)
            pages.append(Page(index + 1, start, self._builder.length))
        return self._builder.build(pages)

    def _write_page(self, index: int, page: PageContent) -> None:
        line = 0
        for item in page.items:
            if isinstance(item, PageTable):
                self._write_table(item)
                continue
            kind, level = self._marks.get((index, line), (None, 0))
            self._builder.add_line(item, kind, level)
            self._since += 1
            line += 1

    def _write_table(self, table: PageTable) -> None:
        xs, headers = self._last
        goes_on = self._since <= _CONTINUED and len(xs) == len(table.xs)
        goes_on = goes_on and all(abs(one - other) < 5 for one, other in zip(xs, table.xs, strict=True))
        self._last = table.xs, add_table(self._builder, table.grid, headers if goes_on else ())
        self._since = 0
