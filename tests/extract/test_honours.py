"""Honours in the cells of tables: what their texts say, and of whom."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.cells import whole
from extract.honours import honours
from extract.records import BlockKind, Passage
from tests.extract.report import HOST, Report


def honours_of(text: str) -> list[tuple[str, str]]:
    passage = Passage(0, BlockKind.ROW, text, tuple(range(len(text))), 0, 0)
    return [(honour.relation, honour.name) for honour in honours(whole(passage))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "云川省护理技能大赛一等奖3项、二等奖6项，三等奖1项",
            [
                ("participatesIn", "云川省护理技能大赛"),
                ("received", "云川省护理技能大赛一等奖"),
                ("received", "云川省护理技能大赛二等奖"),
                ("received", "云川省护理技能大赛三等奖"),
            ],
        ),
        (
            "第四届“金钥匙杯”急救竞赛第一名1个",
            [
                ("participatesIn", "第四届“金钥匙杯”急救竞赛"),
                ("received", "第四届“金钥匙杯”急救竞赛第一名"),
            ],
        ),
        ("云川省校长、书记讲思政课大赛", [("participatesIn", "云川省校长、书记讲思政课大赛")]),
        (
            "第五届全国影像论坛（本科组）全国总决赛二等奖1项",
            [
                ("participatesIn", "第五届全国影像论坛"),
                ("received", "第五届全国影像论坛（本科组）全国总决赛二等奖"),
            ],
        ),
        (
            "省级教学成果奖特等奖1项、一等奖2项",
            [("received", "省级教学成果奖特等奖"), ("received", "省级教学成果奖一等奖")],
        ),
        ("2022年云川省教学成果奖5项（主持3项、参与2项）", [("received", "云川省教学成果奖")]),
        ("首批“十四五”国家规划教材7本，推荐申报省级优质教材1本", [("received", "“十四五”国家规划教材")]),
        ("推荐申报信息化标杆学校", []),
        (
            "承办第二届职业技能大赛康复、美容赛项",
            [
                ("organizes", "第二届职业技能大赛"),
                ("organizes", "第二届职业技能大赛康复赛项"),
                ("organizes", "第二届职业技能大赛美容赛项"),
            ],
        ),
        ("助产专业立项云川省教学创新团队", [("received", "云川省教学创新团队"), ("offers", "助产专业")]),
        ("6门课程立项云川省课程标准开发项目", [("participatesIn", "云川省课程标准开发项目")]),
        ("助产专业国家级教学创新团队以“优秀”成绩通过验收", [("has", "助产专业国家级教学创新团队")]),
        ("国家级云川医药产教联合体职业院校牵头单位", [("leads", "云川医药产教联合体")]),
        ("云川护理教育联盟副理事长单位", [("memberOf", "云川护理教育联盟")]),
        ("主持省级科研项目12项", []),
    ],
)
def test_honour_texts(text: str, expected: list[tuple[str, str]]) -> None:
    assert honours_of(text) == expected


@given(st.text(alphabet="云川省大赛获一等奖、，；（）“”项12立项通过验收承办专业", max_size=40))
@settings(max_examples=200)
def test_honours_are_words_of_the_text(text: str) -> None:
    passage = Passage(0, BlockKind.ROW, text, tuple(range(len(text))), 0, 0)
    for honour in honours(whole(passage)):
        assert honour.name
        spoken = "".join(text[start:end] for start, end in honour.stretch.runs())
        assert spoken == honour.stretch.text
        assert set(honour.name) <= set(text)


def test_honours_table_speaks_of_the_institution() -> None:
    report = Report("云川职业学院", "University").heading("荣誉与获奖")
    report.row(序号="1", 奖项="云川省技能大赛一等奖2项", 数量="2", 级别="省级")
    report.row(序号="2", 奖项="影像专业教学团队以“优秀”成绩通过验收", 数量="1", 级别="省级")
    assert report.facts() == {
        ("云川职业学院", "participatesIn", "云川省技能大赛"),
        ("云川职业学院", "received", "云川省技能大赛一等奖"),
        ("影像专业教学团队", "partOf", "云川职业学院"),
    }


def test_a_cell_broken_by_a_page_is_one_name_and_its_marks_are_true() -> None:
    report = Report("云川职业学院", "University").heading("荣誉")
    report.pieces(("奖项", "云川省程序设计大赛全"), ("数量", "5"), ("奖项", "国总决赛一等奖5项"))
    claims, discourse = report.read()
    prize = next(c for c in claims if c.property == "received")
    assert isinstance(prize.object, int)
    assert discourse.table.name(prize.object) == "云川省程序设计大赛全国总决赛一等奖"
    assert [report.source[a:b] for a, b in prize.support.marks] == ["云川省程序设计大赛全", "国总决赛一等奖"]


def test_level_winner_and_granter_in_columns_of_their_own() -> None:
    report = Report().heading("获奖情况")
    report.row(
        奖项名称="云川省科学技术进步奖", 获奖等级="二等奖", 获奖人="王思远、赵雅琴", 授予单位="云川省人民政府"
    )
    facts = report.facts()
    assert ("王思远", "received", "云川省科学技术进步奖二等奖") in facts
    assert ("赵雅琴", "received", "云川省科学技术进步奖二等奖") in facts
    assert ("云川省科学技术进步奖二等奖", "grantedBy", "云川省人民政府") in facts
    assert not any(s == HOST and p == "received" for s, p, _ in facts)
