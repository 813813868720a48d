"""Persons, and the titles and offices that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.lexicon import one_of, place_start, word_list
from extract.records import Token

_NAME_OF_A_THING = re.compile("^(?:纪念|奖|医院|中学|小学|大学|杯|基金|精神|星|镇|村|路|街|号|班|学院|战略|思想|文化|展馆|书院|教授团队)")
_LATIN_NAME = re.compile(r"(?<![A-Za-z])(?:[A-Z][a-z]+|[A-Z]\.)(?:[ -](?:[A-Z][a-z]+|[A-Z]\.|de|van|von|al|bin|la)){1,3}(?![A-Za-z])")
_DOTTED = re.compile("[一-鿿]{1,6}[·•][一-鿿]{1,8}(?:[·•][一-鿿]{1,8})?")
# Words that announce a name like a title does, without being one.
_CUE = re.compile("专家|学者|奠基人|创始人|带头人|获得者|负责人|首席科学家")
_HAN = re.compile("[一-鿿]+")


@dataclass(frozen=True, slots=True)
class PersonWord:
    """A span that is a person, a title or an office: ``cls`` is Person, Title or Office."""

    start: int
    end: int
    cls: str


@cache
def _words() -> dict[str, frozenset[str]]:
    lists = word_list("people")
    return {key: frozenset(value) for key, value in lists.items()}


def ends_with_office(text: str) -> bool:
    """Whether the last word is an office ("首届会长")."""
    return any(m.end() == len(text) and m["Office"] for m in _role_pattern().finditer(text))


def not_people() -> frozenset[str]:
    """Words that the tagger takes for persons and that stand inside names."""
    return _words()["not_people"]


@cache
def _role_pattern() -> re.Pattern[str]:
    lists = word_list("people")
    prefix = one_of(lists["office_prefix"])
    return re.compile(f"(?P<Title>{one_of(lists['titles'])})|(?P<Office>{prefix}?{one_of(lists['offices'])})")


def find_people(text: str, tokens: Sequence[Token]) -> list[PersonWord]:
    """Persons, titles and offices of a passage, without overlaps, in order."""
    persons = [*_tagged(text, tokens), *_latin(text)]
    roles = [r for r in _roles(text, tokens) if not any(r.start < p.end and p.start < r.end for p in persons)]
    cues = [PersonWord(m.start(), m.end(), "Office") for m in _CUE.finditer(text)]
    persons = _drop_overlaps(persons + _between_roles(text, tokens, persons, roles + cues))
    return sorted(persons + roles, key=lambda w: w.start)


def _drop_overlaps(words: list[PersonWord]) -> list[PersonWord]:
    kept: list[PersonWord] = []
    for word in sorted(words, key=lambda w: (w.start - w.end, w.start)):
        if not any(word.start < k.end and k.start < word.end for k in kept):
            kept.append(word)
    return kept


def _tagged(text: str, tokens: Sequence[Token]) -> list[PersonWord]:
    """The tagger's persons that can be names."""
    found = [PersonWord(m.start(), m.end(), "Person") for m in _DOTTED.finditer(text) if _plausible_dotted(text, m, tokens)]
    for index, token in enumerate(tokens):
        if token.tag != "PER" or not _HAN.fullmatch(token.text) or token.text.endswith(("学", "班", "杯")):
            continue
        if _NAME_OF_A_THING.match(text[token.end :]) and not text.startswith("教授团队", token.end):
            continue
        token = _stretched(text, tokens, index)  # noqa: PLW2901 - the tagger cuts names of three characters short
        if is_person_name(token.text) or (_beside_role(text, tokens, index) and not _is_place(token.text)):
            found.append(PersonWord(token.start, token.end, "Person"))
    return found


def _plausible_dotted(text: str, match: re.Match[str], tokens: Sequence[Token]) -> bool:
    return any(t.tag == "PER" and t.start < match.end() and match.start() < t.end for t in tokens)


