"""Noun phrases that a rule takes as mentions: where the items of a list begin and end, and which are no names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.lexicon import boundary, heads, is_generic, one_of
from extract.numerals import find_numerals
from extract.people import ends_with_office

_TAIL_COUNT = re.compile(
    "[（(]?[共约近达]?(?:[0-9]+|[一二三四五六七八九十两]+)[余多]?[个项所家支门种名人位本次篇部枚块件][）)]?$"
)
_TAIL = re.compile(
    "(?:[0-9一二三四五六七八九十两]+(?:个|大)?(?:部分|院区|板块)|等[0-9]*|等(?:荣誉)?(?:称号|荣誉|奖项)?|等(?:专业|学科|课程)|称号|荣誉称号|的?荣誉|之一|(?<=[群业科])(?:为(?:龙头|引领|核心|主体|骨干|支撑|重点|特色|基础)|协[同调]|共同|互为)[^，]{0,12})$"
)
_AND_COUNT = re.compile(
    "等(?:(?:[0-9]+|[一二两三四五六七八九十]+)余?[个项所家门]|国家级|省级|市级|省部级|各级|各类|多[个项])"
)
_EXEMPLARY = re.compile("(?:最美|感动|十大|十佳|年度)[^，。；的了]{2,16}人物?")
_OWNER = re.compile(
    "^.*(?:颁发|授予|评选|认定|组织|主办|举办|命名|设立)的|^[一-鿿]{1,10}?(?:首批|第[一二三四五六七八九十]+批)(?=[一-鿿“]{4})"
)
_NOT_A_NAME = re.compile(
    "唯一|第$|^(?:国家|实用新型|授权)?(?:发明)?专利$|[0-9一二两三四五六七八九十]个|[了的]|(?<![沉附穿])着(?![力床色])|(?<=[获取赢])得|^第[一二三四五六七八九十0-9]+[批届期]$|奖项有|如下|包括|^[0-9]+[项个名人次位家]|^(?:了|过|着|成功|圆满|显著|一定|巨大|突破|较好|良好|优异|历史|高度|广泛|一致|多|各|其|该|其他|各级|各类|若干|一系列)|(?:成绩|成效|好评|赞誉|认可|肯定|支持|效果|经费|资助|机会|评价|经验|发展|进展|突破|立项|奖励|奖项|称号|荣誉|(?<!(?:文明|核心|先进|示范|模范|建设|试点|培育|重点|优秀|达标|标兵)单)位|(?<![著知提])名|(?<![新达])人|能力|水平|重视|优势|工作|声誉|反响|收益|效益|类别|学位|第一|前列|领先|提升|提高)$"
)
_LEAD = re.compile(
    "^(?:【[^】]{1,8}】|[0-9]{1,2}[.、](?![0-9])|为|是|由|(?:新增)?获批|新增(?=[一-鿿]{3})|[0-9]+[所个家项门]|首批|首个|首家|(?:教育部|科技部|卫生部|国家卫生健康委|国家中医药管理局)?第[一二三四五六七八九十]+批|全国首个|全国首批|全国首家|全国唯一|国内首个|国内首家|[0-9]{4}年度?|(?:学校|医院|学院|我校|我院)(?=重点|优|先|特|精|校级|院级)|国家级(?!重点学科|高水平|骨干|教学成果|教学团队|教学名师|实验教学|虚拟|线上|线下|规划|特色|一流|精品|来华|技能大师|生物)|一项|一个|“?十[一二三四五]五”?期间|其中|连续[^，]{1,6}(?:年|次|届)|多次|两次|三次|先后|再次|唯一)+"
)


def phrases(text: str, start: int, end: int, cls: str) -> Iterator[tuple[int, int]]:
    """Passage spans of the names in the list ``text[start:end]``, without counts, qualifiers and what names nothing."""
    last = field_end(text, start, end) if cls == "Discipline" else end
    for s, e in _items(text, start, last, cls):
        quoted = _quoted(text, s, e)
        trimmed = quoted or _trimmed(text, s, e, cls)
        if trimmed is not None and (
            (quoted and len(text[s:e]) > 4) or _is_name(text[trimmed[0] : trimmed[1]], cls)
        ):
            yield trimmed


# What a bracket adds to a field or a department, not to its name.
_ASIDE = re.compile("（(?:含|包括|[A-Za-z+ -]{2,20}）$|[0-9年月、，,—~至-]+）$)[^（）]*）?$")
_IN_BRACKETS = re.compile("（[^（）]*）")
# What ends a list of fields: "等", unless it is part of a word.
_FIELD_STOP = re.compile(
    "(?<![中高初优平同对均相])等(?!离子|位基因|温|渗|级|效|距|同|等)|(?:领域|方面|方向)$"
)
_YEARS = re.compile("[近已达约逾]?(?:[0-9]+|[一二三四五六七八九十数]+)?[余多几数]?(?<![同当每近本])[年载]$")
_DONE = "临床|医疗|教学|科研|科学研究|基础|应用基础|转化|预防|保健|医教研|研究|工作"
_DONE_TO = f"{_DONE.removesuffix('|工作')}|诊断|鉴别诊断|诊疗|诊治|治疗|救治|防治|手术|护理|康复|处理|处置|管理|应用|开发|研发|推广|实践|教育|创新|辨治|论治|调治|调理"
# What people do in a field, behind its name: "…外科临床、教学工作", "…肿瘤的早期诊断及微创治疗".
_WORK_IN_FIELD = re.compile(
    f"(?:领域|方面|专业|方向)?的?(?:相关|综合)?(?<!护理)(?<!医学(?=研究))(?:{_DONE})(?:(?:、|以及|[与和及])?(?:{_DONE}))*(?:领域|方面)?$"
)
_WORK_ON_FIELD = re.compile(
    f"(?:领域|方面)?的[^的、]{{0,8}}?(?:{_DONE_TO})(?:(?:、|以及|[与和及])?[^的、]{{0,6}}?(?:{_DONE_TO}))*(?:工作|领域|方面)*$"
)


def field_end(text: str, start: int, end: int) -> int:
    """Where a list of fields ends: before "等", and before what is done in all of them ("的诊断和治疗", "临床、教学工作").

    What stands in brackets within an item ends nothing.
    """
    text = _IN_BRACKETS.sub(lambda m: "　" * len(m.group()), text)
    for pattern in (_FIELD_STOP, _YEARS):
        if stop := pattern.search(text, start + 2, end):
            end = stop.start()
    if (work := _WORK_IN_FIELD.search(text, start + 2, end)) and "的" not in work.group():
        end = work.start()
    work = _WORK_ON_FIELD.search(text, start + 2, end)
    if work and "的" not in text[start : work.start()] and not _is_own_treatment(text, start, work):
        end = work.start()
    return end


_SPECIFIC = re.compile("外科|手术|腔内|腔镜|微创|介入|显微|放射|靶向|免疫|修复|重建|移植|设计|合成")
_DISEASE = re.compile(
    "(?:[病症癌瘤炎伤痛折损栓窄塞石肿疾乱竭疮疡疝聋盲]|夹层|扩张|感染|障碍|畸形|哮喘|高血压|出血)$"
)


def _is_own_treatment(text: str, start: int, work: re.Match[str]) -> bool:
    """Whether "的外科治疗" is said of the last item only: it stands alone, or follows no diseases."""
    before = re.split("[、，]|以及|[和及与]", text[start : work.start()])[:-1]
    return _SPECIFIC.search(work.group()) is not None and not any(_DISEASE.search(item) for item in before)


def _quoted(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span between quotes if the item begins with one and nothing that belongs to the name follows."""
    lead = _LEAD.match(text[start:end])
    first = start + (lead.end() if lead else 0)
    closing = text.find("”", first, end)
    if first >= end or text[first] != "“" or closing < first + 3:
        return None
    return (first + 1, closing) if closing + 1 >= end or _AFTER_QUOTE.match(text[closing + 1 : end]) else None


