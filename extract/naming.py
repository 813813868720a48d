"""Candidate names → mentions: which candidates name something in their sentence, and what they are called there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.ceremonies import whole_ceremonies
from extract.classes import INSTITUTIONS
from extract.fields_of_study import is_field
from extract.known import KNOWN
from extract.labels import among_universities, label_of, refined_class
from extract.lexicon import boundary, heads, place_start
from extract.list_items import fill_items
from extract.lists import joined_by_dot, share_head, share_prefix
from extract.names import Name, find_names
from extract.prizes import is_part_prize, is_prize, named_prize
from extract.records import Mention, Passage, Token

# Who carries a programme out ("…能力提升工程项目建设单位") is told of as taking part in it.
_CARRIER = re.compile(
    "(?P<program>.{4,}?(?:工程|计划|行动|专项)”?)(?:项目)?(?:首批|重点|立项)?(?:建设|试点|实施|承担)+(?:单位|高校|院校|学校)"
)
_COUNTERS = "[个所家项支门种名人位本间次篇部台件张例届批处座]"
_NUMBER = "(?:[0-9]+(?:[.][0-9]+)?|[一二三四五六七八九十百两]+)"
_COUNTED_BEHIND = re.compile(
    f"(?:（[^）]{{1,8}}）)?[ （(]?[约近共达]?{_NUMBER}[余多]?{_COUNTERS}(?=[，。；、）（和及与以]|$)"
)
_COUNTED_BEFORE = re.compile(f"(?<!第){_NUMBER}[余多]?{_COUNTERS}$")
_EDITION_OF_QUOTED = re.compile("(?:第[一二三四五六七八九十0-9]+[届次]|首届)“$")
_COUNTED_INSIDE = re.compile("(?<!第)(?:[0-9]+|[两三四五六七八九十])[个所支]$")
_OF_THE_NATION = frozenset({"Team", "Center", "Base", "Laboratory", "ResearchInstitute"})
_ONE = re.compile("一[个所家]$")
# The level of a prize is none of its name, but the text calls it by both.
_LEVEL = re.compile("(?:国家|省部|[省市区县校院厅部])级$")
_PRIZE = re.compile("(?:奖|[一二三特]等奖|[金银铜]牌|奖章|勋章|奖状)$")
_BESTOWAL = re.compile("(?:颁|获|评|得|领|抽|开)奖$|[和与][证奖][书杯章牌]$")
_AFFILIATED = re.compile(
    "[一-鿿]{2,14}?(?:大学|学院)(?:第[一二三四五六七八九十]+|直属|非直属|非隶属)?(?:附属|教学|临床教学|临床|实习|实践教学)医院"
)
_SAYS_IS = re.compile(
    "(?:是|为|系|成为|作为|列为)(?:[^。；]{0,80}[，、])?(?:[一-鿿]{2,14}?(?:大学|学院)(?:[一-鿿]{2,6}医院)?[、和及])*$"
)
# Behind a field in 工程, at once or at the end of its list.
_FIELD_BEHIND = re.compile(
    "(?:、[^，。；：、]{2,16})*(?:[和及与][^，。；：、]{2,16})?(?:等)?(?:[0-9一二三四五六七八九十]+个)?(?:本科|专科|二级|一级|研究|招生)*(?:专业|方向|学科|领域|学院|系[，。；、和]|硕士|博士)"
)
# "全国中医医院" are all of a kind, no institution.
_SINGLE = frozenset({"University", "Hospital", "School", "AcademicUnit", "Department", "Company"})
_ALL_OF = re.compile("全[国军省市区县球]|我[国省市]|国内|世界|亚洲")
_KIND_OF_EVENT = re.compile(
    "(?:全国|国际|地区|区域|行业)性|(?:国家|省|市|省部|国)级(?:以上|及以上)?[一-鿿]{0,6}(?:大?赛|竞赛)$|各[类级种]|[一-鿿]{2,8}类(?:学科)?(?:竞赛|比赛|大赛)$"
)
# Heads that common nouns end with too: what begins with a place, an edition or words in quotes is a name.
_WEAK_EVENTS = frozenset(("会议", "活动", "沙龙", "赛区", "分会场"))
_EDITION = re.compile("第[一二三四五六七八九十0-9]+[届次]|首[届次]|(?:19|20)[0-9]{2}|“[^”]{2,20}”")
_GOES_ON = re.compile("(?:选拔|推荐|总|复|半)?决?赛|选拔|推进|方案|通知|期间")
# The leading hospital of a consortium is no name of its own ("…医共体总院").
_LEADING_HOUSE = re.compile("(?:医共体|医联体|集团)总院$")
_PLANNED = re.compile("[与在于到将投新再建开引通对扩增设三五]|[0-9]")
# "三级甲等" + "儿科医院" says what kind of hospital the subject is.
_KIND_BEFORE = re.compile("[甲乙]等(?:大型|现代化|综合性?)*$")


def named_mentions(passage: Passage, tokens: Sequence[Token]) -> list[Mention]:
    """Mentions of the cue grammar's names; bare prizes take theirs from what was named before, lists share theirs."""
    found: list[Mention] = []
    prize: Mention | None = None
    contest: Mention | None = None
    for name in whole_ceremonies(passage.text, find_names(passage.text, tokens)):
        bare = name.generic or is_part_prize(passage.text[name.start : name.end])
        mention = named_prize(passage, name, prize, contest) if bare else None
        mention = mention or (None if name.generic else _mention(passage, name))
        if mention is None:
            continue
        found.append(mention)
        if mention.cls == "Event" and (contest is None or mention.end > contest.end):
            contest = mention
        if name.generic or is_prize(passage.text[name.start : name.end]):
            prize = mention
    found = fill_items(passage.text, found)
    return share_head(passage.text, share_prefix(passage.text, joined_by_dot(passage.text, found)))


