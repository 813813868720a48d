"""Whom a stated figure is about: what its own words name, what has such figures, who is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.classes import INSTITUTIONS
from extract.discourse import Discourse, Focus, Reference
from extract.quantities import figure_rules
from extract.records import Amount, Claim, Passage

_BRACKETED = frozenset({"Base", "Center", "Laboratory", "Publication", "Association", "Company"})
_OWNERS = INSTITUTIONS | {"Program", "Event", "Course", "Award", "Discipline"}
# Behind a name that is counted or only says which people or things are meant ("国家杰青1人", "某基金获得者2人").
_COUNTED = re.compile(r"[”》]?\s*(?:[（、和]|(?:等\s*)?\d|获得者|入选者|人选|培养|首席|项目|获批|立项)")
_BY = re.compile("由[^，。；]*$")
_NEAR = 12
_CLOSE = 40


class Bearers:
    """Finds whom the figures of one document are about; ``claims`` tell where those who speak belong."""

    def __init__(self, passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]) -> None:
        self.passages, self.discourse, self.table = passages, discourse, discourse.table
        self.houses: dict[int, set[int]] = {}
        for claim in claims:
            if claim.property == "affiliatedWith" and isinstance(claim.object, int):
                self.houses.setdefault(claim.subject, set()).add(claim.object)

    def of(self, amount: Amount) -> int | None:
        """The entity that the wording, the row, the clause or the section names; None if none does."""
        witnesses = (
            *(self._named, self._owned, self._attended, self._of_kind, self._introduced),
            *(self._relative, self._bracketed),
        )
        for witness in witnesses:
            if (found := witness(amount)) is not None:
                return found
        return self._spoken_of(amount)

    def _row(self, amount: Amount) -> list[Reference]:
        return self.discourse.references[amount.passage]

    def _text(self, amount: Amount) -> str:
        return self.passages[amount.passage].text

    def _named(self, amount: Amount) -> int | None:
        """Whom the span of the subject names: a reference inside it, or a name in the table."""
        if amount.subject is None:
            return None
        start, end = amount.subject
        for r in self._row(amount):
            if start <= r.start and r.end <= end:
                return r.entity
        text = self._text(amount)[start:end].strip("《》“” ")
        found = (self.table.find(group, text) for group in ("program", "institution", "person") if text)
        return next((entity for entity in found if entity is not None), None)

    def _owned(self, amount: Amount) -> int | None:
        """The name that the figure qualifies ("占地6600平方米、投资500万元的实训中心")."""
        text = self._text(amount)
        for r in self._row(amount):
            if r.start > amount.end and r.cls in _OWNERS and not r.generic:
                return r.entity if figure_pattern("owned").fullmatch(text, amount.end, r.start) else None
        return None

    def _attended(self, amount: Amount) -> int | None:
        """The event that those counted take part in ("来自六省的35名选手参加了大赛")."""
        text, row = self._text(amount), self._row(amount)
        guests = figure_pattern("guests").search(text, _sentence(text, amount), amount.end)
        said = figure_pattern("attends_far" if guests else "attends").match(text, amount.end)
        if not said and not figure_pattern("attending").fullmatch(amount.measure):
            return None
        if not guests and self._subject_before(amount):
            return None
        events = [r for r in row if r.cls == "Event" and (r.end <= amount.start or r.start >= amount.end)]
        events = [r for r in events if not text.startswith("等", r.end)]
        before = [r for r in events if r.end <= amount.start]
        if events:
            return (before or events)[-1].entity
        return self._last_event(amount.passage)

    def _subject_before(self, amount: Amount) -> bool:
        """Whether the sentence names an institution or person that does what is said of those counted."""
        start = self.discourse.focus(amount.passage, amount.start).start
        return any(r.start == start and r.cls != "Event" for r in self._row(amount))

    def _last_event(self, passage: int) -> int | None:
        rows = (self.discourse.references[i] for i in range(passage - 1, -1, -1))
        return next((r.entity for row in rows for r in row if r.cls == "Event"), None)

    def _of_kind(self, amount: Amount) -> int | None:
        """The last name before a figure of a class that only such figures have ("组建某联盟，成员单位35家")."""
        words = first_word(amount)
        kinds = [c for c, p in figure_rules()["about"]["of"].items() if re.fullmatch(p, amount.measure)]
        for r in self._before(amount, words):
            if r.cls in kinds:
                return r.entity
        return None

    def _introduced(self, amount: Amount) -> int | None:
        """The name that the clause before introduces and that such a figure describes ("设立某基金，首期300万元")."""
        text, words, kinds = self._text(amount), first_word(amount), figure_rules()["about"]["introduced"]
        for r in reversed(self._row(amount)):
            if r.end > words or not re.fullmatch(kinds.get(r.cls, "(?!)"), amount.measure):
                continue
            apart = words - r.end > _CLOSE or self._another(amount, r.end, words)
            return None if apart or not figure_pattern("clause_end").match(text, r.end) else r.entity
        return None

    def _another(self, amount: Amount, start: int, end: int) -> bool:
        """Whether an institution becomes the subject between two offsets."""
        starts = {r.start for r in self._row(amount) if start <= r.start < end and r.cls in INSTITUTIONS}
        return any(focus.start in starts for focus in self.discourse.foci[amount.passage])

    def _before(self, amount: Amount, words: int) -> Iterator[Reference]:
        """The references before a figure, the nearest first, then the sentences before from their beginning on."""
        text = self._text(amount)
        limit = text.rfind("；", 0, words) + 1
        yield from (r for r in reversed(self._row(amount)) if limit <= r.start and r.end <= words)
        here = self.passages[amount.passage]
        for passage in reversed(self.passages[: amount.passage]):
            if limit or passage.paragraph != here.paragraph or passage.section != here.section:
                return
            yield from self.discourse.references[passage.index]

    def _relative(self, amount: Amount) -> int | None:
        """The name whose relative clause the figure stands in ("the Alliance, which has 86 members")."""
        text = self._text(amount)
        for r in self._row(amount):
            if r.end < amount.start and figure_pattern("relative").fullmatch(text, r.end, amount.start):
                return r.entity
        return None

    def _bracketed(self, amount: Amount) -> int | None:
        """The unit or journal in the brackets right behind whose name the figure stands ("样本库（样本12万份）")."""
        text = self._text(amount)
        opened = text.rfind("（", 0, amount.start)
        if opened < 0 or "）" in text[opened : amount.start]:
            return None
        title = re.search("《([^《》]+)》$", text[:opened])
        if title:
            return self.table.find("program", title[1])
        return next((r.entity for r in self._row(amount) if r.end == opened and r.cls in _BRACKETED), None)

    def _spoken_of(self, amount: Amount) -> int | None:
        """The subject of the clause, or the institution or person in mind."""
        focus = self.discourse.focus(amount.passage, amount.start)
        passing = self._passing(amount)
        if passing is not None:
            return passing
        topic = self.discourse.topics[self.passages[amount.passage].section]
        if topic is not None and figure_pattern("both").search(self._text(amount), 0, amount.start):
            return topic
        if focus.organization is None or focus.person is None:
            return focus.person if focus.organization is None else focus.organization
        if focus.subjects != (focus.person,) or figure_pattern("institutional").fullmatch(amount.measure):
            return focus.organization
        if not self._speaks(amount, focus):
            return self._group_of(focus.person, amount) or focus.person
        houses = self.houses.get(focus.person, set())
        return next(iter(houses)) if len(houses) == 1 else focus.organization

    def _group_of(self, person: int, amount: Amount) -> int | None:
        """The research group that is called by a person, where the figure counts its members."""
        name = self.table.name(person)
        if not figure_pattern("in_group").fullmatch(amount.measure):
            return None
        teams = (e for e in range(len(self.table)) if self.table.cls(e) == "Team")
        return next((e for e in teams if name in self.table.name(e)), None)

    def _passing(self, amount: Amount) -> int | None:
        """The event, programme or site that is the subject of the sentence from its beginning or of the clause."""
        row, text, found = self._row(amount), self._text(amount), None
        starts = {r.start: r for r in row}
        for focus in self.discourse.foci[amount.passage]:
            if focus.start > amount.start:
                break
            r = starts.get(focus.start)
            if r is not None and focus.subjects == (r.entity,) and self._is_passing(focus):
                counted = r.known or _COUNTED.match(text, r.end) or r.end > first_word(amount)
                found = None if counted else r
            elif r is not None or (found is not None and (found.start > _NEAR or found.cls in INSTITUTIONS)):
                found = None
        return found.entity if found is not None and found.cls != "GovernmentBody" else None

    def _is_passing(self, focus: Focus) -> bool:
        return focus.subjects[:1] not in ((focus.organization,), (focus.person,))

    def _speaks(self, amount: Amount, focus: Focus) -> bool:
        """Whether the person in mind speaks of others, as a host or guest who reports or addresses a meeting."""
        here = self.passages[amount.passage]
        for passage in reversed(self.passages[: amount.passage + 1]):
            if passage.paragraph != here.paragraph:
                return False
            named = [r for r in self.discourse.references[passage.index] if r.entity == focus.person]
            people = {r.entity for r in self.discourse.references[passage.index] if r.cls == "Person"}
            if named:
                if _BY.search(passage.text[: named[0].start]):
                    return True
                if passage is not here and len(people) > 1 and named[0].start > _NEAR:
                    return True
                until = amount.start if passage is here else len(passage.text)
                return figure_pattern("speech").search(passage.text, named[0].end, until) is not None
        return False


def _sentence(text: str, amount: Amount) -> int:
    """Where the clauses between semicolons begin that hold the figure."""
    return text.rfind("；", 0, amount.start) + 1


def first_word(amount: Amount) -> int:
    """Where the words of the figure begin."""
    return min(amount.marks)[0] if amount.marks else amount.start


@cache
def figure_pattern(name: str) -> re.Pattern[str]:
    """The compiled pattern ``about: NAME`` of the figure rules."""
    return re.compile(figure_rules()["about"][name])
