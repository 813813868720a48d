"""Titles and offices: the words that tell what a person is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.lexicon import one_of, word_list
from extract.records import Token

_HAN = re.compile("[一-鿿]")
COUNTED = re.compile("(?: ?[0-9]|等?(?:[一二三四五六七八九十两]+)[人名位])")
"""What follows a title of people who are counted, not named ("教授 12 人")."""
_PAUSES = ("", "，", "。", "；", "、", "（")


@dataclass(frozen=True, slots=True)
class PersonWord:
    """A span that is a person, a title or an office: ``cls`` is Person, Title or Office."""

    start: int
    end: int
    cls: str


@cache
def role_pattern() -> re.Pattern[str]:
    """Matches a title or an office of the lists (groups ``Title`` and ``Office``)."""
    lists = word_list("people")
    prefix = one_of(lists["office_prefix"])
    return re.compile(f"(?P<Title>{one_of(lists['titles'])})|(?P<Office>{prefix}?{one_of(lists['offices'])})")


def find_roles(text: str, tokens: Sequence[Token]) -> list[PersonWord]:
    """Titles and offices that begin and end at word boundaries."""
    starts = {t.start for t in tokens}
    ends = {t.end for t in tokens}
    found, position = [], 0
    while match := role_pattern().search(text, position):
        first = _without_unit(text, match)
        if first != match.start() and (longer := role_pattern().match(text, first)):
            match = longer
        cls = "Title" if match["Title"] else "Office"
        ended = match.end() in ends or _name_follows(text, match.end())
        if ended and (match.start() in starts or cls == "Office"):
            found.append(PersonWord(match.start(), match.end(), cls))
            position = match.end()
        else:
            position = match.start() + 1
    return found


def _name_follows(text: str, position: int) -> bool:
    """Whether a family name, two characters and a pause or a title follow, wherever the tagger saw words."""
    surname = text[position : position + 1] in word_list("people")["surnames"]
    end = position + 3
    given = surname and _HAN.match(text, position + 1) and _HAN.match(text, position + 2)
    return bool(given) and (text[end : end + 1] in _PAUSES or role_pattern().match(text, end) is not None)


@cache
def _unit_of_office() -> re.Pattern[str]:
    return re.compile(
        f"{one_of(word_list('people')['units_of_offices'])}(?={one_of(word_list('people')['offices'])}$)"
    )


def _without_unit(text: str, match: re.Match[str]) -> int:
    """Where the office begins: behind a last syllable of the unit's name ("神经外科" + "主任", not 神经外 + 科主任)."""
    before = text[match.start() - 1 : match.start()]
    unit = _unit_of_office().match(match.group())
    if unit and _HAN.fullmatch(before) and before not in "任兼为是和与及的":
        return match.start() + unit.end()
    return match.start()
