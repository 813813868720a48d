"""Which candidates name something in their sentence."""

from __future__ import annotations

import pytest

from tests.extract.named import named


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("建成东湖重点实验室3个。", "东湖重点实验室"),
        ("东湖医院成为衢州医科大学附属医院。", "衢州医科大学附属医院"),
        ("学校颁奖，教师获奖。", "学校颁奖"),
    ],
)
def test_counted_units_statuses_and_verbs_name_nothing(text: str, surface: str) -> None:
    assert surface not in {name for name, _ in named(text)}


def test_a_named_programme_that_people_are_counted_by_is_named() -> None:
    assert ("浙江省东湖青年英才计划", "Program") in named("入选浙江省东湖青年英才计划3人。")
