"""Marked sentences ("[Norwood Hospital|Hospital] opened in [1886|Year].") before the rules of the English path."""

from __future__ import annotations

from dataclasses import replace

from extract.classes import INSTITUTIONS, LITERAL_CLASSES
from extract.discourse import Discourse, Focus, Reference
from extract.english.focus import Tracker
from extract.entities import EntityTable
from extract.records import BlockKind
from extract.relate import relate
from extract.rulebook import Rule
from tests.extract.markup import read_markup, written


def claims_of(marked: str, rule: Rule, about: str = "", heading: str = "") -> set[str]:
    """What the rule finds in a marked sentence, as "subject property object".

    The subject of the sentence is its first institution or person, or the person ``about``; ``heading`` names
    the hospital of the section, else it is the sentence's first institution.
    """
    passage, mentions = read_markup(0, marked)
    passage = passage if passage.kind in rule.kinds else replace(passage, kind=BlockKind.LIST)
    table = EntityTable()
    named = [m for m in mentions if m.cls not in LITERAL_CLASSES]
    references = [Reference(0, m.start, m.end, m.cls, table.add(m.cls, m.name)) for m in named]
    subjects = [r.entity for r in references if r.cls == "Person" or r.cls in INSTITUTIONS]
    first = table.add("Person", about) if about else subjects[0] if subjects else None
    person = first if first is not None and table.cls(first) == "Person" else None
    focus = Focus(0, None if person is not None else first, person, () if first is None else (first,))
    foci = Tracker(passage, references, table).track(focus)
    topic = table.add("Hospital", heading) if heading else next(iter(subjects), None)
    literals = [m for m in mentions if m.cls in LITERAL_CLASSES]
    discourse = Discourse(table, [references], [literals], [foci], [topic])
    return written(relate(passage, discourse, [rule]), table)
