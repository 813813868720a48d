"""Figures of running text: what each number counts, read off the words before and behind it.

Three shapes: the thing before the number (博士生导师138人), behind it (138名博士生导师), and a number of
those who did something (38人次入选…). What only narrows is completed in ``measure_memory``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.measure_memory import Memory
from extract.measure_series import Series
from extract.periods import Period
from extract.quantities import Quantity, Reading, find_quantities
from extract.wording import (
    Clauses,
    Span,
    Verbs,
    bare_prize,
    joined_items,
    pattern,
    sensible,
    squeeze,
    thing_behind,
    without_notes,
)

_LONGEST = 48
_LONG_LIST = 20
_SHORT_NAME = 6
_SUMMED = re.compile("(?:累计|总计|合计)$")
_NOTE = re.compile(r"\s*[（(][^（）()]*[）)]")


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
        self._cursor = 0  # up to here the words belong to the figures before
        self._scanned = 0  # up to here the subject is known
        self._awarded = 0  # up to here the contests are spent
        self._rising: tuple[str, Span, int] | None = None

    def read(self) -> list[Reading]:
        """The figures of the passage, from left to right."""
        readings: list[Reading] = []
        series, dealt = Series(self.text, self.clauses, self._periods, self.verbs), 0
        for index, quantity in enumerate(self.quantities):
            if index < dealt:
                continue
            more = index + 1 < len(self.quantities)
            follow = self.quantities[index + 1].words if more else len(self.text)
            self._find_subject(quantity)
            shared = series.deal(self.quantities[index:], self._subject)
            if shared:
                readings += shared
                dealt, self._cursor = index + len(shared), shared[-1].quantity.reach
                continue
            reading = self._one(quantity, follow)
            if reading is not None and sensible(reading.measure):
                readings.append(reading)
        return readings

    def _one(self, quantity: Quantity, follow: int) -> Reading | None:
        start = max(self._cursor, self.clauses.start_of(quantity.words))
        if note := _NOTE.match(self.text, start, quantity.words):
            start = note.end()
        left = self._things((start, quantity.words)) if start < quantity.words else self._labelled(start)
        left = self._grown(start, quantity) or self._listed(start, quantity) or left
        in_row = start >= quantity.words and self.text[quantity.reach : quantity.reach + 1].isspace()
        self._cursor = quantity.reach
        alone = in_row and squeeze(self.text, left)
        right = self._right(quantity, quantity.reach if alone else follow)
        behind = self.text[slice(*right)].strip()
        if pattern("rising").match(behind):
            return self._from(quantity, (start, quantity.words))
        if (
            quantity.kind not in {"counter", "share", "money"}
            or not behind
            or pattern("joined").match(behind)
        ):
            return self._thing_first(quantity, left)
        said = self._is_said(right)
        if quantity.kind != "counter":
            return self._portion(quantity, left, right, said=said)
        if not said:
            return self._number_first(quantity, right)
        if squeeze(self.text, left) and not self.text[: quantity.words].rstrip().endswith(("等", "共")):
            return self._thing_first(quantity, left, said=right)
        return self._doers(quantity, right)

    def _from(self, quantity: Quantity, clause: Span) -> Reading | None:
        """The first figure of 由7个增至16个; the measure is kept for the second."""
        origin = pattern("origin").search(self.text[slice(*clause)])
        left = self._things((clause[0], clause[0] + origin.start()) if origin else clause)
        own = squeeze(self.text, left)
        self._rising = (own, left, quantity.reach)
        return self._reading(quantity, own, (left,), "figure.rising", 0.75)

    def _thing_first(self, quantity: Quantity, left: Span, said: Span | None = None) -> Reading | None:
        """博士生导师138人: the words before the number, completed where they only narrow."""
        if self._rising is not None and pattern("rising").search(self.text[self._rising[2] : quantity.words]):
            own, words, _ = self._rising
            self._rising = None
            return self._reading(quantity, own, (words,), "figure.rising", 0.85)
        if left[0] == left[1]:
            left = self._outside_bracket(quantity)
        own = squeeze(self.text, left)
        context = self.text[self._awarded : self._cursor]
        if pattern("head_tail").search(own):
            self._awarded = self._cursor
        if own and _SUMMED.search(self.text[: left[0]]):
            return self._reading(quantity, own, (left,), "figure.thing-number", 0.85)
        measure, carried = self.memory.complete(own, quantity, context, inside=self._in_bracket(quantity))
        if said is not None and quantity.kind == "counter" and 0 < len(own) <= _SHORT_NAME:
            measure = _with_deed(measure, self.text[slice(*said)])
        rule, confidence = ("figure.carried", 0.75) if carried else ("figure.thing-number", 0.9)
        return self._reading(quantity, measure, (left,), rule, confidence)

    def _number_first(self, quantity: Quantity, right: Span) -> Reading | None:
        """138名博士生导师; with a verb behind, the prize itself or those who have it (7名教师获评…)."""
        thing, rest = self._counted((right[0], self.clauses.first_item(right)))
        self._cursor = max(thing[1], self._cursor)
        name, said = squeeze(self.text, thing), self.text[slice(*rest)].strip()
        gained, bearers = pattern("award").match(said), pattern("bearers").fullmatch(name)
        if gained and bearers and len(prize := bare_prize(said[gained.end() :])) >= 4:
            return self._reading(quantity, prize, (thing, rest), "figure.number-gained", 0.75)
        if bearers or len(name) <= 3:
            name = _with_deed(name, said)
        if not name:
            return self._thing_first(quantity, (quantity.words, quantity.words))
        if pattern("countries").fullmatch(name) and self._abroad(quantity):
            name = "合作" + name
        self.memory.note(name, quantity, inside=self._in_bracket(quantity))
        return self._reading(quantity, name, (thing,), "figure.number-thing", 0.85)

    def _doers(self, quantity: Quantity, right: Span) -> Reading | None:
        """38人次入选…, 三次获…: those who did it, or for a prize the prize."""
        said = self.text[slice(*right)].strip()
        gained = pattern("award").match(said)
        if gained and len(prize := bare_prize(said[gained.end() :])) >= 2:
            return self._reading(quantity, prize, (right,), "figure.number-gained", 0.75)
        inside, base = self._in_bracket(quantity), self.memory.base
        leans = inside or self.text[: quantity.words].rstrip(" ，,").endswith("其中")
        if pattern("select").match(said) or (leans and base and quantity.unit == self.memory.unit):
            noun = "的" + base if leans and base else ""
            return self._reading(quantity, without_notes(said) + noun, (right,), "figure.number-did", 0.7)
        return self._thing_first(quantity, (quantity.words, quantity.words)) if inside else None

    def _portion(self, quantity: Quantity, left: Span, right: Span, *, said: bool) -> Reading | None:
        """近40%教师有国外留学经历, 3000万元科研经费; a share or sum with the name before it as usual."""
        before = squeeze(self.text, left)
        behind = self.text[slice(*right)].strip()
        named = before and not pattern("whole").fullmatch(before) and not behind.startswith("的")
        if said or named or (quantity.kind == "money" and pattern("sum").search(before)):
            return self._thing_first(quantity, left)
        thing, rest = thing_behind(self.text, right, self.verbs)
        name, predicate = squeeze(self.text, thing), self.text[slice(*rest)].strip()
        has = pattern("has").match(predicate)
        if has and quantity.kind == "share":
            name = f"{predicate}{'' if has[0] == '有' else '的'}{name}"
        if name and before.endswith("价值"):
            name += "价值"
        else:
            self._cursor = max(thing[1], self._cursor)
        return self._reading(quantity, name, (thing,), "figure.portion", 0.7)

    def _reading(
        self, quantity: Quantity, measure: str, spans: tuple[Span, ...], rule: str, confidence: float
    ) -> Reading | None:
        if not measure:
            return None
        confidence -= 0.15 * quantity.chinese + 0.1 * (not quantity.kind) + 0.25 * (len(measure) > _LONGEST)
        words = tuple(span for span in spans if span[0] < span[1])
        return Reading(quantity, measure[-_LONGEST:], words, self._subject, rule, round(confidence, 2))

    def _right(self, quantity: Quantity, follow: int) -> Span:
        """The words behind a quantity that may belong to it: none where a bracket follows."""
        start, end = quantity.reach, self.clauses.end_of(quantity.reach, follow)
        return (start, start) if re.match(r"\s*[（(【]", self.text[start:end]) else (start, end)

    def _is_said(self, right: Span) -> bool:
        """Whether the words behind a number go on with a verb about what stood before it."""
        words = self.text[slice(*right)]
        behind = words.strip()
        relative = "的" in behind[2:-1] and not pattern("plainly_verbal").match(behind)
        verb = right[0] + len(words) - len(words.lstrip())
        return bool(pattern("verbal").match(behind)) and self.verbs.at(verb) and not relative

    def _counted(self, right: Span) -> tuple[Span, Span]:
        """The noun phrase behind a number; of 22个专业的师资4000余人 only 专业."""
        thing, rest = thing_behind(self.text, right, self.verbs)
        if thing[1] - thing[0] > _LONG_LIST and "、" in self.text[slice(*thing)]:
            thing = (thing[0], self.text.index("、", *thing))
        if any(quantity.words == right[1] for quantity in self.quantities):
            owner = self.text.rfind("的", *thing)
            thing = (thing[0], owner) if owner > thing[0] else thing
        return thing, rest

    def _things(self, span: Span) -> Span:
        """The words of the clause ``span`` for what is counted, without periods around its verb."""
        found = joined_items(self.text, self._unperiod(span), self.clauses, self.verbs)
        again = self._unperiod(found)
        return found if again == found else joined_items(self.text, again, self.clauses, self.verbs)

    def _labelled(self, position: int) -> Span:
        """床位数：1200张: the words before a colon right before the number."""
        mark = position - 1
        if mark <= self._cursor or self.text[mark] not in ":：":
            return position, position
        return self._things((max(self._cursor, self.clauses.start_of(mark)), mark))

    def _grown(self, start: int, quantity: Quantity) -> Span | None:
        """手术占比节节攀升，达到42%: the property in the clause before, which only says how it changed."""
        mark = start - 1
        if mark <= self._cursor or not pattern("reached").fullmatch(self.text, start, quantity.words):
            return None
        begin = max(self._cursor, self.clauses.start_of(mark))
        grows = pattern("grows").search(self.text[begin:mark])
        return self._things((begin, begin + grows.start())) if grows else None

    def _listed(self, start: int, quantity: Quantity) -> Span | None:
        """重点学科：内科学、外科学等9个: the label of a list that the number closes."""
        closes = self.text[: quantity.words].endswith("等") and quantity.kind == "counter"
        follow = self.text[quantity.reach : quantity.reach + 1]
        if (
            not closes
            or (follow and follow not in "，；。\n ")
            or self.text[start - 1 : start] not in ("：", ":")
        ):
            return None
        label = self._labelled(start)
        return label if squeeze(self.text, label) else None

    def _unperiod(self, span: Span) -> Span:
        """Without the periods at its beginning (近五年科研项目 → 科研项目)."""
        start, end = span
        for period in self._periods:
            gap = self.text[start : period.start] if start <= period.start < end else None
            if gap is not None and pattern("before_period").fullmatch(gap):
                start = min(period.end, end)
        return start, end

    def _find_subject(self, quantity: Quantity) -> None:
        """Update the subject from the words up to the quantity: 天津某医院现有…; a generic noun clears it."""
        for match in pattern("subject").finditer(self.text, self._scanned, quantity.words):
            start = max(self.clauses.start_of(match.end("name")), match.start("name"))
            start = self._unperiod((start, match.end("name")))[0]
            name = self.text[start : match.end("name")]
            generic = pattern("generic").fullmatch(name) or len(name) < 4
            self._subject = None if generic else (start, match.end("name"))
        self._scanned = quantity.words

    def _in_bracket(self, quantity: Quantity) -> bool:
        return any(start < quantity.start < end for start, end in self.clauses.opening.items())

    def _outside_bracket(self, quantity: Quantity) -> Span:
        """本科专业（28个）: the words before the bracket that holds nothing but the number."""
        nothing = (quantity.words, quantity.words)
        opened = [start for start, end in self.clauses.opening.items() if start < quantity.start < end]
        if not opened or self.text[max(opened) + 1 : quantity.words].strip(" 共约计含"):
            return nothing
        mark = max(opened)
        if any(mark - 3 <= other.end <= mark for other in self.quantities):
            return nothing
        return self._things((self.clauses.start_of(mark), mark))

    def _abroad(self, quantity: Quantity) -> bool:
        before = self.text[max(0, quantity.words - 40) : quantity.words]
        behind = self.text[quantity.end : quantity.end + 40]
        return bool(pattern("abroad").search(before) and pattern("cooperation").search(behind))


def _with_deed(name: str, said: str) -> str:
    """入选…的教师 for 教师 with 入选… said of them; ``name`` alone where nothing of the kind is said."""
    said = said.strip()
    chosen = pattern("select").match(said)
    if not chosen or len(said) - chosen.end() < 3 or said.endswith("的"):
        return name
    return f"{without_notes(said)}的{name}" if name else without_notes(said)
