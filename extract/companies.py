"""Short names of companies: "恒山智能" where the document also says "江苏恒山智能装备股份有限公司"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon import one_of, place_start
from extract.records import Mention, Passage

_LEGAL = re.compile("(?:[（(][一-鿿]{2,4}[）)])?(?:股份|有限|责任|集团|控股|总)*公司$")
# What stays of "…集团有限公司" where the group is meant.
_LEGAL_OF_GROUP = re.compile("(?:[（(][一-鿿]{2,4}[）)])?(?:股份|有限|责任|控股)*公司$")
_SHORTEST, _LONGEST = 3, 6
_GOES_ON = re.compile("[一-鿿]{0,6}(?:公司|集团|学院|研究院|实验室|中心|基地|班|奖学金|杯)")


def spread_companies(passages: Sequence[Passage], mentions: Sequence[list[Mention]]) -> list[list[Mention]]:
    """The mentions of each passage, with the companies that it names by the beginning of their names.

    Args:
        passages: the passages of the document.
        mentions: what was recognised in each of them.
    """
    full = {m.name for row in mentions for m in row if m.cls == "Company" and m.name.endswith("公司")}
    texts = "\n".join(p.text for p in passages)
    short = {form: name for name in sorted(full) if (form := _short_form(name, texts)) is not None}
    if not short:
        return list(mentions)
    pattern = re.compile(one_of(list(short)))
    return [_with_short(p, row, pattern, short) for p, row in zip(passages, mentions, strict=True)]


def _short_form(name: str, texts: str) -> str | None:
    """The longest beginning of a company's own name that the text uses apart from it."""
    place = place_start().match(name)
    own = name[place.end() :] if place else name
    group = _LEGAL_OF_GROUP.sub("", own)
    if (
        group.endswith("集团")
        and len(group) > _SHORTEST
        and re.search(f"(?<!{name[:2]}){group}(?!股份|有限)", texts)
    ):
        return group
    stem = _LEGAL.sub("", own)
    placed = place.group() + stem[:2] if place else ""  # "北京" + "恒山"
    if placed and any(not texts.startswith(own, m.end() - 2) for m in re.finditer(placed, texts)):
        return placed
    for size in range(min(_LONGEST, len(stem)), _SHORTEST - 1, -1):
        form = stem[:size]
        alone = [m for m in re.finditer(form, texts) if not _GOES_ON.match(texts, m.end())]
        if any(not texts.startswith(stem, m.start()) or size == len(stem) for m in alone):
            return form
    return None


def _with_short(
    passage: Passage, row: list[Mention], pattern: re.Pattern[str], short: dict[str, str]
) -> list[Mention]:
    found = []
    for match in pattern.finditer(passage.text):
        start, end = match.span()
        if _GOES_ON.match(passage.text, end) or any(
            m.start < end
            and start < m.end
            and (m.start, m.end) != (start, end)
            and m.cls not in ("Person", "Discipline", "Place")
            for m in row
        ):
            continue
        name = short[match.group()]
        found.append(
            Mention(passage.index, start, end, "Company", name, "short-company", 0.8, (match.group(),))
        )
    kept = [m for m in row if not any(f.start < m.end and m.start < f.end for f in found)]
    return sorted([*kept, *found], key=lambda m: (m.start, -m.end, m.cls))
