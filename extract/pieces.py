"""Paragraphs → pieces: headings, prose, list items, fields, rows, as far as each paragraph tells by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.fields import Field, find_field
from extract.headings import (
    PART_RANK,
    Heading,
    Numbering,
    is_part,
    leading_name,
    plain_text,
)
from extract.layout import lexicon, past_bullet
from extract.lines import Layout
from extract.paragraphs import Group, heading_key
from extract.records import BlockKind
from extract.roster_lines import is_roster

_FULL_STOP = re.compile("[。；！？;]")
_FIGURE = re.compile(r"\d\s?[余多]?[个名人张项家所万亿余多台篇门种次间套件例]|\d\s?[%％]")
# Names side by side, wide blanks between them.
_COLUMNS = re.compile(r"[一-鿿（）]{3,16}(?:(?:\s{2,}|　)\s*[一-鿿（）]{3,16}){3,}")
_MAX_HEADING = 60
_MAX_WEAK_HEADING = 42
_MAX_BARE = 36
_MAX_TITLE = 80

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the document of one kind.

    ``heading`` opens a section (also of prose that begins with the name of what it is about); ``bare`` marks
    a short line without numbering, ``number`` a weakly numbered line (style, value), ``label`` a field label
    whose value is still to come, ``title`` a line of the document's title; ``closes`` ends the section of a
    table after the piece.
    """

    kind: BlockKind
    ranges: Ranges
    text: str = ""
    heading: Heading | None = None
    cells: tuple[tuple[str, Ranges], ...] = ()
    bare: bool = False
    label: str = ""
    number: tuple[str, int] | None = None
    closes: bool = False
    title: bool = False

    @property
    def start(self) -> int:
        """Source offset at which the piece begins."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """Source offset at which the piece ends."""
        return self.ranges[-1][1]


def classify(group: Group, layout: Layout, known_headings: frozenset[str], first: bool) -> Piece:
    """The piece that a paragraph is, as far as it can be told without its neighbours.

    The ``first`` paragraph of a document may be a title longer than other bare lines.
    """
    ranges = tuple((line.start, line.stop) for line in group.lines)
    text = group.text
    if len(group.lines) == 1 and not layout.full(group.lines[0]):
        field = find_field(group.lines[0])
        if field is not None:
            return _field_piece(field, ranges, text)
    if group.number is not None:
        return _numbered(group, group.number, ranges, text, known_headings)
    if is_part(text):
        return Piece(BlockKind.HEADING, ranges, text, Heading(PART_RANK, "", plain_text(text)))
    if past_bullet(text) or _COLUMNS.fullmatch(text):
        return Piece(BlockKind.LIST, ranges, text)
    short = sum(line.width for line in group.lines) <= _MAX_BARE and not _states(text)
    bare = (short or (first and len(text) <= _MAX_TITLE)) and not (
        group.ends_sentence or group.lines[-1].ends_open
    )
    bare = bare and not _FULL_STOP.search(text) and text.count("，") < 2 and not is_roster(text)
    return Piece(BlockKind.PROSE, ranges, text, bare=bare or heading_key(text) in known_headings)


def _states(text: str) -> bool:
    """Whether a short line says something: a figure, or a verb of which headings are not made."""
    return _FIGURE.search(text) is not None or lexicon().statement.search(text) is not None


def _field_piece(field: Field, ranges: Ranges, text: str) -> Piece:
    cells = tuple((header, ((start, end),)) for header, start, end in field.cells)
    if not cells:
        return Piece(BlockKind.PROSE, ranges, text, bare=True, label=field.label)
    return Piece(BlockKind.FIELD, ranges, text, cells=cells)


def _numbered(
    group: Group, number: Numbering, ranges: Ranges, text: str, known_headings: frozenset[str]
) -> Piece:
    rest = text[number.end :].strip()
    weak = not number.strong and number.style != "decimal-2"
    listed = heading_key(text) in known_headings
    if listed or _is_heading(rest, weak, len(group.lines) == 1, group.ends_sentence):
        heading = Heading(number.rank, _tidy(number.number), plain_text(rest).rstrip("：:"))
        told = (number.style, number.value) if weak and not listed else None
        return Piece(BlockKind.HEADING, ranges, text, heading, number=told)
    name = leading_name(rest)
    if name:
        heading = Heading(number.rank, _tidy(number.number), name)
        return Piece(BlockKind.PROSE, ranges, text, heading)
    return Piece(BlockKind.LIST, ranges, text, number=(number.style, number.value))


def _is_heading(rest: str, weak: bool, single: bool, ends_sentence: bool) -> bool:
    if len(rest) > (_MAX_WEAK_HEADING if weak else _MAX_HEADING) or _FULL_STOP.search(rest[:-1]):
        return False
    if ends_sentence and not rest.endswith(("：", ":", "？", "?")):
        return not weak and single and len(rest) <= _MAX_WEAK_HEADING // 2 and rest.endswith("。")
    colon = re.search("[：:]", rest[:-1])
    return not (weak and (colon or rest.count("，") > 3)) and not rest.endswith(("，", "、"))


def _tidy(number: str) -> str:
    return "".join(number.split())
