"""Numbers in running text: Arabic and Chinese numerals, 万 and 亿, and the words that make them approximate.

Knows neither units nor what is counted; ``extract.quantities`` puts a unit behind each numeral.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import cn2an

POWERS = {"": 1, "十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8, "万亿": 10**12}

# A sign before the number that it is not exact, and the words that may stand between thing and number.
_ABOUT = (
    r"(?:将近|接近|大约|约有|约为|约|近|逾|超过了?|超|突破了?|"
    r"不少于|不低于|不下|至少|高于|大于|(?<!以)上(?=[百千万]))"
)
_MORE = r"(?:余|多|来|\+|＋)"
_SCALE = r"(?:万亿|万|亿)"

_ARABIC = re.compile(
    rf"(?P<about>{_ABOUT})?\s*"
    r"(?<![\d.,])(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?![\d])|\d{1,3}(?: \d{3})+(?=\s?[一-鿿])|\d+(?:\.\d+)?)"
    rf"(?:\s*(?P<small>[十百千]))?(?:\s*(?P<more>{_MORE}|个多))?(?:\s*(?P<scale>{_SCALE}))?(?:\s*(?P<rest>{_MORE}))?"
)
_CHINESE = re.compile(
    rf"(?P<about>{_ABOUT})?"
    r"(?<![一二两三四五六七八九十百千万亿零〇第初首前几数周])(?P<digits>[一二两三四五六七八九十百千万亿零〇]+)"
    rf"(?P<more>{_MORE})?(?P<scale>{_SCALE})?(?P<rest>{_MORE})?"
)
# 一 alone mostly means "a" (一批, 一个) and 二 alone mostly "second"; neither is a report of a number.
_NOT_A_COUNT = frozenset("一二〇零百千万")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``start:end`` of a text; its value is ``mantissa`` × the power that ``scale`` names.

    ``scale`` is "", 万, 亿 or 万亿, kept apart because 万元 stays a unit while 万人 does not;
    ``words`` is where an approximating word before the number begins (``start`` if there is none).
    """

    start: int
    end: int
    words: int
    mantissa: Decimal
    scale: str
    approximate: bool
    chinese: bool

    @property
    def value(self) -> Decimal:
        """The number with 万 and 亿 multiplied out."""
        return self.mantissa * POWERS[self.scale]


def find_numerals(text: str) -> list[Numeral]:
    """The numerals of ``text`` from left to right; none overlap (3千 is one number, not 3 and 千).

    >>> [(str(n.value), n.approximate) for n in find_numerals("职工3万余人，近百项，两名院士")]
    [('30000', True), ('100', True), ('2', False)]
    """
    arabic = [_arabic(match) for match in _ARABIC.finditer(text)]
    taken = {i for numeral in arabic for i in range(numeral.start, numeral.end)}
    chinese = (_chinese(match) for match in _CHINESE.finditer(text) if match.start("digits") not in taken)
    return sorted((*arabic, *filter(None, chinese)), key=lambda numeral: numeral.start)


def plain(value: Decimal) -> str:
    """Write a number as a decimal numeral without exponent and without idle zeros.

    >>> plain(Decimal("5.70E+6")), plain(Decimal("1.2300"))
    ('5700000', '1.23')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _arabic(match: re.Match[str]) -> Numeral:
    mantissa = Decimal(re.sub("[,， ]", "", match["digits"])) * POWERS[match["small"] or ""]
    return _numeral(match, mantissa, match["scale"] or "", chinese=False)


def _chinese(match: re.Match[str]) -> Numeral | None:
    digits, scale = match["digits"], match["scale"] or ""
    vague = bool(match["about"] or match["more"] or match["rest"])
    if digits in _NOT_A_COUNT and not vague and not scale:
        return None
    if not scale and digits[-1] in "万亿":
        digits, scale = digits[:-1], digits[-1]
    if digits.endswith("万") and scale == "亿":
        digits, scale = digits[:-1], "万亿"
    return _numeral(match, value, scale, chinese=True) if (value := _read(digits)) is not None else None


@lru_cache(maxsize=512)
def _read(digits: str) -> Decimal | None:
    """The value of a Chinese numeral, None where the characters do not form one (十万百)."""
    if not digits:
        return Decimal(1)
    if len(digits) > 1 and not re.search("[十百千万亿]", digits):  # 二〇二三 is a year, 唯一一所 no eleven
        return None
    whole = "一" + digits if digits[0] in "百千万亿" else digits
    try:
        return Decimal(str(cn2an.cn2an(whole, "smart")))
    except (KeyError, ValueError):  # cn2an raises either for characters that form no number
        return None


def _numeral(match: re.Match[str], mantissa: Decimal, scale: str, *, chinese: bool) -> Numeral:
    vague = bool(match["about"] or match["more"] or match["rest"])
    end = match.end()
    while match.string[end - 1].isspace():
        end -= 1
    return Numeral(match.start("digits"), end, match.start(), mantissa, scale, vague, chinese)
