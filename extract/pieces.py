"""Paragraphs → pieces: headings, prose, list items, fields, rows; what depends on neighbours is settled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.fields import Field, find_field, is_list_of
from extract.headings import (
    BARE_RANK,
    LABEL_RANK,
    PART_RANK,
    TABLE_RANK,
    Heading,
    Numbering,
    is_label,
    is_part,
    leading_name,
    plain_text,
)
from extract.layout import lexicon
from extract.lines import Layout
from extract.paragraphs import Group, heading_key, is_bullet
from extract.records import BlockKind
from extract.roster_lines import is_roster

_FULL_STOP = re.compile("[。；！？;]")
# A label with the list of what it names ("省级特色专业：甲学、乙学").
_LABELLED_LIST = re.compile("[：:][^：:]+、")
_FIGURE = re.compile(r"\d\s?[余多]?[个名人张项家所万亿余多台篇门种次间套件例]|\d\s?[%％]")
_DATE_LINE = re.compile(
    r"\d{4}[./年]\d{1,2}月?\s?[-—–~至]+\s?(?:\d{4}[./年]\d|今|现在).+|\d{4}\s?[-—–~至]+\s?(?:\d{4}|今)\s+.+|"
    r"(?:[\w\s]{0,6}[:：])?\s*[\d二〇零○一三四五六七八九]{4}\s?[-年./].{0,16}|.{0,8}(?:来源|作者|发布|点击|浏览|阅读).{0,40}"
)
_MAX_HEADING = 60
_MAX_WEAK_HEADING = 42
_MAX_BARE = 36
_MAX_TITLE_LINES, _MAX_TITLE = 5, 80
_MAX_CARD, _EMPLOYER = 120, "单位"

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
    if is_bullet(text):
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


def settle(pieces: Sequence[Piece]) -> list[Piece]:
    """Decide what depends on neighbours: values of labels, runs of bare lines, lists, titles of tables."""
    settled = _affiliations(_join_labels(pieces))
    settled = _settle_lists(settled)
    settled = _settle_bare(settled)
    return _close_tables(_nest_labels(settled))


def _join_labels(pieces: Sequence[Piece]) -> list[Piece]:
    """A label on a line of its own takes a short next line as its value."""
    joined: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.label and (_has_one_value(pieces, at + 1) or _lists(pieces, at)):
            value = pieces[at + 1]
            cells = ((piece.label, value.ranges),)
            ranges = (*piece.ranges, *value.ranges)
            piece = Piece(BlockKind.FIELD, ranges, piece.text + value.text, cells=cells)
            at += 1
        joined.append(piece)
        at += 1
    return joined


def _has_one_value(pieces: Sequence[Piece], at: int) -> bool:
    """Whether one short line follows a label; a second one may be the name on the next card, not more."""
    stop = at
    while stop < len(pieces) and stop - at < 3 and _is_value(pieces[stop]):
        stop += 1
    after = pieces[stop] if stop < len(pieces) else None
    carded = after is not None and (after.kind is BlockKind.FIELD or bool(after.label))
    return stop - at == 1 or (stop - at == 2 and carded)


def _lists(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the label is followed by a paragraph that is a list of what it says."""
    following = pieces[at + 1 : at + 2]
    return any(p.kind is BlockKind.PROSE and is_list_of(pieces[at].label, p.text) for p in following)


def _is_value(piece: Piece) -> bool:
    return piece.bare and not piece.label and piece.heading is None and not is_label(piece.text)


def _affiliations(pieces: list[Piece]) -> list[Piece]:
    """A line that names an institution between the field lines of a person's card is a field as well."""
    settled = list(pieces)
    for i in range(1, len(pieces) - 1):
        piece = pieces[i]
        beside = settled[i - 1].kind is BlockKind.FIELD and pieces[i + 1].kind is BlockKind.FIELD
        plain = piece.kind is BlockKind.PROSE and not piece.label and piece.heading is None
        if beside and plain and len(piece.text) <= _MAX_CARD and lexicon().organisation.search(piece.text):
            settled[i] = replace(piece, kind=BlockKind.FIELD, bare=False, cells=((_EMPLOYER, piece.ranges),))
    return settled


