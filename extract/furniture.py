"""What belongs to the page and not to the text: contents, captions, bylines, running headers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.headings import numbering
from extract.layout import lexicon
from extract.lines import Layout, Line
from extract.records import BlockKind

_LEADER = re.compile(r"[.．·•]{4,}|…{2,}\s*\d|(?:\s[.．·•]){4}|[…‥⋯]{3,}|_{5,}\s*\d")
_PAGE_END = re.compile(r"[^\d\s]\s*[\t ]\s*[-–—]?\s?\d{1,4}$")
_CAPTION = re.compile(
    r"(?:图|表|附图|附表|图表|Fig(?:ure)?\.?|FIG\.?|Table|TABLE)\s*(?:\d{1,3}(?:\s?[-.—–]\s?\d{1,3})*|[一二三四五六七八九十]{1,3})"
    r"(?P<gap>[\s:：.、]*)(?P<rest>.*)"
)
_COUNTED = re.compile(r"[年月日个项张份%％\d]")
_BARE_NUMBER = re.compile(r"\d{1,4}")
_PAGE_NUMBER = re.compile(
    r"[-—–~·|]+\s?\d{1,4}\s?[-—–~·|]+|第\s?\d{1,4}\s?页(?:\s?[,，/]?\s?共\s?\d{1,4}\s?页)?|\d{1,4}\s?/\s?\d{1,4}"
    r"|[Pp]age\s\d{1,4}(?:\s(?:of|/)\s\d{1,4})?|[Pp]\.?\s?\d{1,4}"
)
_DIGITS = re.compile(r"\d+|[\s·\-—–|/]+")
_MAX_CONTENTS_WIDTH = 120
_MAX_CAPTION_WIDTH = 60
_MAX_BYLINE_WIDTH = 80
_MIN_HEADER_WIDTH = 5
_SPACING = 8

Kinds = dict[int, BlockKind]


def find_contents(lines: Sequence[Line]) -> Kinds:
    """Lines of tables of contents: dotted leaders, or a contents title with the entries that follow it."""
    last_seen = {_key(line.text): i for i, line in enumerate(lines)}
    kinds: Kinds = {}
    i = 0
    while i < len(lines):
        titled = _is_title(lines[i])
        if titled or _leader(lines[i]):
            stop = _contents_end(lines, i, titled, last_seen)
            if stop - i > 1:
                kinds.update(dict.fromkeys(range(i, stop), BlockKind.CONTENTS))
                i = stop
                continue
        i += 1
    return kinds


def _contents_end(lines: Sequence[Line], first: int, titled: bool, last_seen: Mapping[str, int]) -> int:
    """The index after the last entry of the contents that begin at ``first``."""
    stop = first + 1
    while stop < len(lines):
        reach = next(
            (j for j in range(stop, min(stop + 3, len(lines))) if _leader(lines[j]) or _is_title(lines[j])),
            None,
        )
        if reach is not None and all(not lines[j].ends_sentence for j in range(stop, reach)):
            stop = reach + 1
        elif titled and _entry(lines[stop], stop, last_seen):
            stop += 1
        else:
            break
    return stop


def _entry(line: Line, at: int, last_seen: Mapping[str, int]) -> bool:
    if line.width > _MAX_CONTENTS_WIDTH / 2 or line.ends_sentence:
        return False
    return _PAGE_END.search(line.text[-20:]) is not None or last_seen[_key(line.text)] > at


def _leader(line: Line) -> bool:
    return line.width < _MAX_CONTENTS_WIDTH and _LEADER.search(line.text) is not None


def _is_title(line: Line) -> bool:
    return line.width < 12 and _key(line.text) in lexicon().contents_titles


def _key(text: str) -> str:
    return "".join(text.split()).casefold()


def find_captions(lines: Sequence[Line], known: Mapping[int, BlockKind]) -> Kinds:
    """Captions of figures and tables, also two on a line; not sentences that begin with a figure's number."""
    return {i: BlockKind.CAPTION for i, line in enumerate(lines) if i not in known and _is_caption(line)}


def _is_caption(line: Line) -> bool:
    if line.width > _MAX_CAPTION_WIDTH or line.ends_sentence or line.ends_open:
        return False
    found = _CAPTION.match(line.text)
    if found is None:
        return False
    rest = found["rest"]
    counted = not found["gap"] and _COUNTED.match(rest) is not None
    return not counted and not rest.startswith(lexicon().caption_verbs)


def caption_parts(text: str) -> tuple[str, str]:
    """A caption's number and title.

    >>> caption_parts("表 3 教学资源表")
    ('表 3', '教学资源表')
    """
    found = _CAPTION.match(text)
    return (text[: found.start("gap")], found["rest"]) if found else ("", text)


def find_bylines(lines: Sequence[Line], known: Mapping[int, BlockKind]) -> Kinds:
    """Lines about the page: its authors and editors, its date, how often it was read."""
    return {i: BlockKind.BYLINE for i, line in enumerate(lines) if i not in known and is_byline(line)}