_AFTER_QUOTE = re.compile(
    "(?:等|牌匾|匾牌|奖牌|证书|荣誉证书|称号|荣誉|奖项|重要|优秀称号|并|和|[0-9]|，|、)"
)


# What is done in one field of a list, at the end of its item ("脑血管病的诊治" + "和脑血管造影").
_DONE_TO_ITEM = re.compile("的(?:诊断|诊治|治疗|诊疗|救治|防治|辨治|诊断[与和及、]治疗)$")
_SECOND_HALF = re.compile("治疗|诊治|诊断|预防|康复|护理|管理|教学|防治|技术|应用|转化|控制|修复|代谢")


def _items(text: str, start: int, end: int, cls: str) -> Iterator[tuple[int, int]]:
    """Items between pauses, and between conjunctions where the left half is a name of its own.

    The last two items of a list of fields are parted as well ("甲学、乙材料和丙催化"), and two that end like fields.
    """
    fields = cls == "Discipline"
    listed = cls in ("Discipline", "Department") and "、" in text[start:end]
    counted = _parted_as_counted(text, start, end)
    depth, position = 0, start
    for i in range(start, end):
        depth += {"（": 1, "“": 1, "《": 1, "）": -1, "”": -1, "》": -1}.get(text[i], 0)
        if depth > 0 or i < position:
            continue
        if text[i] == "”" and text.startswith("“", i + 1) and i + 1 < end:
            yield position, i + 1
            position = i + 1
        elif counted and text[i] != "、":
            continue
        elif joint := _JOINT.match(text, i, end):
            yield position, i
            position = joint.end()
        elif text[i] == "、" or (
            text[i] in "和及与"
            and i + 2 < end
            and (
                _complete(text[position:i])
                or (fields and _DONE_TO_ITEM.search(text, position, i))
                or (listed and _last_two(text, position, i, end))
                or (
                    fields
                    and text[i] != "与"
                    and _ends_like_field(text[position:i], _next_item(text, i + 1, end))
                )
            )
        ):
            yield position, i
            position = i + 1
    yield position, end


