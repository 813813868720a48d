"""Names of persons that the tagger missed: what is shaped like a name where a person is expected.

Each side of such a word is evidence, strong or weak: an office, a title or the person before in a list is strong, a pause
or the verb of a clause weak. One strong side and any other are enough; then the tagger's words may stand in the way only
where they are clearly no part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.lexicon import heads, word_list
from extract.person_names import is_other_name, is_person_name, is_place_word
from extract.records import Token
from extract.roles import ACTS, COUNTED, PersonWord

_HAN = re.compile("[一-鿿]+")
_TAKES_OFFICE = re.compile("(?:现任|曾任|历任|兼任|出任|就任|接任|继任|担任|当选|任)")
# Where a name that the tagger missed may end or begin: pauses, brackets, words that join.
_PAUSES = "，。；：、（）“”《》！？ \n和与及由为是"
_BRACKET = re.compile("（[^（）]{1,40}）")
# What announces the names behind it: "指导教师：", "队员：", "主任为".
_LABEL = re.compile(
    "(?:教师|老师|导师|队员|队长|选手|成员|完成人|负责人|带头人|首席|联系人|组长|主持人|主讲人|发明人|获奖者|获奖人|学生|编委|主任|院长|秘书长?|理事长|会长|所长|委员|主席|姓名|作者)(?:（[^（）]{1,10}）)?[：为是由:] ?"
)
# Words behind a name that the persons of their passage are called by.
_ADDRESS = re.compile("同志|先生|女士|医生|大夫|同学|校友")
_FULL = 3
"""How many characters most names have."""
_STRONG, _WEAK, _ENOUGH = 2, 1, 3
_LONGEST_HOME = 24
"""How many characters may stand between a verb and the office that it says somebody takes."""
# Last characters of names of fields, units, places and diseases, which hardly end a given name.
NOT_AT_THE_END = "学科院系部室所局处厅校区县市省镇症癌炎病率类级者员式制法奖会社团组队"
_GRAMMAR = re.compile("[了的他她们着过]|具[有备]")
# "立大志、明大德、成大才": items cut to one pattern are a slogan.
_SLOGAN = re.compile("[一-鿿](?P<middle>[一-鿿])[一-鿿](?:、[一-鿿](?P=middle)[一-鿿])+")
_NO_PART_OF_NAMES = ("d", "p", "c", "u", "m", "r", "TIME", "f")


@cache
def _behind_role() -> re.Pattern[str]:
    return re.compile(f"(?:同志|先生|女士|一行|等?(?:[0-9]+|[两三四五六七八九十]+)(?:余)?[位名人]|等|{ACTS})")


@cache
def _no_beginnings() -> frozenset[str]:
    return frozenset(word_list("people")["no_beginnings"])


def past_blank(text: str, position: int) -> int:
    """The position itself, or behind the blank there that parts an office from its holder."""
    return position + text.startswith(" ", position)


class MissedPeople:
    """Finds name-shaped words beside titles, offices, cues and known persons of a passage."""

    def __init__(
        self, text: str, tokens: Sequence[Token], persons: list[PersonWord], roles: list[PersonWord]
    ) -> None:
        self.text, self.tokens = text, tokens
        self.persons = list(persons)
        self.starts, self.ends = {t.start for t in tokens}, {t.end for t in tokens}
        self.roles = [r for r in roles if not COUNTED.match(text, r.end)]
        self.role_starts = {r.start for r in self.roles if r.cls != "Cue" or _ADDRESS.match(text, r.start)}
        announcing = [r for r in roles if text[r.start : r.end] not in ("老师", "博士后", "教师", "同学")]
        held = {p.end for p in persons}
        self.role_ends = {r.end for r in announcing if r.start not in held}
        self.labels = {m.end() for m in _LABEL.finditer(text)}
        self.slogans = [m.span() for m in _SLOGAN.finditer(text)]
        self.beginnings: frozenset[int] = frozenset()
        self.endings: frozenset[int] = frozenset()

    def names(self) -> list[PersonWord]:
        """The missed names; each found one helps to find its neighbours in a list."""
        found: list[PersonWord] = []
        while new := next(self._candidates(), None):
            found.append(new)
            self.persons.append(new)
        return found

    def _candidates(self) -> Iterator[PersonWord]:
        self.beginnings, self.endings = frozenset(self._beginnings()), frozenset(self._ends())
        for size in (3, 4, 2, 5):
            for start in sorted(self.beginnings):
                yield from self._word(start, start + size)
            for end in sorted(self.endings):
                yield from self._word(end - size, end)

    def _beginnings(self) -> list[int]:
        """Offsets with strong evidence that a name begins there."""
        listed = {
            p.end + 1 for p in self._people_with_remarks() if self.text[p.end : p.end + 1] in ("、", " ")
        }
        held = {end + 1 for end in self.role_ends if self.text[end : end + 1] in tuple("为是由： ")}
        return sorted(self.role_ends | self.labels | listed | held)

    def _ends(self) -> list[int]:
        """Offsets with strong evidence that a name ends there."""
        offices = [r.start for r in self.roles if r.cls == "Office"]
        taken = {
            m.start()
            for m in _TAKES_OFFICE.finditer(self.text)
            if any(m.end() <= start <= m.end() + _LONGEST_HOME for start in offices)
        }
        listed = {p.start - 1 for p in self.persons if p.start and self.text[p.start - 1] == "、"}
        return sorted(self.role_starts | taken | listed)

    def _people_with_remarks(self) -> Iterator[PersonWord]:
        """The known persons, each with a title or a remark in brackets too."""
        for person in self.persons:
            title = next((r.end for r in self.roles if r.start == person.end), person.end)
            remark = _BRACKET.match(self.text, person.end)
            for end in {person.end, title, remark.end() if remark else person.end}:
                yield PersonWord(person.start, end, "Person")

    def _left(self, start: int) -> int:
        """How strongly what stands before an offset says that a name begins there."""
        if start in self.beginnings:
            return _STRONG
        if start == 0 or self.text[start - 1] in _PAUSES:
            return _WEAK
        return _WEAK if heads().of(self.text[max(0, start - 8) : start]) is not None else 0

    def _right(self, end: int) -> int:
        """How strongly what stands behind an offset says that a name ends there."""
        if end in self.endings:
            return _STRONG
        paused = end >= len(self.text) or self.text[end] in _PAUSES
        return _WEAK if paused or _behind_role().match(self.text, end) else 0

    def _word(self, start: int, end: int) -> Iterator[PersonWord]:
        if start < 0 or end > len(self.text):
            return
        word = self.text[start:end]
        other = is_other_name(word)
        rare = end - start >= _FULL or any(
            (t.start, t.end, t.tag) == (start, end, "PER") for t in self.tokens
        )
        if not _HAN.fullmatch(word) or _GRAMMAR.search(word) or not (other or is_person_name(word, rare)):
            return
        left, right = self._left(start), self._right(end)
        evidence = left + right if left and right else 0
        if evidence < _ENOUGH:
            return
        if evidence == _ENOUGH and self._another_word(word, start, end):
            return
        if any(start < p.end and p.start < end for p in self.persons):
            return
        if any(s < end and start < e for s, e in self.slogans):
            return
        if other or self._free(start, end, evidence):
            yield PersonWord(start, end, "Person")

    def _another_word(self, word: str, start: int, end: int) -> bool:
        """Whether a word begins or ends like other words do, and the tagger does not see a name of something in it."""
        named = any(t.start == start and t.end == end and t.tag in ("ORG", "LOC", "nz") for t in self.tokens)
        return (
            (end not in self.ends and end not in self.endings)
            or word[:2] in _no_beginnings()
            or is_place_word(word[1:])
            or (word[-1] in NOT_AT_THE_END and not named)
        )

    def _free(self, start: int, end: int, evidence: int) -> bool:
        """Whether no word of the passage stands in the way: only words that the tagger takes for names of something."""
        # A word that a title ends in does not count ("副主" + "任何" + "建行").
        cut = start in self.role_ends
        words = [t for t in self.tokens if t.start < end and start < t.end and not (cut and t.start < start)]
        if words and words[0].start == start and words[0].tag == "PER" and words[-1].end == end:
            return True  # The tagger saw the family name ("刘" + "效仿").
        full = end - start >= _FULL and evidence > _ENOUGH
        if full and (len(words) != 1 or words[0].tag not in _NO_PART_OF_NAMES):
            return True
        if end - start == _FULL and start in self.beginnings:
            one = len(words) == 1 and words[0].tag not in ("n", "nz", "PER", "LOC", "ORG", "nr")
            return not one and not any(len(t.text) > 1 and t.tag in _NO_PART_OF_NAMES for t in words)
        inner = [t for t in words if len(t.text) > 1]
        named = ("PER", "nr", "nz") if end - start == 2 else ("PER", "nr", "nz", "LOC", "ORG")
        return all(t.tag in named and start <= t.start and t.end <= end for t in inner)
