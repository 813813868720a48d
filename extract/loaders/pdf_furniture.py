"""Running headers and page numbers of a paginated text: only what is sure, the segmenter judges the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extract.records import BlockKind

_EDGE = 2  # lines at the top and at the bottom of a page that may be furniture
_LEAST = 3  # pages that must agree
_NUMBER = re.compile(
    r"(?:第|page|[-–—·~|]*)?\s*(\d{1,4})\s*(?:页|[-–—·~|]*)(?:\s*(?:/|of|共|，共)\s*\d{1,4}\s*页?)?", re.I
)
_EDGE_NUMBER = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}(?:\s?/\s?\d{1,4})?$")

Place = tuple[int, int]  # index of the page, index of the line on it


def find_furniture(pages: Sequence[Sequence[str]]) -> dict[Place, BlockKind]:
    """Which lines are furniture.

    A page number is one whose distance from the count of pages is the same on three pages or more; a header
    is a line that stands at the edge of three pages or more, whatever page number is beside it.

    Args:
        pages: the lines of each page, none of them blank.
    """
    places = [(page, line) for page, lines in enumerate(pages) for line in _edges(len(lines))]
    texts = {place: pages[place[0]][place[1]].strip() for place in places}
    numbers = {
        place: str(int(match[1]) - place[0])
        for place, text in texts.items()
        if (match := _NUMBER.fullmatch(text))
    }
    offsets = _agreed(numbers)
    found = {place: BlockKind.PAGE_NUMBER for place, offset in numbers.items() if offset in offsets}
    titles = {place: _EDGE_NUMBER.sub("", text) for place, text in texts.items() if place not in found}
    repeated = _agreed({place: title for place, title in titles.items() if _can_head(title)})
    return found | {place: BlockKind.HEADER for place, title in titles.items() if title in repeated}


def _edges(count: int) -> Iterable[int]:
    return sorted({*range(min(_EDGE, count)), *range(max(0, count - _EDGE), count)})


def _agreed(values: dict[Place, str]) -> set[str]:
    """Values that the edges of enough pages have."""
    pages = Counter(value for value, _ in {(value, page) for (page, _), value in values.items()})
    return {value for value, count in pages.items() if count >= _LEAST}


def _can_head(title: str) -> bool:
    """Not a table's header row, repeated where the table goes on, nor a piece of prose, a word, a figure."""
    if len(title) < 4 or any(mark in title for mark in "，。；：！？") or not any(map(str.isalpha, title)):
        return False
    return title.isascii() or len(title.split()) <= 2
