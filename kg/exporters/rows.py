"""The graph as rows of nodes and edges with typed columns: what network tools and tables share.

Nodes are entities and figures (observations). Facts with a literal object are columns of their subject. An
edge is a fact between entities, or leads from a figure to what it is about; it has the strongest of its
evidence. No cell holds several values: tools without lists get them joined by `` | ``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kg.records import Entity, Evidence, Fact, KnowledgeGraph, Observation
from kg.tables import LIST_JOIN, strongest
from ontology.terms import group_of, vocabulary

Kind: TypeAlias = Literal["string", "double", "long", "boolean"]
Cell: TypeAlias = str | float | int | bool | None
Columns: TypeAlias = Mapping[str, Kind]
"""Name of a column → type of its cells, in order."""

FIGURE = "Observation"
ABOUT = "about"
NAMES: Columns = {"label": "string", "class": "string", "group": "string", "language": "string"}
FIGURES: Columns = {
    "measure": "string",
    "value": "double",
    "unit": "string",
    "period": "string",
    "approximate": "boolean",
}
EDGES: Columns = {
    "property": "string",
    "confidence": "double",
    "quote": "string",
    "document": "string",
    "page": "long",
    "section": "string",
    "start": "long",
    "end": "long",
    "rule": "string",
    "evidence": "long",
}
"""``evidence`` is the number of places that say it, the others are of the strongest."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity or a figure; ``cells`` and ``lists`` have the columns that it has a value for."""

    id: str
    cells: Mapping[str, Cell]
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def flat(self) -> dict[str, Cell]:
        """All its cells, lists joined."""
        return {**self.cells, **{name: LIST_JOIN.join(values) for name, values in self.lists.items()}}


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact between nodes; ``cells`` has the columns that it has a value for."""

    source: str
    target: str
    property: str
    cells: Mapping[str, Cell]


class Rows:
    """Columns, nodes and edges of ``graph``; rows are made one at a time, so nothing is held twice."""

    def __init__(self, graph: KnowledgeGraph, figures: bool = True) -> None:
        self._graph = graph
        self._observations = graph.observations if figures else ()
        self._literals = _literals(graph.facts)
        present = {property for values in self._literals.values() for property in values}
        known = {
            name for name, term in vocabulary().properties.items() if term.literal and _of_entity(term.domain)
        }
        self.list_columns: Sequence[str] = ("aliases", "identifiers", *sorted(present | known))
        self.scalar_columns: Columns = {**NAMES, **(FIGURES if figures else {})}
        self.node_columns: Columns = {
            **NAMES,
            **dict.fromkeys(self.list_columns, "string"),
            **self.scalar_columns,
        }
        self.edge_columns: Columns = EDGES

    def nodes(self) -> Iterator[Node]:
        """Entities, then figures, then ends of facts that the graph does not describe."""
        for entity in self._graph.entities:
            yield self._entity(entity)
        for observation in self._observations:
            yield Node(observation.iri, _figure_cells(observation))
        for iri in self._undescribed():
            yield Node(iri, {"label": iri})

    def edges(self) -> Iterator[Edge]:
        """Facts between entities, then from figures to what they are about."""
        for fact in self._graph.facts:
            if not fact.literal:
                cells = _edge_cells(fact.property, fact.confidence, fact.evidence)
                yield Edge(fact.subject, fact.object, fact.property, cells)
        for figure in self._observations:
            yield Edge(
                figure.iri, figure.about, ABOUT, _edge_cells(ABOUT, figure.confidence, figure.evidence)
            )

    def _entity(self, entity: Entity) -> Node:
        cells: dict[str, Cell] = {
            "label": entity.label,
            "class": entity.cls,
            "group": group(entity.cls),
            "language": entity.language,
        }
        names = {"aliases": entity.aliases, "identifiers": entity.identifiers}
        lists = {**names, **self._literals.get(entity.iri, {})}
        return Node(entity.iri, cells, {name: values for name, values in lists.items() if values})

    def _undescribed(self) -> list[str]:
        ends = {fact.object for fact in self._graph.facts if not fact.literal}
        ends.update(figure.about for figure in self._observations)
        return sorted(ends.difference(entity.iri for entity in self._graph.entities))


def group(cls: str) -> str:
    """The group of a class ("institution"), "" for one that the ontology does not have."""
    return group_of(cls) if cls in vocabulary().classes else ""


def _of_entity(domain: Sequence[str]) -> bool:
    return all(cls not in vocabulary().classes or group_of(cls) != "record" for cls in domain)


def _literals(facts: Sequence[Fact]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.literal:
            found[fact.subject][fact.property].append(fact.object)
    return found


def _figure_cells(figure: Observation) -> dict[str, Cell]:
    shown = " ".join(
        part for part in (figure.measure, f"{figure.value:f}{figure.unit}", figure.period) if part
    )
    cells: dict[str, Cell] = {
        "label": shown,
        "class": FIGURE,
        "group": group(FIGURE),
        "measure": figure.measure,
        "value": float(figure.value),
        "unit": figure.unit,
        "period": figure.period,
        "approximate": figure.approximate,
    }
    return {name: cell for name, cell in cells.items() if cell != ""}


def _edge_cells(property: str, confidence: float, evidence: Sequence[Evidence]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"property": property, "confidence": confidence, "evidence": len(evidence)}
    best = strongest(evidence)
    if best is not None:
        cells |= {
            "quote": best.quote,
            "document": best.document,
            "start": best.start,
            "end": best.end,
            "rule": best.rule,
        }
        if best.page is not None:
            cells["page"] = best.page
        if best.section:
            cells["section"] = best.section
    return cells
