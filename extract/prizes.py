"""Bare prizes ("二等奖1项"): they take the name of the prize or the contest that was named before them."""

from __future__ import annotations

import re

from extract.names import Name
from extract.records import Mention, Passage

_LEVELS = "(?:[一二三特]等奖|[金银铜]奖|优秀奖|优胜奖|[金银铜]牌)"
_PRIZE_LEVEL = re.compile(_LEVELS)
_PRIZE_LEVEL_END = re.compile(f"{_LEVELS}$")
# Where or for whom a contest gives a prize of a level: in its final, in a region, to teams.
_PART_PRIZE = re.compile(
    f"(?:(?:全国|国家级?|省级?|[一-鿿]{{2,3}})?(?:总决赛|决赛|赛区|国赛|省赛)|全国|全省|团体|个人|集体|单项|[一-鿿]{{2,4}}[组类])+(?P<level>{_LEVELS})"
)
_ASIDE = re.compile("（[^（）《》]*）")
_WON = re.compile("^(?:[荣获包揽多项]|国家级|省级|省部级|市级|校级)+")
_FAR = 200
"""How many characters behind the contest a list of its winners may go on."""
_EVENT_YEAR = re.compile("^(?:19|20)[0-9]{2}年?度?")


def is_prize(surface: str) -> bool:
    """Whether a name ends with the level of a prize ("…一等奖")."""
    return _PRIZE_LEVEL_END.search(surface) is not None


def is_part_prize(surface: str) -> bool:
    """Whether a name only says for what part of a contest a prize is ("西北赛区二等奖", "团体一等奖")."""
    return _PART_PRIZE.fullmatch(surface) is not None


def named_prize(
    passage: Passage, bare: Name, prize: Mention | None, contest: Mention | None
) -> Mention | None:
    """The prize that a bare level stands for: one of the contest just named, or another level of the last prize."""
    text, surface = passage.text, _WON.sub("", passage.text[bare.start : bare.end])
    if not _PRIZE_LEVEL.fullmatch(bare.head):
        return None
    if contest is not None and contest.end == bare.start:
        full = contest.name + surface
        others = _other(_EVENT_YEAR.sub("", contest.name) + surface, full)
        return Mention(passage.index, contest.start, bare.end, "Award", full, "prize-of-event", 0.85, others)
    latest = prize is not None and (contest is None or contest.end <= prize.end)
    if prize is not None and latest and (surface == bare.head or is_part_prize(surface)):
        between = _ASIDE.sub("", text[prize.end : bare.start])
        if len(between) <= _NEAR and "。" not in text[prize.end : bare.start]:
            full = _base(prize, contest, surface) + surface
            others = _other(_EVENT_YEAR.sub("", full), full)
            return Mention(passage.index, bare.start, bare.end, "Award", full, "carry-prize", 0.85, others)
    if contest is not None and _won_at(text, contest, bare):
        full = contest.name + surface
        others = (*_other(_EVENT_YEAR.sub("", full), full), surface)
        return Mention(passage.index, bare.start, bare.end, "Award", full, "prize-of-event", 0.8, others)
    return None


_NEAR = 16
"""How many characters on a bare level is still one of the prize before it."""


def _base(prize: Mention, contest: Mention | None, surface: str) -> str:
    """What a further level is a prize of: of the same part of the contest, unless it names its own."""
    if contest is not None and is_part_prize(surface):
        return contest.name
    return _PRIZE_LEVEL_END.sub("", prize.name)


def _other(form: str, name: str) -> tuple[str, ...]:
    return (form,) if form != name else ()


def _won_at(text: str, event: Mention, prize: Name) -> bool:
    """Whether a bare prize is one of the contest named before it ("在…大赛中获…一等奖")."""
    between = text[event.end : prize.start]
    return "。" not in between and len(between) <= _FAR and re.search("[获得夺摘取荣]", between) is not None
