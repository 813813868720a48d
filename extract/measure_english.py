"""Figures of English text: "has 1,200 beds", "over 300 staff", "an employment rate of 95%".

Lean on purpose: the thing is the plural noun phrase behind the number, or one of a few properties before it. Units
other than % and money are left empty, for in English the noun is both unit and thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extract.numerals import plain
from extract.quantities import Quantity, Reading, figure_rules

_WORDS = {
    word: value
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split(),
        start=2,
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_POWERS = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_MONEY = r"US\$|USD|RMB|CNY|EUR|GBP|HK\$|\$|€|£|¥"


def is_english(text: str) -> bool:
    """Whether ``text`` is to be read as English: Latin words, hardly a Chinese character."""
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in text)
    latin = sum(char.isascii() and char.isalpha() for char in text)
    return latin >= 8 and chinese * 10 < latin


def read_english(text: str) -> Iterator[Reading]:
    """Yield the figures of an English sentence, from left to right."""
    for match in _number_pattern().finditer(text):
        reading = _behind(text, match) or _before(text, match)
        if reading is not None:
            yield reading


@cache
def _number_pattern() -> re.Pattern[str]:
    vague = figure_rules()["english"]["vague"]
    return re.compile(
        rf"(?P<vague>\b{vague})?(?P<money>{_MONEY})?\s?"
        r"(?<![\w.,/:–-])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
        rf"|\b(?:{'|'.join(_WORDS)})\b(?!-))"
        r"(?![\d:/–-])(?:\s*(?P<power>thousand|million|billion)\b)?(?P<plus>\s?\+|\s+plus\b)?(?P<share>\s?%|\s+percent\b)?",
        re.IGNORECASE,
    )


@cache
def _noun_pattern() -> re.Pattern[str]:
    rules = figure_rules()["english"]
    word = rf"(?!(?:{rules['stop']})\b)[A-Za-z][A-Za-z'’-]*"
    return re.compile(
        rf"\s+(?:(?:of|different|various)\s+(?:the\s+|all\s+|its\s+|our\s+)?)?(?P<noun>{word}(?:\s+{word}){{0,4}})",
        re.IGNORECASE,
    )


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{figure_rules()['english'][name]})", re.IGNORECASE)


def _behind(text: str, match: re.Match[str]) -> Reading | None:
    if match["money"]:
        return None
    found = _noun_pattern().match(text, match.end())
    if not found:
        return None
    words = found["noun"].split()
    while words and not _countable(words[-1]):
        words.pop()
    if not words or any(_word("uncounted").fullmatch(word) for word in words) or _is_year(match):
        return None
    start = found.start("noun")
    end = start + len(found["noun"])
    for _ in range(len(found["noun"].split()) - len(words)):
        end = text.rstrip()[:end].rstrip().rfind(" ", start, end)
    return _reading(match, text[start:end], (start, end), 0.75 if match["digits"][0].isdigit() else 0.6)


def _before(text: str, match: re.Match[str]) -> Reading | None:
    if not match["digits"][0].isdigit():
        return None
    found = re.search(figure_rules()["english"]["property"], text[: match.start()], re.IGNORECASE)
    if not found or (_is_year(match) and not match["money"]):
        return None
    name = re.sub(
        r"^(?:(?:the|a|an|its|our|their|with|has|total|of|and|in)\s+)+",
        "",
        found["name"],
        flags=re.IGNORECASE,
    )
    start = found.end("name") - len(name)
    return _reading(match, name, (start, found.end("name")), 0.65)


def _reading(match: re.Match[str], measure: str, words: tuple[int, int], confidence: float) -> Reading:
    digits = match["digits"].replace(",", "")
    value = Decimal(_WORDS[digits.lower()] if digits.lower() in _WORDS else digits)
    power = (match["power"] or "").lower()
    unit = "%" if match["share"] else f"{power} {match['money']}".strip() if match["money"] else ""
    if not match["money"]:
        value *= _POWERS[power]
    vague = bool(match["vague"] or match["plus"])
    start = match.start("money") if match["money"] else match.start("digits")
    quantity = Quantity(
        start, match.end(), match.start(), match.end(), plain(value), unit, "english", vague, False
    )
    return Reading(quantity, " ".join(measure.split()), (words,), None, "figure.english", confidence)


def _countable(word: str) -> bool:
    return bool(_word("collective").fullmatch(word)) or (
        word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s")) and len(word) > 3
    )


def _is_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:1[89]|20)\d\d", match["digits"])) and not (match["vague"] or match["plus"])
