"""An index of the names of a store: which entities a text may mean, and how well their names fit it.

Candidates share pairs of characters with the text, or sound like it (pinyin, initials); only those are
scored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from pypinyin import lazy_pinyin
from rapidfuzz import fuzz

from extract.fold import fold_name, has_han
from kg.names import names
from ontology import terms

EXACT, ALIAS, BEGINNING, MOST_ALIKE, PINYIN, CONTAINED, INITIALS = 100.0, 97.0, 96.0, 95.0, 90.0, 80.0, 75.0
"""Scores, 0..100; a name that is only alike never reaches that of an exact one."""
CAREFUL = 50_000
"""Up to so many names, characters of several readings are read by the words they stand in (which is slow)."""
POOL = 200
"""Names that are scored for one text."""

_LABEL = ox.NamedNode(terms.expand("skos:prefLabel"))
_ALIAS = ox.NamedNode(terms.expand("skos:altLabel"))
_TYPE = ox.NamedNode(terms.expand("rdf:type"))


@dataclass(frozen=True, slots=True)
class Named:
    """An entity under one of its names: ``key`` is the folded name, ``alias`` whether it is not the label."""

    iri: str
    cls: str
    key: str
    alias: bool


class NameIndex:
    """Built once for a store that does not change."""

    def __init__(self, store: ox.Store) -> None:
        self._names = tuple(_all_names(store))
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._pieces: dict[str, list[int]] = defaultdict(list)
        self._pinyin: dict[str, list[int]] = defaultdict(list)
        self._initials: dict[str, list[int]] = defaultdict(list)
        careful = len(self._names) <= CAREFUL
        for number, named in enumerate(self._names):
            self._exact[named.key].append(number)
            for piece in set(_pieces(named.key)):
                self._pieces[piece].append(number)
            if has_han(named.key):
                syllables = _by_words(named.key) if careful else [_by_character(each) for each in named.key]
                self._pinyin["".join(syllables)].append(number)
                self._initials["".join(part[:1] for part in syllables)].append(number)

    def scores(self, text: str, classes: frozenset[str] | None = None) -> dict[str, float]:
        """IRI of an entity → how well its best name fits ``text``, among the ``classes`` given."""
        return self._best(self._hits(fold_name(text)), classes)

    def completions(self, prefix: str) -> dict[str, float]:
        """As ``scores``, where the text may be the beginning of a name or a part of it."""
        key = fold_name(prefix)
        found = self._best(self._hits(key), None)
        for iri, score in self._best(self._holding(key), None).items():
            found[iri] = max(score, found.get(iri, 0.0))
        return found

    def _best(self, hits: Iterator[tuple[int, float]], classes: frozenset[str] | None) -> dict[str, float]:
        best: dict[str, float] = {}
        for number, score in hits:
            named = self._names[number]
            if (classes is None or named.cls in classes) and score > best.get(named.iri, 0.0):
                best[named.iri] = score
        return best

    def _hits(self, key: str) -> Iterator[tuple[int, float]]:
        if not key:
            return
        for number in self._exact.get(key, ()):
            yield number, ALIAS if self._names[number].alias else EXACT
        for number in self._pinyin.get(key, ()):
            yield number, PINYIN
        for number in self._initials.get(key, ()):
            yield number, INITIALS
        shared = Counter(number for piece in set(_pieces(key)) for number in self._pieces.get(piece, ()))
        for number, _count in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:POOL]:
            yield number, min(MOST_ALIKE, likeness(key, self._names[number].key))

    def _holding(self, key: str) -> Iterator[tuple[int, float]]:
        for number, named in enumerate(self._names if key else ()):
            if key in named.key:
                yield number, BEGINNING if named.key.startswith(key) else CONTAINED
        for index in (self._pinyin, self._initials):
            for sound, numbers in index.items() if key.isascii() and len(key) > 1 else ():
                if sound.startswith(key):
                    for number in numbers:
                        yield number, INITIALS


def likeness(one: str, other: str) -> float:
    """How alike two folded names are, 0..100: similarity, or how much of the longer the contained one covers.

    >>> likeness("总医院", "总医院"), likeness("总医院", "医科大学总医院") > 70
    (100.0, True)
    """
    if one == other:
        return 100.0
    whole = float(fuzz.ratio(one, other))
    if one and other and (one in other or other in one):
        short, long = sorted((len(one), len(other)))
        return max(whole, 60.0 + 35.0 * short / long)
    return whole


def _all_names(store: ox.Store) -> Iterator[Named]:
    classes = {
        quad.subject.value: terms.shorten(quad.object.value)
        for quad in store.quads_for_pattern(None, _TYPE, None, ox.DefaultGraph())
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    }
    for predicate, alias in ((_LABEL, False), (_ALIAS, True)):
        for iri, name in sorted(names(store, predicate)):
            key = fold_name(name)
            if key and iri in classes:
                yield Named(iri, classes[iri], key, alias)


def _by_words(key: str) -> list[str]:
    return [part.strip().lower() for part in lazy_pinyin(key)]


@cache
def _by_character(character: str) -> str:
    return "".join(_by_words(character))


def _pieces(key: str) -> Iterator[str]:
    """Pairs of neighbouring characters, or the one character there is."""
    if len(key) == 1:
        yield key
    for start in range(len(key) - 1):
        yield key[start : start + 2]
