"""Plain text; a form feed is a page break, as text made from PDFs has it."""

from __future__ import annotations

from extract.loaders.encoding import decode
from extract.loaders.layout import Layout
from extract.records import ExtractError, Page


def read(data: bytes) -> Layout:
    """The text as it stands, cleaned, and its pages where form feeds part it.

    Raises:
        ExtractError: the bytes are no text, or text that is code for a word processor.
    """
    if data.startswith(b"{\\rtf"):
        raise ExtractError("is RTF, no plain text; save it as .docx")
    text = decode(data)
    return Layout(text, _pages(text))


def _pages(text: str) -> tuple[Page, ...]:
    """Pages end before their form feed, which belongs to none; one after the last page opens no new one."""
    pieces = text.split("\f")
    if not pieces[-1].strip():
        pieces.pop()
    if len(pieces) < 2 and "\f" not in text:
        return ()
    pages, start = [], 0
    for number, piece in enumerate(pieces, start=1):
        pages.append(Page(number, start, start + len(piece)))
        start += len(piece) + 1
    return tuple(pages)
