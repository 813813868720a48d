"""What the names of honours and units tell of who holds them: statuses of houses, units that are statuses, departments."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import one_of, word_list

_OF_MANY = re.compile(
    "示范|试点|先进|优秀|达标|临床试验机构|(?:区域|东部|西部|南部|北部|中部|[省市区县])[^大学院]{0,6}(?:医疗|医学)中心$"
    "|^(?!.*(?:大学|学院|医院|公司|集团)).*(?:培训|培养|教学|教育|考核|考试|科普|宣传|合作|药理|试验|实践|实习|孵化|引智|转化|研学|思政|党建|创新|创业|人才|临床|健康|产业化|成果)基地$"
)
_OF_HOUSES = re.compile(
    "(?:医院|单位|基地|集体|学校|院校|高校|中心|专科|学科|专业|机构|企业|社会组织|支部|奖状|百强榜|排行榜|建设点|试点)$"
)
_UNIT_END = re.compile("(?:[科室部处所]|中心|护理|护理学|药学|专业)$")


def status_of_many(name: str) -> bool:
    """Whether the name of a unit says what many are recognised as.

    >>> status_of_many("云溪省急救培训基地"), status_of_many("青山市第一医院急救培训基地")
    (True, False)
    """
    return _OF_MANY.search(name) is not None


def held_by_houses(honour: str) -> bool:
    """Whether an institution or a unit holds the honour, not a person ("全国文明单位")."""
    return _OF_HOUSES.search(honour) is not None


@cache
def _of_people() -> re.Pattern[str]:
    words = word_list("honours")
    return re.compile(
        f"(?:{one_of(words['people'])}(?:（[^）]*）)?|(?:学者|英才|名医|名师|之星|青年|工匠)”)$"
    )


def held_by_people(honour: str) -> bool:
    """Whether a person holds the honour, no institution ("云溪省优秀教师")."""
    return _of_people().search(honour) is not None


def held_by_courses(honour: str) -> bool:
    """Whether a course holds the honour, not the field that it is named after ("省级精品课程")."""
    return honour.endswith(("课程", "课"))


def ends_like_unit(name: str) -> bool:
    """Whether a name ends as departments do, or like what is counted with them ("临床护理")."""
    return _UNIT_END.search(name) is not None
