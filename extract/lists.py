"""Names that a list cuts short: its members share a place, an institution or a head that is said once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.lexicon import heads, place_start
from extract.records import Mention, Passage

_UNIT_HEADS = frozenset({"ResearchInstitute", "Laboratory", "Center", "Base", "Association"})
# Units that a list names after the institution of its first member.
_SHARING = frozenset({"Department", "Laboratory", "Center", "Hospital", "AcademicUnit"})
_PAUSE = re.compile("(?:、[^，。；：、]{1,8})?、|[和及与，]|以及")


def share_prefix(text: str, mentions: list[Mention]) -> list[Mention]:
    """Coordinated units share the place of the first ("天津市…研究所、血液病研究所") and keep their own form as alias."""
    shared: list[Mention] = []
    for mention in mentions:
        previous = max((m for m in shared if m.end < mention.start), key=lambda m: m.end, default=None)
        if previous is not None and not place_start().match(mention.name):
            prefix = _shared_prefix(text, previous, mention, shared)
            if prefix:
                shared.append(
                    replace(mention, name=prefix + mention.name, aliases=(mention.name,), rule="share-prefix")
                )
                continue
        shared.append(mention)
    return shared


def _shared_prefix(text: str, first: Mention, second: Mention, before: list[Mention]) -> str:
    """What a coordinated name shares with the one before it: its institution, or its province or city."""
    between = text[first.end : second.start]
    if not _PAUSE.fullmatch(between):
        return ""
    if first.cls in _SHARING and second.cls in _SHARING and between not in ("与", "以及", "，"):
        whole = max(
            (
                m.name
                for m in before
                if m.cls in ("Hospital", "University")
                and first.name.startswith(m.name)
                and m.name != first.name
            ),
            key=len,
            default="",
        )
        if whole:
            return whole
    place = place_start().match(first.name)
    if (
        first.cls == second.cls
        and first.cls in _UNIT_HEADS
        and (first.cls != "Association" or len(second.name) <= 6)
        and place
        and place.group().endswith(("省", "市", "区"))
    ):
        return place.group()
    return ""


def share_head(text: str, mentions: list[Mention]) -> list[Mention]:
    """Departments listed before a unit of a department share its head ("内科、外科住培基地" is two bases)."""
    shared = list(mentions)
    for i, mention in enumerate(mentions):
        for unit in mentions:
            if (
                unit.cls not in ("Base", "Laboratory")
                or text[mention.end : unit.start] != "、"
                or mention.cls != "Department"
            ):
                continue
            first = next(
                (m for m in mentions if m.cls == "Department" and m.start == unit.start and m.end < unit.end),
                None,
            )
            if first is not None:
                tail = text[first.end : unit.end]
                shared[i] = replace(
                    mention,
                    cls=unit.cls,
                    name=mention.name + tail,
                    aliases=(mention.name,),
                    rule="share-head",
                )
    return shared


_ITEM = "[^，。；：、（）“”0-9和与及]{2,16}"
_DISTRIBUTED = re.compile(
    f"(?P<items>{_ITEM}(?:、{_ITEM})+(?:[和与及]{_ITEM})?)等?(?P<count>[0-9]+|[一二三四五六七八九十]+)个(?P<head>(?:[一-鿿]{{2,3}}[省市])?(?:国家级|省级|市级|部级)?(?:重点实验室|工程研究中心|工程技术研究中心|协同创新中心|研究所))(?=[，。；、和以]|$)"
)
_LEVELS = re.compile("(?P<base>[一-鿿]{4,24}?)(?P<levels>(?:[一二三特]等奖?[、和及])+[一二三特]等奖)")


def distributed(passage: Passage) -> list[Mention]:
    """Names whose head a list says once at its end: "A、B、C等3个重点实验室", "三等、二等、一等奖"."""
    return [*_units_of_one_head(passage), *_levels_of_one_prize(passage)]


def _units_of_one_head(passage: Passage) -> Iterator[Mention]:
    """The units of "A、B、C等3个重点实验室"."""
    for match in _DISTRIBUTED.finditer(passage.text):
        cls = heads().of(match["head"])
        items = list(re.finditer(_ITEM, match["items"]))
        if cls is None or any(_is_unit(m.group()) for m in items):
            continue
        for m in items:
            lead = re.match("^(?:拥有|建有|设有|现有|包括|有)", m.group())
            item = (m.group()[lead.end() :] if lead else m.group()).removesuffix("等")
            end = match.start() + m.start() + len(m.group().removesuffix("等"))
            yield Mention(
                passage.index,
                end - len(item),
                end,
                cls[1],
                item + match["head"],
                "distributed-head",
                0.9,
                (item,),
            )


def _levels_of_one_prize(passage: Passage) -> Iterator[Mention]:
    """The prizes of "…三等、二等、一等奖"."""
    for match in _LEVELS.finditer(passage.text):
        base = re.sub("^.*(?:获得了?|荣获|获|取得|得)", "", match["base"])
        if not base:
            continue
        for m in re.finditer("([一二三特]等)奖?", match["levels"]):
            start = match.start("levels") + m.start()
            yield Mention(
                passage.index,
                start,
                start + len(m.group()),
                "Award",
                f"{base}{m.group(1)}奖",
                "distributed-prize",
                0.8,
            )


def _is_unit(item: str) -> bool:
    head = heads().of(item)
    return head is not None and head[1] != "Department"
