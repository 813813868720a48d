"""Grids of cells → rows: headers, spans, forms, lists set side by side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.loaders.headers import TableCell, header_depth
from extract.loaders.layout import Layout, LayoutBuilder
from extract.loaders.tables import Headers, add_table, spread
from extract.records import BlockKind


def table(*lines: str, inherited: Headers = ()) -> tuple[Layout, Headers]:
    builder = LayoutBuilder()
    headers = add_table(builder, [[TableCell(text) for text in line.split("|")] for line in lines], inherited)
    return builder.build(), headers


def cells(layout: Layout) -> list[list[tuple[str, str]]]:
    return [
        [(cell.header, layout.text[cell.start : cell.end]) for cell in block.cells]
        for block in layout.blocks
        if block.kind in (BlockKind.ROW, BlockKind.FIELD)
    ]


@pytest.mark.parametrize(
    ("lines", "depth"),
    [
        (["姓名|职务|单位", "张三|院长|医学院"], 1),
        (["序号|平台|成效", "1|甲|乙"], 1),  # figures below a word
        (["平台|首席专家|主要贡献|等第", "甲室|张三|长期研究器官移植的免疫机理|一"], 1),  # long below short
        (["学院|2022年|2023年", "医学院|20|31"], 1),
        (["学科|带头人", "内科学|张三"], 1),
        (["张三|李四|王五", "赵六|钱七|孙八"], 0),  # a list of names has no titles
        (["医学院|20|31", "文学院|12|9"], 0),
        (["校名|南湖大学", "校长|张三"], 0),
        (["姓名|职务|单位"], 0),
        (["姓名||单位", "张三|院长|医学院"], 0),
        (["本年度学校建成国家一流专业点三个。|职务|单位", "张三|院长|医学院"], 0),
    ],
)
def test_which_first_rows_are_titles(lines: list[str], depth: int) -> None:
    assert header_depth([[TableCell(text) for text in line.split("|")] for line in lines]) == depth


def test_header_cells_that_the_format_marks() -> None:
    head = [TableCell("甲", head=True), TableCell("乙", head=True)]
    assert header_depth([head, head, [TableCell("1"), TableCell("2")]]) == 2
    assert header_depth([head, head]) == 1


def test_a_row_of_one_cell_is_the_caption() -> None:
    builder = LayoutBuilder()
    banner = [TableCell("表1 专家"), TableCell("表1 专家", across=True)]
    add_table(
        builder, [banner, *([TableCell(a), TableCell(b)] for a, b in (("姓名", "职务"), ("张三", "院长")))]
    )
    layout = builder.build()
    assert [(block.kind, layout.text[block.start : block.end]) for block in layout.blocks] == [
        (BlockKind.CAPTION, "表1 专家"),
        (BlockKind.CAPTION, "姓名\t职务"),
        (BlockKind.ROW, "张三\t院长"),
    ]


def test_lists_set_side_by_side_give_a_row_each() -> None:
    layout, headers = table("姓名|单位|姓名|单位", "张三|医学院|李四|文学院", "王五|理学院||")
    assert cells(layout) == [
        [("姓名", "张三"), ("单位", "医学院")],
        [("姓名", "李四"), ("单位", "文学院")],
        [("姓名", "王五"), ("单位", "理学院")],
    ]
    assert headers == ("姓名", "单位") * 2


def test_a_table_goes_on_with_the_headers_before() -> None:
    headers = ("姓名", "职务", "单位")
    for lines in (["张三|院长|医学院"], ["姓名|职务|单位", "张三|院长|医学院"]):
        layout, still = table(*lines, inherited=headers)
        assert cells(layout) == [[("姓名", "张三"), ("职务", "院长"), ("单位", "医学院")]]
        assert still == headers
    assert cells(table("张三|院长", inherited=headers)[0]) == [[("张三", "院长")]]


def test_empty_cells_keep_their_column_in_the_text() -> None:
    layout, _ = table("姓名|职务|单位", "|院长|", "||", "张三||医学院")
    assert layout.text == "姓名\t职务\t单位\n\t院长\n张三\t\t医学院"
    assert cells(layout) == [[("职务", "院长")], [("姓名", "张三"), ("单位", "医学院")]]


def test_spans_cover_their_fields() -> None:
    grid = spread(
        [
            [(TableCell("甲"), 1, 2), (TableCell("乙"), 2, 1)],
            [(TableCell("丙"), 1, 1), (TableCell("丁"), 1, 1)],
        ]
    )
    assert [[(cell.text, cell.across, cell.down) for cell in row] for row in grid] == [
        [("甲", False, False), ("乙", False, False), ("乙", True, False)],
        [("甲", False, True), ("丙", False, False), ("丁", False, False)],
    ]


@given(st.lists(st.lists(st.text(max_size=6), max_size=5), max_size=6))
def test_every_word_of_any_grid_is_written_once(grid: list[list[str]]) -> None:
    builder = LayoutBuilder()
    add_table(builder, [[TableCell(text) for text in row] for row in grid])
    layout = builder.build()
    written = [c for c in layout.text if c.isalnum()]
    assert written == [c for row in grid for text in row for c in text if c.isalnum()]
    for block in layout.blocks:
        assert all(layout.text[cell.start : cell.end].strip() for cell in block.cells)
