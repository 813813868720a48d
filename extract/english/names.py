"""The English cue grammar: names of institutions, programmes and awards around their heads.

A name is a run of capitalised words that ends with a head ("Lund University"), or a head with what follows its
"of" or "for" ("Ministry of Health"). Where both sides of an "of" are names, they are two names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.english.chunks import ANDS, JOINERS, ORDINAL, POSSESSIVES, is_place, pieces, texts
from extract.english.classes import refine
from extract.english.lexicon import heads, word_list, words_of
from extract.english.words import Word


@dataclass(frozen=True, slots=True)
class Name:
    """A name: passage span and class."""

    start: int
    end: int
    cls: str


def find_names(text: str, words: Sequence[Word], barriers: Sequence[tuple[int, int]]) -> list[Name]:
    """All names of a passage, nested ones included; no name goes across a barrier (a title, an office)."""
    found: dict[tuple[int, int], Name] = {}
    for piece in pieces(words, barriers):
        for name in _Parser(text, piece).names(0, len(piece)):
            found.setdefault((name.start, name.end), name)
    return sorted(found.values(), key=lambda n: (n.start, -n.end))


class _Parser:
    """Reads one piece: segments of capitalised words joined by of, for, on and possessives.

    All indexes count words; a range ``lo:hi`` is half open.
    """

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
            if cut is not None and self._ordinary(lo, cut):
                yield from self._name(lo, end, cut, "Hospital")
            elif cut is not None:
                yield from self.names(lo, cut)
            yield from self.names(self._behind(end, hi), hi)
            return
        size, cls = head
        yield from self._inner(lo, end - size, cls)
        if end < hi and self.words[end].text in JOINERS:
            yield from self._with_complement(lo, end, hi, cls)
        else:
            yield from self._name(lo, end, end, cls)
            yield from self.names(self._behind(end, hi), hi)

    def _with_complement(self, lo: int, end: int, hi: int, cls: str) -> Iterator[Name]:
        """Names of a head with "of …" or "for …" behind it; ``end`` is the joiner."""
        after = self._behind(end, hi)
        if cls in words_of("grammar", "greedy_classes"):
            yield from self._name(lo, hi, end, cls)
            yield from self.names(after, hi)
        elif not self._holds_name(after, hi):
            stop = self._complement_end(lo, hi)
            yield from self._name(lo, stop, end, cls)
            yield from self.names(self._behind(stop, hi), hi)
        elif (split := self._place_end(lo, after, hi)) is not None:
            yield from self._unit_of_place_university(lo, split, hi)
        else:
            inner = list(self.names(after, hi))
            stop = self._whole_end(after, inner) if self._ordinary(lo, end) else end
            yield from self._name(lo, stop, end, cls)
            yield from inner

    def _unit_of_place_university(self, lo: int, split: int, hi: int) -> Iterator[Name]:
        """The names of "University of Florida College of Medicine": the place ends at ``split``."""
        yield from self._name(lo, split, lo + 1, "University")
        whole = self._complement_end(split, hi)
        head = self._head(split, self._segment_end(split, hi))
        if head is not None:
            yield from self._name(lo, whole, self._segment_end(split, hi), head[1], nested=True)
        yield from self.names(self._behind(whole, hi), hi)

    def _whole_end(self, after: int, inner: Sequence[Name]) -> int:
        """Index behind the longest of the names that begin right behind "of", or of "of" itself."""
        longest = max((n.end for n in inner if n.start == self.words[after].start), default=0)
        return next((i + 1 for i in range(after, len(self.words)) if self.words[i].end == longest), after - 1)

    # -- segments ------------------------------------------------------------------------------------------

    def _segment_end(self, lo: int, hi: int) -> int:
        """Index behind the segment that begins at ``lo``: the next joiner, or a possessive behind a head."""
        for k in range(lo, hi):
            text = self.words[k].text
            if text in JOINERS or (text in POSSESSIVES and k > lo and self._head(lo, k) is not None):
                return k
        return hi

    def _behind(self, end: int, hi: int) -> int:
        """Index of the first word of the next segment."""
        k = end
        while k < hi and (self.words[k].text in JOINERS | POSSESSIVES or self.words[k].text == "the"):
            k += 1
        return k

    def _complement_end(self, lo: int, hi: int) -> int:
        """Index behind the segment at ``lo`` and those "of …" segments behind it that hold no other name."""
        end = self._segment_end(lo, hi)
        while end < hi and self.words[end].text in JOINERS:
            after = self._behind(end, hi)
            if self._holds_name(after, hi) and self.words[after].text != "People":
                break
            end = self._segment_end(after, hi)
        return end

    def _head(self, lo: int, end: int) -> tuple[int, str] | None:
        return heads().of(texts(self.words[lo:end]))

    def _cut(self, lo: int, end: int) -> int | None:
        """Index behind the head of a segment that goes on with a place ("Peking University Beijing")."""
        for k in range(end - 1, lo + 1, -1):
            if self._head(lo, k) is not None and is_place(self.words[k:end]):
                return k
        return None

    def _holds_name(self, lo: int, hi: int) -> bool:
        """Whether the segment at ``lo`` is a name of its own: a head with a modifier or "of" beside it."""
        end = self._segment_end(lo, hi)
        head = self._head(lo, end)
        if head is None:
            return self._cut(lo, end) is not None
        return end - lo > head[0] or (end < hi and self.words[end].text in JOINERS)

    def _place_end(self, lo: int, after: int, hi: int) -> int | None:
        """Index behind the place of "University of Florida College …", None for other beginnings."""
        if self.words[lo].text != "University":
            return None
        ends = range(self._segment_end(after, hi) - 1, after, -1)
        return next((k for k in ends if is_place(self.words[after:k])), None)

    # -- names ---------------------------------------------------------------------------------------------

    def _ordinary(self, lo: int, end: int) -> bool:
        """Whether a hospital's name needs the institution behind it ("First Affiliated Hospital of …")."""
        head = self._head(lo, end)
        if head is None or head[1] != "Hospital":
            return False
        words = texts(self.words[lo : end - head[0]])
        possessed = [w + "'s" for w, after in pairwise(words) if after in POSSESSIVES]
        plain = [w for w in words if w not in POSSESSIVES and f"{w}'s" not in possessed]
        known = words_of("grammar", "ordinary")
        return all(w in known or w.isdigit() or ORDINAL.fullmatch(w) for w in [*plain, *possessed])

    def _inner(self, lo: int, end: int, cls: str) -> Iterator[Name]:
        """The name that the modifiers of a name begin with ("Zhejiang University" + "School")."""
        if cls in words_of("grammar", "rootless_classes"):
            return
        narrow = cls in words_of("grammar", "open_classes")
        holders = words_of("grammar", "narrow_holders" if narrow else "holders")
        for k in range(end, lo + 1, -1):
            head = self._head(lo, k)
            if head is not None and head[1] in holders and not (head[1] == "Hospital" and self._medical(k)):
                yield from self._name(lo, k, k, head[1])
                return

    def _medical(self, k: int) -> bool:
        """Whether "Medical Center" follows, which is a hospital itself and no unit of one."""
        return texts(self.words[k : k + 2]) in {("Medical", "Center"), ("Medical", "Centre")}

    def _name(self, lo: int, end: int, head_end: int, cls: str, *, nested: bool = False) -> Iterator[Name]:
        """The name of the words ``lo:end``, unless it is a common noun.

        ``nested``: another name begins it, so that what follows the head is no complement of the name's own.
        """
        words, modifiers = texts(self.words[lo:end]), texts(self.words[lo:head_end])
        size = (heads().of(modifiers) or (1, ""))[0]
        goes_on = head_end < end and not nested
        start, stop = self.words[lo].start, self.words[end - 1].end
        bare = all(_says_nothing(m, cls) for m in modifiers[:-size]) and not (cls == "Award" and size > 1)
        common = bare and not goes_on and not nested
        if not common and self.text[start:stop] not in words_of("grammar", "never"):
            yield Name(start, stop, refine(words, modifiers, size, cls, goes_on=goes_on))


def names_no_owner(name: str) -> bool:
    """Whether a unit's name is one that every institution may have.

    >>> names_no_owner("School of Law"), names_no_owner("Cancer Center"), names_no_owner("Hale Center")
    (True, True, False)
    """
    words = tuple(name.split())
    joiner = next((i for i, word in enumerate(words) if word in JOINERS), len(words))
    head = heads().of(words[:joiner])
    common = words_of("grammar", "generic") | words_of("grammar", "ordinary")
    fields = tuple(word_list("fields")["endings"])
    return head is not None and all(
        word in common or word.casefold().endswith(fields) for word in words[: joiner - head[0]]
    )


def _says_nothing(modifier: str, cls: str) -> bool:
    if modifier in words_of("grammar", "generic") or modifier in POSSESSIVES | ANDS:
        return True
    return cls == "Award" and modifier in words_of("grammar", "ordinals")
