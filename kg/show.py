"""One entity with all that is said of it, as records and as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.records import Entity, Evidence, Fact, KgError, KnowledgeGraph, Observation

QUOTE_WIDTH = 120
"""Longest quotation of a line, in characters; a longer one is cut around its supporting words."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a graph says of one entity; ``labels`` gives the labels of the entities at the other ends."""

    entity: Entity
    outgoing: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    figures: tuple[Observation, ...]
    labels: dict[str, str]


def card(graph: KnowledgeGraph, iri: str) -> Card:
    """Collect what ``graph`` says of the entity ``iri``.

    Raises:
        KgError: the graph has no such entity.
    """
    labels = {entity.iri: entity.label for entity in graph.entities}
    entity = next((entity for entity in graph.entities if entity.iri == iri), None)
    if entity is None:
        raise KgError(f"{iri} is not an entity of this graph")
    outgoing = tuple(fact for fact in graph.facts if fact.subject == iri)
    incoming = tuple(fact for fact in graph.facts if fact.object == iri and not fact.literal)
    figures = tuple(observation for observation in graph.observations if observation.about == iri)
    ends = {fact.object for fact in outgoing} | {fact.subject for fact in incoming}
    return Card(
        entity,
        tuple(sorted(outgoing, key=lambda f: (f.property, labels.get(f.object, f.object)))),
        tuple(sorted(incoming, key=lambda f: (f.property, labels.get(f.subject, f.subject)))),
        tuple(sorted(figures, key=lambda o: (o.measure, o.period, o.value, o.unit))),
        {end: labels[end] for end in sorted(ends) if end in labels},
    )


def lines(shown: Card, every_place: bool = False) -> Iterator[str]:
    """The card as lines of plain text.

    Args:
        shown: What to write.
        every_place: Write all the evidence of a statement, not just the strongest.
    """
    entity = shown.entity
    yield f"{entity.label}  ({entity.cls})"
    yield f"  {entity.iri}"
    if entity.aliases:
        yield f"  also: {'、'.join(entity.aliases)}"
    for identifier in entity.identifiers:
        yield f"  same as: {identifier}"
    yield from _section("facts", _outgoing(shown, every_place))
    yield from _section("facts that point here", _incoming(shown, every_place))
    yield from _section("figures", _figures(shown, every_place))
    if not (shown.outgoing or shown.incoming or shown.figures):
        yield "\nnamed in the documents, but nothing is said of it that the graph could hold"


def _section(title: str, body: Iterable[str]) -> Iterator[str]:
    rows = list(body)
    if rows:
        yield f"\n{title}"
        yield from rows


def _outgoing(shown: Card, every_place: bool) -> Iterator[str]:
    for fact in shown.outgoing:
        end = fact.object if fact.literal else shown.labels.get(fact.object, fact.object)
        yield f"  {fact.property} → {end}  [{fact.confidence:.2f}]"
        yield from _places(fact.evidence, every_place)


def _incoming(shown: Card, every_place: bool) -> Iterator[str]:
    for fact in shown.incoming:
        yield f"  {shown.labels.get(fact.subject, fact.subject)} → {fact.property}  [{fact.confidence:.2f}]"
        yield from _places(fact.evidence, every_place)


def _figures(shown: Card, every_place: bool) -> Iterator[str]:
    for figure in shown.figures:
        about = "about " if figure.approximate else ""
        period = f", {figure.period}" if figure.period else ""
        value = f"{figure.value:f}"
        yield f"  {figure.measure}: {about}{value} {figure.unit}{period}  [{figure.confidence:.2f}]"
        yield from _places(figure.evidence, every_place)


def _places(evidence: Sequence[Evidence], every_place: bool) -> Iterator[str]:
    ranked = sorted(evidence, key=lambda e: -e.confidence)
    for one in ranked if every_place else ranked[:1]:
        page = f" p. {one.page}" if one.page is not None else ""
        yield f"      {one.document}{page}: “{excerpt(one)}”"
    if len(ranked) > 1 and not every_place:
        yield f"      and {len(ranked) - 1} more (--all shows them)"


def excerpt(evidence: Evidence) -> str:
    """The quotation on one line, cut around its supporting words where it is long."""
    start, end = 0, len(evidence.quote)
    if end > QUOTE_WIDTH and evidence.marks:
        first, last = evidence.marks[0][0] - evidence.start, evidence.marks[-1][1] - evidence.start
        slack = max(0, QUOTE_WIDTH - (last - first)) // 2
        start, end = max(0, first - slack), min(end, last + slack)
    cut = one_line(evidence.quote[start:end])
    return f"{'…' if start else ''}{cut}{'…' if end < len(evidence.quote) else ''}"


def one_line(text: str) -> str:
    r"""``text`` without line breaks: wrapped Chinese is joined, other words keep a space; control signs go.

    >>> one_line("肝病\n研究所 of\nMedicine")
    '肝病研究所 of Medicine'
    """
    words = text.split()
    joined = words[:1]
    for before, word in pairwise(words):
        joined.append(word if ord(before[-1]) > 0x2E7F or ord(word[0]) > 0x2E7F else f" {word}")
    return "".join(c for c in "".join(joined) if c.isprintable())
