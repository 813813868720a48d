"""The straight line of one document: load → segment → recognise → refer → relate → measure. Pure: path in, Extraction out."""

from __future__ import annotations

from pathlib import Path

from extract.bind import bind
from extract.colleges import independent_colleges
from extract.companies import spread_companies
from extract.compose import compose_names
from extract.derive import derive
from extract.english.read import extract_english, is_english
from extract.entities import EntityTable
from extract.gather import gather, identify
from extract.homes import homes
from extract.language import read, tokens_of
from extract.loaders import load
from extract.loose_ends import loose_ends
from extract.measure import measure
from extract.recognise import recognise
from extract.records import Document, Extraction
from extract.refer import refer
from extract.relate import relate
from extract.rows import relate_rows
from extract.section_lists import section_lists
from extract.segment import segment
from extract.spread import spread_events, spread_people, spread_prizes
from extract.user_lexicon import UserLexicon, load_lexicons


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
    if is_english(document):
        return extract_english(document, layout, lexicon)
    tokens = [tokens_of(doc) for doc in read([p.text for p in layout.passages])]
    mentions = [recognise(p, t, lexicon.find(p)) for p, t in zip(layout.passages, tokens, strict=True)]
    mentions = spread_people(layout.passages, mentions)
    mentions = spread_events(layout.passages, mentions)
    mentions = spread_prizes(layout.passages, mentions)
    mentions = spread_companies(layout.passages, mentions)
    mentions = independent_colleges(layout.passages, mentions)
    table = EntityTable()
    discourse = refer(layout.passages, layout.sections, mentions, table)
    claims = relate_rows(layout.passages, layout.sections, discourse)
    claims += [claim for passage in layout.passages for claim in relate(passage, discourse)]
    claims += loose_ends(layout.passages, discourse, claims)
    claims += section_lists(layout.passages, layout.sections, discourse)
    claims += derive(layout.passages, discourse, claims)
    claims += homes(layout.passages, discourse, claims)
    compose_names(discourse, claims)
    figures = bind(measure(layout.passages, tokens, layout.sections), layout.passages, discourse, claims)
    identify(table, lexicon)
    return gather(document, layout, discourse, claims, figures)
