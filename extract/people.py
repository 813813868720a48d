"""Persons, and the titles and offices that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.lexicon import word_list
from extract.missed_people import NOT_AT_THE_END, MissedPeople, past_blank
from extract.person_names import (
    NAMED_FOR_PERSON,
    is_other_name,
    is_person_name,
    is_place_word,
    name_part,
    names_of_parts,
    not_people,
)
from extract.records import Token
from extract.roles import COUNTED, PersonWord, find_roles, role_pattern

_HAN = re.compile("[一-鿿]+")
_PART = r"(?:[A-Z][a-zà-ÿ'’]+(?:-[A-Z]?[a-z]+)?|[A-Z]\.)"
_LATIN_NAME = re.compile(
    rf"(?<![A-Za-z]){_PART}(?:(?: |·|(?<=\.))(?:{_PART}|de|van|von|der|al|bin|la|da|di|Mc[A-Z][a-z]+)){{1,3}}(?![A-Za-z])"
)
_DOTTED = re.compile("(?:[一-鿿]{1,6}|[A-Z]\\.?)[·•][一-鿿]{1,8}(?:[·•][一-鿿]{1,8}){0,2}")
# What a person does, behind a name in Latin script.
_LATIN_ACTS = re.compile(
    " ?(?:现任|曾任|担任|就职|任教|毕业于|先生|女士|表示|指出|介绍说|致辞|一行|（[一-鿿]{1,5}(?:籍|裔|国)?[，）])"
)
# What announces one: "Prof. ", "导师：".
_LATIN_CUE = re.compile(
    r"(?:Prof|Dr|Mr|Ms|Mrs)\. ?$|(?:导师|学生|毕业生|博士|博士后|专家|学者|带头人|外教|教师)[：为是]? ?$"
)
# Words that announce a name like a title does, without being one.
_CUE = re.compile(
    "(?:专家|学者|名家|名医|[一-鿿]学家|教育家|科学家|奠基人|创始人|开拓者|带头人|获得者|负责人|首席科学家|传承人)(?:之一)?|同志|先生|女士|医生|大夫|同学|校友|作者"
    "|(?:研究|本科|博士|硕士|毕业|留学)生(?=[一-鿿]{2})|选手|队员|嘉宾|弟子|劳模|工匠"
)
_FULL = 3
"""How many characters most names have."""
# What follows a name as a word of its own ("李明说", "李明等").
_NO_GIVEN_NAME = "和与及等的任为是系获聘被副原前兼正总说称道问答笑讲看来去到在从于以带率领作做用给对将把也都又还就已曾现则均各某共同男女"
_BESIDE_NAME = re.compile("(?:先生|女士|同志)$| .*$")
_LIST_GOES_ON = re.compile("、[一-鿿]{2,3}[、，。；）任]|一行")
_OF_JOURNALS = ("主编", "编委", "审稿专家", "审稿人", "编辑")


def ends_with_office(text: str) -> bool:
    """Whether the last word is an office ("首届会长")."""
    return any(m.end() == len(text) and m["Office"] for m in role_pattern().finditer(text))


def find_people(text: str, tokens: Sequence[Token]) -> list[PersonWord]:
    """Persons, titles and offices of a passage, without overlaps, in order."""
    roles = find_roles(text, tokens)
    tagged = [p for p in _tagged(text, tokens) if not any(_inside(p, r) for r in roles)]
    persons = [*tagged, *_latin(text)]
    roles = [r for r in roles if not any(_overlap(r, p) for p in persons)]
    cues = [PersonWord(m.start(), m.end(), "Cue") for m in _CUE.finditer(text)]
    missed = MissedPeople(text, tokens, persons, [*roles, *cues])
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
    starts = {t.start for t in tokens}
    found += [
        PersonWord(m.start(), m.end(), "Person")
        for m in names_of_parts().finditer(text)
        if m.start() in starts and not NAMED_FOR_PERSON.match(text, m.end())
    ]
    for index, token in enumerate(tokens):
        if token.tag != "PER" or token.text.endswith(("学", "班", "杯")):
            continue
        if NAMED_FOR_PERSON.match(text, token.end) and not text.startswith("教授团队", token.end):
            continue
        name = _stretched(text, tokens, index)
        if not _HAN.fullmatch(name.text):
            continue
        if _can_be_tagged_name(text, tokens, index, name):
            found.append(PersonWord(name.start, name.end, "Person"))
    return found


def _can_be_tagged_name(text: str, tokens: Sequence[Token], index: int, name: Token) -> bool:
    if name.text in not_people() or is_place_word(name.text):
        return False
    foreign = all(c in _transliteration() for c in name.text)
    if _beside_role(text, tokens, index) and (is_person_name(name.text) or foreign or len(name.text) > 2):
        return True
    rare = len(name.text) == _FULL and name.text[-1] not in NOT_AT_THE_END
    if is_person_name(name.text, rare) or _listed(tokens, index):
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
        part = name_part().match(text, dot + 1)
        end = max(end, part.end()) if part else end
        yield PersonWord(begin, min(end, match.end()), "Person")


def _stretched(text: str, tokens: Sequence[Token], index: int) -> Token:
    """A name of two characters with the single character that stands between it and a title or a pause of a list.

    Of "顾明任" before an office and of "顾明 科" only the name, of "安先生" only the family name.
    """
    token = tokens[index]
    size = len(_BESIDE_NAME.sub("", token.text))
    if len(token.text) > 2 and token.text[-1] == "任" and _office_follows(text, token.end):
        size = len(token.text) - 1
    if size < len(token.text) or index + 1 == len(tokens):
        return Token(token.start, token.start + size, token.text[:size], token.tag)
    after = tokens[index + 1]
    longer = Token(token.start, after.end, token.text + after.text, token.tag)
    if is_other_name(longer.text):
        return longer
    single = len(after.text) == 1 and _HAN.fullmatch(after.text) and after.text not in _NO_GIVEN_NAME
    ends = role_pattern().match(text, after.end) or _LIST_GOES_ON.match(text, after.end)
    named = text[after.end : after.end + 1] == "为" and _office_follows(text, after.end + 1)
    return longer if len(token.text) == 2 and single and (ends or named) else token


def _office_follows(text: str, position: int) -> bool:
    return role_pattern().match(text, position) is not None


def _beside_role(text: str, tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    after = role_pattern().match(text, past_blank(text, token.end))
    if after is not None and not COUNTED.match(text, after.end()):
        return True
    before = text[max(0, token.start - 6) : token.start].removesuffix(" ")
    return any(m.end() == len(before) for m in role_pattern().finditer(before))


def _latin(text: str) -> list[PersonWord]:
    """Names in Latin script beside a Chinese title ("Jack Wands教授", "外籍专家 John Smith")."""
    found = []
    for match in _LATIN_NAME.finditer(text):
        after = role_pattern().match(text, match.end() + text.startswith(" ", match.end()))
        first = match.start() - text.endswith(" ", 0, match.start())
        before = [m for m in role_pattern().finditer(text, max(0, first - 8), first) if m.end() == first]
        cue = _LATIN_CUE.search(text, max(0, first - 8), match.start())
        if after and after.group().endswith(_OF_JOURNALS):
            continue
        if (
            after
            or cue
            or _LATIN_ACTS.match(text, match.end())
            or (before and not before[-1].group().endswith(_OF_JOURNALS))
        ):
            found.append(PersonWord(match.start(), match.end(), "Person"))
    return found
