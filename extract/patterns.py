"""The pattern language of the relation rules, and text with typed mention slots.

A passage is *coded*: every mention becomes one private-use character that tells its class, so that a rule is an ordinary
regular expression over the coded text. In a pattern

* ``{name:Hospital|Center}`` is a coordinated list of mentions of these classes or their subclasses;
* ``{name:Person*}`` is a list of persons each of whom may come with an institution, an office and titles;
* ``{name:Hospital!}`` is exactly one of them; ``{name:Center>Award}`` gives them another class;
* ``{name:=Award}`` is a list of noun phrases that the rule itself makes mentions of this class, ``{name:=!Award}`` does so
  even with names that were taken for units;
* ``<win>`` is a macro (rules/macros.yaml); everything else is a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.classes import INSTITUTIONS, LITERAL_CLASSES
from extract.discourse import Reference
from extract.fold import COLUMN_BLANK
from extract.layout import past_bullet
from extract.records import ExtractError, Mention
from ontology.terms import subclasses, vocabulary

_FIRST = 0xE000
_SLOT = re.compile(
    r"\{(?P<name>[a-z]+):(?P<phrase>=?!?)(?P<classes>[A-Za-z|]+)(?P<one>[!*]?)(?:>(?P<to>[A-Za-z]+))?\}"
)
_MACRO = re.compile(r"<([a-z_]+)>")
_BRACKET = "(?:（[^（）]{1,40}）)?"
_AND = "(?:、|以及|，以及|和|与|及|暨|并|，(?=[\ue000-\ue0ff]))"
# Titles and offices that one person holds are also joined by 兼.
_AND_ROLE = f"{_AND[:-1]}|兼)"
_UNKNOWN_ITEM = "(?:、[^，。；：、\ue000-\ue0ff]{1,16}(?=[、和与及]))*"
# No joint of a list inside an item: else n items could be parted in 2^n ways.
_INNER = "(?!以及|(?<=”)“)[^，。；：、！？（）]"
_PHRASE = f"(?:[^，。；：、！？（）](?:{_INNER}){{1,47}}|[\ue000-\ue0ff])(?:（[^（）]{{1,20}}）(?:(?![0-9]){_INNER}){{0,20}})?"


@cache
def codes() -> dict[str, str]:
    """The private-use character of each class."""
    names = sorted({*vocabulary().classes, *LITERAL_CLASSES})
    return {name: chr(_FIRST + i) for i, name in enumerate(names)}


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded passage: ``starts[i]:ends[i]`` is the passage span of character i, ``slots`` the mentions by position."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    slots: dict[int, Reference | Mention]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Passage offsets of the coded span ``start:end`` (non-empty)."""
        return self.starts[start], self.ends[end - 1]


def encode(
    text: str, references: Sequence[Reference], literals: Sequence[Mention], columns: bool = False
) -> Coded:
    """Codes a passage; where mentions overlap a work in 《》 wins, then the longer ("中国科学院院士"), then a reference; quotes go.

    With ``columns`` the blanks beside mentions are those that part columns: they are read as the mark that would stand there.
    """
    chosen: list[Reference | Mention] = []
    items: list[Reference | Mention] = [*references, *literals]
    for item in sorted(
        items, key=lambda m: (m.cls != "Work", m.start - m.end, isinstance(m, Mention), m.start)
    ):
        if not any(item.start < c.end and c.start < item.end for c in chosen):
            chosen.append(item)
    chosen.sort(key=lambda m: m.start)
    pieces = _Pieces(text, _marks(text, chosen) if columns else {})
    position = 0
    for item in chosen:
        quoted = (
            item.start > 0 and text[item.start - 1] in "“‘" and text[item.end : item.end + 1] in ("”", "’")
        )
        before = item.start - 1 if quoted and item.start - 1 >= position else item.start
        pieces.plain(position, before)
        position = item.end + 1 if quoted and before < item.start else item.end
        pieces.slot(before, position, item)
    pieces.plain(position, len(text))
    return pieces.coded()


def _marks(text: str, mentions: Sequence[Reference | Mention]) -> dict[int, str]:
    """The bullet of an item, which says nothing, and the blanks beside mentions: between two of a kind a pause, behind the year that opens a line 年, else nothing.

    That between a person and an institution stays: one stands in the column of the other, not beside it.
    """
    before = {m.end: m.cls for m in mentions}
    behind = {m.start: m.cls for m in mentions}
    marks = dict.fromkeys(range(past_bullet(text)), "")
    for i in (blank.start() for blank in COLUMN_BLANK.finditer(text)):
        left, right = before.get(i, ""), behind.get(i + 1, "")
        if left == "Year":
            marks[i] = "年"
        elif left and right and _kind(left) == _kind(right):
            marks[i] = "、"
        elif (left or right) and (left, _kind(right)) != ("Person", "Organization"):
            marks[i] = ""
    return marks


def _kind(cls: str) -> str:
    return "Title" if cls == "Office" else "Organization" if cls in INSTITUTIONS else cls


