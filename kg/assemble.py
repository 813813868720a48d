"""Claims, figures and entities of all documents → one KnowledgeGraph; equal facts merge, evidence adds up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from extract.records import Claim, Extraction, Figure, Section, Skipped, Support
from kg.records import (
    Evidence,
    Fact,
    KnowledgeGraph,
    Observation,
    SkippedInput,
    SourceDocument,
    SourceMention,
    SourceSection,
)
from kg.resolve import Resolution
from kg.settings import CONFIDENCE_CAP, CONFIDENCE_DIGITS, SECTION_JOIN, Settings
from ontology.terms import allows, mint_observation, property_term

Triple = tuple[str, str, str, bool]

ONE_WAY = frozenset({"partOf", "overseenBy", "predecessor", "advises"})
"""Properties that never hold in both directions: of two such facts the better supported stays."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure with the entity resolved, before equal ones are one."""

    iri: str
    about: str
    figure: Figure
    evidence: Evidence


def assemble(
    extractions: Sequence[Extraction],
    resolution: Resolution,
    skipped: Iterable[Skipped] = (),
    settings: Settings | None = None,
) -> KnowledgeGraph:
    """Put the graph together.

    A claim is left out if the ontology does not allow it for the classes that its ends were resolved to, or
    if both ends turned out to be one thing, or if its reverse is better supported where only one can be true.

    Args:
        extractions: What the documents say, in any order.
        resolution: Who their local entities are.
        skipped: The inputs that gave nothing.
        settings: The base of figures' IRIs; statements below ``min_confidence`` are left out.
    """
    settings = settings or Settings()
    documents = sorted(extractions, key=lambda extraction: extraction.document.name)
    return KnowledgeGraph(
        entities=resolution.entities,
        facts=_facts(documents, resolution, settings.min_confidence),
        observations=_observations(documents, resolution, settings),
        documents=tuple(_source(extraction, resolution.iris) for extraction in documents),
        skipped=tuple(sorted((SkippedInput(s.source, s.reason) for s in skipped), key=lambda s: s.source)),
    )


def combined(evidence: Iterable[Evidence]) -> float:
    """The confidence that evidence gives together: each place counts once, with its best rule.

    Returns:
        1 - Π (1 - confidence of a place), rounded and capped.
    """
    places: dict[tuple[str, int, int], float] = defaultdict(float)
    for one in evidence:
        place = one.document, one.start, one.end
        places[place] = max(places[place], one.confidence)
    together = 1 - prod(1 - confidence for _, confidence in sorted(places.items()))
    return min(CONFIDENCE_CAP, round(together, CONFIDENCE_DIGITS))


def evidence_order(evidence: Evidence) -> tuple[object, ...]:
    """The sort key of evidence: place first; unpaginated documents sort as page 0."""
    e = evidence
    return (e.document, e.start, e.end, e.quote, e.marks, e.page or 0, e.section, e.rule, e.confidence)


def _together(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(evidence), key=evidence_order))


def _facts(
    documents: Sequence[Extraction], resolution: Resolution, min_confidence: float
) -> tuple[Fact, ...]:
    classes = {entity.iri: entity.cls for entity in resolution.entities}
    found: dict[Triple, list[Evidence]] = defaultdict(list)
    for extraction in documents:
        paths = section_paths(extraction.sections)
        for claim in extraction.claims:
            triple = _triple(claim, extraction.document.name, resolution.iris)
            if _allowed(triple, classes):
                found[triple].append(_evidence(claim.support, extraction, paths))
    facts = {}
    for triple in sorted(found):
        evidence = _together(found[triple])
        confidence = combined(evidence)
        if confidence >= min_confidence:
            facts[triple] = Fact(*triple, confidence, evidence)
    return tuple(fact for fact in facts.values() if not _contradicted(fact, facts))


def _contradicted(fact: Fact, facts: Mapping[Triple, Fact]) -> bool:
    """Whether the reverse of a one-way fact is better supported, or as well and from the larger IRI."""
    reverse = facts.get((fact.object, fact.property, fact.subject, False))
    if reverse is None or fact.property not in ONE_WAY:
        return False
    return (reverse.confidence, fact.subject) > (fact.confidence, reverse.subject)


