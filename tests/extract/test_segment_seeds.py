"""Segmentation of the two example reports."""

from __future__ import annotations

import re
import time

from extract.records import BlockKind
from tests.extract.layouts import COLLEGE, HOSPITALS, cells, check, cut, cut_file, texts


def rows_of(path_title: str) -> list[list[tuple[str, str]]]:
    cutting = cut_file(HOSPITALS)
    return [
        cells(p)
        for p in cutting.passages
        if p.kind is BlockKind.ROW and cutting.sections[p.section].title == path_title
    ]


def test_each_hospital_has_its_section() -> None:
    cutting = cut_file(HOSPITALS)
    support = next(s for s in cutting.sections if s.title == "教学科研支撑")
    hospitals = [s.title for s in cutting.sections if s.parent == support.index]
    assert hospitals == [
        f"天津医科大学{name}"
        for name in ("总医院", "肿瘤医院", "第二医院", "眼科医院", "朱宪彝纪念医院", "精神卫生中心")
    ]


def test_the_second_hospital_holds_its_institutes() -> None:
    cutting = cut_file(HOSPITALS)
    sentence = next(p for p in cutting.passages if p.text.startswith("医院拥有天津市泌尿外科研究所"))
    assert sentence.text.endswith("天津市眼眶病研究所4个市级研究所。")
    assert cutting.sections[sentence.section].title == "天津医科大学第二医院"


def test_a_sentence_over_a_page_header_is_whole() -> None:
    assert any("天津市高校学科领军人才培养计划2人" in text for text in texts(cut_file(HOSPITALS)))
    kinds = [block.kind for block in cut_file(HOSPITALS).furniture]
    assert kinds.count(BlockKind.HEADER) == kinds.count(BlockKind.PAGE_NUMBER) == 2


def test_course_tables() -> None:
    required, elective = rows_of("专业学位博士研究生必修课程"), rows_of("专业学位博士研究生选修课程")
    assert (len(required), len(elective)) == (7, 2)
    assert required[0] == [
        ("序号", "1"),
        ("名称", "分子生物学工作基础"),
        ("学时", "54"),
        ("学分", "3"),
        ("主讲教师", "张锴教授"),
    ]
    assert {tuple(header for header, _ in row) for row in required + elective} == {
        ("序号", "名称", "学时", "学分", "主讲教师")
    }
    books = rows_of("教材建设情况")
    assert [dict(row)["作者姓名"] for row in books] == ["郝继辉教授", "颜华教授", "杨新宇教授", "万春晓教授"]
    assert dict(rows_of("研究生奖助金来源")[0])["硕士标准"] == "600元/月（每年按10个月发放）"


def test_table_over_three_header_lines_and_codes() -> None:
    codes = rows_of("临床医学专业学位博士研究生培养方向一览表")
    assert len(codes) == 24
    assert codes[0] == [("一级学科", "1051临床医学")]
    assert codes[-1] == [("二级学科代码", "105125"), ("二级学科名称", "核医学")]


def test_honours_table_has_all_rows() -> None:
    cutting = cut_file(COLLEGE)
    honours = [
        p
        for p in cutting.passages
        if p.kind is BlockKind.ROW and cutting.sections[p.section].title == "荣誉与获奖"
    ]
    assert [dict(cells(p))["序号"] for p in honours] == [str(n) for n in range(1, 55)]
    assert sum(int(dict(cells(p))["数量"]) for p in honours) > 100
    assert [dict(cells(p)).get("级别") for p in honours].count("国家级") == 14
    assert dict(cells(honours[43])).get("级别") is None


def test_college_outline() -> None:
    cutting = cut_file(COLLEGE)
    assert cutting.sections[0].title == "天津医学高等专科学校 高等职业教育质量年度报告 （2023年度）"
    top = [(s.number, s.title) for s in cutting.sections if s.level == 1]
    assert top == [
        ("", "前言"),
        ("1", "人才培养"),
        ("2", "服务贡献"),
        ("3", "国际合作"),
        ("4", "文化传承"),
        ("5", "产教融合与校企合作"),
        ("6", "发展保障"),
        ("7", "面临挑战"),
    ]
    cases = [s.number for s in cutting.sections if s.number.startswith("案例")]
    assert cases == [f"案例{n}" for n in range(1, 26)]
    text = COLLEGE.read_text(encoding="utf-8")
    listed = set(re.findall(r"^(\d\.\d+\.\d+) ", text[: cutting.sections[1].start], re.MULTILINE))
    assert {s.number for s in cutting.sections if s.number.count(".") == 2} == listed
    assert [s for s in cutting.sections if not s.number] == [cutting.sections[0], cutting.sections[1]]


def test_college_furniture() -> None:
    cutting = cut_file(COLLEGE)
    text = COLLEGE.read_text(encoding="utf-8")
    contents = [text[b.start : b.end] for b in cutting.furniture if b.kind is BlockKind.CONTENTS]
    assert len(contents) == 1
    assert contents[0].startswith("目 录")
    assert "案例 25 " in contents[0]
    assert "................" not in "".join(texts(cutting))
    figures = "".join(text[b.start : b.end] + "\n" for b in cutting.furniture if b.kind is BlockKind.CAPTION)
    assert all(f"图 {n} " in figures for n in range(1, 83))
    assert not any(p.startswith("图") for p in texts(cutting))


def test_nothing_is_lost_in_the_examples() -> None:
    for path in (HOSPITALS, COLLEGE):
        check(path.read_text(encoding="utf-8"), cut_file(path))


def test_fast_enough() -> None:
    both = [path.read_text(encoding="utf-8") for path in (HOSPITALS, COLLEGE)]
    started = time.process_time()
    for text in both:
        cut(text)
    assert time.process_time() - started < 1.5
