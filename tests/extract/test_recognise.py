"""Sentences → mentions, by the tagger and the cue grammar."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language import read, tokens_of
from extract.recognise import is_field, recognise
from extract.records import BlockKind, Mention, Passage


def mentions(text: str, kind: BlockKind = BlockKind.PROSE) -> list[Mention]:
    passage = Passage(0, kind, text, tuple(range(len(text))), 0, 0)
    (doc,) = read([text])
    return recognise(passage, tokens_of(doc))


def named(text: str) -> set[tuple[str, str]]:
    return {(m.name, m.cls) for m in mentions(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "衢州市眼健康研究所、血液病研究所和老年病研究所挂牌。",
            {
                ("衢州市眼健康研究所", "ResearchInstitute"),
                ("衢州市血液病研究所", "ResearchInstitute"),
                ("衢州市老年病研究所", "ResearchInstitute"),
            },
        ),
        (
            "衢州医科大学附属东湖医院心血管内科开诊。",
            {
                ("衢州医科大学附属东湖医院心血管内科", "Department"),
                ("衢州医科大学附属东湖医院", "Hospital"),
            },
        ),
        ("获浙江省科技进步奖一等奖2项、二等奖1项。", {("浙江省科技进步奖二等奖", "Award")}),
        ("与法国里昂湖大学签约。", {("里昂湖大学", "University")}),
        ("欧阳明远教授、诸葛文静主任医师到会。", {("欧阳明远", "Person"), ("诸葛文静", "Person")}),
        ("主编《妇产科护理》，2019年出版。", {("妇产科护理", "Work"), ("2019", "Year")}),
        ("是一所三甲医院。", {("三级甲等", "Grade")}),
        ("入选长江学者奖励计划。", {("长江学者奖励计划", "Program")}),
        ("开设护理学、药学等专业。", {("护理学", "Discipline"), ("药学", "Discipline")}),
    ],
)
def test_names_are_found_in_full(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected - named(text) == set()


@pytest.mark.parametrize(
    ("text", "cls", "surfaces"),
    [
        ("党委书记林一舟、院长周明远到会。", "Office", ["党委书记", "院长"]),
        ("林一舟教授和周明远副主任医师到会。", "Title", ["教授", "副主任医师"]),
    ],
)
def test_titles_and_offices_are_found_beside_people(text: str, cls: str, surfaces: list[str]) -> None:
    assert [text[m.start : m.end] for m in mentions(text) if m.cls == cls] == surfaces


@pytest.mark.parametrize("text", ["该院拥有国家重点实验室3个。", "我们学习医院管理。", "   ", "，。！"])
def test_common_words_are_no_institutions(text: str) -> None:
    assert (
        named(text) & {(name, cls) for name, cls in named(text) if cls in ("Hospital", "Laboratory")} == set()
    )


def test_headings_hold_no_years_and_works() -> None:
    found = {m.cls for m in mentions("2023年《年度报告》", BlockKind.HEADING)}
    assert not found & {"Year", "Work", "Grade"}


@pytest.mark.parametrize(
    ("word", "field"),
    [("护理学", True), ("病理学", True), ("外科学", True), ("大学", False), ("小学", False), ("同学", False)],
)
def test_words_in_xue_are_fields_unless_they_are_schools(word: str, field: bool) -> None:
    assert is_field(word) is field


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="衢州东湖医院学研究所第一、和（）“”《》奖获教授林3个年\t A", max_size=40))
def test_mentions_lie_inside_the_text_and_none_cross(text: str) -> None:
    found = mentions(text)
    assert all(0 <= m.start < m.end <= len(text) and m.name for m in found)
    names = [m for m in found if m.cls not in ("Title", "Office", "Work", "Year", "Grade")]
    for a in names:
        for b in names:
            assert not a.start < b.start < a.end < b.end
