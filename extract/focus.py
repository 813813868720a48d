"""Who is spoken of along a passage: the subjects of its clauses, and who stays in mind when a clause names none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.classes import INSTITUTIONS
from extract.discourse import Focus, Reference
from extract.houses import reports_speech
from extract.lexicon import boundary, one_of
from extract.records import BlockKind, Mention, Passage

_ADVERBIAL = re.compile(
    "^(?:目前|现在|此外|另外|同时|其中|近年来|多年来|一直以来|今年|去年|当年|同年|本年度|截至[^，]{2,12}|截止[^，]{2,12}|自[^，]{2,14}|据[^，]{2,10}|[0-9年月日至届—-]+(?:起|来|底|初|以来)?|"
    "20[0-9]{2}年度?|近[一二三四五六七八九十0-9两]+年来?|“?十[一二三四五]五”?期间|[一二三四五六七八九十]是|[0-9]+[.、]|（[一二三四五六七八九十]+）|（[0-9]+）|由|在|“|《|作为|经过多年建设|历经[^，]{2,10}|原|第[一二三四五]，|著名[^，：]{0,10}|我国|全国)?，?"
)
# "某大学直属附属医院" says whose hospital the subject is.
_HOSPITAL_OF = re.compile(
    "第?[一二三四五六七八九十]*(?:直属|附属|非直属|非隶属|教学|临床)+(?:医院|学院|基地)"
)
_SITE = re.compile("(?:院区|校区|分院|分校|本部|门诊部)$")
_SUBJECTS = INSTITUTIONS | {"Person", "Discipline", "Program", "Event", "Course"}
# Classes whose names begin a clause mostly as its subject; others must have a verb behind them.
_LENIENT = frozenset({"University", "Hospital", "School", "Company"})
# Houses of different kinds may stand in one row ("甲大学、乙学院与丙医院").
_HOUSES = frozenset(
    {"University", "AcademicUnit", "School", "Hospital", "Company", "ResearchInstitute", "Association"}
)
_COUNTED = re.compile("等?(?:[0-9]+|[一二三四五六七八九十两]+)[个家所项名]")
# A bracket is passed over as a whole, unless it holds a sentence.
_PAUSE = re.compile("（[^（）。；]{1,120}）|[，；：。！？]|——")
# "云岭大学访问学者", "…联合培养博士": what follows is a title, no predicate.
_TITLE_FOLLOWS = re.compile("(?:访问|进修|客座|兼职)(?:学者|教授|研究员)|联合培养|培训")
_HEADED = re.compile("(?:负责人|带头人|主持人|成员|组长|专家)(?:[，、；。]|$)")
_MEMBER = re.compile("[^，。；：、的在获由被与和及对向让请聘邀为是有（）]{2,24}")
_MEMBER_END = re.compile(
    "(?:学生|同学|选手|校友|毕业生|硕士生|博士生|研究生|本科生|规培生|党员|队员|职工|员工|护士)$"
)
# "甲质控中心、乙质控中心等设在我院，拥有…": the house goes on to be spoken of.
_SEATED = re.compile(
    "(?:等[^，。；]{0,16})?(?:也|均|都|先后|分别)*(?:设在|设于|设立在|设立于|挂靠于|挂靠在|挂靠|落户于|落户在|落户|附设于|建在)(?:了)?"
)
_PERSON_ENDS = re.compile("(?:、|（[^）]{1,16}）)?[的等、和与及]|(?:[，：])?$")


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of one passage with its references and the titles and offices in it, in order.

    ``former`` are institutions that another grew out of: none is spoken of for longer than a clause. Behind a clause in
    which a person speaks, the text is about the house that ``speaks_for`` tells, None where people speak of themselves.
    """

    passage: Passage
    row: Sequence[Reference]
    roles: Sequence[Mention]
    former: frozenset[int]
    speaks_for: Callable[[int], int | None] | None

    def track(self, focus: Focus) -> list[Focus]:
        """The focus along the passage, which begins as ``focus``: from each clause on that changes it."""
        track = [focus]
        lasting = focus
        for start, end in _clauses(self.passage.text):
            found = self._subject(start, end, lasting.subjects == (lasting.person,))
            if self.passage.text[start - 1 : start] == "；" and start:
                lasting = focus
            if found is None:
                if track[-1] is not lasting:
                    track.append(replace(lasting, start=start))
                    lasting = track[-1]
                continue
            last = lasting
            group = tuple(r.entity for r in found)
            passing = found[0].cls not in INSTITUTIONS - {"GovernmentBody"} and found[0].cls != "Person"
            if passing or self._is_passing(found[0]) or self._returns_to(last.organization, found[-1], end):
                # A field, an event or a public body is the subject of its own clause only.
                track.append(Focus(found[0].start, last.organization, last.person, group))
                if found[0].generic and self._opens(found[0].start):
                    lasting = track[-1]
                continue
            if found[0].cls == "Person":
                track.append(Focus(found[0].start, last.organization, group[0], group))
                if self.speaks_for is not None and reports_speech(self.passage.text[found[-1].end : end]):
                    house = self.speaks_for(group[0])
                    lasting = Focus(end, house, group[0], () if house is None else (house,), told=True)
                    continue
            else:
                person = last.person if self.passage.kind is not BlockKind.HEADING else None
                track.append(Focus(found[0].start, group[0], person, group))
            lasting = track[-1]
        return track

    def _opens(self, start: int) -> bool:
        """Whether nothing but an adverbial stands before an offset of the passage."""
        adverbial = _ADVERBIAL.fullmatch(self.passage.text, 0, start)
        return start == 0 or adverbial is not None

    def _is_passing(self, r: Reference) -> bool:
        """Whether a site in mid-sentence, or who something is done by, is spoken of in this clause only."""
        text = self.passage.text
        site = _SITE.search(text, r.start, r.end) is not None and r.start > 0
        return site or r.entity in self.former or (r.cls != "Person" and text[r.start - 1 : r.start] == "由")

    def _returns_to(self, house: int | None, r: Reference, end: int) -> bool:
        """Whether a clause names a role of the house in mind ("作为…临床学院，") or a unit that has its seat there."""
        text = self.passage.text
        if house is None or r.cls not in INSTITUTIONS:
            return False
        if r.end == end and text.endswith("作为", 0, r.start):
            return True
        seat = _SEATED.match(text, r.end, end)
        return seat is not None and any(q.start == seat.end() and q.entity == house for q in self.row)

    def _has_predicate(self, r: Reference) -> bool:
        """Whether something is said of the reference: a verb follows or, behind a person and their titles, anything but a pause."""
        end = r.end
        if r.cls == "Person":
            for m in self.roles:
                end = m.end if m.start == end else end
            behind = end
            for m in self.roles:
                behind = m.end if self.passage.text[behind : m.start] == "、" else behind
            if r.start == 0 and behind > end and self.passage.text[behind : behind + 1] in ("，", "。", ""):
                return True
            return _PERSON_ENDS.match(self.passage.text[end:]) is None
        rest = self.passage.text[end:]
        return _predicate().match(rest) is not None and _TITLE_FOLLOWS.match(rest) is None

    def _names_a_title(self, r: Reference) -> bool:
        """Whether an institution only says whose title or office a person before it holds ("…，美国护理科学院院士，兼任")."""
        if r.cls not in INSTITUTIONS or r.generic:
            return False
        if any(m.cls == "Title" and m.start <= r.start and r.end < m.end for m in self.roles):
            return True
        if _HEADED.match(self.passage.text, r.end):
            return True
        role = next((m for m in self.roles if m.start == r.end), None)
        return role is not None and self.passage.text[role.end : role.end + 1] in ("，", "、", "；", "。", "")

    def _may_be_subject(self, r: Reference, group: Sequence[Reference], begin: int) -> bool:
        """Whether a reference stands where its clause begins, or continues a group of its kind."""
        listed = bool(group) and self.passage.text[group[-1].end : r.start] == "、"
        if group and r.cls != group[0].cls and not (listed and {r.cls, group[0].cls} <= _HOUSES):
            return False
        between = self.passage.text[begin : r.start]
        if (
            not group
            and r.start > begin
            and not _only_modifiers(between, self.row, begin, r.start, r.cls == "Person")
        ):
            return False
        return r.cls in _SUBJECTS and not self._names_a_title(r)

    def _is_spoken_of(self, r: Reference, strict: bool) -> bool:
        """Whether a pause of a list or a predicate follows, not a count ("…等3家") or the end of the sentence."""
        text = self.passage.text
        after = text[r.end : r.end + 1]
        if after in ("；", "。") or _COUNTED.match(text[r.end :]) or _HOSPITAL_OF.match(text, r.end):
            return False
        strict = strict and r.cls != "Person"
        lenient = r.generic or (not strict and (r.cls in _LENIENT or not after or after in "、和与及"))
        return lenient or self._has_predicate(r)

    def _member(self, r: Reference, end: int) -> Reference | None:
        """The person behind a unit that says whose student or employee that is ("工程学院2021级护理专业学生" + name)."""
        person = next((q for q in self.row if q.cls == "Person" and r.end <= q.start < end), None)
        if person is None or r.cls not in INSTITUTIONS:
            return None
        between = self.passage.text[r.end : person.start]
        told = any(m.end == person.start for m in self.roles) or _MEMBER_END.search(between) is not None
        return person if told and _MEMBER.fullmatch(between) else None

    def _subject(self, start: int, end: int, of_person: bool) -> list[Reference] | None:
        """The references that the clause begins with and that a predicate follows: one, or several coordinated ones.

        Where the text is ``of_person``, an institution needs a predicate of its own.
        """
        text = self.passage.text
        lead = _ADVERBIAL.match(text[start:end])
        first, begin = start, start + (lead.end() if lead else 0)
        group: list[Reference] = []
        for r in self.row:
            if not first <= r.start < end:
                continue
            member = self._member(r, end)
            if member is not None and not group:
                begin = first = member.start  # "工程学院学生林一舟": the person is the subject
                continue
            if not self._may_be_subject(r, group, begin):
                # "医院与某大学合作": of two that are not of a kind the first is the subject.
                return group if group and text[group[-1].end] in "与和" else None
            after = text[r.end : r.end + 1]
            if after == "的":
                group = []
                continue
            if not self._is_spoken_of(r, strict=of_person):
                return None
            group.append(r)
            if after and after in "、和与及":
                continue
            following = next(
                (q for q in self.row if q.start == r.end or (q.start > r.end and q.start - r.end <= 8)), None
            )
            if following is not None and following.start == r.end and following.cls in INSTITUTIONS:
                group = []  # "我校学生会": the unit is the subject
                continue
            if (
                r.cls != "Person"
                and following is not None
                and following.cls == "Person"
                and "，" not in text[r.end : following.start]
            ):
                group = []
                continue
            return group
        return None


