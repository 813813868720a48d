"""Facts inside names: wholes and granters that a name begins with, the field of a degree point, the country of a university."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from extract.discourse import Discourse
from extract.entities import EntityTable
from extract.knowledge import read_yaml
from extract.labels import foreign_place
from extract.listed_fields import like_field
from extract.records import Claim, Passage, Support
from ontology.terms import allows

_PROGRAMME_TAIL = re.compile(
    "(?P<field>.+?)(?:一级学科|二级学科|学术|专业|专业型|博士|硕士|学位|后|科研|授权|研究生|[“”（）/])*(?:授权点|学位点|硕士点|博士点|流动站|授予权)$"
)

_PARTIES = re.compile("(?P<first>.{3,30}?)(?:与|和|—+)(?P<rest>.{3,40}(?:签约|合作|共建|结对|授牌|揭牌).*)")

_JOINT_UNIT = re.compile("(?P<first>.{3,30}?)(?:与|和|[—–-]+)(?P<rest>.{3,40}(?:联合|合作|共建|国际).*)")
_UNITS = frozenset({"Center", "Laboratory", "ResearchInstitute", "Base", "AcademicUnit"})


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
    rows = read_yaml("extract", "rules", "derived")["names"]
    return tuple(
        NameRule(r["id"], frozenset(r["before"]), frozenset(r["whole"]), _three(r["claim"])) for r in rows
    )


def _three(claim: str) -> tuple[str, str, str]:
    subject, prop, target = claim.split()
    return subject, prop, target


def span_support(passage: Passage, start: int, end: int, rule: str, confidence: float) -> Support:
    """The words of a passage that a claim comes from, and its rule."""
    whole = passage.source(0, len(passage.text))
    return Support(*whole, (passage.source(start, end),), passage.page, passage.section, rule, confidence)


def wholes_in_names(passages: Sequence[Passage], discourse: Discourse, used: set[int]) -> Iterator[Claim]:
    """What names say of the wholes and granters that they begin with, and the names of these of theirs."""
    table = discourse.table
    names = forms(table)
    for passage in passages:
        for r in discourse.references[passage.index]:
            if r.generic:
                continue
            named: int | None = r.entity
            seen: set[int] = set()
            while (
                named is not None
                and named not in seen  # two institutions may begin with each other's second names
                and (named in used or r.known or table.cls(named) not in ("Award", "Program", "Event"))
            ):
                seen.add(named)
                claim, named = _name_claim(table, named, names)
                if claim is not None:
                    rule, subject, prop, target = claim
                    yield Claim(subject, prop, target, span_support(passage, r.start, r.end, rule, 0.9))


def forms(table: EntityTable) -> dict[str, int]:
    """Every name and alias of an entity, with the entity."""
    names: dict[str, int] = {}
    for entity in range(len(table)):
        for form in (table.name(entity), *table.aliases(entity)):
            if len(form) >= 3:
                names.setdefault(form, entity)
    return names


def beginnings(surface: str, entity: int, names: dict[str, int]) -> Iterator[int]:
    """Other entities whose names the surface begins with, the longest first."""
    for size in range(len(surface) - 1, 2, -1):
        other = names.get(surface[:size].strip("“”"))
        if other is not None and other != entity:
            yield other


def _name_claim(
    table: EntityTable, named: int, names: dict[str, int]
) -> tuple[tuple[str, int, str, int] | None, int | None]:
    """What the beginning of a name says of it, and the whole whose own name may say more."""
    name = table.name(named)
    surfaces = (name, *(alias for alias in table.aliases(named) if name not in alias))
    for other in chain.from_iterable(beginnings(surface, named, names) for surface in surfaces):
        for rule in name_rules():
            if table.cls(named) not in rule.whole or table.cls(other) not in rule.before:
                continue
            if table.cls(named) == "GovernmentBody" and not name.endswith(("司", "处")):
                continue
            if table.cls(other) == "Department" and name.startswith(f"{table.name(other)}中心"):
                # "骨科中心" is no part of 骨科.
                continue
            subject, prop, target = rule.claim
            roles = {"whole": named, "before": other}
            if allows(prop, table.cls(roles[subject]), table.cls(roles[target])):
                return (rule.id, roles[subject], prop, roles[target]), other if prop == "partOf" else None
    return None, None


def fields_of_programmes(
    passages: Sequence[Passage], discourse: Discourse, used: set[int]
) -> Iterator[Claim]:
    """A degree point or post-doctoral station is about the field in its name."""
    table = discourse.table
    for passage in passages:
        for r in discourse.references[passage.index]:
            if r.cls != "Program" or r.generic:
                continue
            for programme in {r.entity, *r.also} & used:
                bare = re.sub("^.*(?:大学|学院|医院)", "", table.name(programme)).lstrip("“")
                match = _PROGRAMME_TAIL.match(bare)
                if match and like_field(match["field"]):
                    field = table.add("Discipline", match["field"], (), 1)
                    support = span_support(passage, r.start, r.end, "name-programme-covers", 0.85)
                    yield Claim(programme, "covers", field, support)


def title_programme(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Claim]:
    """The report on a degree point is its university's: the university offers it."""
    programme, topic = discourse.programme, discourse.topics[0] if discourse.topics else None
    if programme is None or topic is None or discourse.table.cls(topic) != "University":
        return
    for passage in passages[:4]:
        for r in discourse.references[passage.index]:
            if r.entity == programme and "报告" in passage.text:
                yield Claim(
                    topic,
                    "offers",
                    programme,
                    span_support(passage, r.start, r.end, "report-of-programme", 0.85),
                )
                match = _PROGRAMME_TAIL.match(re.sub("^.*(?:大学|学院)", "", discourse.table.name(programme)))
                if match and like_field(match["field"]):
                    field = discourse.table.add("Discipline", match["field"], (), 1)
                    yield Claim(
                        programme,
                        "covers",
                        field,
                        span_support(passage, r.start, r.end, "name-programme-covers", 0.85),
                    )
                return


