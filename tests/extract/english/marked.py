"""Marked sentences ("[Norwood Hospital|Hospital] opened in [1886|Year].") as passages that need no tagger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.english.focus import Tracker
from extract.entities import EntityTable
from extract.recognise import LITERAL_CLASSES
from extract.records import BlockKind, Claim, Mention, Passage
from extract.refer import Discourse, Focus, Reference
from extract.relate import relate
from extract.rulebook import Rule

_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)\]")


def claims_of(marked: str, rules: Sequence[Rule], about: str = "", heading: str = "") -> set[str]:
    """What the rules find in a marked sentence, as "subject property object".

    The subject of the sentence is its first institution or person, or the person ``about``; ``heading`` names
    the hospital of the section, else it is the sentence's first institution.
    """
    text, mentions = _plain(marked)
    table = EntityTable()
    references = [
        Reference(0, m.start, m.end, m.cls, table.add(m.cls, m.name))
        for m in mentions
        if m.cls not in LITERAL_CLASSES
    ]
    subjects = [
        r.entity
        for r in references
        if r.cls not in ("Place", "Award", "Event", "Program", "Discipline", "Publication")
    ]
    first = table.add("Person", about) if about else subjects[0] if subjects else None
    person = first if first is not None and table.cls(first) == "Person" else None
    focus = Focus(0, None if person is not None else first, person, () if first is None else (first,))
    literals = [m for m in mentions if m.cls in LITERAL_CLASSES]
    kind = BlockKind.PROSE if BlockKind.PROSE in rules[0].kinds else BlockKind.LIST
    passage = Passage(0, kind, text, tuple(range(len(text))), 0, 0)
    foci = Tracker(passage, references, table).track(focus)
    topic = table.add("Hospital", heading) if heading else focus.organization
    discourse = Discourse(table, [references], [literals], [foci], [topic])
    return {_shown(claim, table) for claim in relate(passage, discourse, rules)}


def _plain(marked: str) -> tuple[str, list[Mention]]:
    pieces: list[str] = []
    mentions = []
    length = position = 0
    for match in _MARK.finditer(marked):
        pieces += [marked[position : match.start()], match.group(1)]
        length += match.start() - position
        mentions.append(
            Mention(0, length, length + len(match.group(1)), match.group(2), match.group(1), "marked", 1.0)
        )
        length += len(match.group(1))
        position = match.end()
    return "".join([*pieces, marked[position:]]), mentions


def _shown(claim: Claim, table: EntityTable) -> str:
    target = table.name(claim.object) if isinstance(claim.object, int) else claim.object
    parts = (
        sorted((table.name(claim.subject), target))
        if claim.property == "collaboratesWith"
        else (table.name(claim.subject), target)
    )
    return f"{parts[0]} {claim.property} {parts[1]}"
