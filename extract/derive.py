"""Facts that a document states without a verb: inside names, and about the institution spoken of (its units, its staff)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, takewhile

from extract.attendance import attendance
from extract.cards import cards
from extract.compose import COMPOSED, SHORT_HOSPITAL
from extract.discourse import Discourse
from extract.hosting import hosts
from extract.lexicon import place_start
from extract.name_claims import (
    beginnings,
    countries_in_names,
    fields_of_programmes,
    forms,
    partners_in_names,
    span_support,
    title_programme,
    wholes_in_names,
)
from extract.officers import officers
from extract.parties import joint_bodies
from extract.records import Claim, Passage
from extract.staff import staff_of_topic, staff_of_wholes, units_of_people
from ontology.terms import allows

_REPRESENTED = re.compile(
    "(?:[、和及与][^，。；、和及与]{2,12})*等?(?:相关|有关|职能|临床|医技|多个|[0-9一二三四五六七八九十]+个)*(?:部门|科室|处室|单位)*的?(?:主要|全体|相关)?(?:负责人|负责同志|代表|人员|骨干|医护|医务|主任|党员|同志)"
)
_VISIT = re.compile(
    "(?:参观|考察|走访|调研)(?:了)?(?:学校|医院|学院|我校|我院)?的?(?![^，。；]{0,30}(?:公司|企业)的)"
)
_ABROAD = re.compile("赴|前往|走进|来到|深入|到访|一行到")
_SHOWN = frozenset({"Laboratory", "Center", "Base", "Department", "AcademicUnit", "Team"})


def derive(passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]) -> list[Claim]:
    """The claims that names and the hospital spoken of add; the surest of equal ones."""
    known = {(c.subject, c.property, c.object) for c in claims}
    listed = list(officers(passages, discourse))
    claims = [*claims, *listed]
    used = {c.subject for c in claims} | {c.object for c in claims if isinstance(c.object, int)}
    found: dict[tuple[int, str, int | str], Claim] = {}
    sources = (
        wholes_in_names(passages, discourse, used),
        _units_of_topic(passages, discourse, claims),
        _visited_units(passages, discourse, claims),
        _house_of_page(passages, discourse),
        _contests(discourse, claims),
        _fields_of_topic(discourse, claims),
        fields_of_programmes(passages, discourse, used),
        title_programme(passages, discourse),
        countries_in_names(passages, discourse),
        units_of_people(passages, discourse, claims),
        partners_in_names(passages, discourse),
        staff_of_topic(passages, discourse, claims),
        _teams(passages, discourse),
        attendance(passages, discourse),
        hosts(passages, discourse),
        cards(passages, discourse),
        joint_bodies(passages, discourse, claims),
        listed,
    )
    for claim in chain(*sources):
        key = (claim.subject, claim.property, claim.object)
        if key not in known and key not in found:
            found[key] = claim
    for claim in staff_of_wholes(discourse, [*claims, *found.values()]):
        found.setdefault((claim.subject, claim.property, claim.object), claim)
    return [claim for key, claim in found.items() if key not in known]


def _placed(name: str) -> bool:
    """Whether a name begins with a place ("国际交流处" does not)."""
    place = place_start().match(name)
    return place is not None and place.group() != "国际"


def _units_of_topic(
    passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Departments, faculties and short-named hospitals, named without their whole, belong to the institution spoken of."""
    table = discourse.table
    active = {
        c.subject
        for c in claims
        if c.property in ("received", "participatesIn", "leads", "organizes", "collaboratesWith", "offers")
    }
    active |= {
        c.object
        for c in claims
        if c.property in ("establishedBy", "affiliatedWith") and isinstance(c.object, int)
    }
    active |= {entity for track in discourse.foci for focus in track for entity in focus.subjects}
    active |= _represented(passages, discourse)
    placed = {c.subject for c in claims if c.property == "partOf"}
    names = forms(table)
    for passage in passages:
        topic = discourse.topics[passage.section]
        if topic is None:
            continue
        for r in discourse.references[passage.index]:
            name = table.name(r.entity)
            if (
                r.generic
                or r.entity in placed
                or r.entity == topic
                or _placed(name)
                or name.startswith(table.name(topic))
            ):
                continue
            if next(beginnings(name, r.entity, names), None) is None and _belongs(
                r.cls, name, table.cls(topic), r.entity in active
            ):
                yield Claim(
                    r.entity, "partOf", topic, span_support(passage, r.start, r.end, "unit-of-topic", 0.7)
                )


def _house_of_page(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Claim]:
    """The unit that a page is about is of the house that its title names before it ("东湖医院 神经内科")."""
    for passage in passages[:3]:
        for house, unit in pairwise(discourse.references[passage.index]):
            between = passage.text[house.end : unit.start]
            if (
                unit.entity != discourse.topics[0]
                or between.strip()
                or not allows("partOf", unit.cls, house.cls)
            ):
                continue
            support = span_support(passage, house.start, unit.end, "unit-of-title", 0.85)
            yield Claim(unit.entity, "partOf", house.entity, support)


