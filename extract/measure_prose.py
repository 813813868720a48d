"""Figures of running text: what each number counts, read off the words before and behind it.

Three shapes: the thing before the number (博士生导师138人), behind it (138名博士生导师), and a number of those who did
something (38人次入选…). A measure that only narrows the one before (其中国家级14人次, 二等奖3项) is completed from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.periods import Period
from extract.quantities import Quantity, find_quantities
from extract.wording import Clauses, Span, Verbs, joined_items, pattern, squeeze, thing_behind

_LONGEST = 48
_LONG_LIST = 20
_PROPERTY = re.compile(r"面积|占地|学时|学分|长度|容量|总长|用房|用地|建筑|规模|量$|日$")
_KINDS_OF_PATENT = ("发明", "实用新型", "外观设计")
_PLAINLY_VERBAL = re.compile(r"构成|组成|均|分别|先后|被|是|为|成为|赴|前往|参加|参与|发放|入选|获(?!得)")
_RISING = re.compile(r"(?:增|降|升|扩|增加|增长|扩大|提高|提升|上升|下降|发展|减少|攀升|扩充|扩展|跃升)[到至为]")
_PERSONLIKE = re.compile(
    r"(?:.{0,4}(?:教师|老师|学生|导师|人员|同学|医生|医师|选手|专家|博士|硕士|成果|项目|课程|教材|作品|案例|论文|课题|团队|单位|毕业生|学科|专业|研究生))"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity and what it counts: ``measure`` and the spans of its words, ``subject`` where the wording names it.

    ``period`` is set where a table's header states it, None where the context does.
    """

    quantity: Quantity
    measure: str
    words: tuple[Span, ...]
    subject: Span | None
    rule: str
    confidence: float
    period: str | None = None


@dataclass(slots=True)
class Memory:
    """What later figures of a paragraph may lean on: the last full measure, the prize of the last award."""

    base: str = ""
    last: str = ""
    award: str = ""
    narrowing: str = ""
    unit: str = ""
    area: tuple[str, str] = ("", "")


