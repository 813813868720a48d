"""What cells hold: people with their titles, institutions, fields, works; text → entities of the document's table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

import yaml

from extract.cells import Stretch
from extract.honours import Honour, honours
from extract.lexicon import heads, one_of, place_start, word_list
from extract.people import is_person_name
from extract.recognise import INSTITUTIONS
from extract.refer import Discourse, Reference
from ontology.terms import group_of, is_a

_HAN_NAME = re.compile("[一-鿿]{2,4}|[一-鿿]{1,6}[·•][一-鿿]{1,8}")
_LATIN_NAME = re.compile(r"(?:Dr\. |Prof\. )?[A-Z][A-Za-z.’'-]*(?: [A-Za-z][A-Za-z.’'-]*){1,3}")
_YEAR = re.compile("(?:18|19|20)[0-9]{2}")
_BRACKETS = re.compile("[（(]([^（()）]*)[)）]")
_REGION = re.compile("[一-鿿]{2,5}?(?:省|市|县|自治区)|教育部|科技部|国家|.{2,14}?(?:大学|医院|公司)")
_NUMBERED = re.compile("第|首")
_LOWER_UNITS = ("Department", "AcademicUnit", "Laboratory", "Center", "Base", "Team")


@dataclass(frozen=True, slots=True)
class Value:
    """An entity, or a literal, and the words that say so (None: the layout says so).

    Of an honour also how a holder stands to it (see ``Honour``), and the holder whom its own text names.
    """

    value: int | str
    stretch: Stretch | None = None
    relation: str = ""
    holder: Value | None = None


@dataclass(frozen=True, slots=True)
class Human:
    """A person of a cell, with the titles, offices, institution and other names that the cell itself gives."""

    name: Stretch
    roles: tuple[Stretch, ...] = ()
    unit: Stretch | None = None
    aliases: tuple[str, ...] = ()


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


def values_of(
    holds: str, role: str, cls: str, cell: Stretch, host: int | None, discourse: Discourse
) -> Iterator[tuple[str, Value]]:
    """The values of a cell with their roles; ``holds`` is the kind of its column (people are read by ``people``)."""
    match holds:
        case "titles":
            yield from _titles(cell, role)
        case "honours":
            yield from ((role, value) for value in honours_of(cell, discourse))
        case "fields":
            yield from ((role, value) for value in fields(cell, discourse))
        case "institutions":
            yield from ((role, value) for value in institutions(cell, cls, host, discourse))
        case "entities":
            yield from ((role, value) for value in entities(cell, cls, discourse))
        case "place":
            yield from ((role, value) for value in place(cell, discourse))
        case "year":
            yield from ((role, value) for value in year(cell))
        case _:
            yield role, Value(cell.text, cell)


# -- people ------------------------------------------------------------------------------------------------------------


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
    """The person with what stands in brackets behind the name: an institution, a name in Latin letters, or titles."""
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
    for piece in pieces(cell, "、，,；;/｜|和兼 " if not cell.text.isascii() else ",;/|"):
        match = _roles().fullmatch(piece.text)
        if match or piece.text.isascii() or len(piece.text) <= 20:
            found.append(piece)
    return found


def is_office(word: str) -> bool:
    """Whether a word is an office rather than a title ("院长" against "教授")."""
    return (
        word not in _title_words()
        and (_office_end().search(word) or cell_pattern("english_office").search(word)) is not None
    )


def _titles(cell: Stretch, role: str) -> Iterator[tuple[str, Value]]:
    for piece in roles_of(cell):
        if role != "degree":
            yield "position" if is_office(piece.text) else "title", Value(piece.text, piece)
        elif cell_pattern("degree").fullmatch(piece.text):
            yield role, Value(piece.text, piece)


# -- things ------------------------------------------------------------------------------------------------------------


def _is_institution(text: str) -> bool:
    hit = heads().of(text)
    return hit is not None and hit[1] in INSTITUTIONS


def entities(cell: Stretch, cls: str, discourse: Discourse) -> list[Value]:
    """The things of a cell: one, or several where each is quoted or set in 《》."""
    found = []
    several = re.fullmatch("(?:《[^《》]+》[、，,]?)+", cell.text)
    for piece in pieces(cell, "、，,") if several else [without(cell, "code")]:
        inner = (
            piece.cut(1, len(piece.text) - 1) if piece.text[0] in "《“" and piece.text[-1] in "》”" else piece
        )
        if (
            len(inner.text) > 1
            and not inner.text.isdigit()
            and not cell_pattern("nothing").fullmatch(inner.text)
        ):
            found.append(Value(discourse.table.add(cls, inner.text, (), 5), inner))
    return found


def fields(cell: Stretch, discourse: Discourse) -> list[Value]:
    """The fields of study or practice that a cell lists."""
    found = []
    for piece in pieces(without(cell, "code"), "、，,；;/"):
        name = without(without(without(piece, "code"), "remark"), "field_ends")
        if not 2 <= len(name.text) <= (60 if name.text.isascii() else 16) or cell_pattern(
            "not_fields"
        ).fullmatch(name.text):
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
    own = hit[1] if hit and hit[1] in INSTITUTIONS else _english_class(name.text) or cls
    if (
        not own
        or len(name.text) < 2
        or name.text.isdigit()
        or (hit is None and len(name.text) < 4 and own != "Department")
    ):
        return None
    if (
        own in _LOWER_UNITS
        and host is not None
        and not _stands_alone(name.text)
        and is_a(table.cls(host), "Organization")
    ):
        full = name.text if name.text.startswith(table.name(host)) else table.name(host) + name.text
        unit = table.add(own, full, (), 2)
        if full != name.text:
            table.alias(unit, name.text)
        return unit
    entity = table.add(own, name.text, (), 2)
    if name.text.isascii():
        table.set_language(entity, "en")
    return entity


def _english_class(name: str) -> str:
    """The class that the first part of an English name tells ("Department of …, … Hospital")."""
    first = name.split(",", 1)[0]
    classes: Mapping[str, str] = table_rules()["english"]
    return next((cls for cls, words in classes.items() if re.search(rf"\b(?:{words})\b", first)), "")


def _stands_alone(name: str) -> bool:
    """Whether a unit's name begins with a place or an institution, so that it needs no host."""
    head = heads().of(name)
    inner = heads().of(name[: -len(head[0])]) if head else None
    return (
        place_start().match(name) is not None
        or _REGION.match(name) is not None
        or (inner is not None and inner[1] not in _LOWER_UNITS)
    )


