"""JSON-LD, framed: one object an entity, with its figures inside; written one object at a time.

``context.jsonld`` maps the names to schema.org where it has the term, else to the ontology; it is part of the
file, so that nothing has to be fetched. ``schema_org.yaml`` gives the types.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pyoxigraph import Literal

from kg.exporters.source import Source
from kg.rdf import fact_object, language_of
from kg.records import Entity, Fact, KnowledgeGraph, Observation
from ontology.terms import shorten

CONTEXT = Path(__file__).with_name("context.jsonld")
TYPES = Path(__file__).with_name("schema_org.yaml")


def write(source: Source, target: Path) -> None:
    """Write the graph as JSON-LD."""
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(source.bare_graph))


def _lines(graph: KnowledgeGraph) -> Iterator[str]:
    yield f'{{\n"@context": {_json(context())},\n"@graph": ['
    facts, figures = _by_subject(graph.facts), _by_subject(graph.observations)
    separator = "\n"
    for entity in graph.entities:
        described = _entity(entity, facts.pop(entity.iri, ()), figures.pop(entity.iri, ()))
        yield separator + _json(described)
        separator = ",\n"
    for iri, left in figures.items():  # about something that the graph does not describe
        yield separator + _json({"id": iri, "figures": [_figure(figure) for figure in left]})
        separator = ",\n"
    yield "\n]\n}\n"


@cache
def context() -> Mapping[str, Any]:
    """Term → its definition, as ``context.jsonld`` has them."""
    found: Mapping[str, Any] = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
    return found


@cache
def types() -> Mapping[str, str]:
    """Class of the ontology → schema.org type."""
    found: Mapping[str, str] = yaml.safe_load(TYPES.read_text(encoding="utf-8"))
    return found


def _by_subject(said: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for each in said:
        found[each.subject if isinstance(each, Fact) else each.about].append(each)
    return dict(found)


def _type(cls: str) -> list[str]:
    return [*filter(None, [types().get(cls)]), f"ikg:{cls}"]


def _entity(entity: Entity, facts: Sequence[Fact], figures: Sequence[Observation]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": entity.iri,
        "type": _type(entity.cls),
        "name": {entity.language: entity.label},
    }
    if entity.aliases:
        others: dict[str, list[str]] = defaultdict(list)
        for alias in entity.aliases:
            others[language_of(alias)].append(alias)
        described["alternateName"] = others
    if entity.identifiers:
        described["sameAs"] = entity.identifiers
    for fact in facts:
        term, value = _value(fact)
        described.setdefault(term, []).append(value)
    if figures:
        described["figures"] = [_figure(figure) for figure in figures]
    return described


def _value(fact: Fact) -> tuple[str, Any]:
    """Term and value of a fact; one whose object is not of the type that the context says is written out."""
    expected = context().get(fact.property)
    node = fact_object(fact.property, fact.object, fact.literal)
    kind = shorten(node.datatype.value) if isinstance(node, Literal) else "@id"
    if expected is not None and kind == expected.get("@type", "xsd:string"):
        return fact.property, fact.object
    return f"ikg:{fact.property}", {"@value" if fact.literal else "@id": fact.object}


def _figure(figure: Observation) -> dict[str, Any]:
    described = {
        "id": figure.iri,
        "type": _type("Observation"),
        "measure": figure.measure,
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "period": figure.period,
        "approximate": figure.approximate,
    }
    return {name: value for name, value in described.items() if value != ""}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
