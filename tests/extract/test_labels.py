"""Labels and classes of names that their heads alone do not give."""

from __future__ import annotations

import pytest

from extract.labels import among_universities, foreign_place, label_of, refined_class, unquoted
from extract.lexicon import heads
from extract.names import Name


def _refined(surface: str) -> str:
    head = heads().of(surface)
    assert head is not None
    return refined_class(surface, Name(0, len(surface), head[1], head[0], generic=False))


@pytest.mark.parametrize(
    ("surface", "cls", "label"),
    [
        ("法国里昂湖大学", "University", ("里昂湖大学", ("法国里昂湖大学",))),
        ("德国基尔湖大学", "University", ("基尔湖大学", ("德国基尔湖大学",))),
        ("美国云州立大学", "University", ("云州立大学", ("美国云州立大学",))),
        ("日本医科大学", "University", ("日本医科大学", ())),
        ("加拿大Lakeview医院", "Hospital", ("Lakeview医院", ("加拿大Lakeview医院",))),
        ("青山总医院（301医院）骨科", "Department", ("青山总医院骨科", ("青山总医院（301医院）骨科",))),
        ("2021年浙江省科技进步奖", "Award", ("浙江省科技进步奖", ("2021年浙江省科技进步奖",))),
        ("“东湖杯”", "Award", ("东湖杯", ())),
        ("衢州大学", "University", ("衢州大学", ())),
    ],
)
def test_labels_leave_out_years_of_prizes_and_countries_of_schools(
    surface: str, cls: str, label: tuple[str, tuple[str, ...]]
) -> None:
    assert label_of(surface, cls) == label


@pytest.mark.parametrize(
    ("surface", "cls"),
    [
        ("衢州职业技术学院", "University"),
        ("衢州大学石溪科学技术学院", "AcademicUnit"),
        ("管理学院", "AcademicUnit"),
        ("衢州医学高等专科学校", "University"),
        ("东湖职业教育集团", "Association"),
        ("东湖药业集团", "Company"),
        ("浙江省重点实验室", "Award"),
        ("浙江省眼科重点实验室", "Laboratory"),
    ],
)
def test_classes_follow_what_stands_before_the_head(surface: str, cls: str) -> None:
    assert _refined(surface) == cls


def test_quotes_around_all_of_a_name_are_none_of_it() -> None:
    assert (unquoted("“东湖工程”"), unquoted("“东湖”工程")) == ("东湖工程", "“东湖”工程")


def test_china_is_no_foreign_place() -> None:
    assert foreign_place().match("法国里昂") and not foreign_place().match("中国里昂")


def test_a_college_listed_with_universities_is_one() -> None:
    text = "衢州学院等3所高校参加"
    assert among_universities(text, 4) and not among_universities("衢州学院参加", 4)
