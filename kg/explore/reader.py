"""The reader: a report with its entities highlighted and, in the margin, what each passage contributed."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from kg.explore.page import Frame, embedded, environment, render
from kg.explore.reflow import TextBlock, blocks
from kg.explore.tables import Tables, document_title
from kg.explore.text import covered
from kg.explore.words import class_style
from kg.records import Evidence, Fact, Observation, SourceDocument, SourceMention

_HOVER_FACTS = 8
_NOTES = 40
"""Statements listed beside one passage; the rest is counted."""


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """A block as the template prints it: HTML, source range, runs of offsets, number of notes."""

    kind: str
    level: int
    section: int
    page: int | None
    html: Markup
    start: int
    end: int
    runs: str
    notes: int


@dataclass(frozen=True, slots=True)
class Statements:
    """What was read from each document: (offset, kind, number) sorted; kind 0 is a fact, 1 an observation."""

    by_document: Mapping[str, Sequence[tuple[int, int, int]]]
    hover: Mapping[int, Sequence[int]]


def gather(table: Tables) -> Statements:
    """Sort the graph's statements by the place where they were read, once for all documents."""
    found: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    hover: dict[int, list[int]] = defaultdict(list)
    graph = table.graph
    kinds: tuple[Sequence[Fact | Observation], ...] = (graph.facts, graph.observations)
    for kind, statements in enumerate(kinds):
        for number, statement in enumerate(statements):
            for evidence in statement.evidence:
                found[evidence.document].add((_place(evidence), kind, number))
    for number, fact in enumerate(graph.facts):
        for end in {fact.subject, fact.object}:
            if end in table.numbers and len(hover[table.numbers[end]]) < _HOVER_FACTS:
                hover[table.numbers[end]].append(number)
    return Statements({name: sorted(places) for name, places in found.items()}, hover)


def _place(evidence: Evidence) -> int:
    """Where a statement is shown: at its first supporting word, since a quotation may span paragraphs."""
    return min((start for start, _ in evidence.marks), default=evidence.start)


def reader_page(table: Tables, frame: Frame, document: SourceDocument, statements: Statements) -> str:
    """Render the reader of one document."""
    found = blocks(document)
    starts = [block.start for block in found]
    notes: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for offset, kind, number in statements.by_document.get(document.name, ()):
        at = bisect_right(starts, offset) - 1
        if at >= 0:
            notes[at].append((kind, number))
    mentioned = sorted({table.numbers[m.entity] for m in document.mentions if m.entity in table.numbers})
    local = {number: index for index, number in enumerate(mentioned)}
    rows = list(_rows(table, document, found, local, notes))
    listed = {at: listed[:_NOTES] for at, listed in notes.items()}
    data = embedded(
        entities=_entities(table, mentioned, statements),
        notes={str(at): [_note(table, *note) for note in rows_] for at, rows_ in sorted(listed.items())},
    )
    made = environment("reader", frame, data, ("reader",), root="../")
    return render(
        "reader.html",
        made,
        title=document_title(document),
        source=document.source,
        rows=rows,
        contents=[row for row in rows if row.kind == "heading" and row.level <= 3],
        counts=_counts(table, document, statements),
    )


def documents_page(table: Tables, frame: Frame, statements: Statements) -> str:
    """Render the list of documents."""
    rows = [
        {**row, "source": document.source, "counts": _counts(table, document, statements)}
        for row, document in zip(frame.documents, table.graph.documents, strict=True)
    ]
    return render("documents.html", environment("documents", frame, embedded(), ()), rows=rows)


def _counts(table: Tables, document: SourceDocument, statements: Statements) -> dict[str, int]:
    """How many entities a document names, and how many facts and figures it supports."""
    found = {(kind, number) for _, kind, number in statements.by_document.get(document.name, ())}
    return {
        "n": len({mention.entity for mention in document.mentions} & table.numbers.keys()),
        "m": sum(kind == 0 for kind, _ in found),
        "k": sum(kind == 1 for kind, _ in found),
    }


