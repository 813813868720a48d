"""Words that refer to something named before: "the hospital", "our university", "he", "it", "we"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.english.lexicon import word_list


@dataclass(frozen=True, slots=True)
class GenericWord:
    """A referring word: passage span, and what it may stand for.

    ``classes`` are those of the institution meant by a noun; empty for pronouns, whose ``kind`` is "person",
    "group" (it) or "own" (we).
    """

    start: int
    end: int
    kind: str
    noun: str
    classes: frozenset[str]


def generic_words(text: str) -> Iterator[GenericWord]:
    """The referring words of a passage, in order."""
    for match in _pattern().finditer(text):
        if match["noun"]:
            yield GenericWord(
                match.start("noun"),
                match.end(),
                "noun",
                match["noun"].casefold(),
                _classes_of(match["noun"].casefold()),
            )
        else:
            kind = "person" if match["person"] else "own" if match["group"] in ("We", "we") else "group"
            yield GenericWord(match.start(), match.end(), kind, "", frozenset())


@cache
def _classes_of(noun: str) -> frozenset[str]:
    generic = word_list("references")["generic"]
    return frozenset(cls for cls, nouns in generic.items() if noun in nouns)


@cache
def _pattern() -> re.Pattern[str]:
    lists = word_list("references")
    nouns = {noun for row in lists["generic"].values() for noun in row}
    one_noun = "|".join(sorted(nouns, key=lambda n: (-len(n), n)))
    noun = rf"\b(?:{'|'.join(lists['before'])}) (?P<noun>(?i:{one_noun}))\b(?![-’'][a-rt-z]| of [A-Z])"
    pronoun = rf"(?P<person>{'|'.join(lists['persons'])})|(?P<group>{'|'.join(lists['groups'])})"
    return re.compile(rf"{noun}|(?<![\w’'-])(?:{pronoun})(?= )")
