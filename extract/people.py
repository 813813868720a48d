"""Persons, and the titles and offices that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.lexicon import place_start, word_list
from extract.records import Token
from extract.roles import PersonWord, find_roles, role_pattern

_NAME_OF_A_THING = re.compile(
    "^(?:纪念|奖|医院|中学|小学|大学|杯|基金|精神|星|镇|村|路|街|号|班|学院|战略|思想|文化|展馆|书院|教授团队|故居|诗词|事迹)"
)
_HAN = re.compile("[一-鿿]+")
_PART = r"(?:[A-Z][a-zà-ÿ'’]+(?:-[A-Z]?[a-z]+)?|[A-Z]\.)"
_LATIN_NAME = re.compile(
    rf"(?<![A-Za-z]){_PART}(?:(?: |·|(?<=\.))(?:{_PART}|de|van|von|der|al|bin|la|da|di|Mc[A-Z][a-z]+)){{1,3}}(?![A-Za-z])"
)
_DOTTED = re.compile("(?:[一-鿿]{1,6}|[A-Z]\\.?)[·•][一-鿿]{1,8}(?:[·•][一-鿿]{1,8}){0,2}")
# What a person does, behind a name in Latin script.
_LATIN_ACTS = re.compile(" ?(?:现任|曾任|担任|就职|任教|毕业于|先生|女士|表示|指出|介绍说|致辞|一行)")
# Words that announce a name like a title does, without being one.
_CUE = re.compile(
    "(?:专家|学者|[一-鿿]学家|奠基人|创始人|开拓者|带头人|获得者|负责人|首席科学家)(?:之一)?|同志|先生|女士|医生|大夫|同学|校友|作者"
)
# Words that name a journal's people: what stands beside them in Latin letters is the journal.
_OF_JOURNALS = ("主编", "编委", "审稿专家", "审稿人", "编辑")
_TAKES_OFFICE = re.compile("(?:现任|曾任|历任|兼任|出任|就任|担任|当选|任)")
# Where a name that the tagger missed may end or begin: pauses, brackets, words that join.
_PAUSES = "，。；：、（）“”《》！？ \n和与及等由"
# Last characters of names of fields, units, places and diseases, which hardly end a given name.
_NOT_AT_THE_END = "学科院系部室所局处厅校区县市省镇症癌炎病率类级者员式制法奖会社团组队"


@cache
def _words() -> dict[str, frozenset[str]]:
    lists = word_list("people")
    return {key: frozenset(value) for key, value in lists.items()}


def ends_with_office(text: str) -> bool:
    """Whether the last word is an office ("首届会长")."""
    return any(m.end() == len(text) and m["Office"] for m in role_pattern().finditer(text))


def not_people() -> frozenset[str]:
    """Words that the tagger takes for persons and that stand inside names."""
    return _words()["not_people"]


def find_people(text: str, tokens: Sequence[Token]) -> list[PersonWord]:
    """Persons, titles and offices of a passage, without overlaps, in order."""
    roles = find_roles(text, tokens)
    tagged = [p for p in _tagged(text, tokens) if not any(_inside(p, r) for r in roles)]
    persons = [*tagged, *_latin(text)]
    roles = [r for r in roles if not any(_overlap(r, p) for p in persons)]
    cues = [PersonWord(m.start(), m.end(), "Cue") for m in _CUE.finditer(text)]
    missed = _Missed(text, tokens, persons, [*roles, *cues])
    persons = _drop_overlaps([*persons, *missed.names()])
    return sorted(persons + roles, key=lambda w: w.start)


def _overlap(a: PersonWord, b: PersonWord) -> bool:
    return a.start < b.end and b.start < a.end


def _inside(a: PersonWord, b: PersonWord) -> bool:
    return b.start <= a.start and a.end <= b.end


def _drop_overlaps(words: list[PersonWord]) -> list[PersonWord]:
    kept: list[PersonWord] = []
    for word in sorted(words, key=lambda w: (w.start - w.end, w.start)):
        if not any(_overlap(word, k) for k in kept):
            kept.append(word)
    return kept


# -- the tagger's persons ----------------------------------------------------------------------------------------------


def _tagged(text: str, tokens: Sequence[Token]) -> list[PersonWord]:
    """The tagger's persons that can be names."""
    found = list(_dotted(text, tokens))
    for index, token in enumerate(tokens):
        if token.tag != "PER" or not _HAN.fullmatch(token.text) or token.text.endswith(("学", "班", "杯")):
            continue
        if _NAME_OF_A_THING.match(text[token.end :]) and not text.startswith("教授团队", token.end):
            continue
        name = _stretched(text, tokens, index)
        if _can_be_tagged_name(text, tokens, index, name):
            found.append(PersonWord(name.start, name.end, "Person"))
    return found


