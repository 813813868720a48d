"""Well-known names: the gazetteer of names.yaml."""

from __future__ import annotations

import re
from functools import cache

from extract.labels import unquoted
from extract.lexicon import one_of, word_list
from extract.records import Mention, Passage

KNOWN = "known-name:"
"""The rule of mentions found by names.yaml is this and the name's main form."""


# "继续教育部" is a department of anybody.
_FURTHER = re.compile("(?:继续|高等|职业|成人|远程|研究生|学历|国际|健康|社会)$")


@cache
def _gazetteer() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    names = {}
    for cls, rows in word_list("names").items():
        for row in rows:
            for form in [row["name"], *row.get("also", ())]:
                names[form] = (cls, row["name"])
    return re.compile(one_of(list(names))), names


def known_names(passage: Passage, found: list[Mention]) -> list[Mention]:
    """Mentions of the gazetteer's names; one that ``found`` already holds is replaced there."""
    pattern, names = _gazetteer()
    spans = [(m.start, m.end) for m in found]
    known: list[Mention] = []
    for match in pattern.finditer(passage.text):
        if match.group() == "教育部" and _FURTHER.search(passage.text, 0, match.start()):
            continue
        if re.match("[一二三四1-4]区|分区|[一二三四]类|员会", passage.text[match.end() :]) or _part_of(
            match, names, found
        ):
            continue
        inner = pattern.match(passage.text, match.start(), match.end() - 1)
        if inner is not None:
            known.append(_known_mention(passage, inner, names))
        if match.span() in spans:
            found[spans.index(match.span())] = _known_mention(passage, match, names)
        else:
            known.append(_known_mention(passage, match, names))
    return known


def _part_of(match: re.Match[str], names: dict[str, tuple[str, str]], found: list[Mention]) -> bool:
    """Whether a longer name of the same class holds the match ("天津市" + "教委")."""
    cls = names[match.group()][0]
    return any(
        m.cls == cls
        and not (m.name.endswith("司") and m.start == match.start())
        and m.start <= match.start()
        and match.end() <= m.end
        and m.end - m.start > len(match.group())
        for m in found
    )


def _known_mention(passage: Passage, match: re.Match[str], names: dict[str, tuple[str, str]]) -> Mention:
    cls, canonical = names[match.group()]
    surface = re.sub("[“”]", "", match.group())
    name = canonical if canonical in surface else surface
    aliases = () if name == unquoted(match.group()) else (unquoted(match.group()),)
    return Mention(passage.index, match.start(), match.end(), cls, name, f"{KNOWN}{canonical}", 0.95, aliases)
