"""KnowledgeGraph ↔ RDF: ``graph.ttl`` (facts and observations) and ``evidence.ttl`` (where each is said).

Every node has an IRI made from what it says and there are no blank nodes; triples are written sorted by
subject, predicate (``rdf:type`` first) and object. So the same graph always gives the same bytes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.records import Entity, Evidence, Fact, KgError, KnowledgeGraph, Observation, SourceDocument
from ontology.terms import PREFIXES, expand, mint_document, mint_record

TYPE = NamedNode(expand("rdf:type"))
_YEAR = re.compile(r"-?\d{4,}")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

Pairs: TypeAlias = list[tuple[NamedNode, NamedNode | Literal]]


@lru_cache(maxsize=4096)
def term(iri: str) -> NamedNode:
    """The RDF node of an IRI.

    Raises:
        KgError: the IRI is not a valid absolute IRI.
    """
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise KgError(f"{iri!r} is not an IRI ({error}): give an absolute one, like https://…") from None


def named(name: str) -> NamedNode:
    """The RDF node of a local name of the ontology ("about") or a prefixed name ("skos:altLabel")."""
    return term(expand(name))


def language_of(text: str) -> str:
    """The language tag of a name: ``zh`` if it has a Chinese character, else ``en``.

    >>> language_of("天津医科大学"), language_of("Tianjin Medical University")
    ('zh', 'en')
    """
    return "zh" if _HAN.search(text) else "en"


def range_iri(document: str, start: int, end: int) -> str:
    """The IRI of a stretch of a document's text (RFC 5147), which names supporting words."""
    return f"{document}#char={start},{end}"


def evidence_iri(evidence: Evidence, base_iri: str) -> str:
    """The IRI of a place of evidence: two statements read at the same place by the same rule share it."""
    e = evidence
    key = (e.document, e.start, e.end, e.quote, e.marks, e.page, e.section, e.rule, e.confidence)
    return mint_record(base_iri, "Evidence", *map(str, key))


def statement_iri(subject: str, property: str, object: str, base_iri: str) -> str:
    """The IRI of a fact's ``rdf:Statement``; for an observation the fact is (observation, about, entity)."""
    return mint_record(base_iri, "Statement", subject, property, object)


def decimal(number: Decimal | float) -> Literal:
    """``number`` as an ``xsd:decimal`` without exponent."""
    return Literal(f"{Decimal(str(number)):f}", datatype=named("xsd:decimal"))


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=named("xsd:integer"))


def _text(text: str, language: str | None = None) -> Literal:
    try:
        return Literal(text, language=language) if language else Literal(text)
    except ValueError:
        raise KgError(
            f"{text!r} holds half a character (a lone surrogate): mend the source's encoding"
        ) from None


def fact_object(property: str, object: str, literal: bool) -> NamedNode | Literal:
    """The RDF object of a fact: an entity, a year (``xsd:gYear``) for ``foundedIn``, else a plain string."""
    if not literal:
        return term(object)
    if property == "foundedIn" and _YEAR.fullmatch(object):
        return Literal(object, datatype=named("xsd:gYear"))
    return _text(object)


def _entity_pairs(entity: Entity) -> Pairs:
    label = _text(entity.label, entity.language)
    pairs: Pairs = [
        (TYPE, named(entity.cls)),
        (named("skos:prefLabel"), label),
        (named("rdfs:label"), label),
    ]
    pairs += [(named("skos:altLabel"), _text(alias, language_of(alias))) for alias in entity.aliases]
    for other in entity.identifiers:
        pairs += [(named("skos:exactMatch"), term(other)), (named("owl:sameAs"), term(other))]
    return pairs


def _observation_pairs(observation: Observation) -> Pairs:
    pairs: Pairs = [
        (TYPE, named("Observation")),
        (named("about"), term(observation.about)),
        (named("measure"), _text(observation.measure)),
        (named("value"), decimal(observation.value)),
        (named("approximate"), Literal(observation.approximate)),
    ]
    if observation.unit:
        pairs.append((named("unit"), _text(observation.unit)))
    if observation.period:
        pairs.append((named("period"), _text(observation.period)))
    return pairs


def _document_pairs(document: SourceDocument) -> Pairs:
    title = document.sections[0].title if document.sections else ""
    return [
        (TYPE, named("Document")),
        (TYPE, named("prov:Entity")),
        (named("dcterms:identifier"), _text(document.name)),
        (named("dcterms:title"), _text(title or document.name)),
        (named("dcterms:format"), _text(document.media_type)),
        (named("dcterms:source"), _text(document.source)),
        (named("schema:sha256"), _text(document.sha256)),
    ]


