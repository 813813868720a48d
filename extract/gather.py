"""The end of the line of one document: the entities worth keeping, and the ``Extraction`` with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.confidence import calibrated
from extract.discourse import Discourse
from extract.entities import EntityTable
from extract.records import Claim, Document, Extraction, Figure, Occurrence, Segmentation, Support
from extract.user_lexicon import UserLexicon
from ontology.terms import group_of

_KEPT = frozenset(
    {"Person", "University", "Hospital", "ResearchInstitute", "Company", "Association", "Laboratory"}
    | {"GovernmentBody", "School"}
)
_KEPT_IF_KNOWN = frozenset({"Program", "Award"})


def gather(
    document: Document,
    layout: Segmentation,
    discourse: Discourse,
    claims: Sequence[Claim],
    figures: Sequence[Figure],
) -> Extraction:
    """The extraction of a document: what was read of it, without entities that nothing is said of."""
    wanted = _wanted(discourse, claims, figures)
    return Extraction(
        document=document,
        sections=layout.sections,
        entities=discourse.table.freeze(wanted),
        occurrences=_occurrences(layout, discourse, wanted),
        claims=tuple(replace(c, support=_calibrated(c.support)) for c in claims),
        figures=tuple(replace(f, support=_calibrated(f.support)) for f in figures),
        furniture=layout.furniture,
    )


def _calibrated(support: Support) -> Support:
    return replace(support, confidence=calibrated(support.rule, support.confidence))


def identify(table: EntityTable, lexicon: UserLexicon) -> None:
    """Gives the entities of a user's lexicon their identifiers in other registers."""
    for entry in lexicon.entries:
        entity = table.find(group_of(entry.cls), entry.name)
        if entity is not None:
            table.identify(entity, entry.identifiers)


def _wanted(discourse: Discourse, claims: Sequence[Claim], figures: Sequence[Figure]) -> set[int]:
    """Entities with a claim or a figure, and every person and larger institution that is named in full."""
    wanted = {c.subject for c in claims} | {f.about for f in figures}
    wanted |= {c.object for c in claims if isinstance(c.object, int)}
    for row in discourse.references:
        for r in row:
            cls = discourse.table.cls(r.entity)
            if (cls in _KEPT and not r.generic) or (cls in _KEPT_IF_KNOWN and r.known):
                wanted.add(r.entity)
    return wanted


def _occurrences(layout: Segmentation, discourse: Discourse, wanted: set[int]) -> tuple[Occurrence, ...]:
    found = {
        (*layout.passages[r.passage].source(r.start, r.end), r.entity)
        for row in discourse.references
        for r in row
        if r.entity in wanted
    }
    return tuple(Occurrence(entity, start, end) for start, end, entity in sorted(found))
