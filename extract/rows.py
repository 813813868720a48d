"""Tables and field lines → claims, by what their headers say (rules/tables.yaml).

A record (cells.py) is read in three steps: its headers are given roles, its cells become values of their role
(cell_values.py, honours.py), and every rule whose roles are there makes its claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.cell_values import (
    Human,
    Value,
    cell_pattern,
    entities,
    fields,
    institutions,
    is_office,
    people,
    place,
    roles_of,
    table_rules,
    year,
)
from extract.cells import Record, Stretch, records, whole
from extract.honour_claims import read_honours
from extract.records import BlockKind, Claim, ExtractError, Passage, Section, Support
from extract.refer import Discourse, Reference
from ontology.terms import OntologyError, allows, group_of, is_a, property_term

_MEASURED = re.compile("(?:19|20)[0-9]{2}年?度?|数量|数值|合计|总数")
_PLURAL = frozenset({"affiliatedWith", "teaches", "authorOf", "received", "participatesIn", "leads"})


@dataclass(frozen=True, slots=True)
class Column:
    """Which headers have a role, and what their cells hold."""

    role: str
    header: re.Pattern[str]
    holds: str
    cls: str


@dataclass(frozen=True, slots=True)
class TableRule:
    """A rule of tables.yaml; a claim is a list of alternatives, each of subject, property and object roles."""

    id: str
    kinds: frozenset[BlockKind]
    when: Mapping[str, re.Pattern[str]]
    columns: tuple[Column, ...]
    needs: frozenset[str]
    unless: frozenset[str]
    people: tuple[str, ...]
    claims: tuple[tuple[tuple[str, str, str], ...], ...]
    confidence: float


@cache
def columns() -> tuple[Column, ...]:
    """The columns that mean the same in every table."""
    officers = Column("officer", _pattern(table_rules()["officers"]), "people", "")
    return (*_columns(table_rules()["columns"]), officers)


def _columns(rows: Mapping[str, Mapping[str, str]]) -> tuple[Column, ...]:
    return tuple(Column(role, _pattern(row["header"]), row["is"], row.get("class", "")) for role, row in rows.items())


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


@cache
def rules() -> tuple[TableRule, ...]:
    """The rules in the order of the file.

    Raises:
        ExtractError: a claim is not "subject property object" or names an unknown property.
    """
    return tuple(make_rule(row) for row in table_rules()["tables"])


def make_rule(row: Mapping[str, Any]) -> TableRule:
    """A rule from its YAML form.

    Raises:
        ExtractError: a claim is not "subject property object" or names an unknown property.
    """
    return TableRule(
        id=row["id"],
        kinds=frozenset(BlockKind(kind) for kind in row.get("in", ("row", "field"))),
        when={place_: _pattern(text) for place_, text in row.get("when", {}).items()},
        columns=_columns(row.get("columns", {})),
        needs=frozenset(row.get("needs", ())),
        unless=frozenset(row.get("unless", ())),
        people=tuple(row.get("people", ())),
        claims=tuple(tuple(_triple(row["id"], part) for part in claim.split("|")) for claim in row["claims"]),
        confidence=row.get("confidence", 0.88),
    )


def _triple(rule: str, text: str) -> tuple[str, str, str]:
    parts = text.split()
    if len(parts) != 3:
        raise ExtractError(f"rules/tables.yaml, {rule}: the claim {text!r} is not 'subject property object'")
    try:
        property_term(parts[1])
    except OntologyError as error:
        raise ExtractError(f"rules/tables.yaml, {rule}: {error}") from error
    return parts[0], parts[1], parts[2]


def relate_rows(passages: Sequence[Passage], sections: Sequence[Section], discourse: Discourse) -> list[Claim]:
    """The claims of all tables and field lines of a document; what rows name becomes a reference of theirs."""
    claims: list[Claim] = []
    for record in records(passages, sections):
        best: dict[tuple[int, str, int | str], Claim] = {}
        for claim in _RecordReader(record, discourse).read():
            key = (claim.subject, claim.property, claim.object)
            if key not in best or best[key].support.confidence < claim.support.confidence:
                best[key] = claim
        claims += best.values()
    return claims


class _RecordReader:
    """One record on its way to claims."""

    def __init__(self, record: Record, discourse: Discourse) -> None:
        self.record, self.discourse, self.table = record, discourse, discourse.table
        self.values: dict[str, list[Value]] = {}
        self.humans: dict[str, list[Human]] = {}
        self.honours: list[tuple[str, Stretch]] = []
        self.bound: dict[str, Column] = {}

    def read(self) -> Iterator[Claim]:
        """The claims of the record."""
        self._scene()
        rules_ = self._bind()
        for header, cell in self.record.cells:
            if header in self.bound:
                self._fill(self.bound[header], header, cell)
        for rule in rules_:
            if self._fits(rule, filled=True):
                yield from self._claims(rule)
        self._point()

    # -- roles ---------------------------------------------------------------------------------------------------------

    def _scene(self) -> None:
        """Who the record is about without saying so."""
        passage = self.record.passage
        topics = self.discourse.topics
        topic = topics[passage.section] if topics[passage.section] is not None else topics[0]
        self.host = topic
        if topic is not None:
            self.values["institution"] = [Value(topic)]
            if is_a(self.table.cls(topic), "Association"):
                self.values["association"] = [Value(topic)]
        programme = self._programme()
        if programme is not None:
            self.values["programme"] = [Value(programme)]
        if any(_MEASURED.fullmatch(header) for header in self.record.headers):
            self.values["measured"] = []
        if self.record.kind is BlockKind.FIELD:
            self.values |= {"owner": [Value(entity) for entity in self._owner()]}

    def _programme(self) -> int | None:
        """The degree programme that the document names most often."""
        counts: dict[int, int] = {}
        for row in self.discourse.references:
            for r in row:
                if r.cls == "Program" and cell_pattern("programme").search(self.table.name(r.entity)):
                    counts[r.entity] = counts.get(r.entity, 0) + 1
        return max(counts, key=lambda e: (counts[e], -e), default=None)

    def _owner(self) -> list[int]:
        """The person or institution that the line before a card names, else the institution spoken of."""
        before = self.record.before
        if before is not None:
            for human in people(whole(before), self.discourse.references[before.index])[:1]:
                person = self.table.add("Person", human.name.text)
                self.humans["owner"] = [human]
                return [person]
            for r in self.discourse.references[before.index]:
                if r.start < 3 and is_a(r.cls, "Organization") and not r.generic:
                    return [r.entity]
        focus = self.discourse.focus(self.record.passage.index, 0)
        if focus.person is not None and focus.subjects == (focus.person,):
            return [focus.person]
        return [] if self.host is None else [self.host]

    def _bind(self) -> list[TableRule]:
        """Gives headers their roles; the rules that may apply."""
        chosen = []
        common = {h: c for h in self.record.headers for c in reversed(columns()) if c.header.fullmatch(h)}
        for rule in rules():
            if self.record.kind not in rule.kinds or not self._circumstances(rule):
                continue
            own = {h: c for h in self.record.headers for c in reversed(rule.columns) if h not in self.bound and c.header.fullmatch(h)}
            roles = {c.role for c in {**common, **own, **self.bound}.values()} | set(self.values)
            if rule.needs <= roles and not rule.unless & roles:
                self.bound |= {h: c for h, c in own.items() if c.role in rule.needs}
                chosen.append(rule)
        self.bound = {**common, **self.bound}
        return chosen

    def _circumstances(self, rule: TableRule) -> bool:
        header, title = rule.when.get("header"), rule.when.get("title")
        if header is None and title is None:
            return True
        by_header = header is not None and any(header.search(h) for h in self.record.headers)
        return by_header or (title is not None and title.search(self.record.title) is not None)

    def _fits(self, rule: TableRule, filled: bool) -> bool:
        roles = {c.role for c in self.bound.values()} | set(self.values)
        if filled:
            return rule.needs <= {role for role in self.values if self.values[role]} | {"honour"} & roles and not rule.unless & roles
        return rule.needs <= roles

    # -- values --------------------------------------------------------------------------------------------------------

    def _fill(self, column: Column, header: str, cell: Stretch) -> None:
        if cell_pattern("nothing").fullmatch(cell.text):
            return
        found: list[Value] = []
        match column.holds:
            case "people":
                humans = people(cell, self.discourse.references[cell.passage.index])
                self.humans.setdefault(column.role, []).extend(humans)
                found = [Value(self.table.add("Person", h.name.text, (), 2), h.name) for h in humans]
                if column.role == "officer":
                    self.values.setdefault("office", []).append(Value(header))
            case "titles":
                self._titles(column.role, cell)
            case "fields":
                found = fields(cell, self.discourse)
            case "institutions":
                found = institutions(cell, column.cls, self._unit_host(column.role), self.discourse)
            case "entities":
                found = entities(cell, column.cls, self.discourse)
            case "honours":
                self.honours.append((column.role, cell))
            case "place":
                found = place(cell, self.discourse)
            case "year":
                found = year(cell)
            case _:
                found = [Value(cell.text, cell)]
        self.values.setdefault(column.role, []).extend(found)

    def _titles(self, role: str, cell: Stretch) -> None:
        for piece in roles_of(cell):
            if role == "degree" and not cell_pattern("degree").fullmatch(piece.text):
                continue
            kind = role if role == "degree" else "position" if is_office(piece.text) else "title"
            self.values.setdefault(kind, []).append(Value(piece.text, piece))

    def _unit_host(self, role: str) -> int | None:
        """Whose unit a bare unit name is: the row's institution, else the institution spoken of."""
        units = [v.value for v in self.values.get("unit", []) if isinstance(v.value, int)]
        return units[0] if role == "department" and units else self.host

    # -- claims --------------------------------------------------------------------------------------------------------

    def _claims(self, rule: TableRule) -> Iterator[Claim]:
        if rule.people:
            yield from self._of_people(rule)
            return
        for alternatives in rule.claims:
            yield from self._first(rule, alternatives)
        yield from self._spoken(rule)

    def _first(self, rule: TableRule, alternatives: Sequence[tuple[str, str, str]]) -> Iterator[Claim]:
        """The claims of the first alternative whose roles the table has."""
        roles = {c.role for c in self.bound.values()}
        for subject, prop, target in alternatives:
            if target in ("honour", "status", "prize"):
                yield from self._honoured(rule, subject, target)
                if self.values.get(subject):
                    return
                continue
            pairs = [(s, o) for s in self.values.get(subject, ()) for o in self.values.get(target, ())]
            for s, o in pairs:
                if self._allowed(s, prop, o):
                    yield self._claim(rule, s, prop, o)
            if pairs or {subject, target} <= roles:
                return
