"""Passage → mentions: cue grammar, well-known names, persons with titles and offices, works in 《》, fields of study.

Classes are those of the ontology, and five that only rules see: Title, Office, Work (《…》), Year, Grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.lexicon import boundary, heads, one_of, place_start, word_list
from extract.names import Name, find_names
from extract.people import find_people
from extract.records import BlockKind, Mention, Passage, Token

LITERAL_CLASSES = frozenset({"Title", "Office", "Work", "Year", "Grade"})
INSTITUTIONS = frozenset(
    {"University", "School", "AcademicUnit", "Hospital", "Department", "ResearchInstitute", "Laboratory", "Center", "Base"}
    | {"GovernmentBody", "Company", "Association", "Team", "Organization"}
)
_COUNTERS = "[个所家项支门种名人位本间次篇部台件张例届批处座]"
_NUMBER = "(?:[0-9]+(?:[.][0-9]+)?|[一二三四五六七八九十百两]+)"
_COUNTED_BEHIND = re.compile(f"(?:（[^）]{{1,8}}）)?[ （(]?[约近共达]?{_NUMBER}[余多]?{_COUNTERS}(?=[，。；、）（和及与以]|$)")
_COUNTED_BEFORE = re.compile(f"(?<!第){_NUMBER}[余多]?{_COUNTERS}$")
_ONE = re.compile("一[个所家]$")
_WORK = re.compile("《([^《》]{2,60})》")
_YEAR = re.compile("(?<![0-9])(?:1[6-9]|20)[0-9]{2}(?=年)")
_GRADE = re.compile("三级甲等|三级乙等|二级甲等|二级乙等|一级甲等|三级特等|三甲(?=[医综专])")
_PRIZE = re.compile("(?:奖|[一二三特]等奖|[金银铜]牌|奖章|勋章|奖状)$")
_UNIT_HEADS = frozenset({"ResearchInstitute", "Laboratory", "Center", "Base", "Association"})


KNOWN = "known-name:"
"""The rule of mentions found by names.yaml is this and the name's main form."""


def recognise(passage: Passage, tokens: Sequence[Token], listed: Sequence[Mention] = ()) -> list[Mention]:
    """Mentions of one passage in order; nested names are kept beside the names that hold them.

    ``listed`` are mentions that a user's lexicon found: they win over what crosses them.
    """
    if not passage.text.strip():
        return []
    found = list(listed)
    found += _beside(passage.text, _names(passage, tokens), listed)
    found += _distributed(passage)
    found += _in_titles(passage)
    found += _campaigns(passage)
    found += _known(passage, found)
    found += _people(passage, tokens, found)
    found += _places(passage, tokens, found)
    taken = [(m.start, m.end) for m in found]
    roles = [m for m in found if m.cls in ("Title", "Office")]
    fields = [_behind_roles(m, roles, passage.text) for m in _disciplines(passage, tokens)]
    found += [m for m in fields if m is not None and not _covered(m, taken)]
    found += [m for m in _department_fields(passage) if not _covered(m, taken)]
    found += _literals(passage)
    return sorted(_without_crossings(found), key=lambda m: (m.start, -m.end, m.cls))


def _beside(text: str, names: list[Mention], listed: Sequence[Mention]) -> list[Mention]:
    """Names of the grammar that do not cut a listed name in two; one that joins a listed name and another loses the former."""
    kept = []
    for m in names:
        joined = next((e for e in listed if e.start == m.start and text[e.end : e.end + 1] in ("与", "和", "及", "、") and e.end < m.end), None)
        if joined is not None:
            surface = text[joined.end + 1 : m.end]
            m = replace(m, start=joined.end + 1, name=surface, aliases=())  # noqa: PLW2901
        if not any(m.start < e.end and e.start < m.end and not (m.start <= e.start and e.end <= m.end and m.end - m.start > e.end - e.start) for e in listed):
            kept.append(m)
    return kept


