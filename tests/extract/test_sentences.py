"""Sentence splitting on folded text."""

from __future__ import annotations

import itertools

import pytest

from extract.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲有乙。丙有丁！戊？", ["甲有乙。", "丙有丁！", "戊？"]),
        ("其中甲1项；乙2项。", ["其中甲1项；乙2项。"]),
        ("他说：“好。”大家散了。", ["他说：“好。”", "大家散了。"]),
        ("入选《甲。乙》名单。", ["入选《甲。乙》名单。"]),
        ("（见下。）后文。", ["（见下。）", "后文。"]),
        ("“甲。”，乙说。", ["“甲。”，乙说。"]),
        ("增长3.5倍。1.41亿元。", ["增长3.5倍。", "1.41亿元。"]),
        ("1. 甲医院设有乙。", ["1. 甲医院设有乙。"]),
        (
            "Dr. Li works at St. Mary Hospital. He joined in 2010. It grew.",
            ["Dr. Li works at St. Mary Hospital.", "He joined in 2010.", "It grew."],
        ),
        ("J. K. Wang leads it. See Fig. 2 for more.", ["J. K. Wang leads it.", "See Fig. 2 for more."]),
        ("“没有收尾的引号。后一句。", ["“没有收尾的引号。", "后一句。"]),
        ("", []),
        ("。。。", ["。。。"]),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_long_sentences_are_cut_at_a_semicolon_or_comma() -> None:
    clauses = "，".join("甲" * 50 for _ in range(30))
    spans = split_sentences(clauses)
    assert all(end - start <= 600 for start, end in spans)
    assert all(clauses[end - 1] == "，" for _, end in spans[:-1])
    assert spans[0][0] == 0
    assert spans[-1][1] == len(clauses)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(spans))


def test_text_without_any_mark_is_cut_in_the_end() -> None:
    spans = split_sentences("乙" * 5000)
    assert max(end - start for start, end in spans) <= 1200
