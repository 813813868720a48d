"""Text made fit to show: wrapped lines joined, invisible controls made visible, JSON for script elements."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

_BREAK = re.compile(r"[^\S\n]*\n\s*")
_CONTROLS = [*range(9), 11, 12, *range(14, 32), 0x7F, 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F)]
_CONTROLS += [*range(0x2066, 0x206A), 0xFEFF]
# One character for one character: the reader's offsets must survive the exchange.
_VISIBLE = dict.fromkeys(_CONTROLS, "\ufffd")
_SCRIPT_SAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def visible(text: str) -> str:
    r"""Text with its controls and bidi overrides replaced by U+FFFD: it neither reorders nor hides.

    >>> visible("a\u202eb")
    'a\ufffdb'
    """
    return text.translate(_VISIBLE)


def script_json(value: Any) -> str:
    r"""JSON that may stand inside a ``<script>`` element: no ``<``, ``>``, ``&`` nor line separators.

    Args:
        value: what ``json`` can write; keys keep the order in which they were put in.

    >>> script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_SCRIPT_SAFE)


def unwrap(text: str, start: int, end: int) -> tuple[str, list[int]]:
    r"""Join the wrapped lines of ``text[start:end]``: Latin words by a space, Chinese without.

    Returns:
        The joined text and, for each of its characters, the offset in ``text`` it comes from.

    >>> unwrap("天津\n医科\nJAMA\nLancet", 0, 17)[0]
    '天津医科JAMA Lancet'
    """
    pieces: list[str] = []
    offsets: list[int] = []
    at = start
    for found in _BREAK.finditer(text, start, end):
        pieces.append(text[at : found.start()])
        offsets.extend(range(at, found.start()))
        spaced = found.start() > start and found.end() < end
        if spaced and _latin(text[found.start() - 1]) and _latin(text[found.end()]):
            pieces.append(" ")
            offsets.append(found.start())
        at = found.end()
    pieces.append(text[at:end])
    offsets.extend(range(at, end))
    return "".join(pieces), offsets


def _latin(character: str) -> bool:
    return character < "\u2e80" and (character.isalnum() or character in ",.;:)%")


def covered(offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The stretch of an unwrapped text that source offsets ``start:end`` fall on (may be empty).

    >>> covered([3, 4, 7, 8], 4, 8)
    (1, 3)
    """
    return bisect_left(offsets, start), bisect_left(offsets, end)
