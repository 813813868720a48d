"""Which words around a number say what it counts: clause boundaries, and the trimming of verbs and fillers.

The word lists are data (``wording`` in ``rules/figures.yaml``). Spans are passage offsets; the functions only
ever narrow a span, so that what remains is always literal text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.quantities import Quantity, figure_rules
from extract.records import Token

Span = tuple[int, int]

STRONG = frozenset("，,。；;：:！!？?\n\t|｜…")
_PAIRS = {"（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕", "“": "”", "《": "》", "‘": "’", "「": "」"}
_BRACKETS = frozenset("（(【[〔")
# 、 inside a compound (博、硕士研究生; 国内、外) parts nothing.
_TIED = re.compile(r"(?<=[硕博本专正副高中初男女教])、(?=[硕博本专正副高中低国女外科])")
_SHORT_BRACKET = 10
_WORD_LISTS = frozenset({"sure_verbs", "verbs", "kept_verbs", "lead", "tail", "verbal"})
_SHORT_ITEM = 4


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The compiled pattern ``wording: NAME`` of the figure rules; of a list, any of its members."""
    wording = figure_rules()["wording"]
    words = wording[name]
    if isinstance(words, list):
        words = "|".join(words)
    elif name in _WORD_LISTS:
        words = "(?:" + "|".join(sorted(words.split(), key=_order)) + ")"
    before, behind = {"verbal": (wording["verbal_lead"], ""), "tail": ("", "$")}.get(name, ("", ""))
    return re.compile(before + words + behind)


def _order(word: str) -> tuple[int, str]:
    """Longer literal beginnings first, so that 设立 is tried before 设(?!备)."""
    literal = re.match(r"[\u4e00-\u9fff]*", word)
    return -len(literal[0]) if literal else 0, word


class Clauses:
    """Where the clauses of one text end: ``strong`` marks part clauses, ``weak`` ones (、) list items.

    Marks inside quotation marks, titles and brackets without a quantity part nothing; the two ends of a
    bracket that holds a quantity are strong.
    """

    def __init__(self, text: str, quantities: Sequence[Quantity]) -> None:
        self.strong: list[int] = []
        self.weak: list[int] = []
        self.opening: dict[int, int] = {}
        shielded = bytearray(len(text))
        for start, end in _groups(text):
            holds = any(start < quantity.start < end for quantity in quantities)
            if holds and text[start] in _BRACKETS:
                self.strong += [start, end]
                self.opening[start] = end
            elif not holds:
                shielded[start + 1 : end] = b"\1" * (end - start - 1)
        tied = {match.start() for match in _TIED.finditer(text)}
        for i, char in enumerate(text):
            if shielded[i] or (char in ",:." and text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()):
                continue
            if char in STRONG:
                self.strong.append(i)
            elif char == "、" and i not in tied:
                self.weak.append(i)
        self.strong.sort()

    def start_of(self, position: int, *, weak: bool = False) -> int:
        """The start of the clause (or list item) that ends at ``position``."""
        marks = [mark for mark in self.strong if mark < position]
        if weak:
            marks += [mark for mark in self.weak if mark < position]
        return max(marks, default=-1) + 1

    def end_of(self, position: int, limit: int) -> int:
        """The end of what is said behind a number at ``position`` if the next one begins at ``limit``.

        A list (63所教育、科研和医疗机构) stays whole, unless its items have numbers of their own.
        """
        end = min((mark for mark in self.strong if mark >= position), default=limit)
        if end < limit:
            return end
        items = [mark for mark in self.weak if position <= mark < limit]
        return items[-1] if items else limit

    def first_item(self, span: Span) -> int:
        """The end of the first list item of ``span``; of the list if that item is short (教育、科研机构)."""
        mark = next((mark for mark in self.weak if span[0] <= mark < span[1]), span[1])
        return mark if mark - span[0] > _SHORT_ITEM else span[1]


