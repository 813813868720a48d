"""Runs of capitalised words and what joins them, cut where "and" stands between two names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.english.lexicon import heads, places, words_of
from extract.english.words import Word

JOINERS = frozenset(("of", "for", "on", "in"))
ANDS = frozenset(("and", "&"))
POSSESSIVES = frozenset(("'s", "’s"))
ORDINAL = re.compile(r"(?:No\.?\d*|\d{1,3}(?:st|nd|rd|th))")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9-]{2,9}")
_NUMBER = re.compile(r"\d{1,4}")
_MAX_WORDS = 22
_MAX_WORDS_BEFORE_BARE_HEAD = 4


def pieces(words: Sequence[Word], barriers: Sequence[tuple[int, int]]) -> Iterator[list[Word]]:
    """The runs of a passage, parted where "and" joins two names; no run goes across a barrier."""
    for run in _Runs(words, barriers).runs():
        yield from _apart(run)


def texts(words: Sequence[Word]) -> tuple[str, ...]:
    """The words as strings."""
    return tuple(w.text for w in words)


def is_place(words: Sequence[Word]) -> bool:
    """Whether the words are a place of the lists."""
    return places().fullmatch(" ".join(texts(words))) is not None


class _Runs:
    """Finds the runs of one passage."""

    def __init__(self, words: Sequence[Word], barriers: Sequence[tuple[int, int]]) -> None:
        self.words = words
        self.capital = [self._is_capital(i, barriers) for i in range(len(words))]

    def runs(self) -> Iterator[list[Word]]:
        """The runs, in order."""
        i = 0
        while i < len(self.words):
            last: int | None = i if self.capital[i] else None
            while (
                last is not None and (following := self._next(i, last)) is not None and last - i < _MAX_WORDS
            ):
                last = following
            if last is not None:
                yield list(self.words[i : last + 1])
            i = i + 1 if last is None else last + 1

    def _text(self, i: int) -> str:
        return self.words[i].text if 0 <= i < len(self.words) else ""

    def _is_capital(self, i: int, barriers: Sequence[tuple[int, int]]) -> bool:
        """Whether a word can stand in a name: capitalised, an ordinal, or the number of a hospital."""
        word = self.words[i]
        if any(s < word.end and word.start < e for s, e in barriers):
            return False
        if word.text[0].isupper():
            return word.text not in words_of("grammar", "never_first")
        numbered = _NUMBER.fullmatch(word.text) is not None
        hospital = self._text(i + 1) == "Hospital" or self._text(i - 1).startswith("No")
        return ORDINAL.fullmatch(word.text) is not None or (numbered and hospital)

    def _next(self, first: int, last: int) -> int | None:
        """Index of the next word of the run that begins with word ``first`` and so far ends with word ``last``."""
        k = last + 1
        text = self._text(k)
        if not text or self.capital[k]:
            return k if text else None
        if text in words_of("grammar", "lower_heads"):
            return None if self._plain_adjective(last) else k
        if text == "," and self._text(last) == "Co." and self._text(k + 1).startswith("Ltd"):
            return k + 1
        return self._behind_joiner(first, last)

    def _behind_joiner(self, first: int, last: int) -> int | None:
        k = last + 1
        text = self._text(k)
        if text not in JOINERS | ANDS | POSSESSIVES:
            return None
        if text in ("for", "on") and not self._takes_purpose(first, last):
            return None
        if text == "in" and (
            self._text(last) not in words_of("grammar", "in_words") or is_place(self.words[k + 1 : k + 2])
        ):
            return None
        k += 2 if text in JOINERS and self._text(k + 1) == "the" else 1
        return k if self._text(k) and self.capital[k] else None

    def _takes_purpose(self, first: int, last: int) -> bool:
        """Whether "for" or "on" may go on with a name: behind its head, or behind the "of" of a laboratory or centre."""
        heads_so_far = words_of("grammar", "for_heads")
        if self._text(last) in heads_so_far:
            return True
        run = [self._text(i) for i in range(first, last)]
        return any(a in words_of("grammar", "purpose_heads") and b == "of" for a, b in pairwise(run))

    def _plain_adjective(self, last: int) -> bool:
        """Whether a lower-case head behind this word names nothing ("Chinese hospital")."""
        word = self._text(last)
        first = not self._text(last - 1)[:1].isupper()
        plain = len(word) < 4 or is_place(self.words[last : last + 1])
        return word in words_of("places", "demonyms") or (first and plain)


def _apart(run: list[Word]) -> Iterator[list[Word]]:
    """The pieces of a run between those conjunctions that part names."""
    start = 0
    for k, word in enumerate(run):
        if word.text in ANDS and k > start and not _joins(run[start:k], run[k + 1 :]):
            yield run[start:k]
            start = k + 1
    yield run[start:]


def _joins(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether "and" stands inside one name ("Science and Technology"), not between two."""
    if f"{left[-1].text} {right[0].text}".casefold() in words_of("grammar", "pairs"):
        return True
    reach = next((i for i, w in enumerate(right) if w.text in ANDS | JOINERS), len(right))
    own = heads().of(texts(right[:reach]))
    if heads().of(texts(left)) is not None or _ends_in_place(left):
        bare = own is not None and own[0] == len(right)
        return bare and len(left) <= _MAX_WORDS_BEFORE_BARE_HEAD
    if own is not None and is_place(left) and reach > own[0]:
        return False
    if len(left) == 1 and _ABBREVIATION.fullmatch(left[0].text) and own is not None:
        return own[1] not in ("University", "Hospital", "Company")
    joiner = max((i for i, w in enumerate(left) if w.text in JOINERS), default=None)
    if own is None:
        return joiner is None or not is_place(left[joiner + 1 :])
    return joiner is None and (len(left) < 2 or not _has_own_root(right[:reach]))


def _ends_in_place(words: Sequence[Word]) -> bool:
    """Whether words are a name with its place behind it ("University Hospital Bonn")."""
    return len(words) > 2 and is_place(words[-1:]) and heads().of(texts(words[:-1])) is not None


def _has_own_root(words: Sequence[Word]) -> bool:
    """Whether words that end with a head begin with a place or another name ("Strasbourg University" + "Hospital")."""
    inner = (heads().of(texts(words[:k])) for k in range(2, len(words)))
    return is_place(words[:1]) or any(
        head is not None and head[1] in words_of("grammar", "holders") for head in inner
    )