def _rows(
    table: Tables,
    document: SourceDocument,
    found: Sequence[TextBlock],
    local: Mapping[int, int],
    notes: Mapping[int, Sequence[tuple[int, int]]],
) -> Iterator[ReaderRow]:
    mentions = sorted(document.mentions, key=lambda m: (m.start, -m.end, m.entity))
    starts = [mention.start for mention in mentions]
    for number, block in enumerate(found):
        inside = mentions[bisect_right(starts, block.start - 1) : bisect_right(starts, block.end - 1)]
        html = escape(block.text) if block.kind == "contents" else _highlighted(table, block, inside, local)
        yield ReaderRow(
            block.kind,
            block.level,
            block.section,
            block.page,
            html,
            block.start,
            block.end,
            _runs(block.offsets),
            len(notes.get(number, ())),
        )


def _runs(offsets: Sequence[int]) -> str:
    """Offsets as runs, "start+length,…": how scripts find a source offset in the joined text.

    >>> _runs([3, 4, 5, 8, 9])
    '3+3,8+2'
    """
    runs: list[list[int]] = []
    for offset in offsets:
        if runs and offset == runs[-1][0] + runs[-1][1]:
            runs[-1][1] += 1
        else:
            runs.append([offset, 1])
    return ",".join(f"{start}+{length}" for start, length in runs)


def _highlighted(
    table: Tables, block: TextBlock, mentions: Sequence[SourceMention], local: Mapping[int, int]
) -> Markup:
    """The block's text with its mentions as links; of names inside one another the longest is meant."""
    parts: list[str | Markup] = []
    at = 0
    for mention in mentions:
        number = table.numbers.get(mention.entity)
        start, end = covered(block.offsets, mention.start, min(mention.end, block.end))
        if number is None or start < at or start >= end:
            continue
        cls = table.graph.entities[number].cls
        link = Markup('<a class="e" data-e="{}" data-c="{}">{}</a>')
        parts += [escape(block.text[at:start]), link.format(local[number], cls, block.text[start:end])]
        at = end
    parts.append(escape(block.text[at:]))
    return Markup("").join(parts)


def _entities(table: Tables, mentioned: Sequence[int], statements: Statements) -> list[list[Any]]:
    """What cards and links need: id, class, colour, shape, label, facts as (message key, text)."""
    rows: list[list[Any]] = []
    for number in mentioned:
        entity = table.graph.entities[number]
        style = class_style(entity.cls)
        facts = [_hover_fact(table, number, fact) for fact in statements.hover.get(number, ())]
        rows.append([table.ids[number], entity.cls, style.color, style.shape, entity.label, facts])
    return rows


def _hover_fact(table: Tables, number: int, index: int) -> tuple[str, str]:
    fact = table.graph.facts[index]
    outward = table.numbers.get(fact.subject) == number
    key = f"property.{fact.property}" + ("" if outward or fact.property == "collaboratesWith" else ".of")
    return key, _name(table, fact.object if outward else fact.subject, literal=fact.literal and outward)


def _name(table: Tables, term: str, *, literal: bool) -> str:
    return term if literal or term not in table.numbers else table.graph.entities[table.numbers[term]].label


def _note(table: Tables, kind: int, number: int) -> list[str]:
    """A margin note: subject's id and label; property key, object's id and object, or "", measure, value."""
    graph = table.graph
    if kind == 0:
        fact = graph.facts[number]
        target = table.numbers.get(fact.object) if not fact.literal else None
        return [
            _id(table, fact.subject),
            _name(table, fact.subject, literal=False),
            f"property.{fact.property}",
            "" if target is None else table.ids[target],
            _name(table, fact.object, literal=fact.literal),
        ]
    figure = graph.observations[number]
    amount = f"{figure.value:f} {figure.unit}".strip()
    told = f"{amount} ({figure.period})" if figure.period else amount
    return [_id(table, figure.about), _name(table, figure.about, literal=False), "", figure.measure, told]


def _id(table: Tables, iri: str) -> str:
    return table.ids[table.numbers[iri]] if iri in table.numbers else ""