def _mention(passage: Passage, name: Name) -> Mention | None:
    """The mention of a candidate that is more than common words, None if it names nothing here."""
    text, surface = passage.text, passage.text[name.start : name.end]
    if _is_counted(text, name):
        if name.head not in ("计划", "工程", "专项", "基金", "行动") or not place_start().match(
            text, name.start
        ):
            return None
        # A named programme that people are counted by ("…计划3人") is named all the same.
        return Mention(passage.index, name.start, name.end, "Program", surface, f"{KNOWN}{surface}", 0.8)
    if _names_nothing(text, name) or surface.count("“") != surface.count("”"):
        return None
    cls = refined_class(surface, name)
    if (
        cls == "AcademicUnit"
        and name.head == "学院"
        and "大学" not in surface
        and among_universities(text, name.end)
    ):
        cls = "University"
    if cls in _SINGLE and _ALL_OF.match(surface):
        return None
    end = name.end
    if cls == "Award" and (carried := _CARRIER.fullmatch(surface)):
        cls, surface, end = "Program", carried["program"], name.start + carried.end("program")
    label, aliases = label_of(surface, cls)
    level = _LEVEL.search(text, max(0, name.start - 3), name.start) if cls == "Award" else None
    if level:
        aliases = (*aliases, level.group() + label)
    if cls in _OF_THE_NATION and (place := _site_of(text, end)) and re.search("国家|中国|全国", label):
        end += len(place)
        label, aliases = label + place, (label, *aliases)
    start = name.start
    edition = (
        _EDITION_OF_QUOTED.search(text, 0, start) if cls == "Event" and text[end : end + 1] == "”" else None
    )
    if edition:
        start, end = edition.start(), end + 1
        label, aliases = text[start:end], (label, *aliases)
    return Mention(passage.index, start, end, cls, label, f"cue:{name.head}", 0.85, aliases)


def _site_of(text: str, end: int) -> str:
    """The place in brackets behind a name that many places share ("国家…中心" + "（四川）"), "" if there is none."""
    behind = re.match("（([一-鿿]{2,6})）", text[end : end + 8])
    return behind.group() if behind and place_start().fullmatch(behind.group(1)) else ""


def _names_nothing(text: str, name: Name) -> bool:
    """Whether what ends with a head is a phrase: a verb and its object, a status, a plan, a subject of 工程."""
    surface = text[name.start : name.end]
    if surface in boundary("never") or _BESTOWAL.search(surface) or _LEADING_HOUSE.search(surface):
        return True
    place = place_start().match(surface) if name.cls == "Department" else None
    if place is not None and place.group()[-1] in "省市区县州" and surface[place.end() :] == name.head:
        return True  # of no hospital: the beginning of a longer name ("浙江省骨科" + 质量控制中心)
    if name.cls == "Hospital" and _says_affiliation(text, name.start, surface):
        return True
    if (
        name.cls == "Hospital"
        and _KIND_BEFORE.search(text, 0, name.start)
        and not place_start().match(surface)
    ):
        return True
    if (name.head == "计划" and _plans(text, name)) or (name.cls == "Event" and _is_any_event(text, name)):
        return True
    return (
        name.cls == "Program"
        and name.head == "工程"
        and (
            is_field(re.sub("^.*(?:大学|学院|专业|的)", "", surface))
            or _FIELD_BEHIND.match(text, name.end) is not None
        )
    )


def _is_any_event(text: str, name: Name) -> bool:
    """Whether an event is only called by its kind ("全国性竞赛"), or by a common noun that is no edition's name ("活动")."""
    surface = text[name.start : name.end]
    if _KIND_OF_EVENT.match(surface):
        return True
    if name.head not in _WEAK_EVENTS:
        return False
    return _GOES_ON.match(text, name.end) is not None or not (
        place_start().match(surface) or _EDITION.match(surface)
    )


def _says_affiliation(text: str, start: int, surface: str) -> bool:
    """Whether "…大学附属医院" only says whose hospital the subject is ("为甲大学附属医院、乙大学教学医院")."""
    return (
        _AFFILIATED.fullmatch(surface) is not None
        and _SAYS_IS.search(text[max(0, start - 120) : start]) is not None
    )


def _plans(text: str, name: Name) -> bool:
    """Whether 计划 is the verb behind an institution's name ("某医院计划与…")."""
    owner = text[name.start : name.end - len(name.head)]
    head = heads().of(owner)
    return head is not None and head[1] in INSTITUTIONS and _PLANNED.match(text, name.end) is not None


def _is_counted(text: str, name: Name) -> bool:
    if name.cls == "Award" and _PRIZE.search(name.head):
        return False
    before = text[max(0, name.start - 8) : name.start]
    if _COUNTED_INSIDE.search(text, name.start + 1, name.end - len(name.head)):
        return True  # "…四个分会"
    if _ONE.search(before):
        return name.cls not in ("Laboratory", "Center", "ResearchInstitute")
    return bool(_COUNTED_BEHIND.match(text, name.end) or _COUNTED_BEFORE.search(before))
