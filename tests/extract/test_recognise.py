"""Sentences → mentions, by the tagger and the cue grammar."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.named import mentions, named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "衢州医科大学附属东湖医院心血管内科开诊。",
            {
                ("衢州医科大学附属东湖医院心血管内科", "Department"),
                ("衢州医科大学附属东湖医院", "Hospital"),
            },
        ),
        ("欧阳明远教授、诸葛文静主任医师到会。", {("欧阳明远", "Person"), ("诸葛文静", "Person")}),
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


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="衢州东湖医院学研究所第一、和（）“”《》奖获教授林3个年\t A", max_size=40))
def test_mentions_lie_inside_the_text_and_none_cross(text: str) -> None:
    found = mentions(text)
    assert all(0 <= m.start < m.end <= len(text) and m.name for m in found)
    names = [m for m in found if m.cls not in ("Title", "Office", "Work", "Year", "Grade")]
    for a in names:
        for b in names:
            assert not a.start < b.start < a.end < b.end
