"""The left edge of a name: which words, read leftwards from its head, still stand inside it (boundaries.yaml)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.lexicon import boundary, heads, is_generic, place_start, word_list
from extract.name_joints import ends_society, in_noun_phrase, is_nominal, region_before
from extract.people import ends_with_office
from extract.person_names import is_person_name, not_people
from extract.records import Token

OPEN_CLASSES = frozenset({"Award", "Event", "Program", "Course", "Team"})
ROOT_CLASSES = frozenset(
    {"University", "GovernmentBody", "Company", "Association", "School", "Hospital", "ResearchInstitute"}
)
# Institutions whose names do not begin with a verb.
PLACED = frozenset({"University", "Hospital", "School", "Company"})
# "宋庆龄" + "儿科医学奖": behind a person's name a prize of a field is named for the person.
_PRIZE_OF_FIELD = re.compile(
    "(?!优秀|最佳|先进|杰出)[一-鿿]{0,10}(?:科学|医学|技术|科技|进步|创新|教育|医药|工程|学|成就|贡献)奖"
)
# Behind the title of a whole profession ("青年医师" + "手术视频大赛", "住院医师" + "规范化培训示范基地").
_GROUP = re.compile(
    "规范化|培训|技能|教学|病例|病历|手术|演讲|论坛|大赛|竞赛|比赛|科研|论文|临床|专业|操作|知识|创新|学术|节|[一二三特]等奖"
)
# Names that may hold a bare 学校 or 医院 ("云溪省学校急救教育共同体").
_OF_SCHOOLS = OPEN_CLASSES | {"Association", "Center", "Base"}
_MEMORIAL = re.compile(
    "^(?:纪念|全国名老中医|名老中医|全国名中医|名中医|名医|名师|技能大师|劳模|院士工作|专家工作|大师|奖|教育奖|职业教育|教授团队|团队|课题组|研究组|科研团队|研究团队|实验室|医院|中学|大学|学校|基金|工作室|杯|国际|精神|医学|研究|校区|院区|分院|分校|学术|流派|传承|院士|专家|教授|首席|党代表)"
)
# What a page is called before the name of its house ("医院简介-青山市医院").
_PAGE = re.compile("(?:简介|概况|介绍|概述|首页|主页|要闻|新闻|动态|详情|师资|团队|关于我们)$")
_LOCAL_TAIL = re.compile(
    "^(?:省部共建|市级|省级)?(?:国家)?(?:重点|重大|工程|工程技术|协同|分|临床医学研究|工程研究|技术创新|示范)"
)
ORDINAL = re.compile("^(?:第[一二三四五六七八九十百零0-9]+|[0-9.+~-]+[A-Z]?)$")
YEARLY = re.compile(
    "^(?:五一|五四|三八|八一|七一|九三|(?:19|20)[0-9]{2}(?:[-—~至](?:19|20)?[0-9]{2})?年?度?|第?[一二三四五六七八九十0-9]+届|第[一二三四五六七八九十0-9]+次|首届|首次)$"
)
_PLAIN_TAGS = frozenset(
    {"n", "nz", "nw", "vn", "an", "a", "ad", "s", "f", "nr", "ns", "nt", "v", "vd", "xc", "q"}
)
_PAIRS = {"”": "“", "）": "（", "’": "‘"}
_OWN = frozenset(("我校", "我院", "我所", "本校", "本院", "该校", "该院"))
# Bare nouns that a verb before them has as its object.
_BARE = frozenset(("医院", "学校", "大学", "学院", "公司", "中学"))


def first_token(text: str, tokens: Sequence[Token], index: int, head_start: int, cls: str) -> int:
    """Index of the first token of the name whose head ends with token ``index``."""
    k = index
    while k > 0 and tokens[k].start > head_start:
        k -= 1
    while k > 0:
        previous = tokens[k - 1]
        if previous.text in _PAIRS:
            opening = _opening(tokens, k - 1)
            if opening is None or not _joins_bracket(text, tokens, opening, k):
                break
            if (
                previous.text == "”"
                and place_start().match(text, tokens[k].start)
                and cls not in OPEN_CLASSES
            ):
                break
            k = opening
            continue
        if not _inside(text, tokens, k, cls, tokens[index].end):
            break
        k -= 1
    return k


# A site called after a street or a village whose name begins like a person's ("罗冲" + "围门诊部").
_STREET_SITE = re.compile("[围村镇湖街路桥山湾岛洲坪塘港庄屯井](?:院区|门诊部|分院|校区|分部|分校)$")


def _opening(tokens: Sequence[Token], closing: int) -> int | None:
    """Index of the token that opens the quote or bracket which token ``closing`` closes, at most 15 tokens back."""
    wanted = _PAIRS[tokens[closing].text]
    for k in range(closing - 1, max(-1, closing - 16), -1):
        if tokens[k].text == wanted:
            return k
        if tokens[k].text in "。；！？":
            return None
    return None


def _joins_bracket(text: str, tokens: Sequence[Token], opening: int, following: int) -> bool:
    """Whether a quote or bracket belongs to the name that goes on behind it."""
    if tokens[opening].text != "（":
        return True
    if opening == 0 or tokens[opening - 1].tag == "w":
        return False
    inner = text[tokens[opening].end : tokens[following - 1].start]
    return len(inner) <= 12 and not re.search(
        "[，。；：]|[0-9]人|名|位|^(?:[男女兼]|[一-鿿]{1,4}族|专职|兼职)$", inner
    )


def _inside(text: str, tokens: Sequence[Token], k: int, cls: str, end: int) -> bool:
    """Whether token ``k - 1`` still belongs to the name that so far begins with token ``k``."""
    token, following = tokens[k - 1], tokens[k]
    if token.tag == "ORG" and len(token.text) == 1 and token.text in boundary("verbs"):
        return False
    rest = text[following.start : end]
    if token.text in _OWN:
        return False
    if token.text in boundary("conjunctions"):
        return k >= 2 and _joins(text, tokens, k - 1, rest)
    several = token.text == "多" and rest.startswith(("中心", "学科", "元", "语"))
    stop = token.text in boundary("stops") and token.tag not in ("n", "nz", "vn")
    if stop and not (several or _of_time(tokens, k)):
        return False
    match token.tag:
        case "w":
            inside = token.text in ("·", "•", "-", "—", "/", "+") and not _dash_behind_name(text, token, cls)
        case "PER":
            named_for = cls == "Team" or _MEMORIAL.match(rest) is not None
            named_for |= cls == "Award" and _PRIZE_OF_FIELD.fullmatch(rest) is not None
            named_for |= _STREET_SITE.match(rest) is not None
            # "弗朗什" + "-孔泰大学": half of a foreign name.
            named_for |= following.text in ("-", "·") and not is_person_name(token.text, rare=True)
            inside = token.text in not_people() or (named_for and not _after_list(tokens, k - 1))
        case "LOC":
            inside = True
        case "ORG":
            predicate = following.tag == "v" and following.text in boundary("edge_verbs")
            # The tagger takes 任 before an institution's name for a part of it ("任" + "云岭大学").
            verb = len(token.text) == 1 and token.text in boundary("verbs")
            inside = not (predicate or verb or _is_reference(token.text))
        case "TIME":
            inside = _is_year_of(token.text, cls) or not re.search("[0-9年月日]", token.text)
        case "m" | "q":
            ward = rest.startswith("病区") and cls == "Department"
            graded = token.text in ("一级", "二级") and rest.startswith("学科")
            ordinal = ORDINAL.match(token.text) is not None and not _is_count(tokens, k - 1)
            inside = _is_year_of(token.text, cls) or several or graded or ordinal or ward
        case "p" | "u" | "r" | "d" | "c":
            inside = False
        case _:
            inside = ends_society(tokens, k, cls, rest) or _common_word(tokens, k, rest, cls)
    return inside


def _of_time(tokens: Sequence[Token], k: int) -> bool:
    """Whether token ``k - 1`` and the one before it are one word for a time ("采" + "后", "术" + "后")."""
    before = tokens[k - 2] if k > 1 else None
    return (
        tokens[k - 1].text in ("后", "前", "内")
        and before is not None
        and len(before.text) == 1
        and before.tag in ("v", "n", "vn")
    )


def _dash_behind_name(text: str, mark: Token, cls: str) -> bool:
    """Whether a dash parts an institution from the name before it, or a title from its second half."""
    if _PAGE.search(text, 0, mark.start):
        return True
    return "——" in text[max(0, mark.start - 1) : mark.end + 1] or (
        mark.text == "—"
        and cls in PLACED
        and heads().of(text[max(0, mark.start - 4) : mark.start]) is not None
    )


def _is_year_of(word: str, cls: str) -> bool:
    """Whether a year or a count of times tells which contest or prize it is ("第三届")."""
    return cls in ("Event", "Award") and YEARLY.match(word) is not None


def _common_word(tokens: Sequence[Token], k: int, rest: str, cls: str) -> bool:
    """Whether a noun, adjective or verb, token ``k - 1``, still belongs to the name that goes on with ``rest``."""
    token = tokens[k - 1]
    bare = (token.text in _BARE and cls not in _OF_SCHOOLS) or (token.tag == "v" and tokens[k].text in _BARE)
    titled = cls in ("Award", "Department", "Event") and token.text in _titles() and not _GROUP.match(rest)
    if titled and cls == "Event":
        titled = k >= 2 and tokens[k - 2].tag == "PER"  # "青年医师" + "技能大赛", "林一舟教授" + "学术报告会"
    if bare or titled or (ends_with_office(token.text) and cls != "Department"):
        return False
    verb = token.text in boundary("verbs") or (
        token.text.endswith("为") and token.text[:-1] in boundary("verbs")
    )
    if verb and (token.tag.startswith("v") or len(token.text) == 1):
        return (token.tag == "vn" and not starts_specific(rest)) or is_nominal(tokens, k, rest)
    if token.tag not in _PLAIN_TAGS or (
        _is_reference(token.text) and not (cls in _OF_SCHOOLS and in_noun_phrase(tokens, k - 1))
    ):
        return False
    if starts_specific(rest) and not _LOCAL_TAIL.match(_behind_place(rest)):
        # A place or a tagged organisation begins the name, unless only a common tail follows it or a region stands before.
        return region_before(tokens, k - 1)
    hit = heads().of(token.text)
    # "工程" + "训练中心"
    whole = hit is not None and hit != (token.text, "Program")
    if (
        hit is not None
        and whole
        and hit[1] != "Department"
        and cls not in OPEN_CLASSES
        and not is_generic(rest)
    ):
        # Another institution's name ends here: only a unit of it can go on behind ("…大学" + "附属医院").
        whole = cls != "University" or hit[1] == "ResearchInstitute"
        return whole and hit[1] in ROOT_CLASSES and not is_generic(token.text[: -len(hit[0])])
    return True


@cache
def _titles() -> frozenset[str]:
    held = ("教授", "医师", "研究员", "博士", "院士")
    return frozenset(title for title in word_list("people")["titles"] if title.endswith(held))


def starts_specific(rest: str) -> bool:
    """Whether a name begins with a place or a region."""
    return place_start().match(rest) is not None


def _behind_place(rest: str) -> str:
    match = place_start().match(rest)
    return rest[match.end() :] if match else rest


def _is_reference(word: str) -> bool:
    """A bare head ("医院", "学校") refers to something else than the name that follows."""
    hit = heads().of(word)
    return hit is not None and hit[0] == word and hit[1] in ROOT_CLASSES


def _after_list(tokens: Sequence[Token], k: int) -> bool:
    return k > 0 and tokens[k - 1].text == "、" and k > 1 and tokens[k - 2].tag == "PER"


def _is_count(tokens: Sequence[Token], k: int) -> bool:
    return k + 1 < len(tokens) and tokens[k + 1].tag == "q"


def _joins(text: str, tokens: Sequence[Token], k: int, rest: str) -> bool:
    """Whether a conjunction at token ``k`` stands inside a name: what precedes it is no name of its own."""
    before = tokens[k - 1]
    if _is_reference(tokens[k + 1].text):
        return False
    if before.tag in ("PER", "LOC", "ORG", "TIME", "m", "w", "u", "r", "p", "d") or starts_specific(rest):
        return False
    if (before.text in boundary("verbs") and before.tag.startswith("v")) or before.text in boundary("stops"):
        return False
    if ends_with_office(before.text) or (before.tag == "v" and tokens[k + 1].tag in ("ORG", "LOC")):
        return False
    joined = heads().of(text[max(0, before.end - heads().longest) : before.end])
    return joined is None or len(joined[0]) <= 1 or before.text == "工程"
