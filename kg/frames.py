"""The graph as typed tables: the rows behind the DataFrames of ``kg.open`` and the Parquet files.

Columns are called as in the CSV files of a graph folder; here lists stay lists, numbers numbers, and text is
as it is. ``evidence`` has every place, the others the strongest one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TypeAlias

from kg.records import Evidence, KnowledgeGraph
from kg.tables import EVIDENCE_COLUMNS, strongest
from ontology.terms import IKG

Kind: TypeAlias = Literal["text", "texts", "number", "integer", "yes/no"]
Row: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One table: ``columns`` maps names to kinds in order, ``rows`` makes the rows of a graph in order."""

    name: str
    columns: Mapping[str, Kind]
    rows: Callable[[KnowledgeGraph], Iterator[Row]]


_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("aliases", "identifiers"), "texts"),
    **dict.fromkeys(("confidence", "value"), "number"),
    **dict.fromkeys(("facts", "observations", "page", "start", "end", "evidence"), "integer"),
    **dict.fromkeys(("literal", "approximate"), "yes/no"),
}


def _columns(*names: str) -> dict[str, Kind]:
    return {name: _KINDS.get(name, "text") for name in names}


def _entities(graph: KnowledgeGraph) -> Iterator[Row]:
    ends = Counter(fact.subject for fact in graph.facts)
    ends.update(fact.object for fact in graph.facts if not fact.literal)
    figures = Counter(observation.about for observation in graph.observations)
    for e in graph.entities:
        names = (list(e.aliases), list(e.identifiers))
        yield (e.iri, e.cls, e.label, e.language, *names, ends[e.iri], figures[e.iri])


def _facts(graph: KnowledgeGraph) -> Iterator[Row]:
    labels = {entity.iri: entity.label for entity in graph.entities}
    for fact in graph.facts:
        shown = fact.object if fact.literal else labels.get(fact.object, fact.object)
        yield (
            *(labels.get(fact.subject, fact.subject), fact.property, shown, fact.literal, fact.confidence),
            *_strongest(fact.evidence),
            *(fact.subject, IKG + fact.property, None if fact.literal else fact.object),
        )


def _observations(graph: KnowledgeGraph) -> Iterator[Row]:
    labels = {entity.iri: entity.label for entity in graph.entities}
    for o in graph.observations:
        yield (
            *(labels.get(o.about, o.about), o.measure, float(o.value), o.unit, o.period, o.approximate),
            *(o.confidence, *_strongest(o.evidence), o.about, o.iri),
        )


def _evidence(graph: KnowledgeGraph) -> Iterator[Row]:
    stated = chain(
        ((fact.subject, fact.property, fact.object, fact.evidence) for fact in graph.facts),
        ((o.iri, "about", o.about, o.evidence) for o in graph.observations),
    )
    for subject, property, object_, places in stated:
        for place in places:
            yield (subject, IKG + property, object_, *_place(place), place.confidence)


def _place(e: Evidence) -> Row:
    return (e.quote, e.document, e.page, e.section, e.start, e.end, e.rule)


def _strongest(evidence: Sequence[Evidence]) -> Row:
    best = strongest(evidence)
    return (*((None,) * 7 if best is None else _place(best)), len(evidence))


ENTITIES = Frame(
    "entities",
    _columns("iri", "class", "label", "language", "aliases", "identifiers", "facts", "observations"),
    _entities,
)
FACTS = Frame(
    "facts",
    _columns(
        *("subject", "property", "object", "literal", "confidence", *EVIDENCE_COLUMNS),
        *("subject_iri", "property_iri", "object_iri"),
    ),
    _facts,
)
OBSERVATIONS = Frame(
    "observations",
    _columns(
        *("about", "measure", "value", "unit", "period", "approximate", "confidence", *EVIDENCE_COLUMNS),
        *("about_iri", "observation_iri"),
    ),
    _observations,
)
EVIDENCE = Frame(
    "evidence",
    _columns("subject_iri", "property_iri", "object", *EVIDENCE_COLUMNS[:-1], "confidence"),
    _evidence,
)
FRAMES = (ENTITIES, FACTS, OBSERVATIONS, EVIDENCE)
