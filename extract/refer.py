"""Which mention names what inside one document, and whom a passage is about.

Names are tied together (short names, "以下简称", shortened heads), bare nouns ("医院", "我校") are tied to the institution that
the section or the text before is about, and for every clause the subject is kept, so that a dropped one can be filled in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.entities import EntityTable
from extract.lexicon import boundary, heads, one_of, place_start, word_list
from extract.recognise import INSTITUTIONS, KNOWN, LITERAL_CLASSES, foreign_place
from extract.records import BlockKind, Mention, Passage, Section
from ontology.terms import group_of

MAJOR = ("University", "Hospital", "School", "ResearchInstitute", "Laboratory", "Company", "Association", "Center", "GovernmentBody")
LISTED = "lexicon"
"""The rule of mentions that a user's lexicon found."""
_UNITS = frozenset({"Department", "Center", "Laboratory", "Base", "AcademicUnit", "Team"})
_DECLARED = re.compile("^（(?:以下)?(?:简称|下称|又称|又名|原名|原|现为|即)?[：:]?[“\"]?([^（）“”\"，。；]{2,24}|[A-Za-z][A-Za-z .,&'’-]{2,90})[”\"]?）")
_SAID_SHORT = re.compile("（(?:以下)?(?:简称|下称)[：:]?[“\"]?([^（）“”\"]{2,12})[”\"]?）")
_ADVERBIAL = re.compile(
    "^(?:目前|现在|此外|另外|同时|其中|近年来|多年来|一直以来|今年|去年|当年|同年|本年度|截至[^，]{2,12}|截止[^，]{2,12}|自[^，]{2,14}|据[^，]{2,10}|[0-9年月日至届—-]+(?:起|来|底|初|以来)?|"
    "20[0-9]{2}年度?|近[一二三四五六七八九十0-9两]+年来?|“?十[一二三四五]五”?期间|[一二三四五六七八九十]是|[0-9]+[.、]|（[一二三四五六七八九十]+）|（[0-9]+）|由|在|“|《|作为|经过多年建设|历经[^，]{2,10}|原|第[一二三四五]，|著名[^，：]{0,10}|我国|全国)?，?"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A span of a passage that stands for an entity.

    ``generic`` for bare nouns and pronouns, ``known`` for names that need no cue (lexicons/names.yaml).
    """

    passage: int
    start: int
    end: int
    cls: str
    entity: int
    generic: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Focus:
    """Who is spoken of from offset ``start`` of a passage on: an organisation, a person, and the subjects of the clause."""

    start: int
    organization: int | None
    person: int | None
    subjects: tuple[int, ...]


@dataclass(slots=True)
class Discourse:
    """The references of a document, passage by passage, and the focus along each passage."""

    table: EntityTable
    references: list[list[Reference]]
    literals: list[list[Mention]]
    foci: list[list[Focus]]
    topics: list[int | None]
    programme: int | None = None

    def focus(self, passage: int, position: int) -> Focus:
        """The focus at an offset of a passage."""
        current = Focus(0, None, None, ())
        for focus in self.foci[passage]:
            if focus.start > position:
                break
            current = focus
        return current


def refer(passages: Sequence[Passage], sections: Sequence[Section], mentions: Sequence[Sequence[Mention]], table: EntityTable) -> Discourse:
    """Ties the mentions of a document to entities; ``mentions[i]`` are those of ``passages[i]``."""
    links = _Links(passages, sections, mentions, table)
    links.join_names()
    return links.walk()


class _Links:
    """The state of one document while its references are resolved, in reading order."""

    def __init__(self, passages: Sequence[Passage], sections: Sequence[Section], mentions: Sequence[Sequence[Mention]], table: EntityTable) -> None:
        self.passages, self.sections, self.mentions, self.table = passages, sections, mentions, table
        self.entity: dict[tuple[int, int, int], int] = {}
        self.weights: Counter[int] = Counter()
        self.first: dict[int, tuple[int, int]] = {}
        self.tails: dict[str, list[int]] = {}
        self.programme: int | None = None
        self.events: list[int] = []
        self.cards: dict[int, int] = {}

    # -- names ---------------------------------------------------------------------------------------------------------

    def join_names(self) -> None:
        """Adds every name to the table, the longest first, so that short forms find the full ones."""
        named = [m for row in self.mentions for m in row if m.cls not in LITERAL_CLASSES]
        home = _home(named)
        topic_name = self._first_major(named)
        people = {m.name for m in named if m.cls == "Person"}
        forms: dict[str, int] = {}
        for m in sorted(named, key=lambda m: (-len(m.name), m.passage, m.start)):
            if m.cls == "Person" and self._cut_person(m, people):
                continue
            if m.cls == "GovernmentBody" and home.get(m.name[0]):
                m = replace(m, name=home[m.name[0]] + m.name[1:], aliases=(m.name, *m.aliases))  # noqa: PLW2901
            known = m.rule.removeprefix(KNOWN) if m.rule.startswith(KNOWN) else ""
            entity = forms[known] if known in forms else self._second_name(m)
            entity = self._short_form(m, topic_name) if entity is None else entity
            if entity is None:
                known_before = len(self.table)
                entity = self.table.add(m.cls, m.name, m.aliases, 10 if m.rule == LISTED else m.confidence)
                if len(self.table) > known_before:
                    self.tails.setdefault(m.name[-2:], []).append(entity)
            if known:
                forms[known] = entity
                for alias in (m.name, *m.aliases):
                    self.table.alias(entity, alias)
            self.entity[m.passage, m.start, m.end] = entity
            former = self._is_former(m)
            self.weights[entity] += 0 if former else 3 if m.passage == 0 else 2 if m.passage < 4 else 1
            self.first[entity] = min(self.first.get(entity, (m.passage, m.start)), (m.passage, m.start))
        for passage in self.passages:
            self._declared(passage)
        degree_points = [m for m in named if m.cls == "Program" and m.name.endswith(("授权点", "学位点"))]
        if degree_points:
            first = min(degree_points, key=lambda m: (m.passage, m.start))
            self.programme = self.entity[first.passage, first.start, first.end]

    def _second_name(self, m: Mention) -> int | None:
        """The entity whose name stands right before the brackets that hold this one ("医学护理学院（医学系）")."""
        text = self.passages[m.passage].text
        if m.start == 0 or text[m.start - 1] != "（" or text[m.end : m.end + 1] != "）" or m.cls not in INSTITUTIONS:
            return None
        for other in self.mentions[m.passage]:
            if other.end == m.start - 1 and other.cls == m.cls:
                entity = self.entity.get((other.passage, other.start, other.end))
                if entity is not None:
                    self.table.alias(entity, m.name)
                return entity
        return None

    def _cut_person(self, m: Mention, people: set[str]) -> bool:
        """Whether the tagger cut a known name short ("张存" of 张存浩)."""
        following = self.passages[m.passage].text[m.end : m.end + 1]
        return len(m.name) == 2 and m.name + following in people

    def _is_former(self, m: Mention) -> bool:
        """Whether the text names the mention as what an institution grew out of ("由A、B合并", "前身是…创办的A")."""
        text = self.passages[m.passage].text
        before, after = text[max(0, m.start - 60) : m.start], text[m.end : m.end + 60]
        return _FORMER.search(before[-24:]) is not None or (_MERGING.search(before) is not None and _MERGED.match(after) is not None)

    def _opening(self) -> int | None:
        """The institution or faculty with whose name the document begins, if it is not named for one of its people."""
        for passage in self.passages[:4]:
            row = [m for m in self.mentions[passage.index] if m.start == 0 or passage.text[: m.start] in _GREETINGS]
            row = [m for m in row if m.cls in (*MAJOR[:7], "AcademicUnit") and not m.rule.startswith(KNOWN)]
            if row:
                first = max(row, key=lambda m: m.end)
                next_to = any(m.start == first.end and m.cls in ("Person", "Title", "Office") for m in self.mentions[passage.index])
                listed = passage.text[first.end : first.end + 1] in ("、", "与", "和", "的")
                listed = listed and not passage.text.startswith("的前身", first.end)
                return None if next_to or listed else self.entity.get((first.passage, first.start, first.end))
            if len(passage.text) > 16:
                return None
        return None

    def _first_major(self, named: Sequence[Mention]) -> str:
        """The name of the institution that the document seems to be about: that of most mentions, early ones counting more."""
        counts: Counter[str] = Counter()
        for m in named:
            if m.cls in MAJOR[:5] and not m.rule.startswith(KNOWN) and not self._is_former(m):
                counts[m.name] += 3 if m.passage < 3 else 1
        return max(counts, key=lambda n: (counts[n], len(n)), default="")

    def _short_form(self, m: Mention, topic: str) -> int | None:
        """The entity of which the mention's name is a short form: one longer name of its class ends with it."""
        if m.cls not in INSTITUTIONS or m.name in _too_common():
            return None
        exact = self.table.find("institution", m.name)
        if exact is not None:
            return exact
        candidates = [e for e in self.tails.get(m.name[-2:], ()) if self._is_short_for(m, e)]
        if not candidates and m.cls == "Company" and m.name.endswith(("公司", "集团")) and len(m.name) >= 4:
            candidates = [e for e in self.tails.get("公司", ()) if self.table.name(e).startswith(m.name[:-2])]
        if m.cls in _UNITS and not place_start().match(m.name):
            candidates = [e for e in candidates if topic and self.table.name(e).startswith(topic)]
        if len(candidates) == 1:
            self.table.alias(candidates[0], m.name)
            return candidates[0]
        return None

    def _is_short_for(self, m: Mention, entity: int) -> bool:
        name = self.table.name(entity)
        if len(name) <= len(m.name) or self.table.cls(entity) not in INSTITUTIONS:
            return False
        same_class = self.table.cls(entity) == m.cls or {self.table.cls(entity), m.cls} <= {"University", "AcademicUnit", "Organization", "School"}
        if not same_class:
            return False
        if name.endswith(m.name.removeprefix("附属")) or _drops_place(m.name, name):
            return True
        return m.cls in ("Hospital", "Company", "University") and _abbreviates(m.name, name)

    def _declared(self, passage: Passage) -> None:
        """Names in brackets behind a name: "（以下简称…）", abbreviations, second names."""
        for m in self.mentions[passage.index]:
            if m.cls in LITERAL_CLASSES or m.cls not in INSTITUTIONS:
                continue
            match = _DECLARED.match(passage.text[m.end : m.end + 110])
            if match and _can_be_alias(match.group(1), explicit=match.group().startswith(("（简称", "（以下", "（下称", "（又"))):
                self.table.alias(self.entity[m.passage, m.start, m.end], match.group(1))

    # -- references and focus ------------------------------------------------------------------------------------------

    def walk(self) -> Discourse:
        """Reads the document in order and ties bare nouns to institutions."""
        topics = self._topics()
        subtopics = [self._subtopic(section) for section in self.sections]
        self.cards = self._cards()
        protagonist: int | None = None
        references: list[list[Reference]] = []
        foci: list[list[Focus]] = []
        organization = topics[0] if topics else None
        subjects = _one(organization)
        person: int | None = None
        section = paragraph = -1
        leader: int | None = None
        for passage in self.passages:
            topic = topics[passage.section]
            if passage.section != section:
                organization = topic if topic is not None else organization
                subjects, person = _one(organization if subtopics[passage.section] is None else subtopics[passage.section]), None
            elif passage.paragraph != paragraph and topic is not None:
                organization, subjects = topic, _one(topic if subtopics[passage.section] is None else subtopics[passage.section])
            opens = passage.paragraph != paragraph
            section, paragraph = passage.section, passage.paragraph
            protagonist = self._protagonist_at(passage, protagonist)
            if opens and protagonist is not None:
                person, subjects = protagonist, _one(protagonist)
            row = self._references(passage, organization, person, topics)
            track = self._track(passage, row, Focus(0, organization, person, subjects))
            last = track[-1]
            if opens:
                leader = person = last.person if last.subjects and last.subjects == _one(last.person) else None
            leader = leader if protagonist is None else protagonist
            organization, person, subjects = self._carry(last, topic, leader)
            if leader is None and subtopics[passage.section] is not None:
                subjects = _one(subtopics[passage.section])
            references.append(row)
            foci.append(track)
        literals = [[m for m in row if m.cls in LITERAL_CLASSES] for row in self.mentions]
        return Discourse(self.table, references, literals, foci, topics, self.programme)

    def _carry(self, last: Focus, topic: int | None, leader: int | None) -> tuple[int | None, int | None, tuple[int, ...]]:
        """What a sentence leaves to the next: the person whom the paragraph is about, else the institution."""
        organization = last.organization
        if organization is not None and topic is not None and self.table.cls(organization) in _UNITS:
            organization = topic
        if leader is not None:
            return organization, leader, _one(leader)
        return organization, None, _one(organization)

    def _topics(self) -> list[int | None]:
        """The institution that each section is about: the one that its heading names, else that of the section above."""
        topics: list[int | None] = []
        for section in self.sections:
            named = self._in_title(section)
            if named is None:
                named = topics[section.parent] if section.parent is not None else self._document_topic()
            topics.append(named)
        return topics

    def _document_topic(self) -> int | None:
        """The institution of most mentions, among those that the document's bare nouns ("我校", "医院") can mean."""
        spoken: Counter[str] = Counter()
        for passage in self.passages:
            for match in _generic_pattern().finditer(passage.text):
                if _stands_alone(passage.text, match):
                    spoken.update(_generic_classes()[match.group()])
        opening = self._opening()
        major = [e for e in self.weights if self.table.cls(e) in MAJOR[:6] or e == opening]
        major = [e for e in major if e == opening or not self._is_foreign(e)] or major
        most = max(spoken.values(), default=0)
        meant = {cls for cls, count in spoken.items() if count == most >= 3}
        fitting = [e for e in major if self.table.cls(e) in meant]
        best = min(fitting or major, key=lambda e: (-self.weights[e] - (4 if e == opening else 0), self.first[e]), default=None)
        if best is None or best == opening or self.first[best][0] < _EARLY or spoken[self.table.cls(best)]:
            return best
        # News of many guests names them in passing: none of them is what it is about.
        return best if self.weights[best] >= _OFTEN else None

    def _is_foreign(self, entity: int) -> bool:
        """Whether the entity is named with a country other than China ("英国…大学")."""
        return any(foreign_place().match(name) for name in (self.table.name(entity), *self.table.aliases(entity)))

    def _cards(self) -> dict[int, int]:
        """Lines that are a person's name and titles and nothing else, and openings of biographies: passage → person."""
        cards = {}
        for passage in self.passages:
            row = [m for m in self.mentions[passage.index] if m.cls in ("Person", "Title", "Office")]
            people = [m for m in row if m.cls == "Person"]
            if people and people[0].start == 0 and _BIOGRAPHY.match(passage.text[people[0].end :]):
                cards[passage.index] = self.entity[people[0].passage, people[0].start, people[0].end]
                continue
            field = _NAME_FIELD.match(passage.text)
            if len(people) != 1 or people[0].start > (field.end() if field else 0) or len(passage.text) > 40 or re.search("[。；]|[一-鿿]，[一-鿿]{6}", passage.text):
                continue
            rest = passage.text[field.end() :] if field else passage.text
            for m in row:
                rest = rest.replace(passage.text[m.start : m.end], "", 1)
            entity = self.entity.get((people[0].passage, people[0].start, people[0].end))
            if entity is not None and len(re.sub("[A-Za-z.,，、|（）() ]", "", rest)) <= 2:
                cards[passage.index] = entity
        return cards

    def _protagonist_at(self, passage: Passage, current: int | None) -> int | None:
        """The person whose biography a passage belongs to: that of the last name line, or the only one of the document."""
        if passage.index in self.cards:
            return self.cards[passage.index]
        people = set(self.cards.values())
        if len(people) == 1 and min(self.cards) <= 1:
            return next(iter(people))
        if passage.kind is BlockKind.HEADING and len(passage.text) > 6:
            return None
        return current

    def _subtopic(self, section: Section) -> int | None:
        """The field or programme that a section's heading names and nothing else ("1.护理专业")."""
        if section.index == 0 or len(section.title) > 20:
            return None
        for group in ("Discipline", "Program"):
            found = self.table.find(group_of(group), section.title.strip())
            if found is not None and self.table.cls(found) in ("Discipline", "Program"):
                return found
        return None

    def _in_title(self, section: Section) -> int | None:
        """The first major institution whose name or alias the title begins with or holds."""
        best: tuple[int, int, int] | None = None
        for entity in self.weights:
            if self.table.cls(entity) not in MAJOR[:6]:
                continue
            for name in (self.table.name(entity), *self.table.aliases(entity)):
                at = section.title.find(name)
                if at >= 0 and (best is None or (at, -len(name)) < best[:2]):
                    best = (at, -len(name), entity)
        return best[2] if best and (best[0] < 4 or section.index == 0) else None

    def _references(self, passage: Passage, organization: int | None, person: int | None, topics: Sequence[int | None]) -> list[Reference]:
        """Named mentions (the outermost) and bare nouns of a passage as references."""
        row: list[Reference] = []
        for m in self.mentions[passage.index]:
            if m.cls in LITERAL_CLASSES or (row and m.end <= row[-1].end):
                continue
            entity = self.entity.get((m.passage, m.start, m.end))
            if entity is None:
                continue
            row.append(Reference(passage.index, m.start, m.end, self.table.cls(entity), entity, known=m.rule.startswith(KNOWN)))
        for match in _generic_pattern().finditer(passage.text):
            if any(r.start < match.end() and match.start() < r.end for r in row) or not _stands_alone(passage.text, match):
                continue
            entity_ = self._meant(match.group(), row, match.start(), organization, topics[passage.section], topics)
            if entity_ is not None:
                row.append(Reference(passage.index, match.start(), match.end(), self.table.cls(entity_), entity_, generic=True))
        named = [r for r in row if r.cls == "Event" and not r.generic]
        # Of two that are held as one ("…年会暨…论坛") the first is the one spoken of.
        named.sort(key=lambda r: (passage.text[r.start - 1 : r.start] != "暨", r.start))
        self.events += [r.entity for r in named]
        return sorted(row, key=lambda r: r.start)

    def _meant(self, word: str, row: Sequence[Reference], at: int, organization: int | None, topic: int | None, topics: Sequence[int | None]) -> int | None:
        """The institution that a bare noun stands for: the nearest of a fitting class, in the sentence, the focus, the topics."""
        classes = _generic_classes()[word]
        if classes == {"Program"}:
            return self.programme
        if classes == {"Event"}:
            named = [r.entity for r in row if not r.generic and r.end <= at and r.cls == "Event"]
            fitting_events = [e for e in [*self.events, *named] if _same_kind(word, self.table.name(e))]
            return fitting_events[-1] if fitting_events else None
        near = [r.entity for r in row if not r.generic and r.end <= at and r.cls in classes] if word[0] in "该其" else []
        for entity in [*reversed(near), organization, topic, topics[0] if topics else None]:
            if entity is not None and self.table.cls(entity) in classes and self._called(entity, word):
                return entity
        fitting = [e for e in self.weights if self.table.cls(e) in classes and self.table.cls(e) in MAJOR]
        best = max(fitting, key=lambda e: (self.weights[e], -e), default=None)
        return best if best is not None and len(fitting) <= 2 else None

    def _called(self, entity: int, word: str) -> bool:
        """Whether "该院" can mean the entity: no institute in 所 is a 院, none in 院 a 所."""
        return self.table.cls(entity) != "ResearchInstitute" or word[-1] not in "院所" or self.table.name(entity).endswith(word[-1])

    def _track(self, passage: Passage, row: Sequence[Reference], focus: Focus) -> list[Focus]:
        """The focus along the passage: each clause may name a new subject."""
        track = [focus]
        lasting = focus
        for start, end in _clauses(passage.text):
            found = self._subject(passage, row, start, end)
            if passage.text[start - 1 : start] == "；" and start:
                lasting = focus
            if found is None:
                if track[-1] is not lasting:
                    track.append(replace(lasting, start=start))
                    lasting = track[-1]
                continue
            last = lasting
            group = tuple(r.entity for r in found)
            if found[0].cls not in INSTITUTIONS - {"GovernmentBody"} and found[0].cls != "Person":
                # A field, an event or a public body is the subject of its own clause only.
                track.append(Focus(found[0].start, last.organization, last.person, group))
                if found[0].generic and found[0].start == 0:
                    lasting = track[-1]
                continue
            if found[0].cls == "Person":
                track.append(Focus(found[0].start, last.organization, group[0], group))
            else:
                person = last.person if passage.kind is not BlockKind.HEADING else None
                track.append(Focus(found[0].start, group[0], person, group))
            lasting = track[-1]
        return track

    def _has_predicate(self, passage: Passage, r: Reference) -> bool:
        """Whether something is said of the reference: a verb follows or, behind a person and their titles, anything but a pause."""
        end = r.end
        if r.cls == "Person":
            roles = [m for m in self.mentions[passage.index] if m.cls in ("Title", "Office")]
            for m in roles:
                end = m.end if m.start == end else end
            behind = end
            for m in roles:
                behind = m.end if passage.text[behind : m.start] == "、" else behind
            if r.start == 0 and behind > end and passage.text[behind : behind + 1] in ("，", "。", ""):
                return True
            return _PERSON_ENDS.match(passage.text[end:]) is None
        return _predicate().match(passage.text[end:]) is not None

    def _names_a_title(self, passage: Passage, r: Reference) -> bool:
        """Whether an institution only says whose title or office a person before it holds ("…，美国护理科学院院士，兼任")."""
        if r.cls not in INSTITUTIONS or r.generic:
            return False
        if any(m.cls == "Title" and m.start <= r.start and r.end < m.end for m in self.mentions[passage.index]):
            return True
        role = next((m for m in self.mentions[passage.index] if m.start == r.end and m.cls in ("Title", "Office")), None)
        return role is not None and passage.text[role.end : role.end + 1] in ("，", "、", "；", "。", "")

    def _subject(self, passage: Passage, row: Sequence[Reference], start: int, end: int) -> list[Reference] | None:
        """The references that the clause begins with and that a predicate follows: one, or several coordinated ones."""
        text = passage.text
        lead = _ADVERBIAL.match(text[start:end])
        begin = start + (lead.end() if lead else 0)
        group: list[Reference] = []
        for r in row:
            if not start <= r.start < end:
                continue
            if group and r.cls != group[0].cls:
                return None
            if not group and r.start > begin and not _only_modifiers(text[begin : r.start], row, begin, r.start):
                return None
            if r.cls not in _SUBJECTS or self._names_a_title(passage, r):
                return None
            after = text[r.end : r.end + 1]
            if after == "的":
                group = []
                continue
            if after in ("；", "。") or _COUNTED.match(text[r.end :]):
                return None
            if not r.generic and r.cls not in _LENIENT and after and after not in "、和与及" and not self._has_predicate(passage, r):
                return None
            group.append(r)
            if after and after in "、和与及":
                continue
            following = next((q for q in row if q.start == r.end or (q.start > r.end and q.start - r.end <= 8)), None)
            if r.cls != "Person" and following is not None and following.cls == "Person" and "，" not in text[r.end : following.start]:
                group = []
                continue
            return group
        return None


# Classes whose names begin a clause mostly as its subject; others must have a verb behind them.
_EARLY, _OFTEN = 3, 3
_BIOGRAPHY = re.compile("(?:[（(][^（）()]{2,24}[）)])?(?:，|（)(?:男|女|汉族|[0-9]{4}年(?:[0-9]{1,2}月)?(?:出?生|，)|生于|出生于|中共党员|籍贯|[一-鿿]{2,8}[省市县]?人，)")
_NAME_FIELD = re.compile("姓\\s*名\\s*[：:]\\s*")
_FORMER = re.compile("(?:原|始称|初名|原名|改称|改名为?|更名为|时称|曾用名|定名为|建制为|(?:前身|追溯[到至]|起源于|发端于|脱胎于)[^，。；]{0,18})$")
_MERGING = re.compile("由(?:原)?[^，。；]{0,50}$")
_MERGED = re.compile("[^，。；]{0,50}(?:合并|合校|升格|改制|转制|改建而)")
_GREETINGS = ("走进", "关于", "欢迎来到", "欢迎报考", "【", "■", "◆", "★")
_SUBJECTS = INSTITUTIONS | {"Person", "Discipline", "Program", "Event", "Course"}
_LENIENT = frozenset({"University", "Hospital", "School", "Company"})
_COUNTED = re.compile("等?(?:[0-9]+|[一二三四五六七八九十两]+)[个家所项名]")


_PERSON_ENDS = re.compile("(?:、|（[^）]{1,16}）)?[的等、和与及]|(?:[，：])?$")


@cache
def _predicate() -> re.Pattern[str]:
    verbs = one_of([v for v in boundary("verbs") if v not in ("中", "教育", "研究")])
    return re.compile(
        f"(?:（[^）]{{1,30}}）)?(?:[，]|的?(?:正式|目前|现已|已经?|先后|还|也|又|均|都|共|自主|积极|始终|成功|不断|持续|同时|将|曾|在|自|从|于|以|对|与|和|根据|按照|通过|联合|针对|[0-9]{{4}}年|等[0-9]+[人名]|[一-鿿]{{0,3}}(?:教授|院士|主任|院长|书记|校长|博士|老师|医师|医生|研究员|同志|先生|女士))*(?:{verbs}|，|$|[0-9]|自主|积极|成功|率先))"
    )


def _home(named: Sequence[Mention]) -> dict[str, str]:
    """The province and the city that the document's names mention most, by their last letter ("市" → "天津市")."""
    counts: dict[str, Counter[str]] = {}
    for m in named:
        place = place_start().match(m.name)
        if place and place.group()[-1] in "省市" and len(place.group()) > 2:
            counts.setdefault(place.group()[-1], Counter())[place.group()] += 1
    return {last: max(c, key=lambda p: (c[p], p)) for last, c in counts.items()}


def _one(entity: int | None) -> tuple[int, ...]:
    return () if entity is None else (entity,)


@cache
def _too_common() -> frozenset[str]:
    return frozenset(word_list("references")["too_common"])


@cache
def _generic_classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for cls, words in word_list("references")["generic"].items():
        for word in words:
            classes.setdefault(word, set()).add(cls)
    return {word: frozenset(found) for word, found in classes.items()}


@cache
def _generic_pattern() -> re.Pattern[str]:
    return re.compile(one_of(list(_generic_classes())))


_PREFIXED = re.compile("[一-鿿]$")
_FREE_BEFORE = re.compile("(?:^|[，。；：、（）“”！？]|年|月|日|前|来|间|初|底|是|由|与|和|及|在|对|为|使|经|以|从|向|据|将|把|被|让|目前|我们|随着|作为|通过|支持|成为|助力|带领|推动|提升|促进|增强|提高|扩大|展现|依托|围绕|结合|参观|代表|邀请|来|于|后|中|并|，)$")
_FREE_AFTER = re.compile("^(?:[，。；：的、！？]|始|创|现|拥|设|有|建|是|位|坐|占|以|在|于|还|已|先|获|荣|被|入|成|不|积|坚|秉|重|大|高|与|和|将|由|对|承|开|举|主|参|加|深|全|共|为|每|年|总|近|编|累|本|目|同|也|均|率|自|从|通|把|着|一|多|曾|新|立|围|按|根|推|实|隶|直|历|前|致|连|先后|[0-9]|面|服|引|派|组|牵|联|依|招|毕|党|领|团|特|综|医|床|下|上|内|外|发|各)")


_EVENT_BEFORE = re.compile("(?:^|[，。；：、了]|参加|出席|参与|承办)$")
_BY_JOINING = re.compile("通过(?:参加|参与)$")
_EVENT_AFTER = re.compile("[，。；由在于以共设分吸为]|并|得到|得|是")
# The end of a bare noun and what the names of the events that it can mean hold.
_EVENT_KINDS = {"(?:赛|赛事)$": "赛|杯", "(?:会|坛|会议)$": "会|坛", "(?:仪式|典礼)$": "仪式|典礼", "活动$": "活动|赛|会|仪式|典礼|节|周"}


def _same_kind(word: str, name: str) -> bool:
    """Whether an event of this name can be called so: a contest a 比赛, a congress a 会议.

    >>> _same_kind("本次大赛", "云岭杯技能竞赛"), _same_kind("会议", "云岭杯技能竞赛")
    (True, False)
    """
    return any(re.search(ending, word) and re.search(kind, name) for ending, kind in _EVENT_KINDS.items())


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a bare noun is a noun phrase of its own, not a part of another word ("大学医院", "医院管理")."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 3]
    word = match.group()
    if word in word_list("references")["generic"]["Event"]:
        if _BY_JOINING.search(text[: match.start()]):
            return False
        return bool((word[0] in "本此" or _EVENT_BEFORE.search(before)) and (not after or _EVENT_AFTER.match(after)))
    marked = word[0] in "我本该全"
    return bool((marked or _FREE_BEFORE.search(before)) and (not after or marked or _FREE_AFTER.match(after)) and heads().of(word + after[:2]) in (None, heads().of(word)))


def _abbreviates(short: str, full: str) -> bool:
    """Whether ``short`` keeps the end of ``full`` and letters of its beginning in order ("医大眼科医院").

    >>> _abbreviates("医大眼科医院", "天津医科大学眼科医院"), _abbreviates("儿童医院", "人民医院")
    (True, False)
    """
    same = 0
    while same < min(len(short), len(full)) and short[-1 - same] == full[-1 - same]:
        same += 1
    if same < 4 or same == len(short) or len(short) - same > 4:
        return False
    letters = iter(full[: len(full) - same])
    return all(letter in letters for letter in short[: len(short) - same])


def _drops_place(short: str, full: str) -> bool:
    """Whether ``short`` is ``full`` without a province or city in the middle ("…材料化学" + "海东省" + "重点实验室").

    >>> _drops_place("海州大学材料重点实验室", "海州大学材料海东省重点实验室")
    True
    """
    same = 0
    while same < len(short) and short[same] == full[same]:
        same += 1
    extra = full[same : same + len(full) - len(short)]
    return same >= 4 and full[same + len(extra) :] == short[same:] and re.fullmatch("[一-鿿]{1,4}(?:省|市|自治区)|国家", extra) is not None


def _can_be_alias(text: str, explicit: bool) -> bool:
    if re.search("[0-9]人|在建|培育|试行|含|筹|级|线下|线上|高职", text):
        return False
    if explicit:
        return True
    return bool(re.fullmatch(r"[A-Z][A-Za-z&.’' -]{1,60}", text)) or (heads().of(text) is not None and len(text) >= 4)


def _clauses(text: str) -> list[tuple[int, int]]:
    """Spans between commas, semicolons and colons."""
    spans, start = [], 0
    for match in re.finditer("[，；：。！？]", text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [(s, e) for s, e in spans if e > s]


@cache
def _long_verb() -> re.Pattern[str]:
    return re.compile(one_of([v for v in boundary("verbs") if len(v) > 1]))


def _only_modifiers(text: str, row: Sequence[Reference], start: int, end: int) -> bool:
    """Whether what precedes a subject in its clause only qualifies it (an institution, a title, a short word)."""
    for r in row:
        if start <= r.start and r.end <= end:
            text = text.replace(text[max(0, r.start - start) : r.end - start], "", 1) if r.end - start <= len(text) else text
    return len(text) <= 6 and not _long_verb().search(text) and not re.search("[在对向把将被从由与和是为系有获设于至开建拥入了过经受请赴来]", text)