_ABROAD = frozenset({"University", "School", "Hospital", "Center", "ResearchInstitute", "Company"})


def countries_in_names(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Claim]:
    """A foreign university is in the country that its name, or that of its unit, begins with."""
    table = discourse.table
    names = forms(table)
    for passage in passages:
        for r in discourse.references[passage.index]:
            match = foreign_place().match(passage.text, r.start, r.end)
            if r.generic or match is None or match.end() >= r.end or r.cls == "Person":
                continue
            surface = passage.text[r.start : r.end]
            # A campus abroad ("加州…分校") is not two universities.
            inner = () if r.cls == "University" else beginnings(surface, r.entity, names)
            wholes = (r.entity, *inner)
            for entity in (e for e in wholes if table.cls(e) in _ABROAD):
                place = table.add("Place", match.group(), (), 1)
                support = span_support(passage, r.start, r.end, "name-located-in", 0.85)
                yield Claim(entity, "locatedIn", place, support)


def partners_in_names(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Claim]:
    """The parties for whom a ceremony or a joint unit is named ("甲大学与乙集团战略合作签约仪式") work together, and founded the unit."""
    table = discourse.table
    names = forms(table)
    for passage in passages:
        for r in discourse.references[passage.index]:
            pattern = _PARTIES if r.cls == "Event" else _JOINT_UNIT if r.cls in _UNITS else None
            match = pattern.fullmatch(table.name(r.entity)) if pattern else None
            first = names.get(match["first"]) if match else None
            rest = match["rest"] if match else ""
            second = names.get(max((n for n in names if rest.startswith(n)), key=len, default=""))
            if first is None or second is None:
                continue
            support = span_support(passage, r.start, r.end, "partners-in-name", 0.8)
            if allows("collaboratesWith", table.cls(first), table.cls(second)):
                yield Claim(first, "collaboratesWith", second, support)
            for founder in (first, second) if r.cls in _UNITS else ():
                yield Claim(r.entity, "establishedBy", founder, support)