def _evidence_nodes(evidence: Evidence, iri: str, base_iri: str) -> Iterator[tuple[str, Pairs]]:
    """The evidence node and its two selectors."""
    quote_iri, position_iri = f"{iri}/quote", f"{iri}/position"
    source = mint_document(base_iri, evidence.document)
    pairs: Pairs = [
        (TYPE, named("Evidence")),
        (named("oa:hasSource"), term(source)),
        (named("oa:hasSelector"), NamedNode(quote_iri)),
        (named("oa:hasSelector"), NamedNode(position_iri)),
        (named("extractedBy"), _text(evidence.rule)),
        (named("confidence"), decimal(evidence.confidence)),
    ]
    pairs += [
        (named("dcterms:hasPart"), term(range_iri(source, start, end))) for start, end in evidence.marks
    ]
    if evidence.page is not None:
        pairs.append((named("schema:pagination"), _integer(evidence.page)))
    if evidence.section:
        pairs.append((named("schema:articleSection"), _text(evidence.section)))
    yield iri, pairs
    yield quote_iri, [(TYPE, named("oa:TextQuoteSelector")), (named("oa:exact"), _text(evidence.quote))]
    yield (
        position_iri,
        [
            (TYPE, named("oa:TextPositionSelector")),
            (named("oa:start"), _integer(evidence.start)),
            (named("oa:end"), _integer(evidence.end)),
        ],
    )


def _statement_pairs(statement: Fact | Observation, base_iri: str) -> tuple[str, Pairs]:
    """The reified statement of a fact, or of an observation's ``ikg:about``."""
    if isinstance(statement, Fact):
        subject, property, object = statement.subject, statement.property, statement.object
        node = fact_object(property, object, statement.literal)
    else:
        subject, property, object = statement.iri, "about", statement.about
        node = term(object)
    pairs: Pairs = [
        (TYPE, named("rdf:Statement")),
        (named("rdf:subject"), term(subject)),
        (named("rdf:predicate"), named(property)),
        (named("rdf:object"), node),
        (named("confidence"), decimal(statement.confidence)),
    ]
    derived = named("prov:wasDerivedFrom")
    pairs += [(derived, NamedNode(evidence_iri(e, base_iri))) for e in statement.evidence]
    return statement_iri(subject, property, object, base_iri), pairs


def _sorted_triples(nodes: dict[str, Pairs]) -> Iterator[Triple]:
    for iri in sorted(nodes):
        subject = term(iri)
        pairs = {(p.value != TYPE.value, p.value, str(o)): (p, o) for p, o in nodes[iri]}
        for key in sorted(pairs):
            yield Triple(subject, *pairs[key])


def fact_triples(graph: KnowledgeGraph) -> Iterator[Triple]:
    """The triples of ``graph.ttl``, sorted: entities, facts and observations."""
    nodes: dict[str, Pairs] = defaultdict(list)
    for entity in graph.entities:
        nodes[entity.iri] += _entity_pairs(entity)
    for fact in graph.facts:
        node = fact_object(fact.property, fact.object, fact.literal)
        nodes[fact.subject].append((named(fact.property), node))
    for observation in graph.observations:
        nodes[observation.iri] += _observation_pairs(observation)
    return _sorted_triples(nodes)


def evidence_triples(graph: KnowledgeGraph, base_iri: str) -> Iterator[Triple]:
    """The triples of ``evidence.ttl``, sorted: documents, statements, evidence and its selectors."""
    nodes: dict[str, Pairs] = {}
    for document in graph.documents:
        nodes[mint_document(base_iri, document.name)] = _document_pairs(document)
    said: tuple[Fact | Observation, ...] = (*graph.facts, *graph.observations)
    for statement in said:
        iri, pairs = _statement_pairs(statement, base_iri)
        nodes[iri] = pairs
        for evidence in statement.evidence:
            place = evidence_iri(evidence, base_iri)
            if place not in nodes:
                nodes.update(_evidence_nodes(evidence, place, base_iri))
    return _sorted_triples(nodes)


def write_turtle(triples: Iterable[Triple], path: Path, base_iri: str) -> None:
    """Write sorted ``triples`` as Turtle; entity IRIs are shortened by the prefix ``id:``."""
    serialize(triples, path, RdfFormat.TURTLE, prefixes={**PREFIXES, "id": base_iri})
