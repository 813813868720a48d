"""The cue grammar: full names of institutions, programmes, awards and events around their heads.

A name ends with a head ("研究所", "一等奖": heads.yaml) at a word boundary and begins, reading leftwards word by word, before
a word that cannot stand inside a name (boundaries.yaml). The tagger's own entities only help to see where names begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.common_names import is_common, is_kind_of_hospital
from extract.lexicon import boundary, heads, is_generic
from extract.name_edges import OPEN_CLASSES, PLACED, first_token
from extract.name_trims import prize_start, trimmed_start
from extract.records import Token

# Words that join partners, wherever the tagger took them into a name of its own.
_JOINT = re.compile(
    ".*(?:(?<![部省市校])共建(?!共享)|合建|缔结|共同组建|联合组建|联合成立|合作成立|(?<=专业与)|代表$)"
)
# "国家临床重点专科" + "骨科": the status that a department holds, no part of its name.
_STATUS_BEFORE = re.compile(
    ".*(?:重点|特色|优势|优质|品牌|示范|一流|龙头|领先|支柱|名牌)(?:培育|建设|发展|临床|中医|医学)*(?:专科|学科|科室|专业)[及和与、“]*"
)
# "首批" + "援鄂医疗队": whom a medical team helped, and which of such teams it was.
_AID_TEAM = re.compile(
    "(?:(?<![一-鿿])[一-鿿]{2}|[一-鿿]{2}省|[一-鿿]{2}市)?(?:首批|第[一二三四五六七八九十0-9]+批)?(?:支)?援[一-鿿]{1,3}(?:国家|抗疫|防疫)?医疗队$"
)
# Of a party's branch in an institution only what follows is the institution's own name.
_PARTY = re.compile("九三学社|民盟|民革|民建|民进|民主同盟|农工党|致公党|台盟|中共|共青团")
_YEAR_FIRST = re.compile("(?:19|20)[0-9]{2}年?度?(?=[一-鿿]{4})")
_NO_FACULTY_HERE = re.compile("[体关联派谱院前]系|.系[统列数]")
MAX_LENGTH = 45
_FIELD_FOLLOWS = ("医学", "疾病", "界", "专业", "医生", "医师", "诊疗", "专家", "临床医学")
_HALF_WORDS = frozenset(("长", "员", "级", "化", "型", "内", "外", "制", "性", "类", "学", "师", "生", "病"))
_GLUED = re.compile(
    "([一-鿿]{2,20}?(?:大学|学院|医院|卫生院|公司|集团|研究院|研究所|学会|协会|中心))(?:共建|合建|共同|联合|合作|签约|签署|主办|承办|协办|联办|举办|牵头|加盟|参与|参加|出席|加入|支持|派出|选派)"
)
_WORD = re.compile("[一-鿿]{2}")
# What the tagger takes for a person because the institution is named for one.
_INSTITUTION_IN_FULL = re.compile("[一-鿿]{2,4}(?:[一-鿿]{2}大学|医学院|学院|医院|中学|研究所)")
_MOVED = re.compile("[内外](?:迁|设|有|建|部)")
_SHORTEST = 2
_OURS = ("我校", "我院", "本校", "本院", "该校", "该院")
_STUDENT = re.compile("生(?![命物态殖理育])")
_LONGER_WORD = re.compile("长|学(?![生子员者])")
_UNIT_FOLLOWS = re.compile("^(?:附属|直属|附设|第[一二三四五六七八九十]|分|.{2,10}(?:学院|系|学部|教研室)$)")
_PARENT = re.compile(
    "(?:(?:职业|技术|师范|理工|科技|工业|农业|财经|政法|民族|体育|艺术|外国语|医药|警察)学院"
    "(?=.{2,14}(?:学院|系|协会|中心|研究所|研究院|实验室|委员会|团委|医院|总队)$)|大学|医学院|专科学校|科学院|学会|协会|促进会|联合会|分会(?!场)|医院|公司|卫生健康委员?会?|研究中心(?=[一-鿿]{2,8}分中心$))(?=.)"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate name: passage span, class, head; ``generic`` if nothing but common words stands before the head."""

    start: int
    end: int
    cls: str
    head: str
    generic: bool


# "…大学" + "医院管理研究所": hospitals are what the institute studies.
_ABOUT_HOSPITALS = re.compile("(?:管理|感染|药学|评价|评审|发展)(?:研究|学|与|专业|评审|评价|培训|质量|质控)")


def find_names(text: str, tokens: Sequence[Token]) -> list[Name]:
    """All candidate names of a passage, nested ones included, by start and then the longest first."""
    found = {(n.start, n.end): n for token in tokens for n in _glued(token)}
    for index, token in enumerate(tokens):
        if token.text not in heads().classes and (
            (token.tag == "PER" and not _INSTITUTION_IN_FULL.fullmatch(token.text))
            or (token.tag == "w" and not _WORD.search(token.text))
        ):
            continue
        hit = heads().of(text[max(0, token.end - heads().longest) : token.end])
        if (
            hit is None
            or _cut_short(text, tokens, index, hit[0])
            or (hit[0] == "系" and _NO_FACULTY_HERE.match(text, token.end - 2))
        ):
            continue
        name = _name(text, tokens, index, *hit)
        if name is not None:
            found[name.start, name.end] = name
            for inner in _inner(text, name):
                found.setdefault((inner.start, inner.end), inner)
    return sorted(found.values(), key=lambda n: (n.start, -n.end))


