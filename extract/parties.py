"""What the two parties of a piece of news found together ("双方共建…", "共同为…揭牌"), whom no sentence need name again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.classes import INSTITUTIONS
from extract.discourse import Discourse, Reference
from extract.name_claims import beginnings, forms, span_support
from extract.records import Claim, Passage
from ontology.terms import allows

_EARLY = 5
"""The parties sign or meet in the title or in one of the first sentences."""
_BOTH = re.compile("双方|两[校院家]|校企|院企|校地|校院|政校|医校|院校双方")
_FOUND = re.compile(
    "(?:共建|合建|联建|组建|开办|合办|创办|成立|建成|建立|建设|设立|揭牌|挂牌|落成|启用)(?:了|的)?(?P<what>[^，。；、]{0,40})$"
)
_UNVEILED = re.compile("(?:”|’)?(?:正式|同时|同日|随后|成立)*(?:揭牌|挂牌|揭幕)")
_PLANNED = re.compile("拟|计划|争取|力争|筹划|希望|未来|有望|(?<!推)将")
_YEAR = re.compile("((?:19|20)[0-9]{2})年[^，。；]*$")
_FOUNDED = frozenset(
    {"AcademicUnit", "Laboratory", "Center", "Base", "ResearchInstitute", "Team", "Association"}
)
_CLASS_OF_STUDENTS = re.compile("(?:班|学院)$")


def joint_bodies(
    passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]
) -> Iterator[Claim]:
    """The units and classes that the parties of a document found or unveil together; each party is a founder."""
    pair = _parties(passages, claims)
    if pair is None:
        return
    names = forms(discourse.table)
    others = {c.subject for c in claims if c.property == "establishedBy" and c.object not in pair}
    for passage in passages:
        for r in _bodies(passage, discourse):
            if r.entity in pair or r.entity in others or not _is_joint(passage, r):
                continue
            namesakes = beginnings(discourse.table.name(r.entity), r.entity, names)
            if any(e not in pair and discourse.table.cls(e) in INSTITUTIONS for e in namesakes):
                continue
            support = span_support(passage, r.start, r.end, "body-of-parties", 0.75)
            for party in pair:
                if allows("establishedBy", r.cls, discourse.table.cls(party)):
                    yield Claim(r.entity, "establishedBy", party, support)
            if year := _YEAR.search(passage.text, 0, r.start):
                yield Claim(r.entity, "foundedIn", year[1], support)


def _parties(passages: Sequence[Passage], claims: Sequence[Claim]) -> tuple[int, int] | None:
    """The first two that work together, in the title or one of the first sentences."""
    if len(passages) < 2:
        return None
    end = passages[min(_EARLY, len(passages)) - 1].offsets[-1:] or (0,)
    early = [c for c in claims if c.property == "collaboratesWith" and c.support.start <= end[0]]
    first = min(early, key=lambda c: (c.support.start, c.support.marks), default=None)
    if first is None or not isinstance(first.object, int):
        return None
    return first.subject, first.object


def _bodies(passage: Passage, discourse: Discourse) -> Iterator[Reference]:
    for r in discourse.references[passage.index]:
        name = discourse.table.name(r.entity)
        if not r.generic and (r.cls in _FOUNDED or (r.cls == "Program" and _CLASS_OF_STUDENTS.search(name))):
            yield r


def _is_joint(passage: Passage, body: Reference) -> bool:
    """Whether the sentence says that both parties found the body, or that it is unveiled."""
    text = passage.text
    sentence = text[: body.start]
    clause = re.split("[，；。]", sentence)[-1]
    if _PLANNED.search(clause):
        return False
    if _UNVEILED.match(text, body.end):
        return True
    both = _BOTH.search(sentence)
    return both is not None and _FOUND.search(clause) is not None
