"""The English cue grammar: where names begin and end, their classes, names inside names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.english.names import find_names
from extract.english.words import split_words

CASES = [
    (
        "the Department of Neurosurgery, First Affiliated Hospital, Lakeside University School of Medicine",
        [
            ("Department of Neurosurgery", "Department"),
            ("First Affiliated Hospital", "Hospital"),
            ("Lakeside University School of Medicine", "AcademicUnit"),
            ("Lakeside University", "University"),
        ],
    ),
    (
        "the Ministry of Science and Technology and the National Health Commission",
        [
            ("Ministry of Science and Technology", "GovernmentBody"),
            ("National Health Commission", "GovernmentBody"),
        ],
    ),
    (
        "the University of Florida College of Medicine and Harbor University",
        [
            ("University of Florida College of Medicine", "AcademicUnit"),
            ("University of Florida", "University"),
            ("Harbor University", "University"),
        ],
    ),
    (
        "Women's Hospital of Lakeside University; Brigham and Women's Hospital",
        [
            ("Women's Hospital of Lakeside University", "Hospital"),
            ("Lakeside University", "University"),
            ("Brigham and Women's Hospital", "Hospital"),
        ],
    ),
    (
        "the Institute of Neuroscience of the Delta Academy of Sciences",
        [
            ("Institute of Neuroscience", "ResearchInstitute"),
            ("Delta Academy of Sciences", "ResearchInstitute"),
        ],
    ),
    (
        "Lakeside University's School of Public Health",
        [("Lakeside University", "University"), ("School of Public Health", "AcademicUnit")],
    ),
    (
        "Guangdong Provincial Department of Health and Delta Pharma Co., Ltd.",
        [
            ("Guangdong Provincial Department of Health", "GovernmentBody"),
            ("Delta Pharma Co., Ltd.", "Company"),
        ],
    ),
    ("Center for Disease Control and Prevention", [("Center for Disease Control and Prevention", "Center")]),
    ("Royal College of Surgeons", [("Royal College of Surgeons", "Association")]),
    ("Children's Hospital Los Angeles", [("Children's Hospital Los Angeles", "Hospital")]),
    ("No. 1 Hospital of Jilin", [("No. 1 Hospital of Jilin", "Hospital")]),
    ("Riverside Union hospital and a Chinese hospital", [("Riverside Union hospital", "Hospital")]),
    ("the Hospital, the University and a Key Laboratory", []),
    ("He likes Hospital Management and Research", []),
]


@pytest.mark.parametrize(("text", "names"), CASES, ids=[text[:30] for text, _ in CASES])
def test_names(text: str, names: list[tuple[str, str]]) -> None:
    found = find_names(text, split_words(text), [])
    assert [(text[n.start : n.end], n.cls) for n in found] == names


def test_no_name_crosses_an_office() -> None:
    text = "Director Heart Center"
    assert [text[n.start : n.end] for n in find_names(text, split_words(text), [(0, 8)])] == ["Heart Center"]


@given(st.text(alphabet="AaHhosp Uity,of’'s&-.()1é\n", max_size=80))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for name in find_names(text, split_words(text), []):
        assert 0 <= name.start < name.end <= len(text)
        assert text[name.start].strip() and text[name.end - 1].strip()
