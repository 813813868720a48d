"""Figures of English sentences."""

from __future__ import annotations

import pytest

from extract.measure_english import is_english, read_english


def figures(text: str) -> list[tuple[str, str, str]]:
    return [
        (reading.measure, reading.quantity.value, reading.quantity.unit) for reading in read_english(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It has 22 schools and 85 undergraduate programs.",
            [("schools", "22", ""), ("undergraduate programs", "85", "")],
        ),
        ("The clinic treats 1.2 million outpatients annually.", [("outpatients", "1200000", "")]),
        ("It covers an area of 120 hectares.", [("area", "120", "hectares")]),
        ("The budget is $25 million.", [("budget", "25", "million $")]),
        ("An employment rate of 95% was reached.", [("employment rate", "95", "%")]),
        ("He has an h-index of 56.", [("h-index", "56", "")]),
        ("About 40% of the faculty hold PhDs.", [("faculty", "40", "%")]),
        ("Two campuses serve the city.", [("campuses", "2", "")]),
        ("Phase 3 trials began; see Table 2 of Vol. 12, No. 3, pp. 33-40.", []),
        ("After 20 years, in May 2019, it was ranked 5th.", []),
        ("US Patent 11,788,093 was granted in 2020.", []),
        (
            "Among the 68 doctors 19 are chief physicians and 92% hold a doctoral degree.",
            [("doctors", "68", ""), ("chief physicians", "19", ""), ("doctoral degree", "92", "%")],
        ),
        (
            'It has 15 "Beishan Scholars" and won 3 second prizes.',
            [("Beishan Scholars", "15", ""), ("second prizes", "3", "")],
        ),
        ("It is one of the first four medical universities in the Ten Thousand Talents Program.", []),
        ("Of them, 11 have an impact factor above 10.", [("impact factor", "11", "")]),
        ("24-hour care and 18-month studies", []),
    ],
)
def test_reads_things_and_properties(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(text) == expected


def test_words_before_the_number_make_it_approximate() -> None:
    (reading,) = read_english("It employs more than 300 nurses.")
    assert reading.quantity.approximate


def test_a_chinese_sentence_with_latin_words_is_not_english() -> None:
    assert is_english("He published 110 papers in Nature.")
    assert not is_english("发表 SCI 论文560篇，影响因子 Impact Factor 较高")
