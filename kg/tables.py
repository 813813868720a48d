"""The three tables of a graph folder: ``entities.csv``, ``facts.csv`` and ``observations.csv``.

Plain UTF-8 without a byte order mark, comma separated, CRLF line ends (RFC 4180). They are for reading and
for pandas, not a second source of truth: one row a statement, with the strongest of its evidence. Text that a
spreadsheet would run as a formula (it starts with ``=``, ``+``, ``-``, ``@``, tab or return) is written with
an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg.records import Evidence, KnowledgeGraph
from ontology.terms import IKG

ENTITY_COLUMNS = ("iri", "class", "label", "language", "aliases", "identifiers", "facts", "observations")
EVIDENCE_COLUMNS = ("quote", "document", "page", "section", "start", "end", "rule", "evidence")
FACT_COLUMNS = (
    *("subject", "property", "object", "confidence"),
    *EVIDENCE_COLUMNS,
    *("subject_iri", "property_iri", "object_iri"),
)
OBSERVATION_COLUMNS = (
    *("about", "measure", "value", "unit", "period", "approximate", "confidence"),
    *EVIDENCE_COLUMNS,
    *("about_iri", "observation_iri"),
)
LIST_JOIN = " | "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """One value as the text of a cell: numbers bare, nothing for None, text that looks like a formula quoted.

    >>> cell("=1+1"), cell(-5), cell(None), cell(True)
    ("'=1+1", '-5', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV text."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()


def strongest(evidence: Sequence[Evidence]) -> Evidence | None:
    """The evidence of highest confidence, the first in the text among equals; None if there is none."""
    return max(evidence, key=lambda e: e.confidence, default=None)


def _evidence_cells(evidence: Sequence[Evidence]) -> tuple[object, ...]:
    best = strongest(evidence)
    if best is None:
        return (*("",) * (len(EVIDENCE_COLUMNS) - 1), 0)
    return (
        *(best.quote, best.document, best.page, best.section, best.start, best.end, best.rule),
        len(evidence),
    )


def entity_table(graph: KnowledgeGraph) -> str:
    """``entities.csv``; ``facts`` counts those with the entity at either end."""
    ends = Counter(fact.subject for fact in graph.facts)
    ends.update(fact.object for fact in graph.facts if not fact.literal)
    figures = Counter(observation.about for observation in graph.observations)
    return to_csv(
        ENTITY_COLUMNS,
        (
            (
                *(e.iri, e.cls, e.label, e.language),
                *(LIST_JOIN.join(e.aliases), LIST_JOIN.join(e.identifiers)),
                *(ends[e.iri], figures[e.iri]),
            )
            for e in graph.entities
        ),
    )


def fact_table(graph: KnowledgeGraph) -> str:
    """``facts.csv``; ``object_iri`` is empty where the object is a literal."""
    labels = {entity.iri: entity.label for entity in graph.entities}
    return to_csv(
        FACT_COLUMNS,
        (
            (
                labels.get(fact.subject, fact.subject),
                fact.property,
                fact.object if fact.literal else labels.get(fact.object, fact.object),
                fact.confidence,
                *_evidence_cells(fact.evidence),
                *(fact.subject, IKG + fact.property, "" if fact.literal else fact.object),
            )
            for fact in graph.facts
        ),
    )


def observation_table(graph: KnowledgeGraph) -> str:
    """``observations.csv``."""
    labels = {entity.iri: entity.label for entity in graph.entities}
    return to_csv(
        OBSERVATION_COLUMNS,
        (
            (
                *(labels.get(o.about, o.about), o.measure, o.value, o.unit, o.period),
                *(o.approximate, o.confidence, *_evidence_cells(o.evidence)),
                *(o.about, o.iri),
            )
            for o in graph.observations
        ),
    )
