"""Pieces → pieces: what depends on neighbours is settled: values of labels, runs of bare lines, lists, titles of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.fields import is_list_of
from extract.headings import BARE_RANK, LABEL_RANK, TABLE_RANK, Heading, is_label, plain_text
from extract.layout import lexicon, past_bullet
from extract.pieces import Piece
from extract.records import BlockKind

# A label with the list of what it names ("省级特色专业：甲学、乙学").
_LABELLED_LIST = re.compile("[：:][^：:]+、")
_DATE_LINE = re.compile(
    r"\d{4}[./年]\d{1,2}月?\s?[-—–~至]+\s?(?:\d{4}[./年]\d|今|现在).+|\d{4}\s?[-—–~至]+\s?(?:\d{4}|今)\s+.+|"
    r"(?:[\w\s]{0,6}[:：])?\s*[\d二〇零○一三四五六七八九]{4}\s?[-年./].{0,16}|.{0,8}(?:来源|作者|发布|点击|浏览|阅读).{0,40}"
)
_MAX_BULLETED, _NO_TITLE = 16, re.compile("[，。；：:、]|\\s{2}|\u3000")
_MAX_TITLE_LINES = 5
_MAX_CARD, _EMPLOYER = 120, "单位"


def settle(pieces: Sequence[Piece]) -> list[Piece]:
    """Decide what depends on neighbours: values of labels, runs of bare lines, lists, titles of tables."""
    settled = _affiliations(_join_labels(_bullet_headings(pieces)))
    settled = _settle_lists(settled)
    settled = _settle_bare(settled)
    return _close_tables(_nest_labels(settled))


def _bullet_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """A short line behind a bullet heads what follows if that has an inner bullet, or the line is a label."""
    settled = list(pieces)
    outer: dict[str, int] = {}
    for i, (piece, following) in enumerate(pairwise(pieces)):
        if not past_bullet(piece.text):
            continue
        outer.setdefault(piece.text[0], i)
        words = piece.text[past_bullet(piece.text) :].rstrip("：: ")
        if piece.kind is not BlockKind.LIST or len(words) > _MAX_BULLETED or _NO_TITLE.search(words):
            continue
        bullet = following.text[:1] if past_bullet(following.text) else ""
        inner = bullet != "" and bullet not in outer
        inner = inner or outer.get(bullet, -1) > outer[piece.text[0]]
        labelled = is_label(words) and not bullet and following.kind is not BlockKind.HEADING
        if inner or labelled:
            heading = Heading(BARE_RANK, "", plain_text(words))
            settled[i] = replace(piece, kind=BlockKind.HEADING, heading=heading)
    return settled


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
                nested.append(replace(piece, heading=replace(heading, rank=BARE_RANK)))
                continue
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
