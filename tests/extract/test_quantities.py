"""Numbers with units, and what only looks like one. The examples stand beside the rules they test."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.lexicon import word_list
from extract.quantities import figure_rules, find_quantities

RULES: list[dict[str, Any]] = figure_rules()["not_figures"]


def quantities(text: str) -> list[tuple[str, str]]:
    return [(quantity.value, quantity.unit) for quantity in find_quantities(text)]


@pytest.mark.parametrize(("rule", "text"), [(r["name"], t) for r in RULES for t in r["hides"]])
def test_a_rule_hides_what_reports_nothing(rule: str, text: str) -> None:
    assert quantities(text) == [], rule


@pytest.mark.parametrize(("rule", "text"), [(r["name"], t) for r in RULES for t in r["keeps"]])
def test_a_rule_keeps_the_one_figure_beside(rule: str, text: str) -> None:
    assert len(quantities(text)) == 1, rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("馆藏图书19.16万册", [("191600", "册")]),
        ("设备总值1446.73万元", [("1446.73", "万元")]),
        ("面积为33964m2，其中", [("33964", "㎡")]),
        ("设备200余台（套）", [("200", "台（套）")]),
        ("就业率91.38％", [("91.38", "%")]),
        ("生师比为2.2:1", [("2.2", ":1")]),
        ("于10:30开会", []),
        ("最高影响因子23.067", [("23.067", "")]),
        ("医疗收入突破30亿", [("30", "亿元")]),
        ("每班30-40人", [("40", "人")]),
        ("平均年龄34.2岁", [("34.2", "岁")]),
        ("学制四年", [("4", "年")]),
        ("服务18岁患者", []),
        ("3人工智能", []),
        ("教育部等4部委", []),
        ("三名教师", [("3", "名")]),
        ("三期工程", []),
        ("两部分组成", []),
    ],
)
def test_reads_value_and_unit(text: str, expected: list[tuple[str, str]]) -> None:
    assert quantities(text) == expected


def test_words_behind_the_unit_make_it_approximate() -> None:
    (quantity,) = find_quantities("保持在85%以上，")
    assert quantity.approximate
    assert quantity.reach == len("保持在85%以上")


def test_every_counter_of_chinese_numerals_is_a_unit() -> None:
    units = word_list("units")
    assert set(units["chinese"]) <= {unit for kind in units["kinds"].values() for unit in kind}


@given(st.text(alphabet="0123456789.万亿元人名个%第年《》“”（）、，第三至-", max_size=30))
def test_quantities_lie_inside_the_text_in_order(text: str) -> None:
    found = find_quantities(text)
    assert all(0 <= q.words <= q.start < q.end <= q.reach <= len(text) for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)
