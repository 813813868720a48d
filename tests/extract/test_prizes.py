"""Bare prizes take the name of the prize or the contest before them."""

from __future__ import annotations

import pytest

from extract.names import Name
from extract.prizes import is_prize, named_prize
from extract.records import BlockKind, Mention, Passage
from tests.extract.named import named


def _bare(text: str, head: str) -> tuple[Passage, Name]:
    start = text.rindex(head)
    passage = Passage(0, BlockKind.PROSE, text, tuple(range(len(text))), 0, 0)
    return passage, Name(start, start + len(head), "Award", head, generic=True)


def _first(text: str, surface: str, cls: str) -> Mention:
    start = text.index(surface)
    return Mention(0, start, start + len(surface), cls, surface, "test", 0.9)


def test_another_level_of_the_same_prize_is_named_after_it() -> None:
    assert ("浙江省科技进步奖二等奖", "Award") in named("获浙江省科技进步奖一等奖2项、二等奖1项。")


def test_a_prize_won_at_a_contest_is_named_after_the_contest_with_its_year() -> None:
    text = "在2022年东湖杯护理大赛中荣获团队一等奖"
    found = named_prize(*_bare(text, "一等奖"), None, _first(text, "2022年东湖杯护理大赛", "Event"))
    assert found is not None and found.name == "2022年东湖杯护理大赛一等奖"
    assert "东湖杯护理大赛一等奖" in found.aliases


def test_a_prize_of_a_part_of_the_contest_keeps_the_part() -> None:
    text = "第三届东湖杯护理大赛中，我院获团体一等奖，浙江赛区二等奖3项；在西湖杯护理大赛中获金奖1项。"
    found = {name for name, cls in named(text) if cls == "Award"}
    assert {
        "第三届东湖杯护理大赛团体一等奖",
        "第三届东湖杯护理大赛浙江赛区二等奖",
        "西湖杯护理大赛金奖",
    } <= found


@pytest.mark.parametrize("between", ["结束。", "，全院职工代表和来宾共同见证了这一时刻，并有"])
def test_a_prize_far_away_or_in_another_sentence_is_none_of_it(between: str) -> None:
    text = f"东湖奖一等奖{between}二等奖"
    assert named_prize(*_bare(text, "二等奖"), _first(text, "东湖奖一等奖", "Award"), None) is None


@pytest.mark.parametrize(
    ("surface", "prize"), [("东湖奖一等奖", True), ("东湖杯金牌", True), ("东湖奖学金", False)]
)
def test_prizes_end_with_a_level(surface: str, prize: bool) -> None:
    assert is_prize(surface) is prize
