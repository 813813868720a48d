"""The English cue grammar: names of institutions, programmes and awards around their heads.

A name is a run of capitalised words that ends with a head ("Zhejiang University"), or a head with what follows its
"of" or "for" ("Ministry of Health"). Where both sides of an "of" or "and" are names, they are two names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.english.classes import refine
from extract.english.lexicon import heads, places, word_list, words_of
from extract.english.words import Word

_JOINERS = frozenset(("of", "for", "on"))
_ANDS = frozenset(("and", "&"))
_POSSESSIVE = frozenset(("'s", "’s"))
_ORDINAL = re.compile(r"(?:No\.?\d*|\d{1,3}(?:st|nd|rd|th))")
_NUMBERED = re.compile(r"\d{1,4}")
_PAIRS = frozenset(
    {
        ("science", "technology"),
        ("obstetrics", "gynecology"),
        ("head", "neck"),
        ("research", "development"),
        ("arts", "sciences"),
    }
    | {
        ("health", "family"),
        ("development", "reform"),
        ("teaching", "research"),
        ("control", "prevention"),
        ("maternal", "child"),
    }
    | {
        ("women", "children"),
        ("agriculture", "forestry"),
        ("maternity", "child"),
        ("nose", "throat"),
        ("medicine", "health"),
    }
)
_HOLDERS = frozenset(
    {"University", "Hospital", "AcademicUnit", "ResearchInstitute", "GovernmentBody", "Association"}
)
_MAX_WORDS = 22


@dataclass(frozen=True, slots=True)
class Name:
    """A name: passage span and class."""

    start: int
    end: int
    cls: str


def find_names(text: str, words: Sequence[Word], barriers: Sequence[tuple[int, int]]) -> list[Name]:
    """All names of a passage, nested ones included; no name goes across a barrier (a title, an office)."""
    found: dict[tuple[int, int], Name] = {}
    for chunk in _chunks(words, barriers):
        for piece in _apart(chunk):
            for name in _Parser(text, piece).names(0, len(piece)):
                found.setdefault((name.start, name.end), name)
    return sorted(found.values(), key=lambda n: (n.start, -n.end))


# -- chunks: runs of capitalised words and what joins them -------------------------------------------------------------


def _chunks(words: Sequence[Word], barriers: Sequence[tuple[int, int]]) -> Iterator[list[Word]]:
    i = 0
    while i < len(words):
        if not _capital(words, i, barriers):
            i += 1
            continue
        last = i
        while last - i < _MAX_WORDS:
            following = _next(words, last, barriers)
            if following is None:
                break
            last = following
        yield list(words[i : last + 1])
        i = last + 1


def _capital(words: Sequence[Word], i: int, barriers: Sequence[tuple[int, int]]) -> bool:
    word = words[i]
    if any(s < word.end and word.start < e for s, e in barriers):
        return False
    if word.text[0].isupper():
        return word.text not in words_of("grammar", "never_first")
    if _ORDINAL.fullmatch(word.text):
        return True
    following = words[i + 1].text if i + 1 < len(words) else ""
    numbered = _NUMBERED.fullmatch(word.text) is not None
    return numbered and (following == "Hospital" or (i > 0 and words[i - 1].text.startswith("No")))


def _next(words: Sequence[Word], last: int, barriers: Sequence[tuple[int, int]]) -> int | None:
    """Index of the next capitalised word of the run that so far ends with word ``last``."""
    k = last + 1
    if k >= len(words):
        return None
    if _capital(words, k, barriers):
        return k
    text = words[k].text
    if text in words_of("grammar", "lower_heads") and not _plain_adjective(words, last):
        return k
    if (
        text == ","
        and words[last].text == "Co."
        and k + 1 < len(words)
        and words[k + 1].text.startswith("Ltd")
    ):
        return k + 1
    if text in _JOINERS or text in _ANDS or text in _POSSESSIVE:
        if text in ("for", "on") and words[last].text not in words_of("grammar", "for_heads"):
            return None
        k += 1
        if k < len(words) and words[k].text == "the" and text in _JOINERS:
            k += 1
        if k < len(words) and _capital(words, k, barriers):
            return k
    return None


def _plain_adjective(words: Sequence[Word], last: int) -> bool:
    """Whether a lower-case head behind this word names nothing ("Chinese hospital", "Wuhan university")."""
    word = words[last].text
    first = last == 0 or not words[last - 1].text[0].isupper()
    return word in words_of("places", "demonyms") or (first and (len(word) < 4 or _is_place(word)))


def _is_place(word: str) -> bool:
    match = places().fullmatch(word)
    return match is not None


# -- "and": one name or two --------------------------------------------------------------------------------------------


def _apart(chunk: list[Word]) -> Iterator[list[Word]]:
    """The pieces of a chunk between those conjunctions that part names."""
    start = 0
    for k, word in enumerate(chunk):
        if word.text in _ANDS and k > start and not _joins(chunk[start:k], chunk[k + 1 :]):
            yield chunk[start:k]
            start = k + 1
    yield chunk[start:]


def _joins(left: Sequence[Word], right: Sequence[Word]) -> bool:
    if (left[-1].text.casefold(), right[0].text.casefold()) in _PAIRS:
        return True
    reach = next((i for i, w in enumerate(right) if w.text in _ANDS or w.text in _JOINERS), len(right))
    own = heads().of(_texts(right[:reach]))
    if heads().of(_texts(left)) is not None:
        return (
            own is not None
            and own[0] == reach
            and reach < len(right) + 1
            and len(right) == reach
            and len(left) < 5
        )
    if own is None:
        joiner = max((i for i, w in enumerate(left) if w.text in _JOINERS), default=-1)
        return not (joiner >= 0 and _is_place(" ".join(w.text for w in left[joiner + 1 :])))
    return not any(w.text in _JOINERS for w in left)


def _says_nothing(modifier: str, cls: str) -> bool:
    if modifier in words_of("grammar", "generic") or modifier in _POSSESSIVE or modifier in _ANDS:
        return True
    return cls == "Award" and modifier in words_of("grammar", "ordinals")


def _texts(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(w.text for w in words)


# -- names inside one piece --------------------------------------------------------------------------------------------


class _Parser:
    """Reads one piece: segments of capitalised words joined by of, for, on and possessives."""

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text, self.words = text, words

    def names(self, lo: int, hi: int) -> Iterator[Name]:
        """The names of the words ``lo:hi``."""
        if lo >= hi:
            return
        end = self._segment_end(lo, hi)
        head = self._head(lo, end)
        if head is None:
            cut = self._cut(lo, end)
            if cut is not None:
                yield from self.names(lo, cut)
            yield from self.names(self._behind(end, hi), hi)
            return
        size, cls = head
        yield from self._inner(lo, end - size, cls)
        if end >= hi or self.words[end].text not in _JOINERS:
            yield from self._name(lo, end, end, cls)
            yield from self.names(self._behind(end, hi), hi)
            return
        yield from self._with_complement(lo, end, hi, cls)

    def _with_complement(self, lo: int, end: int, hi: int, cls: str) -> Iterator[Name]:
        """Names of a head with "of …" or "for …" behind it; ``end`` is the joiner."""
        after = self._behind(end, hi)
        if cls in words_of("grammar", "greedy_classes"):
            yield from self._name(lo, hi, end, cls)
            yield from self.names(after, hi)
            return
        first_end = self._segment_end(after, hi)
        if self._holds_name(after, first_end, hi):
            split = (
                self._place_prefix(after, first_end)
                if end - lo == 1 and self.words[lo].text == "University"
                else None
            )
            if split is not None:
                yield from self._name(lo, split, end, "University")
                whole = self._complement_end(split, hi)
                head = self._head(split, self._segment_end(split, hi))
                if head is not None and whole > split:
                    yield from self._name(lo, whole, end, head[1], behind=split)
                yield from self.names(self._behind(whole, hi), hi)
                return
            if self._ordinary(lo, end):
                longest = max(
                    (n.end for n in self.names(after, hi) if n.start == self.words[after].start), default=0
                )
                last = next((i + 1 for i in range(after, hi) if self.words[i].end == longest), end)
                yield from self._name(lo, last, end, cls)
            else:
                yield from self._name(lo, end, end, cls)
            yield from self.names(after, hi)
            return
        stop = self._complement_end(lo, hi)
        yield from self._name(lo, stop, end, cls)
        yield from self.names(self._behind(stop, hi), hi)

    def _complement_end(self, lo: int, hi: int) -> int:
        """Index behind the head segment that begins at ``lo`` and those "of …" segments that hold no other name."""
        end = self._segment_end(lo, hi)
        while end < hi and self.words[end].text in _JOINERS:
            after = self._behind(end, hi)
            following = self._segment_end(after, hi)
            if self._holds_name(after, following, hi) and not self._is_republic(after):
                break
            end = following
        return end

    def _is_republic(self, k: int) -> bool:
        return self.words[k].text == "People"

    def _segment_end(self, lo: int, hi: int) -> int:
        """Index behind the segment that begins at ``lo``: the next joiner, or a possessive behind a head."""
        for k in range(lo, hi):
            text = self.words[k].text
            if text in _JOINERS or (text in _POSSESSIVE and k > lo and self._head(lo, k) is not None):
                return k
        return hi

    def _behind(self, end: int, hi: int) -> int:
        k = end
        while k < hi and (
            self.words[k].text in _JOINERS or self.words[k].text in _POSSESSIVE or self.words[k].text == "the"
        ):
            k += 1
        return k

    def _head(self, lo: int, end: int) -> tuple[int, str] | None:
        return heads().of(_texts(self.words[lo:end]))

    def _cut(self, lo: int, end: int) -> int | None:
        """Index behind the last head inside a segment that goes on with something else ("Peking University Beijing")."""
        for k in range(end - 1, lo + 1, -1):
            if self._head(lo, k) is not None and _is_place(" ".join(_texts(self.words[k:end]))):
                return k
        return None

    def _holds_name(self, lo: int, end: int, hi: int) -> bool:
        """Whether a complement is a name of its own: it ends with a head that has a modifier or an "of" behind it."""
        head = self._head(lo, end)
        if head is None:
            return self._cut(lo, end) is not None
        return end - lo > head[0] or (end < hi and self.words[end].text in _JOINERS)

    def _ordinary(self, lo: int, end: int) -> bool:
        """Whether the name needs the institution behind it ("First Affiliated Hospital of …", "School of …")."""
        head = self._head(lo, end)
        if head is None or head[1] != "Hospital":
            return False
        modifiers = (
            "".join(f" {w.text}" for w in self.words[lo : end - head[0]])
            .replace(" 's", "'s")
            .replace(" ’s", "'s")
            .split()
        )
        return all(
            m in words_of("grammar", "ordinary") or _ORDINAL.fullmatch(m) or m.isdigit() for m in modifiers
        )

    def _place_prefix(self, lo: int, end: int) -> int | None:
        """Index behind the place that "University of" goes on with before another head ("Florida College")."""
        for k in range(end - 1, lo, -1):
            if _is_place(" ".join(_texts(self.words[lo:k]))):
                return k
        return None

    def _inner(self, lo: int, end: int, cls: str) -> Iterator[Name]:
        """The name that the modifiers of a name begin with ("Zhejiang University" + "School")."""
        if cls in ("Company", "Publication", "University"):
            return
        for k in range(end, lo + 1, -1):
            head = self._head(lo, k)
            if head is None or head[1] not in _HOLDERS:
                continue
            if cls in ("Association", "Award", "Program", "Event") and head[1] not in (
                "Association",
                "GovernmentBody",
            ):
                continue
            yield from self._name(lo, k, k, head[1])
            return

    def _name(self, lo: int, end: int, joiner: int, cls: str, behind: int | None = None) -> Iterator[Name]:
        """The name of the words ``lo:end`` whose head ends at ``joiner``, unless it is a common noun."""
        words = _texts(self.words[lo:end])
        modifiers = _texts(self.words[lo:joiner])
        if behind is not None:
            modifiers = words[: self._segment_end(behind, end) - lo]
        size = (heads().of(modifiers) or (1, ""))[0]
        bare = all(_says_nothing(m, cls) for m in modifiers[:-size])
        complement = joiner < end and behind is None
        surface = self.text[self.words[lo].start : self.words[end - 1].end]
        if (
            bare and not complement and behind is None and not (cls == "Award" and size > 1)
        ) or surface in word_list("grammar")["never"]:
            return
        yield Name(
            self.words[lo].start,
            self.words[end - 1].end,
            refine(words, modifiers, size, cls, complement=complement),
        )
