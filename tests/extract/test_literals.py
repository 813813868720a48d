"""Works, years, grades, campaigns and the owners of documents are known by their written form."""

from __future__ import annotations

import pytest

from extract.records import BlockKind
from tests.extract.named import mentions, named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主编《妇产科护理》，2019年出版。", {("妇产科护理", "Work"), ("2019", "Year")}),
        ("是一所三甲医院。", {("三级甲等", "Grade")}),
        ("开展“东湖暖心”志愿服务活动。", {("“东湖暖心”志愿服务活动", "Program")}),
        ("修订《衢州职业技术学院章程》。", {("衢州职业技术学院", "University")}),
    ],
)
def test_the_form_alone_shows_what_it_is(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected - named(text) == set()


def test_headings_hold_no_years_and_works() -> None:
    found = {m.cls for m in mentions("2023年《年度报告》", BlockKind.HEADING)}
    assert not found & {"Year", "Work", "Grade"}
