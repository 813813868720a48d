"""The honours of a cell as entities, one with what the document calls them elsewhere in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.cell_things import Value
from extract.cells import Stretch
from extract.discourse import Discourse
from extract.honours import Honour, honours
from extract.lexicon import place_start
from ontology.terms import group_of

_NUMBERED = re.compile("第|首")
_SHORTEST, _SAME_END = 8, 6


def honours_of(cell: Stretch, discourse: Discourse) -> Iterator[Value]:
    """The honours of a cell as entities, contests and programmes among them."""
    for honour in (_as_programme(found, discourse) for found in honours(cell)):
        entity = _honour(honour, discourse)
        holder = _holder(honour.holder, honour.name, discourse) if honour.holder is not None else None
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
    """The honour's entity; what the document calls by a shorter form is the same thing."""
    table, name = discourse.table, _agreed(honour, discourse)
    group = group_of(honour.cls)
    short = _known_form(honour, name, discourse)
    if short is not None and table.find(group, name) is None:
        table.rename(short, name)
    entity = table.add(honour.cls, name, (), 3)
    if short is not None and short != entity:
        _redirect(discourse, short, entity)
    if table.name(entity) in honour.aliases:
        table.rename(entity, name)
    for alias in (honour.name, *honour.aliases):
        table.alias(entity, alias)
    return entity


def _redirect(discourse: Discourse, old: int, new: int) -> None:
    """Lets the words that stand for ``old`` stand for ``new``."""
    for row in discourse.references:
        row[:] = [replace(r, entity=new) if r.entity == old else r for r in row]


def _agreed(honour: Honour, discourse: Discourse) -> str:
    """The name by which the document knows the thing: 全国 may be 中华人民共和国."""
    table, name = discourse.table, honour.name
    if name.startswith("全国") and honour.cls in ("Event", "Award"):
        official = f"中华人民共和国{name[2:]}"
        if any(official.startswith(table.name(e)) for e in range(len(table)) if table.cls(e) == "Event"):
            return official
    return name


def _known_form(honour: Honour, name: str, discourse: Discourse) -> int | None:
    """What the document calls the thing in another form."""
    match honour.cls:
        case "Event":
            return discourse.table.find("program", honour.stretch.text)
        case "Association":
            forms = (discourse.table.find("institution", alias) for alias in honour.aliases)
            return next((form for form in forms if form is not None), None)
        case _:
            return _short_form(honour, name, discourse)


def _short_form(honour: Honour, name: str, discourse: Discourse) -> int | None:
    """The status that the document names in fewer words ("市级一流课程": "天津市级职业教育一流课程")."""
    table = discourse.table
    if honour.cls != "Award" or place_start().match(name) is None:
        return None
    fitting = [e for e in range(len(table)) if table.cls(e) == "Award" and _abridges(table.name(e), name)]
    return fitting[0] if len(fitting) == 1 else None


def _abridges(short: str, full: str) -> bool:
    letters = iter(full)
    same_end = len(short) >= _SHORTEST and short[-_SAME_END:] == full[-_SAME_END:] and len(short) < len(full)
    return same_end and not _NUMBERED.match(short) and all(letter in letters for letter in short)


def _holder(holder: Stretch, award: str, discourse: Discourse) -> Value | None:
    """Whom the text of an honour names as its holder: a major, a work, or what was recognised there."""
    table, text = discourse.table, holder.text
    if text.endswith("专业"):
        return Value(table.add("Discipline", text, (text[:-2],), 3), holder)
    if text[0] == "《" and text[-1] == "》":
        return Value(table.add("Publication" if "教材" in award else "Course", text[1:-1], (), 3), holder)
    for reference in discourse.references[holder.passage.index]:
        if holder.runs() == ((reference.start, reference.end),) and not reference.generic:
            return Value(reference.entity, holder)
    return None
