"""Names of persons that the tagger missed: what is shaped like a name, beside titles, offices and other persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.person_names import is_person_name
from extract.records import Token
from extract.roles import COUNTED, PersonWord

_HAN = re.compile("[一-鿿]+")
_TAKES_OFFICE = re.compile("(?:现任|曾任|历任|兼任|出任|就任|担任|当选|任)")
# Where a name that the tagger missed may end or begin: pauses, brackets, words that join.
_PAUSES = "，。；：、（）“”《》！？ \n和与及等由为是"
# What names the holder behind an office ("监事长为…").
_IS = "为是由："
_BRACKET = re.compile("（[^（）]{1,40}）")
_FULL = 3
"""How many characters most names have."""
# Last characters of names of fields, units, places and diseases, which hardly end a given name.
_NOT_AT_THE_END = "学科院系部室所局处厅校区县市省镇症癌炎病率类级者员式制法奖会社团组队"


class MissedPeople:
    """Finds name-shaped words beside titles, offices, cues and known persons of a passage."""

    def __init__(
        self, text: str, tokens: Sequence[Token], persons: list[PersonWord], roles: list[PersonWord]
    ) -> None:
        self.text, self.tokens = text, tokens
        self.persons = list(persons)
        self.starts, self.ends = {t.start for t in tokens}, {t.end for t in tokens}
        self.roles = [r for r in roles if not COUNTED.match(text, r.end)]
        self.role_starts = {r.start for r in self.roles}
        announcing = [r for r in roles if text[r.start : r.end] not in ("老师", "博士后", "教师", "同学")]
        self.role_ends = {r.end for r in announcing}

    def names(self) -> list[PersonWord]:
        """The missed names; each found one helps to find its neighbours in a list."""
        found: list[PersonWord] = []
        while new := next(self._candidates(), None):
            found.append(new)
            self.persons.append(new)
        return found

    def _candidates(self) -> Iterator[PersonWord]:
        for role in self.roles:
            yield from self._before(role.start)
            yield from self._after(role.end)
            if self.text[role.end : role.end + 1] in tuple(_IS):
                yield from self._after(role.end + 1, sure=role.cls == "Office")
        for person in self.persons:
            remark = _BRACKET.match(self.text, person.end)
            end = remark.end() if remark else person.end
            if self.text[end : end + 1] == "、":
                yield from self._after(end + 1)
            if self.text[person.start - 1 : person.start] == "、" and person.start:
                yield from self._before(person.start - 1)
        for token in self.tokens:
            named = len(token.text) == 3 and token.tag in ("ORG", "LOC", "nz")
            if named and self._left_edge(token.start) and _TAKES_OFFICE.match(self.text, token.end):
                yield from self._word(token.start, token.end, any_end=True)

    def _before(self, end: int) -> Iterator[PersonWord]:
        for size in (3, 2, 4):
            if end - size in self.starts and self._left_edge(end - size):
                yield from self._word(end - size, end)

    def _after(self, start: int, sure: bool = False) -> Iterator[PersonWord]:
        if not sure and start not in self.role_ends and self.text[start - 1] != "、":
            return
        for size in (3, 2, 4):
            if start + size in self.ends and self._right_edge(start + size):
                yield from self._word(start, start + size, any_words=sure and size == _FULL)

    def _left_edge(self, position: int) -> bool:
        return position == 0 or self.text[position - 1] in _PAUSES or position in self.role_ends

    def _right_edge(self, position: int) -> bool:
        return position >= len(self.text) or self.text[position] in _PAUSES or position in self.role_starts

    def _word(
        self, start: int, end: int, any_end: bool = False, any_words: bool = False
    ) -> Iterator[PersonWord]:
        word = self.text[max(0, start) : end]
        if start < 0 or not _HAN.fullmatch(word) or not is_person_name(word):
            return
        if word[-1] in _NOT_AT_THE_END and not any_end:
            return
        if any(start < p.end and p.start < end for p in self.persons):
            return
        if not (any_words or self._free(start, end)):
            return
        yield PersonWord(start, end, "Person")

    def _free(self, start: int, end: int) -> bool:
        """Whether no word of the passage stands in the way: only words that the tagger takes for names of something."""
        # A word that a title ends in does not count ("副主" + "任何" + "建行").
        cut = start in self.role_ends
        words = [t for t in self.tokens if t.start < end and start < t.end and not (cut and t.start < start)]
        if words and words[0].start == start and words[0].tag == "PER" and words[-1].end == end:
            return True  # The tagger saw the family name ("刘" + "效仿").
        inner = [t for t in words if len(t.text) > 1]
        named = ("PER", "nr", "nz") if end - start == 2 else ("PER", "nr", "nz", "LOC", "ORG")
        return all(t.tag in named and start <= t.start and t.end <= end for t in inner)
