"""Which noun phrases of a list are names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.phrases import phrases


def names(text: str, cls: str = "Award") -> list[str]:
    return [text[s:e] for s, e in phrases(text, 0, len(text), cls)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全国文明校园、浙江省卫生先进集体", ["全国文明校园", "浙江省卫生先进集体"]),
        ("“全国文明单位”、“东湖好医院”等荣誉称号", ["全国文明单位", "东湖好医院"]),
        ("首批省级示范学校", ["省级示范学校"]),
        ("教育厅颁发的先进集体标兵称号", ["先进集体标兵"]),
        ("省级示范性高职学校和东湖区文明校园", ["省级示范性高职学校", "东湖区文明校园"]),
        ("显著成绩、社会各界好评", []),
        ("患者的信任", []),
        ("3项", []),
    ],
)
def test_items_lose_qualifiers_and_counts_and_common_words_are_no_names(
    text: str, expected: list[str]
) -> None:
    assert names(text) == expected


def test_a_conjunction_inside_a_name_parts_nothing() -> None:
    assert names("预防和保健工作标兵集体") == ["预防和保健工作标兵集体"]


@pytest.mark.parametrize("name", ["全国文明单位", "最美东湖人"])
def test_a_status_may_end_with_the_word_for_unit_or_person(name: str) -> None:
    assert names(name) == [name]


def test_fields_may_be_common_words() -> None:
    assert names("护理、助产等", "Discipline") == ["护理", "助产"]


@given(
    st.text(alphabet="省级文明单位、和（）“”等3项获的", max_size=40),
    st.sampled_from(["Award", "Discipline", "Course"]),
)
def test_spans_lie_inside_the_text_apart_from_each_other(text: str, cls: str) -> None:
    spans = list(phrases(text, 0, len(text), cls))
    assert all(0 <= s < e <= len(text) for s, e in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
