"""Ruled lines on a page → the cells that they enclose. Pure geometry: points (1/72 inch), y downwards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

TOLERANCE = 3.0  # points: how far apart lines that are meant to meet may end
_MOST_RULES = 400  # of a direction, joined: more is a drawing, no table


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A horizontal line at y = ``at`` from x = ``start`` to ``end``; a vertical one the other way round."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """An enclosed rectangle: rows ``top:bottom`` and columns ``left:right`` of the table's grid."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: where its columns (``xs``) and rows (``ys``) part, and the cell of each field.

    A field (row, column) is what two neighbouring lines of each direction enclose; a cell covers one or more.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: Mapping[tuple[int, int], Cell]

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell that the point is in."""
        return self.fields.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))


def find_tables(rules: Iterable[Rule]) -> list[Table]:
    """Tables of two columns or more, from the top of the page down; drawings and mere frames give none."""
    joined = list(_join(_snap(rules)))
    if sum(rule.horizontal for rule in joined) > _MOST_RULES or len(joined) > 2 * _MOST_RULES:
        return []
    tables = [_table(group) for group in _groups(_close_sides(joined))]
    return sorted(
        (table for table in tables if table is not None), key=lambda table: (table.ys[0], table.xs[0])
    )


def _snap(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Lines that are drawn twice, or a little beside each other, at one place."""
    for horizontal in (True, False):
        previous = place = float("-inf")
        for rule in sorted(rule for rule in rules if rule.horizontal is horizontal):
            place = place if rule.at - previous <= TOLERANCE else rule.at
            previous = rule.at
            yield Rule(horizontal, place, rule.start, rule.end)


def _join(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Pieces of one line as one: Word draws the border of each cell by itself."""
    last: Rule | None = None
    for rule in sorted(rules):
        if last is None:
            last = rule
        elif (rule.horizontal, rule.at) == (last.horizontal, last.at) and rule.start <= last.end + TOLERANCE:
            last = Rule(last.horizontal, last.at, last.start, max(last.end, rule.end))
        else:
            yield last
            last = rule
    if last is not None:
        yield last


def _close_sides(rules: list[Rule]) -> list[Rule]:
    """Add the outer lines that many tables leave out, between rows that one vertical line runs through."""
    verticals = [rule for rule in rules if not rule.horizontal]
    rows = [rule for rule in rules if rule.horizontal and any(_crosses(rule, one) for one in verticals)]
    sides: list[Rule] = []
    for upper, lower in pairwise(rows):
        alike = abs(upper.start - lower.start) <= TOLERANCE and abs(upper.end - lower.end) <= TOLERANCE
        if alike and any(_meet(upper, one) and _meet(lower, one) for one in verticals):
            sides += [Rule(False, x, upper.at, lower.at) for x in (upper.start, upper.end)]
    return sorted(_join(_snap([*rules, *sides])))


def _crosses(row: Rule, vertical: Rule) -> bool:
    return _meet(row, vertical) and row.start + TOLERANCE < vertical.at < row.end - TOLERANCE


def _meet(row: Rule, vertical: Rule) -> bool:
    return (
        row.start - TOLERANCE <= vertical.at <= row.end + TOLERANCE
        and vertical.start - TOLERANCE <= row.at <= vertical.end + TOLERANCE
    )


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that hang together, each group a table."""
    open_rules, groups = list(rules), []
    while open_rules:
        group, todo = [], [open_rules.pop()]
        while todo:
            rule = todo.pop()
            group.append(rule)
            touching = [one for one in open_rules if one.horizontal != rule.horizontal and _touch(rule, one)]
            open_rules = [one for one in open_rules if one not in touching]
            todo += touching
        groups.append(group)
    return groups


def _touch(one: Rule, other: Rule) -> bool:
    return _meet(one, other) if one.horizontal else _meet(other, one)


def _table(rules: list[Rule]) -> Table | None:
    xs = tuple(sorted({rule.at for rule in rules if not rule.horizontal}))
    ys = tuple(sorted({rule.at for rule in rules if rule.horizontal}))
    if len(xs) < 3 or len(ys) < 2:
        return None
    cells = list(_cells(xs, ys, _walls(rules, xs, ys)))
    fields = {
        (row, column): cell
        for cell in cells
        for row in range(cell.top, cell.bottom)
        for column in range(cell.left, cell.right)
    }
    return Table(xs, ys, fields) if len({cell.left for cell in cells}) > 1 else None


Wall = tuple[bool, int, int]  # horizontal, index of the line, index of its stretch between two crossing lines


def _walls(rules: list[Rule], xs: Sequence[float], ys: Sequence[float]) -> set[Wall]:
    """The stretches between neighbouring grid lines that are drawn."""
    walls: set[Wall] = set()
    for rule in rules:
        lines, crossings = (ys, xs) if rule.horizontal else (xs, ys)
        line = lines.index(rule.at)
        for stretch, (start, end) in enumerate(pairwise(crossings)):
            if rule.start - TOLERANCE <= start and end <= rule.end + TOLERANCE:
                walls.add((rule.horizontal, line, stretch))
    return walls


def _cells(xs: Sequence[float], ys: Sequence[float], walls: set[Wall]) -> Iterator[Cell]:
    """Rectangles of fields with no wall between them and walls all round."""
    columns, rows = len(xs) - 1, len(ys) - 1
    unseen = {(row, column) for row in range(rows) for column in range(columns)}
    for start in sorted(unseen):
        if start not in unseen:
            continue
        unseen.discard(start)
        region, todo, enclosed = [], [start], True
        while todo:
            row, column = todo.pop()
            region.append((row, column))
            for wall, field in _neighbours(row, column):
                if wall in walls:
                    continue
                enclosed = enclosed and 0 <= field[0] < rows and 0 <= field[1] < columns
                if field in unseen:
                    unseen.discard(field)
                    todo.append(field)
        cell = Cell(
            min(row for row, _ in region),
            min(column for _, column in region),
            max(row for row, _ in region) + 1,
            max(column for _, column in region) + 1,
        )
        if enclosed and len(region) == (cell.bottom - cell.top) * (cell.right - cell.left):
            yield cell


def _neighbours(row: int, column: int) -> Iterator[tuple[Wall, tuple[int, int]]]:
    yield (True, row, column), (row - 1, column)
    yield (True, row + 1, column), (row + 1, column)
    yield (False, column, row), (row, column - 1)
    yield (False, column + 1, row), (row, column + 1)
