"""Text PDFs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image as Picture
from reportlab.lib import colors
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Image, PageBreak, Spacer

from extract.loaders import load
from extract.records import BlockKind, ExtractError
from tests.extract.loaders.documents import FONT, Loader, check_offsets, prose, rows, ruled, shown

MakePdf = Callable[..., Path]
STORY = "南湖大学成立于1951年，历史悠久，底蕴深厚，建校之初就以临床医学作为主干学科，学校现有附属医院八所。"
LONG = "长期从事内分泌学研究，主持国家自然科学基金重点项目多项"


def kinds(document: object, kind: BlockKind) -> list[str]:
    return [text for name, _, text in shown(document) if name == kind.value]  # type: ignore[arg-type]


def test_text_pages_and_furniture(make_pdf: MakePdf) -> None:
    story = []
    for number in range(4):
        story += [prose(f"第{number}段。{STORY * 2}"), prose(STORY), PageBreak()]
    document = load(make_pdf(story), "报告")
    check_offsets(document)
    assert document.media_type == "application/pdf"
    assert [document.text[page.start : page.end].split("\n")[1] for page in document.pages] == [
        "- 5 -",
        "- 6 -",
        "- 7 -",
        "- 8 -",
    ]
    assert kinds(document, BlockKind.HEADER) == ["南湖大学年度质量报告"] * 4
    assert kinds(document, BlockKind.PAGE_NUMBER) == [f"- {number} -" for number in (5, 6, 7, 8)]
    assert {block.kind for block in document.blocks} == {BlockKind.HEADER, BlockKind.PAGE_NUMBER}
    assert document.text.count("\f") == 3
    joined = document.text.replace("\n", "")
    assert joined.count(STORY) == 12
    assert joined.count("　　" + STORY) == 4  # the indent of a paragraph is kept


def test_a_ruled_table_gives_rows_with_cells_and_headers(make_pdf: MakePdf) -> None:
    table = ruled(
        [["姓名", "职务", "简介"], ["张三", "教授", LONG], ["李四", "副院长", "主任医师"]], [60, 60, 120]
    )
    document = load(make_pdf([prose(STORY), Spacer(1, 20), table, prose("表后的话。")]), "报告")
    check_offsets(document)
    assert rows(document) == [
        [("姓名", "张三"), ("职务", "教授"), ("简介", LONG)],
        [("姓名", "李四"), ("职务", "副院长"), ("简介", "主任医师")],
    ]
    assert document.text.index("八所") < document.text.index("张三") < document.text.index("表后的话")
    assert document.text.count("张三") == 1


def test_lines_that_end_before_the_cell_does_are_kept_apart(make_pdf: MakePdf) -> None:
    table = ruled(
        [["平台", "成员", "备注"], ["省重点实验室", "张三<br/>李四", "Key Laboratory of Medicine"]],
        [90, 90, 80],
    )
    cells = rows(load(make_pdf([table]), "报告"))[0]
    assert cells == [("平台", "省重点实验室"), ("成员", "张三；李四"), ("备注", "Key Laboratory of Medicine")]


def test_merged_cells(make_pdf: MakePdf) -> None:
    cells = [["学院", "教师", ""], ["", "教授", "讲师"], ["医学院", "20", "31"], ["合计", "", "51"]]
    spans = [("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1)), ("SPAN", (0, 3), (1, 3))]
    assert rows(load(make_pdf([ruled(cells, [80, 80, 80], *spans)]), "报告")) == [
        [("学院", "医学院"), ("教师 教授", "20"), ("教师 讲师", "31")],
        [("学院", "合计"), ("教师 讲师", "51")],
    ]


def test_a_table_open_at_its_sides(make_pdf: MakePdf) -> None:
    lines = [
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
        ("LINEBEFORE", (1, 0), (-1, -1), 0.5, colors.black),
    ]
    table = ruled(
        [["学科", "带头人", "级别"], ["内科学", "张三", "国家级"]], [80, 80, 80], *lines, grid=False
    )
    document = load(make_pdf([prose(STORY), table]), "报告")
    assert rows(document)[0] == [("学科", "内科学"), ("带头人", "张三"), ("级别", "国家级")]


def test_a_table_that_goes_on_over_the_page_keeps_its_headers(make_pdf: MakePdf) -> None:
    cells = [["姓名", "职务", "方向"], *([f"学者{number}", "教授", "免疫学"] for number in range(60))]
    table = ruled(cells, [80, 80, 80])
    for repeated in (1, 0):
        table.repeatRows = repeated
        document = load(make_pdf([table]), "报告")
        people = [row[0] for row in rows(document)]
        assert people == [("姓名", f"学者{number}") for number in range(60)]
        assert len(document.pages) == 2
        table = ruled(cells, [80, 80, 80])


def test_frames_and_single_rules_are_no_tables(make_pdf: MakePdf, tmp_path: Path) -> None:
    path = tmp_path / "frame.pdf"
    canvas = Canvas(str(path))
    canvas.setFont(FONT, 11)
    canvas.rect(40, 40, 500, 760)
    canvas.line(60, 780, 520, 780)
    canvas.drawString(60, 700, "框内的正文。")
    canvas.circle(300, 300, 50)
    canvas.save()
    document = load(path, "frame")
    assert (document.text, document.blocks) == ("框内的正文。", ())


def test_a_page_turned_sideways(tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    canvas = Canvas(str(path))
    canvas.setPageRotation(90)
    canvas.setFont(FONT, 10)
    for row, texts in enumerate([("姓名", "职务", "单位"), ("张三", "院长", "医学院")]):
        for column, text in enumerate(texts):
            canvas.saveState()  # as seen, x grows upwards on the sheet and y to the right
            canvas.translate(100 + 20 * row, 100 + 80 * column)
            canvas.rotate(90)
            canvas.rect(0, -20, 80, 20)
            canvas.drawString(5, -14, text)
            canvas.restoreState()
    canvas.save()
    assert rows(load(path, "turned"))[0] == [("姓名", "张三"), ("职务", "院长"), ("单位", "医学院")]


def test_bookmarks_name_headings(tmp_path: Path) -> None:
    path = tmp_path / "outline.pdf"
    canvas = Canvas(str(path))
    for title, level in (("一、 概况", 0), ("（一）历史", 1)):
        canvas.setFont(FONT, 11)
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title.replace(" ", ""), title, level)
        canvas.drawString(60, 700, title)
        canvas.drawString(60, 680, f"关于{title}。")
        canvas.showPage()
    canvas.save()
    assert shown(load(path, "outline")) == [("heading", 1, "一、 概况"), ("heading", 2, "（一）历史")]


def test_radicals_of_pdf_fonts_are_ordinary_characters(tmp_path: Path) -> None:
    path = tmp_path / "radicals.pdf"
    canvas = Canvas(str(path))
    canvas.setFont(FONT, 11)
    canvas.drawString(60, 700, "天津医科大学")
    canvas.save()
    document = load(path, "radicals")
    assert document.text == "天津医科大学"
    from extract.loaders.pdf_page import _lines

    assert list(_lines("⼤学⻓⻄安\ufb01le\r\n\r\nwell\x02\r\nknown")) == ["大学长西安file", "well-", "known"]


def test_a_hundred_pages_with_tables(make_pdf: MakePdf) -> None:
    story = []
    for number in range(100):
        table = ruled([["姓名", "职务", "简介"]] + [[f"学者{number}", "教授", LONG]] * 5, [60, 60, 120])
        story += [prose(STORY * 6), prose(STORY * 6), table, PageBreak()]
    path = make_pdf(story)
    document = load(path, "报告")
    assert len(document.pages) == 100
    assert len(rows(document)) == 500


def test_an_encrypted_pdf(make_pdf: MakePdf) -> None:
    path = make_pdf([prose(STORY)], encrypt=StandardEncryption("secret", canPrint=0))
    with pytest.raises(ExtractError, match="is encrypted; save it without a password"):
        load(path, "报告")


def test_a_pdf_that_anyone_may_open_is_read_though_it_is_protected(make_pdf: MakePdf) -> None:
    path = make_pdf([prose(STORY)], encrypt=StandardEncryption("", ownerPassword="owner", canModify=0))
    assert "南湖大学" in load(path, "报告").text


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.999])
def test_a_truncated_pdf_is_not_read_in_part(make_pdf: MakePdf, load_bytes: Loader, share: float) -> None:
    data = make_pdf([item for _ in range(5) for item in (prose(STORY), PageBreak())]).read_bytes()
    with pytest.raises(ExtractError, match="truncated"):
        load_bytes(data[: int(share * len(data))], "报告.pdf")


def test_a_scanned_pdf(make_pdf: MakePdf, tmp_path: Path) -> None:
    picture = tmp_path / "scan.png"
    Picture.new("RGB", (200, 300), "gray").save(picture)
    pages = [item for _ in range(3) for item in (Image(str(picture), 300, 400), PageBreak())]
    for plain in (True, False):  # a stamp on each page makes no text of it
        with pytest.raises(ExtractError, match="scanned PDF without text; run OCR"):
            load(make_pdf(pages, plain=plain), "报告")


def test_a_pdf_with_nothing_on_it(tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    canvas = Canvas(str(path))
    canvas.showPage()
    canvas.save()
    with pytest.raises(ExtractError, match="PDF without text"):
        load(path, "blank")


def test_what_is_no_pdf(load_bytes: Loader) -> None:
    with pytest.raises(ExtractError, match="is not a PDF"):
        load_bytes("南湖大学".encode(), "报告.pdf")
    with pytest.raises(ExtractError, match="damaged PDF"):
        load_bytes(b"%PDF-1.7\n" + b"junk " * 100 + b"%%EOF", "报告.pdf")
