"""The cue grammar: full names of institutions, programmes, awards and events around their heads.

A name ends with a head ("研究所", "一等奖": heads.yaml) at a word boundary and begins, reading leftwards word by word, before
a word that cannot stand inside a name (boundaries.yaml). The tagger's own entities only help to see where names begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.lexicon import boundary, heads, is_generic, place_start
from extract.people import ends_with_office, not_people
from extract.records import Token

ROOT_CLASSES = frozenset({"University", "GovernmentBody", "Company", "Association", "School", "Hospital", "ResearchInstitute"})
OPEN_CLASSES = frozenset({"Award", "Event", "Program", "Course", "Team"})
_MEMORIAL = re.compile("^(?:纪念|全国名老中医|名老中医|全国名中医|名中医|名医|名师|技能大师|劳模|院士工作|专家工作|大师|奖|教育奖|职业教育|教授团队|团队|医院|中学|大学|学校|基金|工作室|杯|国际|精神|医学|研究)")
_LOCAL_TAIL = re.compile("^(?:省部共建|市级|省级)?(?:国家)?(?:重点|工程|工程技术|协同|分|临床医学研究|工程研究|技术创新|示范)")
_ORDINAL = re.compile("^(?:第[一二三四五六七八九十百零0-9]+|[0-9.+~-]+[A-Z]?)$")
_YEARLY = re.compile("^(?:五一|五四|三八|八一|七一|九三|(?:19|20)[0-9]{2}(?:[-—~至](?:19|20)?[0-9]{2})?年?度?|第?[一二三四五六七八九十0-9]+届)$")
_PLAIN_TAGS = frozenset({"n", "nz", "nw", "vn", "an", "a", "ad", "s", "f", "nr", "ns", "nt", "v", "vd", "xc", "q"})
_SUPERLATIVE = re.compile(".*(?:最大规模|规模最大|最大|最早|最先进|唯一|首个|首家|首批|首所)(?:的|一所|一家)?")
# Words that join partners, wherever the tagger took them into a name of its own.
_JOINT = re.compile(".*(?:(?<![部省市校])共建(?!共享)|合建|缔结|共同组建|联合组建|联合成立|合作成立|(?<=专业与))")
_YEAR_FIRST = re.compile("(?:19|20)[0-9]{2}年?度?(?=[一-鿿]{4})")
_PAIRS = {"”": "“", "）": "（", "’": "‘", "】": "【"}
_OPENING = frozenset("“（‘《〈【")
# Bare nouns that a verb before them has as its object.
_BARE = frozenset(("医院", "学校", "大学", "学院", "公司", "中学"))
_REGIONS = frozenset(("世界", "国际", "国家", "全国", "中国", "中华", "亚太", "全军"))
# Verbs that the tagger also sees inside names; at the left edge they are the clause's verb.
_EDGE_VERBS = frozenset(("建设", "促进", "发展", "支撑", "保障", "管理", "教学", "建议", "争创", "创造", "改革", "增设", "升级", "扩建", "重组"))
# Modifiers before 学院 and 系 that name nothing; all other words do ("管理学院").
_NO_FACULTY = frozenset(("", "二级", "各", "各二级", "高职", "职业", "高等", "附属", "直属", "临床", "非直属临床", "高职高专", "本科", "多个", "独立", "普通", "民办", "重点"))
MAX_LENGTH = 45


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate name: passage span, class, head; ``generic`` if nothing but common words stands before the head."""

    start: int
    end: int
    cls: str
    head: str
    generic: bool


