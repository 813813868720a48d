"""Which names are enough to know a thing by, everywhere or only at home."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest

from extract.records import LocalEntity
from kg.identity import _words, family, specific, specific_alias
from kg.naming import fullest, most_voted, name_group


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("湘雅医院", "Hospital"),
        ("宁海医科大学附属第一医院", "Hospital"),
        ("兰州大学", "University"),
        ("宁海医科大学护理学院", "AcademicUnit"),
        ("天津市泌尿外科研究所", "ResearchInstitute"),
        ("国家感染性疾病临床医学研究中心", "Center"),
        ("教育部", "GovernmentBody"),
        ("Mayo Clinic", "Hospital"),
        ("内科学", "Discipline"),
        ("科技进步奖一等奖", "Award"),
    ],
)
def test_specific_names_hold_everywhere(name: str, cls: str) -> None:
    assert specific(name, cls)


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("附属医院", "Hospital"),
        ("第二附属医院", "Hospital"),
        ("人民医院", "Hospital"),
        ("肿瘤医院", "Hospital"),
        ("医科大学", "University"),
        ("学校", "School"),
        ("神经外科", "Department"),
        ("护理学院", "AcademicUnit"),
        ("转化医学中心", "Center"),
        ("李明", "Person"),
        ("UCL", "University"),
    ],
)
def test_everyday_names_hold_only_at_home(name: str, cls: str) -> None:
    assert not specific(name, cls)
    assert not specific_alias(name, cls)


@pytest.mark.parametrize("alias", ["宁医大", "附一院", "医大总医院", "UCLA"])
def test_a_short_name_without_place_and_head_is_not_enough(alias: str) -> None:
    assert specific_alias("湖南协同医院", "Hospital")
    assert not specific_alias(alias, "Hospital")


def test_families_are_what_can_be_one_thing() -> None:
    assert family("Laboratory") == family("Organization") == "Organization"
    assert family("Program") == "Program"


def test_the_word_lists_have_no_doubles() -> None:
    words = _words().institutions.pattern.removeprefix("(?:").removesuffix(")*").split("|")
    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_votes_decide_the_class_and_the_more_specific_wins_a_tie() -> None:
    assert most_voted(["Center", "Hospital", "Center"]) == "Center"
    assert most_voted(["Organization"] * 5 + ["Hospital"]) == "Hospital"
    assert most_voted(["Organization"]) == "Organization"


def test_the_fullest_name_is_shown() -> None:
    assert (
        fullest(["附一院", "宁海医科大学附属第一医院", "宁海医科大学附属第一医院"])
        == "宁海医科大学附属第一医院"
    )
    assert fullest(["Ninghai Medical University Hospital", "宁医附院"]) == "宁医附院"


def test_a_group_is_named_the_same_in_any_order() -> None:
    group = [
        LocalEntity(0, "Hospital", "湘江醫院", aliases=("湘医", "江医")),
        LocalEntity(1, "Organization", "湘江医院", aliases=("湘 医",)),
        LocalEntity(2, "Hospital", "湘江医院", "en", identifiers=("https://ror.org/2", "https://ror.org/1")),
    ]
    named = {name_group(order) for order in permutations(group)}
    [one] = named
    assert (one.cls, one.label, one.language) == ("Hospital", "湘江医院", "en")
    assert one.aliases == ("江医", "湘 医")
    assert one.identifiers == ("https://ror.org/1", "https://ror.org/2")