def _glued(token: Token) -> Iterator[Name]:
    """A name that the tagger glued to the verb and the object behind it ("石溪大学共建研究院")."""
    match = _GLUED.match(token.text) if token.tag == "ORG" else None
    head = heads().of(match.group(1)) if match else None
    if match and head and not is_generic(match.group(1)[: -len(head[0])]):
        yield Name(token.start, token.start + match.end(1), head[1], head[0], generic=False)


def _inner(text: str, name: Name) -> Iterator[Name]:
    """Names that begin a name and end inside a word of the tagger ("…大学" and "…医学院" in "…大学…医学院附属…医院")."""
    surface = text[name.start : name.end]
    for match in _PARENT.finditer(surface):
        head = heads().of(surface[: match.end()])
        rest = surface[match.end() :]
        if (
            head is None
            or match.start() < 2
            or is_generic(surface[: match.start()])
            or (heads().of(rest) == (rest, name.cls) and rest == "城")
        ):
            continue
        if match.group() in ("医院", "公司", "医学院") and not (
            _UNIT_FOLLOWS.match(rest) or match.group() == "医院"
        ):
            continue
        if match.group() == "医院" and (
            (heads().of(rest) or ("", ""))[1] == "Association" or _ABOUT_HOSPITALS.match(rest)
        ):
            continue
        if surface[: match.end()].count("（") != surface[: match.end()].count("）"):
            continue
        quoted = surface.rfind("“", 0, match.end()) + 1
        if "”" in surface[quoted : match.end()] or match.start() - quoted < _SHORTEST:
            quoted = 0
        if match.group() == "医院" and is_kind_of_hospital(surface[: match.start()]):
            continue
        if match.group() == "大学" and (_STUDENT.match(rest) or rest.startswith("城")):
            continue
        year = _YEAR_FIRST.match(surface) or _PARTY.match(surface)
        yield Name(
            name.start + (quoted or (year.end() if year else 0)),
            name.start + match.end(),
            head[1],
            head[0],
            generic=False,
        )


def _cut_short(text: str, tokens: Sequence[Token], index: int, head: str) -> bool:
    """Whether the head is only the beginning of a longer word or head ("中心" + "医院", "医院" + "集团")."""
    end = tokens[index].end
    if index + 1 == len(tokens):
        return False
    following = tokens[index + 1]
    if head == "大学" and _STUDENT.match(text, end):
        return True
    if (
        (following.text in _HALF_WORDS and not _MOVED.match(text, following.start))
        or _LONGER_WORD.match(text, end)
        or text.startswith("学部委员", end - 2)
    ):
        return True
    if heads().classes.get(following.text) == "Association":
        return True
    if heads().classes[head] == "Department" and text.startswith(_FIELD_FOLLOWS, end):
        return True
    joined = heads().of(text[max(0, following.end - heads().longest) : following.end])
    return joined is not None and len(joined[0]) > following.end - end and joined[0] != head


def _name(text: str, tokens: Sequence[Token], index: int, head: str, cls: str) -> Name | None:
    end = tokens[index].end
    head_start = end - len(head)
    first = first_token(text, tokens, index, head_start, cls)
    while (
        cls in PLACED
        and first < index
        and len(tokens[first].text) > 1
        and (
            tokens[first].tag in ("v", "vd")
            or (tokens[first].tag == "vn" and tokens[first].text in boundary("verbs"))
        )
    ):
        first += 1
    start = trimmed_start(text, tokens, first, head_start, cls)
    start = _whole_brackets(text, tokens, start, end)
    joined = (_STATUS_BEFORE if cls == "Department" else _JOINT).match(text, start, head_start)
    start = joined.end() if joined else start
    if aid := _AID_TEAM.search(text, max(0, start - 12), end):
        start = min(start, aid.start())
    start = prize_start(text, start, head_start, end, cls)
    if text.startswith(_OURS, start):
        start += 2
    if text[start] in "校院" and text[start - 1 : start] in ("我", "本", "该"):
        start += 1
    if text[end : end + 1] == "”":
        start = _quote_start(text, start, end)
    if start > head_start or end - start > MAX_LENGTH + (20 if cls in OPEN_CLASSES else 0):
        return None
    return Name(start, end, cls, head, is_common(text[start:head_start], head, cls))


def _whole_brackets(text: str, tokens: Sequence[Token], start: int, end: int) -> int:
    """The start of a name that brackets do not cut: the word before "（上海）公司" belongs to it, a leading "（P3）" does not."""
    closing = text.find("）", start, end)
    opening = text.find("（", start, end)
    if closing < 0 or start < opening < closing:
        return start
    first = text.rfind("（", max(0, closing - 12), closing)
    before = next((t for t in tokens if t.end == first), None)
    if (
        before is None
        or before.tag not in ("ORG", "n", "nz", "nw", "PER")
        or before.text in boundary("verbs")
        or re.search("[、，；。：]", text[first:closing])
    ):
        return closing + 1
    return before.start


def _quote_start(text: str, start: int, end: int) -> int:
    """A name that ends where a quotation ends also begins where it begins, if it is no longer than a name."""
    opening = text.rfind("“", max(0, end - 32), start)
    inside = text[opening + 1 : end]
    return opening + 1 if opening >= 0 and not re.search("[”，。；：、]", inside) else start
