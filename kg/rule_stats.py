"""How often each rule fired in a built graph, with examples: a bad rule shows in a minute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.records import Evidence, KnowledgeGraph


@dataclass(frozen=True, slots=True)
class RuleStatistics:
    """One rule: evidence it gave for facts and figures, its mean confidence, what it asserted, and up to some examples."""

    rule: str
    facts: int
    figures: int
    confidence: float
    properties: tuple[tuple[str, int], ...]
    examples: tuple[tuple[str, Evidence], ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    what: str
    statement: str
    figure: bool
    evidence: Evidence


def rule_statistics(graph: KnowledgeGraph, examples: int = 3) -> tuple[RuleStatistics, ...]:
    """Statistics of every rule that fired, the most frequent first (ties by name)."""
    hits: dict[str, list[_Hit]] = {}
    for hit in _hits(graph):
        hits.setdefault(hit.evidence.rule, []).append(hit)
    rows = [_row(rule, found, examples) for rule, found in hits.items()]
    return tuple(sorted(rows, key=lambda r: (-(r.facts + r.figures), r.rule)))


def _hits(graph: KnowledgeGraph) -> Iterator[_Hit]:
    labels = {entity.iri: entity.label for entity in graph.entities}
    for fact in graph.facts:
        target = fact.object if fact.literal else labels.get(fact.object, fact.object)
        statement = f"{labels.get(fact.subject, fact.subject)} {fact.property} {target}"
        for evidence in fact.evidence:
            yield _Hit(fact.property, statement, False, evidence)
    for figure in graph.observations:
        statement = f"{labels.get(figure.about, figure.about)}: {figure.measure} = {figure.value} {figure.unit}".rstrip()
        for evidence in figure.evidence:
            yield _Hit("figure", statement, True, evidence)


def _row(rule: str, hits: list[_Hit], examples: int) -> RuleStatistics:
    figures = sum(hit.figure for hit in hits)
    counts = Counter(hit.what for hit in hits)
    shown = sorted(hits, key=lambda h: (h.evidence.document, h.evidence.start, h.statement))
    step = max(1, len(shown) // examples) if examples else 1
    return RuleStatistics(
        rule,
        len(hits) - figures,
        figures,
        sum(hit.evidence.confidence for hit in hits) / len(hits),
        tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        tuple((hit.statement, hit.evidence) for hit in shown[::step][:examples]),
    )