def _triple(claim: Claim, document: str, iris: Mapping[tuple[str, int], str]) -> Triple:
    """The claim between resolved entities; a symmetric property goes from the smaller IRI to the larger."""
    subject = iris[document, claim.subject]
    if isinstance(claim.object, str):
        return subject, claim.property, claim.object, True
    object = iris[document, claim.object]
    if property_term(claim.property).symmetric:
        subject, object = sorted((subject, object))
    return subject, claim.property, object, False


def _allowed(triple: Triple, classes: Mapping[str, str]) -> bool:
    subject, property, object, literal = triple
    return subject != object and allows(property, classes[subject], None if literal else classes[object])


def _observations(
    documents: Sequence[Extraction], resolution: Resolution, settings: Settings
) -> tuple[Observation, ...]:
    found: dict[str, list[_Said]] = defaultdict(list)
    for extraction in documents:
        paths = section_paths(extraction.sections)
        for figure in extraction.figures:
            about = resolution.iris[extraction.document.name, figure.about]
            iri = mint_observation(
                settings.base_iri, about, figure.measure, figure.value, figure.unit, figure.period
            )
            found[iri].append(_Said(iri, about, figure, _evidence(figure.support, extraction, paths)))
    observations = (_observation(found[iri]) for iri in sorted(found))
    return tuple(o for o in observations if o.confidence >= settings.min_confidence)


def _observation(said: Sequence[_Said]) -> Observation:
    """One figure from all places that report it; it is approximate if any of them says so."""
    evidence = _together(one.evidence for one in said)
    first = said[0].figure
    return Observation(
        iri=said[0].iri,
        about=said[0].about,
        measure=_usual(one.figure.measure for one in said),
        value=Decimal(first.value),
        unit=_usual(one.figure.unit for one in said),
        period=_usual(one.figure.period for one in said),
        approximate=any(one.figure.approximate for one in said),
        confidence=combined(evidence),
        evidence=evidence,
    )


def _usual(spellings: Iterable[str]) -> str:
    votes = Counter(spellings)
    return min(votes, key=lambda spelling: (-votes[spelling], spelling))


def section_paths(sections: Sequence[Section]) -> dict[int, str]:
    """The title path of every section by index: "2 附属医院 › 2.1 第一医院"; "" for the document itself."""
    paths: dict[int, str] = {}
    for section in sorted(sections, key=lambda s: s.index):
        if section.parent is None:
            paths[section.index] = ""
            continue
        title = f"{section.number} {section.title}".strip()
        paths[section.index] = SECTION_JOIN.join(filter(None, (paths[section.parent], title)))
    return paths


def _evidence(support: Support, extraction: Extraction, paths: Mapping[int, str]) -> Evidence:
    return Evidence(
        document=extraction.document.name,
        start=support.start,
        end=support.end,
        quote=extraction.document.text[support.start : support.end],
        marks=tuple(sorted(set(support.marks))),
        page=support.page,
        section=paths.get(support.section, ""),
        rule=support.rule,
        confidence=round(support.confidence, CONFIDENCE_DIGITS),
    )


def _source(extraction: Extraction, iris: Mapping[tuple[str, int], str]) -> SourceDocument:
    document = extraction.document
    mentions = {SourceMention(o.start, o.end, iris[document.name, o.entity]) for o in extraction.occurrences}
    return SourceDocument(
        name=document.name,
        source=document.source,
        media_type=document.media_type,
        sha256=document.sha256,
        text=document.text,
        sections=tuple(
            SourceSection(s.level, s.number, s.title, s.parent, s.start, s.end)
            for s in sorted(extraction.sections, key=lambda s: s.index)
        ),
        mentions=tuple(sorted(mentions)),
        pages=tuple((page.number, page.start, page.end) for page in document.pages),
        furniture=tuple((block.kind.value, block.start, block.end) for block in extraction.furniture),
    )
