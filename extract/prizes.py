"""Bare prizes ("二等奖1项"): they take the name of the prize or the contest that was named before them."""

from __future__ import annotations

import re

from extract.names import Name
from extract.records import Mention, Passage

_PRIZE_LEVEL = re.compile("(?:[一二三特]等奖|[金银铜]奖|优秀奖|优胜奖|[金银铜]牌)")
_PRIZE_LEVEL_END = re.compile("(?:[一二三特]等奖|[金银铜]奖|优秀奖|优胜奖|[金银铜]牌)$")
_ASIDE = re.compile("（[^（）《》]*）")
_WON = re.compile("^(?:[荣获包揽多项]|国家级|省级|省部级|市级|校级)+")
_FAR = 200
"""How many characters behind the contest a list of its winners may go on."""
_EVENT_YEAR = re.compile("^(?:19|20)[0-9]{2}年?度?")


def is_prize(surface: str) -> bool:
    """Whether a name ends with the level of a prize ("…一等奖")."""
    return _PRIZE_LEVEL_END.search(surface) is not None


def named_prize(
    passage: Passage, bare: Name, prize: Mention | None, contest: Mention | None
) -> Mention | None:
    """The prize that a bare level stands for: another level of the last prize, or one of the last contest."""
    text, surface = passage.text, _WON.sub("", passage.text[bare.start : bare.end])
    if not _PRIZE_LEVEL.fullmatch(bare.head):
        return None
    if prize is not None and surface == bare.head:
        between = _ASIDE.sub("", text[prize.end : bare.start])
        if len(between) > 16 or "。" in text[prize.end : bare.start]:
            return None
        full = _PRIZE_LEVEL_END.sub("", prize.name) + bare.head
        return Mention(passage.index, bare.start, bare.end, "Award", full, "carry-prize", 0.85)
    if contest is not None and _won_at(text, contest, bare):
        full = _EVENT_YEAR.sub("", contest.name) + surface
        return Mention(passage.index, bare.start, bare.end, "Award", full, "prize-of-event", 0.8, (surface,))
    return None


def _won_at(text: str, event: Mention, prize: Name) -> bool:
    """Whether a bare prize is one of the contest named before it ("在…大赛中获…一等奖")."""
    between = text[event.end : prize.start]
    return "。" not in between and len(between) <= _FAR and re.search("[获得夺摘取荣]", between) is not None