def is_person_name(word: str) -> bool:
    """Whether a word has the form of a Chinese name: a family name and one or two characters.

    >>> is_person_name("欧阳明"), is_person_name("鲁班"), is_person_name("王")
    (True, False, False)
    """
    words = _words()
    if word in words["not_people"] or _is_place(word):
        return False
    for surname in words["compound_surnames"]:
        if word.startswith(surname) and len(word) in (len(surname) + 1, len(surname) + 2):
            return True
    return word[0] in words["surnames"] and 2 <= len(word) <= 3


def _stretched(text: str, tokens: Sequence[Token], index: int) -> Token:
    """A name of two characters with the single character that stands between it and a title."""
    token = tokens[index]
    if len(token.text) != 2 or index + 1 == len(tokens):
        return token
    after = tokens[index + 1]
    if len(after.text) == 1 and _HAN.fullmatch(after.text) and after.text not in "和与及等的任" and _role_pattern().match(text, after.end):
        return Token(token.start, after.end, token.text + after.text, token.tag)
    return token


def _is_place(word: str) -> bool:
    match = place_start().match(word)
    return match is not None and match.end() == len(word)


def _beside_role(text: str, tokens: Sequence[Token], index: int) -> bool:
    pattern = _role_pattern()
    token = tokens[index]
    before = text[max(0, token.start - 6) : token.start]
    return pattern.match(text, token.end) is not None or any(m.end() == len(before) for m in pattern.finditer(before))


def _latin(text: str) -> list[PersonWord]:
    """Names in Latin script beside a Chinese title ("Jack Wands教授", "外籍专家 John Smith")."""
    found = []
    for match in _LATIN_NAME.finditer(text):
        after = _role_pattern().match(text, match.end())
        before = [m for m in _role_pattern().finditer(text, max(0, match.start() - 8), match.start()) if m.end() == match.start()]
        if after or before:
            found.append(PersonWord(match.start(), match.end(), "Person"))
    return found


def _roles(text: str, tokens: Sequence[Token]) -> list[PersonWord]:
    """Titles and offices that begin and end at word boundaries."""
    starts = {t.start for t in tokens}
    ends = {t.end for t in tokens}
    found, position = [], 0
    while match := _role_pattern().search(text, position):
        cls = "Title" if match["Title"] else "Office"
        if match.end() in ends and (match.start() in starts or cls == "Office"):
            found.append(PersonWord(match.start(), match.end(), cls))
            position = match.end()
        else:
            position = match.start() + 1
    return found


def _between_roles(text: str, tokens: Sequence[Token], persons: list[PersonWord], roles: list[PersonWord]) -> list[PersonWord]:
    """Names that the tagger missed: name-shaped words between a role and a role, pause or person."""
    taken = [(p.start, p.end) for p in persons]
    starts = {t.start for t in tokens}
    ends = {t.end for t in tokens}
    taken += [(t.start, t.end) for t in tokens if t.end - t.start > 1 and t.tag not in ("PER", "nr", "nz", "w")]
    found = []
    for role in roles:
        for size in (3, 2, 4):
            before, after = role.start - size, role.end + size
            if _free(text, taken, before, role.start) and before in starts and _edge(text, before - 1) and is_person_name(text[before : role.start]):
                found.append(PersonWord(before, role.start, "Person"))
                break
            if _free(text, taken, role.end, after) and after in ends and _edge(text, after) and _edge_role(text, role) and is_person_name(text[role.end : after]):
                found.append(PersonWord(role.end, after, "Person"))
                break
    return found


def _free(text: str, taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return 0 <= start < end <= len(text) and not any(start < e and s < end for s, e in taken) and _HAN.fullmatch(text[start:end]) is not None


def _edge(text: str, position: int) -> bool:
    return not 0 <= position < len(text) or text[position] in "，。；：、（）“”《》 和与及等人者家师长授士任员"


def _edge_role(text: str, role: PersonWord) -> bool:
    return text[role.start : role.end] not in ("老师", "博士后", "教师")