class _Pieces:
    """A coded passage under construction."""

    def __init__(self, text: str, marks: dict[int, str]) -> None:
        self.text, self.marks = text, marks
        self.letters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.slots: dict[int, Reference | Mention] = {}

    def plain(self, start: int, end: int) -> None:
        """Adds the characters ``start:end`` of the passage, in place of some blanks the marks that they stand for."""
        for i in range(start, end):
            letter = self.marks.get(i, self.text[i])
            if letter:
                self.letters.append(letter)
                self.starts.append(i)
                self.ends.append(i + 1)

    def slot(self, start: int, end: int, item: Reference | Mention) -> None:
        """Adds a mention as the letter of its class."""
        self.slots[len(self.letters)] = item
        self.letters.append(codes()[item.cls])
        self.starts.append(start)
        self.ends.append(end)

    def coded(self) -> Coded:
        """The coded passage."""
        return Coded("".join(self.letters), tuple(self.starts), tuple(self.ends), self.slots)


@dataclass(frozen=True, slots=True)
class Slot:
    """A named slot of a pattern: the class it gives its mentions ("" to keep theirs), and whether it is a phrase.

    ``letters`` are the codes that it accepts, none for a phrase, which takes any words.
    """

    name: str
    cls: str
    phrase: bool
    force: bool = False
    literal: bool = False
    letters: frozenset[str] = frozenset()

    def fits(self, letter: str, cls: str) -> bool:
        """Whether a mention of this code and class is of the slot, not only beside what is."""
        return letter in self.letters if self.letters else (cls in LITERAL_CLASSES) == self.literal


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled rule pattern."""

    regex: re.Pattern[str]
    slots: dict[str, Slot]


def compile_pattern(source: str, macros: dict[str, str]) -> Pattern:
    """Compiles a rule's pattern.

    Raises:
        ExtractError: an unknown macro or class, or a regular expression that does not compile.
    """
    slots: dict[str, Slot] = {}
    regex = _SLOT.sub(lambda m: _slot(m, slots), _expand(source, macros))
    try:
        return Pattern(re.compile(regex), slots)
    except re.error as error:
        raise ExtractError(f"rule pattern {source!r}: {error}") from error


def _expand(source: str, macros: dict[str, str]) -> str:
    def body(match: re.Match[str]) -> str:
        if match.group(1) not in macros:
            raise ExtractError(f"rule pattern {source!r}: unknown macro <{match.group(1)}>")
        return f"(?:{_expand(macros[match.group(1)], macros)})"

    return _MACRO.sub(body, source)


def _side_by_side() -> str:
    """Between works and between prizes in marks of their own ("《…》《…》", "“…”“…”") nothing need stand."""
    return "|".join(f"(?<={codes()[cls]})(?={codes()[cls]})" for cls in ("Work", "Award"))


def _slot(match: re.Match[str], slots: dict[str, Slot]) -> str:
    name = match["name"]
    if match["phrase"]:
        slots[name] = Slot(name, match["classes"], phrase=True, force="!" in match["phrase"])
        return f"(?P<{name}>{_PHRASE}(?:(?:、|以及|(?<=”)(?=“)){_PHRASE})*)"
    literal = match["classes"].split("|")[0] in LITERAL_CLASSES
    letters = frozenset(_letters(match["classes"]))
    slots[name] = Slot(name, match["to"] or "", phrase=False, literal=literal, letters=letters)
    one = f"[{''.join(sorted(letters))}]"
    if match["one"] == "*":
        return f"(?P<{name}>{_introduced(one)}(?:(?:、|，以及|以及|[，；]|[和与及]){_introduced(one)})*)"
    if "Person" in match["classes"].split("|"):
        one += f"(?:[{codes()['Title']}{codes()['Office']}](?=、|和|与|及|等))?"
    if match["one"]:
        return f"(?P<{name}>{one}){_BRACKET}"
    joint = _AND_ROLE if literal else _AND
    return f"(?P<{name}>{one}{_BRACKET}(?:{_UNKNOWN_ITEM}(?:{joint}|{_side_by_side()}){one}{_BRACKET})*)"


def _introduced(person: str) -> str:
    """A person with what may stand around the name: "甲医院院长、教授林一舟", "骨科林一舟副教授"."""
    role = f"[{codes()['Title']}{codes()['Office']}]"
    own = f"[{''.join(sorted(_letters('Organization|Discipline')))}的兼、]"
    student = "[0-9]{2,4}级|专业|学生|同学|选手|本科生|研究生|博士生|硕士生|作者"
    before = f"(?:{own}|{role}|{student}|[^，。；：、（）\ue000-\ue0ff]{{1,6}}(?={role})){{0,8}}"
    # An atomic group: each person is read in one way only, else n of them could be read in 2^n ways.
    behind = f"{role}{{0,4}}(?:(?:(?<={role})|同学|团队|小组){_BRACKET})?"
    return f"(?>{before}{person}{_BRACKET}{behind})"


def _letters(classes: str) -> set[str]:
    letters: set[str] = set()
    for cls in classes.split("|"):
        if cls in LITERAL_CLASSES:
            letters.add(codes()[cls])
        elif cls == "Entity":
            letters |= {code for name, code in codes().items() if name not in LITERAL_CLASSES}
        else:
            letters |= {codes()[name] for name in (cls, *subclasses(cls))}
    return letters
