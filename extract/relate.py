"""Passage + references + declarative rules → claims.

Coordination, dropped subjects, phrases that become mentions, domains and ranges are the engine's business, not each rule's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.classes import INSTITUTIONS
from extract.discourse import Discourse, Reference
from extract.entities import EntityTable, room
from extract.lexicon import heads, place_start
from extract.patterns import Coded, Pattern, Slot, codes, encode
from extract.phrases import phrases
from extract.records import BlockKind, Claim, Mention, Passage, Support
from extract.rulebook import SUBJECTS, ClaimSpec, Rule, rules
from extract.spoken import spoken_of
from extract.statuses import ends_like_unit, held_by_courses, held_by_houses, held_by_people, status_of_many
from ontology.terms import allows, group_of, property_term

_RUNNING = frozenset({BlockKind.PROSE, BlockKind.LIST})


@dataclass(frozen=True, slots=True)
class _Argument:
    """What a slot or a subject stands for: an entity, or a literal; and the passage span that says so, if any."""

    value: int | str
    span: tuple[int, int] | None


def relate(passage: Passage, discourse: Discourse, wanted: Sequence[Rule] | None = None) -> list[Claim]:
    """The claims that the rules find in a passage; equal claims only once, the surest."""
    reader = _Reader(passage, discourse)
    best: dict[tuple[int, str, int | str], Claim] = {}
    for rule in rules() if wanted is None else wanted:
        if passage.kind not in rule.kinds:
            continue
        for claim in reader.apply(rule):
            key = (claim.subject, claim.property, claim.object)
            if key not in best or best[key].support.confidence < claim.support.confidence:
                best[key] = claim
    return list(best.values())


@cache
def _own_subject() -> re.Pattern[str]:
    """A work, words in quotes that open a clause, a group of people: what is said right behind is said of it, not of the house."""
    work = codes()["Work"]
    return re.compile(
        f"(?:党支部|团支部|支部|班级|社团|战队|小组|{work}|(?:^|[，。；：、”])“[^“”]{{2,30}}”)(?:等)?(?:（[^（）]{{1,20}}）)?(?:[0-9一二三四五六七八九十]+[门部本项个种])?(?:慕课|课程|教材|案例|项目|作品)?$"
    )


class _Reader:
    """Applies rules to one passage."""

    def __init__(self, passage: Passage, discourse: Discourse) -> None:
        self.passage, self.discourse = passage, discourse
        self.table: EntityTable = discourse.table
        self.references = discourse.references[passage.index]
        self.coded: Coded = encode(
            passage.text,
            self.references,
            discourse.literals[passage.index],
            columns=passage.kind in _RUNNING,
        )
        self.votes: list[tuple[int, str, float]] = []
        self.letters = frozenset(self.coded.text[position] for position in self.coded.slots)

    def apply(self, rule: Rule) -> Iterator[Claim]:
        """The claims of one rule."""
        if not rule.possible(self.letters):
            return
        for match in rule.pattern.regex.finditer(self.coded.text):
            if match.end() == match.start():
                continue
            before = self.coded.text[max(0, match.start() - 14) : match.start()]
            if rule.unless is not None and rule.unless.search(before + "\0" + match.group()):
                continue
            self.votes = []
            arguments = {name: self._arguments(match, rule.pattern, name) for name in rule.pattern.slots}
            made: list[Claim] = []
            if self._preceded(rule, match, arguments) and self._selected(rule, arguments):
                made = [
                    c
                    for alternatives in rule.claims
                    for c in self._claims(rule, match, alternatives, arguments)
                ]
            self._take_back(made)
            yield from made

    def _take_back(self, made: Sequence[Claim]) -> None:
        """Withdraws the votes on classes that a match cast for what it then claimed nothing about."""
        used = {c.subject for c in made} | {c.object for c in made}
        for entity, cls, weight in self.votes:
            if entity not in used:
                self.table.vote(entity, cls, -weight)

    def _new(self, cls: str, name: str, aliases: tuple[str, ...] = ()) -> int:
        entity = self.table.add(cls, name, aliases, 2)
        self.votes.append((entity, cls, 2))
        return entity

    def _preceded(self, rule: Rule, match: re.Match[str], arguments: dict[str, list[_Argument]]) -> bool:
        """Whether the words that the rule wants before the match are there; their slots become arguments too."""
        if rule.after is None:
            return True
        found = list(rule.after.regex.finditer(self.coded.text, 0, match.start()))
        if found:
            arguments |= {name: self._arguments(found[-1], rule.after, name) for name in rule.after.slots}
        return bool(found)

    def _selected(self, rule: Rule, arguments: dict[str, list[_Argument]]) -> bool:
        """Keeps the arguments whose names the rule's ``where`` finds; false if a slot keeps none."""
        for name, regex in rule.where.items():
            arguments[name] = [a for a in arguments[name] if regex.search(self._name(a))]
        return all(arguments[name] for name in rule.where)

    def _claims(
        self,
        rule: Rule,
        match: re.Match[str],
        alternatives: Sequence[ClaimSpec],
        arguments: dict[str, list[_Argument]],
    ) -> Iterator[Claim]:
        done: set[tuple[int | str, int | str]] = set()
        for spec in alternatives:
            subjects, objects = (
                self._values(spec.subject, match, arguments),
                self._values(spec.object, match, arguments),
            )
            # "甲、乙分别获一等奖、二等奖": the first gets the first, the second the second.
            respective = re.search("分别|分获", match.group()) and len(subjects) == len(objects) > 1
            for i, subject in enumerate(subjects):
                for o in objects[i : i + 1] if respective else objects:
                    s = self._holder(subject, spec.property, o, match)
                    pair = (s.value, o.value) if str(s.value) <= str(o.value) else (o.value, s.value)
                    if pair in done or not self._allowed(s, spec.property, o):
                        continue
                    done.add(pair)
                    assert isinstance(s.value, int)  # noqa: S101 - _allowed has checked it
                    yield Claim(s.value, spec.property, o.value, self._support(rule, match, (s, o)))

    def _holder(self, s: _Argument, prop: str, o: _Argument, match: re.Match[str]) -> _Argument:
        """The subject, or instead of it the course, the institution or the person spoken of who alone can hold the honour."""
        if prop not in ("received", "collaboratesWith") or not isinstance(s.value, int):
            return s
        if prop == "received" and self.table.cls(s.value) == "Discipline" and held_by_courses(self._name(o)):
            return _Argument(self._new("Course", self._name(s)), s.span)
        if s.span is not None:
            return s
        start, _ = self.coded.span(match.start(), match.end())
        focus, cls = self.discourse.focus(self.passage.index, start), self.table.cls(s.value)
        holder: int | None = None
        if cls == "Person" and (prop != "received" or held_by_houses(self._name(o))):
            holder = focus.organization
        elif prop == "received" and cls in INSTITUTIONS and held_by_people(self._name(o)):
            holder = focus.person
        return s if holder is None else _Argument(holder, None)

    def _values(
        self, name: str, match: re.Match[str], arguments: dict[str, list[_Argument]]
    ) -> list[_Argument]:
        if arguments.get(name):
            return arguments[name]
        if name in arguments and name not in SUBJECTS:
            return []
        if name == "subject" and _own_subject().search(self.coded.text, 0, match.start()):
            return []
        start, _ = self.coded.span(match.start(), match.end())
        found = spoken_of(name, self.passage, self.discourse, start)
        return [_Argument(entity, None) for entity in found if entity is not None]

    def _allowed(self, s: _Argument, prop: str, o: _Argument) -> bool:
        if not isinstance(s.value, int) or s.value == o.value:
            return False
        subject = self.table.cls(s.value)
        if property_term(prop).literal:
            return isinstance(o.value, str) and allows(prop, subject)
        return isinstance(o.value, int) and allows(prop, subject, self.table.cls(o.value))

    def _name(self, argument: _Argument) -> str:
        return argument.value if isinstance(argument.value, str) else self.table.name(argument.value)

    def _support(self, rule: Rule, match: re.Match[str], arguments: Sequence[_Argument]) -> Support:
        passage = self.passage
        spans = {passage.source(*self.coded.span(match.start(), match.end()))}
        spans |= {passage.source(*a.span) for a in arguments if a.span is not None}
        start, end = passage.source(0, len(passage.text))
        return Support(
            start, end, tuple(sorted(spans)), passage.page, passage.section, rule.id, rule.confidence
        )

    # -- arguments -----------------------------------------------------------------------------------------------------

    def _arguments(self, match: re.Match[str], pattern: Pattern, name: str) -> list[_Argument]:
        slot = pattern.slots[name]
        if match.group(name) is None:
            return []
        start, end = match.span(name)
        if slot.phrase:
            return list(self._phrases(start, end, self._list_slot(start, end, slot)))
        found = []
        depth = 0
        for position in range(start, end):
            depth += {"（": 1, "）": -1}.get(self.coded.text[position], 0)
            item = self.coded.slots.get(position)
            if item is not None and not depth and slot.fits(self.coded.text[position], item.cls):
                found.append(self._argument(item, slot.cls))
                found += [
                    _Argument(e, (item.start, item.end)) for e in getattr(item, "also", ()) if not slot.cls
                ]
        return found

    def _list_slot(self, start: int, end: int, slot: Slot) -> Slot:
        """The slot, for fields where a list of departments names several fields ("儿科重症、小儿呼吸、小儿外科")."""
        if slot.cls != "Department":
            return slot
        spans = phrases(self.passage.text, *self.coded.span(start, end), slot.cls)
        fields = [s for s, e in spans if not ends_like_unit(self.passage.text[s:e])]
        return replace(slot, cls="Discipline", force=True) if len(fields) > 1 else slot

    def _argument(self, item: Reference | Mention, cls: str, force: bool = False) -> _Argument:
        span = (item.start, item.end)
        if isinstance(item, Reference):
            kept = cls == "Award" and item.cls in ("Program", "Event")
            if cls and not kept and (force or self._may_become(item, cls)):
                return _Argument(self._retyped(item, cls), span)
            return _Argument(item.entity, span)
        if cls:
            return _Argument(self._new(cls, item.name), span)
        return _Argument(item.name, span)

    def _retyped(self, item: Reference, cls: str) -> int:
        """The entity as a ``cls``: the same one within its room, else one of its name in the other room."""
        if room(self.table.cls(item.entity)) == room(cls):
            self.table.vote(item.entity, cls, 3)
            self.votes.append((item.entity, cls, 3))
            return item.entity
        if cls == "Discipline" and item.cls == "Department":
            return self._new(cls, self.passage.text[item.start : item.end])
        return self._new(cls, self.table.name(item.entity), self.table.aliases(item.entity))

    def _may_become(self, item: Reference, cls: str) -> bool:
        """A unit with a place or an institution in its name stays what it is; where something is held, a house is a place."""
        if item.cls in INSTITUTIONS and (cls in INSTITUTIONS or cls == "Place"):
            return cls in (item.cls, "Place")
        if cls != "Award" or item.cls not in INSTITUTIONS:
            return group_of(cls) == group_of(item.cls) or item.cls == "Department"
        name = self.table.name(item.entity)
        return not place_start().match(name) or status_of_many(name)

    def _phrases(self, start: int, end: int, slot: Slot) -> Iterator[_Argument]:
        """The noun phrases of a list as entities; a phrase that a mention fills is that mention."""
        first, last = self.coded.span(start, end)
        for s, e in phrases(self.passage.text, first, last, slot.cls):
            if any(r.start < s < r.end < e for r in self.references):
                continue
            whole = next(
                (
                    r
                    for r in self.references
                    if (r.start <= s + 1 and e - 1 <= r.end and (r.start, r.end) != (s, e))
                    or (r.start, r.end) == (s, e)
                ),
                None,
            )
            if whole is not None and not whole.generic:
                yield self._argument(whole, slot.cls, slot.force)
            elif whole is None and not any(
                r.cls == "Person" and s <= r.start and r.end <= e for r in self.references
            ):
                name = self.passage.text[s:e]
                name = (
                    name.strip("“”‘’《》")
                    if name.strip("“”").count("“") == name.strip("“”").count("”")
                    else name
                )
                name = re.sub("（[^（）]*）", "", name) if slot.cls == "Discipline" else name
                yield _Argument(self._new(self._phrase_class(name, slot.cls), name), (s, e))

    def _phrase_class(self, name: str, cls: str) -> str:
        """The class that the phrase's own head announces, where a prize could as well be a programme or an event.

        A department that does not end like one is a field ("感染病" in a list of departments).
        """
        if cls == "Department":
            return cls if re.search("(?<!学)科$|[室部处]$", name) else "Discipline"
        head = heads().of(name)
        status = re.search("重点专科|重点学科|示范|特色|试点", name) is not None
        return (
            head[1]
            if cls == "Award" and not status and head is not None and head[1] in ("Program", "Event")
            else cls
        )
