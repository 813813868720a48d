"""The straight line of an English document: recognise → refer → relate → derive → measure. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.bind import bind
from extract.english.derive import derive_english
from extract.english.fields import read_fields
from extract.english.recognise import recognise_english
from extract.english.refer import refer_english
from extract.english.rules import english_rules
from extract.entities import EntityTable
from extract.gather import gather, identify
from extract.measure import measure
from extract.records import Claim, Document, Extraction, Section, Segmentation
from extract.relate import relate
from extract.user_lexicon import UserLexicon

_HAN_SHARE = 0.1


def is_english(document: Document) -> bool:
    """Whether a document is to be read as English: mostly Latin letters, hardly a Han character."""
    han = sum("一" <= char <= "鿿" for char in document.text)
    latin = sum(char.isascii() and char.isalpha() for char in document.text)
    return latin > 40 and han < latin * _HAN_SHARE


def extract_english(
    document: Document, layout: Segmentation, lexicon: UserLexicon | None = None
) -> Extraction:
    """What a segmented English document says; names of ``lexicon`` are known beforehand."""
    passages, sections = layout.passages, layout.sections
    titles = _titles(sections)
    known = [lexicon.find(p) if lexicon else [] for p in passages]
    mentions = [recognise_english(p, titles[p.section], k) for p, k in zip(passages, known, strict=True)]
    table = EntityTable()
    discourse, joined = refer_english(passages, sections, mentions, table)
    claims = [claim for passage in passages for claim in relate(passage, discourse, english_rules())]
    claims = _once([*claims, *read_fields(passages, discourse)])
    claims += derive_english(passages, discourse, joined, claims)
    for entity in range(len(table)):
        table.set_language(entity, "en")
    if lexicon:
        identify(table, lexicon)
    figures = bind(measure(passages, [()] * len(passages), sections), passages, discourse, claims)
    return gather(document, layout, discourse, claims, figures)


def _titles(sections: Sequence[Section]) -> list[str]:
    """The title that each section goes by; lines of a list that pass for headings go by the one before."""
    titles: list[str] = []
    for section in sections:
        listed = re.match(r"(?:19|20)\d\d\b", section.title) is not None
        titles.append(titles[-1] if listed and titles else section.title)
    return titles


def _once(claims: list[Claim]) -> list[Claim]:
    """Equal claims of one passage only once, the surest."""
    best: dict[tuple[int, int, str, int | str], Claim] = {}
    for claim in claims:
        key = (claim.support.start, claim.subject, claim.property, claim.object)
        if key not in best or best[key].support.confidence < claim.support.confidence:
            best[key] = claim
    return list(best.values())