def find_names(text: str, tokens: Sequence[Token]) -> list[Name]:
    """All candidate names of a passage, nested ones included, by start and then the longest first."""
    found = {}
    for index, token in enumerate(tokens):
        if token.tag in ("PER", "w") and token.text not in heads().classes:
            continue
        hit = heads().of(text[max(0, token.end - heads().longest) : token.end])
        if hit is None or _cut_short(text, tokens, index, hit[0]) or (hit[0] == "系" and text[token.end - 2 : token.end - 1] in "体关联派谱院"):
            continue
        name = _name(text, tokens, index, *hit)
        if name is not None:
            found[name.start, name.end] = name
            for inner in _inner(text, name):
                found.setdefault((inner.start, inner.end), inner)
    return sorted(found.values(), key=lambda n: (n.start, -n.end))


_FIELD_FOLLOWS = ("医学", "疾病", "界", "专业", "医生", "医师", "诊疗", "专家", "临床医学")
_HALF_WORDS = frozenset(("长", "员", "级", "化", "型", "内", "外", "制", "性", "类", "学", "师", "生", "病"))
_LONGER_WORD = re.compile("长|学(?![生子员者])")
_UNIT_FOLLOWS = re.compile("^(?:附属|直属|附设|第[一二三四五六七八九十]|分)")
_PARENT = re.compile("(?:(?:职业|技术|师范|理工)学院(?=.{2,10}(?:学院|系)$)|大学|医学院|科学院|学会|协会|分会|医院|公司)(?=.)")


def _inner(text: str, name: Name) -> Iterator[Name]:
    """Names that begin a name and end inside a word of the tagger ("…大学" and "…医学院" in "…大学…医学院附属…医院")."""
    surface = text[name.start : name.end]
    for match in _PARENT.finditer(surface):
        head = heads().of(surface[: match.end()])
        rest = surface[match.end() :]
        if head is None or match.start() < 2 or is_generic(surface[: match.start()]) or heads().of(rest) == (rest, name.cls) and rest == "城":
            continue
        if match.group() in ("医院", "公司", "医学院") and not (_UNIT_FOLLOWS.match(rest) or match.group() == "医院"):
            continue
        if match.group() == "医院" and (heads().of(rest) or ("", ""))[1] == "Association":
            continue
        if match.group() == "大学" and re.match("生(?![命物态殖理])|城", rest):
            continue
        year = _YEAR_FIRST.match(surface)
        yield Name(name.start + (year.end() if year else 0), name.start + match.end(), head[1], head[0], generic=False)


def _cut_short(text: str, tokens: Sequence[Token], index: int, head: str) -> bool:
    """Whether the head is only the beginning of a longer word or head ("中心" + "医院", "医院" + "集团")."""
    end = tokens[index].end
    if index + 1 == len(tokens):
        return False
    following = tokens[index + 1]
    if following.text in _HALF_WORDS or _LONGER_WORD.match(text, end) or text.startswith("学部委员", end - 2):
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
    first = _first_token(text, tokens, index, head_start, cls)
    while cls in _PLACED and first < index and len(tokens[first].text) > 1 and (tokens[first].tag in ("v", "vd") or (tokens[first].tag == "vn" and tokens[first].text in boundary("verbs"))):
        first += 1
    start = _trim(text, tokens, first, head_start, cls)
    joined = _JOINT.match(text, start, head_start)
    start = joined.end() if joined else start
    if text[end : end + 1] == "”":
        start = _quote_start(text, start, end)
    if start > head_start or end - start > MAX_LENGTH + (20 if cls in OPEN_CLASSES else 0):
        return None
    return Name(start, end, cls, head, _is_common(text[start:head_start], head, cls))


def _quote_start(text: str, start: int, end: int) -> int:
    """A name that ends where a quotation ends also begins where it begins, if it is no longer than a name."""
    opening = text.rfind("“", max(0, end - 32), start)
    inside = text[opening + 1 : end]
    return opening + 1 if opening >= 0 and not re.search("[”，。；：、]", inside) else start


