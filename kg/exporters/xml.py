"""Text for XML 1.0."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def clean(text: str) -> str:
    r"""Text without the characters that XML 1.0 forbids, such as the form feed between pages.

    >>> clean("a\fb\x00c")
    'abc'
    """
    return _FORBIDDEN.sub("", text)


def content(text: str) -> str:
    """Text of an element."""
    return escape(clean(text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """Value of an attribute, with its quotation marks; line breaks survive the reader's normalisation."""
    return f'"{escape(clean(text), _QUOTED)}"'


def cell_text(cell: object) -> str:
    """A cell as XML Schema writes it.

    >>> cell_text(True), cell_text(0.5), cell_text("a")
    ('true', '0.5', 'a')
    """
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
