"""A view for research directories: VIVO, ORG and FOAF terms only, as ``vivo.yaml`` maps them; Turtle."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.exporters.source import Source
from kg.rdf import TYPE, language_of, named
from kg.records import Fact, KnowledgeGraph
from ontology.terms import PREFIXES, mint_record

MAPPING = Path(__file__).with_name("vivo.yaml")
USED = ("foaf", "org", "rdf", "rdfs", "skos", "vivo", "xsd")
_YEAR = re.compile(r"\d{4}")


def write(source: Source, target: Path) -> None:
    """Write the view as Turtle."""
    prefixes = {name: PREFIXES[name] for name in USED} | {"id": source.base_iri}
    serialize(_triples(source.bare_graph, source.base_iri), target, RdfFormat.TURTLE, prefixes=prefixes)


@cache
def mapping() -> Mapping[str, Any]:
    """The content of ``vivo.yaml``."""
    found: Mapping[str, Any] = yaml.safe_load(MAPPING.read_text(encoding="utf-8"))
    return found


def _triples(graph: KnowledgeGraph, base_iri: str) -> Iterator[Triple]:
    shown = {entity.iri for entity in graph.entities if entity.cls in mapping()["classes"]}
    offices = _offices(graph.facts)
    for entity in graph.entities:
        if entity.iri in shown:
            node = NamedNode(entity.iri)
            yield from (Triple(node, TYPE, named(each)) for each in mapping()["classes"][entity.cls])
            yield Triple(node, named("rdfs:label"), Literal(entity.label, language=entity.language))
            for alias in entity.aliases:
                yield Triple(node, named("skos:altLabel"), Literal(alias, language=language_of(alias)))
    for fact in graph.facts:
        if fact.subject in shown and (fact.literal or fact.object in shown):
            yield from _fact(fact, base_iri, offices)


def _offices(facts: Sequence[Fact]) -> Mapping[str, Sequence[str]]:
    """Person → the offices, for those with one affiliation."""
    office = mapping()["office"]
    titles: dict[str, list[str]] = defaultdict(list)
    posts: Counter[str] = Counter()
    for fact in facts:
        if fact.property == office["property"]:
            titles[fact.subject].append(fact.object)
        elif fact.property == office["of"]:
            posts[fact.subject] += 1
    return {person: offices for person, offices in titles.items() if posts[person] == 1}


def _fact(fact: Fact, base_iri: str, offices: Mapping[str, Sequence[str]]) -> Iterator[Triple]:
    subject = NamedNode(fact.subject)
    predicate = mapping()["properties"].get(fact.property)
    if predicate:
        value = Literal(fact.object) if fact.literal else NamedNode(fact.object)
        yield Triple(subject, named(predicate), value)
    elif fact.property in mapping()["relationships"] and not fact.literal:
        yield from _relationship(fact, base_iri, offices)
    elif fact.property in mapping()["years"] and _YEAR.fullmatch(fact.object):
        yield from _year(subject, mapping()["years"][fact.property], fact.object, base_iri)


def _relationship(fact: Fact, base_iri: str, offices: Mapping[str, Sequence[str]]) -> Iterator[Triple]:
    node = NamedNode(mint_record(base_iri, "Statement", fact.subject, fact.property, fact.object) + "/vivo")
    yield Triple(node, TYPE, named(mapping()["relationships"][fact.property]))
    for end in (fact.subject, fact.object):
        yield Triple(node, named("vivo:relates"), NamedNode(end))
        yield Triple(NamedNode(end), named("vivo:relatedBy"), node)
    office = mapping()["office"]
    if fact.property == office["of"]:
        for title in offices.get(fact.subject, ()):
            yield Triple(node, named(office["predicate"]), Literal(title))


def _year(subject: NamedNode, predicate: str, year: str, base_iri: str) -> Iterator[Triple]:
    interval, start = (
        NamedNode(mint_record(base_iri, "Interval", subject.value, year, part)) for part in ("", "start")
    )
    moment = Literal(f"{year}-01-01T00:00:00", datatype=named("xsd:dateTime"))
    yield Triple(subject, named(predicate), interval)
    yield Triple(interval, TYPE, named("vivo:DateTimeInterval"))
    yield Triple(interval, named("vivo:start"), start)
    yield Triple(start, TYPE, named("vivo:DateTimeValue"))
    yield Triple(start, named("vivo:dateTime"), moment)
    yield Triple(start, named("vivo:dateTimePrecision"), named("vivo:yearPrecision"))
