"""Segmentation of anything at all: nothing lost, offsets true, no blow-ups."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.layouts import LONG, NEXT, check, cut, wrapped


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "。",
        "，、；",
        "……\n——\n！！\n",
        "1\n2\n3\n",
        "\f\f",
        "(((((",
        "”“”“\n",
        "目录\n",
        "序号 名称\n",
    ],
)
def test_odd_documents_do_no_harm(text: str) -> None:
    cutting = cut(text)
    assert cutting.sections[0].level == 0
    check(text, cutting)


PIECES = st.sampled_from(
    [
        "一、",
        "(二)",
        "1.",
        "1.1 ",
        "案例 3 ",
        "序号 名称 数量\n",
        "1 甲 3\n",
        "学历：",
        "目录\n",
        "图 1 ",
        "表 2 ",
        "....... 4",
        "。",
        "，",
        "“",
        "”",
        "（",
        "）",
        "《",
        "\n",
        "\n\n",
        " ",
        "\u3000\u3000",
        "\x0c",
        "2023 年",
        "教授",
        "河口医院",
        "共建研究中心",
        "Hospital ",
        "a.",
        "-\n",
        "|",
        "\t",
        "12\n",
        "简介\n",
        "\u200b",
        LONG,
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join)))
def test_nothing_is_lost_and_offsets_are_true(text: str) -> None:
    check(text, cut(text))


@pytest.mark.parametrize(
    "text",
    [
        "河口医院设有研究所。" * 40_000,
        "a" * 400_000,
        "甲，" * 150_000,
        " ." * 150_000,
        "（" * 150_000,
        "“" * 120_000,
        "1 " * 120_000,
        "a    " * 80_000,
        "1.1" * 400_000,
        "甲\n" * 12_000,
    ],
    ids=[
        "sentences",
        "letter",
        "commas",
        "leaders",
        "brackets",
        "quotes",
        "numbers",
        "blanks",
        "decimals",
        "lines",
    ],
)
def test_long_lines_do_not_blow_up(text: str) -> None:
    started = time.process_time()
    cut(text)
    assert time.process_time() - started < 5


def test_deterministic() -> None:
    text = wrapped([LONG, NEXT] * 3)
    assert cut(text) == cut(text)
