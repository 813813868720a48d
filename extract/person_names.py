"""The form of Chinese names of persons: a family name and one or two characters, and what only looks like one."""

from __future__ import annotations

from functools import cache

from extract.lexicon import place_start, word_list


@cache
def _words() -> dict[str, frozenset[str]]:
    lists = word_list("people")
    return {key: frozenset(value) for key, value in lists.items()}


def not_people() -> frozenset[str]:
    """Words that the tagger takes for persons and that stand inside names."""
    return _words()["not_people"]


def is_person_name(word: str) -> bool:
    """Whether a word has the form of a Chinese name: a family name and one or two characters.

    >>> is_person_name("欧阳明"), is_person_name("鲁班"), is_person_name("王"), is_person_name("")
    (True, False, False, False)
    """
    words = _words()
    if word in words["not_people"] or is_place_word(word):
        return False
    for surname in words["compound_surnames"]:
        if word.startswith(surname) and len(word) in (len(surname) + 1, len(surname) + 2):
            return True
    return 2 <= len(word) <= 3 and word[0] in words["surnames"]


def is_place_word(word: str) -> bool:
    """Whether a word is a place and nothing else."""
    match = place_start().match(word)
    return match is not None and match.end() == len(word)
