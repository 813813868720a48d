"""Passage → mentions: cue grammar, well-known names, persons with titles and offices, works in 《》, fields of study.

Classes are those of the ontology, and five that only rules see: Title, Office, Work (《…》), Year, Grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.lexicon import boundary, one_of, place_start, word_list
from extract.names import Name, find_names
from extract.people import find_people
from extract.records import BlockKind, Mention, Passage, Token

LITERAL_CLASSES = frozenset({"Title", "Office", "Work", "Year", "Grade"})
INSTITUTIONS = frozenset(
    {"University", "School", "AcademicUnit", "Hospital", "Department", "ResearchInstitute", "Laboratory", "Center", "Base"}
    | {"GovernmentBody", "Company", "Association", "Team", "Organization"}
)
_COUNTERS = "[个所家项支门种名人位本间次篇部台件张例届批处座类级]"
_NUMBER = "(?:[0-9]+(?:[.][0-9]+)?|[一二三四五六七八九十百两]+)"
_COUNTED_BEHIND = re.compile(f"[ （(]?[约近共达]?{_NUMBER}[余多]?{_COUNTERS}")
_COUNTED_BEFORE = re.compile(f"{_NUMBER}[余多]?{_COUNTERS}$")
_ONE = re.compile("一[个所家]$")
_WORK = re.compile("《([^《》]{2,60})》")
_YEAR = re.compile("(?:19|20)[0-9]{2}(?=年)")
_GRADE = re.compile("三级甲等|三级乙等|二级甲等|二级乙等|一级甲等|三级特等|三甲(?=[医综专])")
_PRIZE = re.compile("(?:奖|[一二三特]等奖|[金银铜]牌|奖章|勋章|奖状)$")
_UNIT_HEADS = frozenset({"ResearchInstitute", "Laboratory", "Center", "Base", "Association", "AcademicUnit"})


def recognise(passage: Passage, tokens: Sequence[Token]) -> list[Mention]:
    """Mentions of one passage in order; nested names are kept beside the names that hold them."""
    if not passage.text.strip():
        return []
    found = _names(passage, tokens)
    found += _known(passage, found)
    found += _people(passage, tokens, found)
    taken = [(m.start, m.end) for m in found]
    found += [m for m in _disciplines(passage, tokens) if not _covered(m, taken)]
    found += _literals(passage)
    return sorted(_without_crossings(found), key=lambda m: (m.start, -m.end, m.cls))


def _covered(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(s <= mention.start and mention.end <= e for s, e in spans)


def _without_crossings(mentions: list[Mention]) -> list[Mention]:
    """Where two mentions overlap and neither holds the other, the longer (then the earlier) stays; equal spans: first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start, -m.confidence)):
        clash = any(
            mention.start < k.end and k.start < mention.end and not (k.start <= mention.start and mention.end <= k.end and k.end - k.start > mention.end - mention.start)
            for k in kept
        )
        if not clash:
            kept.append(mention)
    return kept


def _names(passage: Passage, tokens: Sequence[Token]) -> list[Mention]:
    text, found = passage.text, []
    for name in find_names(text, tokens):
        if name.generic or _is_counted(text, name) or text[name.start : name.end] in boundary("never"):
            continue
        surface = text[name.start : name.end]
        cls = _refine(surface, name)
        found.append(Mention(passage.index, name.start, name.end, cls, _clean(surface), f"cue:{name.head}", 0.85))
    return _share_prefix(text, found)


def _clean(surface: str) -> str:
    """A name without quotes around all of it."""
    if len(surface) > 2 and surface[0] in "“‘" and surface[-1] in "”’" and surface[0] not in surface[1:-1]:
        return surface[1:-1]
    return surface


def _is_counted(text: str, name: Name) -> bool:
    if name.cls == "Award" and _PRIZE.search(name.head):
        return False
    before = text[max(0, name.start - 8) : name.start]
    if _ONE.search(before):
        return name.cls not in ("Laboratory", "Center", "ResearchInstitute")
    return bool(_COUNTED_BEHIND.match(text, name.end) or _COUNTED_BEFORE.search(before))


_UNIVERSITY_COLLEGE = re.compile("(?:职业|技术|师范|医学|理工|工程|财经|艺术|体育|外国语|警察|交通|学院)")


def _refine(surface: str, name: Name) -> str:
    """The class where the head alone does not tell it: 学院, 学校, 集团, 委员会 and statuses."""
    modifier = surface[: -len(name.head)]
    if name.head == "学院":
        return "University" if _is_independent_college(modifier) else "AcademicUnit"
    if name.head == "学校":
        return "University" if modifier.endswith(("高等专科", "专科")) else "School"
    if name.head == "集团":
        return "Association" if re.search("(?:教育|职教|医院|医疗|办学|医联体|专科)$", modifier) else "Company"
    if name.head in ("实验室", "中心", "基地") and _is_status(modifier):
        return "Award"
    return name.cls


def _is_independent_college(modifier: str) -> bool:
    if re.search("大学|学院", modifier):
        return False
    match = place_start().match(modifier)
    if match is None:
        return bool(re.fullmatch("(?:北京)?协和医|海军军医|空军军医", modifier))
    rest = modifier[match.end() :]
    return bool(rest) and rest not in ("医", "临床医") or rest == "医"


