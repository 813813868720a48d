"""Figures of prose, English and table rows. Whole-sentence examples stand in ``rules/figures.yaml``."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.measure import measure
from extract.quantities import figure_rules
from extract.records import Amount, BlockKind, Cell, Passage, Section, Token

EXAMPLES: list[dict[str, Any]] = figure_rules()["examples"]
ROOT = Section(0, 0, "", "", None, 0, 10**6)


def passage(text: str, kind: BlockKind = BlockKind.PROSE, cells: tuple[Cell, ...] = ()) -> Passage:
    return Passage(0, kind, text, tuple(range(len(text))), 0, 0, None, cells)


def amounts(text: str, tokens: tuple[Token, ...] = ()) -> list[Amount]:
    return measure([passage(text)], [tokens], [ROOT])


def row(*cells: tuple[str, str]) -> list[Amount]:
    """The figures of a table row of (header, text) cells."""
    text, spans = "", []
    for header, words in cells:
        spans.append(Cell(header, len(text), len(text) + len(words)))
        text += words + " "
    return measure([passage(text.rstrip(), BlockKind.ROW, tuple(spans))], [()], [ROOT])


def written(amount: Amount) -> str:
    value = amount.value + "~" * amount.approximate
    return " | ".join(filter(None, [amount.measure, value, amount.unit, amount.period]))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:24])
def test_an_example_of_the_rules_reads_as_written_beside_it(example: dict[str, Any]) -> None:
    expected = [figure.rstrip(" |") for figure in example["figures"]]
    assert [written(amount) for amount in amounts(example["text"])] == expected


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("海滨市第一医院现有职工300人，床位500张。", "海滨市第一医院"),
        ("截至2023年底，海滨医科大学拥有教授30人。", "海滨医科大学"),
        ("海滨中医院始建于1950年，床位500张。", "海滨中医院"),
        ("医院现有职工300人。", None),
        ("我校现有学生300人。", None),
        ("职工300人。", None),
    ],
)
def test_the_subject_is_a_name_right_before_a_verb_of_having(text: str, subject: str | None) -> None:
    found = {text[slice(*amount.subject)] if amount.subject else None for amount in amounts(text)}
    assert found == {subject}


def test_marks_cover_the_words_of_measure_number_and_unit() -> None:
    text = "医院现有博士生导师138人。"
    (amount,) = amounts(text)
    assert text[amount.start : amount.end] == "138人"
    assert [text[a:b] for a, b in amount.marks] == ["博士生导师", "138人"]


def test_the_tagger_decides_whether_a_word_is_a_verb() -> None:
    text = "医疗服务机构5家"
    nouns = (
        Token(0, 2, "医疗", "n"),
        Token(2, 4, "服务", "vn"),
        Token(4, 6, "机构", "n"),
        Token(6, 8, "5家", "m"),
    )
    assert [amount.measure for amount in amounts(text, nouns)] == ["医疗服务机构"]
    verbs = (nouns[0], Token(2, 4, "服务", "v"), *nouns[2:])
    assert [amount.measure for amount in amounts(text, verbs)] == ["机构"]


def test_a_measure_column_is_about_the_thing_that_the_row_names() -> None:
    found = row(("序号", "1"), ("名称", "临床技能"), ("学时", "54"), ("学分", "3"), ("主讲教师", "张某 教授"))
    assert [written(amount) for amount in found] == ["学时 | 54 | 学时", "学分 | 3 | 学分"]
    assert {amount.subject for amount in found} == {(2, 6)}


def test_year_columns_give_one_figure_a_year_with_the_unit_of_the_row() -> None:
    found = row(("指标", "纸质图书（万册）"), ("2022年", "33.1"), ("2023年", "34.31"))
    assert [written(amount) for amount in found] == [
        "纸质图书 | 331000 | 册 | 2022",
        "纸质图书 | 343100 | 册 | 2023",
    ]
    assert [amount.subject for amount in found] == [None, None]


def test_a_unit_column_gives_the_unit() -> None:
    found = row(("指标", "固定资产总值"), ("单位", "万元"), ("2023年", "43538.39"))
    assert [written(amount) for amount in found] == ["固定资产总值 | 43538.39 | 万元 | 2023"]


def test_a_count_column_repeats_nothing_that_the_row_states_and_counts_no_single_award() -> None:
    assert [written(a) for a in row(("奖项", "技能大赛一等奖2项、二等奖3项"), ("数量", "5"))] == [
        "技能大赛一等奖 | 2 | 项",
        "技能大赛二等奖 | 3 | 项",
    ]
    assert [written(a) for a in row(("称号", "市技术能手"), ("数量", "2"))] == ["市技术能手 | 2"]
    assert row(("称号", "先进单位"), ("数量", "1")) == []


def test_numbers_of_columns_that_only_order_or_label_are_no_figures() -> None:
    assert row(("序号", "3"), ("专业代码", "105101"), ("名称", "内科学"), ("年份", "2023")) == []


def test_headings_and_captions_have_no_figures() -> None:
    assert measure([passage("教师3人", BlockKind.HEADING)], [()], [ROOT]) == []
    assert measure([passage("图1 教师3人", BlockKind.CAPTION)], [()], [ROOT]) == []


def test_what_is_carried_over_ends_with_the_paragraph() -> None:
    texts = ["发表文章168篇，其中国家级50篇。", "国家级14篇。"]
    passages = [Passage(i, BlockKind.PROSE, t, tuple(range(len(t))), 0, i) for i, t in enumerate(texts)]
    assert [amount.measure for amount in measure(passages, [(), ()], [ROOT])] == [
        "文章",
        "国家级文章",
        "国家级",
    ]


def test_doubtful_shapes_are_less_sure_than_plain_ones() -> None:
    (plain,) = amounts("博士生导师138人。")
    (chinese,) = amounts("组织三次全市集中核查。")
    assert plain.confidence > chinese.confidence


@given(
    st.text(
        alphabet="0123456789.,万亿人名项%余多近第、，。；：（）“”《》共获二等奖国家级论文其中现有由增至占 \n",
        max_size=60,
    )
)
def test_any_text_gives_figures_with_spans_inside_it(text: str) -> None:
    for amount in amounts(text):
        spans = [(amount.start, amount.end), *amount.marks, *([amount.subject] if amount.subject else [])]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert amount.measure
        float(amount.value)
        assert 0 < amount.confidence <= 1


def test_a_long_report_takes_less_than_a_second() -> None:
    text = "医院现有博士生导师138人，硕士生导师335人，设有硕士专业30个，近五年科研经费总额3200余万元。"
    passages = [
        Passage(i, BlockKind.PROSE, text, tuple(range(len(text))), 0, i) for i in range(90_000 // len(text))
    ]
    begun = time.process_time()
    found = measure(passages, [()] * len(passages), [ROOT])
    assert len(found) == 4 * len(passages)
    assert time.process_time() - begun < 3
