"""Where paragraphs begin on a PDF page: a PDF has no blanks for an indent, only places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

Box = tuple[float, float, float, float]  # left, top, right, bottom in points; y downwards

_LINE = re.compile(r"[^\r\n]+")
_SHARE = 0.15  # least share of a page's lines that start at its margin
_LEAST, _MOST = 1.5, 3.2  # how far an indented line starts from the margin, in widths of its first character


def find_indents(text: str, boxes: Sequence[Box | None]) -> list[int]:
    """Indices of the characters before which an indent belongs.

    Args:
        text: the characters of a page.
        boxes: where each stands; None for characters that are not to be looked at.
    """
    starts: dict[
        int, tuple[float, float]
    ] = {}  # index of a line's first character → its left edge and its width
    for line in _LINE.finditer(text):
        box = boxes[line.start()]
        if box is not None and not text[line.start()].isspace():
            starts[line.start()] = box[0], max(box[2] - box[0], 0.8 * (box[3] - box[1]))
    margin = _margin([left for left, _ in starts.values()])
    if margin is None:
        return []
    return [
        index for index, (left, width) in starts.items() if _LEAST * width <= left - margin <= _MOST * width
    ]


def _margin(lefts: Sequence[float]) -> float | None:
    """The leftmost place where a good part of the lines start."""
    counts = Counter(round(left) for left in lefts)
    regular = [left for left in counts if counts[left] + counts[left + 1] >= max(2, _SHARE * len(lefts))]
    return min(regular, default=None)
