"""The reader's blocks: headings, joined paragraphs, furniture; offsets that always point at the character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.explore.reflow import TextBlock, blocks
from kg.records import SourceDocument, SourceSection
from tests.graphs import tiny_graph

WRAPPED = """一、基本情况

某市医科大学创建于一九五六年，位于海东省宁海市，由海东省教育厅主

管，是一所培养医学人才的高等学校，设有护理学院、口腔医学院和公共

卫生学院，学校的附属医院共有五所。

12

1.护理学院由学校与海东省护理学会共同建设，现有教师一百余人，其中

教授二十人。
"""


def document(text: str, furniture: tuple[tuple[str, int, int], ...] = ()) -> SourceDocument:
    sections = [SourceSection(0, "", "报告", None, 0, len(text))]
    if "一、基本" in text:
        sections.append(SourceSection(1, "一、", "基本情况", 0, text.index("一、"), len(text)))
    return SourceDocument("d", "d.txt", "text/plain", "", text, tuple(sections), (), (), furniture)


def check_offsets(found: list[TextBlock], text: str) -> None:
    for block in found:
        assert len(block.text) == len(block.offsets)
        assert all(text[at] == c or c == " " for c, at in zip(block.text, block.offsets, strict=True))


def test_wrapped_lines_are_joined_and_page_numbers_left_out() -> None:
    at = WRAPPED.index("12")
    found = blocks(document(WRAPPED, (("page number", at, at + 2),)))
    check_offsets(found, WRAPPED)
    assert [block.kind for block in found] == ["heading", "text", "text"]
    assert found[0].text == "一、基本情况"
    assert found[1].text.endswith(
        "由海东省教育厅主管，是一所培养医学人才的高等学校，设有护理学院、口腔医学院和公共卫生学院，学校的附属医院共有五所。"
    )
    assert found[2].text.startswith("1.护理学院")
    assert found[2].text.endswith("其中教授二十人。")


def test_a_page_number_inside_a_paragraph_does_not_break_it() -> None:
    text = WRAPPED.replace("12\n\n", "").replace("是一所", "是\n\n12\n\n一所")
    at = text.index("12")
    found = blocks(document(text, (("page number", at, at + 2),)))
    check_offsets(found, text)
    assert not any("12" in block.text for block in found)


def test_a_heading_may_run_into_its_paragraph() -> None:
    text = WRAPPED.replace("基本情况\n\n", "基本情况")
    found = blocks(document(text))
    assert [block.kind for block in found][:2] == ["heading", "text"]
    assert found[1].text.startswith("某市医科大学创建于")
    assert "主管，是一所" in found[1].text


def test_contents_and_captions_keep_their_kind() -> None:
    text = "目录\n一 概况....1\n二 师资....2\n图1 校门\n学校概况。\n"
    contents, caption = text.index("目录"), text.index("图1")
    kinds = (("table of contents", contents, caption - 1), ("caption", caption, caption + 5))
    assert [block.kind for block in blocks(document(text, kinds))] == ["contents", "caption", "text"]


def test_every_character_of_the_tiny_documents_is_shown_once() -> None:
    for source in tiny_graph().documents:
        shown = sorted(at for block in blocks(source) for at in block.offsets)
        assert shown == sorted(set(shown))
        assert [c for c in source.text if not c.isspace()] == [
            source.text[at] for at in shown if not source.text[at].isspace()
        ]


@given(st.text(alphabet="学校 。一、1.\n\t\u3000\f", max_size=80))
def test_no_text_is_lost_whatever_its_shape(text: str) -> None:
    source = SourceDocument("d", "d.txt", "text/plain", "", text)
    found = blocks(source)
    check_offsets(found, text)
    shown = sorted(at for block in found for at in block.offsets if not text[at].isspace())
    assert shown == [at for at, c in enumerate(text) if not c.isspace()]