def _represented(passages: Sequence[Passage], discourse: Discourse) -> set[int]:
    """Departments in a list of those whose heads or people take part ("科研处、药学部等部门负责人参加")."""
    return {
        r.entity
        for passage in passages
        for r in discourse.references[passage.index]
        if r.cls == "Department" and not r.generic and _REPRESENTED.match(passage.text, r.end)
    }


def _visited_units(
    passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]
) -> Iterator[Claim]:
    """What guests are shown belongs to the house that is spoken of."""
    table = discourse.table
    placed = {c.subject for c in claims if c.property == "partOf"}
    for passage in passages:
        topic, visit = discourse.topics[passage.section], _VISIT.search(passage.text)
        if topic is None or visit is None or _ABROAD.search(passage.text, 0, visit.start()):
            continue
        row = [r for r in discourse.references[passage.index] if r.start >= visit.end() and not r.generic]
        for r in takewhile(lambda r: r.cls in _SHOWN, row):
            if r.entity not in placed and allows("partOf", r.cls, table.cls(topic)):
                support = span_support(passage, visit.start(), r.end, "shown-to-guests", 0.7)
                yield Claim(r.entity, "partOf", topic, support)


def _belongs(cls: str, name: str, topic: str, active: bool) -> bool:
    if topic == "Hospital":
        return active and (cls == "Department" or (cls == "Center" and len(name) <= COMPOSED["Center"]))
    if topic != "University":
        return False
    return (
        cls == "AcademicUnit"
        or (cls == "Department" and re.search("[部处室]$", name) is not None)
        or (cls == "Hospital" and SHORT_HOSPITAL.fullmatch(name) is not None)
    )


def _teams(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Claim]:
    """A team named after a person is led by that person and belongs to the institution spoken of."""
    table = discourse.table
    people = {table.name(e): e for e in range(len(table)) if table.cls(e) == "Person"}
    for passage in passages:
        for r in discourse.references[passage.index]:
            name = table.name(r.entity)
            leader = next((e for p, e in people.items() if name.startswith(p)), None)
            if r.cls != "Team" or leader is None:
                continue
            yield Claim(
                leader, "leads", r.entity, span_support(passage, r.start, r.end, "team-of-person", 0.85)
            )
            topic = discourse.topics[passage.section]
            if topic is not None:
                support = span_support(passage, r.start, r.end, "team-of-topic", 0.75)
                yield Claim(r.entity, "partOf", topic, support)
                if allows("affiliatedWith", "Person", table.cls(topic)):
                    yield Claim(leader, "affiliatedWith", topic, support)


def _contests(discourse: Discourse, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Who gets a prize of a contest, or holds or joins an event of it, takes part in the contest or holds it too."""
    table = discourse.table
    events = {
        form: e
        for e in range(len(table))
        if table.cls(e) == "Event"
        for form in (table.name(e), *table.aliases(e), _without_year(table.name(e)))
    }
    for claim in claims:
        if claim.property not in ("received", "participatesIn", "organizes") or not isinstance(
            claim.object, int
        ):
            continue
        part = table.name(claim.object)
        fitting = [
            form
            for form, e in events.items()
            if part.startswith(form) and len(form) < len(part) and e != claim.object and len(form) > 4
        ]
        prop = "organizes" if claim.property == "organizes" else "participatesIn"
        if fitting and allows(prop, table.cls(claim.subject), "Event"):
            event = events[max(fitting, key=len)]
            yield Claim(
                claim.subject,
                prop,
                event,
                replace(claim.support, rule="part-of-contest", confidence=claim.support.confidence * 0.9),
            )


def _fields_of_topic(discourse: Discourse, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Fields, courses and long programmes that win a status in a text about a school are the school's own."""
    table = discourse.table
    offered = {c.object for c in claims if c.property == "offers"}
    for claim in claims:
        topic = discourse.topics[claim.support.section]
        cls = table.cls(claim.subject)
        own = cls in ("Discipline", "Course") or (
            cls == "Program" and re.search("[年]制）?$", table.name(claim.subject))
        )
        schooled = topic is not None and table.cls(topic) in ("University", "AcademicUnit", "School")
        if (
            own
            and topic is not None
            and (schooled or cls == "Program")
            and claim.property in ("received", "participatesIn")
            and claim.subject not in offered
        ):
            offered.add(claim.subject)
            support = replace(claim.support, rule="field-of-topic", confidence=0.7)
            yield Claim(topic, "offers", claim.subject, support)


def _without_year(name: str) -> str:
    return re.sub("^(?:19|20)[0-9]{2}年?度?", "", name)
