"""Names that a list cuts short: its members share a place, an institution or a head that is said once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.brackets import ASIDE
from extract.lexicon import heads, is_generic, place_start
from extract.numerals import find_numerals
from extract.records import Mention, Passage

_SHORTEST, _LONGEST_SHARING = 2, 8
_UNIT_HEADS = frozenset({"ResearchInstitute", "Laboratory", "Center", "Base", "Association"})
# Units that a list names after the institution of its first member.
_SHARING = frozenset({"Department", "Laboratory", "Center", "Hospital", "AcademicUnit"})
_PAUSE = re.compile("(?:、[^，。；：、]{1,8})?、|[和及与，]|以及")


def share_prefix(text: str, mentions: list[Mention]) -> list[Mention]:
    """Coordinated units share the place of the first ("天津市…研究所、血液病研究所") and keep their own form as alias."""
    shared: list[Mention] = []
    for mention in mentions:
        previous = max((m for m in shared if m.end < mention.start), key=lambda m: m.end, default=None)
        if previous is not None and not _placed(mention.name):
            prefix = _shared_prefix(text, previous, mention, shared)
            if prefix:
                shared.append(
                    replace(mention, name=prefix + mention.name, aliases=(mention.name,), rule="share-prefix")
                )
                continue
        shared.append(mention)
    return shared


def _short(m: Mention) -> bool:
    """Whether a name is too short to be that of an institution of its own ("第二附属医院", not "西雅图瑞典医疗中心")."""
    return m.cls in ("Department", "AcademicUnit") or len(m.name) <= _LONGEST_SHARING


def _placed(name: str) -> bool:
    """Whether a name says already where or whose it is ("自治区…中心", "某大学医学院")."""
    return (
        place_start().match(name) is not None
        or re.match("自治区|省|市|[^，。、]{2,12}大学.", name) is not None
    )


def _shared_prefix(text: str, first: Mention, second: Mention, before: list[Mention]) -> str:
    """What a coordinated name shares with the one before it: its institution, or its province or city."""
    between = text[first.end : second.start]
    if not _PAUSE.fullmatch(between):
        return ""
    if (
        first.cls in _SHARING
        and second.cls in _SHARING
        and between not in ("与", "以及", "，")
        and _short(second)
    ):
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


def joined_by_dot(text: str, mentions: list[Mention]) -> list[Mention]:
    """A unit with two names of one kind ("甲中心·乙中心") is one unit, called by either of them too."""
    joined = list(mentions)
    for first in mentions:
        second = next(
            (
                m
                for m in mentions
                if m.start == first.end + 1 and m.cls == first.cls and text[first.end] == "·"
            ),
            None,
        )
        if second is None or first.cls not in _SHARING:
            continue
        both = replace(
            first,
            end=second.end,
            name=f"{first.name}·{second.name}",
            aliases=(first.name, second.name),
            rule="joined-by-dot",
        )
        joined = [m for m in joined if m not in (first, second)]
        joined.append(both)
    return sorted(joined, key=lambda m: (m.start, -m.end))


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


# What a list says once at its end, behind the count of its members.
_COMMON_HEADS = "重点实验室|联合实验室|实验室|研究室|教研室|教研组|工程研究中心|工程技术研究中心|协同创新中心|研究中心|中心|研究所|质量控制中心|质控中心|校区|院区|分院|门诊部|专业委员会|工作委员会|分会|学组|工作室"
_DISTRIBUTED = re.compile(
    f"(?P<items>(?:[^，。；：（）]|（[^（）]{{1,8}}）){{4,160}}?)(?P<more>等)?(?:共|共计)?(?P<count>[0-9]{{1,4}}|[一二两三四五六七八九十]{{1,4}})[个大](?P<head>(?:[一-鿿]{{2,3}}[省市])?(?P<level>国家级|省级|市级|部级)?(?:{_COMMON_HEADS}))(?=[，。；、和及与以（共均各]|$)"
)
_REMARK = re.compile("（[^（）]*）$")
_PROVINCE = re.compile("[一-鿿]{2,3}[省市]|[一-鿿]{2,7}自治区")
# Sites that are called by their own head ("东院", "健康城").
_SITE = re.compile("(?:[东西南北新老总分]院|[东西南北新老]区|新区|城|院区|医院|[本总分]部)$")
_BEFORE_LIST = re.compile(
    ".*(?:拥有|建有|建成|设有|下设|内设|附设|现有|已有|另有|下辖|包括|包含|涵盖|分为|设立|成立|组建|形成|辖|有|设|含|由|即|了)|^(?:以及|[和及与])"
)
_AND = re.compile("以及|[和及与]")
_AND_MORE = re.compile("以及|[和及]")
_LEVELS = re.compile("(?P<base>[一-鿿]{4,24}?)(?P<levels>(?:[一二三特]等奖?[、和及])+[一二三特]等奖)")


def distributed(passage: Passage) -> list[Mention]:
    """Names whose head a list says once at its end: "A、B、C等3个重点实验室", "三等、二等、一等奖"."""
    return [*_units_of_one_head(passage), *_levels_of_one_prize(passage)]


def _units_of_one_head(passage: Passage) -> Iterator[Mention]:
    """The units of "A、B、C等3个重点实验室"."""
    for match in _DISTRIBUTED.finditer(passage.text):
        head, numerals = heads().of(match["head"]), find_numerals(f"{match['count']}个")
        if head is None or not numerals:
            continue
        cls, count = "Hospital" if head[0] == "门诊部" else head[1], int(numerals[0].value)
        lead = _BEFORE_LIST.match(ASIDE.sub(lambda aside: "…" * len(aside.group()), match["items"]))
        start = match.start() + (lead.end() if lead else 0)
        items = _items(passage.text, start, match.end("items"), count, more=match["more"] is not None)
        items = [(s, s + len(_REMARK.sub("", passage.text[s:e]))) for s, e in items]
        names = [passage.text[s:e] for s, e in items]
        if len(names) < 2 or any(_is_unit(n) or is_generic(n) or len(n) > 16 for n in names):
            continue
        tail = match["head"].removeprefix(match["level"] or "")
        place = _PROVINCE.match(names[0]) if match["level"] else None
        for (s, e), name in zip(items, names, strict=True):
            whole = name if _SITE.search(name) and tail == "院区" else name + tail
            whole = place.group() + whole if place and not _PROVINCE.match(name) else whole
            yield Mention(passage.index, s, e, cls, whole, "distributed-head", 0.9, (name,))


def _items(text: str, start: int, end: int, count: int, more: bool) -> list[tuple[int, int]]:
    """The members of a list: parted at pauses, and at conjunctions too where the count asks for it; none if it fits neither."""
    first = text.find("、", start, end)
    for joint in _AND.finditer(text, start, max(start, first)):
        if _is_unit(_REMARK.sub("", text[start : joint.start()])):
            # "…分院及" stands before the list.
            start = joint.end()
    pauses = _parted(text, start, end, re.compile("、"))
    if len(pauses) == count:
        return pauses
    # "A、B、C与D等26个" tells of C与D, which is one.
    last = _parted(text, *pauses[-1], _AND_MORE if more else _AND)
    items = [*pauses[:-1], *last]
    if len(items) < count and not more:
        items = _parted(text, start, end, re.compile(f"、|{_AND.pattern}"))
    if more:
        return items if len(items) < count else []
    return items[-count:] if len(items) >= count > 1 else []


def _parted(text: str, start: int, end: int, joint: re.Pattern[str]) -> list[tuple[int, int]]:
    parts, position = [], start
    for m in joint.finditer(text, start, end):
        parts.append((position, m.start()))
        position = m.end()
    parts.append((position, end))
    return [(s, e) for s, e in parts if e - s >= _SHORTEST]


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
