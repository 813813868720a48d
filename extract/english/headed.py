"""Lines of a list under a heading that says what they are: fields of research, honours."""

from __future__ import annotations

import re
from functools import cache

from extract.classes import INSTITUTIONS
from extract.english.lexicon import expression, word_list
from extract.english.naming import institution_names, mention
from extract.records import BlockKind, Mention, Passage

_MAX_WORDS = 14
_MIN_LENGTH = 4
_BRACKET_END = re.compile(r" \([^()]*\)$")


def headed_item(passage: Passage, title: str) -> list[Mention]:
    """The mention that a line is as a whole if the heading ``title`` says so, and who grants it."""
    text = passage.text
    cls = _class_under(title)
    listed = passage.kind is not BlockKind.HEADING or text[:4].isdigit()
    short = listed and len(text.split()) <= _MAX_WORDS
    if cls is None or not short or expression("recognise", "no_item").search(text):
        return []
    start, end = 0, len(text)
    for edge in expression("recognise", "year_edge").finditer(text):
        start, end = (edge.end(), end) if edge.start() == 0 else (start, min(end, edge.start()))
    if cls == "Discipline" and (bracket := _BRACKET_END.search(text[start:end])):
        end = start + bracket.start()
    granter = _granter(passage, start, end) if cls == "Award" else []
    end = granter[0].start - len(", ") if granter else end
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
    names = institution_names(passage, [(start, comma)])
    return [m for m in names if m.cls in INSTITUTIONS and (m.start, m.end) == (comma + 2, end)][:1]
