"""Which values a cell holds, by the kind of its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.cell_honours import honours_of
from extract.cell_people import is_office, roles_of
from extract.cell_things import Value, courses, entities, fields, institutions, place, year
from extract.cells import Stretch
from extract.classes import INSTITUTIONS
from extract.discourse import Discourse, Reference
from extract.table_rules import Column, cell_pattern


def values_of(
    column: Column, cell: Stretch, host: int | None, discourse: Discourse
) -> Iterator[tuple[str, Value]]:
    """The values of a cell with their roles; units that name no institution are those of ``host``."""
    found: list[Value] = []
    match column.holds:
        case "titles":
            yield from _titles(cell, column.role, discourse.references[cell.passage.index])
        case "honours":
            found = list(honours_of(cell, discourse))
        case "fields":
            found = fields(cell, discourse)
        case "institutions":
            found = institutions(cell, column.cls, host, discourse)
        case "courses":
            found = courses(cell, column.cls, discourse)
        case "entities":
            found = entities(cell, column.cls, discourse)
        case "place":
            found = place(cell, discourse)
        case "year":
            found = year(cell)
        case _:
            found = [Value(cell.text, cell)]
    yield from ((column.role, value) for value in found)


def _titles(cell: Stretch, role: str, references: Sequence[Reference]) -> Iterator[tuple[str, Value]]:
    for whole in roles_of(cell):
        piece = _without_unit(whole, references)
        if role != "degree":
            yield "position" if is_office(piece.text) else "title", Value(piece.text, piece)
        elif cell_pattern("degree").fullmatch(piece.text):
            yield role, Value(piece.text, piece)


def _without_unit(piece: Stretch, references: Sequence[Reference]) -> Stretch:
    """The office without the institution that it is held in ("骨科" + "主任"), which the rules for text read."""
    for r in references:
        if r.cls in INSTITUTIONS and piece.offsets and r.start == piece.offsets[0]:
            rest = piece.cut(r.end - r.start, len(piece.text))
            if rest.text and is_office(rest.text):
                return rest
    return piece
