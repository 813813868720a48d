"""Figures of English text: "has 1,200 beds", "over 300 staff", "an employment rate of 95%".

Lean on purpose: the thing is the plural noun phrase behind the number, or one of a few properties before it.
Units other than %, money and areas are left empty, for in English the noun is both unit and thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extract.numerals import plain
from extract.quantities import Quantity, Reading, figure_rules

_POWERS = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_NOT_PLURAL = ("ss", "us", "is", "'s", "’s")


def is_english(text: str) -> bool:
    """Whether ``text`` is to be read as English: Latin words, hardly a Chinese character."""
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in text)
    latin = sum(char.isascii() and char.isalpha() for char in text)
    return latin >= 8 and chinese * 10 < latin


def read_english(text: str) -> Iterator[Reading]:
    """Yield the figures of an English sentence, from left to right.

    >>> [(r.measure, r.quantity.value) for r in read_english("It has 2,300 beds and a staff of over 300.")]
    [('beds', '2300'), ('staff', '300')]
    """
    for match in _number().finditer(text):
        if _pattern("labelled").search(text, 0, match.start()) or _in_name(text, match):
            continue
        reading = _of_property(text, match) or _of_things(text, match) or _of_said(text, match)
        if reading is not None:
            yield reading


@cache
def _number() -> re.Pattern[str]:
    rules = figure_rules()["english"]
    return re.compile(
        rf"(?P<vague>\b{rules['vague']})?(?P<money>{rules['money']})?\s?(?<![\w.,/:–-])"
        rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?:{'|'.join(rules['numbers'])})\b(?!-))"
        r"(?![\d:/–-]|\w)(?:\s*(?P<power>thousand|million|billion)\b)?(?P<plus>\s?\+|\s+plus\b)?"
        rf"(?P<share>\s?%|\s+percent\b)?(?P<currency>\s+(?:{rules['currency']})\b)?",
        re.IGNORECASE,
    )


@cache
def _things() -> tuple[re.Pattern[str], ...]:
    """The noun phrase behind a number; then one whose first half needs the second ("outpatient and emergency visits")."""
    word = rf"(?!(?:{figure_rules()['english']['stop']})\b)[A-Za-z][A-Za-z'’-]*"
    lead = r"\s+(?:(?:of|different|various)\s+(?:the\s+|all\s+|its\s+|our\s+)?)?[\"“]?"
    phrases = (rf"{word}(?:\s+{word}){{0,4}}", rf"{word}\s+and\s+{word}(?:\s+{word}){{0,2}}")
    return tuple(re.compile(rf"{lead}(?P<noun>{phrase})", re.IGNORECASE) for phrase in phrases)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(figure_rules()["english"][name], re.IGNORECASE)


def _of_things(text: str, match: re.Match[str]) -> Reading | None:
    """The noun phrase behind the number."""
    if match["money"] or match["currency"] or _is_year(match):
        return None
    for phrase in _things():
        found = phrase.match(text, match.end())
        size = _counted(found["noun"], single=match["digits"] == "1") if found else 0
        if found and size:
            start = found.start("noun")
            return _reading(match, found["noun"][:size], (start, start + size), "")
    return None


def _of_said(text: str, match: re.Match[str]) -> Reading | None:
    """What is said of those counted: "19 are chief physicians", "92% hold a doctoral degree"."""
    said = _pattern("said").match(text, match.end())
    found = _things()[0].match(text, said.end() - 1) if said else None
    if said is None or found is None or match["money"] or match["currency"] or _is_year(match):
        return None
    noun = found["noun"]
    size = len(noun) if said["held"] else _counted(noun, single=match["digits"] == "1")
    start = found.start("noun")
    return _reading(match, noun[:size], (start, start + size), "") if size else None


def _in_name(text: str, match: re.Match[str]) -> bool:
    """Whether a number in words is a capitalised part of a name ("Ten Thousand Talents Program")."""
    before = text[: match.start()]
    return (
        match["digits"][0].isupper()
        and before[-1:] not in ("", "*")
        and not before.endswith((". ", ": ", "; "))
    )


def _counted(noun: str, *, single: bool) -> int:
    """How much of a noun phrase is counted, up to its last plural or, behind 1, a noun of which there may be one."""
    words = list(re.finditer(r"\S+", noun))
    if single:
        heads = [i for i, word in enumerate(words) if _pattern("single").fullmatch(word[0])]
    else:
        heads = [i for i, word in enumerate(words) if _countable(word[0])]
    last = next((i for i in heads if i + 1 not in heads), -1)
    words = words[: last + 1]
    if not words or any(_pattern("uncounted").fullmatch(word[0]) for word in words):
        return 0
    return words[-1].end()


def _of_property(text: str, match: re.Match[str]) -> Reading | None:
    """The property before the number: staff of 300, employment rate: 95%."""
    found = _pattern("property").search(text[: match.start()])
    if (
        not found
        or not match["digits"][0].isdigit()
        or (_is_year(match) and not match["money"] and not match["currency"])
    ):
        return None
    name = _pattern("property_lead").sub("", found["name"])
    unit = re.compile(rf"\s+({figure_rules()['english']['measured']})\b").match(text, match.end())
    return _reading(match, name, (found.end("name") - len(name), found.end("name")), unit[1] if unit else "")


def _reading(match: re.Match[str], measure: str, words: tuple[int, int], unit: str) -> Reading:
    numbers, digits = figure_rules()["english"]["numbers"], match["digits"].replace(",", "").lower()
    power, money = (match["power"] or "").lower(), match["money"] or (match["currency"] or "").strip()
    value = Decimal(numbers.get(digits, digits))
    if money:
        unit = f"{power} {money}".strip()
    else:
        value *= _POWERS[power]
        unit = "%" if match["share"] else unit
    start, end = match.start("money" if match["money"] else "digits"), match.end()
    vague = bool(match["vague"] or match["plus"])
    quantity = Quantity(start, end, match.start(), end, plain(value), unit, "english", vague, chinese=False)
    confidence = 0.75 if digits[0].isdigit() else 0.6
    return Reading(quantity, " ".join(measure.split()), (words,), None, "figure.english", confidence)


def _countable(word: str) -> bool:
    plural = word.endswith("s") and not word.endswith(_NOT_PLURAL) and len(word) > 3
    return plural or bool(_pattern("collective").fullmatch(word))


def _is_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:1[89]|20)\d\d", match["digits"])) and not (match["vague"] or match["plus"])