def _behind_roles(field: Mention, roles: Sequence[Mention], text: str) -> Mention | None:
    """A field of study without the titles that it was read together with ("主任医师" + "肿瘤学"), None if nothing is left."""
    inner = [r for r in roles if field.start <= r.start and r.end < field.end and r.cls == "Title"]
    if not inner:
        return field
    start = max(r.end for r in inner)
    name = text[start : field.end]
    return replace(field, start=start, name=name, aliases=()) if is_field(name) else None


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
    last_prize: Mention | None = None
    last_event: Mention | None = None
    for name in find_names(text, tokens):
        if name.generic and last_prize is not None and _PRIZE_LEVEL.fullmatch(name.head) and text[name.start : name.end] == name.head:
            if name.start - last_prize.end <= 16 and "。" not in text[last_prize.end : name.start]:
                full = _PRIZE_LEVEL_END.sub("", last_prize.name) + name.head
                last_prize = Mention(passage.index, name.start, name.end, "Award", full, "carry-prize", 0.85)
                found.append(last_prize)
            continue
        if name.generic and last_event is not None and _PRIZE_LEVEL.fullmatch(name.head) and _won_at(text, last_event, name):
            full = _EVENT_YEAR.sub("", last_event.name) + name.head
            last_prize = Mention(passage.index, name.start, name.end, "Award", full, "prize-of-event", 0.8, (text[name.start : name.end],))
            found.append(last_prize)
            continue
        counted = _is_counted(text, name)
        if counted and name.head in ("计划", "工程") and place_start().match(text, name.start) and not name.generic:
            # A named programme that people are counted by ("…计划3人") is named all the same.
            surface = text[name.start : name.end]
            found.append(Mention(passage.index, name.start, name.end, "Program", surface, f"{KNOWN}{surface}", 0.8))
            continue
        if name.generic or counted or text[name.start : name.end] in boundary("never") or _BESTOWAL.search(text[name.start : name.end]):
            continue
        surface = text[name.start : name.end]
        if (name.cls == "Hospital" and _says_affiliation(text, name.start, surface)) or (name.head == "计划" and _plans(text, name)):
            continue
        if name.cls == "Program" and name.head == "工程" and is_field(re.sub("^.*(?:大学|学院|专业|的)", "", surface)):
            continue
        cls = _refine(surface, name)
        if cls == "AcademicUnit" and name.head == "学院" and "大学" not in surface and _INDEPENDENT.match(text, name.end):
            cls = "University"
        label, aliases = _label(surface, cls)
        mention = Mention(passage.index, name.start, name.end, cls, label, f"cue:{name.head}", 0.85, aliases)
        found.append(mention)
        if cls == "Event" and (last_event is None or mention.end > last_event.end):
            last_event = mention
        if _PRIZE_LEVEL_END.search(surface):
            last_prize = mention
    return _share_head(text, _share_prefix(text, found))


def _share_head(text: str, mentions: list[Mention]) -> list[Mention]:
    """Departments listed before a unit of a department share its head ("内科、外科住培基地" is two bases)."""
    shared = list(mentions)
    for i, mention in enumerate(mentions):
        for unit in mentions:
            if unit.cls not in ("Base", "Laboratory") or text[mention.end : unit.start] != "、" or mention.cls != "Department":
                continue
            first = next((m for m in mentions if m.cls == "Department" and m.start == unit.start and m.end < unit.end), None)
            if first is not None:
                tail = text[first.end : unit.end]
                shared[i] = replace(mention, cls=unit.cls, name=mention.name + tail, aliases=(mention.name,), rule="share-head")
    return shared


_AFFILIATED = re.compile("[一-鿿]{2,14}?(?:大学|学院)(?:第[一二三四五六七八九十]+|直属|非直属|非隶属)?(?:附属|教学|临床教学|临床|实习|实践教学)医院")
_SAYS_IS = re.compile("(?:是|为|系|成为|作为|列为)(?:[一-鿿]{2,14}?(?:大学|学院)(?:[一-鿿]{2,6}医院)?[、和及])*$")


def _says_affiliation(text: str, start: int, surface: str) -> bool:
    """Whether "…大学附属医院" only says whose hospital the subject is ("为甲大学附属医院、乙大学教学医院")."""
    return _AFFILIATED.fullmatch(surface) is not None and _SAYS_IS.search(text[max(0, start - 60) : start]) is not None


_PLANNED = re.compile("[与在于到将投新再建开引通对扩增设三五]|[0-9]")


