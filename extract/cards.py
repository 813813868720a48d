"""The lines that open a person's card: the name with titles, offices and units, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.brackets import asides, besides, is_aside
from extract.classes import INSTITUTIONS
from extract.discourse import Discourse, Reference
from extract.name_claims import span_support
from extract.person_names import is_person_name
from extract.records import Claim, Mention, Passage
from extract.roles import role_pattern

CARD = "card-line"
"""The rule of what such a line says."""
_BULLET = "[▲△◆◇■□●○★☆※►▶✦❖➢·•*—–-]"
_NAME_FIELD = "(?:姓\\s*名\\s*[：:]|【姓\\s*名】[：:]?)"
_LEAD = re.compile(
    f"(?:{_NAME_FIELD}|（[一二三四五六七八九十]{{1,2}}）)?[^一-鿿A-Za-z]*(?:(?:Dr|Prof|PI)[. ]+)?"
)
_CARD = re.compile(
    rf"(?:{_BULLET}|\d{{1,2}}[.、．]|\s)*(?P<name>[一-鿿][　 ]{{0,4}}[一-鿿](?:[　 ]{{0,4}}[一-鿿])?)(?:[（(][^（）()]{{1,8}}[)）])?"
    r"(?:[：:|｜]|[　 \t])[　 \t]*(?=(?P<rest>\S{2,}))"
)
_FILLING = re.compile(f"[A-Za-z.,，、|｜/：:兼及和与的原现任 ]|{_BULLET}")
_SENTENCE = re.compile("[。；！？]")
_OF_CARDS = frozenset({"Department", "AcademicUnit", "Laboratory", "Center", "ResearchInstitute", "Hospital"})
"""Units on whose pages stand the cards of their own people."""
_LONGEST, _SHORTEST_REST = 80, 2


def is_card_line(text: str) -> bool:
    """Whether a source line is a name and, behind a blank, titles or offices.

    >>> is_card_line("▲ 林一舟　科主任　教授"), is_card_line("林一舟教授到会"), is_card_line("骨科  主任查房")
    (True, False, False)
    """
    found = _CARD.match(text)
    if found is None or len(text) > _LONGEST or _SENTENCE.search(text):
        return False
    return (
        is_person_name(re.sub("[　 ]", "", found["name"]), rare=True)
        and role_pattern().match(text, found.start("rest")) is not None
    )


def card_person(text: str, spans: Sequence[Reference | Mention]) -> Reference | Mention | None:
    """The person whose card a line opens, None where it says more than who that is.

    ``spans`` are the persons, titles, offices and institutions of the line.
    """
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    remarks = asides(text)
    outside = [s for s in spans if not is_aside(s.start, remarks)]
    people = [s for s in outside if s.cls == "Person"]
    if len(people) != 1 or people[0].start != start or len(text) > _LONGEST or _SENTENCE.search(text):
        return None
    rest = besides(text, start, len(text), [*remarks, *((s.start, s.end) for s in outside)])
    return people[0] if len(_FILLING.sub("", rest)) <= _SHORTEST_REST else None


def cards(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Claim]:
    """The titles, offices and institutions of the lines that open cards."""
    for passage in passages:
        row: list[Reference | Mention] = [
            *discourse.references[passage.index],
            *(m for m in discourse.literals[passage.index] if m.cls in ("Title", "Office")),
        ]
        row = [m for m in row if m.cls in ("Person", "Title", "Office") or m.cls in INSTITUTIONS]
        person = card_person(passage.text, row)
        if isinstance(person, Reference):
            yield from _said(passage, person, sorted(row, key=lambda m: m.start))
            topic = discourse.topics[passage.section]
            homes = [m for m in row if m.cls in INSTITUTIONS]
            if not homes and len(row) > 1 and topic is not None and discourse.table.cls(topic) in _OF_CARDS:
                support = span_support(passage, person.start, person.end, "card-of-unit", 0.7)
                yield Claim(person.entity, "affiliatedWith", topic, support)


def _said(passage: Passage, person: Reference, row: Sequence[Reference | Mention]) -> Iterator[Claim]:
    remarks = asides(passage.text)
    for m in row:
        if m is person or is_aside(m.start, remarks):
            continue
        support = span_support(passage, m.start, m.end, CARD, 0.85)
        if isinstance(m, Mention):
            yield Claim(person.entity, "title" if m.cls == "Title" else "position", m.name, support)
        elif not m.generic:
            yield Claim(person.entity, "affiliatedWith", m.entity, support)
