"""Ceremonies named for their parties: "石溪学院与云山集团战略合作签约暨揭牌仪式" is one name, from the first party on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.classes import INSTITUTIONS
from extract.names import Name

_CEREMONY = re.compile("(?:仪式|典礼|签约会|揭牌会|授牌会|成立大会|成立会|启动会)$")
_BEGINS = re.compile(
    "(?:^|[，。；：！？]|举[行办](?:了)?|出席(?:了)?|参加(?:了)?|[上下]午|[0-9]日|近日|今日|今天|日前|随后|召开(?:了)?)"
)
_LINK = re.compile("(?:与|和|同|及|暨|、|—+|-)")
_PURPOSE = re.compile(
    "(?:[一-鿿“”‘’·—-]{0,24}?(?:签约|揭牌|授牌|挂牌|成立|启动|合作|共建|联盟|协议|捐赠|结对|战略)[一-鿿“”‘’·—-]{0,16})?"
)
_SPOKEN = re.compile("[的了在对把被由为将向从]|进行|举行|举办|开展|以及|参加|出席")
_MAX_LENGTH = 70


def whole_ceremonies(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, ceremonies from the first of their parties on where the text names these right before."""
    found = [_with_parties(text, name, names) for name in names]
    spans = [(n.start, n.end) for n in found]
    return [n for i, n in enumerate(found) if spans.index((n.start, n.end)) == i]


def _with_parties(text: str, name: Name, names: Sequence[Name]) -> Name:
    if name.cls != "Event" or not _CEREMONY.search(text[name.start : name.end]):
        return name
    begins = [m.end() for m in _BEGINS.finditer(text, max(0, name.end - _MAX_LENGTH), name.start)]
    for start in begins:
        party = max((n.end for n in names if n.start == start and _is_party(n)), default=None)
        if party is not None and party <= name.start and _only_parties(text, party, name.start, names):
            return replace(name, start=start, generic=False)
    return name


def _is_party(name: Name) -> bool:
    return name.cls in INSTITUTIONS and not name.generic


def _only_parties(text: str, start: int, end: int, names: Sequence[Name]) -> bool:
    """Whether between the first party and the ceremony only further parties and the purpose stand."""
    while (link := _LINK.match(text, start, end)) and (
        party := max((n.end for n in names if n.start == link.end() and _is_party(n)), default=None)
    ):
        start = party
    rest = text[start:end]
    return _SPOKEN.search(rest) is None and _PURPOSE.fullmatch(rest) is not None
