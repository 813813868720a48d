"""Honours by their wording ("云溪省优秀教师", "临江市“十大杰出青年”"): a level or a giver, and a word that only honours end in.

The cue grammar (names.py) needs the tagger to see the words of a name; these names are mostly of common words that it cuts
anywhere, so they are found in the characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extract.classes import INSTITUTIONS
from extract.lexicon import one_of, place_start, word_list
from extract.records import Mention, Passage

# What an honour may stand behind: a pause, a verb that ends so, a year, a word for its issue.
_LEAD = "(?<![^，、；。：（“‘\\s获为是系选予誉与和及暨年批届】》0-9\\]）得任号中者称评聘了过受章])(?![评批得任共])"
_END = "(?=$|[，、；。：）”’（\\s]|等(?!级)|称号|荣誉|表彰|奖章|获得者|[和及与暨兼]|以及|并|[0-9]{1,3}[名人位门个项](?:：|——|（))"
_WORDS = "(?:(?!入选|荣|担任|成为|参加|通过|共建|追授|落户|首[批个家届])[^，、；。：（）“”‘’《》的了被获是为由在与和及0-9\\s])"
_COMMON = re.compile(
    "建有|设有|具有|建成|新增|入围|涌现|力争|争创|争取|打造|推进|创建(?!单位)|培养|评选|聘请|邀请|拥有|现有|引进|选派|推荐|申报|作为|共有|表彰|加强|评审|咨询|知名|著名|对接|服务(?!贡献|之星|组织)|开展|授予“|(?:计划|工程|项目|专项|基金)”|(?:计划|人才工程|专项|基金)[^单]{2,12}$"
)


@cache
def _tail() -> str:
    words = word_list("honours")
    tail = one_of([*words["people"], *words["houses"]])
    return f"(?:{tail}{one_of(words['behind'])}?(?:（第[一二三四]层次）)?|{_WORDS}{{2}}[0-9]{{1,3}}强)"


@cache
def _level() -> str:
    """What an honour is of: a region or a level."""
    return f"(?:第[一二三四五六七八九十]+届)?(?:{place_start().pattern}|{one_of(word_list('honours')['levels'])})"


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(
        f"{_LEAD}(?P<name>{_level()}(?:“{_WORDS}{{2,16}}”)?{_WORDS}{{0,16}}?{_tail()}|{_WORDS}{{4,20}}[0-9]{{1,3}}强){_END}"
    )


@cache
def _behind_giver() -> re.Pattern[str]:
    words = word_list("honours")
    return re.compile(f"(?:{_WORDS}{{0,12}}?{_tail()}|“{_WORDS}{{0,12}}?{one_of(words['quoted'])}”){_END}")


@cache
def _quoted() -> re.Pattern[str]:
    words = word_list("honours")
    inner = f"{_WORDS}{{0,12}}?{one_of(words['quoted'])}"
    behind = f"{_WORDS}{{0,6}}?{one_of(words['behind_quotes'])}"
    return re.compile(
        f"{_LEAD}(?P<name>(?:{_level()}{_WORDS}{{0,8}}?)?“(?P<inner>{inner})”(?:{behind})?){_END}"
    )


def honour_names(passage: Passage, found: Sequence[Mention]) -> list[Mention]:
    """The honours of a passage whose wording alone tells them, and that do not cut the names ``found`` in two."""
    return [h for h in _honours(passage, found) if not _cuts(h, found)]


def _honours(passage: Passage, found: Iterable[Mention]) -> Iterator[Mention]:
    text = passage.text
    for match in _plain().finditer(text):
        yield from _mention(passage, *match.span("name"))
    for match in _quoted().finditer(text):
        start, end = match.span("name")
        bare = (start, end) == (match.start("inner") - 1, match.end("inner") + 1)
        yield from _mention(passage, start + bare, end - bare)
    for giver in found:
        behind = _behind_giver().match(text, giver.end) if giver.cls in INSTITUTIONS else None
        if behind is not None:
            yield from _mention(passage, giver.start, behind.end())


def _mention(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    name = passage.text[start:end]
    if not _COMMON.search(name):
        yield Mention(passage.index, start, end, "Award", name, "honour-name", 0.8)


def _cuts(honour: Mention, found: Sequence[Mention]) -> bool:
    """Whether an honour is inside another award, or it and another name cut each other in two."""
    return any(
        (m.cls == "Award" and m.start <= honour.start and honour.end <= m.end)
        or m.start < honour.start < m.end < honour.end
        or honour.start < m.start < honour.end < m.end
        for m in found
    )
