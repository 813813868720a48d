"""Persons in English text, and the titles, degrees and offices beside them.

A pair of capitalised words is a person where a title or degree stands beside it, where it is a Chinese name
in pinyin, or where it begins with a common given name. Nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.english.lexicon import expression, one_of, word_list, words_of

_PLAIN = r"[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þa-zß-ÿ]?[a-zß-ÿ]+|[’'](?!s\b)[A-ZÀ-Þa-zß-ÿ]?[a-zß-ÿ]+)*"
_WORD = rf"(?:{_PLAIN}|[A-Z]{{2,}}(?![a-z])|[A-ZÀ-Þ]\.|(?:Mc|Mac|O’|O')[A-Z][a-z]+)"
_PARTICLE = r"(?:de la|de|van der|van den|van|von|der|di|da|dos|al|bin|el|le)"
_PERSON = re.compile(rf"{_WORD}(?: (?:{_PARTICLE} )?{_WORD}){{0,3}}")
_PAIR = re.compile(rf"(?<![\w-])(?={_WORD} (?:{_PARTICLE} )?{_WORD})")


@dataclass(frozen=True, slots=True)
class PersonWord:
    """A span that is a person, a title or an office: ``cls`` is Person, Title or Office."""

    start: int
    end: int
    cls: str


def find_roles(text: str) -> list[PersonWord]:
    """Titles, degrees and offices of a passage, in order, without overlaps."""
    found: list[PersonWord] = []
    for match in _role_pattern().finditer(text):
        cls = _roles()[match.group()]
        if cls != "Address" and _is_role(text, match):
            found.append(PersonWord(match.start(), match.end(), cls))
    return found


def find_people(text: str, roles: Sequence[PersonWord]) -> list[PersonWord]:
    """The persons of a passage, in order, without overlaps."""
    found: list[PersonWord] = []
    for start in sorted({*_after_roles(text, roles), *_before_degrees(text), *_name_pairs(text)}):
        person = _person_at(text, start)
        if person is not None and not any(p.start < person.end and person.start < p.end for p in found):
            found.append(person)
    return found


@cache
def _roles() -> dict[str, str]:
    """Title, Office or Address by its forms: as listed, and titles and offices all in lower case."""
    lists = word_list("people")
    forms = dict.fromkeys(lists["address"], "Address")
    forms |= {
        w.lower(): "Office" for w in lists["offices"] if w not in lists["capital_only"]
    } | dict.fromkeys(lists["offices"], "Office")
    forms |= {f"{w}s": "Office" for w in lists["offices"]}
    forms |= {w.lower(): "Title" for w in lists["titles"] if w.strip(".") not in ("Dr", "Prof")}
    return forms | dict.fromkeys([*lists["titles"], *lists["degrees"]], "Title")


@cache
def _singular_roles() -> frozenset[str]:
    plural = {f"{w}s" for w in word_list("people")["offices"]}
    return frozenset(w for w in _roles() if w not in plural)


def singular(role: str) -> str:
    """An office without the plural of a label ("Vice Presidents: …").

    >>> singular("Vice Presidents"), singular("Chief Physician")
    ('Vice President', 'Chief Physician')
    """
    return role if role in _singular_roles() else role[:-1]


@cache
def _role_pattern() -> re.Pattern[str]:
    return re.compile(one_of(_roles()))


def _is_role(text: str, match: re.Match[str]) -> bool:
    """Whether a word in lower case is used as an office or title."""
    word = match.group()
    if word not in _singular_roles():
        return text[match.end() : match.end() + 1] == ":"
    if word[0].isupper():
        return word not in ("Dr", "Prof") or text[match.end() : match.end() + 1] == " "
    if word.capitalize() not in words_of("people", "ambiguous"):
        return True
    behind = expression("people", "office_behind").match(text, match.end())
    return (
        behind is not None and expression("people", "office_before").search(text[: match.start()]) is not None
    )


def _after_roles(text: str, roles: Sequence[PersonWord]) -> Iterator[int]:
    """Where a name may begin behind a title, an office or a form of address."""
    lists = word_list("people")
    for match in re.finditer(one_of(lists["address"]), text):
        yield match.end() + 1
    for role in roles:
        if (
            text[role.start].isupper()
            and text[role.end : role.end + 1] == " "
            and text[role.start : role.end] not in lists["degrees"]
        ):
            yield role.end + 1


def _before_degrees(text: str) -> Iterator[int]:
    """Where a name begins that a degree follows ("Mary Jones, MD, PhD")."""
    degrees = one_of(word_list("people")["degrees"])
    for match in re.finditer(rf"(?<![\w-]){_PERSON.pattern}(?=(?: \([^()]{{1,40}}\))?,? {degrees})", text):
        if " " in match.group():
            yield match.start()


def _name_pairs(text: str) -> Iterator[int]:
    """Where two words stand that are a Chinese name in pinyin, or a given name and another name."""
    given = _given()
    for match in _PAIR.finditer(text):
        words = text[match.start() :].split(" ", 3)[:3]
        first, second = (w.strip(".,;:()’'") for w in words[:2])
        if is_pinyin_name(first, second) or (
            first in given and second not in words_of("people", "not_in_names")
        ):
            yield match.start()


def _person_at(text: str, start: int) -> PersonWord | None:
    """The person whose name begins at ``start``; words that are no part of a name end it."""
    match = _PERSON.match(text, start)
    if match is None:
        return None
    end, kept = start, 0
    for word in re.finditer(r"\S+", match.group()):
        if word.group().strip("’'") in words_of("people", "not_in_names") and not (
            kept == 0 and is_pinyin_name(*[*match.group().split(" "), ""][:2])
        ):
            break
        end, kept = start + word.end(), kept + 1
        if kept == 2 and is_pinyin_name(*match.group().split(" ")[:2]):
            break
    surface = text[start:end]
    if (
        not kept
        or surface in words_of("people", "not_people")
        or len(surface) < 2
        or re.search(rf" {_PARTICLE}$", surface)
    ):
        return None
    return PersonWord(start, end, "Person")


def begins_with_given_name(name: str) -> bool:
    """Whether a name of two words begins with a common given name, so that its second is none of an institution.

    >>> begins_with_given_name("Samuel Ward"), begins_with_given_name("Burns Ward")
    (True, False)
    """
    words = name.split()
    return len(words) == 2 and words[0] in _given()


@cache
def _given() -> frozenset[str]:
    return frozenset(word_list("people")["given"].split())


@cache
def _pinyin() -> tuple[frozenset[str], frozenset[str]]:
    lists = word_list("people")
    return frozenset(lists["surnames"].split()), frozenset(lists["syllables"].split())


def is_pinyin_name(first: str, second: str) -> bool:
    """Whether two words are a Chinese name, family name first or last.

    >>> is_pinyin_name("Zhang", "San"), is_pinyin_name("Xiao-Ming", "Li"), is_pinyin_name("Cancer", "Center")
    (True, True, False)
    """
    if f"{first} {second}" in words_of("people", "not_people"):
        return False
    surnames, _ = _pinyin()
    one, two = first.casefold(), second.casefold()
    return (one in surnames and _syllables(two)) or (two in surnames and _syllables(one))


def _syllables(word: str) -> bool:
    """Whether a word is one to three syllables of pinyin."""
    parts = [p for p in re.split("[-’']", word) if p]
    if len(parts) > 1:
        return len(parts) <= 3 and all(p in _pinyin()[1] for p in parts)
    return any(_splits(word, count) for count in (1, 2, 3))


def _splits(word: str, count: int) -> bool:
    known = _pinyin()[1]
    if count == 1:
        return word in known
    return any(word[:i] in known and _splits(word[i:], count - 1) for i in range(1, min(7, len(word))))
