"""Figures of table rows: a column's header says what its numbers count, the row's first words of what.

Numbers are of three kinds of columns: years (the row names the measure), counts (数量, 人数: the row names it too) and
measures (学时, 床位数: the row names the subject). Cells with more than a number are read as prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extract.lexicon import word_list
from extract.measure_memory import Memory
from extract.measure_prose import ProseReader
from extract.numerals import plain
from extract.periods import find_periods
from extract.quantities import Quantity, Reading, figure_rules
from extract.records import Cell, Passage
from extract.wording import Span, Verbs, squeeze

_NUMBER = re.compile(
    r"\s*(?P<about>[约近超逾]|超过)?\s*(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    r"(?P<unit>[^\d\s，。、]{0,6}?)\s*(?P<more>余|以上|\+)?\s*"
)
_IN_BRACKETS = re.compile(r"[（(【/]\s*(?P<unit>[^（()）\d]{1,8}?)\s*[)）】]?\s*$")


@dataclass(frozen=True, slots=True)
class _Number:
    """A cell that holds one number: its span, value and unit ("" if the cell states none)."""

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool


@cache
def _columns(name: str) -> re.Pattern[str]:
    return re.compile(figure_rules()["columns"][name])


@cache
def _known_units() -> frozenset[str]:
    return frozenset(unit for units in word_list("units")["kinds"].values() for unit in units)


def read_row(passage: Passage, verbs: Verbs) -> list[Reading]:
    """The figures of one table row, from left to right."""
    text, readings = passage.text, []
    cells = [cell for cell in passage.cells if not _columns("skipped").fullmatch(cell.header.strip())]
    label = next((cell for cell in cells if _is_label(text, cell)), None)
    stated = next((text[c.start : c.end].strip() for c in cells if _is_unit_cell(text, c)), "")
    for cell in cells:
        number = _number(text, cell)
        if number is not None:
            readings += _of_number(text, cell, number, label, stated)
        elif _is_prose(text, cell):
            readings += _of_prose(text, cell, verbs)
    return _without_totals(readings)


def _of_number(text: str, cell: Cell, number: _Number, label: Cell | None, stated: str) -> list[Reading]:
    header = re.sub(r"\s", "", cell.header)
    periods = find_periods(header) or find_periods(header + "年")
    name: Span | None = (label.start, label.end) if label and label is not cell else None
    if not header:
        return []
    if periods and re.fullmatch(r"[\d年度届学\-—–~（()）]*", header):
        return _named_by_row(text, number, name, stated, periods[0].label)
    if _columns("counting").fullmatch(header):
        unit = _header_unit(header) or stated or ("人" if "人数" in header else "")
        return _named_by_row(text, number, name, unit, None)
    unit, measure = _header_unit(header) or stated or number.unit, _IN_BRACKETS.sub("", header)
    if not unit:
        unit = header if header in _known_units() else "人" if measure.endswith("人数") else ""
    return [_reading(number, measure, unit, (), name, "figure.table-column", None)]


def _named_by_row(
    text: str, number: _Number, name: Span | None, unit: str, period: str | None
) -> list[Reading]:
    if name is None or (period is None and number.value <= 1):
        return []
    words = squeeze(text, name)
    unit = _header_unit(words) or unit or number.unit
    measure = _IN_BRACKETS.sub("", words) if _header_unit(words) else words
    return [_reading(number, measure, unit, (name,), None, "figure.table-row", period)]


def _reading(
    number: _Number,
    measure: str,
    unit: str,
    words: tuple[Span, ...],
    subject: Span | None,
    rule: str,
    period: str | None,
) -> Reading:
    value = number.value
    if len(unit) > 1 and unit[0] in "万亿" and "元" not in unit:
        value, unit = value * (10_000 if unit[0] == "万" else 100_000_000), unit[1:]
    unit = word_list("units")["spelling"].get(unit, unit)
    quantity = Quantity(
        number.start,
        number.end,
        number.start,
        number.end,
        plain(value),
        unit,
        "table",
        number.approximate,
        False,
    )
    return Reading(quantity, measure, words, subject, rule, 0.85 if unit else 0.7, period)


def _number(text: str, cell: Cell) -> _Number | None:
    match = _NUMBER.fullmatch(text[cell.start : cell.end])
    if not match or (match["unit"] and match["unit"].lstrip("万亿") not in _known_units()):
        return None
    value = Decimal(re.sub("[,，]", "", match["digits"]))
    vague = bool(match["about"] or match["more"])
    return _Number(
        cell.start + match.start("digits"), cell.start + len(match[0].rstrip()), value, match["unit"], vague
    )


def _header_unit(header: str) -> str:
    match = _IN_BRACKETS.search(header)
    return match["unit"] if match and match["unit"].lstrip("万亿") in _known_units() else ""


def _is_label(text: str, cell: Cell) -> bool:
    words = text[cell.start : cell.end]
    return bool(re.search(r"[\u4e00-\u9fffA-Za-z]{2}", words)) and _number(text, cell) is None


def _is_unit_cell(text: str, cell: Cell) -> bool:
    return (
        bool(_columns("unit").fullmatch(cell.header.strip()))
        and text[cell.start : cell.end].strip().lstrip("万亿") in _known_units()
    )


def _is_prose(text: str, cell: Cell) -> bool:
    return cell.end - cell.start >= 4 and any(char.isdigit() for char in text[cell.start : cell.end])


def _of_prose(text: str, cell: Cell, verbs: Verbs) -> list[Reading]:
    """The figures of a cell with words, read as a text of its own and moved back to their place."""
    inner = text[cell.start : cell.end]
    found = ProseReader(inner, find_periods(inner), verbs.moved(cell.start), Memory()).read()
    return [_moved(reading, cell.start) for reading in found]


def _moved(reading: Reading, by: int) -> Reading:
    q = reading.quantity
    quantity = replace(q, start=q.start + by, end=q.end + by, words=q.words + by, reach=q.reach + by)
    words = tuple((start + by, end + by) for start, end in reading.words)
    subject = (reading.subject[0] + by, reading.subject[1] + by) if reading.subject else None
    return replace(reading, quantity=quantity, words=words, subject=subject)


def _without_totals(readings: list[Reading]) -> list[Reading]:
    """A count column only sums up what the row's words state already (一等奖2项、二等奖3项 | 5)."""
    stated = [reading for reading in readings if not reading.rule.startswith("figure.table")]
    return stated if stated else readings
