"""English names → entities: fuller and shorter forms, both orders of a person's name, second names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.classes import INSTITUTIONS, LITERAL_CLASSES
from extract.english.chains import UNITS, Chains
from extract.english.declared import bracket_forms, proper_parts, surnames, uses_of
from extract.english.lexicon import expression
from extract.entities import EntityTable
from extract.records import Mention, Passage

_ACADEMIC = frozenset({"University", "AcademicUnit"})
_NAMED_BY_WHOLE = frozenset({"University", "AcademicUnit", "ResearchInstitute"})


class Joiner:
    """Ties every named mention of a document to an entity of ``table``."""

    def __init__(
        self, passages: Sequence[Passage], mentions: Sequence[Sequence[Mention]], table: EntityTable
    ) -> None:
        self.passages, self.table = passages, table
        self.mentions = [list(row) for row in mentions]
        self.chains = Chains(passages, self.mentions)
        self._entities: dict[tuple[int, int, int], int] = {}

    def named(self) -> Iterator[Mention]:
        """The mentions that name an entity."""
        return (m for row in self.mentions for m in row if m.cls not in LITERAL_CLASSES)

    def entity_of(self, m: Mention) -> int:
        """The entity of a named mention."""
        return self._entities[m.passage, m.start, m.end]

    def join(self) -> None:
        """Adds all names, the longest first, then what brackets say, then the uses of short forms."""
        people = [m for m in self.named() if m.cls == "Person"]
        for m in sorted(people, key=lambda m: (-len(m.name.split()), _shouts(m.name), m.passage, m.start)):
            self._tie(m, self._person(m))
        for m in sorted((m for m in self.named() if m.cls != "Person"), key=self._order):
            self._tie(m, self._institution(m))
        forms = proper_parts(self.table) | surnames(self.table)
        for passage in self.passages:
            for m in self.mentions[passage.index]:
                if m.cls not in LITERAL_CLASSES:
                    forms |= self._declared(passage, m)
        self._add_uses(forms)
        for entity in range(len(self.table)):
            self.table.set_language(entity, "en")

    def _order(self, m: Mention) -> tuple[bool, int, int, int]:
        """Second names come last, for they need the first ones; else the fullest first."""
        return self._first_name(m) is not None, -len(self.chains.full_name(m)), m.passage, m.start

    def _tie(self, m: Mention, entity: int) -> None:
        self._entities[m.passage, m.start, m.end] = entity

    def _declared(self, passage: Passage, m: Mention) -> dict[str, int]:
        forms = dict.fromkeys(bracket_forms(passage, m), self.entity_of(m))
        for form, entity in forms.items():
            self.table.alias(entity, form)
        return {form: entity for form, entity in forms.items() if form.isascii()}

    def _add_uses(self, forms: dict[str, int]) -> None:
        for passage in self.passages:
            row = self.mentions[passage.index]
            for m, entity in list(uses_of(forms, passage, row, self.table)):
                row.append(m)
                self._tie(m, entity)
            row.sort(key=lambda m: (m.start, -m.end, m.cls))

    # -- people --------------------------------------------------------------------------------------------

    def _person(self, m: Mention) -> int:
        """A person: "Renya Zhan" is "Zhan Renya", and a single name is who bears it as first or last name."""
        words = m.name.split()
        persons = [e for e in range(len(self.table)) if self.table.cls(e) == "Person"]
        if len(words) > 1:
            for entity in persons:
                names = (self.table.name(entity), *self.table.aliases(entity))
                if any(_key(m.name) == _key(name) for name in names):
                    self.table.alias(entity, m.name)
                    return entity
            return self.table.add("Person", m.name, (), m.confidence)
        bearers = [e for e in persons if m.name.casefold() in _ends(self.table.name(e).casefold())]
        return self._nearest(m, bearers) if bearers else self.table.add("Person", m.name, (), m.confidence)

    def _nearest(self, m: Mention, candidates: Sequence[int]) -> int:
        here = (m.passage, m.start)
        before = [(at, e) for at, e in self._entities.items() if e in candidates and at[:2] <= here]
        return max(before)[1] if before else candidates[0]

    # -- institutions --------------------------------------------------------------------------------------

    def _institution(self, m: Mention) -> int:
        first = self._first_name(m)
        if first is not None:
            self.table.alias(first, m.name)
            return first
        if m.cls not in INSTITUTIONS:
            return self.table.add(m.cls, m.name, m.aliases, m.confidence)
        full, whole = self.chains.full_name(m), self.chains.behind(m)
        cls = "AcademicUnit" if whole is not None and m.cls == "University" else m.cls
        entity = self._same_unit(m, full, whole)
        if entity is not None and self._inner(m) is not None:
            self.table.rename(entity, m.name)
        if entity is None:
            entity = self._short_form(m)
        if entity is None:
            needs_whole = m.cls == "Hospital" and whole is not None and whole.cls in _NAMED_BY_WHOLE
            entity = self.table.add(cls, full if needs_whole else m.name, m.aliases, m.confidence)
        self.table.vote(entity, cls, 1 if cls == m.cls else 3)
        for form in (m.name, full):
            if form != self.table.name(entity):
                self.table.alias(entity, form)
        return entity

    def _same_unit(self, m: Mention, full: str, whole: Mention | None) -> int | None:
        """The entity that is named with the same unit and whole in any order, or just so."""
        forms = [full] if full != m.name else []
        if whole is not None:
            forms += _orders(m.name, whole.name)
        inner = self._inner(m)
        if inner is not None:
            forms += _orders(m.name[len(inner) + 1 :], inner)
        found = (self.table.find("institution", form) for form in [*forms, m.name])
        return next((e for e in found if e is not None), None)

    def _inner(self, m: Mention) -> str | None:
        """The name that a name begins with ("Zhejiang University" in "Zhejiang University School of Law")."""
        inside = (o for o in self.mentions[m.passage] if o.start == m.start and o.end < m.end)
        return next((o.name for o in inside if m.name.startswith(f"{o.name} ")), None)

    def _short_form(self, m: Mention) -> int | None:
        """The one entity of its class whose name ends with this one, or goes on behind it with "of"."""
        fitting = [e for e in range(len(self.table)) if self._shortens(m, e)] if " " in m.name else []
        return fitting[0] if len(fitting) == 1 else None

    def _shortens(self, m: Mention, entity: int) -> bool:
        name, cls = self.table.name(entity), self.table.cls(entity)
        if cls != m.cls and not {cls, m.cls} <= _ACADEMIC:
            return False
        begins = m.cls in UNITS[:-1] and name.startswith((f"{m.name}, ", f"{m.name} of "))
        return name.endswith(f" {m.name}") or begins

    def _first_name(self, m: Mention) -> int | None:
        """The entity of which this is said to be another name ("…, also known as …")."""
        if m.cls not in INSTITUTIONS:
            return None
        text = self.passages[m.passage].text
        for other in self.mentions[m.passage]:
            if other.cls in INSTITUTIONS and other.end < m.start:
                gap = text[other.end : m.start].removeprefix(")")
                if expression("joining", "also").fullmatch(gap):
                    return self._entities.get((other.passage, other.start, other.end))
        return None


def _orders(unit: str, whole: str) -> list[str]:
    """The ways in which a unit is named with its whole."""
    return [f"{whole} {unit}", f"{unit} of {whole}", f"{unit} of the {whole}", f"{unit}, {whole}"]


def _shouts(name: str) -> bool:
    """Whether a part of a name is in capitals ("Na LI"): other spellings are preferred."""
    return any(len(word) > 2 and word.isupper() for word in name.split())


def _key(name: str) -> list[str]:
    """What the orders and spellings of a person's name have in common ("LI Na", "Na Li")."""
    return sorted(re.sub("[-’']", "", name).casefold().split())


def _ends(name: str) -> tuple[str, str]:
    words = name.split()
    return words[0], words[-1]
