"""Remarks in brackets, and what a line says besides its names."""

from __future__ import annotations

import re
from collections.abc import Iterable

ASIDE = re.compile("（[^（）]*）")
Span = tuple[int, int]


def asides(text: str) -> list[Span]:
    """The spans of the remarks in brackets, the brackets with them."""
    return [m.span() for m in ASIDE.finditer(text)]


def is_aside(start: int, remarks: Iterable[Span]) -> bool:
    """Whether an offset stands in one of the remarks."""
    return any(a < start < b for a, b in remarks)


def besides(text: str, start: int, end: int, spans: Iterable[Span]) -> str:
    """The characters between two offsets that none of the spans covers.

    >>> besides("院长：林一舟（兼）", 0, 9, [(0, 2), (3, 6), (6, 9)])
    '：'
    """
    kept = set(range(start, end))
    for a, b in spans:
        kept.difference_update(range(a, b))
    return "".join(text[i] for i in sorted(kept))
