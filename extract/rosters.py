"""Lists of a society's officers: an office on a line of its own, then its holders, with or without their institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.discourse import Discourse, Reference
from extract.lexicon import one_of, word_list
from extract.name_claims import span_support
from extract.person_names import is_person_name
from extract.records import Claim, Mention, Passage

ROSTER = "roster"
"""The rule of what such a list says."""
_SENTENCE = re.compile("[。；！？]")
_PART = re.compile("[^ 、，]+")
_ASIDE = re.compile("（[一-鿿]{1,6}）$")
_HEADS = re.compile("(?:会长|理事长|主席|主任委员)$")
_NO_HEAD = re.compile("^(?:副|名誉|候任|前任)")
_FEW = 2


@cache
def _office_line() -> re.Pattern[str]:
    offices = one_of(word_list("people")["offices"])
    return re.compile(
        f"(?:[（(]?[一二三四五六七八九十0-9]+[）)、.． ]*)?(?P<office>{offices})(?:名单)?(?:（[^（）]{{1,16}}）)?[：:]?$"
    )


@cache
def _office_first() -> re.Pattern[str]:
    return re.compile(f"(?P<office>{one_of(word_list('people')['offices'])}) *")


def roster_people(passage: Passage, known: Sequence[Mention]) -> list[Mention]:
    """The persons of a line of names ("马文豪 韦刚 尹素芬（女）") or of a name and an institution that the tagger missed."""
    if _SENTENCE.search(passage.text) or " " not in passage.text.strip():
        return []
    parts = [(m.start(), _ASIDE.sub("", m.group())) for m in _PART.finditer(passage.text)]
    names = [(start, part) for start, part in parts if is_person_name(part)]
    others = [(start, part) for start, part in parts if not is_person_name(part)]
    placed = [
        m for m in known if any(m.start == start for start, _ in others) and m.cls not in ("Person", "Place")
    ]
    if not names or (others and not (len(others) == len(placed) and len(names) <= len(placed))):
        return []
    if not placed and len(names) <= _FEW:
        return []
    return [
        Mention(passage.index, start, start + len(name), "Person", name, "roster", 0.85)
        for start, name in names
        if not any(m.start < start + len(name) and start < m.end for m in known)
    ]


def officers(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Claim]:
    """The offices, memberships and institutions of those whom the lines below an office name."""
    office = ""
    society: int | None = None
    for passage in passages:
        row = discourse.references[passage.index]
        named = [r.entity for r in row if r.cls == "Association" and not r.generic]
        match = _office_line().match(passage.text)
        if match is not None:
            office = match["office"]
            continue
        people = [r for r in row if r.cls == "Person"]
        first = _office_first().match(passage.text)
        if first is not None and people and people[0].start == first.end() and _lists(passage, row):
            office = first["office"]  # of those in the lines below, too
        if not people or _SENTENCE.search(passage.text) or not _lists(passage, row):
            society = named[0] if named else society
            office = "" if "：" not in passage.text else office
            continue
        if office:
            yield from _held(passage, row, people, office, society)


def _lists(passage: Passage, row: Sequence[Reference]) -> bool:
    """Whether a line is made of names and institutions alone."""
    rest = passage.text
    for r in sorted(row, key=lambda r: -r.start):
        rest = rest[: r.start] + rest[r.end :]
    first = _office_first().match(rest)
    return len(re.sub("（[^（）]*）|[ 、，]", "", rest[first.end() if first else 0 :])) <= _FEW


def _held(
    passage: Passage, row: Sequence[Reference], people: Sequence[Reference], office: str, society: int | None
) -> Iterator[Claim]:
    homes = [
        r for r in row if r.cls in ("Hospital", "University", "ResearchInstitute", "Company", "AcademicUnit")
    ]
    for r in people:
        support = span_support(passage, r.start, r.end, ROSTER, 0.85)
        yield Claim(r.entity, "position", office, support)
        if society is not None:
            yield Claim(r.entity, "memberOf", society, support)
            if _HEADS.search(office) and not _NO_HEAD.match(office):
                yield Claim(r.entity, "leads", society, support)
        if len(people) == 1 and homes and homes[0].start > r.end:
            yield Claim(r.entity, "affiliatedWith", homes[0].entity, support)
