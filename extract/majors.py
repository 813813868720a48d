"""Majors and disciplines by the lists that stand before 专业 and 学科, whatever words they are made of.

"开设甲技术、乙与丙等43个高职专业", "“甲工程”“乙工程”2个新专业", "丁专业入选…": all are fields of study.
"""

from __future__ import annotations

import re

from extract.listed_fields import Item, like_field, listed_fields
from extract.records import Mention, Passage

_COUNT = "(?:[0-9]+|[一二两三四五六七八九十]+)余?[个门]"
_KIND = (
    "(?:本科|专科|高职|中职|职教|职业|高等|教育|招生|新|全日制|普通|师范|应用型|国家|省|市|校|级|一级|二级|重点|特色|优势|品牌|骨干|核心|高水平|"
    "一流|建设|示范|主干|主要|紧缺|新兴|热门|相关)*"
)
_HEAD = re.compile(
    f"(?P<more>等)?(?P<count>{_COUNT})?(?P<kind>{_KIND})(?P<head>专业群?|学科)"
    "(?!委员|学位|组(?!成|建)|质控|特长|专长|技术[人职]|技能|化|性|知识|人士|机构|门诊|医师|名称|博士|硕士|点|[和与]技术|竞赛|评议|评估|门类|群|带头人)"
)
# What makes any words before 专业 a major: it is offered, or something is said of it.
_OFFERED = re.compile("(?:开设|开办|设有|新增|增设|新设|创办|试办|举办|下设|其中|增列|设立|开创|创建)的?$")
_SAID = re.compile(
    "专业(?:均|先后|分别|现|已|被|也|都|成功)*(?:为|是|获|入选|列入|评为|确定|认定|立项|开办|创办|开设|设立|始建|创建|现有|毕业|学生|招生|通过|[于在](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2})"
)


def majors(passage: Passage) -> list[Mention]:
    """The fields of study of lists before 专业 and 学科; the last one with 专业 where it stands next to it."""
    found: list[Mention] = []
    for match in _HEAD.finditer(passage.text):
        beside = not (match["more"] or match["count"] or match["kind"])
        items = listed_fields(passage.text, match.start())
        if (match["head"] == "学科" and beside) or (len(items) == 1 and match["count"] and not match["more"]):
            continue
        if any(_sure(passage.text, i, match) for i in items[-1 if beside else 0 :]):
            found += [_mention(passage, i, match if beside and i is items[-1] else None) for i in items]
    return found


def _sure(text: str, item: Item, match: re.Match[str]) -> bool:
    """Whether an item is a field: by its own words, by a verb before it, or by what is said behind it."""
    said = len(item.name) > 2 and (
        _OFFERED.search(text, 0, item.start) is not None or _SAID.match(text, match.start()) is not None
    )
    return match["head"] == "专业群" or said or like_field(item.name)


def _mention(passage: Passage, item: Item, match: re.Match[str] | None) -> Mention:
    if match is None:
        return Mention(passage.index, item.start, item.end, "Discipline", item.name, "major", 0.8)
    aliases = (item.name,) if match["head"] == "专业" else ()
    name = item.name + match["head"]
    return Mention(passage.index, item.start, match.end(), "Discipline", name, "major", 0.8, aliases)