def _settle_lists(pieces: list[Piece]) -> list[Piece]:
    """Weakly numbered short lines that follow each other without anything between are list items."""
    kinds = [piece.kind for piece in pieces]
    for i, piece in enumerate(pieces):
        if piece.number is None or kinds[i] is not BlockKind.HEADING:
            continue
        style, value = piece.number
        before = pieces[i - 1].number if i else None
        after = pieces[i + 1] if i + 1 < len(pieces) else None
        listed = i > 0 and before == (style, value - 1) and kinds[i - 1] is BlockKind.LIST
        followed = after is not None and after.number == (style, value + 1)
        over = after is None or after.kind is not BlockKind.PROSE or after.bare or after.heading is not None
        if followed or (listed and over):
            kinds[i] = BlockKind.LIST
    return [
        replace(piece, kind=kind, heading=piece.heading if kind is piece.kind else None)
        for piece, kind in zip(pieces, kinds, strict=True)
    ]


def _settle_bare(pieces: list[Piece]) -> list[Piece]:
    settled: list[Piece] = []
    at = 0
    while at < len(pieces):
        stop = at
        while stop < len(pieces) and pieces[stop].bare:
            stop += 1
        if stop == at:
            settled.append(pieces[at])
            at += 1
            continue
        run = pieces[at:stop]
        titles = _title_lines(run) if at == 0 else 0
        settled.extend(replace(p, kind=BlockKind.HEADING, title=True, bare=False) for p in run[:titles])
        followed = stop < len(pieces)
        settled.extend(_settle_run(run[titles:], followed, settled[-1] if settled else None))
        at = stop
    return settled


def _title_lines(run: Sequence[Piece]) -> int:
    """How many of the bare lines that open a document are its title."""
    count = 0
    for piece in run[:_MAX_TITLE_LINES]:
        dated = _DATE_LINE.fullmatch(piece.text) is not None
        more = count == 0 or piece.text.startswith(("（", "(")) or lexicon().document_words.search(piece.text)
        if piece.label or dated or not more or (is_label(piece.text) and not (count or len(piece.text) > 8)):
            break
        count += 1
    return count


def _settle_run(run: Sequence[Piece], followed: bool, before: Piece | None) -> list[Piece]:
    """Headings and list items of a run of bare lines."""
    labels = [bool(piece.label) or is_label(piece.text) for piece in run]
    listed = before is not None and before.text.rstrip().endswith(("：", ":")) and len(run) > 1
    unlabelled = not any(labels) and not listed
    settled = []
    for i, piece in enumerate(run):
        last = i == len(run) - 1
        dated = _DATE_LINE.fullmatch(piece.text) is not None
        lead = labels[i] or (unlabelled and (i == 0 or (last and len(run) == 2)))
        heads = lead and not dated and _LABELLED_LIST.search(piece.text) is None
        if heads and (followed or not last):
            rank = LABEL_RANK if labels[i] else BARE_RANK
            heading = Heading(rank, "", plain_text(piece.text).rstrip("：:"))
            settled.append(replace(piece, kind=BlockKind.HEADING, heading=heading, bare=False))
        else:
            kind = BlockKind.LIST if len(run) > 1 and not dated else BlockKind.PROSE
            settled.append(replace(piece, kind=kind, bare=False))
    return settled


def _nest_labels(pieces: list[Piece]) -> list[Piece]:
    """Labels nest in a bare heading only where it heads a card: a field follows, or the same labels recur."""
    counts = Counter(p.heading.title for p in pieces if p.heading and p.heading.rank == LABEL_RANK)
    nested, card = [], False
    for i, piece in enumerate(pieces):
        heading = piece.heading
        if heading is not None and heading.rank == LABEL_RANK:
            if not (card or counts[heading.title] > 1):
                piece = replace(piece, heading=replace(heading, rank=BARE_RANK))  # noqa: PLW2901
        elif heading is not None:
            follower = pieces[i + 1] if i + 1 < len(pieces) else None
            card = heading.rank == BARE_RANK and follower is not None and follower.kind is BlockKind.FIELD
        nested.append(piece)
    return nested


def _close_tables(pieces: list[Piece]) -> list[Piece]:
    """A bare heading or caption directly before rows names the table, and its section ends with the rows."""
    closed = list(pieces)
    for i, piece in enumerate(pieces[:-1]):
        heading = piece.heading
        if heading is None or heading.rank < BARE_RANK or pieces[i + 1].kind is not BlockKind.ROW:
            continue
        closed[i] = replace(piece, heading=replace(heading, rank=TABLE_RANK))
        last = i + 1
        while last + 1 < len(pieces) and pieces[last + 1].kind is BlockKind.ROW:
            last += 1
        closed[last] = replace(closed[last], closes=True)
    return closed
