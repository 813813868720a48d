"""Persons named in one passage are found in the others; nothing else is."""

from __future__ import annotations

from extract.records import BlockKind, Mention, Passage
from extract.spread import spread_people
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
