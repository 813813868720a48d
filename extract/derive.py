"""Facts that names and layout state without a verb: wholes and granters inside names, units of the hospital spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from extract.entities import EntityTable
from extract.lexicon import place_start
from extract.records import Claim, Passage, Support
from extract.refer import Discourse, Reference
from ontology.terms import allows


@dataclass(frozen=True, slots=True)
class NameRule:
    """``claim`` holds between a name of class ``whole`` and the name of class ``before`` that it begins with."""

    id: str
    before: frozenset[str]
    whole: frozenset[str]
    claim: tuple[str, str, str]


@cache
def name_rules() -> tuple[NameRule, ...]:
    """The rules of rules/derived.yaml."""
    text = resources.files("extract").joinpath("rules", "derived.yaml").read_text("utf-8")
    rows = yaml.safe_load(text)["names"]
    return tuple(NameRule(r["id"], frozenset(r["before"]), frozenset(r["whole"]), _three(r["claim"])) for r in rows)


def _three(claim: str) -> tuple[str, str, str]:
    subject, prop, target = claim.split()
    return subject, prop, target


def derive(passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that names and the hospital spoken of add; the surest of equal ones."""
    used = {c.subject for c in claims} | {c.object for c in claims if isinstance(c.object, int)}
    known = {(c.subject, c.property, c.object) for c in claims}
    found: dict[tuple[int, str, int | str], Claim] = {}
    for claim in [*_from_names(passages, discourse, used), *_departments(passages, discourse, claims), *_contests(discourse, claims)]:
        key = (claim.subject, claim.property, claim.object)
        if key not in known and key not in found:
            found[key] = claim
    return list(found.values())


def _support(passage: Passage, start: int, end: int, rule: str, confidence: float) -> Support:
    whole = passage.source(0, len(passage.text))
    return Support(*whole, (passage.source(start, end),), passage.page, passage.section, rule, confidence)


def _from_names(passages: Sequence[Passage], discourse: Discourse, used: set[int]) -> Iterator[Claim]:
    table = discourse.table
    forms = _forms(table)
    for passage in passages:
        for r in discourse.references[passage.index]:
            if r.generic:
                continue
            surface = passage.text[r.start : r.end]
            for other, form in _beginnings(surface, r.entity, forms):
                claim = _name_claim(table, r, other)
                if claim is not None and (r.entity in used or table.cls(r.entity) not in ("Award", "Program", "Event")):
                    rule, subject, prop, target = claim
                    yield Claim(subject, prop, target, _support(passage, r.start, r.end, rule, 0.9))
                    del form
                    break


def _forms(table: EntityTable) -> dict[str, int]:
    forms: dict[str, int] = {}
    for entity in range(len(table)):
        for form in (table.name(entity), *table.aliases(entity)):
            if len(form) >= 3:
                forms.setdefault(form, entity)
    return forms


def _beginnings(surface: str, entity: int, forms: dict[str, int]) -> Iterator[tuple[int, str]]:
    """Other entities whose names the surface begins with, the longest first."""
    for size in range(len(surface) - 1, 2, -1):
        other = forms.get(surface[:size].strip("“”"))
        if other is not None and other != entity:
            yield other, surface[:size]


def _name_claim(table: EntityTable, r: Reference, other: int) -> tuple[str, int, str, int] | None:
    for rule in name_rules():
        if table.cls(r.entity) in rule.whole and table.cls(other) in rule.before:
            subject, prop, target = rule.claim
            roles = {"whole": r.entity, "before": other}
            if allows(prop, table.cls(roles[subject]), table.cls(roles[target])):
                return rule.id, roles[subject], prop, roles[target]
    return None


def _departments(passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]) -> Iterator[Claim]:
    """A department that does or gets something, named without its hospital, is one of the hospital spoken of."""
    table = discourse.table
    active = {c.subject for c in claims if c.property in ("received", "participatesIn", "leads", "organizes", "collaboratesWith")}
    active |= {c.object for c in claims if c.property == "establishedBy" and isinstance(c.object, int)}
    placed = {c.subject for c in claims if c.property == "partOf"}
    for passage in passages:
        for r in discourse.references[passage.index]:
            if r.cls != "Department" or r.entity not in active - placed or place_start().match(table.name(r.entity)):
                continue
            topic = discourse.topics[passage.section]
            if topic is not None and table.cls(topic) in ("Hospital", "University") and not table.name(r.entity).startswith(table.name(topic)):
                yield Claim(r.entity, "partOf", topic, _support(passage, r.start, r.end, "department-of-topic", 0.75))


def _contests(discourse: Discourse, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Who gets a prize of a contest took part in the contest."""
    table = discourse.table
    events = {table.name(e): e for e in range(len(table)) if table.cls(e) == "Event"}
    for claim in claims:
        if claim.property != "received" or not isinstance(claim.object, int):
            continue
        prize = table.name(claim.object)
        fitting = [name for name in events if prize.startswith(name) and len(name) < len(prize)]
        if fitting and allows("participatesIn", table.cls(claim.subject), "Event"):
            event = events[max(fitting, key=len)]
            support = claim.support
            yield Claim(claim.subject, "participatesIn", event, Support(support.start, support.end, support.marks, support.page, support.section, "prize-of-contest", support.confidence * 0.9))
