"""Segmentation of small texts: one phenomenon each."""

from __future__ import annotations

import pytest

from extract.records import BlockKind
from tests.extract.layouts import LONG, NEXT, cells, cut, outline, texts, wrapped


@pytest.mark.parametrize("blank", ["", "\n"])
def test_wrapped_lines_are_joined_and_words_made_whole(blank: str) -> None:
    cutting = cut(wrapped([LONG, NEXT, LONG], blank=blank))
    assert texts(cutting, BlockKind.PROSE) == [LONG, NEXT, LONG]


def test_unwrapped_lines_are_paragraphs() -> None:
    cutting = cut(f"{LONG}\n{NEXT}\n{LONG}\n")
    assert texts(cutting) == [LONG, NEXT, LONG]
    assert [p.paragraph for p in cutting.passages] == [0, 1, 2]


def test_page_furniture_inside_a_sentence_is_set_aside() -> None:
    text = wrapped([LONG, NEXT, LONG, NEXT])
    at = text.index("\n", text.index("肿瘤研"))
    text = text[:at] + "\n\n河口医科大学年度报告\n\n  21\n\n " + text[at:]
    cutting = cut(text)
    assert NEXT in texts(cutting)
    assert [b.kind for b in cutting.furniture] == [BlockKind.HEADER, BlockKind.PAGE_NUMBER]


def test_running_headers_at_page_edges_are_set_aside() -> None:
    pages = [f"河口医科大学年报\n{LONG}\n{NEXT}\n- {n} -\n" for n in range(1, 5)]
    cutting = cut("\f".join(pages))
    assert texts(cutting) == [LONG, NEXT] * 4
    assert [p.page for p in cutting.passages] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert sum(b.kind is BlockKind.HEADER for b in cutting.furniture) == 4


def test_contents_and_captions_are_set_aside() -> None:
    text = (
        f"目  录\n一、学校概况 ........ 1\n二、科学研究……………………3\n图 1 校门 ....... 2\n\n"
        f"一、学校概况\n{LONG}\n图 1 校门\n图 2 实验楼 图 3 图书馆\n二、科学研究\n"
        f"图 2 显示，论文数量增加。\n表 6 所列为全部项目，\n见附件。\n"
    )
    cutting = cut(text)
    assert outline(cutting) == [(0, "", ""), (1, "一", "学校概况"), (1, "二", "科学研究")]
    assert [b.kind for b in cutting.furniture] == [BlockKind.CONTENTS, BlockKind.CAPTION, BlockKind.CAPTION]
    assert "图2显示，论文数量增加。" in texts(cutting, BlockKind.PROSE)
    assert not any("........" in text for text in texts(cutting))


def test_contents_without_leaders_end_where_the_text_begins() -> None:
    cutting = cut(
        f"目录\n学校概况\n师资队伍\n科学研究\n学校概况\n{LONG}\n师资队伍\n{NEXT}\n科学研究\n{LONG}\n"
    )
    assert [title for _, _, title in outline(cutting)] == ["", "学校概况", "师资队伍", "科学研究"]


def test_heading_levels_nest_by_style() -> None:
    text = (
        f"第一章 总则\n一、概况\n(一)历史\n1.创立\n{LONG}\n(1)初期\n{NEXT}\n2.发展\n{LONG}\n"
        f"二、现状\n{NEXT}\n第二章 管理\n{LONG}\n"
    )
    levels = [(s.level, s.number, s.parent) for s in cut(text).sections]
    assert levels == [
        (0, "", None),
        (1, "第一章", 0),
        (2, "一", 1),
        (3, "(一)", 2),
        (4, "1", 3),
        (5, "(1)", 4),
        (4, "2", 3),
        (2, "二", 1),
        (1, "第二章", 0),
    ]


def test_decimal_headings_and_cases() -> None:
    text = (
        f"前 言\n{LONG}\n1 人才培养\n1.1 立德树人\n1.1.1 新格局\n{LONG}\n"
        f"案例 1 健康进社区 提升实效\n{NEXT}\n1.2 专业建设\n{NEXT}\n2 服务贡献\n{LONG}\n"
    )
    assert outline(cut(text)) == [
        (0, "", ""),
        (1, "", "前言"),
        (1, "1", "人才培养"),
        (2, "1.1", "立德树人"),
        (3, "1.1.1", "新格局"),
        (4, "案例1", "健康进社区 提升实效"),
        (2, "1.2", "专业建设"),
        (1, "2", "服务贡献"),
    ]


def test_a_number_that_continues_a_sentence_is_no_heading() -> None:
    text = wrapped(
        [
            "医院拥有国家级重点学科三个以及天津地区最大的样本库，共有专家"
            "5 人、津门名医 3 人，2023 年发表论文 20 篇，获批项目 12 项，科研经费 1.41 亿元，"
            "其中国家级项目 4 项。"
        ]
        * 3
    )
    cutting = cut(text)
    assert len(cutting.sections) == 1
    assert all(p.text.endswith("4项。") for p in cutting.passages)


