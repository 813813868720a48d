"""Segmentation of small texts: one phenomenon each."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.records import Block, BlockKind, Cell, Page
from tests.extract.layouts import cells, check, cut, document, outline, rows, texts, wrapped

LONG = (
    "河口医科大学创建于一九五一年，是一所以医学为主、多学科协调发展的高等学校，"
    "现有本科专业二十个，在校学生一万余人。"
)
NEXT = (
    "学校设有河口医科大学肿瘤研究所、河口市眼科研究中心，与海滨医院共建临床学院，"
    "服务区域内的卫生健康事业发展。"
)


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


def test_a_flattened_table_gives_rows_with_headers() -> None:
    text = (
        "必修课程\n序号 名称 学时 学分 主讲教师\n1 分子生物学 54 3 张三 教授\n"
        "2 医学进展 48 2 李四、王五 教授等\n\n选修课程\n序号 名称 学时 学分 主讲教师\n"
        "1 科学史 18 1 赵六\n后来学校又修订了培养方案。\n"
    )
    cutting = cut(text)
    assert rows(cutting) == [
        [("序号", "1"), ("名称", "分子生物学"), ("学时", "54"), ("学分", "3"), ("主讲教师", "张三教授")],
        [
            ("序号", "2"),
            ("名称", "医学进展"),
            ("学时", "48"),
            ("学分", "2"),
            ("主讲教师", "李四、王五教授等"),
        ],
        [("序号", "1"), ("名称", "科学史"), ("学时", "18"), ("学分", "1"), ("主讲教师", "赵六")],
    ]
    titles = [cutting.sections[p.section].title for p in cutting.passages if p.kind is BlockKind.ROW]
    assert titles == ["必修课程", "必修课程", "选修课程"]
    assert cutting.passages[-1].section == 0
    assert next(p for p in cutting.passages if p.kind is BlockKind.ROW).text == "1 分子生物学 54 3 张三教授"


def test_rows_that_wrap_around_their_number() -> None:
    text = (
        "表 1 荣誉与获奖\n序号 奖项、称号、荣誉 数量 级别\n1 河口市先进单位 1 国家级\n"
        "2\n首批职业教育规划教材 7 本，推荐申报\n2023 年优质教材 1本\n7 国家级\n"
        "3\n“天开杯”2022 年大学生大赛一等奖\n1项、二等奖 1项\n3\n"
        "4 第十二届全国大学生计算机应用大赛全 10 省部级\n 国总决赛一等奖 5项\n"
        "5\n教学创新团队\n成绩通过验收\n1 国家级\n"
        "1 人才培养\n1.1 立德树人\n"
    )
    found = rows(cut(text))
    name = "奖项、称号、荣誉"
    assert found[1] == [
        ("序号", "2"),
        (name, "首批职业教育规划教材7本，推荐申报2023年优质教材1本"),
        ("数量", "7"),
        ("级别", "国家级"),
    ]
    assert found[2] == [("序号", "3"), (name, "“天开杯”2022年大学生大赛一等奖1项、二等奖1项"), ("数量", "3")]
    assert found[3] == [
        ("序号", "4"),
        (name, "第十二届全国大学生计算机应用大赛全"),
        ("数量", "10"),
        ("级别", "省部级"),
        (name, "国总决赛一等奖5项"),
    ]
    assert found[4][1:] == [(name, "教学创新团队成绩通过验收"), ("数量", "1"), ("级别", "国家级")]
    assert len(found) == 5


def test_year_columns_and_merged_codes() -> None:
    text = (
        "项目名称 2022 年 2023 年\n行政用房面积（平方米） 12069 12070\n"
        "教学用计算机总数（台） 2672 2729\n\n学科一览表\n一级学科 二级学科代码 二级学科名称\n"
        "1051 临床医学\n105101 内科学\n105102 儿科学\n"
    )
    found = rows(cut(text))
    assert found[0] == [("项目名称", "行政用房面积（平方米）"), ("2022年", "12069"), ("2023年", "12070")]
    assert found[2:] == [
        [("一级学科", "1051临床医学")],
        [("二级学科代码", "105101"), ("二级学科名称", "内科学")],
        [("二级学科代码", "105102"), ("二级学科名称", "儿科学")],
    ]


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


def test_stacked_headers_markdown_tables_and_columns_of_titles() -> None:
    stacked = cut("学位类型\n统招生\n本校 外校\n专业学位博士 147 83\n按照学校要求，坚持择优录取。\n")
    assert rows(stacked) == [[("学位类型", "专业学位博士"), ("统招生 本校", "147"), ("统招生 外校", "83")]]
    people = cut("| 姓名 | 职称 |\n|---|---|\n| 张三 | 教授 |\n| 李四 | 副教授 |\n")
    assert rows(people) == [[("姓名", "张三"), ("职称", "教授")], [("姓名", "李四"), ("职称", "副教授")]]
    spaced = cut("姓名 职称 研究方向\n张三 教授 肿瘤免疫\n李四 副教授 生物信息\n")
    assert rows(spaced)[1] == [("姓名", "李四"), ("职称", "副教授"), ("研究方向", "生物信息")]


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


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "。",
        "，、；",
        "……\n——\n！！\n",
        "1\n2\n3\n",
        "\f\f",
        "(((((",
        "”“”“\n",
        "目录\n",
        "序号 名称\n",
    ],
)
def test_odd_documents_do_no_harm(text: str) -> None:
    cutting = cut(text)
    assert cutting.sections[0].level == 0
    check(text, cutting)


PIECES = st.sampled_from(
    [
        "一、",
        "(二)",
        "1.",
        "1.1 ",
        "案例 3 ",
        "序号 名称 数量\n",
        "1 甲 3\n",
        "学历：",
        "目录\n",
        "图 1 ",
        "表 2 ",
        "....... 4",
        "。",
        "，",
        "“",
        "”",
        "（",
        "）",
        "《",
        "\n",
        "\n\n",
        " ",
        "\u3000\u3000",
        "\x0c",
        "2023 年",
        "教授",
        "河口医院",
        "共建研究中心",
        "Hospital ",
        "a.",
        "-\n",
        "|",
        "\t",
        "12\n",
        "简介\n",
        "\u200b",
        LONG,
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join)))
def test_nothing_is_lost_and_offsets_are_true(text: str) -> None:
    check(text, cut(text))


@pytest.mark.parametrize(
    "text",
    [
        "河口医院设有研究所。" * 150_000,
        "a" * 1_500_000,
        "甲，" * 700_000,
        " ." * 700_000,
        "（" * 700_000,
        "“" * 500_000,
        "1 " * 500_000,
        "a    " * 300_000,
        "1.1" * 400_000,
        "甲\n" * 60_000,
    ],
    ids=[
        "sentences",
        "letter",
        "commas",
        "leaders",
        "brackets",
        "quotes",
        "numbers",
        "blanks",
        "decimals",
        "lines",
    ],
)
def test_long_lines_do_not_blow_up(text: str) -> None:
    started = time.perf_counter()
    cut(text)
    assert time.perf_counter() - started < 12


def test_deterministic() -> None:
    text = wrapped([LONG, NEXT] * 3)
    assert cut(text) == cut(text)
    assert document(text) == document(text)
