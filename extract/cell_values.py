"""What cells hold: people with their titles, institutions, fields, works; text → entities of the document's table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from extract.cells import Stretch
from extract.lexicon import heads, one_of, place_start, word_list
from extract.people import is_person_name
from extract.recognise import INSTITUTIONS
from extract.refer import Discourse, Reference
from ontology.terms import is_a

_HAN_NAME = re.compile("[一-鿿]{2,4}|[一-鿿]{1,6}[·•][一-鿿]{1,8}")
_LATIN_NAME = re.compile(r"(?:Dr\. |Prof\. )?[A-Z][A-Za-z.’'-]*(?: [A-Za-z][A-Za-z.’'-]*){1,3}")
_YEAR = re.compile("(?:18|19|20)[0-9]{2}")
_BRACKETS = re.compile("[（(]([^（()）]*)[)）]")
_LOWER_UNITS = ("Department", "AcademicUnit", "Laboratory", "Center", "Base", "Team")


@dataclass(frozen=True, slots=True)
class Value:
    """An entity, or a literal, and the words that say so (None: the layout says so)."""

    value: int | str
    stretch: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Human:
    """A person of a cell, with the titles, offices and institution that the cell itself gives."""

    name: Stretch
    roles: tuple[Stretch, ...] = ()
    unit: Stretch | None = None


@cache
def table_rules() -> Mapping[str, Any]:
    """The content of rules/tables.yaml."""
    text = resources.files("extract").joinpath("rules", "tables.yaml").read_text("utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


@cache
def cell_pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of ``cells`` in rules/tables.yaml."""
    return re.compile(table_rules()["cells"][name], re.IGNORECASE)


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


# -- people ------------------------------------------------------------------------------------------------------------


def people(cell: Stretch, references: list[Reference]) -> list[Human]:
    """The persons of a cell; a title behind the last of several is that of all ("甲、乙教授等")."""
    found: list[Human] = []
    for piece in pieces(cell, "、，,；;/｜|"):
        found += _humans(without(without(piece, "around_people"), "around_people"), references)
    titled = [human for human in found if human.roles]
    if len(found) > 1 and titled == found[-1:]:
        found = [Human(human.name, found[-1].roles, human.unit) for human in found]
    return found


def _humans(piece: Stretch, references: list[Reference]) -> list[Human]:
    remark = _BRACKETS.search(piece.text)
    inner = piece.cut(remark.start(1), remark.end(1)) if remark else None
    bare = _cut_out(piece, remark)
    name, roles = _split_roles(bare)
    if _is_name(name):
        unit = inner if inner is not None and _is_institution(inner.text) else None
        if inner is not None and unit is None:
            roles = [*roles, *roles_of(inner)]
        return [Human(name, tuple(roles), unit)]
    return _named(bare, references)


def _cut_out(piece: Stretch, match: re.Match[str] | None) -> Stretch:
    if match is None:
        return piece
    a, b = piece.cut(0, match.start()), piece.cut(match.end(), len(piece.text))
    return Stretch(piece.passage, a.text + b.text, a.offsets + b.offsets)


def _split_roles(piece: Stretch) -> tuple[Stretch, list[Stretch]]:
    """Name and titles: the titles stand behind the name, or before it."""
    roles: list[Stretch] = []
    rest = piece
    while match := next((m for m in _roles().finditer(rest.text) if m.end() == len(rest.text) and m.start() > 1), None):
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
    return bool(is_person_name(text) if len(text) in (2, 3) else _HAN_NAME.fullmatch(text) or _LATIN_NAME.fullmatch(text))


def _named(piece: Stretch, references: list[Reference]) -> list[Human]:
    """The persons that were recognised in the piece."""
    found = []
    for reference in references:
        places = [i for i, offset in enumerate(piece.offsets) if reference.start <= offset < reference.end]
        if reference.cls == "Person" and not reference.generic and len(places) == reference.end - reference.start:
            found.append(Human(piece.cut(places[0], places[-1] + 1)))
    return found