def _parted_as_counted(text: str, start: int, end: int) -> bool:
    """Whether pauses alone part a list into as many items as the text says behind it ("甲、乙与丙2个专业")."""
    said = _SAID_COUNT.match(text, end)
    pauses = text.count("、", start, end)
    numerals = find_numerals(said["count"]) if said is not None else []
    return pauses > 0 and bool(numerals) and numerals[0].value == pauses + 1


_SAID_COUNT = re.compile("(?P<count>[0-9]+|[一二三四五六七八九十两]+)[个门项所家种]")
_JOINT = re.compile("及其在?|(?<!所)以及")
_FIELD_ENDING = re.compile(
    "(?:[科学病症癌瘤炎痛伤损术镜疗]|移植|置换|植入|切除|重建|修复|消融|再植|封堵|矫形|护理|康复|中毒|感染|畸形|骨折|脱位|结石)$"
)


def _ends_like_field(left: str, right: str) -> bool:
    return all(len(half) > 1 and _FIELD_ENDING.search(half) is not None for half in (left, right))


def _next_item(text: str, start: int, end: int) -> str:
    """What stands up to the next pause or conjunction."""
    return re.split("[、，和与及]", text[start:end], maxsplit=1)[0]


def _last_two(text: str, position: int, at: int, end: int) -> bool:
    # Where 与 is inside other items of the list it is inside the last one too ("甲与乙、丙与丁等方向").
    inside = text[at] == "与" and re.search(
        "[与及]", text[max(text.rfind(m, 0, position - 1) for m in "，。；：") + 1 : position]
    )
    return (
        "、" not in text[at:end]
        and not inside
        and at - position >= 3
        and not _SECOND_HALF.match(text, at + 1)
        and not re.search("[和及与]", text[at + 1 : end])
    )


