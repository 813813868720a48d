"""Files in, Documents out: one loader a format, found by what the file holds and by its suffix.

To read one more format, write ``extract/loaders/NAME.py`` with ``read(data: bytes) -> Layout`` (raising
``ExtractError`` with "what is wrong; what to do") and add its row to ``FORMATS``.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extract.loaders.find import Found, Source, display, expand
from extract.loaders.layout import Layout
from extract.records import Document, ExtractError

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Format",
    "Found",
    "Source",
    "display",
    "find_documents",
    "load",
]

MAX_BYTES = 200_000_000
MAX_CHARACTERS = 2_000_000
"""Of a document's text: a yearbook of a thousand pages has fewer, and more would take minutes unasked."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: ``recognises`` tells by content, sure enough to overrule the suffix.

    ``loader`` is a module's name, so that a format's library is imported only where such a file is read.
    """

    loader: str
    media_type: str
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _is_docx(data: bytes) -> bool:
    """Word of today, and the container of old and encrypted Word files: that loader says what is wrong."""
    if not data.startswith(b"PK"):
        return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    try:
        return "word/document.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _is_html(data: bytes) -> bool:
    start = data[:1024].replace(b"\0", b"")  # so that UTF-16 is seen too
    return bool(
        re.match(rb"[^\w<]*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html)\b", start, re.I | re.S)
    )


TEXT = Format("txt", "text/plain", (".txt", ".text"), lambda _: False)  # the rest is tried as text
FORMATS = (
    Format("pdf", "application/pdf", (".pdf",), _is_pdf),
    Format(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx", ".docm", ".dotx"),
        _is_docx,
    ),
    Format("html", "text/html", (".html", ".htm", ".xhtml", ".shtml"), _is_html),
    TEXT,
)


def find_documents(paths: list[Path]) -> Found:
    """Files as given, and those of a loadable suffix in folders (hidden ones apart), each with a name.

    Names depend on the set of files alone, not on the order they are given in. Nothing is raised: what is
    missing, unreadable or a folder without documents is in ``Found.skipped``.
    """
    suffixes = frozenset(suffix for known in FORMATS for suffix in known.suffixes)
    return expand(paths, suffixes)


def load(path: Path, name: str) -> Document:
    """Read one file.

    Args:
        path: the file, as the user gave it.
        name: the document's name, unique in the build (``find_documents`` gives it).

    Raises:
        ExtractError: the file cannot be read, or holds no text; the message is "PATH: what; what to do".
    """
    source = display(path)
    try:
        data = _bytes(path)
        known = _format(data, path.suffix.lower())
        layout = _read(known, data)
    except ExtractError as error:
        raise ExtractError(f"{source}: {error}") from error
    return Document(
        name=name,
        source=source,
        media_type=known.media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        text=layout.text,
        pages=layout.pages,
        blocks=layout.blocks,
    )


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise ExtractError("does not exist; check the path")
        if not path.is_file():
            raise ExtractError("is not a file; give a file, or a folder that holds documents")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ExtractError(
                f"is too large ({size // 1_000_000} MB, at most {MAX_BYTES // 1_000_000}); split it"
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "bad path"
        raise ExtractError(f"cannot be read ({reason}); check its permissions") from error
    if not data:
        raise ExtractError("is empty; give a file that holds text")
    return data


def _format(data: bytes, suffix: str) -> Format:
    """What the content says for sure; then the suffix; text otherwise."""
    for known in FORMATS:
        if known.recognises(data):
            return known
    return next((known for known in FORMATS if suffix in known.suffixes), TEXT)


def _read(known: Format, data: bytes) -> Layout:
    loader = importlib.import_module(f"{__name__}.{known.loader}")
    try:
        layout: Layout = loader.read(data)
    except ExtractError:
        raise
    except (
        Exception
    ) as error:  # a format's library may raise anything on damaged bytes: that costs one document
        reason = re.sub(r"\s+", " ", str(error)).strip()[:80] or type(error).__name__
        what = f"cannot be read as {known.loader} ({reason})"
        raise ExtractError(f"{what}; open it in its own program and save it again") from error
    if not layout.text.strip():
        raise ExtractError("is empty; give a file that holds text")
    if len(layout.text) > MAX_CHARACTERS:
        raise ExtractError(
            f"holds too much text ({len(layout.text):,} characters, at most {MAX_CHARACTERS:,}); split it"
        )
    return layout
