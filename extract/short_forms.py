"""Short forms: which of the longer names before it an institution's or a contest's name stands for."""

from __future__ import annotations

from functools import cache

from extract.classes import INSTITUTIONS
from extract.entities import EntityTable
from extract.lexicon import place_start, word_list
from extract.name_forms import BRANCH_WORD, abbreviates, branch, drops_place, first_field, is_edition
from extract.records import Mention

_UNITS = frozenset({"Department", "Center", "Laboratory", "Base", "AcademicUnit", "Team"})
"""Units of a larger whole, whose short names many wholes share."""


class ShortForms:
    """The entities of a table by the last two letters of their names, to find those that a shorter name stands for."""

    def __init__(self, table: EntityTable) -> None:
        self.table = table
        self.tails: dict[str, list[int]] = {}

    def add(self, entity: int, name: str) -> None:
        """Lets shorter names stand for an entity."""
        self.tails.setdefault(name[-2:], []).append(entity)

    def drop(self, entity: int) -> None:
        """Lets no name stand for an entity any more."""
        self.tails = {tail: [e for e in found if e != entity] for tail, found in self.tails.items()}

    def of(self, m: Mention, topic: str) -> int | None:
        """The entity of which the mention's name is a short form: one longer name of its class ends with it."""
        if m.cls == "Event":
            return self._edition(m)
        if m.cls not in INSTITUTIONS or m.name in _too_common():
            return None
        exact = self.table.find("institution", m.name)
        if exact is not None:
            return exact
        candidates = [e for e in self.tails.get(m.name[-2:], ()) if self._is_short_for(m, e)]
        if not candidates and m.cls == "Association" and m.name.endswith("专委会"):
            candidates = [e for e in self.tails.get("员会", ()) if self._is_short_for(m, e)]
        if not candidates and m.cls == "Company" and m.name.endswith(("公司", "集团")) and len(m.name) >= 4:
            candidates = [e for e in self.tails.get("公司", ()) if _is_company(self.table.name(e), m.name)]
        if m.cls in _UNITS and "·" not in m.name and not place_start().match(m.name):
            candidates = [
                e
                for e in candidates
                if (topic and self.table.name(e).startswith(topic)) or first_field(m.name, self.table.name(e))
            ]
        ending = [e for e in candidates if self.table.name(e).endswith(m.name)]
        candidates = ending or candidates
        if len(candidates) == 1:
            self.table.alias(candidates[0], m.name)
            return candidates[0]
        return None

    def _edition(self, m: Mention) -> int | None:
        """The only edition that the text names of a contest or meeting that it also names without year and number."""
        full = [e for e in self.tails.get(m.name[-2:], ()) if is_edition(self.table.name(e), m.name)]
        if len(full) != 1 or self.table.cls(full[0]) != "Event":
            return None
        self.table.alias(full[0], m.name)
        return full[0]

    def _is_short_for(self, m: Mention, entity: int) -> bool:
        name = self.table.name(entity)
        if len(name) <= len(first_half(m)) or self.table.cls(entity) not in INSTITUTIONS:
            return False
        same_class = self.table.cls(entity) == m.cls or {self.table.cls(entity), m.cls} <= {
            "University",
            "AcademicUnit",
            "Organization",
            "School",
        }
        if not same_class:
            return False
        sites = "·" in m.name and m.cls in _UNITS and name.endswith(m.name.split("·")[0])
        faculty = m.cls == "AcademicUnit" and first_field(m.name, name)
        if sites or faculty or name.endswith(m.name.removeprefix("附属")) or drops_place(m.name, name):
            return True
        if m.cls == "Association" and BRANCH_WORD.search(m.name):
            short, full = branch(m.name), branch(name)
            return full.endswith(short) or abbreviates(short, full)
        return m.cls in ("Hospital", "Company", "University") and abbreviates(m.name, name)


def first_half(m: Mention) -> str:
    """The name, of a unit with two names in one ("甲学院·乙学院") the first of them."""
    return m.name.split("·")[0] if m.cls in _UNITS else m.name


def _is_company(company: str, short: str) -> bool:
    """Whether a company's name, its place left out, begins as the short one does ("江苏恒山集团有限公司", "恒山集团")."""
    place = place_start().match(company)
    own = company[place.end() :] if place else company
    return company.startswith(short[:-2]) or own.startswith(short[:-2])


@cache
def _too_common() -> frozenset[str]:
    return frozenset(word_list("references")["too_common"])
