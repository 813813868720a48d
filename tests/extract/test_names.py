"""Where the names of institutions, programmes and awards begin and end, over tokens written by hand."""

from __future__ import annotations

import pytest

from extract.names import find_names
from extract.records import Token


def tokens(marked: str) -> tuple[str, list[Token]]:
    """Text and tokens of "word/tag word/tag …"."""
    text, found = "", []
    for item in marked.split():
        word, tag = item.rsplit("/", 1)
        found.append(Token(len(text), len(text) + len(word), word, tag))
        text += word
    return text, found


def names(marked: str) -> list[tuple[str, str]]:
    """The candidate names that are more than common words, with their classes."""
    text, found = tokens(marked)
    return [(text[n.start : n.end], n.cls) for n in find_names(text, found) if not n.generic]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "浙江省/LOC 感染性/n 疾病/n 研究所/n 成立/v",
            [("浙江省感染性疾病研究所", "ResearchInstitute")],
        ),
        ("医院/n 拥有/v 衢州市/LOC 骨科/n 研究所/n", [("衢州市骨科研究所", "ResearchInstitute")]),
        ("荣获/v 浙江省/LOC 科技/n 进步/vn 奖/n 二等奖/n", [("浙江省科技进步奖二等奖", "Award")]),
        ("首批/n 东湖/nz 名医/n 工程/n 启动/v", [("东湖名医工程", "Program")]),
        ("建有/v 眼/n 与/c 视觉/n 健康/an 研究中心/n", [("眼与视觉健康研究中心", "Center")]),
        ("走进/v 林一舟/PER 纪念/vn 医院/n", [("林一舟纪念医院", "Hospital")]),
        ("成立/v 林一舟/PER 名医/n 工作室/n", [("林一舟名医工作室", "Base")]),
        ("学府路/LOC 88号/m 云岭/LOC 大学/n", [("云岭大学", "University")]),
        ("东四路/LOC 42号/m 云岭/LOC 医学会/n", [("云岭医学会", "Association")]),
    ],
)
def test_a_name_reaches_from_its_head_back_to_what_cannot_stand_inside(
    marked: str, expected: list[tuple[str, str]]
) -> None:
    found = names(marked)
    assert [name for name in expected if name not in found] == []


@pytest.mark.parametrize(
    "marked",
    [
        "三级/n 甲等/n 医院/n",
        "国家级/n 重点/n 实验室/n 3个/m",
        "医院/n 管理/vn",
        "我/r 的/u 医院/n",
        "各/r 研究所/n",
    ],
)
def test_common_words_before_a_head_make_no_name(marked: str) -> None:
    assert names(marked) == []


def test_a_whole_named_inside_a_name_is_found_too() -> None:
    found = names("衢州医科大学附属东湖医院/ORG 骨科/n 开诊/v")
    assert ("衢州医科大学附属东湖医院骨科", "Department") in found
    assert ("衢州医科大学附属东湖医院", "Hospital") in found


def test_a_longer_head_names_the_whole() -> None:
    assert ("衢州东湖医院集团", "Association") in names("衢州/LOC 东湖/nz 医院/n 集团/n 成立/v")
    assert ("衢州市东湖中心医院", "Hospital") in names("衢州市/LOC 东湖/nz 中心/n 医院/n")


def test_a_quotation_is_named_from_quote_to_quote() -> None:
    found = names("获/v “/w 东湖/nz 的/u 骄傲/n 金奖/n ”/w")
    assert ("东湖的骄傲金奖", "Award") in found


@pytest.mark.parametrize("marked", ["", "，/w", "医院/n", "林一舟/PER"])
def test_nothing_is_found_where_nothing_is_named(marked: str) -> None:
    assert names(marked) == []


def test_names_are_given_by_start_and_the_longest_first() -> None:
    text, found = tokens("衢州医科大学/ORG 骨科/n 研究所/n 和/c 浙江省/LOC 医学会/n")
    spans = [(n.start, -n.end) for n in find_names(text, found)]
    assert spans == sorted(spans) and len(spans) > 1