class Verbs:
    """Asks the tagger whether a word at a place is a verb; without tokens every candidate counts as one."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tags = {token.start: token.tag for token in tokens}
        self._soft = [token.start for token in tokens if token.tag in {"d", "ad", "p"}]
        self._inside = {i for token in tokens for i in range(token.start + 1, token.end)}

    def moved(self, by: int) -> Verbs:
        """The same for the text that begins ``by`` characters later."""
        verbs = Verbs(())
        verbs._tags = {start - by: tag for start, tag in self._tags.items()}
        verbs._inside = {i - by for i in self._inside}
        verbs._soft = [start - by for start in self._soft]
        return verbs

    def adverb(self, start: int, end: int) -> int:
        """Where the first adverb or preposition behind ``start`` begins; ``end`` if there is none."""
        return next((i for i in self._soft if start + 1 <= i < end), end)

    def at(self, start: int) -> bool:
        """Whether a verb may begin at ``start``: nothing known, or a token tagged so begins there."""
        if not self._tags:
            return True
        return start not in self._inside and self._tags.get(start, "v") in {
            "v",
            "vd",
            "p",
            "d",
            "c",
            "r",
            "f",
            "xc",
        }


def thing_before(text: str, span: Span, verbs: Verbs) -> Span:
    """Narrow ``span``, the clause up to a number, to the words for what is counted; may become empty.

    >>> text = "医院现有博士生导师"
    >>> start, end = thing_before(text, (0, len(text)), Verbs(()))
    >>> text[start:end]
    '博士生导师'
    """
    start, end = _trim_tail(text, span)
    for name in ("sure_verbs", "verbs", "kept_verbs"):
        for match in _last_first(pattern(name), text, start, end):
            keep = name == "kept_verbs"
            if name != "sure_verbs" and not verbs.at(match.start()):
                continue
            if keep and match.end() == end and match.start() - start >= 4:
                continue
            if keep or end - match.end() >= 2:
                start = match.start() if keep else match.end()
                break
    start = _trim_lead(text, start, end)
    return (start, end) if end > start else (end, end)


def thing_behind(text: str, span: Span, verbs: Verbs) -> tuple[Span, Span]:
    """Split ``span``, the words behind a number, into the noun phrase counted and what is said of it."""
    start, end = span
    while start < end and text[start] in "的、 ·":
        start += 1
    relative = text.rfind("的", start, end)
    soft = end if relative > start + 2 and end - relative > 2 else verbs.adverb(start, end)
    stop = min([soft, *(match.start() for match in pattern("behind_end").finditer(text, start, end))])
    for match in pattern("verbal").finditer(text, start, end):
        attribute = match.start() < relative - 1 <= end - 3
        plain = pattern("plainly_verbal").match(text, match.start())
        lone = pattern("single").fullmatch(text, start, match.start())
        if (
            (match.start() - start < 2 and not lone)
            or not verbs.at(match.start())
            or (attribute and not plain)
        ):
            continue
        stop = min(stop, match.start())
        break
    if place := pattern("places_counted").match(text, start, stop):
        stop = place.end()
    rest = (stop, end)
    while stop > start and (tail := pattern("behind_tail").search(text, start, stop)):
        stop = tail.start()
    return (start, stop), rest


def squeeze(text: str, span: Span) -> str:
    """The words of ``span`` as a measure: long brackets, blanks between Chinese and lone marks left out."""
    words = text[span[0] : span[1]]
    words = re.sub(rf"[（(](?:[^（()）]{{{_SHORT_BRACKET},}}|(?:不?含|包括|其中)[^（()）]*)[)）]", "", words)
    words = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", words)
    words = re.sub(r"^[^“]*”|“[^”]*$", lambda match: match[0].strip("“”"), words)
    return re.sub(r"^[（(）)\s、·•●○◎◆◇■□▲△★☆☞]+|[（(\s、·:：]+$", "", words).strip()


def bare_prize(words: str) -> str:
    """The prize of ``words`` without its year and without 荣誉称号.

    >>> bare_prize("2023年度天津市教学名师称号")
    '天津市教学名师'
    """
    words = pattern("prize_lead").sub("", words.strip())
    return pattern("prize_tail").sub("", without_notes(words))


def without_notes(words: str) -> str:
    """``words`` without blanks and without longer remarks in brackets."""
    return re.sub(r"[（(][^（()）]{4,}[)）]|\s+", "", words)


def sensible(measure: str) -> bool:
    """Whether ``measure`` names something that can be counted, not just 方面 or 其中."""
    letters = re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", measure)
    if len(letters) < 2 and not pattern("single").fullmatch(measure):
        return False
    return not pattern("abstract").fullmatch(measure)


def joined_items(text: str, span: Span, clauses: Clauses, verbs: Verbs) -> Span:
    """Narrow the list before a number to its last item, or to two short ones together (教授、副教授)."""
    marks = [mark for mark in clauses.weak if span[0] <= mark < span[1]]
    if not marks:
        return thing_before(text, span, verbs)
    whole = thing_before(text, span, verbs)
    left = [mark for mark in marks if mark >= whole[0]]
    if any(char.isdigit() for char in text[whole[0] : marks[-1]]):
        return thing_before(text, (marks[-1] + 1, span[1]), verbs)
    if len(left) <= 1 and whole[1] - whole[0] <= 18 and whole[0] < whole[1]:
        return whole
    return thing_before(text, (marks[-1] + 1, span[1]), verbs)


def _groups(text: str) -> list[Span]:
    """The balanced brackets, quotations and titles of ``text``."""
    stack: list[tuple[str, int]] = []
    groups = []
    for i, char in enumerate(text):
        if char in _PAIRS:
            stack.append((_PAIRS[char], i))
        elif any(char == close for close, _ in stack):
            while stack:
                close, start = stack.pop()
                if close == char:
                    groups.append((start, i))
                    break
    return groups


def _last_first(regex: re.Pattern[str], text: str, start: int, end: int) -> list[re.Match[str]]:
    return [match for match in regex.finditer(text, start, end) if not _quoted(text, start, match.start())][
        ::-1
    ]


def _quoted(text: str, start: int, position: int) -> bool:
    """Whether ``position`` lies inside a quotation, title or bracket that begins behind ``start``."""
    before = text[start:position]
    return any(
        before.count(a) > before.count(b) for a, b in (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"))
    )


def _trim_lead(text: str, start: int, end: int) -> int:
    while start < end:
        match = pattern("lead").match(text, start, end)
        if match and match.end() > start:
            start = match.end()
        elif text[start] in " 、，。；：:）)·-—的\u3000":
            start += 1
        else:
            break
    return start


def _trim_tail(text: str, span: Span) -> Span:
    start, end = span
    while end > start:
        match = pattern("tail").search(text, start, end)
        if not match or match.start() == match.end():
            break
        end = match.start()
    return start, end