def _plans(text: str, name: Name) -> bool:
    """Whether 计划 is the verb behind an institution's name ("某医院计划与…")."""
    owner = text[name.start : name.end - len(name.head)]
    head = heads().of(owner)
    return head is not None and head[1] in INSTITUTIONS and _PLANNED.match(text, name.end) is not None


_BESTOWAL = re.compile("(?:颁|获|评|得|领|抽|开)奖$|[和与][证奖][书杯章牌]$")
_PRIZE_LEVEL = re.compile("(?:[一二三特]等奖|[金银铜]奖|优秀奖|优胜奖|[金银铜]牌)")
_PRIZE_LEVEL_END = re.compile("(?:[一二三特]等奖|[金银铜]奖|优秀奖|优胜奖|[金银铜]牌)$")
_EVENT_YEAR = re.compile("^(?:19|20)[0-9]{2}年?度?")


def _won_at(text: str, event: Mention, prize: Name) -> bool:
    """Whether a bare prize is one of the contest named before it ("在…大赛中获…一等奖")."""
    between = text[event.end : prize.start]
    return "。" not in between and len(between) <= 60 and re.search("[获得夺摘取荣]", between) is not None


_AWARD_YEAR = re.compile("^(?:(?:19|20)[0-9]{2}年?度?)(?=[^“]{4})")


def _label(surface: str, cls: str) -> tuple[str, tuple[str, ...]]:
    """The name that a surface gives and other forms: years do not belong to prizes, countries not to foreign schools."""
    name = _clean(surface)
    if cls == "Award":
        short = _AWARD_YEAR.sub("", name)
        if short == name and (level := re.match("(?:国家|国家级)(?=“)", name)):
            return name[level.end() :], (name,)
    elif cls in ("University", "Center", "Hospital", "School") and (abroad := foreign_place().match(name)):
        short = name[abroad.end() :]
        if len(short) <= 4:
            return name, ()
    elif cls == "Discipline":
        short = re.sub("^(?:中国|我国|全国|世界|国际|中华)", "", name)
    elif cls == "Association" and (dated := _AWARD_YEAR.sub("", name)) != name:
        return dated, (name,)
    elif cls in ("Base", "Center", "Association", "Laboratory"):
        short = re.sub("^(?:国家级|省级|市级|省部级)(?=[一-鿿]{6})", "", name)
    else:
        return name, ()
    return (short, (name,)) if short != name and len(short) >= (2 if cls == "Discipline" else 4) else (name, ())


@cache
def foreign_place() -> re.Pattern[str]:
    """Matches a country other than China, and a province or state behind it, at the beginning of a name."""
    return re.compile(f"{one_of(word_list('places')['countries'])}(?:[一-鿿]{{2,5}}?[省州邦])?(?=[一-鿿]{{2}})")


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


_HONOURED = re.compile("(?:百佳|十佳|百强|最佳|优秀|先进|示范|示范性|文明|满意|放心|平安|绿色|试点|标杆|建设|五星级|爱婴)(?:的)?(?:高等|高职|高职高专|职业|医学|综合|专科|三甲)*$")


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
    if name.head == "中心" and re.search("医学$|医疗$", modifier) and foreign_place().match(surface):
        return "Hospital"
    if name.cls in ("Hospital", "School", "University") and _HONOURED.search(modifier):
        return "Award"
    if name.cls == "Team" and "优秀" in modifier:
        return "Award"
    if name.cls == "Department" and re.fullmatch("中国|我国|全国|世界|国际|中华", modifier):
        return "Discipline"
    if name.head in ("科技园", "产业园", "产业园区", "开发区", "示范区") and name.cls == "Base":
        return "Place"
    return name.cls


_INDEPENDENT = re.compile("(?:党委)?(?:常务|执行)?副?校长|(?:(?:、|和|与|及)[一-鿿]{2,12}?(?:大学|学院))*等[0-9一二三四五六七八九十百]+余?[所家个](?:高校|高等|院校|大学|本科|学校)|代表队")


def _is_independent_college(modifier: str) -> bool:
    if re.search("大学|学院", modifier):
        return False
    match = place_start().match(modifier)
    if match is None:
        return bool(re.fullmatch("(?:北京)?协和医|海军军医|空军军医", modifier))
    rest = modifier[match.end() :]
    if match.group() == "国际":
        return False
    return bool(rest) and rest not in ("医", "临床医") or rest == "医"


