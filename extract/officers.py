"""Lists of officers: an office on a line of its own or before a colon, its holders behind or below, with or without their homes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.brackets import asides, besides, is_aside
from extract.discourse import Discourse, Reference
from extract.lexicon import one_of, word_list
from extract.name_claims import span_support
from extract.records import Claim, Passage

ROSTER = "roster"
"""The rule of what such a list says."""
_SENTENCE = re.compile("[。！？]")
_ENTRY = re.compile("[^；]+")
_FILLING = re.compile("等|[0-9]+|余?[人名位]|[ 、，：:和兼]")
_OF_SOCIETIES = re.compile("会长|理事|委员|监事|主席|秘书|主委|常委|执委|组长")
_ANNOUNCES = re.compile("[^，：]{0,10}(?:名单|领导|成员|组成|理事会|委员会|监事会)")
_HEADS = re.compile("^(?:首任|现任|首届|联席|共同|轮值)*(?:会长|理事长|主席|主任委员|主委|组长)$")
_HEADS_OF_UNITS = re.compile("^(?:首任|现任|执行)*(?:主任|首席科学家|负责人|带头人)$")
_OF_UNITS = re.compile("^(?!.*(?:委员|顾问|理事)).*(?:主任|所长|院长|秘书|首席科学家|负责人|带头人)$")
_UNITS = frozenset({"Laboratory", "Center", "ResearchInstitute"})
_HOMES = frozenset(
    {"Hospital", "University", "ResearchInstitute", "Company", "AcademicUnit", "School", "Center"}
)
_FEW, _OPENING = 2, 2


@cache
def _office_head() -> re.Pattern[str]:
    lists = word_list("people")
    spaced = sorted(
        {" ?".join(office) for office in lists["offices"]}, key=lambda office: (-len(office), office)
    )
    prefix = one_of(lists["office_prefix"])
    return re.compile(
        "(?:[▲△◆◇■□●○★☆※►▶✦➢·•*—-]|[（(]?[一二三四五六七八九十0-9]{1,2}[）)、.．]| )*"
        f"(?:现任|历任|第[一二三四五六七八九十]{{1,2}}届)?(?P<office>{prefix}?(?:{'|'.join(spaced)}))(?:名单)?(?:（[^（）]{{1,16}}）)?"
        "(?:(?P<colon> ?[：:])| +|$|(?=[一-鿿]{2,3}(?:（|$)))"
    )


@dataclass(slots=True)
class _Page:
    """What the lists of a document say; ``society`` is the one that the last line above a list names."""

    discourse: Discourse
    titled: int | None
    society: int | None = None
    office: str = ""

    def read(self, passage: Passage) -> Iterator[Claim]:
        """The claims of the next passage."""
        row = self.discourse.references[passage.index]
        if _SENTENCE.search(passage.text):
            self.office = ""
            return
        said = False
        for entry in _ENTRY.finditer(passage.text):
            head = _office_head().match(passage.text, entry.start(), entry.end())
            begin = head.end() if head else entry.start()
            people = _people(passage.text, row, begin, entry.end())
            if (head is None and not self.office) or not _lists(passage.text, row, begin, entry.end()):
                continue
            said = True
            if head is not None:
                self.office = head["office"].replace(" ", "")
            if people:
                yield from self._held(passage, row, people)
            if head is not None and head["colon"] and people:
                self.office = ""
        if not said:
            self.office = ""
            self._announced(passage.text, row)

    def _announced(self, text: str, row: Sequence[Reference]) -> None:
        """Keeps the society whose officers a line announces ("…学会第三届理事会名单")."""
        named = [r for r in row if r.cls == "Association" and not r.generic]
        if named and _ANNOUNCES.match(text, named[-1].end) and not any(r.cls == "Person" for r in row):
            self.society = named[-1].entity

    def _group(self, passage: Passage) -> int | None:
        """Whose officers a list names: the society above it, the topic, or the society of the title."""
        topic = self.discourse.topics[passage.section]
        if self.society is not None:
            return self.society
        if topic is not None and self.discourse.table.cls(topic) in {"Association", *_UNITS}:
            return topic
        return self.titled

    def _held(
        self, passage: Passage, row: Sequence[Reference], people: Sequence[Reference]
    ) -> Iterator[Claim]:
        group = self._group(passage)
        cls = "" if group is None else self.discourse.table.cls(group)
        homes = [r for r in row if r.cls in _HOMES]
        for r in people:
            support = span_support(passage, r.start, r.end, ROSTER, 0.85)
            yield Claim(r.entity, "position", self.office, support)
            if group is not None and cls == "Association" and _OF_SOCIETIES.search(self.office):
                yield Claim(r.entity, "memberOf", group, support)
                if _HEADS.match(self.office):
                    yield Claim(r.entity, "leads", group, support)
            elif group is not None and cls in _UNITS and _OF_UNITS.match(self.office):
                yield Claim(r.entity, "affiliatedWith", group, support)
                if cls != "ResearchInstitute" and _HEADS_OF_UNITS.match(self.office):
                    yield Claim(r.entity, "leads", group, support)
            if len(people) == 1 and homes and homes[0].start >= r.end:
                yield Claim(r.entity, "affiliatedWith", homes[0].entity, support)


def officers(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Claim]:
    """The offices, memberships and institutions of those whom lists of officers name."""
    titled = [
        r.entity
        for passage in passages[:_OPENING]
        for r in discourse.references[passage.index]
        if r.cls == "Association" and not r.generic
    ]
    page = _Page(discourse, max(titled, key=lambda e: len(discourse.table.name(e)), default=None))
    for passage in passages:
        yield from page.read(passage)


def _people(text: str, row: Sequence[Reference], start: int, end: int) -> list[Reference]:
    """The persons of a stretch, those in brackets apart."""
    remarks = asides(text)
    inside = [r for r in row if r.cls == "Person" and start <= r.start and r.end <= end]
    return [r for r in inside if not is_aside(r.start, remarks)]


def _lists(text: str, row: Sequence[Reference], start: int, end: int) -> bool:
    """Whether a stretch is made of names, institutions and titles alone."""
    rest = besides(text, start, end, [*asides(text), *((r.start, r.end) for r in row)])
    for title in sorted(word_list("people")["titles"], key=len, reverse=True):
        rest = rest.replace(title, "")
    return len(_FILLING.sub("", rest)) <= _FEW
