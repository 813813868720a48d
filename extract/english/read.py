"""The straight line of an English document: recognise → refer → relate → derive → measure. Pure."""

from __future__ import annotations

from extract.bind import bind
from extract.english.derive import derive_english
from extract.english.fields import read_fields
from extract.english.recognise import recognise_english
from extract.english.refer import refer_english
from extract.english.rules import english_rules
from extract.entities import EntityTable
from extract.gather import gather
from extract.measure import measure
from extract.records import Claim, Document, Extraction, Segmentation
from extract.relate import relate

_HAN_SHARE = 0.1


def is_english(document: Document) -> bool:
    """Whether a document is to be read as English: mostly Latin letters, hardly a Han character."""
    han = sum("一" <= char <= "鿿" for char in document.text)
    latin = sum(char.isascii() and char.isalpha() for char in document.text)
    return latin > 40 and han < latin * _HAN_SHARE


def extract_english(document: Document, layout: Segmentation) -> Extraction:
    """What a segmented English document says."""
    passages, sections = layout.passages, layout.sections
    mentions = [recognise_english(p, sections[p.section].title) for p in passages]
    table = EntityTable()
    discourse, joined = refer_english(passages, sections, mentions, table)
    claims = [claim for passage in passages for claim in relate(passage, discourse, english_rules())]
    claims = _once([*claims, *read_fields(passages, discourse)])
    claims += derive_english(passages, discourse, joined, claims)
    for entity in range(len(table)):
        table.set_language(entity, "en")
    figures = bind(measure(passages, [()] * len(passages), sections), passages, discourse)
    return gather(document, layout, discourse, claims, figures)


def _once(claims: list[Claim]) -> list[Claim]:
    """Equal claims of one passage only once, the surest."""
    best: dict[tuple[int, int, str, int | str], Claim] = {}
    for claim in claims:
        key = (claim.support.start, claim.subject, claim.property, claim.object)
        if key not in best or best[key].support.confidence < claim.support.confidence:
            best[key] = claim
    return list(best.values())
