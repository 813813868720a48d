"""An English text, segmented and extracted, as facts that are easy to compare."""

from __future__ import annotations

from dataclasses import dataclass

from extract.english.read import extract_english
from extract.records import Document, Extraction
from extract.segment import segment


@dataclass(frozen=True)
class Said:
    """What a text says: facts and figures as strings, entities as name → class, aliases by name."""

    facts: set[str]
    figures: set[str]
    classes: dict[str, str]
    aliases: dict[str, tuple[str, ...]]
    extraction: Extraction


def document(text: str) -> Document:
    return Document("case", "case.txt", "text/plain", "0" * 64, text)


def say(text: str) -> Said:
    loaded = document(text)
    found = extract_english(loaded, segment(loaded))
    names = {e.id: e.name for e in found.entities}
    facts = set()
    for c in found.claims:
        target = names[c.object] if isinstance(c.object, int) else c.object
        pair = (names[c.subject], target)
        first, second = sorted(pair) if c.property == "collaboratesWith" else pair
        facts.add(f"{first} | {c.property} | {second}")
    figures = {f"{names[f.about]} | {f.measure} | {f.value}" for f in found.figures}
    return Said(
        facts,
        figures,
        {e.name: e.cls for e in found.entities},
        {e.name: e.aliases for e in found.entities},
        found,
    )
