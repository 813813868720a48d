"""A college is a university where the document's "我校" can mean nothing else."""

from __future__ import annotations

import pytest

from tests.golden.test_golden import read_text


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("石溪科技学院举办论坛。我校成立于1958年，学校现有教师800人。石溪科技学院欢迎你。", "University"),
        ("石溪科技学院院长出席会议。石溪科技学院成立于1958年。", "AcademicUnit"),
        ("云岭大学举办论坛。我校成立于1958年，学校现有石溪科技学院。", "AcademicUnit"),
    ],
)
def test_the_college_that_the_school_spoken_of_must_be_is_a_university(text: str, cls: str) -> None:
    extraction = read_text(text)
    assert {e.cls for e in extraction.entities if e.name.endswith("石溪科技学院")} == {cls}


def test_a_faculty_named_for_its_field_stays_one() -> None:
    extraction = read_text(
        "机电工程学院举办论坛。我校成立于1958年，学校现有教师800人。机电工程学院成立于1990年。"
    )
    assert {e.cls for e in extraction.entities if e.name == "机电工程学院"} == {"AcademicUnit"}
