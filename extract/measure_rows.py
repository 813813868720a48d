"""Figures of table rows: a column's header says what its numbers count, the row's first words of what.

Three kinds of columns have numbers: years (the row names the measure), counts (数量, 人数: the row names it
too) and measures (学时, 床位数: the row names the subject). Cells with more than a number are read as prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extract.lexicon import word_list
from extract.measure_memory import Memory
from extract.measure_prose import ProseReader
from extract.numerals import POWERS, plain
from extract.periods import find_periods
from extract.quantities import Quantity, Reading, figure_rules
from extract.records import Cell, Passage
from extract.wording import Span, Verbs, squeeze

_NUMBER = re.compile(
    r"\s*(?:(?P<about>[约近超逾]|超过)\s*)?(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    r"(?P<unit>[^\d\s，。、]{0,6}?)\s*(?P<more>余|以上|\+)?\s*"
)
_IN_BRACKETS = re.compile(r"[（(【/]\s*(?P<unit>[^（()）\d]{1,8}?)\s*[)）】]?\s*$")
_YEARS_ONLY = re.compile(r"[\d年度届学\-—–~（()）]*")
_PROSE_LENGTH = 4


@dataclass(frozen=True, slots=True)
class _Number:
    """A cell that holds one number: its span, value and unit ("" if the cell states none)."""

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """What the cells of one row share: its text, the cell that names it, the unit of a unit column."""

    text: str
    label: Cell | None
    unit: str


def read_row(passage: Passage, verbs: Verbs) -> list[Reading]:
    """The figures of one table row, from left to right."""
    text = passage.text
    cells = [cell for cell in passage.cells if not _column("skipped").fullmatch(cell.header.strip())]
    label = next((cell for cell in cells if _is_label(text, cell)), None)
    units = (
        text[cell.start : cell.end].strip()
        for cell in cells
        if _column("unit").fullmatch(cell.header.strip())
    )
    row = _Row(text, label, next((unit for unit in units if _is_unit(unit)), ""))
    readings: list[Reading] = []
    for cell in cells:
        number = _number(text, cell)
        if number is not None:
            reading = _of_number(row, cell, number)
            readings += [reading] if reading else []
        elif cell.end - cell.start >= _PROSE_LENGTH:
            readings += _of_prose(text, cell, verbs)
    # a count column only sums up what the row's words state already (一等奖2项、二等奖3项 | 5)
    stated = [reading for reading in readings if not reading.rule.startswith("figure.table")]
    return stated or readings


def _of_number(row: _Row, cell: Cell, number: _Number) -> Reading | None:
    header = re.sub(r"\s", "", cell.header)
    name: Span | None = (row.label.start, row.label.end) if row.label else None
    if not header:
        return None
    periods = find_periods(header) or find_periods(header + "年")
    if periods and _YEARS_ONLY.fullmatch(header):
        return _named_by_row(row, number, row.unit, periods[0].label)
    unit = _unit_of(header) or row.unit
    if _column("counting").fullmatch(header):
        return _named_by_row(row, number, unit or ("人" if _column("people").fullmatch(header) else ""), None)
    measure = _IN_BRACKETS.sub("", header) if _unit_of(header) else header
    unit = (
        unit
        or number.unit
        or (header if _is_unit(header) else "人" if _column("people").fullmatch(measure) else "")
    )
    return _reading(number, unit, Reading(_BLANK, measure, (), name, "figure.table-column", 0.85))


def _named_by_row(row: _Row, number: _Number, unit: str, period: str | None) -> Reading | None:
    """A figure whose measure is the row's name; a count of one is no report (an award held once)."""
    year = not (row.unit or number.unit) and 1900 <= number.value < 2100 and number.value % 1 == 0
    if row.label is None or (period is None and (number.value <= 1 or year)):
        return None
    span = (row.label.start, row.label.end)
    words = squeeze(row.text, span)
    own = _unit_of(words)
    measure = _IN_BRACKETS.sub("", words) if own else words
    reading = Reading(_BLANK, measure, (span,), None, "figure.table-row", 0.85, period)
    return _reading(number, own or unit or number.unit, reading)


_BLANK = Quantity(0, 0, 0, 0, "0", "", "table", approximate=False, chinese=False)


def _reading(number: _Number, unit: str, reading: Reading) -> Reading:
    """``reading`` with the number as its quantity; 33.1 under 万册 is 331000 册, under 万元 it stays."""
    value = number.value
    if len(unit) > 1 and unit[0] in "万亿" and "元" not in unit:
        value, unit = value * POWERS[unit[0]], unit[1:]
    unit = word_list("units")["spelling"].get(unit, unit)
    start, end = number.start, number.end
    quantity = replace(_BLANK, start=start, end=end, words=start, reach=end, value=plain(value), unit=unit)
    quantity = replace(quantity, approximate=number.approximate)
    return replace(reading, quantity=quantity, confidence=reading.confidence - (0 if unit else 0.15))


def _number(text: str, cell: Cell) -> _Number | None:
    match = _NUMBER.fullmatch(text[cell.start : cell.end])
    if not match or (match["unit"] and not _is_unit(match["unit"])):
        return None
    value = Decimal(re.sub("[,，]", "", match["digits"]))
    start, end = cell.start + match.start("digits"), cell.start + len(match[0].rstrip())
    return _Number(start, end, value, match["unit"], bool(match["about"] or match["more"]))


@cache
def _column(name: str) -> re.Pattern[str]:
    return re.compile(figure_rules()["columns"][name])


@cache
def _is_unit(words: str) -> bool:
    return any(
        words.lstrip("万亿") in units or words in units for units in word_list("units")["kinds"].values()
    )


def _unit_of(header: str) -> str:
    """The unit in brackets at the end of a header: 占地面积（平方米）."""
    match = _IN_BRACKETS.search(header)
    return match["unit"] if match and _is_unit(match["unit"]) else ""


def _is_label(text: str, cell: Cell) -> bool:
    named = re.search(r"[\u4e00-\u9fffA-Za-z]{2}", text[cell.start : cell.end])
    return named is not None and _number(text, cell) is None


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
