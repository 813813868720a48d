"""The generated page of questions and answers, and that the one in docs/ is not stale."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.questions import questions
from kg.questions_page import main, page, unanswered
from kg.store import open_store
from tests.kg.enriched import write_enriched

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "questions.md"


def test_page_of_a_small_graph(tmp_path: Path) -> None:
    folder = write_enriched(tmp_path / "graph")
    text = page(open_store(folder), "graph/")
    assert "| 蓝湾职业技术学院 | 蓝湾卫生学校 |" in text
    assert "kg ask graph/ most-connected" in text
    assert "more rows." in text
    target = tmp_path / "questions.md"
    assert main([str(folder), str(target)]) == 0
    assert main([str(folder), str(target), "--check"]) == 0
    target.write_text(text + "x", encoding="utf-8")
    assert main([str(folder), str(target), "--check"]) == 1


def test_the_page_in_docs_knows_every_question_and_every_example_has_an_answer() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^### (\S+)$", text, re.MULTILINE) == [each.name for each in questions()]
    for each in questions():
        assert f"**{each.title_en}** · {each.title_zh}" in text
        for _name, value in each.example:
            assert value in text
    assert "No answer:" not in text
    assert "No rows." not in text


@pytest.mark.slow
def test_the_page_in_docs_is_that_of_the_examples(tmp_path: Path) -> None:
    from kg.build import build
    from kg.settings import Settings

    folder = tmp_path / "out"
    build([ROOT / "examples"], folder, Settings())
    assert unanswered(open_store(folder)) == []
    assert main([str(folder), str(PAGE), "--check"]) == 0
