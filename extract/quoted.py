"""Honours in quotation marks ("全国“…先进单位”"): whatever their heads, what is awarded in quotes is an honour.

A level said before the first quote of a chain ("全军“甲单位”、“乙医院”") holds for the quotes behind it; levels that are
listed before one honour ("全国、全军…示范医院") make one honour each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.lexicon import heads, place_start
from extract.records import Mention, Passage

_LEVEL = "(?:第[一二三四五六七八九十0-9]+届|全国|全军|全省|全市|全区|全县|全校|全院|全行业|国家级?|军队|省部级|省级|市级|区级|县级|校级|院级|[一-鿿]{2,3}[省市区县]|[一-鿿]{1,6}自治[区州])"
_AWARDED = re.compile(
    "(?:荣获|荣膺|荣立|荣登|获得|获评|获授|获颁|获批|评选为|评为|评定为|授予|认定为|确定为|列为|命名为|表彰为|入选|当选|摘得|喜获|赢得|斩获|获)"
    f"(?:了|过|为|[\ue000-\ue0ff])?(?:[^，。；、“”]{{0,14}}?)(?={_LEVEL}?“)"
)
_ITEM = re.compile(
    f"(?P<level>{_LEVEL})?“(?P<name>[^“”。；]{{2,40}})”(?P<tail>(?:荣誉)?称号|荣誉|奖牌|牌匾)?"
)
# What is quoted behind these words is the title of a project or a work.
_TITLED = re.compile("(?:项目|课题|专项|计划|工程|基金|成果|论文|案例|作品|课程|专利|软件|系统)$")
_PAUSE = re.compile(f"(?:(?:、|和|及|与|以及|暨)(?:[^，。；、“”]{{2,30}}、)*|，|(?<=”))(?={_LEVEL}?“)")
_ENDS = re.compile(
    "$|[，。；、）]|和|及|与|以及|等|暨|“|[0-9一二两三四五六七八九十]+[项个次块枚]|的?(?:称号|荣誉|证书|奖项|光荣|美誉)|的"
)
_NO_HONOUR = frozenset(
    ("Program", "Event", "Course", "Laboratory", "ResearchInstitute", "AcademicUnit", "Department")
)
_TOLD_BEHIND = re.compile("(?:荣誉|光荣)?称号|(?:等)?[^，。；“”]{0,4}(?:荣誉称号|称号|奖项)")
_LEVELS = re.compile(f"{_LEVEL}(?:、{_LEVEL})*[、和及与]$")


def quoted_honours(passage: Passage) -> list[Mention]:
    """The honours that a text names in quotes behind a verb of awarding, with the levels that stand before the quotes."""
    found: dict[int, Mention] = {}
    for verb in _AWARDED.finditer(passage.text):
        if _TITLED.search(verb.group()):
            continue
        for mention in _chain(passage, verb.end()):
            found.setdefault(mention.start, mention)
    return list(found.values())


def _chain(passage: Passage, start: int) -> Iterator[Mention]:
    text, level = passage.text, ""
    while (item := _ITEM.match(text, start)) is not None and _ENDS.match(text, item.end()):
        name = item["name"]
        level = item["level"] or ("" if place_start().match(name) or re.match(_LEVEL, name) else level)
        if _is_honour(text, item):
            yield _mention(passage, item, level)
        pause = _PAUSE.match(text, item.end())
        if pause is None:
            return
        start = pause.end()


def _is_honour(text: str, item: re.Match[str]) -> bool:
    """Whether the quotes hold an honour, not a project that somebody was granted."""
    head = heads().of(item["name"])
    return (
        head is None
        or head[1] not in _NO_HONOUR
        or _TOLD_BEHIND.match(text, item.start("tail") if item["tail"] else item.end()) is not None
    )


def _mention(passage: Passage, item: re.Match[str], level: str) -> Mention:
    start = item.start("name") if not item["level"] else item.start()
    end = item.end("name") if not item["level"] else item.end("name") + 1
    name = item["name"]
    # "国家“…”" says no more than the quotes do.
    full = name if not level or level in ("国家", "国家级") or level in name else f"{level}“{name}”"
    aliases = (name,) if full != name else ()
    return Mention(passage.index, start, end, "Award", full, "quoted-honour", 0.95, aliases)


def levels_of_honours(passage: Passage, mentions: Sequence[Mention]) -> list[Mention]:
    """The further honours that levels listed before an honour make ("全国、全军…示范医院")."""
    found = []
    for mention in mentions:
        own = re.match(_LEVEL, mention.name)
        before = _LEVELS.search(passage.text, max(0, mention.start - 24), mention.start)
        if mention.cls != "Award" or own is None or before is None or own.end() == len(mention.name):
            continue
        rest = mention.name[own.end() :]
        for level in re.finditer(_LEVEL, before.group()):
            start = before.start() + level.start()
            found.append(
                replace(
                    mention,
                    start=start,
                    end=start + len(level.group()),
                    name=level.group() + rest,
                    aliases=(),
                    rule="levels-of-honour",
                )
            )
    return found
