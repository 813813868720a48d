"""Names of units that fill an item of a list: what stands before the recognised part of the item belongs to the name.

"建有青藤药用植物国家地方联合工程实验室、骨科教育部重点实验室": between the verb or pause and the head there is only a name,
wherever the words in it would let it begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.classes import INSTITUTIONS
from extract.labels import refined_class
from extract.lexicon import heads, is_generic, place_start
from extract.names import Name
from extract.records import Mention

_UNITS = frozenset({"Laboratory", "Center", "Base", "ResearchInstitute", "Award"})
_HEAD = re.compile("(?:实验室|中心|基地|研究所|研究院|研究室|平台|工作站|资源库|样本库)$")
_HAVING = "拥有|建有|建成|设有|下设|内设|现有|已有|获批|获建|组建|依托|有"
_FOUNDING = "共建|签约|揭牌|合作|打造|创建|新建|筹建|承建|启用|立项|牵头|挂靠|成立|设立"
_LIST = re.compile(f"(?:{_HAVING}|{_FOUNDING}|[、：；])")
_LEAD = re.compile(f".*(?:{_HAVING}|{_FOUNDING}|公司|大学|医院|为|是|了|被|获|等|的|[0-9][个家所])")
# What says how many, how good or whose an item is, or what is done, not what it is called.
_NO_NAME = re.compile(
    "[，。；：！？（）《》“”…0-9]|[的了等在被由于将]|年|首批|一批|多个|全国|省级|国家级|校级|市级|在内"
)
_AND = re.compile("以及|[和及与]")
_HALF_WORDS = ("性", "化", "型", "类")
_LONGEST = 20


def fill_items(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a passage, those of units in a list reaching back to where their item begins."""
    ends = sorted(m.end for m in mentions if m.cls in INSTITUTIONS | {"Award"})
    return [_filled(text, m, ends) if m.cls in _UNITS and _HEAD.search(m.name) else m for m in mentions]


def _filled(text: str, m: Mention, ends: Sequence[int]) -> Mention:
    start = _item_start(text, m, ends)
    before = text[start : m.start]
    cut_inside_word = m.name.startswith(_HALF_WORDS)
    if not before or not _in_list(text, start, m.end) or not (cut_inside_word or _is_of_name(before)):
        return m
    surface = before + m.name
    head = heads().of(surface)
    if head is None:
        return m
    name = Name(start, m.end, head[1], head[0], generic=False)
    return replace(m, start=start, name=surface, cls=refined_class(surface, name), rule=f"item:{head[0]}")


def _item_start(text: str, m: Mention, ends: Sequence[int]) -> int:
    """Where the item of a mention begins: behind the last pause, the verb of the list or the unit joined to it."""
    pause = max(text.rfind(mark, 0, m.start) for mark in "、，；：。") + 1
    start = max([pause, *(e for e in ends if e <= m.start)])
    joint = _AND.match(text, start, m.start)
    start = joint.end() if joint else start
    lead = _LEAD.match(text, start, m.start)
    return lead.end() if lead else start


def _in_list(text: str, start: int, end: int) -> bool:
    """Whether a pause of a list or the verb of having stands before the item, and a pause, a joint or the end behind it."""
    return (
        _LIST.search(text[max(0, start - 2) : start]) is not None
        and text[end : end + 1] in "、，。；和及与等（0123456789"
    )


def _is_of_name(before: str) -> bool:
    """Whether the words before the recognised part can only be more of the name."""
    if not 2 <= len(before) <= _LONGEST or _NO_NAME.search(before) or is_generic(before):
        return False
    place = place_start().match(before)
    return place is None or place.end() < len(before)