# Grades of emergency centres, and training of doctors, which many hospitals are certified for.
_GRADED = re.compile("(?:级?(?:高级|综合|示范|示范高级|标准版|基层版)(?:防治)?|级)(?:卒中|胸痛|房颤|心衰|创伤救治|癌痛规范化治疗)")
_TRAINING = re.compile("^(?:国家|[一-鿿]{0,12}(?:[局部委厅]|省|市|级))(?:中医|西医|中医类别|助理)?(?:住院医师|全科医生|全科医师|专科医师|助理全科医生)(?:规范化)?(?:培养|培训)$")


def _is_status(modifier: str) -> bool:
    """A region and a kind of unit, without a subject of its own ("天津市" + "重点" + 实验室), is a status that many hold."""
    match = place_start().match(modifier)
    rest = modifier[match.end() :] if match else modifier
    if _GRADED.fullmatch(rest) or _TRAINING.search(modifier):
        return True
    return re.fullmatch("(?:市|省|省级|市级|国家|国家级|高校)?(?:重点|工程技术|国际科技合作|临床医学|科普|实习|实训|住院医师规范化培训|继续教育|专业技术人员继续教育|示范)?", rest) is not None


def _share_prefix(text: str, mentions: list[Mention]) -> list[Mention]:
    """Coordinated units share the place of the first ("天津市…研究所、血液病研究所") and keep their own form as alias."""
    shared: list[Mention] = []
    for mention in mentions:
        previous = max((m for m in shared if m.end < mention.start), key=lambda m: m.end, default=None)
        if previous is not None and not place_start().match(mention.name):
            prefix = _shared_prefix(text, previous, mention, shared)
            if prefix:
                mention = replace(mention, name=prefix + mention.name, aliases=(mention.name,), rule="share-prefix")
        shared.append(mention)
    return shared


_PAUSE = re.compile("(?:、[^，。；：、]{1,8})?、|[和及与，]|以及")


def _shared_prefix(text: str, first: Mention, second: Mention, before: list[Mention]) -> str:
    """What a coordinated name shares with the one before it: its institution, or its province or city."""
    between = text[first.end : second.start]
    if not _PAUSE.fullmatch(between):
        return ""
    if first.cls in _SHARING and second.cls in _SHARING and between not in ("与", "以及", "，"):
        whole = max((m.name for m in before if m.cls in ("Hospital", "University") and first.name.startswith(m.name) and m.name != first.name), key=len, default="")
        if whole:
            return whole
    place = place_start().match(first.name)
    if first.cls == second.cls and first.cls in _UNIT_HEADS and (first.cls != "Association" or len(second.name) <= 6) and place and place.group().endswith(("省", "市", "区")):
        return place.group()
    return ""


_CAMPAIGN = re.compile("“[^“”，。；：]{2,24}”(?:主题|系列|专项|品牌)*(?:教育|宣传|实践|志愿服务)?(?:活动|行动)")


def _campaigns(passage: Passage) -> list[Mention]:
    """Campaigns under a motto ("“…”主题教育活动")."""
    return [Mention(passage.index, m.start(), m.end(), "Program", m.group(), "campaign", 0.7) for m in _CAMPAIGN.finditer(passage.text)]


_TITLE_OWNER = re.compile("《([一-鿿]{2,18}?(?:大学|学院|医院|学校|高等专科学校))(?=[一-鿿])")


def _in_titles(passage: Passage) -> list[Mention]:
    """Institutions that the title of their own document begins with ("《…学院章程》")."""
    found = []
    for match in _TITLE_OWNER.finditer(passage.text):
        name = match.group(1)
        head = heads().of(name)
        if head is not None and place_start().match(name) and len(name) - len(head[0]) >= 4:
            cls = _refine(name, Name(match.start(1), match.end(1), head[1], head[0], generic=False))
            found.append(Mention(passage.index, match.start(1), match.end(1), cls, name, "title-owner", 0.8))
    return found


