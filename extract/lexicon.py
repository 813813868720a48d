"""The word lists of ``extract/lexicons`` as frozen records, read once per process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.knowledge import read_yaml


@cache
def word_list(name: str) -> Any:
    """The parsed content of ``extract/lexicons/NAME.yaml``."""
    return read_yaml("extract", "lexicons", name)


def one_of(words: list[str] | tuple[str, ...] | set[str]) -> str:
    """A regular expression for any of ``words``, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


@dataclass(frozen=True, slots=True)
class Heads:
    """Heads of names: ``classes`` maps a head to its class, ``pattern`` finds the longest one that ends a string."""

    classes: dict[str, str]
    longest: int

    def of(self, text: str) -> tuple[str, str] | None:
        """The longest head that ``text`` ends with and its class, or None."""
        for size in range(min(self.longest, len(text)), 0, -1):
            cls = self.classes.get(text[-size:])
            if cls:
                return text[-size:], cls
        return None


@cache
def heads() -> Heads:
    """The cue grammar's heads (heads.yaml) and the clinical departments (specialties.yaml)."""
    classes = {head: cls for cls, words in word_list("heads").items() for head in words}
    classes |= dict.fromkeys(word_list("specialties")["departments"], "Department")
    return Heads(classes, max(map(len, classes)))


@cache
def place_start() -> re.Pattern[str]:
    """Matches a name that begins with a place or a region word; the group is the place."""
    places = word_list("places")
    known = one_of([*places["provinces"], *places["cities"], *places["countries"]])
    region = one_of(places["regions"])
    suffix = "(?:省|市|自治区|特别行政区|壮族自治区|回族自治区|维吾尔自治区|地区|自治州|州|盟|县|区)?"
    other = "(?!(?:[一-鿿]?(?:城|都|超|上|全|本|我|各|省|县|门|外|中心))(?:市|省|县))[一-鿿]{2,3}(?:省|市|县|自治区|自治州|自治县)(?![级属场政民值容委际内外赛区域部])(?=[一-鿿]{2})"
    return re.compile(f"({known}{suffix}(?:[一-鿿]{{1,4}}?(?:新区|区|县|市|镇))?|{region}|{other})")


@cache
def boundary(kind: str) -> frozenset[str]:
    """One of the word sets of boundaries.yaml."""
    return frozenset(word_list("boundaries")[kind])


@cache
def _generic_pattern() -> re.Pattern[str]:
    return re.compile(
        f"{one_of(word_list('boundaries')['generic'])}*(?:[与和及、]{one_of(word_list('boundaries')['generic'])}+)*"
    )


def is_generic(modifier: str) -> bool:
    """Whether the words before a head name nothing ("三级甲等", "重点", "")."""
    return _generic_pattern().fullmatch(modifier) is not None
