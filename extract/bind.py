"""Amounts → figures: whom each stated figure is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.discourse import Discourse, Reference
from extract.periods import find_periods
from extract.quantities import figure_rules
from extract.records import Amount, Figure, Passage, Support

_BEARERS = frozenset({"University", "School", "AcademicUnit", "Hospital", "Laboratory", "Company"})
_BRACKETED = frozenset({"Base", "Center", "Laboratory", "Publication", "Association", "Company"})
_ATTEND = re.compile("(?:参加|参与|出席|角逐)(?:了|本届|本次|此次)?$")


def bind(amounts: Sequence[Amount], passages: Sequence[Passage], discourse: Discourse) -> list[Figure]:
    """Figures about the entity that the wording, the row, the clause or the section names; others are left out."""
    figures = []
    for amount in amounts:
        passage = passages[amount.passage]
        bearer, measure = _bearer(amount, passage, discourse)
        about = _about(amount, passage, discourse) if bearer is None else bearer
        if about is not None:
            figures.append(_figure(replace(amount, measure=measure), about, passage))
    return figures


def _bearer(amount: Amount, passage: Passage, discourse: Discourse) -> tuple[int | None, str]:
    """Whom the measure itself names first, and what is left of it ("东湖医院2022年科研经费" → 科研经费)."""
    words = _words(amount)
    for r in discourse.references[passage.index]:
        if r.cls not in _BEARERS or r.known or not words <= r.start < r.end <= amount.start:
            continue
        name = re.sub(r"\s", "", passage.text[r.start : r.end])
        rest = amount.measure.removeprefix(name)
        if rest == amount.measure:
            continue
        rest = rest[next((p.end for p in find_periods(rest) if p.start == 0), 0) :].removeprefix("的")
        if _pattern("borne").fullmatch(rest):
            partner = passage.text[: r.start].endswith(("与", "和", "同", "为", "向"))
            return None if partner else r.entity, rest
    return None, amount.measure


def _about(amount: Amount, passage: Passage, discourse: Discourse) -> int | None:
    if amount.subject is not None:
        named = _named(amount.subject, passage, discourse)
        if named is not None:
            return named
    found = _attended(amount, passage, discourse) or _of_kind(amount, passage, discourse)
    found = found or _relative(amount, passage, discourse)
    bracketed = _bracketed(amount, passage, discourse) if found is None else found.entity
    if bracketed is not None:
        return bracketed
    focus = discourse.focus(passage.index, amount.start)
    if len(focus.subjects) == 1 and discourse.table.cls(focus.subjects[0]) == "Event":
        return focus.subjects[0]
    if focus.organization is None:
        return focus.person
    personal = focus.subjects[:1] == (focus.person,) and not _pattern("institutional").fullmatch(
        amount.measure
    )
    return focus.person if personal else focus.organization


def _attended(amount: Amount, passage: Passage, discourse: Discourse) -> Reference | None:
    """The event that those counted take part in ("来自六省的35名选手参加了大赛")."""
    events = [r for r in discourse.references[passage.index] if r.cls == "Event"]
    for r in events:
        between = passage.text[amount.end : r.start] if r.start >= amount.end else ""
        if _ATTEND.search(between) and not re.search("[。；]", between):
            return r
    if not events and _pattern("attends").match(passage.text, amount.end):
        row = (r for i in range(passage.index - 1, -1, -1) for r in discourse.references[i])
        return next((r for r in row if r.cls == "Event"), None)
    before = [r for r in events if r.end <= amount.start]
    return before[-1] if before and _pattern("attends").match(passage.text, amount.end) else None


def _relative(amount: Amount, passage: Passage, discourse: Discourse) -> Reference | None:
    """The name whose relative clause the figure stands in ("the Alliance, which has 86 members")."""
    for r in discourse.references[passage.index]:
        if r.end < amount.start and _pattern("relative").fullmatch(passage.text, r.end, amount.start):
            return r
    return None


def _bracketed(amount: Amount, passage: Passage, discourse: Discourse) -> int | None:
    """The unit or journal in the brackets right behind whose name the figure stands ("样本库（样本12万份）")."""
    opened = passage.text.rfind("（", 0, amount.start)
    if opened < 0 or "）" in passage.text[opened : amount.start]:
        return None
    title = re.search("《([^《》]+)》$", passage.text[:opened])
    if title:
        return discourse.table.find("program", title[1])
    row = discourse.references[passage.index]
    return next((r.entity for r in row if r.end == opened and r.cls in _BRACKETED), None)


def _of_kind(amount: Amount, passage: Passage, discourse: Discourse) -> Reference | None:
    """The association or journal named before a figure that only such a one has ("组建某联盟，成员单位35家")."""
    for cls, measures in figure_rules()["about"]["of"].items():
        if not re.fullmatch(measures, amount.measure):
            continue
        words = _words(amount)
        before = [r for r in discourse.references[passage.index] if r.cls == cls and r.end <= words]
        if before and "；" not in passage.text[before[-1].end : amount.start]:
            return before[-1]
    return None


def _words(amount: Amount) -> int:
    """Where the words of the figure begin."""
    return min(amount.marks)[0] if amount.marks else amount.start


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(figure_rules()["about"][name])


def _named(span: tuple[int, int], passage: Passage, discourse: Discourse) -> int | None:
    """The entity that the span names: a reference inside it, or a name in the table."""
    for r in discourse.references[passage.index]:
        if span[0] <= r.start and r.end <= span[1]:
            return r.entity
    text = passage.text[span[0] : span[1]].strip("《》“” ")
    for group in ("program", "institution", "person"):
        found = discourse.table.find(group, text) if text else None
        if found is not None:
            return found
    return None


def _figure(amount: Amount, about: int, passage: Passage) -> Figure:
    start, end = passage.source(0, len(passage.text))
    marks = tuple(sorted(passage.source(s, e) for s, e in amount.marks))
    support = Support(start, end, marks, passage.page, passage.section, amount.rule, amount.confidence)
    return Figure(
        about, amount.measure, amount.value, amount.unit, amount.period, amount.approximate, support
    )
