"""Periods: stated in the text, or inherited from sentence, section and title."""

from __future__ import annotations

import pytest

from extract.periods import PeriodContext, find_periods, period_rules
from extract.records import BlockKind, Passage, Section


def passage(text: str, *, index: int = 0, section: int = 0, paragraph: int = 0) -> Passage:
    return Passage(index, BlockKind.PROSE, text, tuple(range(len(text))), section, paragraph)


def sections(*titles: str) -> list[Section]:
    root = Section(0, 0, "", titles[0], None, 0, 9)
    return [root, *(Section(i, 1, "", title, 0, 0, 9) for i, title in enumerate(titles[1:], 1))]


def period(text: str, mark: str = "5", title: str = "") -> str:
    context = PeriodContext([], sections(title))
    context.enter(passage(text))
    return context.of(text.index(mark), text.index(mark), text.index(mark) + 1)


@pytest.mark.parametrize(
    ("text", "label"),
    [(text, label) for rule in period_rules()["periods"] for text, label in rule["examples"].items()],
)
def test_each_pattern_finds_its_examples(text: str, label: str) -> None:
    assert [found.label for found in find_periods(text)] == [label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2023年，招生5人", "2023"),
        ("2022年毕业3人，2023年招生5人", "2023"),
        ("某学位点2023年承担课题5项", "2023"),
        ("学院创建于1989年，有教师5人", ""),
        ("获2013年度科技奖，发表论文5篇", ""),
        ("李某，1965年3月生，发表论文5篇", ""),
        ("全年开会5次", ""),
    ],
)
def test_a_period_at_the_head_of_a_clause_holds_for_what_follows(text: str, label: str) -> None:
    assert period(text) == label


def test_the_first_period_of_a_sentence_holds_for_the_paragraph_but_not_for_its_present_state() -> None:
    context = PeriodContext([], sections(""))
    context.enter(passage("2021年，学校获奖2项。"))
    context.enter(passage("发表论文5篇。"))
    assert context.of(4, 4, 6) == "2021"
    context.enter(passage("现有教师5人。"))
    assert context.of(4, 4, 6) == ""
    context.enter(passage("发表论文5篇。", paragraph=1))
    assert context.of(4, 4, 6) == ""


def test_the_year_of_a_report_is_inherited_and_a_section_can_state_its_own() -> None:
    tree = sections("某大学质量年度报告（2023年度）", "2022届毕业生情况", "师资")
    context = PeriodContext([], tree)
    context.enter(passage("教师5人", section=2))
    assert context.of(2, 2, 4) == "2023"
    context.enter(passage("就业5人", section=1))
    assert context.of(2, 2, 4) == "2022届"


def test_the_own_year_of_a_report_stands_for_this_year() -> None:
    assert period("本年度共招生5人", title="2023年度教学质量报告") == "2023"
