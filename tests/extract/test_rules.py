"""Every relation rule against the examples beside it in ``extract/rules/*.yaml``; needs no trained model.

``matches`` are sentences with the claims that the rule alone must make of them, ``misses`` sentences of which
it must make none. ``[surface|Class]`` marks a mention; a line before the sentence is what precedes it.
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.entities import EntityTable
from extract.records import BlockKind, Mention, Passage, Section
from extract.refer import refer
from extract.relate import Rule, make_rule, relate

RULES = Path(str(resources.files("extract").joinpath("rules")))
MACROS: dict[str, str] = yaml.safe_load((RULES / "macros.yaml").read_text("utf-8"))
_MARK = re.compile(r"\[(?P<surface>[^\[\]|]+)\|(?P<cls>[A-Za-z]+)\]")


def written_rules() -> list[dict[str, Any]]:
    """The rules of all files that have a ``rules`` list, as written."""
    files = sorted(RULES.glob("*.yaml"))
    return [row for file in files for row in yaml.safe_load(file.read_text("utf-8")).get("rules", ())]


def read_markup(index: int, line: str) -> tuple[Passage, list[Mention]]:
    """A passage and its mentions from a line in which ``[surface|Class]`` marks a mention."""
    text, mentions, position = "", [], 0
    for match in _MARK.finditer(line):
        text += line[position : match.start()]
        start, position = len(text), match.end()
        text += match["surface"]
        name = match["surface"].strip("《》")
        mentions.append(Mention(index, start, len(text), match["cls"], name, "markup", 0.9))
    text += line[position:]
    return Passage(index, BlockKind.PROSE, text, tuple(range(len(text))), 0, 0), mentions


def claims_of(rule: Rule, markup: str) -> set[str]:
    """What the rule alone claims of the text, as "subject property object" by name."""
    lines = [read_markup(i, line) for i, line in enumerate(markup.split("\n"))]
    passages, mentions = [p for p, _ in lines], [m for _, m in lines]
    table = EntityTable()
    discourse = refer(passages, [Section(0, 0, "", "", None, 0, 10**6)], mentions, table)
    found = [claim for passage in passages for claim in relate(passage, discourse, [rule])]
    objects = [c.object if isinstance(c.object, str) else table.name(c.object) for c in found]
    return {f"{table.name(c.subject)} {c.property} {o}" for c, o in zip(found, objects, strict=True)}


@pytest.mark.parametrize("row", written_rules(), ids=lambda row: str(row["id"]))
def test_a_rule_does_what_its_examples_say(row: dict[str, Any]) -> None:
    assert row.get("matches"), f"rule {row['id']}: give an example under 'matches' ({{text, claims}})"
    assert row.get("misses"), f"rule {row['id']}: give a sentence that must not match under 'misses'"
    rule = make_rule(row, MACROS)
    for example in row["matches"]:
        assert claims_of(rule, example["text"]) == set(example["claims"]), example["text"]
    for text in row["misses"]:
        assert claims_of(rule, text) == set(), text


def test_markup_gives_text_without_marks_and_mentions_with_offsets() -> None:
    passage, mentions = read_markup(3, "[甲医院|Hospital]编写[《乙》|Work]。")
    assert passage.text == "甲医院编写《乙》。"
    assert [(m.passage, passage.text[m.start : m.end], m.cls, m.name) for m in mentions] == [
        (3, "甲医院", "Hospital", "甲医院"),
        (3, "《乙》", "Work", "乙"),
    ]
