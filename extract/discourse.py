"""What the text speaks of where: references of spans to entities, the topic of sections, and the focus along passages."""

from __future__ import annotations

from dataclasses import dataclass

from extract.entities import EntityTable
from extract.records import Mention

MAJOR = (
    "University",
    "Hospital",
    "School",
    "ResearchInstitute",
    "Laboratory",
    "Company",
    "Association",
    "Center",
    "GovernmentBody",
)
"""Classes of institutions that a document can be about, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A span of a passage that stands for an entity.

    ``generic`` for bare nouns and pronouns, ``known`` for names that need no cue (lexicons/names.yaml), ``also`` the
    further entities that the same words stand for.
    """

    passage: int
    start: int
    end: int
    cls: str
    entity: int
    generic: bool = False
    known: bool = False
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Focus:
    """Who is spoken of from offset ``start`` of a passage on: an organisation, a person, and the subjects of the clause.

    ``told`` where someone who speaks for the organisation is quoted.
    """

    start: int
    organization: int | None
    person: int | None
    subjects: tuple[int, ...]
    told: bool = False


@dataclass(slots=True)
class Discourse:
    """The references of a document, passage by passage, and the focus along each passage."""

    table: EntityTable
    references: list[list[Reference]]
    literals: list[list[Mention]]
    foci: list[list[Focus]]
    topics: list[int | None]
    programme: int | None = None

    def focus(self, passage: int, position: int) -> Focus:
        """The focus at an offset of a passage."""
        current = Focus(0, None, None, ())
        for focus in self.foci[passage]:
            if focus.start > position:
                break
            current = focus
        return current
