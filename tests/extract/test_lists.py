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
            "学院现设有针灸、推拿、经典与各家学说3个教研室，1个实验中心。",
            {(f"{field}教研室", "AcademicUnit") for field in ("针灸", "推拿", "经典与各家学说")},
        ),
        (
            "下设云岭医院（建设中）及东湖、西山、文昌路3个门诊部。",
            {(f"{site}门诊部", "Hospital") for site in ("东湖", "西山", "文昌路")},
        ),
        (
            "研究所下设肿瘤免疫、基因编辑和药物递送三个研究室。",
            {(f"{field}研究室", "Laboratory") for field in ("肿瘤免疫", "基因编辑", "药物递送")},
        ),
        (
            "获浙江省科技进步三等、二等、一等奖。",
            {(f"浙江省科技进步{level}奖", "Award") for level in ("三等", "二等", "一等")},
        ),
    ],
)
def test_a_head_said_once_names_every_item(text: str, expected: set[tuple[str, str]]) -> None:
    assert expected - named(text) == set()


@pytest.mark.parametrize("text", ["拥有国家级、省级2个实验室。", "走访医院、学校、企业等3个中心。"])
def test_kinds_and_institutions_share_no_head(text: str) -> None:
    assert not {name for name, _ in named(text) if name.endswith(("实验室", "中心"))}
