"""Degree points, post-doctoral stations and long courses of study, each with the field that a list or brackets give it.

"甲学、乙学2个博士后流动站", "甲学博士、硕士学位授权点", "博士后流动站2个（甲学、乙学）" and "甲学（八年制）" name one programme a field
and level: what stands once in such a list belongs to all its members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.fields_of_study import is_field
from extract.records import Mention, Passage

_KIND = "(?:[一二]级学科|专业学位|学术学位|学术型|专业型)*"
_POINT = "(?:专业)?(?:学位)?(?:授权点|授予权|授予点|授权学科|学位点|点)"
_HEAD = f"(?:{_KIND}(?:博士|硕士){_POINT}|博士后(?:科研)?流动站)"
_ITEM = "[^，。；：、（）“”《》0-9和及\\s]{2,16}?"
_ITEMS = f"{_ITEM}(?:、{_ITEM})*(?:[和及]{_ITEM})?"
_COUNT = "(?:[0-9]+|[一二三四五六七八九十]+)个"
_LISTED = re.compile(
    f"(?P<items>{_ITEMS})(?P<count>等?{_COUNT})?(?P<head>{_HEAD})(?=[，。；、）（和及与的建设]|$)"
)
_IN_BRACKETS = re.compile(
    f"(?P<head>{_HEAD})(?:{_COUNT})?(?:（|：|——|，(?:即|分别[为是]))(?P<items>{_ITEMS})(?=等?[）。；，])"
)
_TWO_LEVELS = re.compile(
    f"(?P<item>{_ITEM})(?P<kind>{_KIND})(?:(?P<first>博士|硕士)(?:学位)?[、和及与](?P<second>博士|硕士)|(?P<short>博(?:、|（)硕）?士))(?P<point>{_POINT})"
)
_LONG = re.compile(
    "(?P<item>[一-鿿]{2,14}?)(?P<long>（(?:[五六七八]年制|“?5[+]3”?一体化|本硕连读|本博连读|[一-鿿“”]{2,8}班|中外合作办学)）(?=专业|项目|班|均|被|入选|获|为|是|先后)|[五六七八]年制(?=[，。；、和及与首试]|本科|专业|教育|院校|学生|$))"
)
_GAINED = re.compile(
    f"(?:获批|获得|获|取得|增列|设立|建立|新增|批准)(?:为)?(?P<head>{_HEAD})(?=[，。；、和及]|$)"
)
_LEAD = re.compile(
    "^.*(?:[拥现设建具]有|获批|获得|取得|新增|增设|设立|增列|批准|申报|开办|开设|试办|招收|承办|包括|涵盖|其中|首批|第[一二三四五六七八九十]+批|大学|学院|医院|学校|我校|我院|年|的|为|是|获|有(?![机色]))"
)
_LIKE_FIELD = re.compile(
    "(?:学|工程|技术|科学|理论|管理|经济|设计|文学|教育|艺术|护理|药|体育|统计|化工|建筑|安全|农业|兽医|中医|金融|会计|法律|社会工作|结合|养生|康复|推拿|针灸|畜牧|园艺|林业|工艺|贸易|材料|动力|电子|机械)$"
)


def degree_programmes(passage: Passage) -> list[Mention]:
    """The programmes that a passage names, each with its field; where two readings meet, the first stays."""
    found: list[Mention] = []
    for mention in (*_two_levels(passage), *_listed(passage), *_in_brackets(passage), *_long(passage)):
        if not any(f.start < mention.end and mention.start < f.end for f in found):
            found.append(mention)
    return [*found, *_bare(passage, found)]


def _field(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the field lies in an item of a list, without verbs and owners before it."""
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    word = text[start:end]
    return (start, end) if len(word) > 1 and (is_field(word) or _LIKE_FIELD.search(word)) else None


def _fields(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for item in re.finditer("[^、和及]+", text[start:end]):
        field = _field(text, start + item.start(), start + item.end())
        if field is not None:
            yield field


def _programme(passage: Passage, start: int, end: int, name: str) -> Mention:
    return Mention(passage.index, start, end, "Program", name, "degree-programme", 0.9)


def _two_levels(passage: Passage) -> Iterator[Mention]:
    text = passage.text
    for match in _TWO_LEVELS.finditer(text):
        field = _field(text, *match.span("item"))
        if field is None:
            continue
        stem = text[field[0] : field[1]] + match["kind"]
        if match["short"]:
            yield _programme(passage, field[0], match.end("kind"), f"{stem}博士{match['point']}")
            yield _programme(passage, match.start("short"), match.end(), f"{stem}硕士{match['point']}")
        else:
            yield _programme(passage, field[0], match.end("first"), stem + match["first"] + match["point"])
            yield _programme(
                passage, match.start("second"), match.end(), stem + match["second"] + match["point"]
            )


def _listed(passage: Passage) -> Iterator[Mention]:
    text = passage.text
    for match in _LISTED.finditer(text):
        for start, end in _fields(text, *match.span("items")):
            last = end == match.start("head")
            yield _programme(passage, start, match.end() if last else end, text[start:end] + match["head"])


def _in_brackets(passage: Passage) -> Iterator[Mention]:
    text = passage.text
    for match in _IN_BRACKETS.finditer(text):
        for start, end in _fields(text, *match.span("items")):
            yield _programme(passage, start, end, text[start:end] + match["head"])


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
                _programme(passage, match.start("head"), match.end(), field + match["head"]),
                aliases=(match["head"],),
            )


def _long(passage: Passage) -> Iterator[Mention]:
    text = passage.text
    for match in _LONG.finditer(text):
        field = _field(text, *match.span("item"))
        if field is not None and is_field(text[field[0] : field[1]]):
            yield _programme(passage, field[0], match.end(), text[field[0] : match.end()])