def is_byline(line: Line) -> bool:
    """Whether the line says nothing but who wrote the page, when, and for how many readers."""
    if line.width > _MAX_BYLINE_WIDTH or "。" in line.text:
        return False
    words = lexicon()
    return bool(words.byline_sure.search(line.text)) or len(words.byline_labels.findall(line.text)) >= 2


def is_page_number(line: Line) -> bool:
    """Whether the line is nothing but a number, or a page number in words."""
    return (
        line.width <= 10
        and (_BARE_NUMBER.fullmatch(line.text) or _PAGE_NUMBER.fullmatch(line.text)) is not None
    )


def find_headers(lines: Sequence[Line], layout: Layout, known: Mapping[int, BlockKind]) -> Kinds:
    """Running headers and footers with the page numbers beside them.

    Known by repetition beside page numbers or at page edges, or, once only, by standing with a page number
    in the middle of a sentence.
    """
    kinds = _edge_headers(lines, known) | {i: BlockKind.HEADER for i, line in enumerate(lines) if line.rule}
    beside: dict[str, list[tuple[int, int]]] = {}
    for i, line in enumerate(lines):
        if i in known or not is_page_number(line):
            continue
        for j in (i - 1, i + 1):
            if 0 <= j < len(lines) and j not in known and _may_be_header(lines[j]):
                beside.setdefault(_header_key(lines[j]), []).append((j, i))
        if _interrupts(lines, i, layout):
            kinds.update({i - 1: BlockKind.HEADER, i: BlockKind.PAGE_NUMBER})
    for places in beside.values():
        if len(places) >= 2 and all(b[0] - a[0] >= _SPACING for a, b in pairwise(places)):
            for header, number in places:
                kinds.update({header: BlockKind.HEADER, number: BlockKind.PAGE_NUMBER})
    repeated = {
        _header_key(lines[i]) for i, kind in kinds.items() if kind is BlockKind.HEADER and not lines[i].rule
    }
    for i, line in enumerate(lines):
        if i not in known and line.page_start and _header_key(line) in repeated:
            kinds[i] = BlockKind.HEADER
    return kinds


def _edge_headers(lines: Sequence[Line], known: Mapping[int, BlockKind]) -> Kinds:
    """First and last lines of pages (told by form feeds) that repeat on most pages."""
    starts = [0] + [i for i, line in enumerate(lines) if line.page_start and i]
    if len(starts) < 3:
        return {}
    edges = {i for s in starts for i in (s, s + 1, s - 1, s - 2) if 0 <= i < len(lines)} | {len(lines) - 1}
    edges = {i for i in edges if i not in known}
    counts = Counter(_header_key(lines[i]) for i in edges if _may_be_header(lines[i]))
    kinds = {i: BlockKind.HEADER for i in edges if counts[_header_key(lines[i])] >= max(3, len(starts) // 3)}
    kinds.update({i: BlockKind.PAGE_NUMBER for i in edges if is_page_number(lines[i])})
    return kinds


def _may_be_header(line: Line) -> bool:
    return (
        _MIN_HEADER_WIDTH <= line.width <= _MAX_CAPTION_WIDTH
        and not line.ends_sentence
        and not line.ends_open
        and len(_header_key(line)) >= _MIN_HEADER_WIDTH
    )


def _header_key(line: Line) -> str:
    return _DIGITS.sub("", line.text) if line.width <= _MAX_CAPTION_WIDTH else ""


def _interrupts(lines: Sequence[Line], i: int, layout: Layout) -> bool:
    """Whether a short line and the page number ``i`` after it stand inside a sentence."""
    if i < 2 or i + 1 >= len(lines):
        return False
    before, header = lines[i - 2], lines[i - 1]
    unfinished = layout.full(before) and not before.ends_sentence
    short = _may_be_header(header) and not layout.full(header) and numbering(header.text) is None
    return unfinished and short and not header.proselike


def find_page_numbers(
    lines: Sequence[Line], layout: Layout, known: Mapping[int, BlockKind], paginated: bool
) -> Kinds:
    """Lone page numbers: in wrapped or paginated texts all, elsewhere only if they count the pages up."""
    found = [i for i, line in enumerate(lines) if i not in known and is_page_number(line)]
    if not (layout.width or paginated):
        found = [i for i in found if not _BARE_NUMBER.fullmatch(lines[i].text)] + _ascending(lines, found)
    return dict.fromkeys(found, BlockKind.PAGE_NUMBER)


def _ascending(lines: Sequence[Line], found: Sequence[int]) -> list[int]:
    bare = [i for i in found if _BARE_NUMBER.fullmatch(lines[i].text)]
    values = [int(lines[i].text) for i in bare]
    pairs = list(pairwise(values))
    spaced = all(b - a >= _SPACING for a, b in pairwise(bare))
    return bare if len(bare) >= 3 and spaced and all(b == a + 1 for a, b in pairs) else []
