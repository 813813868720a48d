"""Which English mention names what in a document, and whom each passage is about.

The result is the ``Discourse`` of the Chinese path, so that rules, figures and derived facts work alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.classes import LITERAL_CLASSES
from extract.discourse import MAJOR, Discourse, Focus, Reference
from extract.english.focus import Tracker
from extract.english.generic import GenericWord, generic_words
from extract.english.joining import Joiner
from extract.entities import EntityTable
from extract.records import BlockKind, Mention, Passage, Section


def refer_english(
    passages: Sequence[Passage],
    sections: Sequence[Section],
    mentions: Sequence[Sequence[Mention]],
    table: EntityTable,
) -> tuple[Discourse, Joiner]:
    """Ties the mentions of a document to entities; ``mentions[i]`` are those of ``passages[i]``.

    Returns:
        The references and subjects, and which mention (nested ones too) is which entity.
    """
    joiner = Joiner(passages, mentions, table)
    joiner.join()
    return _Walk(passages, sections, joiner, table).read(), joiner


_NAME_LINE_SLACK = 24
_TOP = 5
_PAGE_UNITS = frozenset({"Department", "Laboratory", "Center", "AcademicUnit", "ResearchInstitute"})


class _Walk:
    """Reads the document in order: topics of sections, references, and the subject of every clause."""

    def __init__(
        self, passages: Sequence[Passage], sections: Sequence[Section], joined: Joiner, table: EntityTable
    ) -> None:
        self.passages, self.sections, self.joined, self.table = passages, sections, joined, table
        self.weights: Counter[int] = Counter()
        for m in joined.named():
            self.weights[joined.entity_of(m)] += 3 if m.passage == 0 else 2 if m.passage < 4 else 1

    def read(self) -> Discourse:
        """The references and foci of all passages."""
        topics, people = self._topics(), self._people_of_sections()
        references: list[list[Reference]] = []
        foci: list[list[Focus]] = []
        last = Focus(0, None, None, ())
        section = paragraph = -1
        owner: int | None = None
        for passage in self.passages:
            owner = self._owner(passage, owner)
            topic, person = topics[passage.section], people[passage.section]
            person = owner if person is None else person
            if passage.section != section or (
                passage.paragraph != paragraph and passage.kind is BlockKind.PROSE
            ):
                last = _opening(topic, person, last if passage.section == section else None)
            elif owner is not None and passage.kind is not BlockKind.PROSE:
                last = _opening(topic, person, None)
            section, paragraph = passage.section, passage.paragraph
            row = self._references(passage, last, topics)
            track = Tracker(passage, row, self.table).track(
                Focus(0, last.organization, last.person, last.subjects)
            )
            last = track[-1]
            references.append(row)
            foci.append(track)
        literals = [[m for m in row if m.cls in LITERAL_CLASSES] for row in self.joined.mentions]
        return Discourse(self.table, references, literals, foci, topics)

    def _topics(self) -> list[int | None]:
        topics: list[int | None] = []
        for section in self.sections:
            named = None if self._is_post(section) else self._in_title(section)
            if named is None:
                named = topics[section.parent] if section.parent is not None else self._document_topic()
            topics.append(named)
        return self._narrowed(topics)

    def _narrowed(self, topics: list[int | None]) -> list[int | None]:
        """The page of a unit, whose name is a line at its top, is about the unit and not the house named above it."""
        lines = [p for p in self.passages[:_TOP] if p.text.strip() and p.kind is not BlockKind.BYLINE]
        for passage in lines:
            for m in self.joined.mentions[passage.index]:
                if m.cls in _PAGE_UNITS and passage.text.strip(" .:") == passage.text[m.start : m.end]:
                    house, unit = topics[0], self.joined.entity_of(m)
                    return [unit if topic == house else topic for topic in topics]
        return topics

    def _is_post(self, section: Section) -> bool:
        """Whether a heading is the line of somebody's office ("Director, Delta Laboratory")."""
        return any(
            m.cls in ("Title", "Office") and m.start == 0
            for passage in self.passages
            if passage.offsets and passage.offsets[0] == section.start
            for m in self.joined.mentions[passage.index]
        )

    def _document_topic(self) -> int | None:
        major = [e for e in self.weights if self.table.cls(e) in MAJOR[:6]]
        return max(major, key=lambda e: (self.weights[e], -e), default=None)

    def _in_title(self, section: Section) -> int | None:
        title = section.title.casefold()
        for entity in sorted(self.weights, key=lambda e: -len(self.table.name(e))):
            if self.table.cls(entity) in MAJOR and any(
                n.casefold() in title for n in (self.table.name(entity), *self.table.aliases(entity))
            ):
                return entity
        return None

    def _people_of_sections(self) -> list[int | None]:
        """The person whom the heading of each section, or of one above it, names."""
        headed = dict(self._headed_people())
        people: list[int | None] = []
        for section in self.sections:
            above = people[section.parent] if section.parent is not None else None
            people.append(headed.get(section.start, above))
        return people

    def _owner(self, passage: Passage, owner: int | None) -> int | None:
        """The person whom a line "Name: …" makes the one that the page is about."""
        if re.match(r"(?:[Ff]ull )?[Nn]ame ?:", passage.text) is None:
            return owner
        named = (m for m in self.joined.mentions[passage.index] if m.cls == "Person")
        return next((self.joined.entity_of(m) for m in named), owner)

    def _headed_people(self) -> Iterator[tuple[int, int]]:
        """Source offset and person of the headings, and of a first line, that are a name and hardly more."""
        for passage in self.passages:
            row = self.joined.mentions[passage.index]
            person = next((m for m in row if m.cls == "Person"), None)
            if person is None or (passage.kind is not BlockKind.HEADING and passage.index):
                continue
            said = sum(m.end - m.start for m in row if m.cls in ("Person", "Title", "Office"))
            if len(passage.text) - said <= _NAME_LINE_SLACK:
                yield passage.offsets[0], self.joined.entity_of(person)

    # -- references --------------------------------------------------------------------------------

    def _references(self, passage: Passage, last: Focus, topics: Sequence[int | None]) -> list[Reference]:
        row: list[Reference] = []
        for m in self.joined.mentions[passage.index]:
            if m.cls in LITERAL_CLASSES or (row and m.end <= row[-1].end):
                continue
            entity = self.joined.entity_of(m)
            end = self.joined.chains.address_end(m) if m.cls == "Hospital" else m.end
            row.append(Reference(passage.index, m.start, end, self.table.cls(entity), entity))
        for word in generic_words(passage.text):
            if any(r.start < word.end and word.start < r.end for r in row):
                continue
            meant = self._meant(word, row, last, (topics[passage.section], topics[0]))
            if meant is not None:
                cls = self.table.cls(meant)
                row.append(Reference(passage.index, word.start, word.end, cls, meant, generic=True))
        return sorted(row, key=lambda r: r.start)

    def _meant(
        self, word: GenericWord, row: Sequence[Reference], last: Focus, topics: Sequence[int | None]
    ) -> int | None:
        """What a referring word stands for; ``topics`` are those of the section and of the document."""
        before = [r for r in row if r.end <= word.start]
        match word.kind:
            case "person":
                return next((r.entity for r in reversed(before) if r.cls == "Person"), last.person)
            case "own":
                return topics[0]
            case "group":
                return last.organization
        for entity in (last.organization, *topics):
            if entity is not None and self.table.cls(entity) in word.classes:
                return entity
        named = [r.entity for r in before if r.cls in word.classes and not r.generic]
        fitting = named[-1:] or [e for e in self.weights if self.table.cls(e) in word.classes]
        called = [e for e in fitting if word.noun and word.noun in self.table.name(e).casefold()]
        fitting = called or fitting
        return fitting[0] if len(fitting) == 1 else None


def _opening(topic: int | None, person: int | None, last: Focus | None) -> Focus:
    """The focus at the start of a section, or of a paragraph after another (``last``)."""
    organization = topic if topic is not None else last.organization if last else None
    if person is not None:
        return Focus(0, organization, person, (person,))
    if last is not None and last.subjects and last.subjects == (last.person,):
        return Focus(0, organization, last.person, last.subjects)
    subjects = () if organization is None else (organization,)
    return Focus(0, organization, last.person if last else None, subjects)
