"""Degree points, post-doctoral stations and long courses of study, each with the field that a list or brackets give it.

"甲学、乙学2个博士后流动站", "甲学博士、硕士学位授权点", "甲学、乙学具有博士学位授权并设有博士后流动站", "博士后流动站2个（甲学、乙学）"
and "甲学（八年制）" name one programme a field and level: what stands once in such a list belongs to all its members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.fields_of_study import is_field
from extract.listed_fields import Item, like_field, listed_fields
from extract.records import Mention, Passage

_KIND = "(?:[一二]级学科|专业学位|学术学位|学术型|专业型|专业)*"
_POINT = "(?:专业)?(?:学位)?(?:授权点|授予权|授予点|授权学科|授权类别|学位点|点)"
_LEVEL = "博士|硕士"
_DEGREE = f"{_KIND}(?:(?:{_LEVEL})(?:学位)?(?:[、和及与](?:{_LEVEL}))?|博(?:、|（)硕）?士){_POINT}"
_HEAD = f"(?:{_DEGREE}|博士后(?:科研)?流动站)"
_COUNT = "(?:[0-9]+|[一二两三四五六七八九十]+)个"
_HEADS = f"{_HEAD}(?:(?:、|和|及|与|以及|，?并[设建拥]有){_HEAD}(?!{_COUNT}))*"
_EDGE = "(?=[，。；、）（和及与的建设各]|$)"
_LISTED = re.compile(f"等?(?:{_COUNT}(?:工程)?)?(?P<heads>{_HEADS}){_EDGE}")
_SAID = re.compile(
    f"等?(?:{_COUNT})?(?P<rank>[一二]级)?(?:学科)?(?:均|都|已|现|分别)*(?:具有|拥有|获得?|获批|有|为|是|被批准为|成为)(?:(?P<heads>{_HEADS}){_EDGE}|(?P<level>{_LEVEL})学位授[予权]权?(?!点|单位)(?:(?:、|和|及|，?并)?(?:[设建拥]有)?(?P<station>博士后(?:科研)?流动站))?)"
)
_IN_BRACKETS = re.compile(
    f"(?P<heads>{_HEAD})(?:{_COUNT})?(?:（|：|——|，?(?:即|分别[为是]))(?P<items>[^（）：；，。]+?)(?=等?[）。；，])"
)
_LONG = re.compile(
    "(?P<long>（(?:[五六七八]年制|“?5[+]3”?一体化|本硕连读|本博连读|[一-鿿“”]{2,8}班|中外合作办学)）(?=专业|项目|班|均|被|入选|获|为|是|先后)|[五六七八]年制(?=[，。；、和及与首试]|本科|专业|教育|院校|学生|$))"
)
_GAINED = re.compile(
    f"(?:获批|获得|获|取得|增列|设立|建立|新增|批准)(?:为)?(?P<head>{_HEAD})(?=[，。；、和及]|$)"
)


def degree_programmes(passage: Passage) -> list[Mention]:
    """The programmes that a passage names, each with its field; where two readings meet, the first stays."""
    found: list[Mention] = []
    for mention in (*_listed(passage), *_said(passage), *_in_brackets(passage), *_long(passage)):
        if not any(f.start < mention.end and mention.start < f.end for f in found):
            found.append(mention)
    return [*found, *_bare(passage, found)]


def _heads(text: str, rank: str = "") -> list[str]:
    """The kinds of programme that the words name ("博士、硕士学位授权点和博士后流动站": three)."""
    found = []
    for match in re.finditer(_HEAD, text):
        head = match.group()
        two = re.match(
            f"(?P<kind>{_KIND})(?P<first>博士|硕士|博)(?:学位)?[、和及与（](?P<second>博士|硕士|硕）?士)(?P<point>.+)",
            head,
        )
        if two is None:
            found.append(head)
        else:
            found += [
                two["kind"] + level + two["point"]
                for level in (f"{two['first'][0]}士", f"{two['second'][0]}士")
            ]
    return [f"{rank}学科{found[0]}", *found[1:]] if rank and found else found


def _programme(passage: Passage, start: int, end: int, names: Sequence[str]) -> Mention:
    return Mention(
        passage.index, start, end, "Program", names[0], "degree-programme", 0.9, also=tuple(names[1:])
    )


def _programmes(
    passage: Passage, items: Sequence[Item], heads: Sequence[str], end: int | None
) -> Iterator[Mention]:
    """One mention an item; the last reaches to ``end``, where the list ends in the word for the programmes."""
    fields = [item for item in items if like_field(item.name)]
    for item in fields:
        reaches = item.end if end is None or item is not fields[-1] else end
        yield _programme(passage, item.start, reaches, [item.name + head for head in heads])


def _listed(passage: Passage) -> Iterator[Mention]:
    for match in _LISTED.finditer(passage.text):
        items = listed_fields(passage.text, match.start())
        yield from _programmes(passage, items, _heads(match["heads"]), match.end())


def _said(passage: Passage) -> Iterator[Mention]:
    """Programmes that fields are said to have ("甲学、乙学具有博士学位授予权")."""
    for match in _SAID.finditer(passage.text):
        rank = match["rank"] or ""
        heads = _heads(match["heads"], rank) if match["heads"] else [f"{match['level']}学位授权点"]
        if match["level"]:
            heads = [f"{rank}学科{heads[0]}" if rank else heads[0], *filter(None, [match["station"]])]
        items = listed_fields(passage.text, match.start())
        yield from _programmes(passage, items, heads, match.end())


def _in_brackets(passage: Passage) -> Iterator[Mention]:
    for match in _IN_BRACKETS.finditer(passage.text):
        items = listed_fields(passage.text, match.end("items"))
        yield from _programmes(passage, items, _heads(match["heads"]), None)


def _bare(passage: Passage, named: Sequence[Mention]) -> Iterator[Mention]:
    """Points of the field named before them ("2010年获甲学硕士学位授权点，2018年获批博士学位授权点")."""
    for match in _GAINED.finditer(passage.text):
        before = [
            m for m in named if m.end <= match.start() and "。" not in passage.text[m.end : match.start()]
        ]
        if before:
            last = max(before, key=lambda m: m.end)
            field = re.sub(f"{_HEAD}$", "", last.name)
            yield replace(
                _programme(passage, match.start("head"), match.end(), [field + match["head"]]),
                aliases=(match["head"],),
            )


def _long(passage: Passage) -> Iterator[Mention]:
    for match in _LONG.finditer(passage.text):
        for item in listed_fields(passage.text, match.start())[-1:]:
            if is_field(item.name):
                yield _programme(passage, item.start, match.end(), [item.name + match["long"]])
