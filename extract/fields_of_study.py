"""Fields of study and practice: the list of specialties.yaml, and words in 学."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.lexicon import boundary, heads, one_of, word_list
from extract.records import Mention, Passage, Token

_FIELD_EDGE = "、，。；：（）“”《》和与及等的0123456789一二三四五六七八九十两为是"


@cache
def _field_rules() -> tuple[frozenset[str], frozenset[str]]:
    lists = word_list("specialties")
    return frozenset(lists["fields"]), frozenset(lists["not_fields"])


def is_field(word: str) -> bool:
    """Whether a word names a field of study or practice.

    >>> is_field("护理学"), is_field("大学")
    (True, False)
    """
    fields, no_fields = _field_rules()
    if word in fields:
        return True
    if not word.endswith("学") or len(word) < 3 or word in no_fields:
        return False
    if word.endswith("科学"):
        department = heads().of(word[:-1])
        return department is not None and department[1] == "Department"
    return word[-2] not in "大中小同教"


def disciplines(passage: Passage, tokens: Sequence[Token]) -> list[Mention]:
    """Fields of study: words of the list and words in 学, where they fill a list item."""
    _, no_fields = _field_rules()
    text, found = passage.text, []
    for index, token in enumerate(tokens):
        end = token.end
        if not (end == len(text) or text[end] in _FIELD_EDGE or token.text.endswith("学")):
            continue
        first = _field_start(text, tokens, index)
        owner = re.match(".*(?:大学|学院|医院|学校)|试办|开办|新增", text[tokens[first].start : token.end])
        start = tokens[first].start + (
            owner.end() if owner and owner.end() < end - tokens[first].start else 0
        )
        word = text[start:end]
        if (
            word not in no_fields
            and 2 <= len(word) <= 14
            and not re.search("[0-9]|重点|特色|优势|建设|一流|试点|示范|本科", word)
            and is_field(word)
        ):
            found.append(Mention(passage.index, start, end, "Discipline", word, "field", 0.7))
    return found


def _field_start(text: str, tokens: Sequence[Token], index: int) -> int:
    first = index
    while (
        first > 0
        and not re.search(r"\s", text[tokens[first - 1].start : tokens[first].start])
        and tokens[first - 1].tag in ("n", "nz", "vn", "an", "a", "v")
        and tokens[first - 1].text not in boundary("verbs")
    ):
        if (
            text[tokens[first - 1].end - 1] in _FIELD_EDGE + "国"
            or tokens[first - 1].text in boundary("stops")
            or tokens[first - 1].text in boundary("trim")
        ):
            break
        first -= 1
    return first


@cache
def _department_field() -> re.Pattern[str]:
    """Departments with 学 behind them, and the long names of fields, which need no word boundary."""
    lists = word_list("specialties")
    departments = one_of(
        [d for d in lists["departments"] if d.endswith(("内科", "外科", "儿科", "产科", "眼科"))]
    )
    return re.compile(f"{departments}学|{one_of([f for f in lists['fields'] if len(f) >= 4])}(?:专业)?")


def department_fields(passage: Passage) -> list[Mention]:
    """Fields named after departments ("外科学") and fields with long names, wherever the tagger saw word boundaries."""
    return [
        Mention(passage.index, m.start(), m.end(), "Discipline", m.group(), "field", 0.75)
        for m in _department_field().finditer(passage.text)
        if passage.text[m.end() : m.end() + 1] not in ("院", "会", "部", "系", "校", "术")
    ]


def behind_roles(field: Mention, roles: Sequence[Mention], text: str) -> Mention | None:
    """A field of study without the titles that it was read together with ("主任医师" + "肿瘤学"), None if nothing is left."""
    inner = [r for r in roles if field.start <= r.start and r.end < field.end and r.cls == "Title"]
    if not inner:
        return field
    start = max(r.end for r in inner)
    name = text[start : field.end]
    return replace(field, start=start, name=name, aliases=()) if is_field(name) else None
