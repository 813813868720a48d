"""Noun phrases that English text makes mentions: fields behind "research interests include", honours in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.english.lexicon import word_list
from extract.english.patterns import expand
from extract.english.rules import macros

_END = re.compile(
    r"[.;:()]|,? (?:which|that|who|where|while|since|for which|with (?:a|the|an|particular|special|more|over)|and (?:has|have|is|was|are|were|serves|served|he|she|it|they|also|his|her|its|in|published|received)|at the|at|by|in (?:the|particular|China|both)|through|from|under"
    r"|to (?:improve|develop|provide|promote|understand|support)|has|have|is|are|was|were|as well as in|using|via|based on|published|rather than)\b|, (?:with|focusing|aiming|particularly|especially|publishing|he|she|it|and (?:he|she|it))\b|—|–"
)
_SPLIT = re.compile(r",? (?:and|as well as|including|such as) (?:also )?|, ")
_BARE_LEFT = re.compile(
    r"(?:diagnosis|treatment|prevention|control|basic|clinical|design|growth|repair|regulation|development|theory|prevention|molecular|cellular|structure|research|translational|teaching|head|brain|minimally invasive|application|applications|science|obstetrics|safety|efficacy|pathogenesis|mechanism|mechanisms|diagnostics)$"
)
_TWO_HALVES = re.compile(r"^(?:[a-z-]+ ){1,2}(?:of|for|in)\b")
_LEAD = re.compile(
    r"^(?:the |a |an |both |all |various |many |clinical and basic research (?:of|on|in|into) |basic and clinical research (?:of|on|in|into) |(?:clinical |basic )?(?:research|studies|study|practice|work) (?:of|on|in|into) |field of |fields of |areas? of |understanding |developing |in |on |of |to )+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?: (?:research|studies|etc\.?|and so on|among others|fields?|areas?|in particular|particularly|especially))+$|[ ,]+$"
)
_MAX_WORDS = 9


def field_phrases(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the fields that stand behind a word of expertise, in order."""
    done = 0
    for match in _expertise().finditer(text):
        if match.end() < done:
            continue
        end = _END.search(text, match.end())
        done = end.start() if end else len(text)
        yield from items(text, match.end(), done)


@cache
def _expertise() -> re.Pattern[str]:
    return re.compile(expand("<expertise><fields_of>", macros()))


def items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the noun phrases of the list ``text[start:end]``."""
    position = start
    for match in _SPLIT.finditer(text, start, end):
        if match.start() < position or not _parts(
            text[position : match.start()], match.group(), text[match.end() : end]
        ):
            continue
        yield from _item(text, position, match.start())
        position = match.end()
    yield from _item(text, position, end)


def _parts(left: str, joint: str, right: str) -> bool:
    """Whether a conjunction parts two fields ("oncology and genetics"), not two halves of one."""
    if "," in joint or "include" in joint or "such" in joint or "well" in joint:
        return True
    if _BARE_LEFT.search(left) or _TWO_HALVES.match(right):
        return False
    words = left.split()
    return bool(words) and (len(words) > 1 or _is_field(words[-1]) or len(right.split(",")[0].split()) == 1)


def _is_field(word: str) -> bool:
    lists = word_list("fields")
    return word.casefold() in lists["fields"] or word.casefold().endswith(tuple(lists["endings"]))


def is_field(phrase: str) -> bool:
    """Whether a phrase is a field of study by its last word ("pediatric surgery").

    >>> is_field("pediatric surgery"), is_field("the main building")
    (True, False)
    """
    return phrase.casefold() in word_list("fields")["fields"] or _is_field(phrase.split()[-1])


def _item(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lead = _LEAD.match(text[start:end])
    if lead:
        start += lead.end()
    while True:
        tail = _TAIL.search(text[start:end])
        if tail is None:
            break
        end = start + tail.start()
    phrase = text[start:end]
    words = phrase.split()
    plausible = (
        words and len(words) <= _MAX_WORDS and len(phrase) > 2 and not re.search(r"\d{4}|[“”\"]", phrase)
    )
    if plausible and words[0].casefold() not in (
        "his",
        "her",
        "its",
        "their",
        "this",
        "these",
        "other",
        "more",
        "which",
        "serving",
        "patients",
        "patient",
    ):
        yield start, end
