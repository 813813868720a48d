"""The entities of one document while it is read: names folded together, classes decided by votes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.fold import fold_name
from extract.records import LocalEntity
from ontology.terms import group_of


@dataclass(slots=True)
class _Draft:
    name: str
    votes: dict[str, float]
    cls: str = ""
    aliases: dict[str, None] = field(default_factory=dict)
    context: int | None = None
    language: str = "zh"
    identifiers: tuple[str, ...] = ()


_WORKS = ("Course", "Publication")


def room(cls: str) -> str:
    """Where one name means one thing: the group of a class (institution, person, program, place), works apart.

    A textbook is not the course, and neither of them the field, that it is named after.
    """
    return cls if cls in _WORKS else group_of(cls)


class EntityTable:
    """Entities by folded name within a room; ids count from 0."""

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []
        self._ids: dict[tuple[str, str], int] = {}

    def __len__(self) -> int:
        return len(self._drafts)

    def add(self, cls: str, name: str, aliases: Iterable[str] = (), weight: float = 1) -> int:
        """The id of the entity that ``name`` names; a new one if no name or alias of its room folds to the same."""
        key = (room(cls), fold_name(name))
        known = self._ids.get(key)
        if known is None:
            known = self._ids[key] = len(self._drafts)
            self._drafts.append(_Draft(name, {}))
        self._count(known, cls, weight)
        for alias in aliases:
            self.alias(known, alias)
        return known

    def find(self, group: str, name: str) -> int | None:
        """The id of the entity of ``group`` that ``name`` names, or None; a work only where nothing else is so named."""
        rooms = (group, *_WORKS) if group == "program" else (group,)
        return next(
            (self._ids[key] for key in ((r, fold_name(name)) for r in rooms) if key in self._ids), None
        )

    def alias(self, entity: int, name: str) -> None:
        """Lets ``name`` name the entity too, unless it already names another one."""
        draft = self._drafts[entity]
        key = (room(self.cls(entity)), fold_name(name))
        if self._ids.setdefault(key, entity) == entity and name != draft.name:
            draft.aliases[name] = None

    def cls(self, entity: int) -> str:
        """The class with most votes; ties go to the one that was first voted for."""
        return self._drafts[entity].cls

    def _count(self, entity: int, cls: str, weight: float) -> None:
        draft = self._drafts[entity]
        draft.votes[cls] = draft.votes.get(cls, 0) + weight
        draft.cls = max(draft.votes, key=lambda known: draft.votes[known])

    def vote(self, entity: int, cls: str, weight: float) -> None:
        """Counts evidence that the entity is a ``cls`` (of the same room, else it is ignored)."""
        if room(cls) == room(self.cls(entity)):
            self._count(entity, cls, weight)

    def name(self, entity: int) -> str:
        """The full name."""
        return self._drafts[entity].name

    def aliases(self, entity: int) -> tuple[str, ...]:
        """The other names."""
        return tuple(self._drafts[entity].aliases)

    def rename(self, entity: int, name: str) -> None:
        """Gives the entity a fuller name; the old one becomes an alias."""
        draft = self._drafts[entity]
        key = (room(self.cls(entity)), fold_name(name))
        if self._ids.setdefault(key, entity) == entity and name != draft.name:
            old, draft.name = draft.name, name
            draft.aliases.pop(name, None)
            draft.aliases[old] = None

    def merge(self, old: int, new: int) -> None:
        """Lets the names of ``old`` name ``new``; nothing should be said of ``old`` any more."""
        for key, entity in self._ids.items():
            if entity == old:
                self._ids[key] = new
        for form in (self._drafts[old].name, *self._drafts[old].aliases):
            if form != self._drafts[new].name:
                self._drafts[new].aliases[form] = None

    def set_context(self, entity: int, context: int) -> None:
        """Says which entity tells this one from others of its name (the first one said stays)."""
        if self._drafts[entity].context is None:
            self._drafts[entity].context = context

    def identify(self, entity: int, identifiers: Iterable[str]) -> None:
        """Adds identifiers (IRIs) of other registers."""
        draft = self._drafts[entity]
        draft.identifiers = tuple(sorted({*draft.identifiers, *identifiers}))

    def set_language(self, entity: int, language: str) -> None:
        """The language of the name, "zh" unless said."""
        self._drafts[entity].language = language

    def freeze(self, wanted: Iterable[int]) -> tuple[LocalEntity, ...]:
        """The entities ``wanted`` as records, by id."""
        return tuple(self._record(i) for i in sorted(set(wanted)))

    def _record(self, entity: int) -> LocalEntity:
        d = self._drafts[entity]
        return LocalEntity(
            entity, self.cls(entity), d.name, d.language, tuple(d.aliases), d.context, d.identifiers
        )
