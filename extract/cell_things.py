"""Things in cells: institutions, fields of study, works, places → entities of the document's table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from extract.cell_people import pieces, without
from extract.cells import Stretch
from extract.classes import INSTITUTIONS
from extract.discourse import Discourse
from extract.lexicon import heads, place_start
from extract.phrases import field_end
from extract.table_rules import cell_pattern, table_rules
from ontology.terms import is_a

_YEAR = re.compile("(?:18|19|20)[0-9]{2}")
_REGION = re.compile("[一-鿿]{2,5}?(?:省|市|县|自治区)|教育部|科技部|国家|.{2,14}?(?:大学|医院|公司)")
# "…医学" + "教育部重点实验室", "…" + "安徽省工程研究中心": who approved a unit also makes its name one of a kind.
_LEVEL_INSIDE = re.compile(
    "(?:[一-鿿]{2}[省市]|自治区|教育部|科技部|管理局|委员会|国家|国际|地方|省部共建)(?:级|地方)?(?:联合|重点|工程|技术|协同|临床|合作|研究)"
)
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
    for piece in chain.from_iterable(map(_listed, pieces(without(cell, "code"), "；;。"))):
        name = without(without(without(_unlettered(piece), "code"), "remark"), "field_ends")
        if not 2 <= len(name.text) <= (60 if name.text.isascii() else 24) or cell_pattern(
            "not_fields"
        ).fullmatch(name.text):
            continue
        entity = discourse.table.add("Discipline", name.text, (), 3)
        if discourse.table.name(entity) == f"{name.text}专业":
            discourse.table.rename(entity, name.text)
        found.append(Value(entity, name))
    return found


def _listed(cell: Stretch) -> Iterator[Stretch]:
    """The items of a list, without what is said of them all ("甲、乙等疾病的诊治")."""
    end = field_end(cell.text, 0, len(cell.text)) if re.search("等(?!级|离子)", cell.text) else len(cell.text)
    return pieces(cell.cut(0, end), "、，,/")


def _unlettered(piece: Stretch) -> Stretch:
    """The piece without the letter that numbers it, which a blank sets off in the text ("A 甲", not "B细胞")."""
    apart = (
        len(piece.text) > 1
        and piece.passage.offsets[piece.offsets[1]] - piece.passage.offsets[piece.offsets[0]] > 1
    )
    return piece.cut(1, len(piece.text)) if apart and re.match("[A-H][一-鿿]", piece.text) else piece


def courses(cell: Stretch, cls: str, discourse: Discourse) -> list[Value]:
    """The courses that a cell lists, in 《》 or bare, remarks in brackets aside."""
    found = []
    for piece in pieces(without(cell, "code"), "、，,；;。"):
        name = without(without(piece, "code"), "remark")
        inner = name.cut(1, len(name.text) - 1) if re.fullmatch("《[^《》]+》|“[^“”]+”", name.text) else name
        heading = re.search("课题|项目|课程$|论文|成果", inner.text)
        if (
            not heading
            and 2 <= len(inner.text) <= (60 if inner.text.isascii() else 24)
            and not cell_pattern("not_fields").fullmatch(inner.text)
        ):
            found.append(Value(discourse.table.add(cls, inner.text, (), 3), inner))
    return found


def institutions(cell: Stretch, cls: str, host: int | None, discourse: Discourse) -> list[Value]:
    """The institutions of a cell; units named without the one they belong to are those of ``host``."""
    found = []
    for piece in pieces(cell, "、；;|｜" if re.search("[A-Za-z]", cell.text) else "、；;，,|｜/ "):
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
        and not is_a(table.cls(host), "Association")
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
        name.isascii()
        or place_start().match(name) is not None
        or _REGION.match(name) is not None
        or _LEVEL_INSIDE.search(name) is not None
        or (inner is not None and inner[1] in INSTITUTIONS and inner[1] not in _LOWER_UNITS)
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
