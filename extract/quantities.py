"""Numbers with their units: what in a text could be a reported figure, before what it counts is known.

The units are data (``lexicons/units.yaml``), and so is what only looks like a figure (``rules/figures.yaml``:
ordinals, captions, slogans, thresholds …).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from extract.knowledge import read_yaml
from extract.lexicon import one_of, word_list
from extract.numerals import Numeral, find_numerals, plain

_VAGUE_TAIL = re.compile(r"\s*(?:及?以上|左右|上下|之多|不等|(?:余|多)(?=[，。；、,;）)]|$))")
# 诊治患者10余万，: so large a number is a count even without a counter.
_CLAUSE_END = re.compile(r"\s*(?:[，。；、）)！]|$)")
_RATIO = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*([:：∶])\s*(\d+(?:\.\d+)?)(?![\d:：])")
_RANGE = re.compile(
    r"(?<![\d.])\d+(?:\.\d+)?\s*[^\s\d，。、；增降升扩加高大长展少]?\s*(?:[-—–~～]|至|到)\s*$"
)
# A number inside a title, or inside a short quotation, belongs to a name (《…十项准则》, “五个一”工程).
_NAMES = re.compile(r"《[^》]*》|“[^”]{1,12}”|‘[^’]{1,12}’")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at ``start:end``; ``words`` is where an approximating word before it begins.

    ``kind`` is one of the kinds of units.yaml, "ratio", or "" where the number has no unit; ``value`` is a
    decimal numeral in ``unit``; ``reach`` is where words such as 以上 behind the unit end.
    """

    start: int
    end: int
    words: int
    reach: int
    value: str
    unit: str
    kind: str
    approximate: bool
    chinese: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity and what it counts: the measure and the spans of its words.

    ``subject`` is the span that names what the figure is about, None if the wording does not say; ``period``
    is set where a table's header states it, None where the context does.
    """

    quantity: Quantity
    measure: str
    words: tuple[tuple[int, int], ...]
    subject: tuple[int, int] | None
    rule: str
    confidence: float
    period: str | None = None


@cache
def figure_rules() -> Any:
    """The parsed content of ``rules/figures.yaml``."""
    return read_yaml("extract", "rules", "figures")


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of ``text`` from left to right; numbers that report nothing are left out.

    >>> [(q.value, q.unit, q.kind) for q in find_quantities("第二名，职工3万余人，经费1.41亿元")]
    [('30000', '人', 'counter'), ('1.41', '亿元', 'money')]
    """
    if not any(char.isdigit() or char in "两三四五六七八九十百千万亿" for char in text):
        return []
    hidden = [match.span() for pattern in (_NAMES, *_hiding()) for match in pattern.finditer(text)]
    ratios = _ratios(text)
    hidden += [(ratio.start, ratio.end) for ratio in ratios]
    found = [
        quantity
        for numeral in find_numerals(text)
        if not any(start < numeral.end and numeral.start < end for start, end in hidden)
        and (quantity := _quantity(text, numeral)) is not None
    ]
    return sorted((*_join_ranges(text, found), *ratios), key=lambda quantity: quantity.start)


@cache
def _hiding() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("|".join(rule["patterns"])) for rule in figure_rules()["not_figures"])


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern that matches a unit, and the kind of each."""
    data = word_list("units")
    kinds = {unit: kind for kind, units in data["kinds"].items() for unit in units}
    latin = [unit for unit in kinds if unit[-1].isascii() and unit[-1].isalnum()]
    other = [unit for unit in kinds if unit not in latin]
    pattern = rf"\s*(?P<unit>{one_of(other)}|{one_of(latin)}(?![A-Za-z0-9]))"
    return re.compile(pattern), kinds


@cache
def _not_before(unit: str) -> re.Pattern[str] | None:
    words = word_list("units")["not_before"].get(unit)
    return re.compile(one_of(words)) if words else None


@cache
def _needs(kind: str) -> re.Pattern[str] | None:
    pattern = word_list("units")["needs"].get(kind)
    return re.compile(pattern) if pattern else None


@cache
def _ending(name: str) -> re.Pattern[str]:
    """Matches a text that ends with a word of the list ``name``, and maybe a link such as 达到."""
    link = r"(?:总计|共计|合计|累计|已?达到?了?|高达|[升降增提]高?[至到]|为|是|约|[:：])?\s*$"
    return re.compile(one_of(word_list("units")[name]) + link)


def _quantity(text: str, numeral: Numeral) -> Quantity | None:
    pattern, kinds = _units()
    match = pattern.match(text, numeral.end)
    before = text[: numeral.words].rstrip()
    while match:
        unit, kind = match["unit"], kinds[match["unit"]]
        excluded, needed = _not_before(unit), _needs(kind)
        if excluded and excluded.match(text, match.end()):
            break
        if numeral.chinese and not needed and unit not in word_list("units")["chinese"]:
            return None
        if needed and not needed.search(before):
            return None
        return _measured(text, numeral, unit, kind, match.end())
    return None if numeral.chinese else _without_unit(text, numeral, before)


def _measured(text: str, numeral: Numeral, unit: str, kind: str, end: int) -> Quantity:
    value, unit = numeral.value, word_list("units")["spelling"].get(unit, unit)
    if kind == "money" and numeral.scale:
        value, unit = numeral.mantissa, numeral.scale + unit
    tail = _VAGUE_TAIL.match(text, end)
    vague = numeral.approximate or tail is not None
    reach = tail.end() if tail else end
    return Quantity(
        numeral.start, end, numeral.words, reach, plain(value), unit, kind, vague, numeral.chinese
    )


def _without_unit(text: str, numeral: Numeral, before: str) -> Quantity | None:
    """A number behind a name that needs no unit (最高影响因子23.067); 亿 behind a sum of money means 亿元."""
    follow = text[numeral.end : numeral.end + 1]
    if follow.isalnum() and not "\u4e00" <= follow <= "\u9fff":
        return None
    if numeral.scale and _ending("sums").search(before):
        value, unit, kind = numeral.mantissa, numeral.scale + "元", "money"
    elif _ending("bare").search(before) or (numeral.scale and _CLAUSE_END.match(text, numeral.end)):
        value, unit, kind = numeral.value, "", ""
    else:
        return None
    start, end = numeral.start, numeral.end
    return Quantity(
        start, end, numeral.words, end, plain(value), unit, kind, numeral.approximate, chinese=False
    )


def _ratios(text: str) -> list[Quantity]:
    """生师比为2.2:1 is 2.2 with the unit ":1"; only behind a word that ends in 比 or 比例."""
    return [
        Quantity(
            m.start(), m.end(), m.start(), m.end(), plain(Decimal(m[1])), ":" + m[3], "ratio", False, False
        )
        for m in _RATIO.finditer(text)
        if re.search(r"比例?(?:[约为达是到:：]|达到|控制在|保持在)*\s*$", text[: m.start()])
    ]


def _join_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """A range (30-40人) is one figure, its upper end; the number before the dash mostly has no unit."""
    joined: list[Quantity] = []
    for quantity in found:
        match = _RANGE.search(text[: quantity.words])
        if match is None:
            joined.append(quantity)
            continue
        start = match.start()
        joined = [other for other in joined if other.start < start]
        joined.append(replace(quantity, start=start, words=start, approximate=True))
    return joined