def _known(name: Stretch, discourse: Discourse) -> int | None:
    runs = name.runs()
    for reference in discourse.references[name.passage.index]:
        same = runs == ((reference.start, reference.end),)
        if same and not reference.generic and is_a(reference.cls, "Organization"):
            long = discourse.table.name(reference.entity) != name.text or reference.cls not in _LOWER_UNITS
            if long or _stands_alone(name.text):
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


# -- honours -----------------------------------------------------------------------------------------------------------


def honours_of(cell: Stretch, discourse: Discourse) -> Iterator[Value]:
    """The honours of a cell as entities, contests and programmes among them."""
    for honour in honours(cell):
        honour = _as_programme(honour, discourse)
        entity = _honour(honour, discourse)
        holder = _holder(honour.holder, discourse) if honour.holder is not None else None
        yield Value(entity, honour.stretch, honour.relation, holder)


def _as_programme(honour: Honour, discourse: Discourse) -> Honour:
    """A status that is the name of a programme but for its last word is that programme."""
    for ending in ("计划", "工程", "项目", "行动") if honour.cls == "Award" else ():
        known = discourse.table.find("program", honour.name + ending)
        if known is not None and discourse.table.cls(known) == "Program":
            full = discourse.table.name(known)
            return replace(
                honour, relation="participatesIn", cls="Program", name=full, aliases=(honour.name,)
            )
    return honour


def _honour(honour: Honour, discourse: Discourse) -> int:
    """The honour's entity; a form that the document knows it by already gives way to the full name."""
    table, name = discourse.table, _agreed(honour, discourse)
    group = group_of(honour.cls)
    if table.find(group, name) is None:
        known = (
            table.find(group, honour.stretch.text)
            if honour.cls == "Event"
            else _short_form(honour, name, discourse)
        )
        if known is not None:
            table.rename(known, name)
    entity = table.add(honour.cls, name, (), 3)
    if table.name(entity) in honour.aliases or table.name(entity).endswith(name):
        table.rename(entity, name)
    for alias in (honour.name, *honour.aliases):
        table.alias(entity, alias)
    return entity


def _agreed(honour: Honour, discourse: Discourse) -> str:
    """The name by which the document knows the thing: 全国 may be 中华人民共和国, a programme's last word may be missing."""
    table, name = discourse.table, honour.name
    if name.startswith("全国") and honour.cls in ("Event", "Award"):
        official = f"中华人民共和国{name[2:]}"
        if any(official.startswith(table.name(e)) for e in range(len(table)) if table.cls(e) == "Event"):
            return official
    return name


def _short_form(honour: Honour, name: str, discourse: Discourse) -> int | None:
    """The status that the text has named before in fewer words ("市级一流课程" for "天津市级职业教育一流课程")."""
    table = discourse.table
    if honour.cls != "Award" or place_start().match(name) is None:
        return None
    fitting = [e for e in range(len(table)) if table.cls(e) == "Award" and _abridges(table.name(e), name)]
    return fitting[0] if len(fitting) == 1 else None


def _abridges(short: str, full: str) -> bool:
    letters = iter(full)
    same_end = len(short) >= 8 and short[-6:] == full[-6:] and len(short) < len(full)
    return same_end and not _NUMBERED.match(short) and all(letter in letters for letter in short)


def _holder(holder: Stretch, discourse: Discourse) -> Value | None:
    """Whom the text of an honour names as its holder: a major, or somebody or something recognised there."""
    if holder.text.endswith("专业"):
        return Value(discourse.table.add("Discipline", holder.text, (holder.text[:-2],), 3), holder)
    for reference in discourse.references[holder.passage.index]:
        if holder.runs() == ((reference.start, reference.end),) and not reference.generic:
            return Value(reference.entity, holder)
    return None
