"""Facts that English names state without a verb: "Heart Center of Norwood Hospital", "Department of X, Y Hospital"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.derive import name_rules
from extract.english.joining import Joiner, rank
from extract.entities import EntityTable
from extract.recognise import INSTITUTIONS
from extract.records import Claim, Mention, Passage, Support
from extract.refer import Discourse, Reference
from ontology.terms import allows

_UNITS = frozenset({"Department", "Laboratory", "Center", "Base", "ResearchInstitute", "Hospital", "AcademicUnit", "Team"})
_OF = re.compile(r"(?: ?\([^()]{1,60}\))? (?:of|at)(?: the)? |(?:'s|’s) ")
_COMMA = re.compile(r"(?: ?\([^()]{1,60}\))?, (?:the )?")


def derive_english(passages: Sequence[Passage], discourse: Discourse, joined: Joiner, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of names and of chains of names that ``claims`` does not hold yet; each once."""
    known = {(c.subject, c.property, c.object) for c in claims}
    found: dict[tuple[int, str, int | str], Claim] = {}
    for passage in passages:
        for claim in (*_chains(passage, discourse), *_nested(passage, discourse.table, joined)):
            key = (claim.subject, claim.property, claim.object)
            if key not in known:
                found.setdefault(key, claim)
    return list(found.values())


def _claim(passage: Passage, subject: int, prop: str, target: int, span: tuple[int, int], rule: str, confidence: float) -> Claim:
    start, end = passage.source(0, len(passage.text))
    return Claim(subject, prop, target, Support(start, end, (passage.source(*span),), passage.page, passage.section, rule, confidence))


def _chains(passage: Passage, discourse: Discourse) -> Iterator[Claim]:
    """"unit of whole", "unit, whole" and "whole's unit" between neighbouring references."""
    table, row = discourse.table, discourse.references[passage.index]
    for i, (first, second) in enumerate(zip(row, row[1:], strict=False)):
        gap = passage.text[first.end : second.start]
        unit, whole = (second, first) if gap in ("'s ", "’s ") else (first, second)
        if unit.entity == whole.entity or unit.generic or not _holds(passage, row, i, gap, unit, whole, table):
            continue
        if table.cls(whole.entity) in ("University", "AcademicUnit") and table.cls(unit.entity) == "Department":
            table.vote(unit.entity, "AcademicUnit", 2)
        table.set_context(unit.entity, whole.entity)
        yield _claim(passage, unit.entity, "partOf", whole.entity, (first.start, second.end), "en-unit-of-whole", 0.9)


def _holds(passage: Passage, row: Sequence[Reference], i: int, gap: str, unit: Reference, whole: Reference, table: EntityTable) -> bool:
    unit_class, whole_class = table.cls(unit.entity), table.cls(whole.entity)
    if unit_class == "Association" and whole_class == "Association":
        return _OF.fullmatch(gap) is not None
    if unit_class not in _UNITS or whole_class not in INSTITUTIONS - {"GovernmentBody"}:
        return False
    if _OF.fullmatch(gap):
        return rank(unit_class) <= rank(whole_class)
    if _COMMA.fullmatch(gap) is None or rank(unit_class) >= rank(whole_class):
        return False
    return not joined.enumerated(unit, whole)


def _nested(passage: Passage, table: EntityTable, joined: Joiner) -> Iterator[Claim]:
    """What the names inside a name say: "Zhejiang University School of Medicine" is part of the university."""
    row = [m for m in joined.mentions[passage.index] if (m.passage, m.start, m.end) in joined.entity]
    for outer in row:
        inner = max((m for m in row if _inside(m, outer)), key=lambda m: m.end - m.start, default=None)
        if inner is None:
            continue
        ids = {"whole": joined.entity[outer.passage, outer.start, outer.end], "before": joined.entity[inner.passage, inner.start, inner.end]}
        classes = {role: table.cls(entity) for role, entity in ids.items()}
        for rule in name_rules():
            subject, prop, target = rule.claim
            fits = classes["whole"] in rule.whole and classes["before"] in rule.before and ids["whole"] != ids["before"]
            if fits and allows(prop, classes[subject], classes[target]):
                yield _claim(passage, ids[subject], prop, ids[target], (outer.start, outer.end), f"en-{rule.id}", 0.9)
                break


def _inside(inner: Mention, outer: Mention) -> bool:
    smaller = inner.end - inner.start < outer.end - outer.start
    return smaller and outer.start <= inner.start and inner.end <= outer.end
