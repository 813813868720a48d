"""The records that pass between the stages of extraction: frozen, slotted, picklable.

Two coordinate systems, never mixed in one record:

* *source* offsets count Unicode code points of ``Document.text`` (the plain text kept in the graph folder);
* *passage* offsets count code points of ``Passage.text`` (unwrapped, folded); ``Passage.source`` translates.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ExtractError(Exception):
    """A document cannot be read; the message says what, where and what to do, in one line."""


class BlockKind(StrEnum):
    """What a stretch of a document is for; only prose, list, row and field blocks yield facts."""

    HEADING = "heading"
    PROSE = "prose"
    LIST = "list"
    ROW = "row"
    FIELD = "field"
    CONTENTS = "table of contents"
    HEADER = "running header"
    PAGE_NUMBER = "page number"
    CAPTION = "caption"
    BYLINE = "byline"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paginated source: ``number`` counts from 1, source offsets ``start:end``."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: the column's header ("" if it has none) and offsets of the cell's text.

    Source offsets in a ``Block``, passage offsets in a ``Passage``.
    """

    header: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A layout hint of a loader (or of the segmenter): a stretch ``start:end`` of the source of one kind.

    ``level`` is 1.. for headings, 0 otherwise; ``cells`` is filled for ROW blocks.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A loaded document: its plain text and what the file format told of its layout.

    ``name`` is unique within a build and safe as a file stem; ``source`` is the path as the user gave it;
    ``blocks`` is empty where the format has no layout (plain text): the segmenter then infers it.
    """

    name: str
    source: str
    media_type: str
    sha256: str
    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the section tree: ``index`` 0 is the document itself (level 0, no parent).

    ``number`` is the heading's numbering as written ("1.2.3", "(三)"), ``title`` the rest of it;
    ``start:end`` are source offsets from the heading to the end of the section.
    """

    index: int
    level: int
    number: str
    title: str
    parent: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, heading, list item, table row or field, unwrapped and folded.

    ``text`` has no line breaks; ``offsets[i]`` is the source offset of ``text[i]`` (``len(offsets) == len(text)``);
    ``paragraph`` numbers the paragraph it belongs to across the document; ``page`` counts from 1, None if unpaginated;
    ``cells`` (passage offsets) is filled for rows.
    """

    index: int
    kind: BlockKind
    text: str
    offsets: tuple[int, ...] = field(repr=False)
    section: int
    paragraph: int
    page: int | None = None
    cells: tuple[Cell, ...] = ()

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of the passage span ``start:end`` (non-empty).

        >>> Passage(0, BlockKind.PROSE, "甲乙", (3, 5), 0, 0).source(0, 2)
        (3, 6)
        """
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A document as sections and passages; ``furniture`` is what was set aside (contents, headers, captions …)."""

    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    furniture: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the tagger: passage offsets and LAC tag (n, v, PER, LOC, ORG, TIME …)."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a passage: passage offsets, class, the fullest name it supports, what found it.

    ``also`` are the names of further things of its class that the same words stand for ("博士、硕士学位授权点").
    """

    passage: int
    start: int
    end: int
    cls: str
    name: str
    rule: str
    confidence: float
    aliases: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """One real thing as one document names it; ``id`` is unique within the document.

    ``context`` is the id of the entity that tells homonyms apart (a person's institution), if any;
    ``identifiers`` are IRIs in other registers, from a user's lexicon.
    """

    id: int
    cls: str
    name: str
    language: str = "zh"
    aliases: tuple[str, ...] = ()
    context: int | None = None
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where the document names or refers to an entity: source offsets."""

    entity: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Support:
    """Why a claim is believed: the quotation ``start:end`` and the supporting words ``marks``, source offsets."""

    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    page: int | None
    section: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Claim:
    """``subject`` (local entity id), property, and ``object``: a local entity id, or a literal as a string."""

    subject: int
    property: str
    object: int | str
    support: Support


@dataclass(frozen=True, slots=True)
class Amount:
    """A stated figure before it is known whom it is about: passage offsets, see ``Figure`` for the values.

    ``start:end`` covers number and unit, ``marks`` the words of measure, number and unit; ``subject`` is the passage
    span that names what the figure is about where the wording or the table row says so, None for the current topic.
    """

    passage: int
    start: int
    end: int
    measure: str
    value: str
    unit: str
    period: str
    approximate: bool
    marks: tuple[tuple[int, int], ...]
    subject: tuple[int, int] | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported figure about the local entity ``about``; ``value`` is a decimal numeral in ``unit``.

    ``period`` as stated or inherited ("2023", "近五年"), "" if none.
    """

    about: int
    measure: str
    value: str
    unit: str
    period: str
    approximate: bool
    support: Support


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says: the result of ``read_document``, pure and picklable."""

    document: Document
    sections: tuple[Section, ...]
    entities: tuple[LocalEntity, ...]
    occurrences: tuple[Occurrence, ...]
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    furniture: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave nothing, and why, in one line."""

    source: str
    reason: str
