"""The straight line of one document: load → segment → recognise → refer → relate → measure. Pure: path in, Extraction out."""

from __future__ import annotations

from pathlib import Path

from extract.bind import bind
from extract.derive import compose_names, derive
from extract.entities import EntityTable
from extract.language import read, tokens_of
from extract.loaders import load
from extract.measure import measure
from extract.recognise import recognise
from extract.records import Claim, Document, Extraction, Occurrence, Passage
from extract.refer import Discourse, refer
from extract.relate import relate
from extract.rows import relate_rows
from extract.segment import segment
from extract.user_lexicon import UserLexicon, load_lexicons
from ontology.terms import group_of


def read_document(path: Path, name: str, lexicons: tuple[Path, ...] = ()) -> Extraction:
    """Reads one document, with the names of a user's lexicons.

    Raises:
        ExtractError: the file or a lexicon cannot be read.
    """
    return extract(load(path, name), load_lexicons(lexicons))


def extract(document: Document, lexicon: UserLexicon | None = None) -> Extraction:
    """What a loaded document says."""
    lexicon = lexicon or load_lexicons(())
    layout = segment(document)
    tokens = [tokens_of(doc) for doc in read([p.text for p in layout.passages])]
    mentions = [recognise(p, t, lexicon.find(p)) for p, t in zip(layout.passages, tokens, strict=True)]
    table = EntityTable()
    discourse = refer(layout.passages, layout.sections, mentions, table)
    claims = relate_rows(layout.passages, layout.sections, discourse)
    claims += [claim for passage in layout.passages for claim in relate(passage, discourse)]
    claims += derive(layout.passages, discourse, claims)
    compose_names(discourse, claims)
    figures = bind(measure(layout.passages, tokens, layout.sections), layout.passages, discourse)
    _identify(table, lexicon)
    wanted = _wanted(table, discourse, claims, {f.about for f in figures})
    return Extraction(
        document=document,
        sections=layout.sections,
        entities=table.freeze(wanted),
        occurrences=_occurrences(layout.passages, discourse, wanted),
        claims=tuple(c for c in claims if c.subject in wanted),
        figures=tuple(figures),
        furniture=layout.furniture,
    )


def _identify(table: EntityTable, lexicon: UserLexicon) -> None:
    """Gives the entities of the lexicon their identifiers and other names."""
    for entry in lexicon.entries:
        entity = table.find(group_of(entry.cls), entry.name)
        if entity is not None:
            table.identify(entity, entry.identifiers)


def _wanted(table: EntityTable, discourse: Discourse, claims: list[Claim], about: set[int]) -> set[int]:
    """Entities worth keeping: those with a claim or a figure, and every person and institution that is named in full."""
    wanted = about | {c.subject for c in claims} | {c.object for c in claims if isinstance(c.object, int)}
    named = {r.entity for row in discourse.references for r in row if not r.generic}
    known = {e for row in discourse.references for r in row for e in (r.entity,) if r.known and table.cls(e) in ("Program", "Award")}
    return wanted | known | {e for e in named if table.cls(e) in _KEPT}


_KEPT = frozenset({"Person", "University", "Hospital", "ResearchInstitute", "Company", "Association", "Laboratory", "GovernmentBody", "School"})


def _occurrences(passages: tuple[Passage, ...], discourse: Discourse, wanted: set[int]) -> tuple[Occurrence, ...]:
    found = set()
    for passage in passages:
        for r in discourse.references[passage.index]:
            if r.entity in wanted:
                found.add((*passage.source(r.start, r.end), r.entity))
    return tuple(Occurrence(entity, start, end) for start, end, entity in sorted(found))
