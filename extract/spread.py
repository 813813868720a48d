"""Names of persons that the tagger saw in one place of a document and missed in another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon import one_of
from extract.people import is_person_name
from extract.records import Mention, Passage

_OF_A_THING = re.compile("[星奖杯班号路]|奖学金|基金|工作室|纪念|医院|中学|小学|学院|大学|故居|精神")
_SHORTEST = 3
"""Two characters may be the beginning of another word."""


def spread_people(passages: Sequence[Passage], mentions: Sequence[list[Mention]]) -> list[list[Mention]]:
    """The mentions of each passage, with the persons named elsewhere in the document whom it names too.

    Args:
        passages: the passages of the document.
        mentions: what was recognised in each of them.

    Returns:
        The same lists, each in order, with what was missed.
    """
    names = {m.name for row in mentions for m in row if m.cls == "Person" and len(m.name) >= _SHORTEST}
    names = {name for name in names if is_person_name(name) or "·" in name or name.isascii()}
    if not names:
        return list(mentions)
    pattern = re.compile(one_of(sorted(names)))
    return [_with_missed(passage, row, pattern) for passage, row in zip(passages, mentions, strict=True)]


def _with_missed(passage: Passage, row: list[Mention], pattern: re.Pattern[str]) -> list[Mention]:
    missed = [
        Mention(passage.index, m.start(), m.end(), "Person", m.group(), "named-elsewhere", 0.8)
        for m in pattern.finditer(passage.text)
        if not _OF_A_THING.match(passage.text, m.end())
        and not any(m.start() < known.end and known.start < m.end() for known in row)
    ]
    return sorted([*row, *missed], key=lambda m: (m.start, -m.end, m.cls)) if missed else row
