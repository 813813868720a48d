"""Lines of a list under a heading that says what they are: fields of research, honours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.classes import INSTITUTIONS
from extract.english.lexicon import expression, word_list
from extract.english.naming import institution_names, mention
from extract.records import BlockKind, Mention, Passage

_MAX_WORDS = 14
_MIN_LENGTH = 4
_BRACKET_END = re.compile(r" \([^()]*\)$")
_LABEL = re.compile(r"([A-Z][A-Za-z &]{3,40}): ?")
_GRANTED = re.compile(", (?:[a-z]+ by )?(?:the )?")


def headed_items(passage: Passage, title: str) -> list[Mention]:
    """The mentions that a line consists of if the heading ``title``, or its own label, says so, and who grants them."""
    text = passage.text
    cls, start = _class_under(title), 0
    label = _LABEL.match(text)
    if label and _class_under(label[1]) == "Award":
        cls, start = "Award", label.end()
    listed = passage.kind is not BlockKind.HEADING or text[:4].isdigit() or start
    if cls is None or not listed:
        return []
    items = [_item(passage, span, cls) for span in _spans(text, start, cls)]
    return [m for item in items for m in item] if all(items) else []


def _spans(text: str, start: int, cls: str) -> Iterator[tuple[int, int]]:
    """The line, or for honours its parts between semicolons."""
    for mark in re.finditer("; ?", text[:-1]) if cls == "Award" else ():
        if mark.start() > start:
            yield start, mark.start()
            start = mark.end()
    yield start, len(text)


def _item(passage: Passage, span: tuple[int, int], cls: str) -> list[Mention]:
    """The mention that a line or a part of it is, without the year at its edge, and who grants it."""
    start, end = span
    text = passage.text[start:end]
    bare = _BRACKET_END.sub("", text)
    if len(text.split()) > _MAX_WORDS or expression("recognise", "no_item").search(bare):
        return []
    for edge in expression("recognise", "year_edge").finditer(text):
        start, end = (
            (span[0] + edge.end(), end) if edge.start() == 0 else (start, min(end, span[0] + edge.start()))
        )
    if cls == "Discipline" and (bracket := _BRACKET_END.search(passage.text[start:end])):
        end = start + bracket.start()
    granter = _granter(passage, start, end) if cls == "Award" else []
    end = passage.text.rfind(", ", start, granter[0].start) if granter else end
    if end - start < _MIN_LENGTH:
        return []
    return [mention(passage, (start, end), cls, "en-headed-list", 0.75), *granter]


@cache
def _class_under(title: str) -> str | None:
    rows = word_list("sections")
    bare = title.strip(" :")
    return next((row["class"] for row in rows if re.fullmatch(row["title"], bare, re.IGNORECASE)), None)


def _granter(passage: Passage, start: int, end: int) -> list[Mention]:
    """The institution behind the last comma of an honour, if the rest of the line is its name."""
    comma = passage.text.rfind(", ", start, end)
    if comma < 0:
        return []
    begins = _GRANTED.match(passage.text, comma, end)
    names = institution_names(passage, [(start, comma)])
    return [m for m in names if m.cls in INSTITUTIONS and begins and (m.start, m.end) == (begins.end(), end)][
        :1
    ]
