"""Persons named in one passage are found in the others; nothing else is."""

from __future__ import annotations

from extract.records import BlockKind, Mention, Passage
from extract.spread import spread_people, spread_prizes
from tests.extract.markup import read_markup


def _passages(*marked: str) -> tuple[list[Passage], list[list[Mention]]]:
    pairs = [read_markup(i, text) for i, text in enumerate(marked)]
    return [p for p, _ in pairs], [list(m) for _, m in pairs]


def _people(rows: list[list[Mention]]) -> list[list[str]]:
    return [[m.name for m in row if m.cls == "Person"] for row in rows]


def test_a_person_is_found_where_the_tagger_missed_them() -> None:
    passages, mentions = _passages("[林一舟|Person]，主任医师。", "林一舟现任院长，林一舟团队获奖。")
    assert _people(spread_people(passages, mentions)) == [["林一舟"], ["林一舟", "林一舟"]]


def test_names_inside_other_mentions_and_short_names_stay_as_they_are() -> None:
    passages, mentions = _passages(
        "[林一舟|Person]与[高远|Person]。", "[林一舟工作室|Base]志存高远，林一舟奖学金设立。"
    )
    assert _people(spread_people(passages, mentions)) == [["林一舟", "高远"], []]


def test_without_persons_nothing_changes() -> None:
    passages, mentions = _passages("[云岭大学|University]建校。")
    assert passages[0].kind is BlockKind.PROSE
    assert spread_people(passages, mentions) == mentions


def _awards(*marked: str) -> list[list[str]]:
    passages, mentions = _passages(*marked)
    return [[m.name for m in row if m.cls == "Award"] for row in spread_prizes(passages, mentions)]


def test_a_bare_prize_is_one_of_the_contest_named_before() -> None:
    rows = _awards(
        "[2031年云溪省技能大赛|Event]落幕。", "[林一舟|Person]、[何清|Person]分别获得一等奖、三等奖。"
    )
    assert rows[1] == ["云溪省技能大赛一等奖", "云溪省技能大赛三等奖"]


def test_a_bare_prize_stays_bare_without_a_contest_or_behind_another_event() -> None:
    assert _awards("[云溪省骨科年会|Event]落幕。", "[林一舟|Person]获得一等奖。") == [[], []]
    assert _awards("[云溪省技能大赛|Event]落幕。", "[林一舟|Person]在[东湖演讲会|Event]上获一等奖。") == [
        [],
        [],
    ]


def test_a_bare_prize_that_another_stage_named_is_never_lost() -> None:
    assert _awards("[云溪省技能大赛|Event]落幕。", "[林一舟|Person]获得[一等奖|Award]。")[1] == [
        "云溪省技能大赛一等奖"
    ]
    assert _awards("[云溪省技能大赛|Event]落幕。", "[东湖演讲会|Event]设[一等奖|Award]。")[1] == ["一等奖"]
    assert _awards("[云溪省技能大赛|Event]落幕。", "[一等奖|Award]空缺。")[1] == ["一等奖"]
