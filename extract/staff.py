"""Whom people belong to without its being said: the institution spoken of, and the wholes of their units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.discourse import Discourse
from extract.lexicon import place_start
from extract.name_claims import beginnings, forms, span_support
from extract.officers import ROSTER
from extract.records import Claim, Passage

_HOSTS = frozenset({"University", "Hospital", "Company", "School", "ResearchInstitute", "Association"})
_GUEST = re.compile("记者|通讯员|邀请|特邀|应邀|聘请|请来|来访|嘉宾|来自|前来|莅临|出席|走进|来校|来院|受邀")
_LEFT = ("studied-at", "trained-at", "degree-in-field")
"""Rules of where somebody studied, which does not say where they work."""
_PASSING = frozenset({"Base", "Team", "Program", "Event"})
"""What people have to do with besides the house that they work for."""
# Who opens a clause with an office of the house belongs to it, whatever societies are named behind.
_OFFICER = re.compile(
    "(?:^|[。；：，、])(?:现任|时任|名誉|首任|第[一二三四五六七八九十]任)*(?:学校|医院|学院|我校|我院|本院|实验室|中心|研究所|学术委员会)?(?:党委|常务|执行)*(?:[一-鿿]{0,10}科|教研室)?(?:院长|校长|所长|书记|副院长|副校长|主任|副主任|护士长|学科带头人|带头人|负责人)[是为由：]?(?:[一-鿿]{2,10}院院士)?$"
)
_TAKES_OFFICE = re.compile(
    "(?:教授|院士|主任医师|研究员|博士|同志)?(?:现任|担任|出任|接任|继任|兼任|任)(?:医院|学校|学院|我院|我校|实验室|中心)?(?:首任|第[一二三四五六七八九十]任|名誉|党委|常务|执行)*(?:院长|校长|所长|书记|副院长|副校长|主任|副主任)(?=[，。；、]|$)"
)


def staff_of_topic(
    passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]
) -> Iterator[Claim]:
    """A person who acts in an institution's report and is no guest belongs to the institution spoken of."""
    table = discourse.table
    placed = {
        c.subject
        for c in claims
        if (
            c.property == "affiliatedWith"
            and c.support.rule not in _LEFT
            and not (isinstance(c.object, int) and table.cls(c.object) in _PASSING)
        )
        or (c.property == "memberOf" and c.support.rule == ROSTER)
    }
    members = {(c.subject, c.object) for c in claims if c.property == "memberOf"}
    for passage in passages:
        topic = discourse.topics[passage.section]
        if topic is None:
            continue
        guests = _GUEST.search(passage.text) is not None
        row = discourse.references[passage.index]
        own = table.name(topic)
        hosts = [
            r.start
            for r in row
            if r.entity != topic
            and table.cls(r.entity) in _HOSTS
            and not passage.text.startswith("院士", r.end)
            and not own.startswith(table.name(r.entity))
        ]
        for r in row:
            officer = (
                _OFFICER.search(passage.text[: r.start]) is not None
                or _TAKES_OFFICE.match(passage.text, r.end) is not None
            )
            if (hosts and min(hosts) < r.end) or ((hosts or guests) and not officer):
                continue
            if (
                r.cls == "Person"
                and r.entity not in placed
                and (r.entity, topic) not in members
                and passage.text[max(0, r.start - 1) : r.start] not in ("（", "(")
            ):
                yield Claim(
                    r.entity,
                    "affiliatedWith",
                    topic,
                    span_support(passage, r.start, r.end, "staff-of-topic", 0.65),
                )


_WHOLES = {
    "Department": ("Hospital", "University", "Department"),
    "Center": ("Hospital", "University"),
    "AcademicUnit": ("University",),
    "ResearchInstitute": ("Hospital",),
    "Laboratory": ("Hospital",),
}
"""Units whose people belong to their whole as well. Who works at a university's hospital is not of the university."""


def staff_of_wholes(discourse: Discourse, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Who belongs to a department belongs to the hospital that it is part of."""
    table = discourse.table
    wholes: dict[int, int] = {}
    for claim in claims:
        if claim.property == "partOf" and isinstance(claim.object, int):
            wholes.setdefault(claim.subject, claim.object)
    for claim in claims:
        unit: int | str | None = claim.object
        while claim.property == "affiliatedWith" and isinstance(unit, int) and unit in wholes:
            whole = wholes[unit]
            if table.cls(whole) not in _WHOLES.get(table.cls(unit), ()):
                break
            support = replace(
                claim.support, rule="staff-of-whole", confidence=claim.support.confidence * 0.95
            )
            yield Claim(claim.subject, "affiliatedWith", whole, support)
            unit = whole


_OWN_UNITS = frozenset({"Department", "ResearchInstitute", "Center", "Laboratory"})


def units_of_people(
    passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]
) -> Iterator[Claim]:
    """A unit without a place in its name, in the list of a person's offices, is of the institution named before it there.

    "现任甲医院副院长，骨科主任": the department is of that hospital.
    """
    table = discourse.table
    placed = {c.subject for c in claims if c.property == "partOf"}
    names = forms(table)
    homes = {
        (c.subject, c.object) for c in claims if c.property == "affiliatedWith" and isinstance(c.object, int)
    }
    for passage in passages:
        row = [r for r in discourse.references[passage.index] if not r.generic]
        for r in row:
            name = table.name(r.entity)
            if r.cls not in _OWN_UNITS or r.entity in placed or place_start().match(name):
                continue
            if next(beginnings(name, r.entity, names), None) is not None:
                continue
            people = [person for person, unit in homes if unit == r.entity]
            host = next(
                (
                    h
                    for h in reversed(row)
                    if h.end <= r.start
                    and h.cls in ("Hospital", "University")
                    and any((person, h.entity) in homes for person in people)
                ),
                None,
            )
            only = {unit for person, unit in homes if person in people and table.cls(unit) == "Hospital"}
            if host is not None and "。" not in passage.text[host.end : r.start]:
                whole = host.entity
            elif host is None and len(only) == 1 and r.cls == "Department":
                whole = next(iter(only))
            else:
                continue
            yield Claim(
                r.entity, "partOf", whole, span_support(passage, r.start, r.end, "unit-of-person", 0.75)
            )