def _is_common(modifier: str, head: str, cls: str) -> bool:
    """Whether modifier and head are a common noun, not a name."""
    if cls == "Department":
        return False
    if cls == "GovernmentBody" and modifier in ("省", "市", "区", "县") and len(head) >= 3 and head[0] not in "省市区县":
        return False
    if cls == "AcademicUnit" and head in ("学院", "系", "学部", "教研室"):
        return modifier in _NO_FACULTY
    if cls == "Hospital" and re.match("(?:国家|全国)?(?:[一二三]级|[甲乙丙特]等|[二三]甲)", modifier):
        return True
    if cls == "Hospital" and re.search("(?:专科|综合|综合性|教学|甲等|三甲)$", modifier) and not _starts_specific(modifier):
        return True
    if head in _OWN_WORD_HEADS:
        return not modifier
    if cls == "Hospital" and modifier == "总":
        return False
    if cls == "School" and (len(modifier) < 2 or modifier.endswith(("中", "大", "大中"))):
        return True
    if cls == "Award" and _LEVEL_ONLY.fullmatch(modifier) and head in _PRIZE_LEVELS:
        return True
    if len(modifier) >= 6 and _starts_specific(modifier):
        return False
    return is_generic(modifier)


# Prizes that name no contest of their own ("全国二等奖").
_PRIZE_LEVELS = frozenset(("一等奖", "二等奖", "三等奖", "特等奖", "金奖", "银奖", "铜奖", "优秀奖", "优胜奖", "金牌", "银牌", "铜牌", "奖"))
_LEVEL_ONLY = re.compile("(?:第[0-9一二三四五六七八九十]+[九届]*|全国|国家级|省级|市级|省部级|校级|[一-鿿]{2,3}[省市]|荣|获|包揽|多项|大赛|比赛)*")
# Before these heads any word makes a name ("科学出版社").
_OWN_WORD_HEADS = frozenset(("出版社", "电视台", "报社", "银行"))


def _first_token(text: str, tokens: Sequence[Token], index: int, head_start: int, cls: str) -> int:
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
            if previous.text == "”" and place_start().match(text, tokens[k].start) and cls not in OPEN_CLASSES:
                break
            k = opening
            continue
        if not _inside(text, tokens, k, cls, tokens[index].end):
            break
        k -= 1
    return k


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
    return len(inner) <= 12 and not re.search("[，。；：]|[0-9]人|名|位", inner)


def _inside(text: str, tokens: Sequence[Token], k: int, cls: str, end: int) -> bool:
    """Whether token ``k - 1`` still belongs to the name that so far begins with token ``k``."""
    token, following = tokens[k - 1], tokens[k]
    rest = text[following.start : end]
    if token.text in boundary("conjunctions"):
        return k >= 2 and _joins(text, tokens, k - 1, rest)
    several = token.text == "多" and rest.startswith(("中心", "学科", "元", "语"))
    if token.text in boundary("stops") and token.tag not in ("n", "nz", "vn") and not several:
        return False
    match token.tag:
        case "w":
            if token.text == "—" and cls in _PLACED and heads().of(text[max(0, token.start - 4) : token.start]) is not None:
                return False
            return token.text in "·•-—/+" and token.text != ""
        case "PER":
            if token.text in not_people():
                return True
            return _MEMORIAL.match(rest) is not None and not _after_list(tokens, k - 1)
        case "LOC":
            return True
        case "ORG":
            predicate = following.tag == "v" and following.text in _EDGE_VERBS
            return not predicate and not _is_reference(token.text)
        case "TIME":
            return (cls in ("Event", "Award") and _YEARLY.match(token.text) is not None) or not re.search("[0-9年月日]", token.text)
        case "m" | "q":
            if cls in ("Event", "Award") and _YEARLY.match(token.text):
                return True
            if several or (token.text in ("一级", "二级") and rest.startswith("学科")):
                return True
            return _ORDINAL.match(token.text) is not None and not _is_count(tokens, k - 1)
        case "p" | "u" | "r" | "d" | "c":
            return False
        case _:
            return _common_word(tokens, k, rest, cls)


