"""Titles and offices: the words that tell what a person is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.lexicon import one_of, word_list
from extract.person_names import is_person_name
from extract.records import Token

_HAN = re.compile("[一-鿿]")
COUNTED = re.compile("(?: ?[0-9]|等?(?:[一二三四五六七八九十两]+)[人名位])")
"""What follows a title of people who are counted, not named ("教授 12 人")."""
_PAUSES = ("", "，", "。", "；", "、", "（", "）")
ACTS = (
    "(?:(?:先后|曾|还|也|再次|现场|应邀|亲自|共同|分别|在会上|在|就|作为|全程|随后|代表[^，。；]{2,12})?"
    "(?:[作做](?:了|题为|专题|主题|大会|学术|开幕|总结|工作|交流|汇报|报告|主旨|特邀)|主持|主讲|讲解|讲授|授课|宣读|宣布|致[辞词欢贺答谢开闭]|发言|发表|讲话"
    "|出席|参加|到会|到场|莅临|陪同|带队|带领|率队?|参会|与会|表示|指出|强调|认为|介绍|说，|说：|主刀|牵头|领衔|担任|现任|曾任|出任|接任|兼任|当选"
    "|荣获|获得|获评|入选|毕业于|师从|为首|揭牌|签约|签署|颁奖|颁发|点评|分享|总结|会见|接待|看望|慰问|走访|考察|调研|赴|受邀|受聘|编写|编著|撰写|指导))"
)
"""What a person does, behind the name."""


@dataclass(frozen=True, slots=True)
class PersonWord:
    """A span that is a person, a title or an office: ``cls`` is Person, Title or Office."""

    start: int
    end: int
    cls: str


@cache
def role_pattern() -> re.Pattern[str]:
    """Matches a title or an office of the lists (groups ``Title`` and ``Office``)."""
    lists = word_list("people")
    prefix = one_of(lists["office_prefix"])
    return re.compile(
        f"(?P<Title>{one_of(lists['titles'])}(?!长))|(?P<Office>(?!(?<=工作)指导){prefix}?{one_of(lists['offices'])})"
    )


def find_roles(text: str, tokens: Sequence[Token]) -> list[PersonWord]:
    """Titles and offices that begin and end at word boundaries."""
    starts = {t.start for t in tokens}
    ends = {t.end for t in tokens}
    found, position = [], 0
    while match := role_pattern().search(text, position):
        first = _without_unit(text, match)
        if first != match.start() and (longer := role_pattern().match(text, first)):
            match = longer
        cls = "Title" if match["Title"] else "Office"
        ended = match.end() in ends or _name_follows(text, match.end())
        if ended and (match.start() in starts or cls == "Office"):
            found.append(PersonWord(match.start(), match.end(), cls))
            position = match.end()
        else:
            position = match.start() + 1
    return found


def _name_follows(text: str, position: int) -> bool:
    """Whether a name of three characters and a pause, a title or a verb follow, wherever the tagger saw words."""
    end = position + 3
    word = text[position:end]
    if not re.fullmatch("[一-鿿]{3}", word) or not is_person_name(word, rare=True):
        return False
    after = text[end : end + 1] in _PAUSES or role_pattern().match(text, end) or _acts().match(text, end)
    return bool(after)


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(ACTS)


@cache
def _unit_of_office() -> re.Pattern[str]:
    return re.compile(
        f"{one_of(word_list('people')['units_of_offices'])}(?={one_of(word_list('people')['offices'])}$)"
    )


def _without_unit(text: str, match: re.Match[str]) -> int:
    """Where the office begins: behind a last syllable of the unit's name ("神经外科" + "主任", not 神经外 + 科主任)."""
    before = text[match.start() - 1 : match.start()]
    unit = _unit_of_office().match(match.group())
    if unit and _HAN.fullmatch(before) and before not in "任兼为是和与及的":
        return match.start() + unit.end()
    return match.start()
