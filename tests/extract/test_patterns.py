"""Coded text and the pattern language of the relation rules."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.discourse import Reference
from extract.patterns import codes, compile_pattern, encode
from extract.records import ExtractError, Mention
from ontology.terms import vocabulary


def reference(start: int, end: int, cls: str = "Hospital") -> Reference:
    return Reference(0, start, end, cls, 0)


def literal(start: int, end: int, cls: str, name: str = "") -> Mention:
    return Mention(0, start, end, cls, name, "test", 0.9)


def test_every_class_has_a_code_of_its_own() -> None:
    assert len(set(codes().values())) == len(codes())
    assert {*vocabulary().classes, "Title", "Office", "Work", "Year", "Grade"} <= set(codes())


def test_a_mention_becomes_one_character_that_remembers_its_span() -> None:
    coded = encode("东湖医院始建于1921年", [reference(0, 4)], [literal(7, 11, "Year", "1921")])
    assert coded.text == f"{codes()['Hospital']}始建于{codes()['Year']}年"
    assert (coded.span(0, 1), coded.span(4, 5), coded.span(0, 6)) == ((0, 4), (7, 11), (0, 12))


def test_quotes_around_a_mention_go() -> None:
    coded = encode("获“文明单位”称号", [reference(2, 6, "Award")], [])
    assert coded.text == f"获{codes()['Award']}称号"
    assert coded.span(1, 2) == (1, 7)


def test_a_title_in_brackets_wins_over_a_name_inside_it() -> None:
    coded = encode("《东湖医院志》", [reference(1, 5)], [literal(0, 7, "Work")])
    assert coded.text == codes()["Work"]


@given(
    st.text(alphabet="东湖医院设有、。“”", max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.integers(1, 6)), max_size=6),
)
def test_coding_loses_no_text_and_keeps_its_order(text: str, spans: list[tuple[int, int]]) -> None:
    inside = [reference(start, start + size) for start, size in spans if start + size <= len(text)]
    coded = encode(text, inside, [])
    assert list(coded.starts) == sorted(coded.starts)
    covered = [i for s, e in zip(coded.starts, coded.ends, strict=True) for i in range(s, e)]
    assert covered == list(range(len(text)))


def matches(pattern: str, text: str, macros: dict[str, str] | None = None) -> re.Match[str] | None:
    """The match of a pattern in text where H, C, P, A stand for coded mentions."""
    for letter, cls in {
        "H": "Hospital",
        "C": "Center",
        "P": "Person",
        "A": "Award",
        "D": "Department",
    }.items():
        text = text.replace(letter, codes()[cls])
    return compile_pattern(pattern, macros or {}).regex.search(text)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("H", 1),
        ("H、H和H", 5),
        ("H以及H", 4),
        ("H（东区）、H", 7),
        ("H、无名诊所、H", 8),
        ("H，H", 3),
        ("H。H", 1),
    ],
)
def test_a_slot_takes_a_coordinated_list(text: str, length: int) -> None:
    match = matches("^{a:Hospital}", text)
    assert match is not None and match.end("a") == length


def test_a_single_slot_takes_one_mention_and_the_bracket_behind_it() -> None:
    match = matches("{a:Hospital!}设", "H（东区）设")
    assert match is not None and match.end("a") == 1
    assert matches("^{a:Hospital!}设", "H、H设") is None


def test_a_slot_takes_subclasses_and_no_other_classes() -> None:
    assert matches("^{a:Organization}$", "H")
    assert matches("^{a:Hospital|Center}$", "C")
    assert matches("^{a:Organization}$", "P") is None


def test_slots_tell_the_class_they_give_and_whether_they_are_phrases() -> None:
    slots = compile_pattern("{a:Center>Award}{b:=Award}{c:=!Award}{d:Hospital}", {}).slots
    assert {s.name: (s.cls, s.phrase, s.force) for s in slots.values()} == {
        "a": ("Award", False, False),
        "b": ("Award", True, False),
        "c": ("Award", True, True),
        "d": ("", False, False),
    }


def test_macros_may_use_macros() -> None:
    assert matches("<get>{a:Award}", "喜获A", {"get": "<glad>获", "glad": "喜"})


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [("<nowhere>", "unknown macro <nowhere>"), ("(", "rule pattern"), ("[", "rule pattern")],
)
def test_a_wrong_pattern_is_refused_with_its_text(pattern: str, complaint: str) -> None:
    with pytest.raises(ExtractError, match=re.escape(complaint)):
        compile_pattern(pattern, {})


@pytest.mark.parametrize("unit", ["{P}（男）、", "{P}{T}、{T}、", "{P}{T}（男），", "{H}{P}同学（男）和"])
def test_long_lists_of_introduced_people_take_no_time_to_speak_of(unit: str) -> None:
    marks = {"P": codes()["Person"], "T": codes()["Title"], "H": codes()["Hospital"]}
    text = f"授予{unit.format(**marks) * 60}。"
    pattern = compile_pattern("授予{people:Person*}(?:等)?{award:Award!}", {})
    assert pattern.regex.search(text) is None
