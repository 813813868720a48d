"""Names that a list cuts short are found in full."""

from __future__ import annotations

import pytest

from tests.extract.named import named


def test_coordinated_units_share_the_place_of_the_first() -> None:
    assert {
        ("衢州市眼健康研究所", "ResearchInstitute"),
        ("衢州市血液病研究所", "ResearchInstitute"),
        ("衢州市老年病研究所", "ResearchInstitute"),
    } <= named("衢州市眼健康研究所、血液病研究所和老年病研究所挂牌。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "拥有眼视光学、智能制造、海洋药物等3个重点实验室。",
            {(f"{field}重点实验室", "Laboratory") for field in ("眼视光学", "智能制造", "海洋药物")},
        ),
        (
            "获浙江省科技进步三等、二等、一等奖。",
            {(f"浙江省科技进步{level}奖", "Award") for level in ("三等", "二等", "一等")},
        ),
    ],
)
def test_a_head_said_once_names_every_item(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected - named(text) == set()