def _complete(left: str) -> bool:
    stem = _TAIL_COUNT.sub("", left)
    return (
        stem != left
        or (heads().of(stem) is not None and len(stem) > 3)
        or stem.endswith(("”", "》", "称号", "单位", "医院", "专业", "学", "分院", "总院", "院区", "本部"))
    )


def _trimmed(text: str, start: int, end: int, cls: str) -> tuple[int, int] | None:
    while start < end and text[start] in "，、 的以及和与":
        start += 1
    owner = _OWNER.match(text[start:end])
    if owner and owner.end() < end - start - 1:
        start += owner.end()
    piece = text[start:end]
    lead = _LEAD.match(piece)
    if lead and lead.end() < len(piece) - 1:
        start += lead.end()
    if cls == "Discipline" and (kind := _KINDS_OF.match(text[start:end])):
        start += kind.end()
    if counted := _AND_COUNT.search(text, start + 2, end):
        end = counted.start()
    while True:
        piece = text[start:end]
        tail = _TAIL_COUNT.search(piece) or _TAIL.search(piece)
        if not tail or tail.start() < 2:
            break
        if (
            _TAIL_COUNT.search(piece)
            and not re.search("[奖章牌]$", piece[: tail.start()])
            and cls != "Discipline"
        ):
            return None
        end = start + tail.start()
    if aside := _ASIDE.search(text, start + 2, end):
        end = aside.start()
    if (
        cls == "Discipline"
        and text[end : end + 1] in ("和", "与", "及", "、")
        and (done := _DONE_TO_ITEM.search(text, start + 2, end))
    ):
        end = done.start()
    if text[start:end].endswith("研究") and end - start > 5:
        end -= 2
    return (start, end) if end - start >= 2 else None


# Words before a field that are no part of its name.
_KINDS_OF = re.compile(
    "(?:(?:各|多)(?:类|种|型|系统)|(?:各类|各种)?常见(?:的|病、多发病|(?=.{2,}[病症]))|难治性(?=.{3})|(?:诊断|诊治|治疗|救治)(?:[和与及](?:诊断|治疗))?(?=.{1,12}(?:[病症癌瘤炎伤痛肝]|结石|衰竭|失常|骨折|感染|障碍)$))+"
)
# "…瘤的综合治疗", among fields.
_TREATMENT_OF = re.compile(
    "[^的了着]{2,20}的[^的了着]{0,12}(?:治疗|诊治|诊断|手术|切除|重建|修复|移植|消融|置换|矫治|矫形|救治|防治|调控|设计|合成|辨治|论治|机制|术|技术|应用|病|症|瘤|癌|学|外科|疗法)"
)
_ACTIVITY = re.compile(f"(?:{_DONE}|诊断|诊治|诊疗|治疗|手术|管理|服务|等)+")


def _is_name(name: str, cls: str) -> bool:
    bare = name.strip("“”‘’《》")
    if (
        len(bare) < 2
        or len(bare) > 45
        or bare in boundary("never")
        or (
            _NOT_A_NAME.search(bare)
            and not _EXEMPLARY.fullmatch(bare)
            and not (cls == "Discipline" and _TREATMENT_OF.fullmatch(bare))
        )
    ):
        return False
    if _verbs().search(bare[:3]) or (cls == "Award" and ends_with_office(bare)):
        return False
    if cls == "Award" and len(bare) >= 5 and re.search("重点|特色|优势|一流|示范|精品|品牌", bare):
        return True
    if cls == "Discipline" or (cls == "Department" and not bare.endswith(("科", "室", "部", "处"))):
        return (
            not bare.endswith(("和", "与", "及"))
            and _ACTIVITY.fullmatch(bare) is None
            and re.search("重点专科|重点学科|中心|基地|实验室", bare) is None
        )
    return not is_generic(bare)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("^" + one_of([v for v in boundary("verbs") if len(v) > 1]))
