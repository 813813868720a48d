"""The class of an English name where its head alone does not tell it: Department, College, Academy …."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extract.english.lexicon import starts_with_place, word_list, words_of


def refine(words: Sequence[str], modifiers: Sequence[str], size: int, cls: str, *, goes_on: bool) -> str:
    """The class of a name (lexicons/classes.yaml).

    Args:
        words: all words of the name.
        modifiers: its words up to and including the head.
        size: number of words of the head.
        cls: the class that the head announces.
        goes_on: whether "of …" or "for …" belongs to the head.

    >>> refine(["Royal", "College", "of", "Surgeons"], ["Royal", "College"], 1, "University", goes_on=True)
    'Association'
    """
    head = " ".join(modifiers[-size:]).casefold()
    before, rest = list(modifiers[:-size]), list(words[len(modifiers) :])
    for row in word_list("classes"):
        if head in row["heads"] and _fits(row, before, rest, goes_on=goes_on):
            return str(row["class"])
    return cls


def _fits(row: dict[str, Any], before: list[str], rest: list[str], *, goes_on: bool) -> bool:
    if not row.get("least", 0) <= len(before) <= row.get("most", len(before)):
        return False
    first, last = before[:1], before[-1:]
    ordinal = bool(first) and first[0][0].isdigit()
    government = any(word in words_of("grammar", "government_fields") for word in [*before, *rest])
    holds = {
        "first": bool(first) and first[0] in row.get("first", ()),
        "last": bool(last) and last[0] in row.get("last", ()),
        "any": any(word in row.get("any", ()) for word in before),
        "ordinal": ordinal,
        "proper": any(word not in words_of("grammar", "ordinary") for word in before),
        "region": _names_region(before, rest),
        "government": government,
        "goes_on": goes_on is row.get("goes_on"),
    }
    return all(held for key, held in holds.items() if key in row)


def _names_region(before: list[str], rest: list[str]) -> bool:
    regional = words_of("grammar", "regional")
    return any(w in regional for w in before) or starts_with_place(" ".join(before)) or "Province" in rest
