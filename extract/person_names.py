"""The form of names of persons: a family name and one or two characters, names of other peoples, and what only looks like one."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import one_of, place_start, word_list

NAMED_FOR_PERSON = re.compile(
    "纪念|[奖杯星镇村路街号班]|医院|中学|小学|大学|学院|书院|基金|精神|战略|思想|文化|展馆|教授团队|工作室|故居|诗词|事迹"
)
"""What follows a person's name where the whole is the name of a thing."""


@cache
def _words() -> dict[str, frozenset[str]]:
    lists = word_list("people")
    return {key: frozenset(value) for key, value in lists.items()}


@cache
def _other_names() -> re.Pattern[str]:
    """Such names, and Japanese ones by their family names."""
    japanese = one_of(word_list("people")["japanese_surnames"])
    return re.compile(f"{names_of_parts().pattern}|{japanese}[一-鿿ぁ-んァ-ヶ]{{1,3}}")


@cache
def names_of_parts() -> re.Pattern[str]:
    """Names that the parts of Tibetan, Mongolian and Uyghur names make."""
    lists = word_list("people")
    return re.compile(f"{one_of(lists['name_parts'])}{{2,4}}|{one_of(lists['whole_names'])}")


@cache
def name_part() -> re.Pattern[str]:
    """One such part."""
    return re.compile(one_of(word_list("people")["name_parts"]))


def not_people() -> frozenset[str]:
    """Words that the tagger takes for persons and that stand inside names."""
    return _words()["not_people"]


def is_person_name(word: str, rare: bool = False) -> bool:
    """Whether a word has the form of a Chinese name: a family name and one or two characters.

    ``rare`` allows family names that are rare or common words too ("幸", "同"): where a person is expected.

    >>> is_person_name("欧阳明"), is_person_name("鲁班"), is_person_name("王"), is_person_name("")
    (True, False, False, False)
    >>> is_person_name("幸明远"), is_person_name("幸明远", rare=True)
    (False, True)
    """
    words = _words()
    if word in words["not_people"] or is_place_word(word):
        return False
    for surname in words["compound_surnames"]:
        if word.startswith(surname) and len(word) in (len(surname) + 1, len(surname) + 2):
            return True
    return 2 <= len(word) <= 3 and (
        word[0] in words["surnames"] or (rare and word[0] in words["rare_surnames"])
    )


def is_other_name(word: str) -> bool:
    """Whether a word is a name of another people written in characters ("扎西次仁", "山本一郎"), three or more of them."""
    return len(word) > 2 and _other_names().fullmatch(word) is not None


def is_place_word(word: str) -> bool:
    """Whether a word is a place and nothing else."""
    match = place_start().match(word)
    return match is not None and match.end() == len(word)
