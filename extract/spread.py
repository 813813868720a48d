"""Names that another passage completes: persons seen there and missed here, prizes of the contest named before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon import one_of
from extract.person_names import NAMED_FOR_PERSON, is_person_name
from extract.records import Mention, Passage

_LEVEL = "(?:[一二三特]等奖|[金银铜]奖|[金银铜]牌|优胜奖|优秀奖|优秀组织奖|冠军|亚军|季军)"
# Who or where a prize is for ("团体一等奖", "西北赛区二等奖", "高职组金奖").
_FOR_WHOM = "(?:全国|全省|国赛|省赛|团体|个人|集体|单项|[一-鿿]{2,4}(?:赛区|组|类))"
_PRIZE = re.compile(
    f"(?<=[获得夺摘取荣揽])(?:了|得了?|下)?(?P<prizes>{_FOR_WHOM}{{0,2}}{_LEVEL}(?:[0-9一二三四五六七八九十]+[项个名])?(?:[、和及]{_FOR_WHOM}{{0,2}}{_LEVEL}(?:[0-9一二三四五六七八九十]+[项个名])?)*)"
)
_ONE_PRIZE = re.compile(f"{_FOR_WHOM}{{0,2}}{_LEVEL}")
_CONTEST = re.compile("(?:[赛杯]|赛项|赛道)”?$")
_YEAR = re.compile("^(?:19|20)[0-9]{2}年?度?")
_NEAR = 3
"""How many sentences on a bare prize is still one of the contest named before."""
_LONG = 10
"""So many characters of an event's name are that name wherever they stand."""
_SHORTEST = 3
"""Two characters may be the beginning of another word."""


def spread_people(passages: Sequence[Passage], mentions: Sequence[list[Mention]]) -> list[list[Mention]]:
    """The mentions of each passage, with the persons named elsewhere in the document whom it names too.

    Args:
        passages: the passages of the document.
        mentions: what was recognised in each of them.

    Returns:
        The same lists, each in order, with what was missed.
    """
    names = {m.name for row in mentions for m in row if m.cls == "Person" and len(m.name) >= _SHORTEST}
    names = {name for name in names if is_person_name(name) or "·" in name or name.isascii()}
    if not names:
        return list(mentions)
    pattern = re.compile(one_of(sorted(names)))
    return [_with_missed(passage, row, pattern) for passage, row in zip(passages, mentions, strict=True)]


def _with_missed(passage: Passage, row: list[Mention], pattern: re.Pattern[str]) -> list[Mention]:
    missed = [
        Mention(passage.index, m.start(), m.end(), "Person", m.group(), "named-elsewhere", 0.8)
        for m in pattern.finditer(passage.text)
        if not NAMED_FOR_PERSON.match(passage.text, m.end())
        and not any(m.start() < known.end and known.start < m.end() for known in row)
    ]
    return sorted([*row, *missed], key=lambda m: (m.start, -m.end, m.cls)) if missed else row


def spread_events(passages: Sequence[Passage], mentions: Sequence[list[Mention]]) -> list[list[Mention]]:
    """The mentions of each passage, with the events and programmes that another names in quotes or at a clearer place.

    A part of such a name that was taken for one itself ("…与乙学习班") goes.
    """
    names = {
        m.name: m.cls
        for row in mentions
        for m in row
        if m.cls in ("Event", "Program") and len(m.name) >= _LONG
    }
    if not names:
        return list(mentions)
    pattern = re.compile(one_of(sorted(names)))
    return [
        _with_whole(passage, row, pattern, names) for passage, row in zip(passages, mentions, strict=True)
    ]


def _with_whole(
    passage: Passage, row: list[Mention], pattern: re.Pattern[str], names: dict[str, str]
) -> list[Mention]:
    for m in pattern.finditer(passage.text):
        if any(
            k.start <= m.start() and m.end() <= k.end and k.cls in ("Event", "Program", "Award") for k in row
        ):
            continue
        if any(k.start < m.start() < k.end < m.end() or m.start() < k.start < m.end() < k.end for k in row):
            continue
        row = [
            k
            for k in row
            if not (m.start() <= k.start and k.end == m.end() and k.cls in ("Event", "Program"))
        ]
        whole = Mention(
            passage.index, m.start(), m.end(), names[m.group()], m.group(), "named-elsewhere", 0.8
        )
        row = sorted([*row, whole], key=lambda k: (k.start, -k.end, k.cls))
    return row


def spread_prizes(passages: Sequence[Passage], mentions: Sequence[list[Mention]]) -> list[list[Mention]]:
    """The mentions of each passage, with the bare prizes ("获一等奖") of the contest that a sentence before names.

    Args:
        passages: the passages of the document.
        mentions: what was recognised in each of them.

    Returns:
        The same lists, each in order, with the prizes under the contest's name.
    """
    contest, since, completed = "", 0, []
    for passage, row in zip(passages, mentions, strict=True):
        since += 1
        if passage.index and passage.section != passages[passage.index - 1].section:
            contest = ""
        prizes = _bare_prizes(passage, row, contest) if contest and since <= _NEAR else []
        named_now = {(m.start, m.end) for m in prizes}
        kept = [m for m in row if (m.start, m.end) not in named_now]
        completed.append(sorted([*kept, *prizes], key=lambda m: (m.start, -m.end, m.cls)) if prizes else row)
        named = [
            m.name for m in row if m.cls == "Event" and _CONTEST.search(m.name) and not _is_inside(m, row)
        ]
        if named or prizes:
            since = 0
        contest = _YEAR.sub("", named[-1]) if named else contest
    return completed


def _is_inside(mention: Mention, row: Sequence[Mention]) -> bool:
    return any(m.start <= mention.start and mention.end < m.end and m.cls == "Event" for m in row)


def _bare_prizes(passage: Passage, row: Sequence[Mention], contest: str) -> list[Mention]:
    """The prizes of a passage that no name holds, unless the passage names an event itself."""
    if any(m.cls == "Event" for m in row):
        return []
    spans = [
        (run.start("prizes") + m.start(), run.start("prizes") + m.end())
        for run in _PRIZE.finditer(passage.text)
        for m in _ONE_PRIZE.finditer(run["prizes"])
    ]
    return [
        Mention(
            passage.index, start, end, "Award", contest + passage.text[start:end], "prize-of-contest", 0.7
        )
        for start, end in spans
        if not any(
            start < m.end and m.start < end
            for m in row
            if (m.name, m.start) != (passage.text[start:end], start)
        )
    ]
