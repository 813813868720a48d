"""Sentences with marked mentions: what the stages behind recognition read, without a tagger."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.discourse import Discourse
from extract.entities import EntityTable
from extract.records import BlockKind, Claim, Mention, Passage, Section
from extract.refer import refer
from extract.relate import relate
from extract.rulebook import Rule

_MARK = re.compile(r"\[(?P<surface>[^\[\]|]+)\|(?P<cls>[A-Za-z]+)\]")


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


def read_marked(markup: str) -> tuple[list[Passage], Discourse]:
    """The lines of ``markup`` as passages of one paragraph, and who is spoken of in them."""
    lines = [read_markup(index, line) for index, line in enumerate(markup.split("\n"))]
    passages, mentions = [passage for passage, _ in lines], [row for _, row in lines]
    return passages, refer(passages, [Section(0, 0, "", "", None, 0, 10**6)], mentions, EntityTable())


def relate_marked(rule: Rule, markup: str) -> set[str]:
    """What the rule alone claims of the text."""
    passages, discourse = read_marked(markup)
    return written([c for passage in passages for c in relate(passage, discourse, [rule])], discourse.table)


def written(claims: Iterable[Claim], table: EntityTable) -> set[str]:
    """Claims as "subject property object", by name."""
    rows = [(c.subject, c.property, c.object) for c in claims]
    return {f"{table.name(s)} {p} {o if isinstance(o, str) else table.name(o)}" for s, p, o in rows}