def test_numbered_prose_opens_a_section_named_after_its_leading_name() -> None:
    paragraphs = [
        "1.河口医科大学总医院现有国家级重点学科 3 个，设有河口市神经研究所、河口市急救中心，承担任务。",
        "医院获批国家临床教学培训示范中心，与海滨大学共建联合研究院，开展医工结合研究，成果显著，受到广泛好评。",
        "2.河口医科大学第二医院(泌尿中心)创建于 1972 年，是集医疗、教学、科研于一体的三级甲等医院。",
        "医院拥有河口市泌尿外科研究所、河口心脏病学研究所两个市级研究所，承担研究生教学任务，培养了大批人才。",
    ]
    cutting = cut(wrapped(paragraphs, 30))
    assert [(s.number, s.title) for s in cutting.sections[1:]] == [
        ("1", "河口医科大学总医院"),
        ("2", "河口医科大学第二医院"),
    ]
    by_section = [p.section for p in cutting.passages]
    assert by_section == [1, 1, 2, 2]
    assert all(p.kind is BlockKind.PROSE for p in cutting.passages)


def test_numbered_sentences_and_short_lists_are_list_items() -> None:
    cutting = cut(
        "一、目标\n1.培养热爱医疗卫生事业的医师。\n2.培养身心健康的医师。\n二、名单\n1.海滨医院\n2.河口医院\n3.山前医院\n"
    )
    assert [p.kind.name for p in cutting.passages] == [
        "HEADING",
        "LIST",
        "LIST",
        "HEADING",
        "LIST",
        "LIST",
        "LIST",
    ]
    assert len(cutting.sections) == 3


def test_title_lines_name_the_document() -> None:
    text = "河口高等专科学校\n\n高等职业教育质量年度报告\n\n（2023 年度）\n\n二〇二四年一月\n\n" + wrapped(
        ["前 言", LONG, NEXT]
    )
    cutting = cut(text)
    assert cutting.sections[0].title == "河口高等专科学校 高等职业教育质量年度报告 （2023年度）"
    assert cutting.sections[1].title == "前言"


def test_bare_labels_are_headings_and_labels_in_prose_stay() -> None:
    text = f"实验室概况\n{LONG}\n我们的成立\n{NEXT}\n专业概况：{LONG}\n"
    cutting = cut(text)
    assert [s.title for s in cutting.sections[1:]] == ["实验室概况", "我们的成立"]
    assert cutting.passages[-1].text == f"专业概况：{LONG}"
    assert cutting.passages[-1].kind is BlockKind.PROSE


def test_fields_have_a_cell_for_the_value() -> None:
    text = (
        "张三丰\n院士;研究员\n学历：硕士研究生\n单位: 河口大学\n职称\n教授\n擅长：\n中药炮制\n"
        "简介:\n张三丰，男，1928年生于河口。\n"
    )
    cutting = cut(text)
    fields = [cells(p) for p in cutting.passages if p.kind is BlockKind.FIELD]
    assert fields == [
        [("职称", "院士"), ("职称", "研究员")],
        [("学历", "硕士研究生")],
        [("单位", "河口大学")],
        [("职称", "教授")],
        [("擅长", "中药炮制")],
    ]
    assert cutting.sections[0].title == "张三丰"
    assert cutting.sections[-1].title == "简介"
    assert cutting.passages[-1].text == "张三丰，男，1928年生于河口。"


def test_cards_of_several_people_nest_their_labels() -> None:
    card = "{}\n教授 | 博士生导师\n河口大学医学院\n邮箱：a@b.cn\n简介\n毕业于海滨大学，现任主任。\n"
    cutting = cut("专家名单如下，排名不分先后。\n" + card.format("张三丰") + card.format("李四光"))
    assert outline(cutting)[1:] == [(1, "", "张三丰"), (2, "", "简介"), (1, "", "李四光"), (2, "", "简介")]
    assert [("单位", "河口大学医学院")] in [cells(p) for p in cutting.passages]


def test_short_lines_with_figures_are_prose_and_lists_follow_their_label() -> None:
    cutting = cut(
        f"{LONG}\n编制床位1500张\n国家级重点专科 3 个\n合作单位：\n海滨医院\n河口大学\n山前研究院\n"
    )
    assert texts(cutting, BlockKind.PROSE) == [LONG, "编制床位1500张", "国家级重点专科3个"]
    assert texts(cutting, BlockKind.LIST) == ["海滨医院", "河口大学", "山前研究院"]
    assert cutting.sections[-1].title == "合作单位"


def test_english_text_is_unwrapped_and_dehyphenated() -> None:
    text = (
        "Annual Report of the Harbour Institute\n\n1 Overview\n\n"
        "The Harbour Institute was founded in 1961 by the Province of Norland and the Uni-\n"
        "versity of Norland. It employs 412 people, among them 38 professors, and runs 14\n"
        "departments in three cities. Dr. Mary Smith has led it since 2015, and Prof. J. K.\n"
        "Brown before her. In 2022, it signed an agreement with the University of Oslo, and\n"
        "opened a joint laboratory.\n"
    )
    cutting = cut(text)
    assert outline(cutting) == [(0, "", "Annual Report of the Harbour Institute"), (1, "1", "Overview")]
    assert [t.split()[0] for t in texts(cutting, BlockKind.PROSE)] == ["The", "It", "Dr.", "In"]
    assert "the University of Norland." in texts(cutting)[2]
