"""Facts of a person's page that stand in lines of their own: titles, and the address of the institution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.classes import INSTITUTIONS
from extract.discourse import Discourse
from extract.english.focus import only_names
from extract.english.lexicon import expression
from extract.records import BlockKind, Claim, Passage, Support


def read_fields(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Claim]:
    """The claims of field lines under the name of a person."""
    for passage in passages:
        person = discourse.foci[passage.index][0].person
        if person is None or not _is_field(passage, discourse):
            continue
        for m in discourse.literals[passage.index]:
            if m.cls in ("Title", "Office"):
                prop = "title" if m.cls == "Title" else "position"
                yield Claim(person, prop, m.name, _support(passage, m.start, m.end))
        yield from _affiliations(passage, discourse, person)


def _is_field(passage: Passage, discourse: Discourse) -> bool:
    """Whether a passage is a field, a line that begins like one, or an address of institutions."""
    if passage.kind is BlockKind.FIELD or expression("fields", "label").match(passage.text):
        return True
    row = discourse.references[passage.index]
    if _is_post(passage, discourse):
        return True
    units = bool(row) and all(r.cls in INSTITUTIONS for r in row)
    return passage.kind is not BlockKind.HEADING and units and only_names(passage.text, row)


def _is_post(passage: Passage, discourse: Discourse) -> bool:
    """Whether a line is titles or offices and the institution where they are held, and nothing else."""
    roles = [m for m in discourse.literals[passage.index] if m.cls in ("Title", "Office")]
    row = discourse.references[passage.index]
    if not roles or roles[0].start or any(r.cls not in INSTITUTIONS for r in row):
        return False
    bare = list(passage.text)
    for start, end in [*((m.start, m.end) for m in roles), *((r.start, r.end) for r in row)]:
        bare[start:end] = " " * (end - start)
    return re.fullmatch(r"(?:[ ,;|/&.]|\b(?:of the|of|at the|at|and|in)\b)*", "".join(bare)) is not None


def _affiliations(passage: Passage, discourse: Discourse, person: int) -> Iterator[Claim]:
    """The unit that an address line begins with, and the institution that it is part of."""
    row = [r for r in discourse.references[passage.index] if r.cls in INSTITUTIONS]
    label = expression("fields", "label").match(passage.text)
    if not row or not (_is_post(passage, discourse) or row[0].start <= (label.end() if label else 0) + 4):
        return
    for r in row[:1] if row[0].cls not in ("Department", "Laboratory", "Center", "Team") else row[:2]:
        prop = "memberOf" if r.cls in ("Association", "Team") else "affiliatedWith"
        yield Claim(person, prop, r.entity, _support(passage, r.start, r.end))


def _support(passage: Passage, start: int, end: int) -> Support:
    whole = passage.source(0, len(passage.text))
    return Support(
        *whole, (passage.source(start, end),), passage.page, passage.section, "en-field-line", 0.85
    )
