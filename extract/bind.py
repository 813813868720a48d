"""Amounts → figures: whom each stated figure is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.discourse import Discourse
from extract.records import Amount, Figure, Passage, Support


def bind(amounts: Sequence[Amount], passages: Sequence[Passage], discourse: Discourse) -> list[Figure]:
    """Figures about the entity that the wording, the row, the clause or the section names; others are left out."""
    figures = []
    for amount in amounts:
        about = _about(amount, passages[amount.passage], discourse)
        if about is not None:
            figures.append(_figure(amount, about, passages[amount.passage]))
    return figures


def _about(amount: Amount, passage: Passage, discourse: Discourse) -> int | None:
    if amount.subject is not None:
        named = _named(amount.subject, passage, discourse)
        if named is not None:
            return named
    event = _attended(amount, passage, discourse)
    if event is not None:
        return event
    focus = discourse.focus(passage.index, amount.start)
    if len(focus.subjects) == 1 and discourse.table.cls(focus.subjects[0]) == "Event":
        return focus.subjects[0]
    if focus.subjects and focus.subjects[0] == focus.person:
        return focus.person
    return focus.organization if focus.organization is not None else focus.person


def _attended(amount: Amount, passage: Passage, discourse: Discourse) -> int | None:
    """The event that those counted take part in ("来自六省的35名选手参加了大赛")."""
    for r in discourse.references[passage.index]:
        between = passage.text[amount.end : r.start] if r.start >= amount.end else ""
        if r.cls == "Event" and _ATTEND.search(between) and not re.search("[。；]", between):
            return r.entity
    return None


_ATTEND = re.compile("(?:参加|参与|出席|角逐)(?:了|本届|本次|此次)?$")


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
