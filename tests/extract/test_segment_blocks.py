"""What the loader knows of the layout is taken as it is."""

from __future__ import annotations

from extract.records import Block, BlockKind, Cell, Page
from tests.extract.layouts import cut, outline, rows, texts


def test_blocks_of_a_loader_are_taken_as_they_are() -> None:
    parts = ["院情", "学院设有三系。", "张三\t教授", "第1页", "附带名单"]
    text = "\n".join(parts)
    starts = [text.index(part) for part in parts]
    blocks = (
        Block(BlockKind.HEADING, starts[0], starts[0] + 2, 1),
        Block(BlockKind.PROSE, starts[1], starts[1] + 7),
        Block(
            BlockKind.ROW,
            starts[2],
            starts[2] + 5,
            0,
            (Cell("姓名", starts[2], starts[2] + 2), Cell("职称", starts[2] + 3, starts[2] + 5)),
        ),
        Block(BlockKind.PAGE_NUMBER, starts[3], starts[3] + 3),
        Block(BlockKind.LIST, starts[4], starts[4] + 4),
    )
    cutting = cut(text, blocks, (Page(1, 0, len(text)),))
    assert [p.kind for p in cutting.passages] == [
        BlockKind.HEADING,
        BlockKind.PROSE,
        BlockKind.ROW,
        BlockKind.LIST,
    ]
    assert rows(cutting) == [[("姓名", "张三"), ("职称", "教授")]]
    assert cutting.passages[2].text == "张三 教授"
    assert [b.kind for b in cutting.furniture] == [BlockKind.PAGE_NUMBER]
    assert {p.page for p in cutting.passages} == {1}


def blocks_of(parts: list[tuple[BlockKind, str, int]]) -> tuple[str, tuple[Block, ...]]:
    text, blocks = "", []
    for kind, part, level in parts:
        blocks.append(Block(kind, len(text), len(text) + len(part), level))
        text += part + "\n"
    return text, tuple(blocks)


def test_a_heading_above_all_others_names_the_document_of_a_loader() -> None:
    text, blocks = blocks_of(
        [
            (BlockKind.HEADING, "河口市第一医院", 1),
            (BlockKind.HEADING, "科室设置", 2),
            (BlockKind.LIST, "心内科", 0),
            (BlockKind.LIST, "主任：张三", 0),
            (BlockKind.HEADING, "一、科研平台", 3),
            (BlockKind.PROSE, "医院始建于1950年，", 0),
            (BlockKind.PROSE, "设有河口市肿瘤研究所", 0),
            (BlockKind.PROSE, "现有博士后工作站1个", 0),
        ]
    )
    cutting = cut(text, blocks)
    assert outline(cutting) == [(0, "", "河口市第一医院"), (1, "", "科室设置"), (2, "一", "科研平台")]
    assert texts(cutting, BlockKind.LIST, BlockKind.FIELD) == ["心内科", "主任：张三"]
    assert texts(cutting, BlockKind.PROSE) == [
        "医院始建于1950年，设有河口市肿瘤研究所",
        "现有博士后工作站1个",
    ]
