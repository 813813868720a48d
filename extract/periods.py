"""Periods that figures are about: stated before the figure, or inherited from sentence, section or document.

What a period looks like is data (``rules/periods.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.knowledge import read_yaml
from extract.records import Passage, Section

_CLAUSE = re.compile(r"[，。；;,:：]")
_LONGEST_LEAD = 14  # characters before a year at the head of a clause ("本学位授权点2023年承担…")
_TITLE_LENGTH = 60
_TITLE_PASSAGES = 6


@dataclass(frozen=True, slots=True)
class Period:
    """A period stated at ``start:end``.

    ``label`` is how the graph writes it, "" for the document's own year (本年度); ``usable`` is False for
    years in which something began; ``scope`` says whether it stands at the head of a clause, so that what
    follows is of that period too (not so in 获2013年度科技奖).
    """

    start: int
    end: int
    label: str
    usable: bool
    scope: bool


@cache
def period_rules() -> Any:
    """The parsed content of ``rules/periods.yaml``."""
    return read_yaml("extract", "rules", "periods")


def find_periods(text: str) -> list[Period]:
    """The periods that ``text`` states, from left to right.

    >>> [period.label for period in find_periods("2023年，近五年来，2021-2022学年，截至2023年底，2023届")]
    ['2023', '近五年', '2021-2022学年', '截至2023年底', '2023届']
    """
    return [_period(text, match) for match in _any_period().finditer(text)]


class PeriodContext:
    """What period a figure inherits while the passages of a document go by in order."""

    def __init__(self, passages: Sequence[Passage], sections: Sequence[Section]) -> None:
        """Read the document's own year off its title, and the sections' off theirs."""
        self._sections = {section.index: section for section in sections}
        self._document = _document_year(passages, sections)
        self._by_section: dict[int, str] = {}
        self._place = (-1, -1)
        self._carried = ""
        self._periods: list[Period] = []
        self._present = False

    def enter(self, passage: Passage) -> list[Period]:
        """Go on to the next passage; its own stated periods are returned."""
        place = (passage.section, passage.paragraph)
        if place != self._place:
            self._place, self._carried = place, ""
        self._periods = find_periods(passage.text)
        usable = [period for period in self._periods if period.usable]
        leads = (
            bool(usable)
            and usable[0].start <= 1
            and usable[0].scope
            and not re.match(r"\d{4}年\d", usable[0].label)
        )
        if leads:
            self._carried = usable[0].label or self._document
        self._present = not leads and bool(_pattern("present").match(passage.text))
        return self._periods

    def of(self, start: int, position: int, until: int) -> str:
        """The period of a figure that begins at ``position`` and whose words cover ``start:until``."""
        usable = [period for period in self._periods if period.usable]
        own = [period for period in usable if start <= period.start < until]
        before = [period for period in usable if period.end <= position and period.scope]
        for stated in (own, before):
            if stated and stated[-1].label:
                return stated[-1].label
        if self._carried and not self._present:
            return self._carried
        return self._of_section(self._place[0])

    def _of_section(self, index: int) -> str:
        if index not in self._by_section:
            section = self._sections.get(index)
            if section is None or section.parent is None:
                return self._document
            stated = [period for period in find_periods(section.title) if period.usable]
            inherited = self._of_section(section.parent)
            self._by_section[index] = stated[0].label or self._document if stated else inherited
        return self._by_section[index]


@cache
def _any_period() -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?P<{rule['name']}>{_filled(rule['pattern'])})" for rule in period_rules()["periods"])
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_filled(period_rules()[name]))


def _filled(pattern: str) -> str:
    rules = period_rules()
    return pattern.replace("YEAR", f"(?:{rules['year']})").replace("N", rules["number"])


def _period(text: str, match: re.Match[str]) -> Period:
    kind, before = match.lastgroup or "", text[: match.start()]
    began = kind in {"year", "day", "list"} and bool(
        _pattern("origin_before").search(before) or _pattern("origin_behind").match(text, match.end())
    )
    clause = _CLAUSE.split(before)[-1]
    scope = len(clause) <= _LONGEST_LEAD and not _pattern("attached").search(clause)
    return Period(match.start(), match.end(), _label(kind, re.sub(r"\s", "", match[0])), not began, scope)


def _label(kind: str, words: str) -> str:
    years = re.findall(r"\d{4}", words)
    if kind == "range":
        return "-".join(years) + ("学年" if "学年" in words else "")
    if kind in {"year", "list", "opening"}:
        return "、".join(years) + ("年底" if words.endswith(("底", "末")) else "")
    if kind == "after":
        return f"{years[0]}年{'起' if words.endswith('起') else '以来'}"
    if kind == "recent":
        words = re.sub(r"^最近", "近", re.sub(r"(?<=年)(?:以来|来|间|内)$", "", words))
        return {"近年": "近年来", "近几年": "近年来", "多年": "多年来"}.get(words, words)
    if kind == "until":
        return re.sub(r"^截[至止]到?", "截至", words)
    return "" if kind == "here" else re.sub(r"[“”\"]", "", words)


def _document_year(passages: Sequence[Passage], sections: Sequence[Section]) -> str:
    """The year of an annual report, read off its title or its first lines; "" for any other document."""
    titles = [section.title for section in sections if section.parent is None]
    titles += [passage.text for passage in passages[:_TITLE_PASSAGES] if len(passage.text) <= _TITLE_LENGTH]
    titles += [section.title for section in sections if section.level == 1][:2]
    for title in titles:
        match = _pattern("report").search(title)
        if match:
            return str(match[1] or match[2])
    return ""
