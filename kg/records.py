"""The records of the graph layer: frozen, slotted, sorted. All offsets are source offsets (code points)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


class KgError(Exception):
    """Something the user can mend; the message says what, where and what to do, in one line."""


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """One real thing: ``iri`` is minted from class, folded name and, for people, affiliation."""

    iri: str
    cls: str
    label: str
    language: str = "zh"
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where a statement is made: the quotation ``start:end`` of ``document`` and the supporting words.

    ``quote`` equals the document's text from ``start`` to ``end``; ``marks`` are spans inside it (offsets of the
    document too); ``section`` is the title path, joined by " › ".
    """

    document: str
    start: int
    end: int
    quote: str
    marks: tuple[tuple[int, int], ...]
    page: int | None
    section: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A triple with its evidence: ``object`` is an entity IRI, or a literal where ``literal`` is true.

    ``confidence`` (0..1) combines that of the evidence.
    """

    subject: str
    property: str
    object: str
    literal: bool
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """One reported figure: ``value`` is in ``unit``; ``period`` is "" where the source gives none."""

    iri: str
    about: str
    measure: str
    value: Decimal
    unit: str
    period: str
    approximate: bool
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class SourceSection:
    """A section of a source document: heading, level and source offsets; index 0 is the whole document."""

    level: int
    number: str
    title: str
    parent: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class SourceMention:
    """A place in a source document where an entity is named or referred to."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A source document as the graph folder keeps it: ``documents/NAME.txt`` and ``documents/NAME.json``.

    ``pages`` are (number, start, end); ``furniture`` (kind, start, end) is text that yields no facts.
    """

    name: str
    source: str
    media_type: str
    sha256: str
    text: str
    sections: tuple[SourceSection, ...] = ()
    mentions: tuple[SourceMention, ...] = ()
    pages: tuple[tuple[int, int, int], ...] = ()
    furniture: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedInput:
    """An input that gave nothing, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """All that a graph folder holds. Every tuple is sorted (by IRI; facts by subject, property, object)."""

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    observations: tuple[Observation, ...]
    documents: tuple[SourceDocument, ...]
    skipped: tuple[SkippedInput, ...] = ()
