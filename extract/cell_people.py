"""People in cells: names with titles, offices, institutions ("王芳、李强教授等", "Dr. Jane Roe, Ph.D.")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.cells import Stretch
from extract.classes import INSTITUTIONS
from extract.discourse import Reference
from extract.lexicon import heads, one_of, word_list
from extract.person_names import is_person_name
from extract.table_rules import cell_pattern

_HAN_NAME = re.compile("[一-鿿]{2,4}|[一-鿿]{1,6}[·•][一-鿿]{1,8}")
_LATIN_NAME = re.compile(r"(?:Dr\. |Prof\. )?[A-Z][A-Za-z.’'-]*(?: [A-Za-z][A-Za-z.’'-]*){1,3}")
_BRACKETS = re.compile("[（(]([^（()）]*)[)）]")
_LONGEST_ROLE, _SHORT_ROLE = 20, 8
_LATIN_TITLE = re.compile(
    r"(?:[A-Z][A-Za-z]{0,2}\.){1,4}|M\.?D\.?|Ph\.?D\.?|PI|M[AS]c?|B[AS]c?|FRCS|FACC|FACS"
)
_OF_A_JOURNAL = re.compile("》|杂志|期刊|学报|^[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Human:
    """A person of a cell, with the titles, offices, institution and other names that it gives."""

    name: Stretch
    roles: tuple[Stretch, ...] = ()
    unit: Stretch | None = None
    aliases: tuple[str, ...] = ()


@cache
def _roles() -> re.Pattern[str]:
    lists = word_list("people")
    return re.compile(f"(?:{one_of([*lists['titles'], *lists['offices']])})")


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word_list("people")["titles"])


@cache
def _office_end() -> re.Pattern[str]:
    return re.compile(f"{one_of(word_list('people')['offices'])}$")


def pieces(cell: Stretch, marks: str) -> Iterator[Stretch]:
    """The parts of a cell between marks that stand outside brackets, without those that say nothing."""
    start = depth = 0
    for i, char in enumerate(cell.text + marks[0]):
        depth += {"（": 1, "(": 1, "《": 1, "“": 1, "）": -1, ")": -1, "》": -1, "”": -1}.get(char, 0)
        if i == len(cell.text) or (depth <= 0 and char in marks):
            piece = cell.cut(start, i)
            if not cell_pattern("nothing").fullmatch(piece.text):
                yield piece
            start = i + 1


def without(piece: Stretch, name: str) -> Stretch:
    """The piece without what the pattern ``name`` finds at its beginning or end."""
    match = cell_pattern(name).search(piece.text)
    if match is None or match.end() - match.start() == len(piece.text):
        return piece
    return piece.cut(match.end(), len(piece.text)) if match.start() == 0 else piece.cut(0, match.start())


def people(cell: Stretch, references: Sequence[Reference]) -> list[Human]:
    """The persons of a cell; a title behind the last of several is that of all ("甲、乙教授等")."""
    found: list[Human] = []
    for piece in pieces(cell, "、，,；;/｜|"):
        bare = without(without(piece, "around_people"), "around_people")
        if found and cell_pattern("degree").fullmatch(bare.text):
            found[-1] = replace(found[-1], roles=(*found[-1].roles, bare))
        else:
            found += _humans(bare, references)
    titled = [human for human in found if human.roles]
    if len(found) > 1 and titled == found[-1:]:
        found = [replace(human, roles=found[-1].roles) for human in found]
    return found


def _humans(piece: Stretch, references: Sequence[Reference]) -> list[Human]:
    remark = _BRACKETS.search(piece.text)
    bare = _cut_out(piece, remark)
    name, roles = _split_roles(bare)
    if not _is_name(name):
        return _named(bare, references)
    human = Human(name, tuple(roles))
    return [_remarked(human, piece.cut(remark.start(1), remark.end(1))) if remark else human]


def _remarked(human: Human, remark: Stretch) -> Human:
    """The person with what stands in brackets: an institution, a name in Latin letters, or titles."""
    if _is_institution(remark.text):
        return replace(human, unit=remark)
    known = tuple(role for role in roles_of(remark) if _roles().fullmatch(role.text))
    latin = tuple(p.text for p in pieces(remark, ",，") if _LATIN_NAME.fullmatch(p.text))
    return replace(human, roles=(*human.roles, *known), aliases=latin)


def _cut_out(piece: Stretch, match: re.Match[str] | None) -> Stretch:
    if match is None:
        return piece
    a, b = piece.cut(0, match.start()), piece.cut(match.end(), len(piece.text))
    return Stretch(piece.passage, a.text + b.text, a.offsets + b.offsets)


def _split_roles(piece: Stretch) -> tuple[Stretch, list[Stretch]]:
    """Name and titles: the titles stand behind the name, or before it."""
    english = cell_pattern("english_title").match(piece.text)
    if english:
        return piece.cut(english.end(), len(piece.text)), [piece.cut(0, english.end())]
    roles: list[Stretch] = []
    rest = piece
    while match := next(
        (m for m in _roles().finditer(rest.text) if m.end() == len(rest.text) and m.start() > 1), None
    ):
        roles.insert(0, rest.cut(match.start(), match.end()))
        rest = rest.cut(0, match.start())
    lead = _roles().match(rest.text)
    if not roles and lead and lead.end() < len(rest.text) - 1:
        return rest.cut(lead.end(), len(rest.text)), [rest.cut(0, lead.end())]
    return rest, roles


def _is_name(name: Stretch) -> bool:
    text = name.text
    if cell_pattern("not_people").fullmatch(text) or heads().of(text) is not None:
        return False
    return bool(
        is_person_name(text)
        if len(text) in (2, 3)
        else _HAN_NAME.fullmatch(text) or _LATIN_NAME.fullmatch(text)
    )


def _named(piece: Stretch, references: Sequence[Reference]) -> list[Human]:
    """The persons that were recognised in the piece."""
    found = []
    for reference in references:
        places = [i for i, offset in enumerate(piece.offsets) if reference.start <= offset < reference.end]
        if (
            reference.cls == "Person"
            and not reference.generic
            and len(places) == reference.end - reference.start
        ):
            found.append(Human(piece.cut(places[0], places[-1] + 1)))
    return found


def roles_of(cell: Stretch) -> list[Stretch]:
    """The titles and offices of a cell, one by one."""
    found = []
    ascii_cell = cell.text.isascii()
    for piece in pieces(cell, ",;/|" if ascii_cell else "、，,；;/｜|和兼 "):
        role = _role_at_end(piece.text)
        if (
            role
            and piece.text[: role.start()].strip("等")
            and _OF_A_JOURNAL.search(piece.text[: role.start()])
        ):
            found.append(piece.cut(role.start(), len(piece.text)))
        elif (
            (role and len(piece.text) <= _LONGEST_ROLE)
            or (piece.text.isascii() and (ascii_cell or _LATIN_TITLE.fullmatch(piece.text)))
            or (not piece.text.isascii() and len(piece.text) <= _SHORT_ROLE)
        ):
            found.append(piece)
    return found


def _role_at_end(text: str) -> re.Match[str] | None:
    """The longest title or office with which a text ends."""
    return next((m for m in _roles().finditer(text) if m.end() == len(text)), None)


def is_office(word: str) -> bool:
    """Whether a word is an office rather than a title ("院长" against "教授")."""
    return (
        word not in _title_words()
        and (_office_end().search(word) or cell_pattern("english_office").search(word)) is not None
    )


def _is_institution(text: str) -> bool:
    hit = heads().of(text)
    return hit is not None and hit[1] in INSTITUTIONS
