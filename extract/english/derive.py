"""Facts that English names state without a verb: "Heart Center of Norwood Hospital"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.classes import INSTITUTIONS, LITERAL_CLASSES
from extract.discourse import Discourse, Reference
from extract.english.chains import rank
from extract.english.joining import Joiner
from extract.english.lexicon import expression
from extract.english.names import names_no_owner
from extract.entities import EntityTable
from extract.name_claims import name_rules
from extract.records import Claim, Mention, Passage, Support
from ontology.terms import allows

_UNITS = frozenset(
    {"Department", "Laboratory", "Center", "Base", "ResearchInstitute", "Hospital", "AcademicUnit", "Team"}
)
_LOCAL = frozenset({"Department", "Center", "AcademicUnit", "Laboratory"})
_STAFFED = frozenset(
    {"Hospital", "University", "Department", "Laboratory", "ResearchInstitute", "AcademicUnit"}
)
_ACTIVE = frozenset({"received", "participatesIn", "leads", "organizes", "expertIn", "foundedIn"})


def derive_english(
    passages: Sequence[Passage], discourse: Discourse, joined: Joiner, claims: Sequence[Claim]
) -> list[Claim]:
    """The claims of names and of chains of names that ``claims`` does not hold yet; each once."""
    known = {(c.subject, c.property, c.object) for c in claims}
    found: dict[tuple[int, str, int | str], Claim] = {}
    for passage in passages:
        for claim in (*_chains(passage, discourse, joined), *_nested(passage, discourse.table, joined)):
            key = (claim.subject, claim.property, claim.object)
            if key not in known:
                found.setdefault(key, claim)
    placed = {c.subject for c in (*claims, *found.values()) if c.property == "partOf"}
    for claim in (
        *_units_of_topic(passages, discourse, claims, placed),
        *_staff(passages, discourse, claims),
    ):
        found.setdefault((claim.subject, claim.property, claim.object), claim)
    return list(found.values())


def _support(passage: Passage, span: tuple[int, int], rule: str, confidence: float) -> Support:
    start, end = passage.source(0, len(passage.text))
    marks = (passage.source(*span),)
    return Support(start, end, marks, passage.page, passage.section, rule, confidence)


def _chains(passage: Passage, discourse: Discourse, joined: Joiner) -> Iterator[Claim]:
    """Units and wholes in "unit of whole", "unit, whole" and "whole's unit"."""
    table, row = discourse.table, _row(passage, discourse, joined)
    for first, second in pairwise(row):
        gap = passage.text[first.end : second.start]
        unit, whole = (second, first) if gap in ("'s ", "’s ") else (first, second)
        if unit.entity == whole.entity or unit.generic or not _holds(gap, unit, whole, table, joined):
            continue
        if (
            table.cls(whole.entity) in ("University", "AcademicUnit")
            and table.cls(unit.entity) == "Department"
        ):
            table.vote(unit.entity, "AcademicUnit", 2)
        table.set_context(unit.entity, whole.entity)
        support = _support(passage, (first.start, second.end), "en-unit-of-whole", 0.9)
        yield Claim(unit.entity, "partOf", whole.entity, support)
        for other in _coordinated(first, row, passage.text) if second is whole else ():
            spot = _support(passage, (other.start, second.end), "en-units-of-whole", 0.75)
            yield Claim(other.entity, "partOf", whole.entity, spot)


def _coordinated(last: Reference, row: Sequence[Reference], text: str) -> Iterator[Reference]:
    """The units that "and the" joins to the one before "of WHOLE" ("the School of Law and the School of Art of …")."""
    following = last
    for r in reversed([r for r in row if r.end <= last.start]):
        joint = text[r.end : following.start]
        if r.cls != last.cls or joint not in (" and the ", ", the ", " and ", ", and the "):
            return
        if joint.startswith(",") and following is last:
            return
        yield r
        following = r


def _row(passage: Passage, discourse: Discourse, joined: Joiner) -> list[Reference]:
    """The outermost names of a passage, also those that an address joins, and the bare nouns."""
    row = [r for r in discourse.references[passage.index] if r.generic]
    end = 0
    for m in joined.mentions[passage.index]:
        if m.cls not in LITERAL_CLASSES and m.end > end:
            entity, end = joined.entity_of(m), m.end
            row.append(Reference(passage.index, m.start, m.end, discourse.table.cls(entity), entity))
    return sorted(row, key=lambda r: r.start)


def _holds(gap: str, unit: Reference, whole: Reference, table: EntityTable, joined: Joiner) -> bool:
    """Whether what stands between a unit and a whole says that one is part of the other."""
    unit_class, whole_class = table.cls(unit.entity), table.cls(whole.entity)
    if unit_class == "Association" and whole_class == "Association":
        return expression("derive", "of").fullmatch(gap) is not None
    if unit_class not in _UNITS or whole_class not in INSTITUTIONS - {"GovernmentBody"}:
        return False
    if expression("derive", "of").fullmatch(gap):
        return rank(unit_class) <= rank(whole_class)
    if (
        whole.generic
        or rank(unit_class) >= rank(whole_class)
        or expression("derive", "comma").fullmatch(gap) is None
    ):
        return False
    return not joined.chains.enumerated(unit, whole)


def _nested(passage: Passage, table: EntityTable, joined: Joiner) -> Iterator[Claim]:
    """What names inside a name say: "Lund University School of Law" is part of the university."""
    row = [m for m in joined.mentions[passage.index] if m.cls not in LITERAL_CLASSES]
    for outer in row:
        inner = max((m for m in row if _inside(m, outer)), key=lambda m: m.end - m.start, default=None)
        if inner is not None:
            yield from _by_name(passage, outer, table, joined.entity_of(outer), joined.entity_of(inner))


def _by_name(
    passage: Passage, outer: Mention, table: EntityTable, whole: int, before: int
) -> Iterator[Claim]:
    ids = {"whole": whole, "before": before}
    classes = {role: table.cls(entity) for role, entity in ids.items()}
    for rule in name_rules():
        subject, prop, target = rule.claim
        fits = classes["whole"] in rule.whole and classes["before"] in rule.before and whole != before
        if fits and allows(prop, classes[subject], classes[target]):
            support = _support(passage, (outer.start, outer.end), f"en-{rule.id}", 0.9)
            yield Claim(ids[subject], prop, ids[target], support)
            return


def _inside(inner: Mention, outer: Mention) -> bool:
    smaller = inner.end - inner.start < outer.end - outer.start
    return smaller and outer.start <= inner.start and inner.end <= outer.end


def _units_of_topic(
    passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim], placed: set[int]
) -> Iterator[Claim]:
    """A unit that something is said of, without its institution, is one of the institution spoken of."""
    table = discourse.table
    active = {c.subject for c in claims if c.property in _ACTIVE}
    active |= {c.object for c in claims if c.property == "affiliatedWith" and isinstance(c.object, int)}
    active -= placed
    for passage in passages:
        topic = discourse.topics[passage.section]
        row = discourse.references[passage.index]
        if any(r.entity == topic and not r.generic for r in row):
            continue
        for r in row:
            local = r.entity in active and r.cls in _LOCAL and not r.generic
            if (
                local
                and names_no_owner(table.name(r.entity))
                and topic not in (None, r.entity)
                and table.cls(topic) in ("Hospital", "University")
            ):
                support = _support(passage, (r.start, r.end), "en-unit-of-topic", 0.7)
                yield Claim(r.entity, "partOf", topic, support)


def _staff(passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Professors and doctors whom the page of a hospital or university names without saying where they are."""
    table, topic = discourse.table, discourse.topics[0] if discourse.topics else None
    if topic is None or table.cls(topic) not in _STAFFED:
        return
    titled = {c.subject for c in claims if c.property in ("title", "position")}
    placed = {c.subject for c in claims if c.property in ("affiliatedWith", "memberOf")}
    placed |= {c.object for c in claims if c.property == "establishedBy" and isinstance(c.object, int)}
    for passage in passages:
        row = discourse.references[passage.index]
        if any(r.cls in INSTITUTIONS and r.entity != topic for r in row):
            continue
        for r in row:
            if r.cls == "Person" and r.entity in titled - placed:
                yield Claim(
                    r.entity,
                    "affiliatedWith",
                    topic,
                    _support(passage, (r.start, r.end), "en-staff-of-topic", 0.6),
                )