def _is_status(modifier: str) -> bool:
    """A region and a kind of unit, without a subject of its own ("天津市" + "重点" + 实验室), is a status that many hold."""
    match = place_start().match(modifier)
    rest = modifier[match.end() :] if match else modifier
    return re.fullmatch("(?:市|省|省级|市级|国家|国家级|高校)?(?:重点|工程技术|国际科技合作|临床医学|科普|实习|实训|住院医师规范化培训|继续教育|专业技术人员继续教育|示范)?", rest) is not None


def _share_prefix(text: str, mentions: list[Mention]) -> list[Mention]:
    """Coordinated units share the place of the first ("天津市…研究所、血液病研究所") and keep their own form as alias."""
    shared: list[Mention] = []
    for mention in mentions:
        previous = shared[-1] if shared else None
        if previous is not None and _coordinated(text, previous, mention):
            place = place_start().match(previous.name)
            if place and place.group().endswith(("省", "市", "区")) and not place_start().match(mention.name):
                mention = replace(mention, name=place.group() + mention.name, aliases=(mention.name,), rule="share-place")
        shared.append(mention)
    return shared


def _coordinated(text: str, first: Mention, second: Mention) -> bool:
    same_kind = first.cls == second.cls and first.cls in _UNIT_HEADS - {"AcademicUnit"}
    return same_kind and text[first.end : second.start] in ("、", "和", "及", "与", "以及", "，")


@cache
def _gazetteer() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    names = {}
    for cls, rows in word_list("names").items():
        for row in rows:
            for form in [row["name"], *row.get("also", ())]:
                names[form] = (cls, row["name"])
    return re.compile(one_of(list(names))), names


def _known(passage: Passage, found: list[Mention]) -> list[Mention]:
    pattern, names = _gazetteer()
    spans = [(m.start, m.end) for m in found]
    known = []
    for match in pattern.finditer(passage.text):
        if match.span() in spans:
            found[spans.index(match.span())] = _known_mention(passage, match, names)
        else:
            known.append(_known_mention(passage, match, names))
    return known


def _known_mention(passage: Passage, match: re.Match[str], names: dict[str, tuple[str, str]]) -> Mention:
    cls, name = names[match.group()]
    surface = _clean(match.group())
    aliases = () if surface == name else (surface,)
    return Mention(passage.index, match.start(), match.end(), cls, name, "known-name", 0.95, aliases)


def _people(passage: Passage, tokens: Sequence[Token], names: list[Mention]) -> list[Mention]:
    inner = [(m.start, m.end) for m in names]
    found = []
    for word in find_people(passage.text, tokens):
        mention = Mention(passage.index, word.start, word.end, word.cls, passage.text[word.start : word.end], "person", 0.9)
        if not _covered(mention, inner):
            found.append(mention)
    return found


@cache
def _field_rules() -> tuple[frozenset[str], frozenset[str]]:
    lists = word_list("specialties")
    return frozenset(lists["fields"]), frozenset(lists["not_fields"])


_FIELD_EDGE = "、，。；：（）“”《》和与及等的"


def _disciplines(passage: Passage, tokens: Sequence[Token]) -> list[Mention]:
    """Fields of study: words of the list, words in 学, and what stands before 专业, where they fill a list item."""
    fields, no_fields = _field_rules()
    text, found = passage.text, []
    for index, token in enumerate(tokens):
        end = token.end
        if text.startswith("专业", end) and index + 1 < len(tokens) and tokens[index + 1].text == "专业":
            end += 2
        if not (end == len(text) or text[end] in _FIELD_EDGE or text[token.start : end].endswith(("学", "专业"))):
            continue
        first = _field_start(text, tokens, index)
        word = text[tokens[first].start : token.end]
        if word in no_fields or len(word) > 14 or len(word) < 2:
            continue
        if word in fields or (word.endswith("学") and len(word) > 2 and word[-2] not in "大中小同教科") or end > token.end:
            found.append(Mention(passage.index, tokens[first].start, end, "Discipline", text[tokens[first].start : end], "field", 0.7))
    return found


def _field_start(text: str, tokens: Sequence[Token], index: int) -> int:
    first = index
    while first > 0 and tokens[first - 1].tag in ("n", "nz", "vn", "an", "a", "v") and tokens[first - 1].text not in boundary("verbs"):
        if text[tokens[first - 1].end - 1] in _FIELD_EDGE or tokens[first - 1].text in boundary("stops") or tokens[first - 1].text in boundary("trim"):
            break
        first -= 1
    return first


def _literals(passage: Passage) -> list[Mention]:
    text = passage.text
    if passage.kind is BlockKind.HEADING:
        return []
    spans = [(m, "Work", m.group(1)) for m in _WORK.finditer(text)]
    spans += [(m, "Year", m.group()) for m in _YEAR.finditer(text)]
    spans += [(m, "Grade", "三级甲等" if m.group() == "三甲" else m.group()) for m in _GRADE.finditer(text)]
    return [Mention(passage.index, m.start(), m.end(), cls, name, "literal", 0.9) for m, cls, name in spans]