def _common_word(tokens: Sequence[Token], k: int, rest: str, cls: str) -> bool:
    token = tokens[k - 1]
    if token.text in _BARE and cls not in _OF_SCHOOLS:
        return False
    if (token.tag == "v" and tokens[k].text in _BARE) or (ends_with_office(token.text) and cls != "Department"):
        return False
    if token.text in boundary("verbs") and (token.tag.startswith("v") or len(token.text) == 1):
        return token.tag == "vn" and not _starts_specific(rest)
    if token.tag not in _PLAIN_TAGS or (_is_reference(token.text) and not (cls in _OF_SCHOOLS and _in_noun_phrase(tokens, k - 1))):
        return False
    if _starts_specific(rest) and not _LOCAL_TAIL.match(_behind_place(rest)):
        # A place or a tagged organisation begins the name, unless only a common tail follows it or a region stands before.
        return _region_before(tokens, k - 1)
    hit = heads().of(token.text)
    if hit is not None and hit[1] != "Department" and cls not in OPEN_CLASSES and not is_generic(rest):
        # Another institution's name ends here: only a unit of it can go on behind ("…大学" + "附属医院").
        return hit[1] in ROOT_CLASSES and not is_generic(token.text[: -len(hit[0])])
    return True


# Institutions whose names do not begin with a verb.
_PLACED = frozenset({"University", "Hospital", "School", "Company"})
# Names that may hold a bare 学校 or 医院 ("京津冀学校急救教育试点共同体").
_OF_SCHOOLS = OPEN_CLASSES | {"Association", "Center", "Base"}


def _in_noun_phrase(tokens: Sequence[Token], k: int) -> bool:
    if k > 0 and tokens[k - 1].tag in ("v", "vn"):
        # "产教融合" + "共同体"; a verb of the list has the bare noun as its object.
        return tokens[k - 1].text not in boundary("verbs")
    return k > 0 and tokens[k - 1].tag in ("n", "LOC", "nz", "a")


def _region_before(tokens: Sequence[Token], k: int) -> bool:
    """Whether token ``k`` or one of the four before it is a region word ("世界人工晶体" + "中国天津培训中心")."""
    while k >= 0 and tokens[k].tag in ("n", "nz", "vn", "a", "LOC"):
        if tokens[k].text in _REGIONS:
            return True
        k -= 1
    return False


def _starts_specific(rest: str) -> bool:
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
    if before.tag in ("PER", "LOC", "ORG", "TIME", "m", "w", "u", "r", "p", "d") or _starts_specific(rest):
        return False
    if (before.text in boundary("verbs") and before.tag.startswith("v")) or before.text in boundary("stops"):
        return False
    if ends_with_office(before.text):
        return False
    joined = heads().of(text[max(0, before.end - heads().longest) : before.end])
    if joined is not None and len(joined[0]) > 1:
        return False
    return True


def _trim(text: str, tokens: Sequence[Token], first: int, head_start: int, cls: str) -> int:
    """Start offset after dropping words that qualify a name without belonging to it ("首批", "著名")."""
    trims = boundary("trim") - {"优秀"} if cls == "Award" else boundary("trim")
    k = first
    while k < len(tokens) and tokens[k].end <= head_start:
        word = tokens[k].text
        if word in trims or word in "、·-—/+" or (word in _EDGE_VERBS and tokens[k].tag == "v") or (tokens[k].tag in ("m", "q", "u", "c", "d") and not _ORDINAL.match(word) and not (_YEARLY.match(word) and (cls in OPEN_CLASSES or not word[0].isdigit())) and word not in ("一级", "二级")):
            k += 1
            continue
        break
    start = tokens[k].start if k < len(tokens) else head_start
    superlative = _SUPERLATIVE.match(text, start, head_start - 1)
    if superlative:
        start = superlative.end()
    for word in sorted(trims, key=lambda w: (-len(w), w)):
        if len(word) > 1 and text.startswith(word, start) and start + len(word) <= head_start:
            return start + len(word)
    return start
