"""Heads, places, boundaries and common words, as the word lists give them."""

from __future__ import annotations

import pytest

from extract.lexicon import boundary, heads, is_generic, one_of, place_start
from ontology.terms import vocabulary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("东湖医院", ("医院", "Hospital")),
        ("衢州护理职业学院", ("职业学院", "University")),
        ("省科技进步奖二等奖", ("二等奖", "Award")),
        ("骨科研究所", ("研究所", "ResearchInstitute")),
        ("心血管内科", ("心血管内科", "Department")),
        ("东湖", None),
        ("", None),
    ],
)
def test_the_longest_head_that_ends_a_name_tells_its_class(
    text: str, expected: tuple[str, str] | None
) -> None:
    assert heads().of(text) == expected


def test_every_head_names_a_class_of_the_ontology() -> None:
    assert set(heads().classes.values()) <= set(vocabulary().classes)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("浙江省骨科中心", "浙江省"),
        ("天津市东湖医院", "天津市"),
        ("全国卒中联盟", "全国"),
        ("东湖医院", None),
    ],
)
def test_a_name_may_begin_with_a_place(name: str, place: str | None) -> None:
    match = place_start().match(name)
    assert (match.group() if match else None) == place


def test_common_words_name_nothing() -> None:
    assert is_generic("") and is_generic("三级甲等") and is_generic("省级重点")
    assert not is_generic("东湖") and not is_generic("省级东湖")


def test_alternatives_try_the_longest_first_and_quote_what_regular_expressions_mean() -> None:
    assert one_of(["主任", "副主任医师", "A+", "主任"]) == "(?:副主任医师|A\\+|主任)"


def test_word_sets_hold_the_words_that_bound_names() -> None:
    assert {"拥有", "荣获"} <= boundary("verbs") and "首批" in boundary("trim")