def _can_be_tagged_name(text: str, tokens: Sequence[Token], index: int, name: Token) -> bool:
    if name.text in not_people() or _is_place(name.text):
        return False
    foreign = all(c in _transliteration() for c in name.text)
    if _beside_role(text, tokens, index) and (is_person_name(name.text) or foreign or len(name.text) > 2):
        return True
    if is_person_name(name.text) or _listed(tokens, index):
        return not (len(name.text) == 2 and _modifies(text, tokens, index))
    return foreign and 3 <= len(name.text) <= 6


def _listed(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word stands in a list between persons of whom one is a name by its form."""
    beside = [
        i for i in (index - 2, index + 2) if 0 <= i < len(tokens) and tokens[(i + index) // 2].text == "、"
    ]
    return (
        2 <= len(tokens[index].text) <= 4
        and len(beside) == 2
        and all(tokens[i].tag == "PER" and is_person_name(tokens[i].text) for i in beside)
    )


@cache
def _transliteration() -> frozenset[str]:
    return frozenset("".join(word_list("people")["transliteration"]))


def _modifies(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun that is no word for people follows: "金秋" + "风景" is a phrase, not a name."""
    if index + 1 == len(tokens):
        return False
    after = tokens[index + 1]
    of_people = "同志|先生|女士|同学|医生|大夫|团队|课题组|一行|夫妇|老人|护士|工作室|名医|劳模|学生"
    return (
        after.tag in ("n", "a", "nz") and len(after.text) > 1 and not re.match(of_people, text[after.start :])
    )


def _dotted(text: str, tokens: Sequence[Token]) -> Iterator[PersonWord]:
    """Names of several parts with dots between them, where the tagger saw a person or a title stands beside them."""
    for match in _DOTTED.finditer(text):
        dot = max(text.rfind(c, match.start(), match.end()) for c in "·•")
        first = text.index(text[dot], match.start()) if text[dot] in match.group() else dot
        inner = [t for t in tokens if t.start < match.end() and match.start() < t.end]
        before = max((m.end() for m in role_pattern().finditer(text, match.start(), first)), default=None)
        after = next((m.start() for m in role_pattern().finditer(text, dot + 2, match.end() + 4)), None)
        person = next((t for t in inner if t.tag == "PER"), None)
        if person is None and before is None and (after is None or after > match.end()):
            continue
        begin, end = before or match.start(), min(after or match.end(), match.end())
        if before is None and person is not None and _HAN.match(text[match.start() - 1 : match.start()]):
            begin = min(person.start, first)
        last = max((t.end for t in inner if t.tag == "PER"), default=0)
        if after is None and last > dot + 1:
            end = last
        elif after is None and _HAN.match(text[end : end + 1]):
            end = min((t.end for t in inner if t.end > dot + 1), default=end)
        yield PersonWord(begin, min(end, match.end()), "Person")


def is_person_name(word: str) -> bool:
    """Whether a word has the form of a Chinese name: a family name and one or two characters.

    >>> is_person_name("欧阳明"), is_person_name("鲁班"), is_person_name("王")
    (True, False, False)
    """
    words = _words()
    if word in words["not_people"] or _is_place(word):
        return False
    for surname in words["compound_surnames"]:
        if word.startswith(surname) and len(word) in (len(surname) + 1, len(surname) + 2):
            return True
    return word[0] in words["surnames"] and 2 <= len(word) <= 3


def _stretched(text: str, tokens: Sequence[Token], index: int) -> Token:
    """A name of two characters with the single character that stands between it and a title."""
    token = tokens[index]
    if len(token.text) != 2 or index + 1 == len(tokens):
        return token
    after = tokens[index + 1]
    single = (
        len(after.text) == 1
        and _HAN.fullmatch(after.text)
        and after.text not in "和与及等的任为是系获聘被副原前兼正总"
    )
    if single and role_pattern().match(text, after.end):
        return Token(token.start, after.end, token.text + after.text, token.tag)
    return token


def _is_place(word: str) -> bool:
    match = place_start().match(word)
    return match is not None and match.end() == len(word)


_COUNTED = re.compile("(?: ?[0-9]|等?(?:[一二三四五六七八九十两]+)[人名位])")


def _beside_role(text: str, tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    after = role_pattern().match(text, token.end)
    if after is not None and not _COUNTED.match(text, after.end()):
        return True
    before = text[max(0, token.start - 6) : token.start]
    return any(m.end() == len(before) for m in role_pattern().finditer(before))


def _latin(text: str) -> list[PersonWord]:
    """Names in Latin script beside a Chinese title ("Jack Wands教授", "外籍专家 John Smith")."""
    found = []
    for match in _LATIN_NAME.finditer(text):
        after = role_pattern().match(text, match.end() + text.startswith(" ", match.end()))
        first = match.start() - text.endswith(" ", 0, match.start())
        before = [m for m in role_pattern().finditer(text, max(0, first - 8), first) if m.end() == first]
        if after and after.group().endswith(_OF_JOURNALS):
            continue
        if (
            after
            or _LATIN_ACTS.match(text, match.end())
            or (before and not before[-1].group().endswith(_OF_JOURNALS))
        ):
            found.append(PersonWord(match.start(), match.end(), "Person"))
    return found


# -- names that the tagger missed --------------------------------------------------------------------------------------


class _Missed:
    """Finds name-shaped words beside titles, offices, cues and known persons of a passage."""

    def __init__(
        self, text: str, tokens: Sequence[Token], persons: list[PersonWord], roles: list[PersonWord]
    ) -> None:
        self.text, self.tokens = text, tokens
        self.persons = list(persons)
        self.starts, self.ends = {t.start for t in tokens}, {t.end for t in tokens}
        self.roles = [r for r in roles if not _COUNTED.match(text, r.end)]
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
        for person in self.persons:
            if self.text[person.end : person.end + 1] == "、":
                yield from self._after(person.end + 1)
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

    def _after(self, start: int) -> Iterator[PersonWord]:
        if start not in self.role_ends and self.text[start - 1] != "、":
            return
        for size in (3, 2, 4):
            if start + size in self.ends and self._right_edge(start + size):
                yield from self._word(start, start + size)

    def _left_edge(self, position: int) -> bool:
        return position == 0 or self.text[position - 1] in _PAUSES or position in self.role_ends

    def _right_edge(self, position: int) -> bool:
        return position >= len(self.text) or self.text[position] in _PAUSES or position in self.role_starts

    def _word(self, start: int, end: int, any_end: bool = False) -> Iterator[PersonWord]:
        word = self.text[max(0, start) : end]
        if start < 0 or not _HAN.fullmatch(word) or not is_person_name(word):
            return
        if word[-1] in _NOT_AT_THE_END and not any_end:
            return
        if any(start < p.end and p.start < end for p in self.persons) or not self._free(start, end):
            return
        yield PersonWord(start, end, "Person")

    def _free(self, start: int, end: int) -> bool:
        """Whether no word of the passage stands in the way: only words that the tagger takes for names of something."""
        words = [t for t in self.tokens if t.start < end and start < t.end]
        if words[0].start == start and words[0].tag == "PER" and words[-1].end == end:
            return True  # The tagger saw the family name ("刘" + "效仿").
        inner = [t for t in words if len(t.text) > 1]
        named = ("PER", "nr", "nz") if end - start == 2 else ("PER", "nr", "nz", "LOC", "ORG")
        return all(t.tag in named and start <= t.start and t.end <= end for t in inner)