_ITEM = "[^，。；：、（）“”0-9和与及]{2,16}"
_DISTRIBUTED = re.compile(
    f"(?P<items>{_ITEM}(?:、{_ITEM})+(?:[和与及]{_ITEM})?)等?(?P<count>[0-9]+|[一二三四五六七八九十]+)个(?P<head>(?:[一-鿿]{{2,3}}[省市])?(?:国家级|省级|市级|部级)?(?:重点实验室|工程研究中心|工程技术研究中心|协同创新中心|研究所))(?=[，。；、和以]|$)"
)
_LEVELS = re.compile("(?P<base>[一-鿿]{4,24}?)(?P<levels>(?:[一二三特]等奖?[、和及])+[一二三特]等奖)")


def _distributed(passage: Passage) -> list[Mention]:
    """Names whose head a list says once at its end: "A、B、C等3个重点实验室", "三等、二等、一等奖"."""
    found: list[Mention] = []
    for match in _DISTRIBUTED.finditer(passage.text):
        cls = heads().of(match["head"])
        items = [m for m in re.finditer(_ITEM, match["items"])]
        if cls is None or any(_is_unit(m.group()) for m in items):
            continue
        for m in items:
            lead = re.match("^(?:拥有|建有|设有|现有|包括|有)", m.group())
            item = (m.group()[lead.end() :] if lead else m.group()).removesuffix("等")
            end = match.start() + m.start() + len(m.group().removesuffix("等"))
            found.append(Mention(passage.index, end - len(item), end, cls[1], item + match["head"], "distributed-head", 0.9, (item,)))
    for match in _LEVELS.finditer(passage.text):
        base = re.sub("^.*(?:获得了?|荣获|获|取得|得)", "", match["base"])
        for m in re.finditer("([一二三特]等)奖?", match["levels"]):
            start = match.start("levels") + m.start()
            found.append(Mention(passage.index, start, start + len(m.group()), "Award", f"{base}{m.group(1)}奖", "distributed-prize", 0.8))
    return found


def _is_unit(item: str) -> bool:
    head = heads().of(item)
    return head is not None and head[1] != "Department"


# Units that a list names after the institution of its first member.
_SHARING = frozenset({"Department", "Laboratory", "Center", "Hospital", "AcademicUnit"})


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
    known: list[Mention] = []
    for match in pattern.finditer(passage.text):
        if re.match("[一二三四1-4]区|分区|[一二三四]类|员会", passage.text[match.end() :]) or _part_of(match, names, found):
            continue
        inner = pattern.match(passage.text, match.start(), match.end() - 1)
        if inner is not None:
            known.append(_known_mention(passage, inner, names))
        if match.span() in spans:
            found[spans.index(match.span())] = _known_mention(passage, match, names)
        else:
            known.append(_known_mention(passage, match, names))
    return known


def _part_of(match: re.Match[str], names: dict[str, tuple[str, str]], found: list[Mention]) -> bool:
    """Whether a longer name of the same class holds the match ("天津市" + "教委")."""
    cls = names[match.group()][0]
    return any(m.cls == cls and m.start <= match.start() and match.end() <= m.end and m.end - m.start > len(match.group()) for m in found)


def _known_mention(passage: Passage, match: re.Match[str], names: dict[str, tuple[str, str]]) -> Mention:
    cls, canonical = names[match.group()]
    surface = re.sub("[“”]", "", match.group())
    name = canonical if canonical in surface else surface
    aliases = () if name == _clean(match.group()) else (_clean(match.group()),)
    return Mention(passage.index, match.start(), match.end(), cls, name, f"{KNOWN}{canonical}", 0.95, aliases)


def _people(passage: Passage, tokens: Sequence[Token], names: list[Mention]) -> list[Mention]:
    inner = [(m.start, m.end) for m in names]
    found = []
    for word in find_people(passage.text, tokens):
        mention = Mention(passage.index, word.start, word.end, word.cls, passage.text[word.start : word.end], "person", 0.9)
        if not _covered(mention, inner) and not (word.cls == "Person" and _BYLINE.search(passage.text[: word.start])):
            found.append(mention)
    return found


# Who wrote, photographed or answers the telephone is not what a text is about.
_BYLINE = re.compile("(?:记者|通讯员|摄影|编辑|编辑者|供稿|撰稿|作者|审核|校对|联系人|来源|报道)[：:/ ]*(?:[一-鿿]{2,3}[、 ])*$")


