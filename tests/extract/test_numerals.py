"""Numerals: Arabic and Chinese, 万 and 亿, and what makes them approximate."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numerals import find_numerals, plain


def values(text: str) -> list[tuple[str, bool]]:
    return [(plain(numeral.value), numeral.approximate) for numeral in find_numerals(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("职工3万余人", [("30000", True)]),
        ("2,526篇", [("2526", False)]),
        ("1.41亿元", [("141000000", False)]),
        ("收益3千余万元", [("30000000", True)]),
        ("超过5.99亿元", [("599000000", True)]),
        ("近百项", [("100", True)]),
        ("千余项", [("1000", True)]),
        ("培训近百万人", [("1000000", True)]),
        ("两万多名", [("20000", True)]),
        ("三十五家", [("35", False)]),
        ("引用100+", [("100", True)]),
        ("投资8个多亿", [("800000000", True)]),
        ("一个中心", []),
        ("唯一一所", []),
        ("二〇二四年", []),
        ("第三届", []),
        ("数十家", []),
    ],
)
def test_reads_the_number_and_whether_it_is_exact(text: str, expected: list[tuple[str, bool]]) -> None:
    assert values(text) == expected


def test_the_scale_is_kept_apart_for_money() -> None:
    (numeral,) = find_numerals("54700余万元")
    assert (numeral.mantissa, numeral.scale) == (Decimal(54700), "万")


def test_an_approximating_word_belongs_to_the_numeral() -> None:
    text = "手术逾2.2万例"
    (numeral,) = find_numerals(text)
    assert text[numeral.words : numeral.end] == "逾2.2万"
    assert text[numeral.start : numeral.end] == "2.2万"


@given(st.text(alphabet="0123456789.,一二两十百千万亿余多近约个第 人", max_size=30))
def test_numerals_are_in_order_and_never_overlap(text: str) -> None:
    found = find_numerals(text)
    assert all(0 <= n.words <= n.start < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.decimals(min_value=0, max_value=10**12, places=4))
def test_plain_never_uses_an_exponent_and_keeps_the_value(value: Decimal) -> None:
    written = plain(value)
    assert "E" not in written
    assert Decimal(written) == value
