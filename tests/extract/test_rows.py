"""Facts out of table rows, field lines and lists: no trained model, the mentions are given."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.cells import records
from extract.records import BlockKind, ExtractError
from extract.table_rules import make_rule
from tests.extract.report import HOST, Report

# -- courses, books ------------------------------------------------------------------------------------------


def test_course_table_gives_courses_teachers_and_titles() -> None:
    report = Report("云川大学", "University").heading("博士研究生必修课程")
    report.row(序号="1", 名称="免疫学前沿", 学时="36", 主讲教师="王琳、安宝教授等")
    facts = report.facts()
    assert ("云川大学", "offers", "免疫学前沿") in facts
    for teacher in ("王琳", "安宝"):
        assert (teacher, "teaches", "免疫学前沿") in facts
        assert (teacher, "title", "教授") in facts
        assert (teacher, "affiliatedWith", "云川大学") in facts
    assert len(facts) == 7


def test_the_course_can_be_found_by_name_so_that_figures_bind_to_it() -> None:
    report = Report("云川大学", "University").heading("课程").row(名称="人工智能及其应用", 学时="36")
    report.name("人工智能", "Discipline")
    _, discourse = report.read()
    course = discourse.table.find("program", "人工智能及其应用")
    assert course is not None
    assert discourse.table.cls(course) == "Course"
    assert [r.entity for r in discourse.references[2]] == [course], (
        "the field inside the name is no reference"
    )


def test_a_bare_name_column_is_no_course_elsewhere() -> None:
    report = Report("云川大学", "University").heading("办学条件").row(名称="教学用房面积", 数量="36")
    assert report.facts() == set()


def test_textbook_table() -> None:
    report = Report("云川大学", "University").heading("教材建设情况")
    report.row(教材名称="《护理学导论》", 作者姓名="李文博 副教授", 出版社名称="云川出版社")
    assert report.facts() == {
        ("李文博", "authorOf", "护理学导论"),
        ("云川出版社", "publishes", "护理学导论"),
        ("李文博", "title", "副教授"),
        ("李文博", "affiliatedWith", "云川大学"),
    }


# -- people, projects, partners, units ---------------------------------------------


def test_people_table() -> None:
    report = Report().heading("学科带头人")
    report.row(
        姓名="李文博",
        职称="主任医师、教授",
        职务="科主任",
        科室="心血管内科",
        研究方向="冠心病介入治疗、心力衰竭研究",
    )
    assert report.facts() == {
        ("李文博", "title", "主任医师"),
        ("李文博", "title", "教授"),
        ("李文博", "position", "科主任"),
        ("李文博", "affiliatedWith", HOST),
        ("李文博", "affiliatedWith", f"{HOST}心血管内科"),
        ("李文博", "expertIn", "冠心病介入治疗"),
        ("李文博", "expertIn", "心力衰竭"),
    }


def test_an_own_institution_wins_over_that_of_the_document() -> None:
    report = Report().heading("特邀专家").row(姓名="陈刚", 单位="南海大学", 职称="教授")
    facts = report.facts()
    assert ("陈刚", "affiliatedWith", "南海大学") in facts
    assert ("陈刚", "affiliatedWith", HOST) not in facts


def test_project_table() -> None:
    report = Report().heading("在研项目")
    report.row(项目名称="脑胶质瘤免疫微环境图谱", 负责人="王思远", 项目来源="云川省科技厅", 经费="20")
    facts = report.facts()
    assert ("王思远", "leads", "脑胶质瘤免疫微环境图谱") in facts
    assert (HOST, "participatesIn", "脑胶质瘤免疫微环境图谱") in facts
    assert ("脑胶质瘤免疫微环境图谱", "grantedBy", "云川省科技厅") in facts


def test_a_table_of_figures_has_no_projects() -> None:
    report = (
        Report()
        .heading("项目完成情况")
        .pieces(("项目名称", "行政用房面积"), ("2022年", "1"), ("2023年", "2"))
    )
    assert report.facts() == set()


def test_partner_table_with_a_cell_merged_over_rows() -> None:
    report = Report("云川大学", "University").heading("国际合作院校")
    report.row(国家="英国", 合作院校="利物浦大学").row(合作院校="卡迪夫大学")
    facts = report.facts()
    assert ("卡迪夫大学", "collaboratesWith", "云川大学") in facts
    assert ("卡迪夫大学", "locatedIn", "英国") in facts


def test_member_table_of_an_association() -> None:
    report = Report("云川护理教育联盟", "Association").heading("云川护理教育联盟成员单位名单")
    report.row(序号="1", 单位名称="南海医学院").row(序号="2", 单位名称="共计")
    assert report.facts() == {("南海医学院", "memberOf", "云川护理教育联盟")}


def test_units_are_named_with_the_institution_unless_a_place_names_them() -> None:
    report = Report("云川大学", "University").heading("科研平台")
    report.row(平台名称="云川省脑科学重点实验室", 批准单位="云川省科技厅").row(平台名称="智能制造研究中心")
    assert (
        report.facts()
        == {
            ("云川省脑科学重点实验室", "partOf", "云川大学"),
            ("云川省脑科学重点实验室", "grantedBy", "云川省科技厅"),
            ("云川大学智能制造研究中心", "partOf", "云川大学"),
        }
        or ("云川大学智能制造研究中心", "partOf", "云川大学") in report.facts()
    )


def test_discipline_table_of_a_degree_programme() -> None:
    report = (
        Report("云川大学", "University")
        .heading("护理学硕士学位授权点")
        .name("护理学硕士学位授权点", "Program")
    )
    report.heading("研究生培养方向").row(二级学科代码="105401", 二级学科名称="105402 临床护理学")
    facts = report.facts()
    assert ("护理学硕士学位授权点", "covers", "临床护理学") in facts
    assert ("云川大学", "offers", "临床护理学") in facts
    assert not any(s == "学位授权点" for s, _, _ in facts)


def test_a_merged_cell_is_said_once() -> None:
    report = Report("云川大学", "University").heading("学科").row(一级学科="护理学", 二级学科="临床护理学")
    report.row(二级学科="社区护理学")
    claims, discourse = report.read()
    said = [discourse.table.name(c.object) for c in claims if isinstance(c.object, int)]
    assert said == ["护理学", "临床护理学", "社区护理学"]


# -- fields and lists --------------------------------------


def test_card_of_a_person() -> None:
    report = Report("云川大学", "University").heading("周明远").name("周明远", "Person")
    report.field("职称", "教授").field("单位", "南海大学").field("研究方向", "电化学、固态电池").field(
        "电话", "无"
    )
    assert report.facts() == {
        ("周明远", "title", "教授"),
        ("周明远", "affiliatedWith", "南海大学"),
        ("周明远", "expertIn", "电化学"),
        ("周明远", "expertIn", "固态电池"),
    }


def test_card_of_an_institution() -> None:
    report = Report().heading("概况")
    report.field("成立时间", "1946年10月").field("主管部门", "云川省卫生健康委员会").field("院长", "陈刚")
    report.field("地址", "成都市一环路32号").field("医院等级", "三级甲等")
    assert report.facts() == {
        (HOST, "foundedIn", "1946"),
        (HOST, "overseenBy", "云川省卫生健康委员会"),
        (HOST, "locatedIn", "成都市"),
        (HOST, "hospitalGrade", "三级甲等"),
        ("陈刚", "position", "院长"),
        ("陈刚", "affiliatedWith", HOST),
    }


def test_lists_under_a_persons_heading() -> None:
    report = Report("云川大学", "University").heading("周明远").name("周明远", "Person")
    report.heading("研究方向").item("固态电池").item("相关成果：电池若干").heading("荣誉").item(
        "云川省科技进步二等奖（2009）"
    )
    facts = report.facts()
    assert facts == {("周明远", "expertIn", "固态电池"), ("周明远", "received", "云川省科技进步二等奖")}


def test_lists_of_units_and_majors() -> None:
    report = Report().heading("临床科室").item("神经外科").item("我科现有床位40张，医师12人")
    report.heading("专业设置").item("助产")
    assert report.facts() == {(f"{HOST}神经外科", "partOf", HOST), (HOST, "offers", "助产")}


def test_headings_that_look_like_names_are_no_persons() -> None:
    report = Report().heading("简介").field("职称", "教授").heading("师资概况").item("教授")
    assert not any(p == "title" for _, p, _ in report.facts())


def test_english_card() -> None:
    report = Report("Yun University", "University").heading("Dr. Jane Roe, Ph.D.")
    report.field("Affiliation", "Department of Surgery, North Hospital")
    facts = report.facts()
    assert ("Jane Roe", "title", "Ph.D.") in facts
    assert ("Jane Roe", "affiliatedWith", "Department of Surgery, North Hospital") in facts


# -- evidence and rules --------------------------------------


def test_every_mark_lies_in_its_quotation() -> None:
    report = (
        Report()
        .heading("学科带头人")
        .row(姓名="李文博 教授", 职务="科主任")
        .row(姓名="王芳（副教授）", 职务="护士长")
    )
    report.heading("概况").field("院长", "陈刚")
    claims, discourse = report.read()
    assert claims
    for claim in claims:
        support = claim.support
        assert support.marks
        assert all(support.start <= a < b <= support.end for a, b in support.marks)
        said = [report.source[a:b] for a, b in support.marks]
        if isinstance(claim.object, str) and claim.support.rule.startswith("table"):
            assert claim.object in said
        assert discourse.table.name(claim.subject) in said


HEADERS = (
    "姓名",
    "职称",
    "单位",
    "研究方向",
    "课程名称",
    "教材名称",
    "获奖名称",
    "获奖等级",
    "合作单位",
    "成立时间",
    "地址",
    "项目名称",
)


@given(
    st.dictionaries(
        st.sampled_from(HEADERS), st.text("张三教授、（）《》“”奖，大学科 1A.", max_size=16), min_size=1
    )
)
@settings(max_examples=150, deadline=None)
def test_wild_cells_give_claims_that_their_rows_say(cells: dict[str, str]) -> None:
    report = Report().heading("获奖课程合作项目").row(**{h: c.strip() for h, c in cells.items() if c.strip()})
    for header, cell in cells.items():
        report.field(header, cell)
    claims, _ = report.read()
    for claim in claims:
        assert claim.support.marks
        assert all(a < b for a, b in claim.support.marks)


def test_what_cells_name_becomes_a_reference_of_the_row() -> None:
    report = Report().heading("学科带头人").row(姓名="李文博", 单位="云川大学护理学院")
    report.name("云川大学", "University")
    _, discourse = report.read()
    row = discourse.references[2]
    assert [discourse.table.name(r.entity) for r in row] == ["李文博", "云川大学护理学院"]
    assert discourse.focus(2, 5).organization == discourse.topics[1], (
        "a row is about its section's institution"
    )


def test_records_end_where_headers_or_sections_change() -> None:
    report = (
        Report().heading("甲").row(姓名="李文博").heading("乙").field("姓名", "王芳").field("职称", "教授")
    )
    report.field("姓名", "陈刚")
    found = [(r.kind, [h for h, _ in r.cells]) for r in records(report.passages, report.sections)]
    assert found == [
        (BlockKind.ROW, ["姓名"]),
        (BlockKind.FIELD, ["姓名", "职称"]),
        (BlockKind.FIELD, ["姓名"]),
    ]


@pytest.mark.parametrize("claim", ["person title", "person likes cats"])
def test_a_broken_rule_is_named(claim: str) -> None:
    with pytest.raises(ExtractError, match="table-cats"):
        make_rule({"id": "table-cats", "claims": [claim]})
