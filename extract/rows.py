"""Tables, field lines and lists → claims, by what their headers say (rules/tables.yaml).

A record (cells.py) is read in three steps: its headers are given roles, its cells become the values of their
roles (cell_values.py), and every rule whose roles have values makes its claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.cell_people import Human, is_office, people
from extract.cell_things import Value, institutions
from extract.cell_values import values_of
from extract.cells import Record, Stretch, records, whole
from extract.discourse import Discourse, Focus, Reference
from extract.honours import with_level
from extract.records import BlockKind, Claim, Passage, Section, Support
from extract.row_scene import association, degree_programmes, names_person, programme_of
from extract.table_rules import Column, TableRule, Triple, cell_pattern, columns, rules, table_rules
from ontology.terms import allows, is_a

_LEADING = 3
_SENTENCE = {"honours": re.compile("(?!)"), "fields": re.compile("[，。：:]|；(?![（(①-⑳0-9])")}
_ANY_SENTENCE = re.compile("[，。：；:]")
_EXPERTS = re.compile("[（(](?P<people>[^（()）]*)[)）]；?$")


def relate_rows(
    passages: Sequence[Passage], sections: Sequence[Section], discourse: Discourse
) -> list[Claim]:
    """The claims of all tables, field lines and lists of a document.

    What cells name is added to ``discourse``: to its table, and as references in place of those inside it.
    """
    best: dict[tuple[int, str, int | str, int], Claim] = {}
    programmes = degree_programmes(discourse)
    for record in records(passages, sections):
        for claim in _Reader(record, discourse, programmes).read():
            key = (claim.subject, claim.property, claim.object, claim.support.start)
            if key not in best or best[key].support.confidence < claim.support.confidence:
                best[key] = claim
    return list(best.values())


class _Reader:
    """One record on its way to claims: ``values`` by role, ``bound`` the column of each header."""

    def __init__(self, record: Record, discourse: Discourse, programmes: Sequence[int]) -> None:
        self.record, self.discourse, self.table = record, discourse, discourse.table
        self.programmes = programmes
        self.values: dict[str, list[Value]] = {}
        self.humans: list[tuple[int, Human]] = []
        self.bound: dict[str, Column] = {}
        topics = discourse.topics
        topic = topics[record.passage.section]
        self.host = topics[0] if topic is None and topics else topic

    def read(self) -> Iterator[Claim]:
        """The claims of the record."""
        self._scene()
        chosen = self._bind()
        if not self.bound:
            return
        cells = with_level(
            [(self.bound[h].role, h, cell) for h, cell in self.record.cells if h in self.bound]
        )
        for _, header, cell in cells:
            said = _SENTENCE.get(self.bound[header].holds, _ANY_SENTENCE)
            broken = self.record.kind is BlockKind.LIST and said.search(cell.text)
            if not broken and not cell_pattern("nothing").fullmatch(cell.text):
                self._fill(self.bound[header], header, cell)
        self._people()
        for rule in chosen:
            if all(self.values.get(role) for role in rule.needs):
                for alternatives in rule.claims:
                    yield from self._claims(rule, alternatives)
        yield from self._spoken()
        self._point()

    # -- roles -------------------------------------------------------------------------------------

    def _scene(self) -> None:
        """Who the record is about without saying so."""
        in_table = self.record.kind is BlockKind.ROW
        owner = self._spoken_person() if in_table else self._owner()
        about_person = in_table and bool(owner)
        about_person |= any(v.stretch and not v.stretch.passage.index and self._is_person(v) for v in owner)
        if self.host is not None and not about_person:
            self.values["institution"] = [Value(self.host)]
        for role, entity in (
            ("association", association(self.record.title, self.host, self.table)),
            ("programme", programme_of(self.record.title, self.programmes, self.table)),
        ):
            if entity is not None:
                self.values[role] = [Value(entity)]
        if owner:
            self.values["owner"] = owner

    def _owner(self) -> list[Value]:
        """The person or institution that the nearest heading with a name names, else the one spoken of."""
        for heading in self.record.before:
            references = [
                r for r in self.discourse.references[heading.index] if not r.generic and r.start < _LEADING
            ]
            for human in people(whole(heading), references) if names_person(heading, references) else ():
                person = self._person(human, 1)
                if self.record.kind is BlockKind.FIELD:
                    self.humans.append((person, human))
                return [Value(person, human.name)]
            for r in references:
                if is_a(r.cls, "Organization"):
                    return [Value(r.entity, whole(heading, r.start, r.end))]
        return self._spoken_person() or ([] if self.host is None else [Value(self.host)])

    def _spoken_person(self) -> list[Value]:
        """The person whose biography the record stands in."""
        focus = self.discourse.focus(self.record.passage.index, 0)
        return [Value(focus.person)] if focus.person is not None and focus.subjects == (focus.person,) else []

    def _bind(self) -> list[TableRule]:
        """Gives headers their roles and returns the rules that may apply."""
        headers = self.record.headers
        common = {h: c for h in headers for c in reversed(columns()) if c.header.fullmatch(h)}
        chosen = []
        for rule in rules():
            if self.record.kind not in rule.kinds or not self._circumstances(rule):
                continue
            own = {
                h: c
                for h in headers
                if h not in self.bound
                for c in reversed(rule.columns)
                if c.header.fullmatch(h)
            }
            roles = {c.role for c in {**common, **own, **self.bound}.values()} | set(self.values)
            if not rule.unless & roles and rule.needs <= roles | {"everyone"}:
                self.bound |= own
                chosen.append(rule)
        self.bound = {**common, **self.bound}
        return chosen

    def _circumstances(self, rule: TableRule) -> bool:
        header, title = rule.when.get("header"), rule.when.get("title")
        if header is not None and any(header.search(h) for h in self.record.headers):
            return True
        return header is title is None or (title is not None and title.search(self.record.title) is not None)

    # -- values ------------------------------------------------------------------------------------

    def _fill(self, column: Column, header: str, cell: Stretch) -> None:
        references = self.discourse.references[cell.passage.index]
        if column.holds == "people":
            for human in people(cell, references):
                person = self._person(human, 2)
                office = (
                    ()
                    if column.role != "officer"
                    else (Stretch(cell.passage, header.removeprefix("现任"), ()),)
                )
                self.humans.append((person, replace(human, roles=(*human.roles, *office))))
                self.values.setdefault(column.role, []).append(Value(person, human.name))
            return
        if column.holds == "fields" and self.record.kind is not BlockKind.ROW:
            self._experts(cell, references)
        host = self.host
        if column.role == "department":
            host = next((v.value for v in self.values.get("unit", ()) if isinstance(v.value, int)), host)
        for role, value in values_of(column, cell, host, self.discourse):
            self.values.setdefault(role, []).append(value)

    def _experts(self, cell: Stretch, references: Sequence[Reference]) -> None:
        """The people in brackets behind a field of a list, who stand for it."""
        remark = _EXPERTS.search(cell.text)
        inner = [] if remark is None else people(cell.cut(*remark.span("people")), references)
        self.values.setdefault("expert", []).extend(Value(self._person(h, 1), h.name) for h in inner)

    def _person(self, human: Human, weight: float) -> int:
        person = self.table.add("Person", human.name.text, human.aliases, weight)
        if human.name.text.isascii():
            self.table.set_language(person, "en")
        return person

    def _people(self) -> None:
        """``everyone`` of the row, and the ``one`` whose titles stand in columns of their own."""
        roles = [role for role in table_rules()["people"] if self.values.get(role)]
        everyone = [value for role in roles for value in self.values[role]]
        if "person" in roles and self.record.kind is BlockKind.FIELD:
            self.values["owner"] = self.values["person"]
        self.values["everyone"] = list({v.value: v for v in reversed(everyone)}.values())[::-1]
        if roles and len(self.values[roles[0]]) == 1:
            self.values["one"] = self.values[roles[0]]

    # -- claims ------------------------------------------------------------------------------------

    def _claims(self, rule: TableRule, alternatives: Sequence[Triple]) -> Iterator[Claim]:
        """The claims of the first alternative whose subject is there and whose object has a column."""
        roles = {column.role for column in self.bound.values()} | set(self.values)
        for subject, prop, target in alternatives:
            for s in self.values.get(subject, ()):
                for o in self.values.get(target, ()):
                    for triple in self._turned(s, prop, o):
                        yield from self._claim(rule.id, rule.confidence, *triple)
            if self.values.get(subject) and target in roles:
                return

    def _turned(self, s: Value, prop: str, o: Value) -> Iterator[tuple[Value, str, Value]]:
        """The claim in the form that the wording of an honour asks for ("承办…赛" is no prize)."""
        institution = self.values.get("institution", [])
        if prop != "received" or not o.relation:
            yield s, prop, o
        elif o.relation == "has":
            yield from ((o, "partOf", i) for i in institution)
        elif o.relation in ("offers", "leads", "memberOf"):
            yield from ((i, o.relation, o) for i in institution)
        else:
            if o.holder is not None:
                yield o.holder, o.relation, o
            if o.holder is None or not self._is_person(o.holder):
                yield s, o.relation, o

    def _is_person(self, value: Value) -> bool:
        return isinstance(value.value, int) and self.table.cls(value.value) == "Person"

    def _spoken(self) -> Iterator[Claim]:
        """Titles and offices that stand with a name in its cell."""
        for person, human in self.humans:
            for role in human.roles:
                prop = "position" if is_office(role.text) else "title"
                yield from self._claim(
                    "cell-title", 0.9, Value(person, human.name), prop, Value(role.text, role)
                )
            if human.unit is not None:
                for unit in institutions(human.unit, "", None, self.discourse):
                    yield from self._claim(
                        "cell-unit", 0.85, Value(person, human.name), "affiliatedWith", unit
                    )

    def _claim(self, rule: str, confidence: float, s: Value, prop: str, o: Value) -> Iterator[Claim]:
        if not isinstance(s.value, int) or s.value == o.value:
            return
        target = self.table.cls(o.value) if isinstance(o.value, int) else None
        if not allows(prop, self.table.cls(s.value), target):
            return
        if prop == "affiliatedWith" and isinstance(o.value, int):
            self.table.set_context(s.value, o.value)
        yield Claim(s.value, prop, o.value, self._support(rule, confidence, s, o))

    def _support(self, rule: str, confidence: float, s: Value, o: Value) -> Support:
        """The row, or the field line of the object, with the words of both sides marked."""
        said = [v.stretch for v in (o, s) if v.stretch is not None and v.stretch.offsets]
        own = [v.passage for v in said if v.passage.kind is self.record.kind]
        passage = (
            self.record.passage if self.record.passage in own or not said else (own or [said[0].passage])[0]
        )
        marks = {passage.source(*run) for v in said if v.passage is passage for run in v.runs()}
        start, end = passage.source(0, len(passage.text))
        return Support(start, end, tuple(sorted(marks)), passage.page, passage.section, rule, confidence)

    def _point(self) -> None:
        """Makes what the cells name references of their passages, in place of those inside the names.

        A row is about the institution of its section, whatever names its cells begin with.
        """
        if self.record.kind is BlockKind.ROW and self.host is not None:
            self.discourse.foci[self.record.passage.index] = [Focus(0, self.host, None, (self.host,))]
        for values in self.values.values():
            for value in values:
                if value.stretch is None or not isinstance(value.value, int) or not value.stretch.offsets:
                    continue
                row = self.discourse.references[value.stretch.passage.index]
                start, end = value.stretch.offsets[0], value.stretch.offsets[-1] + 1
                kept = [
                    r
                    for r in row
                    if r.end <= start
                    or end <= r.start
                    or (r.start <= start and end <= r.end and r.entity == value.value)
                ]
                if not any(r.start <= start and end <= r.end for r in kept):
                    kept.append(
                        Reference(
                            value.stretch.passage.index, start, end, self.table.cls(value.value), value.value
                        )
                    )
                row[:] = sorted(kept, key=lambda r: r.start)
