"""What a figure leans on when its own words are not enough: the figures before it in the paragraph.

发表文章168篇，其中SCI 111篇 → SCI文章; 教学成果一等奖1项、二等奖3项 → 教学成果二等奖;
临床试验182项，经费1.1亿元 → 临床试验经费.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.quantities import Quantity
from extract.wording import bare_prize, pattern, sensible


@dataclass(slots=True)
class Memory:
    """The measures of a paragraph so far.

    ``base`` is the last full count with its ``unit``, ``last`` the last full measure of any kind, ``award``
    the prize without its grade, ``narrowing`` the last words that only narrowed, ``area`` the last property
    with its unit.
    """

    base: str = ""
    unit: str = ""
    last: str = ""
    award: str = ""
    narrowing: str = ""
    area: tuple[str, str] = ("", "")

    def complete(self, own: str, quantity: Quantity, context: str, *, inside: bool) -> tuple[str, bool]:
        """The measure in full, and whether it was completed.

        Args:
            own: the words for what is counted, possibly none.
            quantity: the number and its unit.
            context: the text before, back to the last prize, where a contest may be named.
            inside: whether the figure stands in brackets; such a one is no base for later ones.
        """
        full = self._money(own, quantity) or self._share(own, quantity) or self._prize(own, context)
        full = full or self._count(own, quantity) or self._property(own, quantity)
        if full:
            return full, True
        if quantity.kind == "money" and pattern("funded").search(own):
            own += "经费"
        if quantity.kind == "share" and own.endswith("占"):
            own += "比"
        elif quantity.kind == "share" and "占" in own and not own.endswith(("比", "比例", "率", "比重")):
            own += "比例"
        self.note(own, quantity, inside=inside)
        return own, False

    def note(self, measure: str, quantity: Quantity, *, inside: bool = False) -> None:
        """Remember a full measure."""
        if not sensible(measure):
            return
        self.last = measure
        prize = pattern("head_tail").search(measure)
        if prize or pattern("prize").search(measure):
            self.award = measure[: prize.start()] if prize else measure
        if quantity.kind == "counter" and not (self.base and inside):
            self.base, self.unit = pattern("base_lead").sub("", measure), quantity.unit
            self.narrowing = ""
        if quantity.kind == "quantity" and pattern("property").search(measure):
            self.area = (quantity.unit, measure)

    def _money(self, own: str, quantity: Quantity) -> str:
        if quantity.kind != "money":
            return ""
        if self.base and pattern("bare_money").fullmatch(own):
            return self.base + own
        return self.last.removesuffix("金额") + "金额" if self.last and not own else ""

    def _share(self, own: str, quantity: Quantity) -> str:
        if quantity.kind != "share" or not self.last:
            return ""
        if pattern("share").fullmatch(own):
            return self.last + "占比"
        return self.last + own if pattern("growth").fullmatch(own) else ""

    def _prize(self, own: str, context: str) -> str:
        """二等奖 behind 教学成果一等奖, or behind 在…大赛中."""
        prize = pattern("head_tail").search(own)
        if not prize or not (prize.start() == 0 or pattern("level").fullmatch(own[: prize.start()])):
            return ""
        contests = list(pattern("contest").finditer(context))
        if prize.start() == 0 and self.award and not contests:
            return self.award + own
        name = bare_prize(contests[-1]["name"] or contests[-1]["other"]) if contests else ""
        if name:
            self.award = name + own[: prize.start()]
        return name + own

    def _count(self, own: str, quantity: Quantity) -> str:
        if quantity.kind != "counter" or not self.base:
            return ""
        if pattern("patents").fullmatch(own) and re.search("专利|知识产权", self.base):
            return own + "专利"
        narrows = pattern("narrowing").fullmatch(own) if own else quantity.unit == self.unit
        return self._narrowed(own.removeprefix("其中")) if narrows else ""

    def _narrowed(self, own: str) -> str:
        if re.match(r"\d", own):
            own = re.sub(r"(?<=因子).*$", "", self.narrowing) + own
        if "因子" in own:
            self.narrowing = own
        base = pattern("level").sub("", self.base, count=1) if pattern("level").search(own) else self.base
        return own + base

    def _property(self, own: str, quantity: Quantity) -> str:
        """占地面积900亩，其中本部400亩: the second number is of the same property."""
        same = quantity.kind == "quantity" and self.area[0] == quantity.unit
        return own + self.area[1] if same and own and not pattern("property").search(own) else ""
