"""Which name is a short form of which."""

from __future__ import annotations

import re

from extract.lexicon import heads

BRANCH_WORD = re.compile("(?:专业委员会|专委会|工作委员会|青年委员会|分会|学组|专业组|协作组|工作组)$")
"""What branches of societies are called."""


def branch(name: str) -> str:
    """A branch's name in the form that its variants share.

    >>> branch("海州医学会眼科学专委会") == branch("海州医学会眼科专业委员会")
    True
    """
    return re.sub("学(?=(?:专业委员会|分会|学组)$)", "", re.sub("专委会$", "专业委员会", name))


def abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` keeps the end of ``full`` and letters of its beginning in order ("医大眼科医院").

    >>> abbreviates("医大眼科医院", "天津医科大学眼科医院"), abbreviates("儿童医院", "人民医院")
    (True, False)
    """
    same = 0
    while same < min(len(short), len(full)) and short[-1 - same] == full[-1 - same]:
        same += 1
    if same < 4 or same == len(short) or len(short) - same > 4:
        return False
    letters = iter(full[: len(full) - same])
    return all(letter in letters for letter in short[: len(short) - same])


def first_field(short: str, full: str) -> bool:
    """Whether ``short`` calls a faculty by the first of its fields ("信息学院" of "信息与计算机工程学院").

    >>> first_field("信息学院", "信息与计算机工程学院"), first_field("信息学院", "信息工程学院")
    (True, False)
    """
    stem = short.removesuffix("学院")
    return stem != short and full.endswith("学院") and full.startswith((f"{stem}与", f"{stem}和"))


def is_edition(full: str, name: str) -> bool:
    """Whether ``full`` is ``name`` with a year or the number of an edition before it.

    >>> is_edition("2023年云岭杯技能大赛", "云岭杯技能大赛"), is_edition("云岭杯技能大赛", "技能大赛")
    (True, False)
    """
    lead = full.removesuffix(name)
    return (
        lead != full
        and re.fullmatch("(?:(?:19|20)[0-9]{2}年?度?|第[0-9一二三四五六七八九十]+[届次])+", lead) is not None
    )


def drops_place(short: str, full: str) -> bool:
    """Whether ``short`` is ``full`` without a province or city in the middle ("…材料化学" + "海东省" + "重点实验室").

    >>> drops_place("海州大学材料重点实验室", "海州大学材料海东省重点实验室")
    True
    """
    same = 0
    while same < len(short) and short[same] == full[same]:
        same += 1
    extra = full[same : same + len(full) - len(short)]
    return (
        same >= 4
        and full[same + len(extra) :] == short[same:]
        and re.fullmatch("[一-鿿]{1,4}(?:省|市|自治区)|国家|附属", extra) is not None
    )


def can_be_alias(text: str, explicit: bool) -> bool:
    """Whether what stands in brackets behind a name is another name; ``explicit`` if "简称" or the like says so."""
    if re.search("[0-9]人|在建|培育|试行|含|筹|级|线下|线上|高职", text):
        return False
    if explicit:
        return True
    return bool(re.fullmatch(r"[A-Z][A-Za-z&.’' -]{1,60}", text)) or (
        heads().of(text) is not None and len(text) >= 4
    )
