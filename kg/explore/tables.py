"""The graph as numbered tables: what pages embed and scripts look up by number instead of by IRI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from os.path import commonprefix
from typing import Any
from urllib.parse import quote

from kg.explore.pinyin import search_key
from kg.explore.text import covered, unwrap
from kg.records import Entity, Evidence, Fact, KnowledgeGraph, Observation, SourceDocument


@dataclass(frozen=True, slots=True)
class Tables:
    """A graph with its entities numbered: ``numbers`` maps IRIs, ``degrees`` counts neighbours."""

    graph: KnowledgeGraph
    numbers: dict[str, int]
    ids: tuple[str, ...]
    degrees: tuple[int, ...]
    classes: tuple[str, ...]
    properties: tuple[str, ...]
    documents: dict[str, int]
    links: tuple[tuple[int, int, int], ...]

    def is_link(self, fact: Fact) -> bool:
        """Whether a fact joins two entities of the graph (a literal, or a dangling IRI, does not)."""
        return not fact.literal and fact.object in self.numbers


def tables(graph: KnowledgeGraph) -> Tables:
    """Number a graph's entities, classes, properties and documents, and count each entity's neighbours.

    Figures are put in the order in which the documents report them.
    """
    graph = replace(graph, observations=tuple(sorted(graph.observations, key=_first_place)))
    numbers = {entity.iri: index for index, entity in enumerate(graph.entities)}
    links = tuple(
        (numbers[fact.subject], index, numbers[fact.object])
        for index, fact in enumerate(graph.facts)
        if not fact.literal and fact.object in numbers and fact.subject in numbers
    )
    pairs = {(min(s, o), max(s, o)) for s, _, o in links if s != o}
    degrees = Counter(end for pair in pairs for end in pair)
    return Tables(
        graph=graph,
        numbers=numbers,
        ids=_short_ids(graph.entities),
        degrees=tuple(degrees[index] for index in range(len(graph.entities))),
        classes=tuple(sorted({entity.cls for entity in graph.entities})),
        properties=tuple(sorted({fact.property for fact in graph.facts})),
        documents={document.name: index for index, document in enumerate(graph.documents)},
        links=links,
    )


def _first_place(figure: Observation) -> tuple[str, int, str]:
    """Where a figure is first reported: document, the offset of its words; then its IRI."""
    places = [(e.document, min((start for start, _ in e.marks), default=e.start)) for e in figure.evidence]
    return (*min(places, default=("", 0)), figure.iri)


def _short_ids(entities: Sequence[Entity]) -> tuple[str, ...]:
    """IRIs without what they have in common up to a slash: short enough for a URL fragment, still unique."""
    common = commonprefix([entity.iri for entity in entities]) if len(entities) > 1 else ""  # noqa: RUF071 - IRIs
    cut = common.rfind("/") + 1
    return tuple(entity.iri[cut:] for entity in entities)


def document_file(document: SourceDocument) -> str:
    """The reader's file name of a document, as a URL relative to ``documents/``."""
    return quote(f"{document.name}.html")


def document_title(document: SourceDocument) -> str:
    """What a document is called on the pages: its title if it has one, else its name."""
    titled = document.sections[0].title.strip() if document.sections else ""
    return titled or document.name


def document_rows(table: Tables) -> list[dict[str, str]]:
    """The documents as pages list them: title and address of the reader, relative to the folder."""
    return [
        {"name": d.name, "title": document_title(d), "href": f"documents/{document_file(d)}"}
        for d in table.graph.documents
    ]


def entity_columns(table: Tables, chosen: Sequence[int], *, search: bool) -> dict[str, Any]:
    """Columns of the chosen entities, parallel lists; ``key`` is the pinyin index, only with ``search``."""
    classes = {name: index for index, name in enumerate(table.classes)}
    entities = [table.graph.entities[index] for index in chosen]
    columns: dict[str, Any] = {
        "id": [table.ids[index] for index in chosen],
        "cls": [classes[entity.cls] for entity in entities],
        "label": [entity.label for entity in entities],
        "alias": [list(entity.aliases) for entity in entities],
        "link": {row: list(e.identifiers) for row, e in enumerate(entities) if e.identifiers},
    }
    if search:
        columns["key"] = [search_key((entity.label, *entity.aliases)) for entity in entities]
    return columns


def fact_columns(table: Tables, facts: Sequence[Fact], numbers: dict[str, int]) -> dict[str, Any]:
    """Columns of facts: ``o`` is an entity's number or a literal's text; ``c`` is per cent; ``d`` documents.

    Args:
        table: the graph's tables, which number properties and documents.
        facts: the facts to write, whose subjects are all in ``numbers``.
        numbers: the page's own numbering of entities by IRI.
    """
    properties = {name: index for index, name in enumerate(table.properties)}
    return {
        "s": [numbers[fact.subject] for fact in facts],
        "p": [properties[fact.property] for fact in facts],
        "o": [fact.object if fact.literal else numbers.get(fact.object, fact.object) for fact in facts],
        "c": [round(fact.confidence * 100) for fact in facts],
        "d": [_documents(table, fact.evidence) for fact in facts],
    }


def figure_columns(table: Tables, figures: Sequence[Observation], numbers: dict[str, int]) -> dict[str, Any]:
    """Columns of observations; ``value`` stays a decimal numeral, so that no digit is lost."""
    return {
        "about": [numbers.get(figure.about, -1) for figure in figures],
        "measure": [figure.measure for figure in figures],
        "value": [format(figure.value, "f") for figure in figures],
        "unit": [figure.unit for figure in figures],
        "period": [figure.period for figure in figures],
        "approx": [int(figure.approximate) for figure in figures],
        "c": [round(figure.confidence * 100) for figure in figures],
        "d": [_documents(table, figure.evidence) for figure in figures],
    }


def _documents(table: Tables, evidence: Sequence[Evidence]) -> int | list[int]:
    """The documents that support a statement; a bare number where it is one, which is nearly always."""
    found = sorted({table.documents[e.document] for e in evidence if e.document in table.documents})
    return found[0] if len(found) == 1 else found


def evidence_block(table: Tables, statements: Sequence[Sequence[Evidence]], first: int = 0) -> dict[str, Any]:
    """The evidence of consecutive statements, each quotation written once.

    Returns:
        ``quotes``: document, start, end, unwrapped text, page, section; ``of``: for each statement, rows of
        quote number, marks (offsets in the unwrapped text), rule number, confidence in per cent.
    """
    quotes: dict[Evidence | tuple[str, int, int], int] = {}
    rows: list[list[Any]] = []
    sections: dict[str, int] = {}
    rules: dict[str, int] = {}
    of: list[list[list[Any]]] = []
    for statement in statements:
        written: list[list[Any]] = []
        for evidence in statement:
            key = (evidence.document, evidence.start, evidence.end)
            text, offsets = unwrap(evidence.quote, 0, len(evidence.quote))
            if key not in quotes:
                quotes[key] = len(rows)
                section = sections.setdefault(evidence.section, len(sections))
                document = table.documents.get(evidence.document, -1)
                rows.append([document, evidence.start, evidence.end, text, evidence.page, section])
            marks = [
                list(covered(offsets, start - evidence.start, end - evidence.start))
                for start, end in sorted(evidence.marks)
            ]
            rule = rules.setdefault(evidence.rule, len(rules))
            written.append([quotes[key], marks, rule, round(evidence.confidence * 100)])
        of.append(written)
    return {"first": first, "quotes": rows, "sections": list(sections), "rules": list(rules), "of": of}
