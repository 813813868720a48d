"""Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from extract.loaders import load
from extract.records import Document, ExtractError
from tests.extract.loaders.documents import Loader, check_offsets, rows, shown


def loaded(word: Word, tmp_path: Path) -> Document:
    path = tmp_path / "报告.docx"
    word.save(str(path))
    document = load(path, "报告")
    check_offsets(document)
    return document


def add_table(word: Word, cells: Sequence[Sequence[str]]) -> Table:
    table = word.add_table(len(cells), len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def test_headings_paragraphs_lists_and_captions(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("年度报告", 0)
    word.add_heading("一、概况", 1)
    word.add_heading("（一）历史", 2)
    word.add_paragraph("南湖大学成立于1951年。").add_run("首任校长张三。").italic = True
    word.add_paragraph("教授 23 人", style="List Bullet")
    word.add_paragraph("图1 组织机构", style="Caption")
    word.add_paragraph()
    word.add_paragraph().add_run("二、师资").bold = True
    word.add_paragraph().add_run("全文加粗的一句话。").bold = True
    assert shown(loaded(word, tmp_path)) == [
        ("heading", 1, "年度报告"),
        ("heading", 2, "一、概况"),
        ("heading", 3, "（一）历史"),
        ("prose", 0, "南湖大学成立于1951年。首任校长张三。"),
        ("list", 0, "教授 23 人"),
        ("caption", 0, "图1 组织机构"),
        ("heading", 2, "二、师资"),
        ("prose", 0, "全文加粗的一句话。"),
    ]


def test_outline_levels_are_inherited_and_set_on_paragraphs(tmp_path: Path) -> None:
    word = docx.Document()
    style = word.styles.add_style("章标题", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Heading 2"]
    word.add_paragraph("第一章", style="章标题")
    paragraph = word.add_paragraph("第一节")
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="2"/>'))
    word.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    word.add_paragraph("第一章 概况\t3", style="toc 1")
    assert shown(loaded(word, tmp_path)) == [
        ("heading", 2, "第一章"),
        ("heading", 3, "第一节"),
        ("table of contents", 0, "第一章 概况 3"),
    ]


def test_tables_stand_where_they_are_and_merged_cells_go_to_each_row(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("以下是平台。")
    table = add_table(
        word,
        [
            ["平台", "负责人", "经费"],
            ["省重点实验室", "张三", "10"],
            ["", "李四", ""],
            ["合计", "", "20"],
        ],
    )
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(3, 0).merge(table.cell(3, 1))
    word.add_paragraph("以上。")
    document = loaded(word, tmp_path)
    assert rows(document) == [
        [("平台", "省重点实验室"), ("负责人", "张三"), ("经费", "10")],
        [("平台", "省重点实验室"), ("负责人", "李四")],
        [("平台", "合计"), ("经费", "20")],
    ]
    assert document.text.startswith("以下是平台。\n\n平台\t负责人\t经费\n")
    assert document.text.endswith("\n合计\t\t20\n\n以上。")


def test_two_header_rows_are_read_together(tmp_path: Path) -> None:
    word = docx.Document()
    cells = [["学院", "教师", ""], ["", "教授", "讲师"], ["医学院", "20", "31"], ["文学院", "12", "9"]]
    table = add_table(word, cells)
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    assert rows(loaded(word, tmp_path))[0] == [("学院", "医学院"), ("教师 教授", "20"), ("教师 讲师", "31")]


def test_controls_insertions_and_text_boxes_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    word = docx.Document()
    body, names = word.element.body, nsdecls("w")
    body.insert(
        0,
        parse_xml(
            f"<w:sdt {names}><w:sdtContent><w:p><w:r><w:t>控件内</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    paragraph = word.add_paragraph("校长")
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    for xml in (
        f"<w:ins {names}><w:r><w:t>张三</w:t></w:r></w:ins>",
        f"<w:del {names}><w:r><w:delText>李四</w:delText></w:r></w:del>",
        f'<w:r {names} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    assert [text for _, _, text in shown(loaded(word, tmp_path))] == ["控件内", "校长张三", "框内"]


def test_a_table_that_frames_text_is_read_as_text(tmp_path: Path) -> None:
    word = docx.Document()
    cell = word.add_table(1, 1).cell(0, 0)
    cell.text = "框中的段落。"
    add_inner = cell.add_table(2, 3)
    for number, inner in enumerate(add_inner._cells):
        inner.text = f"第{number}格"
    document = loaded(word, tmp_path)
    assert shown(document)[0] == ("prose", 0, "框中的段落。")
    assert len(rows(document)) == 1 + 1


def _archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


def _word_bytes() -> bytes:
    buffer = io.BytesIO()
    word = docx.Document()
    word.add_paragraph("南湖大学。" * 50)
    word.save(buffer)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD = {
    "not a zip": (b"this is no archive", "is not a .docx"),
    "truncated": (_word_bytes()[:-200], "is not a .docx"),
    "another archive": (_archive(a=b"x"), "is not a Word document"),
    "only a document": (_archive(**{"word__document.xml": b"<a/>"}), "is a damaged .docx"),
    "old Word": (OLE + bytes(3000), "old Office format"),
    "encrypted": (OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
    "flipped": (_word_bytes().replace(b"PK\x03\x04", b"PK\x03\x05"), "\\.docx|as docx"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_told_apart(load_bytes: Loader, case: str) -> None:
    data, message = BAD[case]
    with pytest.raises(ExtractError, match=message) as caught:
        load_bytes(data, "报告.docx")
    assert "\n" not in str(caught.value)


def test_a_document_without_text(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="without text"):
        loaded(docx.Document(), tmp_path)


def test_an_archive_that_unpacks_to_gigabytes_is_refused(
    load_bytes: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.loaders.docx._MOST_UNPACKED", 1_000_000)
    data = _archive(**{"word__document.xml": b"<w>" + b" " * 2_000_000})
    assert len(data) < 10_000
    with pytest.raises(ExtractError, match="unpacks to more than 1 MB"):
        load_bytes(data, "bomb.docx")
