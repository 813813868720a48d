"""Noun phrases that English text makes mentions: fields of study behind "research interests include"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.english.lexicon import expression, word_list, words_of
from extract.english.patterns import expand
from extract.english.rules import macros

_MAX_WORDS = 9
_COMPLEMENT = re.compile(r" (?:of|for|in) [a-z-]+ [a-z]")
_LISTED = re.compile(r",? and |, ")


def field_phrases(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the fields that stand behind a word of expertise, in order."""
    done = 0
    for match in _expertise().finditer(text):
        if match.end() >= done:
            end = expression("phrases", "end").search(text, match.end())
            done = end.start() if end else len(text)
            yield from _items(text, match.end(), done)


def taught_fields(text: str) -> Iterator[tuple[int, int]]:
    """Spans of words behind "degrees in", beside "national key disciplines": fields if ``is_field`` says so."""
    spans = [
        match.span(1)
        for name in ("taught", "fields_before_status", "fields_behind_status")
        for match in expression("recognise", name).finditer(text)
    ]
    for position, end in spans:
        start = position
        for joint in _LISTED.finditer(text, start, end):
            if _is_pair(text[start : joint.start()], text[joint.end() : end]):
                continue
            yield start, joint.start()
            start = joint.end()
        yield start, end


def _is_pair(left: str, right: str) -> bool:
    """Whether the words on both sides of "and" are two halves of one field ("obstetrics and gynecology").

    >>> _is_pair("clinical obstetrics", "gynecology, law"), _is_pair("law", "nursing")
    (True, False)
    """
    first, second = re.findall(r"[A-Za-z-]+$", left), re.findall(r"^[A-Za-z-]+", right)
    return bool(first and second) and f"{first[0]} {second[0]}".casefold() in words_of("grammar", "pairs")


def is_field(phrase: str) -> bool:
    """Whether a phrase is a field of study by its last word ("pediatric surgery").

    >>> is_field("pediatric surgery"), is_field("the main building")
    (True, False)
    """
    lists = word_list("fields")
    bare = phrase.casefold()
    last = bare.rpartition(" ")[2]
    return bare in lists["fields"] or last in lists["fields"] or last.endswith(tuple(lists["endings"]))


@cache
def _expertise() -> re.Pattern[str]:
    return re.compile(expand("<expertise><fields_of>", macros()))


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the noun phrases of the list ``text[start:end]``."""
    position = start
    for match in expression("phrases", "split").finditer(text, start, end):
        if match.start() >= position and _parts(
            text[position : match.start()], match.group(), text[match.end() : end]
        ):
            yield from _item(text, position, match.start())
            position = match.end()
    yield from _item(text, position, end)


def _parts(left: str, joint: str, right: str) -> bool:
    """Whether a conjunction parts two fields ("oncology and genetics"), not two halves of one."""
    if joint.strip() != "and":
        return True
    whole = _COMPLEMENT.search(left) is not None
    if expression("phrases", "half_left").search(left):
        return False
    if not whole and expression("phrases", "half_right").match(right):
        return False
    first = right.partition(",")[0]
    return " " in left.strip() or " " not in first.strip() or (bool(left.strip()) and is_field(left.strip()))


def _item(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The phrase without articles and empty words at its edges, if it can be a field."""
    lead = expression("phrases", "lead").match(text[start:end])
    start += lead.end() if lead else 0
    while tail := expression("phrases", "tail").search(text[start:end]):
        end = start + tail.start()
    phrase = text[start:end]
    if (
        len(phrase) > 2
        and len(phrase.split()) <= _MAX_WORDS
        and not expression("phrases", "no_field").search(phrase)
    ):
        yield start, end
