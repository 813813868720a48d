"""Document → Segmentation: furniture set aside, lines joined, headings, tables and fields found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extract.fields import find_field
from extract.furniture import (
    Kinds,
    caption_parts,
    find_bylines,
    find_captions,
    find_contents,
    find_headers,
    find_page_numbers,
)
from extract.headings import BARE_RANK, TABLE_RANK, Heading, numbering, plain_text
from extract.lines import Layout, Line, measure, split_lines
from extract.paragraphs import Group, Grouper, heading_key
from extract.passages import Writer
from extract.pieces import Piece, classify
from extract.records import Block, BlockKind, Document, Page, Segmentation
from extract.roster_lines import members_apart
from extract.settle import settle
from extract.tables import Table, find_tables

_MAX_LEVEL = 8  # of a loader's headings: they rank below those of the text
_PARTING = frozenset((BlockKind.CONTENTS, BlockKind.BYLINE))
_FURNITURE = _PARTING | {BlockKind.HEADER, BlockKind.PAGE_NUMBER, BlockKind.CAPTION}


def segment(document: Document) -> Segmentation:
    """Cut a document into sections and passages.

    Layout that the loader knows (``document.blocks``) is taken as it is, the rest is inferred from lines.
    Every visible character that folding keeps is in exactly one passage or one furniture block.
    """
    source = _Source.of(document)
    layout, kinds, tables = _infer(source)
    pieces = _name_document(settle(_pieces(source, layout, kinds, tables)))
    writer = Writer(document, source.pages)
    for piece in pieces:
        writer.write(piece)
    furniture = [*source.furniture, *_blocks(source.lines, kinds)]
    sections = writer.outline.sections()
    return Segmentation(
        sections, tuple(writer.passages), tuple(sorted(furniture, key=lambda block: block.start))
    )


@dataclass(slots=True)
class _Source:
    """The lines to infer layout for, and what the loader has decided, by the line index it stands before."""

    lines: list[Line]
    pages: tuple[Page, ...]
    fixed: dict[int, list[Piece]] = field(default_factory=dict)
    barriers: set[int] = field(default_factory=set)
    furniture: list[Block] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> _Source:
        source = cls([], document.pages or _form_feed_pages(document.text))
        at = 0
        for block in sorted(document.blocks, key=lambda b: (b.start, b.end)):
            if block.start < at or block.end <= block.start:
                continue
            source._infer_later(document.text, at, block.start)
            if block.kind in _FURNITURE:
                source.furniture.append(block)
                at = block.end
                continue
            source.barriers.add(len(source.lines))
            if block.kind is BlockKind.PROSE:
                source._infer_later(document.text, block.start, block.end)
            else:
                piece = _given(document.text, block)
                if piece is not None:
                    source.fixed.setdefault(len(source.lines), []).append(piece)
            source.barriers.add(len(source.lines))
            at = block.end
        source._infer_later(document.text, at, len(document.text))
        return source

    def _infer_later(self, text: str, start: int, end: int) -> None:
        for line in split_lines(text, start, end):
            self.lines.extend(members_apart(line))


def _given(text: str, block: Block) -> Piece | None:
    """The piece of a block whose kind the loader knows, None if nothing visible is in it."""
    lines = split_lines(text, block.start, block.end)
    if not lines:
        return None
    ranges = ((block.start, block.end),)
    bare = text[block.start : block.end].strip()
    cells = tuple((cell.header, ((cell.start, cell.end),)) for cell in block.cells if cell.end > cell.start)
    if block.kind is BlockKind.HEADING:
        number = numbering(bare)
        title = plain_text(bare[number.end :] if number else bare)
        heading = Heading(
            min(max(1, block.level), _MAX_LEVEL) + 1, "".join(number.number.split()) if number else "", title
        )
        return Piece(block.kind, ranges, bare, heading)
    if block.kind in (BlockKind.FIELD, BlockKind.LIST) and not cells and len(lines) == 1:
        found = find_field(lines[0])
        cells = tuple((header, ((start, end),)) for header, start, end in found.cells) if found else ()
    kind = BlockKind.FIELD if block.kind is BlockKind.LIST and cells else block.kind
    return Piece(kind, ranges, bare, cells=cells)


def _name_document(pieces: list[Piece]) -> list[Piece]:
    """A first heading of the loader that stands above all others is the document's title."""
    if not pieces or pieces[0].heading is None or not 1 < pieces[0].heading.rank <= _MAX_LEVEL + 1:
        return pieces
    first = pieces[0].heading.rank
    if any(piece.heading is not None and piece.heading.rank <= first for piece in pieces[1:]):
        return pieces
    return [replace(pieces[0], heading=None, title=True), *pieces[1:]]


