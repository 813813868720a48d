"""Amounts → figures: whom each stated figure is about, and what is left of its words when they name it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.bearers import Bearers, figure_pattern, first_word
from extract.discourse import Discourse
from extract.periods import find_periods
from extract.records import Amount, Claim, Figure, Passage, Support

_NAMED_FIRST = frozenset({"University", "School", "AcademicUnit", "Hospital", "Laboratory", "Company"})


def bind(
    amounts: Sequence[Amount], passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim] = ()
) -> list[Figure]:
    """Figures about the entity that the wording, the row, the clause or the section names; others are left out."""
    bearers = Bearers(passages, discourse, claims)
    figures = []
    last: tuple[Amount | None, int | None] = (None, None)
    for amount in amounts:
        passage = passages[amount.passage]
        about, measure = _named_first(amount, passage, discourse)
        if about is None and _is_part(amount, last[0], passage):
            about = last[1]
        about = bearers.of(amount) if about is None else about
        last = amount, about
        if about is not None:
            figures.append(_figure(replace(amount, measure=measure), about, passage))
    return figures


def _is_part(amount: Amount, whole: Amount | None, passage: Passage) -> bool:
    """Whether a figure is a part of the one before ("成员单位86家，其中企业12家")."""
    if whole is None or whole.passage != amount.passage:
        return False
    return figure_pattern("part").match(passage.text, whole.end) is not None


def _named_first(amount: Amount, passage: Passage, discourse: Discourse) -> tuple[int | None, str]:
    """Whom the measure itself names first, and what is left of it ("东湖医院2022年科研经费" → 科研经费)."""
    words = first_word(amount)
    for r in discourse.references[passage.index]:
        if r.cls not in _NAMED_FIRST or r.known or not words <= r.start < r.end <= amount.start:
            continue
        name = re.sub(r"\s", "", passage.text[r.start : r.end])
        rest = amount.measure.removeprefix(name)
        if rest == amount.measure:
            continue
        rest = rest[next((p.end for p in find_periods(rest) if p.start == 0), 0) :].removeprefix("的")
        if figure_pattern("borne").fullmatch(rest):
            partner = passage.text[: r.start].endswith(("与", "和", "同", "为", "向"))
            return None if partner else r.entity, rest
    return None, amount.measure


def _figure(amount: Amount, about: int, passage: Passage) -> Figure:
    start, end = passage.source(0, len(passage.text))
    marks = tuple(sorted(passage.source(s, e) for s, e in amount.marks))
    support = Support(start, end, marks, passage.page, passage.section, amount.rule, amount.confidence)
    return Figure(
        about, amount.measure, amount.value, amount.unit, amount.period, amount.approximate, support
    )