def _places(passage: Passage, tokens: Sequence[Token], names: list[Mention]) -> list[Mention]:
    """The tagger's places and countries that are no part of a name; adjacent ones are one ("江夏区豹澥镇")."""
    inner = [(m.start, m.end) for m in names]
    found: list[Mention] = []
    for token in tokens:
        if token.tag != "LOC" or not _looks_like_place(token.text):
            continue
        mention = Mention(passage.index, token.start, token.end, "Place", token.text, "tagger:LOC", 0.7)
        if not _covered(mention, inner):
            found.append(mention)
    return found


def _looks_like_place(word: str) -> bool:
    match = place_start().match(word)
    return (match is not None and word != "中国") or word.endswith(("省", "市", "区", "县", "镇", "乡", "村", "州", "岛", "湾"))


@cache
def _field_rules() -> tuple[frozenset[str], frozenset[str]]:
    lists = word_list("specialties")
    return frozenset(lists["fields"]), frozenset(lists["not_fields"])


def is_field(word: str) -> bool:
    """Whether a word names a field of study or practice.

    >>> is_field("护理学"), is_field("大学")
    (True, False)
    """
    fields, no_fields = _field_rules()
    if word in fields:
        return True
    if not word.endswith("学") or len(word) < 3 or word in no_fields:
        return False
    if word.endswith("科学"):
        department = heads().of(word[:-1])
        return department is not None and department[1] == "Department"
    return word[-2] not in "大中小同教"


_FIELD_EDGE = "、，。；：（）“”《》和与及等的0123456789一二三四五六七八九十两为是"


def _disciplines(passage: Passage, tokens: Sequence[Token]) -> list[Mention]:
    """Fields of study: words of the list, words in 学, and what stands before 专业, where they fill a list item."""
    _, no_fields = _field_rules()
    text, found = passage.text, []
    for index, token in enumerate(tokens):
        end = token.end
        if token.text.endswith("专业") and len(token.text) > 3:
            end -= 2
        if text.startswith("专业", end) and (end < token.end or (index + 1 < len(tokens) and tokens[index + 1].text == "专业")):
            end += 2
        if not (end == len(text) or text[end] in _FIELD_EDGE or text[token.start : end].endswith(("学", "专业"))):
            continue
        first = _field_start(text, tokens, index)
        owner = re.match(".*(?:大学|学院|医院|学校)|试办|开办|新增", text[tokens[first].start : token.end])
        start = tokens[first].start + (owner.end() if owner and owner.end() < end - tokens[first].start else 0)
        word = text[start : min(token.end, end)].removesuffix("专业") if end > token.end or token.text.endswith("专业") else text[start : token.end]
        if word in no_fields or not 2 <= len(word) <= 14 or re.search("[0-9]|重点|特色|优势|建设|一流|试点|示范|本科", word):
            continue
        if is_field(word) or text[start:end] != word:
            name = text[start:end]
            aliases = (name[:-2],) if name.endswith("专业") and len(name) > 3 else ()
            found.append(Mention(passage.index, start, end, "Discipline", name, "field", 0.7, aliases))
    return found


@cache
def _department_field() -> re.Pattern[str]:
    """Departments with 学 behind them, and the long names of fields, which need no word boundary."""
    lists = word_list("specialties")
    departments = one_of([d for d in lists["departments"] if d.endswith(("内科", "外科", "儿科", "产科", "眼科"))])
    return re.compile(f"{departments}学|{one_of([f for f in lists['fields'] if len(f) >= 4])}(?:专业)?")


def _department_fields(passage: Passage) -> list[Mention]:
    """Fields named after departments ("外科学") and fields with long names, wherever the tagger saw word boundaries."""
    return [
        Mention(passage.index, m.start(), m.end(), "Discipline", m.group(), "field", 0.75)
        for m in _department_field().finditer(passage.text)
        if passage.text[m.end() : m.end() + 1] not in ("院", "会", "部", "系", "校")
    ]


def _field_start(text: str, tokens: Sequence[Token], index: int) -> int:
    first = index
    while first > 0 and not re.search(r"\s", text[tokens[first - 1].start : tokens[first].start]) and tokens[first - 1].tag in ("n", "nz", "vn", "an", "a", "v") and tokens[first - 1].text not in boundary("verbs"):
        if text[tokens[first - 1].end - 1] in _FIELD_EDGE + "国" or tokens[first - 1].text in boundary("stops") or tokens[first - 1].text in boundary("trim"):
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