class ProseReader:
    """Reads one passage; ``memory`` carries over from the passages before it in the same paragraph."""

    def __init__(self, text: str, periods: Sequence[Period], verbs: Verbs, memory: Memory) -> None:
        self.text = text
        self.verbs = verbs
        self.memory = memory
        self.quantities = find_quantities(text)
        self.clauses = Clauses(text, self.quantities)
        self._periods = periods
        self._subject: Span | None = None
        self._cursor = 0
        self._scanned = 0
        self._rising: tuple[str, Span, int] | None = None

    def read(self) -> list[Reading]:
        """The figures of the passage, from left to right."""
        readings = []
        for index, quantity in enumerate(self.quantities):
            follow = self.quantities[index + 1].words if index + 1 < len(self.quantities) else len(self.text)
            self._find_subject(quantity)
            reading = self._one(quantity, follow)
            if reading is not None and _sensible(reading.measure):
                readings.append(reading)
        return readings

    def _one(self, quantity: Quantity, follow: int) -> Reading | None:
        start = max(self._cursor, self.clauses.start_of(quantity.words))
        left = self._things((start, quantity.words))
        self._cursor = quantity.reach
        right = (quantity.reach, self.clauses.end_of(quantity.reach, follow))
        right = (right[0], self._before_bracket(right))
        behind = self.text[slice(*right)].strip()
        before = squeeze(self.text, left)
        if quantity.kind not in {"counter", "share", "money"} or not behind:
            return self._thing_first(quantity, left)
        if pattern("joined").match(behind):
            return self._thing_first(quantity, left)
        if _RISING.match(behind):
            return self._from(quantity, left)
        verbal = pattern("verbal").match(behind)
        skip = len(self.text[slice(*right)]) - len(self.text[slice(*right)].lstrip())
        relative = "的" in behind[2:-1] and not _PLAINLY_VERBAL.match(behind)
        said = bool(verbal) and self.verbs.at(right[0] + skip) and not relative
        if quantity.kind != "counter":
            return self._portion(quantity, left, right, said=said)
        if not said:
            return self._number_first(quantity, right)
        if before and not self._only_list(quantity):
            return self._thing_first(quantity, left, said=right)
        return self._doers(quantity, right)

    def _from(self, quantity: Quantity, left: Span) -> Reading | None:
        """The first figure of 由7个增至16个, if its year is stated; the measure is kept for the second."""
        own = re.sub(r"(?:由|从|自).{0,12}$", "", squeeze(self.text, left)) or squeeze(self.text, left)
        self._rising = (own, left, quantity.reach)
        dated = any(0 <= quantity.words - period.end <= 2 for period in self._periods)
        return self._reading(quantity, own, (left,), "figure.rising", 0.75) if dated else None

    def _thing_first(self, quantity: Quantity, left: Span, said: Span | None = None) -> Reading | None:
        """博士生导师138人: the words before the number, completed where they only narrow."""
        if self._rising is not None and _RISING.search(self.text[self._rising[2] : quantity.words]):
            own, words, _ = self._rising
            self._rising = None
            return self._reading(quantity, own, (words,), "figure.rising", 0.85)
        if left[0] == left[1]:
            left = self._outside_bracket(quantity)
        own = squeeze(self.text, left)
        measure, rule = self._complete(own, quantity)
        if said is not None and quantity.kind == "counter" and len(own) <= 6 and own:
            measure = self._with_select(measure, self.text[slice(*said)])
        confidence = 0.9 if rule == "figure.thing-number" else 0.75
        return self._reading(quantity, measure, (left,), rule, confidence)

    def _number_first(self, quantity: Quantity, right: Span) -> Reading | None:
        """138名博士生导师; with a verb behind, the prize itself or those who have it (7名教师获评…)."""
        right = (right[0], self.clauses.first_item(right))
        thing, rest = thing_behind(self.text, right, self.verbs)
        if thing[1] - thing[0] > _LONG_LIST and "、" in self.text[slice(*thing)]:
            thing = (thing[0], self.text.index("、", *thing))
        self._cursor = max(thing[1], self._cursor)
        if right[1] < len(self.text) and any(q.words == right[1] for q in self.quantities):
            owner = self.text.rfind("的", *thing)
            thing = (thing[0], owner) if owner > thing[0] else thing
        name = squeeze(self.text, thing)
        said = self.text[slice(*rest)].strip()
        gained = pattern("award").match(said)
        spans: tuple[Span, ...] = (thing,)
        if gained and _PERSONLIKE.fullmatch(name) and len(prize := _bare_prize(said[gained.end() :])) >= 4:
            return self._reading(quantity, prize, (thing, rest), "figure.number-gained", 0.75)
        if _PERSONLIKE.fullmatch(name) or len(name) <= 3:
            name = self._with_select(name, said)
        if not name and quantity.kind == "counter":
            return self._thing_first(quantity, (quantity.words, quantity.words))
        if re.fullmatch(r"(?:国家|地区|国家和地区|国家、地区)", name) and self._abroad(quantity):
            name = "合作" + name
        self._remember(name, quantity)
        return self._reading(quantity, name, spans, "figure.number-thing", 0.85)

    def _doers(self, quantity: Quantity, right: Span) -> Reading | None:
        """38人次入选…, 三次获…: those who did it, or for a prize the prize."""
        said = self.text[slice(*right)].strip()
        gained = pattern("award").match(said)
        if gained and len(prize := _bare_prize(said[gained.end() :])) >= 2:
            return self._reading(quantity, prize, (right,), "figure.number-gained", 0.75)
        chosen = pattern("select").match(said)
        leans = self._in_bracket(quantity) or self.text[: quantity.words].rstrip(" ，,").endswith("其中")
        if chosen is None and not (leans and self.memory.base and quantity.unit == self.memory.unit):
            return self._thing_first(quantity, (quantity.words, quantity.words)) if self._in_bracket(quantity) else None
        noun = "的" + self.memory.base if leans and self.memory.base else ""
        return self._reading(quantity, _short(said) + noun, (right,), "figure.number-did", 0.7)

    def _portion(self, quantity: Quantity, left: Span, right: Span, *, said: bool) -> Reading | None:
        """近40%教师有国外留学经历, 3000万元科研经费; a share or sum with the name before it as usual."""
        behind = self.text[slice(*right)].strip()
        place = re.fullmatch(r"全[国省市区县校院]|国内外?|我[国省市]|近|有", squeeze(self.text, left))
        if squeeze(self.text, left) and not place and (said or not behind.startswith("的")):
            return self._thing_first(quantity, left)
        if said:
            return self._thing_first(quantity, left)
        thing, rest = thing_behind(self.text, right, self.verbs)
        name, predicate = squeeze(self.text, thing), self.text[slice(*rest)].strip()
        has = re.match(r"(?:拥有|具有|具备|有)", predicate)
        if has and quantity.kind == "share":
            name = f"{predicate}的{name}" if has[0] != "有" else f"{predicate}{name}"
        self._cursor = max(thing[1], self._cursor)
        return self._reading(quantity, name, (thing,), "figure.portion", 0.7)

    def _complete(self, own: str, quantity: Quantity) -> tuple[str, str]:
        """The measure in full, where its words only narrow or continue the one before."""
        memory, rule = self.memory, "figure.carried"
        if quantity.kind == "money" and pattern("bare_money").fullmatch(own) and memory.base:
            return memory.base + own, rule
        if quantity.kind == "money" and not own and memory.last:
            return memory.last.removesuffix("金额") + "金额", rule
        if quantity.kind == "share" and pattern("share").fullmatch(own) and memory.last:
            return memory.last + "占比", rule
        prize = pattern("head_tail").search(own)
        if prize and (prize.start() == 0 or pattern("level").fullmatch(own[: prize.start()])):
            return self._prize(own, whole=prize.start() == 0), rule
        narrows = pattern("narrowing").fullmatch(own) if own else quantity.unit == memory.unit
        narrows = narrows or (own in _KINDS_OF_PATENT and ("专利" in memory.base or "知识产权" in memory.base))
        if quantity.kind == "counter" and memory.base and narrows:
            return self._narrowed(own.removeprefix("其中")), rule
        if quantity.kind == "quantity" and memory.area[0] == quantity.unit and own and not _PROPERTY.search(own):
            return own + memory.area[1], rule
        if quantity.kind == "money" and pattern("funded").search(own):
            own += "经费"
        self._remember(own, quantity)
        return own, "figure.thing-number"

    def _narrowed(self, own: str) -> str:
        base = self.memory.base
        if own in _KINDS_OF_PATENT:
            return own + "专利"
        if re.match(r"\d", own):
            own = re.sub(r"(?<=因子).*$", "", self.memory.narrowing) + own
        if "因子" in own:
            self.memory.narrowing = own
        if pattern("level").search(own):
            base = pattern("level").sub("", base, count=1)
        return own + base

    def _prize(self, own: str, *, whole: bool) -> str:
        """二等奖 behind 国家级教学成果一等奖, or behind 在…大赛中."""
        if whole and self.memory.award:
            return self.memory.award + own
        contests = list(pattern("contest").finditer(self.text, 0, max(self._cursor, 1)))
        name = _bare_prize(contests[-1]["name"] or contests[-1]["other"]) if contests else ""
        if name:
            self.memory.award = name + pattern("head_tail").sub("", own)
        return name + own

    def _remember(self, measure: str, quantity: Quantity) -> None:
        if not measure or not _sensible(measure):
            return
        memory = self.memory
        memory.last = measure
        prize = pattern("head_tail").search(measure)
        if prize:
            memory.award = measure[: prize.start()]
        if quantity.kind == "counter":
            memory.base = re.sub(r"^(?:申请|申报|新增|主持|参与|累计|共)(?=.{2})", "", measure)
            memory.narrowing, memory.unit = "", quantity.unit
        if quantity.kind == "quantity" and _PROPERTY.search(measure):
            memory.area = (quantity.unit, measure)

    def _with_select(self, name: str, said: str) -> str:
        said = said.strip()
        chosen = pattern("select").match(said)
        if not chosen or len(said) - chosen.end() < 3 or said.endswith("的"):
            return name
        return f"{_short(said)}的{name}" if name else _short(said)

    def _reading(
        self, quantity: Quantity, measure: str, spans: tuple[Span, ...], rule: str, confidence: float
    ) -> Reading | None:
        if not measure:
            return None
        if quantity.chinese:
            confidence -= 0.15
        if not quantity.kind:
            confidence -= 0.1
        if len(measure) > _LONGEST:
            confidence -= 0.25
        words = tuple(span for span in spans if span[0] < span[1])
        return Reading(quantity, measure[-_LONGEST:], words, self._subject, rule, round(confidence, 2))

    def _things(self, span: Span) -> Span:
        """The words of the clause ``span`` for what is counted, without periods at either side of its verb."""
        found = joined_items(self.text, self._unperiod(span), self.clauses, self.verbs)
        again = self._unperiod(found)
        return found if again == found else joined_items(self.text, again, self.clauses, self.verbs)

    def _unperiod(self, span: Span) -> Span:
        """Without the periods at its beginning (近五年科研项目 → 科研项目)."""
        start, end = span
        for period in self._periods:
            gap = self.text[start : period.start] if start <= period.start < end else None
            if gap is not None and re.fullmatch(r"[，、。；\s]*(?:[^，。；、“”]{0,8}?(?:于|在|自|获|度|校|院|，))?\s*", gap):
                start = min(period.end, end)
        return start, end

    def _find_subject(self, quantity: Quantity) -> None:
        """Update the subject from the words up to the quantity: 天津某医院现有…; a generic noun clears it."""
        for match in pattern("subject").finditer(self.text, self._scanned, quantity.words):
            start = max(self.clauses.start_of(match.end("name"), weak=False), match.start("name"))
            start = self._unperiod((start, match.end("name")))[0]
            name = self.text[start : match.end("name")]
            generic = pattern("generic").fullmatch(name) or len(name) < 4
            self._subject = None if generic else (start, match.end("name"))
        self._scanned = quantity.words

    def _before_bracket(self, span: Span) -> int:
        """The end of ``span``, or where a bracket at its beginning opens."""
        match = re.match(r"\s*[（(【]", self.text[slice(*span)])
        return span[0] if match else span[1]

    def _in_bracket(self, quantity: Quantity) -> bool:
        return any(start < quantity.start < end for start, end in self.clauses.opening.items())

    def _outside_bracket(self, quantity: Quantity) -> Span:
        """本科专业（28个）: the words before the bracket that holds nothing but the number."""
        opened = [start for start, end in self.clauses.opening.items() if start < quantity.start < end]
        if not opened or self.text[max(opened) + 1 : quantity.words].strip(" 共约计含"):
            return quantity.words, quantity.words
        if any(opened[-1] - 3 <= other.end <= opened[-1] for other in self.quantities):
            return quantity.words, quantity.words
        start = self.clauses.start_of(max(opened))
        return self._things((start, max(opened)))

    def _only_list(self, quantity: Quantity) -> bool:
        """Whether the number closes a list of names (戚某、汪某等10人获得…)."""
        return self.text[: quantity.words].rstrip().endswith(("等", "共"))

    def _abroad(self, quantity: Quantity) -> bool:
        before = self.text[max(0, quantity.words - 40) : quantity.words]
        return bool(re.search(r"[与和同](?:[^，。；]*)$", before)) and bool(
            re.search(r"合作|交流|协作", self.text[quantity.end : quantity.end + 40])
        )


def _bare_prize(words: str) -> str:
    """The prize without its year and without 荣誉称号."""
    words = re.sub(r"^\s*(?:20\d\d\s*[-—–]\s*)?(?:\d{4}\s*学?年?度?)?", "", words.strip())
    return re.sub(r"(?:[、，].*|等?(?:荣誉)?称号|荣誉|各\d.*)$", "", _short(words))


def _short(words: str) -> str:
    return re.sub(r"[（(][^（()）]{4,}[)）]|\s+", "", words)


def _sensible(measure: str) -> bool:
    letters = re.sub(r"[^\u4e00-\u9fffA-Za-z]", "", measure)
    return len(letters) >= 2 and not pattern("abstract").fullmatch(measure)
