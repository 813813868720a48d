"""Whom a table or a card is about without saying so: degree programmes, associations, people of headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.discourse import Discourse, Reference
from extract.entities import EntityTable
from extract.layout import lexicon
from extract.records import Passage
from extract.table_rules import cell_pattern
from ontology.terms import is_a

_FULL_NAME = 3


def degree_programmes(discourse: Discourse) -> list[int]:
    """The degree programmes that the document names with their field, the most frequent first; no post-doctoral stations."""
    counts: Counter[int] = Counter(
        r.entity for row in discourse.references for r in row if r.cls == "Program"
    )
    names = {e: discourse.table.name(e) for e in counts}
    found = [e for e in counts if _field_of(names[e]) and not names[e].endswith("流动站")]
    return sorted(found, key=lambda e: (-counts[e], e))


def _field_of(programme: str) -> str:
    """The field in the name of a degree programme ("护理学硕士学位授权点"), "" if it names none."""
    match = cell_pattern("programme").search(programme)
    return programme[: match.start()] if match else ""


def programme_of(title: str, programmes: Sequence[int], table: EntityTable) -> int | None:
    """The degree programme whose field the heading names, else the one that the document is about."""
    named = (entity for entity in programmes if _field_of(table.name(entity)) in title)
    return next(named, next(iter(programmes), None))


def association(title: str, host: int | None, table: EntityTable) -> int | None:
    """The association that the heading names, else the institution spoken of if it is one."""
    found = [e for e in range(len(table)) if table.cls(e) == "Association" and table.name(e) in title]
    if found:
        return max(found, key=lambda e: len(table.name(e)))
    return host if host is not None and is_a(table.cls(host), "Association") else None


def names_person(heading: Passage, references: Sequence[Reference]) -> bool:
    """Whether a heading is a person's name: recognised as one, or of three letters and no label."""
    if any(r.cls == "Person" for r in references) or cell_pattern("english_title").match(heading.text):
        return True
    return len(heading.text) == _FULL_NAME and not heading.text.endswith(lexicon().labels)
