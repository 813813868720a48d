"""One document from text to Extraction: nothing makes it raise, every span is in the text, runs are equal."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.read import extract
from extract.records import Document, Extraction

ROOT = Path(__file__).parents[2]
REPORT = (
    "一、概况\n湘江医科大学附属第二医院（以下简称湘江二院）设有肝病研究所、骨科研究中心，院长为王伟教授。"
    "2023年医院职工1500余人，发表SCI论文560篇。该院与南湖大学合作承担国家重点研发计划项目3项。\n"
    "序号 姓名 职务\n1 李娜 所长\n2 张强 副所长\n医院拥有省级重点实验室2个，获全国先进集体称号。\n"
)


def _document(text: str) -> Document:
    return Document("wild", "wild.txt", "text/plain", "0" * 64, text)


def check_spans(found: Extraction) -> None:
    """Every offset lies inside the text, every mark inside its quotation, every number names an entity."""
    length, known = len(found.document.text), {entity.id for entity in found.entities}
    for occurrence in found.occurrences:
        assert 0 <= occurrence.start < occurrence.end <= length
        assert occurrence.entity in known
    for one in (*found.claims, *found.figures):
        support = one.support
        assert 0 <= support.start < support.end <= length
        assert all(support.start <= start < end <= support.end for start, end in support.marks)
        assert 0 <= support.section < len(found.sections)
    for claim in found.claims:
        assert claim.subject in known
        assert isinstance(claim.object, str) or claim.object in known
    assert all(figure.about in known for figure in found.figures)
    assert all(0 <= part.start <= part.end <= length for part in (*found.sections, *found.furniture))


WORDS = st.sampled_from(
    [
        "湘江医科大学",
        "附属",
        "第二医院",
        "医院",
        "研究所",
        "、",
        "，",
        "。",
        "；",
        "：",
        "（",
        "）",
        "“",
        "”",
        "《",
        "》",
        "\n",
        "\n\n",
        "\t",
        "设有",
        "拥有",
        "院长",
        "教授",
        "王伟",
        "李娜",
        "张强教授",
        "以下简称",
        "该院",
        "我校",
        "2023年",
        "1500余人",
        "560篇",
        "万元",
        "等",
        "与",
        "和",
        "合作",
        "获",
        "一、",
        "(二)",
        "1.1",
        "序号",
        "姓名",
        "职务",
        "the",
        "University",
        "of",
        "Lanwan",
        "Professor",
        "Smith",
        "Dr.",
        "Institute",
        ",",
        ".",
        "is",
        "led",
        "by",
        "won",
        "3",
        "papers",
        "°",
        "\u202e",
        "\u200b",
        "🏥",
        "é",
        "．．．．",
        "目录",
        "图1",
        "联系电话：",
    ]
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=40).map("".join),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=120),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
@example("")
@example("。" * 500)
@example("0123456789" * 20)
@example("（" * 300 + "医院" + "）" * 300)
@example("“" * 300)
@example("🏥👩‍👩‍👧‍👦" * 20)
@example("、" * 500)
@example("王伟、" * 100)
@example("（以下简称医院）" * 50)
def test_any_text_gives_an_extraction_with_true_spans(text: str) -> None:
    check_spans(extract(_document(text)))


@pytest.mark.parametrize("join", ["”“", "以及", "、"])
def test_long_lists_take_no_time_to_speak_of(join: str) -> None:
    """A list of n items may not be parted in 2^n ways."""
    items = join.join(f"计划{chr(0x4E00 + number)}" for number in range(40))
    start = time.process_time()
    check_spans(extract(_document(f"学校设有“{items}”。")))
    assert time.process_time() - start < 5


@pytest.mark.parametrize("noise", ["\u202e", "\u0301", "😀", "\x00"])
def test_noise_between_all_characters_does_no_harm(noise: str) -> None:
    check_spans(extract(_document(noise.join(REPORT))))


def test_the_same_text_gives_the_same_extraction() -> None:
    first = extract(_document(REPORT))
    check_spans(first)
    assert first.entities
    assert first.claims
    assert first.figures
    extract(_document("南湖大学设有法学院。"))  # what was read before leaves no trace
    assert extract(_document(REPORT)) == first


def test_the_hash_seed_does_not_change_an_extraction() -> None:
    code = (
        "import sys; from extract.read import extract; from extract.records import Document;"
        "print(extract(Document('wild', 'wild.txt', 'text/plain', '', sys.stdin.read())))"
    )
    said = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=REPORT.encode(),
            capture_output=True,
            env=environment,
            cwd=ROOT,
            check=True,
        )
        said.append(done.stdout)
    assert len(said[0]) > 1000
    assert said[0] == said[1]