def _form_feed_pages(text: str) -> tuple[Page, ...]:
    if "\f" not in text:
        return ()
    pages, start = [], 0
    for number, page in enumerate(text.split("\f"), 1):
        end = start + len(page) + 1
        pages.append(Page(number, start, min(end, len(text))))
        start = end
    return tuple(pages)


def _infer(source: _Source) -> tuple[Layout, Kinds, list[Table]]:
    """Layout, page furniture by line index, and flattened tables."""
    lines = source.lines
    kinds = find_contents(lines)
    layout = measure([line for i, line in enumerate(lines) if i not in kinds])
    kinds |= find_headers(lines, layout, kinds)
    kinds |= find_captions(lines, kinds)
    kinds |= find_bylines(lines, kinds)
    tables = find_tables(lines, layout, kinds)
    in_tables = {i for table in tables for i in range(table.first, table.stop)}
    paginated = len(source.pages) > 1
    taken = dict.fromkeys(in_tables, BlockKind.ROW) | kinds
    kinds |= find_page_numbers(lines, layout, taken, paginated)
    kinds |= {i: BlockKind.CAPTION for table in tables for i in table.headers}
    return layout, kinds, tables


def _pieces(source: _Source, layout: Layout, kinds: Kinds, tables: Sequence[Table]) -> list[Piece]:
    """The whole document as pieces in source order."""
    lines = source.lines
    known = frozenset(
        _contents_titles(lines[i].text for i, kind in kinds.items() if kind is BlockKind.CONTENTS)
    )
    pieces: list[Piece] = []

    def take(group: Group) -> None:
        pieces.append(classify(group, layout, known, first=not pieces))

    grouper = Grouper(layout, known, take)
    starts = {
        table.first if table.title is None or table.title in kinds else table.title: table for table in tables
    }
    i = 0
    while i <= len(lines):
        if i in source.barriers and not grouper.dangling:
            grouper.flush()
        if i in source.fixed:
            grouper.flush()
            pieces.extend(source.fixed[i])
        if i in starts:
            grouper.flush()
            table = starts[i]
            pieces.extend(_table_pieces(lines, kinds, table))
            i = table.stop
            continue
        if i < len(lines) and i not in kinds:
            grouper.feed(lines[i])
        elif kinds.get(i) in _PARTING or (i < len(lines) and lines[i].rule):
            grouper.flush()
        i += 1
    grouper.flush()
    return pieces


def _contents_titles(entries: Iterable[str]) -> set[str]:
    """Keys of the headings that contents entries name, their leaders and page numbers dropped."""
    keys = {heading_key(entry.rstrip(" \t0123456789").rstrip(" \t.．·…•")) for entry in entries}
    return keys - {""}


def _table_pieces(lines: Sequence[Line], kinds: Kinds, table: Table) -> list[Piece]:
    pieces: list[Piece] = []
    if table.title is not None:
        line = lines[table.title]
        ranges = ((line.start, line.stop),)
        if table.title in kinds:
            number, title = caption_parts(line.text)
            heading = Heading(TABLE_RANK, number, plain_text(title))
            pieces.append(Piece(BlockKind.CAPTION, ranges, line.text, heading))
        else:
            heading = Heading(BARE_RANK, "", plain_text(line.text))
            pieces.append(Piece(BlockKind.HEADING, ranges, line.text, heading))
    for row in table.rows:
        stretches = tuple(stretch for _, cell in row.cells for stretch in cell)
        pieces.append(Piece(BlockKind.ROW, stretches, cells=row.cells))
    return pieces


def _blocks(lines: Sequence[Line], kinds: Kinds) -> list[Block]:
    """Furniture blocks; neighbouring lines of a table of contents in one."""
    blocks: list[Block] = []
    last = -2
    for i in sorted(kinds):
        line, kind = lines[i], kinds[i]
        if blocks and kind is BlockKind.CONTENTS is blocks[-1].kind and i == last + 1:
            blocks[-1] = Block(kind, blocks[-1].start, line.end)
        else:
            blocks.append(Block(kind, line.start, line.end))
        last = i
    return blocks
