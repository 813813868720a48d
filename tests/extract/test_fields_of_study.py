"""Fields of study, in lists and by their words."""

from __future__ import annotations

import pytest

from extract.fields_of_study import is_field
from tests.extract.named import named


def test_fields_in_a_list_are_found() -> None:
    assert {("护理学", "Discipline"), ("药学", "Discipline")} <= named("开设护理学、药学等专业。")


@pytest.mark.parametrize(
    ("word", "field"),
    [("护理学", True), ("病理学", True), ("外科学", True), ("大学", False), ("小学", False), ("同学", False)],
)
def test_words_in_xue_are_fields_unless_they_are_schools(word: str, field: bool) -> None:
    assert is_field(word) is field