def roles_of(cell: Stretch) -> list[Stretch]:
    """The titles and offices of a cell, one by one."""
    found = []
    for piece in pieces(cell, "、，,；;/｜|和兼 " if not cell.text.isascii() else ",;/|"):
        match = _roles().fullmatch(piece.text)
        if match or piece.text.isascii() or len(piece.text) <= 20:
            found.append(piece)
    return found


def is_office(word: str) -> bool:
    """Whether a word is an office rather than a title ("院长" against "教授")."""
    return word not in _title_words() and _office_end().search(word) is not None


# -- things ------------------------------------------------------------------------------------------------------------


def _is_institution(text: str) -> bool:
    hit = heads().of(text)
    return hit is not None and hit[1] in INSTITUTIONS


def entities(cell: Stretch, cls: str, discourse: Discourse) -> list[Value]:
    """The things of a cell: one, or several where each is quoted or set in 《》."""
    found = []
    several = re.fullmatch("(?:《[^《》]+》[、，,]?)+", cell.text)
    for piece in pieces(cell, "、，,") if several else [without(cell, "code")]:
        inner = piece.cut(1, len(piece.text) - 1) if piece.text[0] in "《“" and piece.text[-1] in "》”" else piece
        if len(inner.text) > 1 and not inner.text.isdigit() and not cell_pattern("nothing").fullmatch(inner.text):
            found.append(Value(discourse.table.add(cls, inner.text, (), 5), inner))
    return found


def fields(cell: Stretch, discourse: Discourse) -> list[Value]:
    """The fields of study or practice that a cell lists."""
    found = []
    for piece in pieces(without(cell, "code"), "、，,；;/"):
        name = without(without(without(piece, "code"), "remark"), "field_ends")
        if not 2 <= len(name.text) <= (60 if name.text.isascii() else 16) or cell_pattern("not_fields").fullmatch(name.text):
            continue
        entity = discourse.table.add("Discipline", name.text, (), 3)
        if not name.text.isascii() and not name.text.endswith(("专业", "学科")):
            discourse.table.alias(entity, f"{name.text}专业")
        found.append(Value(entity, name))
    return found


def institutions(cell: Stretch, cls: str, host: int | None, discourse: Discourse) -> list[Value]:
    """The institutions of a cell; units named without the institution they belong to are those of ``host``."""
    found = []
    for piece in pieces(cell, "、；;|｜" if cell.text.isascii() else "、；;，,|｜/"):
        name = without(without(piece, "code"), "remark")
        entity = _institution(name, cls, host, discourse)
        if entity is not None:
            found.append(Value(entity, name))
    return found


def _institution(name: Stretch, cls: str, host: int | None, discourse: Discourse) -> int | None:
    table = discourse.table
    known = _known(name, discourse)
    if known is not None:
        return known
    hit = heads().of(name.text)
    own = hit[1] if hit and hit[1] in INSTITUTIONS else cls
    if not own or len(name.text) < 2 or name.text.isdigit() or (hit is None and len(name.text) < 4 and own != "Department"):
        return None
    if own in _LOWER_UNITS and host is not None and not place_start().match(name.text) and is_a(table.cls(host), "Organization"):
        full = name.text if name.text.startswith(table.name(host)) else table.name(host) + name.text
        unit = table.add(own, full, (), 2)
        if full != name.text:
            table.alias(unit, name.text)
        return unit
    return table.add(own, name.text, (), 2)


def _known(name: Stretch, discourse: Discourse) -> int | None:
    runs = name.runs()
    for reference in discourse.references[name.passage.index]:
        same = runs == ((reference.start, reference.end),)
        if same and not reference.generic and is_a(reference.cls, "Organization"):
            long = discourse.table.name(reference.entity) != name.text or reference.cls not in _LOWER_UNITS
            if long or place_start().match(name.text):
                return reference.entity
    return None


def place(cell: Stretch, discourse: Discourse) -> list[Value]:
    """The country, province, city or district with which an address begins."""
    match = place_start().match(cell.text)
    if match is None or match.end() < 2:
        return []
    named = cell.cut(0, match.end())
    return [Value(discourse.table.add("Place", named.text), named)]


def year(cell: Stretch) -> list[Value]:
    """The year that a cell begins with or holds."""
    match = _YEAR.search(cell.text)
    return [Value(match.group(), cell.cut(match.start(), match.end()))] if match else []
