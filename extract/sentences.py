"""Folded paragraph text → sentences, never cut inside quotes, book titles or brackets."""

from __future__ import annotations

import re

_MARK = re.compile(r"[。！？]+|[!?]+(?=\s|$)|\.(?=\s)")
_PAIRS = {
    "”": "“",
    "’": "‘",
    "）": "（",
    ")": "(",
    "》": "《",
    "」": "「",
    "』": "『",
    "】": "【",
    "〉": "〈",
    "]": "[",
}
_BRACKETS = re.compile("[“”‘’（）()《》「」『』【】〈〉\\[\\]]")
_CLOSERS = frozenset("”’）)》」』】〉]")
_GOES_ON = frozenset("，、；,;")
_REACH = 300
_SOFT_LIMIT = 600
_HARD_LIMIT = 1200
_WORD = re.compile(r"\w")
_WORD_BEFORE = re.compile(r"[\w.&-]+$")
_ABBREVIATION = re.compile(
    r"dr|prof|mrs?|ms|st|no|vol|figs?|eq|vs|etc|al|e\.g|i\.e|u\.[sk]|m\.[da]|ph\.d|[bm]\.sc|b\.a|inc|ltd|co|corp|dept"
    r"|univ|[js]r|approx|ca|cf|eds?|pp?|assoc|asst|[a-z]"
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of ``text``, in order, together all of it but blanks between them.

    >>> split_sentences("甲说：“好。”乙（见。下）来。")
    [(0, 7), (7, 15)]
    """
    covered = _covered(text)
    spans: list[tuple[int, int]] = []
    start = searched = 0
    for found in _MARK.finditer(text):
        end = _past_closers(text, found.end(), covered)
        if end is None or end <= start or (found[0] == "." and not _full_stop(text, start, found.start())):
            continue
        if text[end : end + 1] in _GOES_ON:
            continue
        if _WORD.search(text, searched, end) is None:
            searched = end
            continue
        spans.extend(_shorten(text, start, end))
        start = searched = end
    if start < len(text):
        spans.extend(_shorten(text, start, len(text)))
    return spans


def _covered(text: str) -> list[tuple[int, int]]:
    """Outermost matched bracket pairs of bounded reach, in order."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for found in _BRACKETS.finditer(text):
        mark, at = found[0], found.start()
        opener = _PAIRS.get(mark)
        if opener is None:
            stack.append((mark, at))
            continue
        depth = next((d for d in range(1, min(4, len(stack)) + 1) if stack[-d][0] == opener), 0)
        if depth:
            opened = stack[-depth][1]
            del stack[-depth:]
            if at - opened <= _REACH:
                while pairs and pairs[-1][0] > opened:
                    pairs.pop()
                pairs.append((opened, at))
    return pairs


def _past_closers(text: str, at: int, covered: list[tuple[int, int]]) -> int | None:
    """Where a sentence whose final mark ends at ``at`` is over; None if the mark stands inside a pair."""
    end = at
    while end < len(text) and text[end] in _CLOSERS:
        end += 1
    low, high = 0, len(covered)
    while low < high:
        middle = (low + high) // 2
        if covered[middle][1] < end:
            low = middle + 1
        else:
            high = middle
    inside = low < len(covered) and covered[low][0] < at
    return None if inside else end


def _full_stop(text: str, start: int, at: int) -> bool:
    """Whether the ASCII full stop at ``at`` ends an English sentence."""
    following = text[at + 1 : at + 3].lstrip()
    if not following or following[0].islower():
        return False
    word = _WORD_BEFORE.search(text[max(start, at - 20) : at])
    if word is None:
        return True
    bare = word[0].casefold()
    leading_number = bare.isdigit() and not text[start : at - len(bare)].strip()
    return not (leading_number or _ABBREVIATION.fullmatch(bare))


def _shorten(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut an overlong sentence at a semicolon, else a comma, else a blank, else anywhere."""
    spans: list[tuple[int, int]] = []
    while end - start > _SOFT_LIMIT:
        cut = max(text.rfind(c, start, start + _SOFT_LIMIT) for c in "；;")
        if cut < start + _SOFT_LIMIT // 4:
            cut = text.rfind("，", start, start + _SOFT_LIMIT)
        if cut < start + _SOFT_LIMIT // 4:
            if end - start <= _HARD_LIMIT:
                break
            cut = max(
                text.rfind(" ", start, start + _HARD_LIMIT), text.rfind("、", start, start + _HARD_LIMIT)
            )
            cut = cut if cut > start else start + _HARD_LIMIT - 1
        spans.append((start, cut + 1))
        start = cut + 1
    spans.append((start, end))
    return spans
