"""What changed between two graph folders: two editions of a report, or one report read by two versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from kg.records import Entity, Fact, KnowledgeGraph, Observation

T = TypeVar("T")
_SIGNS = {"-": "gone", "+": "new", "~": "moved"}
Pairs = tuple[tuple[Observation, Observation], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What only the first graph holds (``gone``), what only the second one holds (``new``), in the graphs' order.

    ``moved`` are figures that each reports once of one thing, with another value or for another period.
    """

    gone: KnowledgeGraph
    new: KnowledgeGraph
    moved: Pairs
    names: dict[str, str]


def compare(before: KnowledgeGraph, after: KnowledgeGraph) -> Difference:
    """The difference of two graphs.

    Entities are the same if their IRIs are; facts if subject, property and object are; figures if they are of the same
    thing, measure, unit and period and have the same value.
    """
    entities = _unshared(before.entities, after.entities, lambda e: e.iri)
    facts = _unshared(before.facts, after.facts, lambda f: (f.subject, f.property, f.object))
    gone, new = _unshared(before.observations, after.observations, lambda o: (_series(o), o.period, o.value))
    moved, gone, new = _paired(gone, new, lambda o: (_series(o), o.period))
    later, gone, new = _paired(gone, new, _series)
    return Difference(
        KnowledgeGraph(entities[0], facts[0], gone, ()),
        KnowledgeGraph(entities[1], facts[1], new, ()),
        moved + later,
        {e.iri: e.label for e in before.entities + after.entities},
    )


def _series(o: Observation) -> tuple[str, str, str]:
    return o.about, o.measure, o.unit


def _unshared(
    before: tuple[T, ...], after: tuple[T, ...], key: Callable[[T], Hashable]
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    old, new = set(map(key, before)), set(map(key, after))
    return tuple(x for x in before if key(x) not in new), tuple(x for x in after if key(x) not in old)


def _paired(
    gone: tuple[Observation, ...], new: tuple[Observation, ...], key: Callable[[Observation], Hashable]
) -> tuple[Pairs, tuple[Observation, ...], tuple[Observation, ...]]:
    """The figures of a key of which each side has one, and what is left of both sides."""
    old_counts, new_counts = Counter(map(key, gone)), Counter(map(key, new))
    single = {k for k, count in old_counts.items() if count == 1 == new_counts[k]}
    after = {key(o): o for o in new}
    return (
        tuple((o, after[key(o)]) for o in gone if key(o) in single),
        tuple(o for o in gone if key(o) not in single),
        tuple(o for o in new if key(o) not in single),
    )


def lines(difference: Difference) -> Iterator[str]:
    """The difference as text: "-" before what is gone, "+" before what is new, "~" before a figure that moved."""
    names, gone, new = difference.names, difference.gone, difference.new
    figures = [f"~ {_subject(a, names)}: {_value(a)} → {_value(b)}" for a, b in difference.moved]
    yield from _section("entities", map(_entity, gone.entities), map(_entity, new.entities))
    yield from _section("facts", (_fact(f, names) for f in gone.facts), (_fact(f, names) for f in new.facts))
    yield from _section(
        "figures",
        (f"{_subject(o, names)}: {_value(o)}" for o in gone.observations),
        (f"{_subject(o, names)}: {_value(o)}" for o in new.observations),
        figures,
    )


def _section(title: str, gone: Iterable[str], new: Iterable[str], moved: Iterable[str] = ()) -> Iterator[str]:
    rows = [*(f"- {row}" for row in gone), *(f"+ {row}" for row in new), *moved]
    signs = Counter(row[0] for row in rows)
    counts = [f"{signs[sign]:,} {word}" for sign, word in _SIGNS.items() if signs[sign]]
    yield f"{title}: {', '.join(counts) or 'the same'}"
    yield from sorted((f"  {row}" for row in rows), key=lambda row: (row[4:], row))


def _entity(e: Entity) -> str:
    return f"{e.label} ({e.cls})"


def _fact(f: Fact, names: dict[str, str]) -> str:
    return f"{names[f.subject]} {f.property} {f.object if f.literal else names[f.object]}"


def _subject(o: Observation, names: dict[str, str]) -> str:
    return f"{names[o.about]} · {o.measure}"


def _value(o: Observation) -> str:
    about = "about " if o.approximate else ""
    return f"{about}{o.value:f} {o.unit}" + (f" ({o.period})" if o.period else "")
