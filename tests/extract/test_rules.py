"""Every relation rule against the examples beside it in ``extract/rules/*.yaml``; needs no trained model.

``matches`` are sentences with the claims that the rule alone must make of them, ``misses`` sentences of which
it must make none. ``[surface|Class]`` marks a mention; a line before the sentence is what precedes it.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.rulebook import make_rule
from tests.extract.markup import read_markup, relate_marked

RULES = Path(str(resources.files("extract").joinpath("rules")))
MACROS: dict[str, str] = yaml.safe_load((RULES / "macros.yaml").read_text("utf-8"))


def written_rules() -> list[dict[str, Any]]:
    """The rules of all files that have a ``rules`` list, as written."""
    files = sorted(RULES.glob("*.yaml"))
    return [row for file in files for row in yaml.safe_load(file.read_text("utf-8")).get("rules", ())]


@pytest.mark.parametrize("row", written_rules(), ids=lambda row: str(row["id"]))
def test_a_rule_does_what_its_examples_say(row: dict[str, Any]) -> None:
    assert row.get("matches"), f"rule {row['id']}: give an example under 'matches' ({{text, claims}})"
    assert row.get("misses"), f"rule {row['id']}: give a sentence that must not match under 'misses'"
    rule = make_rule(row, MACROS)
    for example in row["matches"]:
        assert relate_marked(rule, example["text"]) == set(example["claims"]), example["text"]
    for text in row["misses"]:
        assert relate_marked(rule, text) == set(), text


def test_no_example_expects_nothing() -> None:
    empty = [row["id"] for row in written_rules() if any(not e["claims"] for e in row.get("matches", ()))]
    assert empty == []


def test_markup_gives_text_without_marks_and_mentions_with_offsets() -> None:
    passage, mentions = read_markup(3, "[甲医院|Hospital]编写[《乙》|Work]。")
    assert passage.text == "甲医院编写《乙》。"
    assert [(m.passage, passage.text[m.start : m.end], m.cls, m.name) for m in mentions] == [
        (3, "甲医院", "Hospital", "甲医院"),
        (3, "《乙》", "Work", "乙"),
    ]
