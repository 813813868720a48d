"""Figures that a list of periods or of things shares out: 2022年、2023年招生分别为2100人、3400人."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.periods import Period
from extract.quantities import Quantity, Reading
from extract.wording import Clauses, Span, Verbs, pattern, squeeze, thing_before

_JOINED = re.compile(r"\s*(?:[、，,]|和|及|与|以及)?\s*")
_ITEM = re.compile("[、和及与]")
_LATIN = re.compile(r"[A-Za-z\d-]+")


class Series:
    """Reads the values behind 分别为 off one passage."""

    def __init__(self, text: str, clauses: Clauses, periods: Sequence[Period], verbs: Verbs) -> None:
        self.text, self.clauses, self.periods, self.verbs = text, clauses, periods, verbs

    def deal(self, quantities: Sequence[Quantity], subject: Span | None) -> list[Reading]:
        """The readings of the values that begin with ``quantities[0]``; none where nothing is shared out."""
        first = quantities[0]
        shared = pattern("respectively").search(self.text, 0, first.words)
        if shared is None:
            return []
        values = self._values(quantities)
        head = (self.clauses.start_of(shared.start()), shared.start())
        dated = self._periods_before(head, len(values))
        labels: list[str | None] = [label for label, _ in dated] or [None] * len(values)
        if dated:
            thing = thing_before(self.text, (max(head[0], dated[-1][1]), head[1]), self.verbs)
            things = [thing] * len(values)
        else:
            things = self._things(head, len(values))
        names = _full_names([squeeze(self.text, thing) for thing in things])
        if len(values) < 2 or len(names) != len(values) or not all(len(name) >= 2 for name in names):
            return []
        return [
            Reading(value, name, (thing,), subject, "figure.dealt-out", 0.8, label)
            for value, name, thing, label in zip(values, names, things, labels, strict=True)
        ]

    def _values(self, quantities: Sequence[Quantity]) -> list[Quantity]:
        """The quantities from the first on that nothing but 、 or 和 parts."""
        values = [quantities[0]]
        for quantity in quantities[1:]:
            if not _JOINED.fullmatch(self.text, values[-1].reach, quantity.words):
                break
            values.append(quantity)
        return values

    def _periods_before(self, head: Span, count: int) -> list[tuple[str, int]]:
        """Labels and ends of the ``count`` years of the sentence before the values, if it names so many."""
        start = max(self.text.rfind(mark, 0, head[1]) for mark in "。；\n") + 1
        dated = [
            (label, period.end)
            for period in self.periods
            if start <= period.start and period.end <= head[1]
            for label in period.label.split("、")
        ]
        return dated if len(dated) == count and all(re.match(r"\d{4}", label) for label, _ in dated) else []

    def _things(self, head: Span, count: int) -> list[Span]:
        """The ``count`` items of the list right before the values."""
        spans, start = [], head[0]
        for mark in _ITEM.finditer(self.text, *head):
            spans.append((start, mark.start()))
            start = mark.end()
        spans.append((start, head[1]))
        spans = spans[-count:]
        return [thing_before(self.text, spans[0], self.verbs), *spans[1:]] if len(spans) == count else []


def _full_names(names: list[str]) -> list[str]:
    """The items of a list with the noun that the last one gives to all.

    >>> _full_names(["SCI", "EI论文"])
    ['SCI论文', 'EI论文']
    """
    if not names:
        return []
    lead = _LATIN.match(names[-1])
    tail = names[-1][lead.end() :] if lead else ""
    return [name + tail if tail and _LATIN.fullmatch(name) else name for name in names]
