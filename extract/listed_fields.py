"""The fields of study in a list that ends at a cue word ("甲技术、乙与丙" before 等3个专业, before 博士点).

The construction tells that the items are fields, so no word list needs to know them. Reading goes leftwards from the cue
and stops at what cannot be part of the list: a clause's edge, a verb, an owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.fields_of_study import is_field

# Behind these words nothing belongs to a field's name any more.
_LEAD = re.compile(
    "^.*(?:[拥现设建具]有|有(?![机色])|获批|获得|取得|新增|新设|增设|增列|设立|建立|下设|开设|开办|开出|创办|举办|试办|设置|招收|承办|涵盖|覆盖|涉及|包括|包含|其中|承担|培养(?!学)|依托|围绕|面向|以及|批准|"
    "申报|首[批家个所]|全国|我国|国内|国际(?!经济|贸易|法|商务|关系|政治|物流|金融|中文|汉语|新闻|邮轮|会计|税)|第[一二三四五六七八九十]+批|从事|攻读|就读|考[入取]|毕业于|主修|学习|大学|学院|医院|学校|集团|公司|我校|我院|本校|全校|全院|[0-9]年|[0-9]月|年级|[0-9]级|[省市校国家]级|届|批|名|来自|着|了|"
    "对|在|于|的|为|是|由|以|将|把|让|令|获|至|到|(?<![老青少幼学])年|月|和其他)"
)
_BAD = re.compile(
    "[的了这该各某]|(?<!及)其|所学|相关|其他|多个|若干|两个|重点|特色|优势|品牌|一流|骨干|示范|[省市国校]级|本科|高职|专科|招生|全部|主要|高水平|对口|一级|二级|"
    "教学|培训|学生|师资|教师|大学|学院|医院|学校|委员|建设|敬业|博士|硕士|(?:提供|服务于|发展|调整|优化|具有|打造|支撑|带动|撤销|停招|停办|取消|暂停|申请)"
)
_ENDING = re.compile(
    "(?:学|工程|技术|科学|理论|管理|经济|设计|文学|教育|艺术|护理|药|体育|统计|化工|建筑|安全|农业|兽医|中医|金融|会计|审计|法律|社会工作|结合|养生|康复|推拿|针灸|畜牧|园艺|林业|工艺|贸易|材料|"
    "动力|电子|机械|应用|制造|维修|检测|检验|营销|商务|物流|运营|服务|开发|加工|生产|养殖|播音|主持|表演|影像|助产|口腔|保健|养老|照护|托育|[英日俄法德韩汉]语|翻译|传播|新闻|广告|动画|媒体|智能|"
    "自动化|信息|网络|通信|软件|交通|航海|轮机|测绘|勘查|地质|环境|生态|能源|化学|物理|数学|生物|食品|烹饪|旅游|酒店|会展|家政|文秘|行政|财务|税务|保险|投资|制药|美容|器械|训练)$"
)
_JOINT = re.compile("、|(?<=”)(?=“)")
_AND = re.compile("[和及与]")
# A remark on one item of a list ("甲学（含乙方向）、丙学").
_REMARK = re.compile("（[^（）]{1,20}）(?=[、和及与等0-9一二两三四五六七八九])")
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its span in the text, and its words without quotes."""

    start: int
    end: int
    name: str


def listed_fields(text: str, end: int) -> list[Item]:
    """The items of the list that ends at ``end``, in order.

    >>> [i.name for i in listed_fields("学校现有水产、食品科学与工程2个专业", 12)]
    ['水产', '食品科学与工程']
    """
    return list(reversed(list(_leftwards(_REMARK.sub(lambda m: " " * len(m.group()), text), end))))


def like_field(name: str) -> bool:
    """Whether the words of an item tell that it is a field."""
    return is_field(name) or _ENDING.search(name) is not None


def _leftwards(text: str, end: int) -> Iterator[Item]:
    start = max(text.rfind(mark, 0, end) for mark in "，。；：！？（）—") + 1
    at = end
    for joint in [*reversed(list(_JOINT.finditer(text, start, end))), None]:
        first = joint.end() if joint else start
        lead = _LEAD.match(text[first:at])
        pieces = list(_parted(text, first + (lead.end() if lead else 0), at))
        if not all(map(_possible, pieces)):
            return
        yield from reversed(pieces)
        if lead:
            return
        at = joint.start() if joint else at


def _parted(text: str, start: int, end: int) -> Iterator[Item]:
    """The piece, or the two halves that 和, 及 or 与 joins where both are fields and it is none itself."""
    if not is_field(text[start:end]):
        for joint in _AND.finditer(text, start + 2, max(start, end - 2)):
            halves = _item(text, start, joint.start()), _item(text, joint.end(), end)
            if all(is_field(h.name) or (joint.group() != "与" and like_field(h.name)) for h in halves):
                yield from halves
                return
    yield _item(text, start, end)


def _item(text: str, start: int, end: int) -> Item:
    end = start + len(text[start:end].rstrip())
    return Item(start, end, text[start:end].strip("“”"))


def _possible(item: Item) -> bool:
    return (
        2 <= len(item.name) <= _LONGEST
        and re.search("[0-9，。“”《》\\s]", item.name) is None
        and _BAD.search(item.name) is None
    )
