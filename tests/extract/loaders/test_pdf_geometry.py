"""Lines on a page → tables, and where paragraphs and page furniture are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.loaders.pdf_furniture import find_furniture
from extract.loaders.pdf_indents import Box, find_indents
from extract.loaders.pdf_tables import Cell, Rule, find_tables
from extract.records import BlockKind


def lattice(xs: list[float], ys: list[float]) -> list[Rule]:
    rows = [Rule(True, y, xs[0], xs[-1]) for y in ys]
    return rows + [Rule(False, x, ys[0], ys[-1]) for x in xs]


def test_a_full_grid_has_a_cell_in_every_field() -> None:
    (table,) = find_tables(lattice([0, 50, 100], [0, 20, 40]))
    assert (table.xs, table.ys) == ((0, 50, 100), (0, 20, 40))
    assert sorted(set(table.fields.values())) == [Cell(r, c, r + 1, c + 1) for r in (0, 1) for c in (0, 1)]
    assert table.cell_at(60, 30) == Cell(1, 1, 2, 2)
    assert table.cell_at(160, 30) is None


@given(st.floats(-1.2, 1.2), st.integers(2, 6))
def test_borders_drawn_cell_by_cell_and_not_quite_in_place(shift: float, pieces: int) -> None:
    rules = []
    for rule in lattice([0, 60, 120], [0, 30, 60]):
        step = (rule.end - rule.start) / pieces
        rules += [
            Rule(
                rule.horizontal,
                rule.at + shift * (part % 2),
                rule.start + part * step,
                rule.start + (part + 1) * step,
            )
            for part in range(pieces)
        ]
    (table,) = find_tables(rules)
    assert len(set(table.fields.values())) == 4


def test_a_missing_wall_makes_one_cell_of_two_fields() -> None:
    rules = [rule for rule in lattice([0, 50, 100], [0, 20, 40, 60]) if rule != Rule(False, 50, 0, 60)]
    (table,) = find_tables([*rules, Rule(False, 50, 20, 60)])
    assert table.cell_at(10, 10) == table.cell_at(90, 10) == Cell(0, 0, 1, 2)


def test_open_sides_are_closed_but_not_over_text_between_two_tables() -> None:
    first = [Rule(True, y, 0, 100) for y in (0, 20)] + [Rule(False, 50, 0, 20)]
    second = [Rule(True, y, 0, 100) for y in (100, 120)] + [Rule(False, 50, 100, 120)]
    header = Rule(True, -60, 0, 100)
    tables = find_tables([header, *first, *second])
    assert [(table.xs, table.ys) for table in tables] == [((0, 50, 100), (0, 20)), ((0, 50, 100), (100, 120))]


def test_frames_rules_and_drawings_are_no_tables() -> None:
    assert find_tables(lattice([0, 500], [0, 800])) == []
    assert find_tables([Rule(True, 10, 0, 500), Rule(True, 780, 0, 500)]) == []
    assert find_tables([Rule(True, y, 0, 100) for y in (0, 20, 100)]) == []
    assert find_tables(lattice([x * 4.0 for x in range(500)], [y * 4.0 for y in range(500)])) == []


LINES = st.builds(Rule, st.booleans(), *[st.floats(0, 600)] * 3)


@given(st.lists(LINES, max_size=40))
def test_any_lines_give_cells_that_do_not_overlap(rules: list[Rule]) -> None:
    for table in find_tables(rules):
        for (row, column), cell in table.fields.items():
            assert cell.top <= row < cell.bottom
            assert cell.left <= column < cell.right
            assert list(table.xs) == sorted(set(table.xs))


def test_an_indent_is_told_from_the_margin() -> None:
    def boxes(text: str, lefts: list[float]) -> list[Box | None]:
        return [
            None if c == "\n" else (left + 10 * at, 0, left + 10 * at + 10, 10)
            for line, left in zip(text.split("\n"), lefts, strict=True)
            for at, c in enumerate(line + "\n")
        ]

    text = "一段话的首行\n第二行的文字\n又一段话首行\n第二行的文字\n右边的落款"
    assert find_indents(text, boxes(text, [92, 72, 92, 72, 400])) == [0, 14]
    assert find_indents(text, boxes(text, [72, 72, 72, 72, 72])) == []


def test_page_numbers_count_with_the_pages() -> None:
    pages = [[f"第{n + 3}页", "2023", "正文开始。", "正文。", "2023"] for n in range(4)]
    found = find_furniture(pages)
    assert [place for place, kind in found.items() if kind is BlockKind.PAGE_NUMBER] == [
        (n, 0) for n in range(4)
    ]
    assert find_furniture(pages[:2]) == {}


def test_running_headers_with_a_number_beside_them_and_what_is_none() -> None:
    pages = [
        [f"{n} 南湖大学年度报告", "正文说，学校如此。", "…", "序号 姓名 职务", f"学校共有教师{n}人，其中教授"]
        for n in range(3, 7)
    ]
    found = find_furniture(pages)
    assert found == {(page, 0): BlockKind.HEADER for page in range(4)}
