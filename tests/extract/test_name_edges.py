"""The left edge of a name, over tokens written by hand."""

from __future__ import annotations

import pytest

from extract.name_edges import first_token, starts_specific
from extract.name_trims import trimmed_start
from extract.records import Token


def _tokens(marked: str) -> tuple[str, list[Token]]:
    text, found = "", []
    for item in marked.split():
        word, tag = item.rsplit("/", 1)
        found.append(Token(len(text), len(text) + len(word), word, tag))
        text += word
    return text, found


@pytest.mark.parametrize(
    ("marked", "cls", "first"),
    [
        ("获/v 浙江省/LOC 眼科/n 研究所/n", "ResearchInstitute", "浙江省"),
        ("医院/n 衢州市/LOC 骨科/n 研究所/n", "ResearchInstitute", "衢州市"),
        ("获/v 第三届/m 护理/n 大赛/n", "Event", "第三届"),
        ("的/u “/w 东湖/nz ”/w 工程/n", "Program", "“"),
        ("走进/v 林一舟/PER 纪念/vn 医院/n", "Hospital", "林一舟"),
        ("由/p 林一舟/PER 护理/n 学会/n", "Association", "护理"),
    ],
)
def test_a_name_begins_behind_what_cannot_stand_inside(marked: str, cls: str, first: str) -> None:
    text, tokens = _tokens(marked)
    assert tokens[first_token(text, tokens, len(tokens) - 1, tokens[-1].start, cls)].text == first


def test_words_that_only_qualify_are_cut_off() -> None:
    text, tokens = _tokens("首批/n 东湖/nz 名医/n 工程/n")
    assert trimmed_start(text, tokens, 0, tokens[-1].start, "Program") == 2


def test_places_and_regions_are_specific() -> None:
    assert starts_specific("浙江省眼科") and not starts_specific("眼科")
