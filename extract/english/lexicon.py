"""The word lists of the English path, read once per process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.knowledge import read_yaml


@cache
def word_list(name: str) -> Any:
    """The parsed content of ``extract/english/lexicons/NAME.yaml``."""
    return read_yaml("extract.english", "lexicons", name)


@cache
def words_of(name: str, key: str) -> frozenset[str]:
    """The words of one list of a lexicon, as written."""
    return frozenset(word_list(name)[key])


def one_of(words: Iterable[str]) -> str:
    """A regular expression for any of ``words`` as whole words, the longest first."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in ordered) + r")(?![\w-])"


@dataclass(frozen=True, slots=True)
class Heads:
    """Heads of names: ``classes`` maps a head in lower case, words parted by blanks, to its class."""

    classes: dict[str, str]
    longest: int

    def of(self, words: tuple[str, ...]) -> tuple[int, str] | None:
        """Number of words and class of the longest head that ``words`` end with, or None."""
        for size in range(min(self.longest, len(words)), 0, -1):
            cls = self.classes.get(" ".join(words[-size:]).casefold())
            if cls is not None:
                return size, cls
        return None


@cache
def heads() -> Heads:
    """The heads of heads.yaml."""
    classes = {
        head.casefold(): cls for cls, row in word_list("heads").items() if cls != "plural" for head in row
    }
    return Heads(classes, max(len(head.split()) for head in classes))


@cache
def places() -> re.Pattern[str]:
    """Matches a place, with the word for its kind if it has one ("Zhejiang Province")."""
    lists = word_list("places")
    known = one_of([*lists["provinces"], *lists["cities"], *lists["countries"], *lists["world"]])
    suffix = "|".join(map(re.escape, lists["suffixes"]))
    local = "|".join(map(re.escape, lists["local"]))
    return re.compile(rf"{known}(?: (?:{suffix})\b)?|\b[A-Z][a-z]+(?:['’][a-z]+)? (?:{local})\b")


def starts_with_place(text: str) -> bool:
    """Whether ``text`` begins with a place of the lists."""
    return places().match(text) is not None


@cache
def expression(module: str, name: str) -> re.Pattern[str]:
    """A regular expression of expressions.yaml; a list of them is any one of them."""
    source = word_list("expressions")[module][name]
    return re.compile(source if isinstance(source, str) else "|".join(source))