@cache
def _predicate() -> re.Pattern[str]:
    verbs = one_of([v for v in boundary("verbs") if v not in ("中", "教育", "研究")])
    return re.compile(
        f"(?:（[^）]{{1,30}}）)?(?:[，]|的?(?:正式|目前|现已|已经?|先后|还|也|又|均|都|共|自主|积极|始终|成功|不断|持续|同时|将|曾|在|自|从|于|以|对|与|和|根据|按照|通过|联合|针对|[0-9]{{4}}年|等[0-9]+[人名]|[一-鿿]{{0,3}}(?:教授|院士|主任|院长|书记|校长|博士|老师|医师|医生|研究员|同志|先生|女士))*(?:{verbs}|，|$|[0-9]|自主|积极|成功|率先))"
    )


def _clauses(text: str) -> list[tuple[int, int]]:
    """Spans between commas, semicolons, colons and dashes that stand outside brackets."""
    spans, start = [], 0
    for match in _PAUSE.finditer(text):
        if match.group()[0] == "（":
            continue
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [(s, e) for s, e in spans if e > s]


@cache
def _long_verb() -> re.Pattern[str]:
    return re.compile(one_of([v for v in boundary("verbs") if len(v) > 1]))


# Words that announce the person behind them, whatever field or institution they are of.
_ANNOUNCES = re.compile(
    "^(?!与|和|同|跟)[^由被把将请对赴到]{0,40}(?:带头人|负责人|专家|首席科学家|奠基人|创始人|学家|名家)(?:之一)?$"
)


def _only_modifiers(text: str, row: Sequence[Reference], start: int, end: int, person: bool) -> bool:
    """Whether what precedes a subject in its clause only qualifies it (an institution, a title, a short word)."""
    if person and _ANNOUNCES.match(text) and not _long_verb().search(text):
        return True
    for r in row:
        if start <= r.start and r.end <= end:
            text = (
                text.replace(text[max(0, r.start - start) : r.end - start], "", 1)
                if r.end - start <= len(text)
                else text
            )
    return (
        len(text) <= 6
        and not _long_verb().search(text)
        and not re.search("[在对向把将被从由与和是为系有获设于至开建拥入了过经受请赴来]", text)
    )
