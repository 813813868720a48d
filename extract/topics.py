"""Whom a document and its sections are about: an institution, a field, the person of a biography."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.bare_nouns import spoken_classes
from extract.cards import card_person
from extract.classes import INSTITUTIONS, LITERAL_CLASSES
from extract.discourse import MAJOR
from extract.join import Joined
from extract.known import KNOWN
from extract.labels import foreign_place
from extract.records import BlockKind, Mention, Passage, Section
from extract.speaker import Speakers, speaks_of_itself
from ontology.terms import group_of

_EARLY, _OFTEN, _OPENS = 3, 3, 8
_BIOGRAPHY = re.compile(
    "[（(](?:生于)?(?:1[6-9]|20)[0-9]{2}[^（）()]{0,24}[—–~～-][^（）()]{0,16}[）)]|"
    "(?:[（(][^（）()]{2,24}[）)])?(?:，|（)(?:男|女|汉族|[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:出?生|，)|生于|出生于|中共党员|籍贯|[一-鿿]{2,8}[省市县]?人，)"
)
_ON_CARDS = LITERAL_CLASSES | INSTITUTIONS | {"Person"}
# Headings inside a person's card, and lines about all those whose cards a page holds.
_OF_PERSON = re.compile(
    "经历|履历|简历|简介|方向|领域|兴趣|专长|特长|擅长|兼职|任职|获奖|荣誉|奖励|论文|论著|著作|代表|成果|课题|项目|课程|讲授|学历|学位|信息|个人|生平|成就|贡献|人物|职务|研究生|学术|门诊|介绍"
)
_OF_ALL = re.compile("(?:本|我|全)?(?:团队|科室|学科|医院|中心|实验室|科)(?:概况|简介|情况|介绍|现有|成员)")
_SHORT_HEADING = 6
_UNITS = frozenset(
    {"Center", "Base", "Association", "Department", "AcademicUnit", "Laboratory", "ResearchInstitute", "Team"}
)
_GROUPS = ("课题组", "研究组")
# A page of "…专家团队" is about the house whose experts they are.
_ABOUT = re.compile(
    "(?:（[^）]*）)?(?:基本|科室|中心|学会|学院|实验室)?(?:专家|医生|医护)?(?:团队)?(?:简介|概况|介绍|情况|概述|章程)?"
)
_BREADCRUMBS = re.compile(
    "[■◆●【 ]*网站首页|(?:您(?:现在)?的?|当前|你)?(?:当前)?(?:的)?位置|首页 ?[>›»-]|发布(?:时间|日期|单位)|时间：|来源："
)
# A guest is not whom the news of its visit is about.
_VISITS = re.compile(
    "[^，。；]{0,16}(?:来访|到访|来校|来院|莅临|(?:来|到|赴|走进|访问|做客|参观|考察|调研)(?:了)?(?:我|本)[校院所])"
)
# Nor is whom a title names as the other one.
_PARTNER = re.compile(
    "(?:我校|我院|学校|学院|学子|师生)?(?:[与和同赴到向]|走进|访问|联合|携手|对接|牵手|落户|做客)$"
)
_GREETINGS = ("走进", "关于", "欢迎来到", "欢迎报考", "【", "■", "◆", "★")


class Topics:
    """The topics of one document.

    ``institutions`` has one entry for each section, ``fields`` the field or programme that a heading names and nothing else,
    ``cards`` the person whose biography begins at a passage.
    """

    def __init__(self, joined: Joined, sections: Sequence[Section]) -> None:
        self.joined, self.table = joined, joined.table
        self.passages, self.mentions = joined.passages, joined.mentions
        self.speakers = Speakers(joined, self._opening())
        self.institutions: list[int | None] = []
        self.cards = self._cards()
        for section in sections:
            self.institutions.append(self._of_section(section))
        self.fields = [self._field(section) for section in sections]

    @property
    def first(self) -> int | None:
        """The institution that the document is about."""
        return self.institutions[0] if self.institutions else None

    def _of_section(self, section: Section) -> int | None:
        """The institution that a section's heading names, else that of the section above."""
        writer = self.speakers.writer() if section.index == 0 else None
        named = self._in_title(section) if writer is None else writer
        if named is not None:
            return named
        return self.institutions[section.parent] if section.parent is not None else self._document_topic()

    def _document_topic(self) -> int | None:
        """The institution of most mentions, among those that the document's bare nouns ("我校", "医院") can mean."""
        spoken = Counter(cls for passage in self.passages for cls in spoken_classes(passage.text))
        opening = self._opening()
        if self._biography is not None and not any(speaks_of_itself(p.text) for p in self.passages):
            return None
        public = self._public()
        major = [
            e
            for e in self.joined.weights
            if (self.table.cls(e) in MAJOR[:6] and e not in public) or e == opening
        ]
        major = [e for e in major if e == opening or not self._is_foreign(e)] or major
        most = max(spoken.values(), default=0)
        meant = {cls for cls, count in spoken.items() if count == most >= 3}
        if meant:
            # Where the text says 学校 all along, a company that it names is not whom it is about.
            major = [e for e in major if self.table.cls(e) in meant or e == opening]
        best = min(
            major,
            key=lambda e: (-self.joined.weights[e] - (_OPENS if e == opening else 0), self.joined.first[e]),
            default=None,
        )
        if (
            best is None
            or best == opening
            or self.joined.first[best][0] < _EARLY
            or spoken[self.table.cls(best)]
        ):
            return best
        # News of many guests names them in passing: none of them is what it is about.
        return best if self.joined.weights[best] >= _OFTEN else None

    def _unit_named(self, line: str) -> int | None:
        """The unit or society that a line names, alone or behind its house, with at most brackets and 简介 after it."""
        houses = (n for n, e in self._forms() if self.table.cls(e) in MAJOR[:4] and line.startswith(f"{n} "))
        start = max(map(len, houses), default=-1) + 1
        named = [
            (len(name), entity)
            for name, entity in self._forms()
            if self.table.cls(entity) in _UNITS
            and (self.table.cls(entity) != "Team" or name.endswith(_GROUPS))
            and line.startswith(name, start)
            and _ABOUT.fullmatch(line, start + len(name))
        ]
        return max(named)[1] if named else None

    def _forms(self) -> Iterator[tuple[str, int]]:
        """Every name of every entity."""
        for entity in self.joined.weights:
            for name in (self.table.name(entity), *self.table.aliases(entity)):
                yield name, entity

    def _unit_of_page(self) -> int | None:
        """The unit that one of the first lines names: the page is about it, not about the house that it belongs to."""
        lines = [p.text.strip() for p in self.passages[:_EARLY] if not _BREADCRUMBS.match(p.text)]
        return next((e for line in lines if (e := self._unit_named(line)) is not None), None)

    def _public(self) -> set[int | None]:
        """National bodies of the lexicon: hardly any text is about one."""
        return {self.joined.of(m) for row in self.mentions for m in row if m.rule.startswith(KNOWN)}

    def _opening(self) -> int | None:
        """The institution or faculty with whose name the document begins, if it is not named for one of its people."""
        for passage in self.passages[:4]:
            row = [
                m
                for m in self.mentions[passage.index]
                if m.start == 0 or passage.text[: m.start] in _GREETINGS
            ]
            row = [m for m in row if m.cls in (*MAJOR[:7], "AcademicUnit") and not m.rule.startswith(KNOWN)]
            if row:
                first = max(row, key=lambda m: m.end)
                next_to = any(
                    m.start == first.end and m.cls in ("Person", "Title", "Office")
                    for m in self.mentions[passage.index]
                )
                listed = passage.text[first.end : first.end + 1] in ("、", "与", "和", "的")
                listed = listed and not passage.text.startswith("的前身", first.end)
                guest = _VISITS.match(passage.text, first.end)
                return None if next_to or listed or guest else self.joined.of(first)
            if len(passage.text) > 16 and not _BREADCRUMBS.match(passage.text):
                return None
        return None

    def _is_foreign(self, entity: int) -> bool:
        """Whether the entity is named with a country other than China ("英国…大学")."""
        return any(
            foreign_place().match(name) for name in (self.table.name(entity), *self.table.aliases(entity))
        )

    def _in_title(self, section: Section) -> int | None:
        """The first major institution whose name or alias the title begins with or holds."""
        unit = self._unit_of_page() if section.index == 0 else self._unit_named(section.title)
        if unit is not None:
            return unit
        best: tuple[int, int, int] | None = None
        public = self._public() if section.index == 0 else set()
        for entity in self.joined.weights:
            if self.table.cls(entity) not in MAJOR[:6] or entity in public:
                continue
            for name in (self.table.name(entity), *self.table.aliases(entity)):
                at = section.title.find(name)
                if (
                    at < 0
                    or _VISITS.match(section.title, at + len(name))
                    or _PARTNER.search(section.title[:at])
                ):
                    continue
                if best is None or (at, -len(name)) < best[:2]:
                    best = (at, -len(name), entity)
        return best[2] if best and (best[0] < 4 or section.index == 0) else None

    def _field(self, section: Section) -> int | None:
        """The field or programme that a section's heading names and nothing else ("1.护理专业")."""
        if section.index == 0 or len(section.title) > 20:
            return None
        for group in ("Discipline", "Program"):
            found = self.table.find(group_of(group), section.title.strip())
            if found is not None and self.table.cls(found) in ("Discipline", "Program"):
                return found
        return None

    def _cards(self) -> dict[int, int]:
        """Lines that are a person's name and titles and nothing else, and openings of biographies: passage → person."""
        cards = {}
        for passage in self.passages:
            row = [m for m in self.mentions[passage.index] if m.cls in ("Person", "Title", "Office")]
            people = [m for m in row if m.cls == "Person"]
            first = people[0] if people and people[0].start == 0 else None
            if first and (_BIOGRAPHY.match(passage.text, first.end) or self._is_of_title(first)):
                cards[passage.index] = self.joined.entity[first.passage, first.start, first.end]
                continue
            named = [m for m in self.mentions[passage.index] if m.cls in _ON_CARDS]
            opened = card_person(passage.text, named)
            entity = self.joined.of(opened) if isinstance(opened, Mention) else None
            if entity is not None:
                cards[passage.index] = entity
        return cards

    def _is_of_title(self, opening: Mention) -> bool:
        """Whether a person with whose name one of the first paragraphs begins is the one whom the title names."""
        title = [m for m in self.mentions[0] if m.cls == "Person"]
        entities = {self.joined.of(m) for m in title}
        behind = self.passages[opening.passage].text[opening.end : opening.end + 1]
        return (
            0 < opening.passage < _EARLY
            and behind in ("，", "（")
            and title[:1] != []
            and title[0].start == 0
            and entities == {self.joined.of(opening)}
        )

    @property
    def _biography(self) -> int | None:
        """The only person whose biography the document is, from its beginning on."""
        people = set(self.cards.values())
        return next(iter(people)) if len(people) == 1 and min(self.cards) <= 1 else None

    def protagonist(self, passage: Passage, current: int | None) -> int | None:
        """The person whose biography a passage belongs to: that of the last name line, or the only one of the document."""
        if passage.index in self.cards:
            return self.cards[passage.index]
        if self._biography is not None:
            return self._biography
        ends = passage.kind is BlockKind.HEADING and (
            len(passage.text) > _SHORT_HEADING or not _OF_PERSON.search(passage.text)
        )
        return None if ends or _OF_ALL.match(passage.text) else current
