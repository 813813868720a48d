"""Tables that a text dump has flattened."""

from __future__ import annotations

from extract.records import BlockKind
from tests.extract.layouts import cut, rows


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


def test_stacked_headers_markdown_tables_and_columns_of_titles() -> None:
    stacked = cut("学位类型\n统招生\n本校 外校\n专业学位博士 147 83\n按照学校要求，坚持择优录取。\n")
    assert rows(stacked) == [[("学位类型", "专业学位博士"), ("统招生 本校", "147"), ("统招生 外校", "83")]]
    people = cut("| 姓名 | 职称 |\n|---|---|\n| 张三 | 教授 |\n| 李四 | 副教授 |\n")
    assert rows(people) == [[("姓名", "张三"), ("职称", "教授")], [("姓名", "李四"), ("职称", "副教授")]]
    spaced = cut("姓名 职称 研究方向\n张三 教授 肿瘤免疫\n李四 副教授 生物信息\n")
    assert rows(spaced)[1] == [("姓名", "李四"), ("职称", "副教授"), ("研究方向", "生物信息")]
