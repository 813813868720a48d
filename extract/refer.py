"""Which mention names what inside one document, and whom each passage is about, in reading order.

Names are joined first (join.py); then, passage by passage, bare nouns ("医院", "我校") are tied to the institution that the
section or the text before is about (topics.py, bare_nouns.py), and for every clause the subject is kept (focus.py), so that
a dropped one can be filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.bare_nouns import bare_nouns, is_event, meant, short_events
from extract.classes import LITERAL_CLASSES
from extract.discourse import Discourse, Focus, Reference
from extract.entities import EntityTable
from extract.focus import Clauses
from extract.houses import houses
from extract.join import Joined, join_names
from extract.known import KNOWN
from extract.records import Mention, Passage, Section
from extract.speaker import own_word
from extract.topics import Topics


def refer(
    passages: Sequence[Passage],
    sections: Sequence[Section],
    mentions: Sequence[Sequence[Mention]],
    table: EntityTable,
) -> Discourse:
    """Ties the mentions of a document to entities; ``mentions[i]`` are those of ``passages[i]``."""
    joined = join_names(passages, mentions, table)
    topics = Topics(joined, sections)
    reader = _Reader(joined, topics)
    for passage in passages:
        reader.read(passage)
    literals = [[m for m in row if m.cls in LITERAL_CLASSES] for row in mentions]
    return Discourse(table, reader.references, literals, reader.foci, topics.institutions, joined.programme)


_PARTS = {
    "University": ("Hospital", "ResearchInstitute"),
    "Association": ("Association",),
    "Company": ("Company",),
}


@dataclass(frozen=True, slots=True)
class _Carried:
    """What the text before leaves to a passage: the institution and person in mind, and who a dropped subject is."""

    organization: int | None
    person: int | None
    subjects: tuple[int, ...]
    told: bool = False


class _Reader:
    """Reads a document in order; ``leader`` is the person whom the paragraph is about."""

    def __init__(self, joined: Joined, topics: Topics) -> None:
        self.joined, self.topics, self.table = joined, topics, joined.table
        self.former = frozenset(e for e in joined.first if not joined.weights[e])
        self.houses = houses(joined)
        self.references: list[list[Reference]] = []
        self.foci: list[list[Focus]] = []
        self.events: list[int] = []
        self.section = self.paragraph = -1
        self.leader: int | None = None
        self.protagonist: int | None = None
        self.carried = _Carried(topics.first, None, _one(topics.first))

    def read(self, passage: Passage) -> None:
        """The references and foci of the next passage."""
        opens = passage.paragraph != self.paragraph
        self._enter(passage)
        carried = self.carried
        row = self._references(passage, carried.organization)
        mentions = self.joined.mentions[passage.index]
        roles = [m for m in mentions if m.cls in ("Title", "Office")]
        speaks_for = None if self.protagonist is not None else self._speaks_for
        foci = Clauses(passage, row, roles, self.former, speaks_for).track(
            Focus(0, carried.organization, carried.person, carried.subjects, carried.told)
        )
        self._leave(passage, foci, opens)
        self.references.append(row)
        self.foci.append(foci)

    def _enter(self, passage: Passage) -> None:
        """What is in mind where a passage begins: sections and paragraphs set it anew."""
        topic, field = self.topics.institutions[passage.section], self.topics.fields[passage.section]
        carried, opens = self.carried, passage.paragraph != self.paragraph
        if passage.section != self.section:
            organization = topic if topic is not None else carried.organization
            carried = _Carried(organization, None, _one(organization if field is None else field))
        elif opens and topic is not None:
            carried = _Carried(topic, carried.person, _one(topic if field is None else field))
        self.section, self.paragraph = passage.section, passage.paragraph
        self.protagonist = self.topics.protagonist(passage, self.protagonist)
        if opens and self.protagonist is not None:
            carried = _Carried(carried.organization, self.protagonist, _one(self.protagonist))
        self.carried = carried

    def _leave(self, passage: Passage, foci: Sequence[Focus], opens: bool) -> None:
        """What a passage leaves to the next: the person whom the paragraph is about, else the institution."""
        topic, field = self.topics.institutions[passage.section], self.topics.fields[passage.section]
        last, opening = foci[-1], foci[min(1, len(foci) - 1)]
        if opens:
            # A person named after the institution that a paragraph opens with is not whom the rest is about.
            led = last.subjects and opening.subjects == last.subjects == _one(last.person)
            self.leader = last.person if led else None
        self.leader = self.leader if self.protagonist is None else self.protagonist
        organization = last.organization
        if (
            organization is not None
            and topic is not None
            and not (last.told or self._is_part(organization, topic))
        ):
            organization = topic
        subjects = _one(organization) if self.leader is None else _one(self.leader)
        if self.leader is None and field is not None:
            subjects = _one(field)
        self.carried = _Carried(organization, self.leader, subjects, last.told)

    def _is_part(self, organization: int, topic: int) -> bool:
        """Whether an institution is of a kind that a text about the topic goes on to speak of, sentence by sentence."""
        return self.table.cls(organization) in _PARTS.get(self.table.cls(topic), ())

    def _speaks_for(self, person: int) -> int | None:
        return self.houses.get(person, self.topics.institutions[self.section])

    def _references(self, passage: Passage, organization: int | None) -> list[Reference]:
        """Named mentions (the outermost) and bare nouns of a passage as references."""
        row: list[Reference] = []
        for m in self.joined.mentions[passage.index]:
            if m.cls in LITERAL_CLASSES or (row and m.end <= row[-1].end):
                continue
            entity = self.joined.of(m)
            if entity is not None:
                row.append(
                    Reference(
                        passage.index,
                        m.start,
                        m.end,
                        self.table.cls(entity),
                        entity,
                        known=m.rule.startswith(KNOWN),
                        also=tuple(self.table.add(m.cls, name) for name in m.also),
                    )
                )
        named, topic = tuple(row), self.topics.institutions[passage.section]
        for match in bare_nouns(passage.text):
            if any(r.start < match.end() and match.start() < r.end for r in row):
                continue
            word = match.group()
            spoken: tuple[int | None, ...] = (organization, topic, self.topics.first)
            if own_word(word):
                spoken = (topic, self.topics.first, self.topics.speakers.of(word), organization)
            near = [r for r in named if r.end <= match.start()]
            if not near and word.startswith("该"):
                near = self._told(passage)
            entity = meant(word, near, spoken, self.events, self.joined)
            if entity is not None:
                row.append(
                    Reference(
                        passage.index,
                        match.start(),
                        match.end(),
                        self.table.cls(entity),
                        entity,
                        generic=True,
                    )
                )
        for start, end, event in short_events(passage.text, self.events, self.joined):
            if not any(r.start < end and start < r.end for r in row):
                row.append(Reference(passage.index, start, end, self.table.cls(event), event, generic=True))
        events = [r for r in named if is_event(r.cls, self.table.name(r.entity))]
        # Of two that are held as one ("…年会暨…论坛") the first is the one spoken of.
        events.sort(key=lambda r: (passage.text[r.start - 1 : r.start] != "暨", r.start))
        self.events += [r.entity for r in events]
        return sorted(row, key=lambda r: r.start)

    def _told(self, passage: Passage) -> list[Reference]:
        """The names of the sentence before, unless it is in another paragraph or names whom the text speaks of anyway."""
        if not passage.index or self.topics.passages[passage.index - 1].paragraph != passage.paragraph:
            return []
        named = [r for r in self.references[-1] if not r.generic]
        return [] if any(r.entity == self.carried.organization for r in named) else named


def _one(entity: int | None) -> tuple[int, ...]:
    return () if entity is None else (entity,)
