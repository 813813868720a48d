"""Which names are only common nouns: a head with nothing before it that tells one thing from others of its kind."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import boundary, is_generic, word_list
from extract.name_edges import starts_specific

_LEVEL_ONLY = re.compile(
    "(?:第[0-9一二三四五六七八九十]+[九届]*|全国|国家级|省级|市级|省部级|校级|[一-鿿]{2,3}[省市]|荣|获|包揽|多项|大赛|比赛|团体|个人|集体|单项|总分|总成绩|国赛|省赛)*"
)
# Before these heads any word makes a name ("科学出版社").
_OWN_WORD_HEADS = frozenset(("出版社", "电视台", "报社", "银行"))


def is_common(modifier: str, head: str, cls: str) -> bool:
    """Whether modifier and head are a common noun, not a name."""
    told = _common_by_class(modifier, head, cls)
    if told is not None:
        return told
    if len(modifier) >= 6 and starts_specific(modifier):
        return False
    return is_generic(modifier)


@cache
def _open_departments() -> frozenset[str]:
    """Heads of departments that name none by themselves ("办公室")."""
    return frozenset(word_list("heads")["Department"])


def _common_by_class(modifier: str, head: str, cls: str) -> bool | None:
    """The same where the class or the head has a rule of its own, None where it has not."""
    cases = (
        (
            head in _open_departments(),
            not modifier or re.fullmatch("各|全|多|[一-鿿]?个|临床|职能|相关|行政", modifier),
        ),
        (cls == "Department" or (head == "研究生院" and not modifier), False),
        (head.endswith("部") and cls == "AcademicUnit" and head != "学部", False),
        (
            cls == "GovernmentBody"
            and modifier in ("省", "市", "区", "县")
            and len(head) >= 3
            and head[0] not in "省市区县",
            False,
        ),
        (
            cls == "AcademicUnit" and head in ("学院", "系", "学部", "教研室"),
            not modifier or modifier in boundary("no_faculty"),
        ),
        (cls == "Hospital" and is_kind_of_hospital(modifier), True),
        (head in _OWN_WORD_HEADS, not modifier),
        (cls == "Hospital" and modifier == "总", False),
        (cls == "School" and (len(modifier) < 2 or modifier.endswith(("中", "大", "大中"))), True),
        (cls == "Award" and head in boundary("prize_levels") and _LEVEL_ONLY.fullmatch(modifier), True),
    )
    return next((bool(common) for holds, common in cases if holds), None)


# "全国中医医院", "西南地区一流脑科专业医院", "研究型医院": no hospital is called so.
_KIND_ONLY = re.compile(
    "[一-鿿]{0,9}(?:一流|知名|著名|领先|研究型|学习型|现代化|国际化|顶级|顶尖|委管|委属|部属|省属|市属|直管|联网|协作|协同|帮扶|受援|结对|对口|支援|定点|签约|地市|县级|公立|民营|军队|互联网)[一-鿿]{0,6}"
    "|(?:全国|国内|国内外|全球|世界|亚洲|(?:[一-鿿]{2,4})?地区|全[省市区县]|各地|省内|市内|县域|基层)(?:中|中医|中西医结合|西|民族|肿瘤|儿童|妇幼|专业|专科|综合|精神|传染病|口腔|眼科)*"
)


def is_kind_of_hospital(modifier: str) -> bool:
    """Whether a hospital is only called by its grade or its kind ("三级甲等", "专科")."""
    if re.match("(?:国家|全国)?(?:[一二三]级|[甲乙丙特]等|[二三]甲)", modifier):
        return True
    if _KIND_ONLY.fullmatch(modifier):
        return True
    kind = re.search("(?:专科|综合|综合性|教学|甲等|三甲)$", modifier)
    return kind is not None and not starts_specific(modifier)
