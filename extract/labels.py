"""What a found name is called and which class it has where its head alone does not tell."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import heads, one_of, place_start, word_list
from extract.names import Name

# Institutions abroad whose names go on without the country before them ("法国" + "里昂大学").
_ABROAD = frozenset(
    {
        "University",
        "School",
        "Hospital",
        "Center",
        "Company",
        "AcademicUnit",
        "Department",
        "ResearchInstitute",
    }
)
_KINDS_ABROAD = re.compile(
    "(?:国立|国家|中央|皇家|联邦|医科|医学|理工|科技|工业|技术|农业|师范|外国语|女子|艺术|音乐|商业|航空|电力|电气|进出口|开放|著名|知名|顶尖|多所|一流|公立|私立|综合|教学|儿童|癌症|肿瘤|的)*"
)
# A second name of the whole, in the middle of its unit's name ("某总医院（301医院）骨科").
_WHOLES = frozenset({"Department", "Center", "Laboratory", "ResearchInstitute", "AcademicUnit", "Hospital"})
_SECOND_NAME = re.compile(
    "(?<=[一-鿿]{2})（(?:现|原)?[^（）]{2,20}(?:医院|大学|学院|研究所|研究院)）(?=[一-鿿]{2})"
)
_AWARD_YEAR = re.compile("^(?:(?:19|20)[0-9]{2}年?度?)(?=[^“]{4})")
# A contest that tells its edition is not called by its year too; the level of an emergency centre is not its name's.
_EDITION_TOLD = re.compile("^(?:19|20)[0-9]{2}年度?(?=.*第[0-9一二三四五六七八九十]+届)")
_NATIONAL_CENTER = re.compile(
    "^国家级(?=[一-鿿]{0,6}(?:卒中|胸痛|房颤|心衰|创伤|呼吸与危重症)[一-鿿]{0,6}中心)"
)
_NATIONAL_LEVEL = re.compile(f"{_NATIONAL_CENTER.pattern}|^国家级?(?=“)")


def label_of(surface: str, cls: str) -> tuple[str, tuple[str, ...]]:
    """The name that a surface gives and other forms: years do not belong to prizes, countries not to foreign schools."""
    name = unquoted(surface)
    if cls in _WHOLES and (plain := _SECOND_NAME.sub("", name)) != name:
        return plain, (name,)
    if cls == "Award":
        short = _honour(name)
    elif cls in _ABROAD and (abroad := foreign_place().match(name)):
        short = name[abroad.end() :] if _own_word(name[abroad.end() :]) else name
    elif cls == "Event" and (undated := _EDITION_TOLD.sub("", name)) != name:
        return undated, (name,)
    elif cls == "Event" and name.startswith("中华人民共和国第"):
        return name, (f"全国{name.removeprefix('中华人民共和国')}",)
    elif cls == "Discipline":
        short = re.sub("^(?:中国|我国|全国|世界|国际|中华)", "", name)
    elif cls == "Association" and (dated := _AWARD_YEAR.sub("", name)) != name:
        return dated, (name,)
    elif cls in ("Base", "Center", "Association", "Laboratory"):
        short = re.sub("^(?:国家级|省级|市级|省部级)(?=[一-鿿]{6})", "", name)
    else:
        return name, ()
    return (
        (short, (name,)) if short != name and len(short) >= (2 if cls == "Discipline" else 4) else (name, ())
    )


def _honour(name: str) -> str:
    """An honour without the year, and without a level that says no more than the honour ("国家“…”")."""
    short = _AWARD_YEAR.sub("", name)
    return _NATIONAL_CENTER.sub("", short) if short != name else _NATIONAL_LEVEL.sub("", name)


def _own_word(name: str) -> bool:
    """Whether a name says more than the kind of institution.

    >>> _own_word("里昂湖大学"), _own_word("皇家医科大学")
    (True, False)
    """
    head = heads().of(name)
    return head is not None and _KINDS_ABROAD.fullmatch(name[: -len(head[0])]) is None


@cache
def foreign_place() -> re.Pattern[str]:
    """Matches a country other than China, and a province or state behind it, at the beginning of a name."""
    return re.compile(
        f"{one_of(word_list('places')['countries'])}(?:[一-鿿]{{2,5}}?(?:省|邦|州(?!立|大)))?(?=[一-鿿]{{2}}|[A-Za-z])"
    )


def unquoted(surface: str) -> str:
    """A name without quotes around all of it."""
    if len(surface) > 2 and surface[0] in "“‘" and surface[-1] in "”’" and surface[0] not in surface[1:-1]:
        return surface[1:-1]
    return surface


_HONOURED = re.compile(
    "(?:百佳|十佳|百强|最佳|优秀|先进|示范|示范性|文明|满意|放心|平安|绿色|试点|标杆|建设|五星级|爱婴|网络|定点|协作|友好|达标|样板)(?:的)?(?:高等|高职|高职高专|职业|医学|综合|专科|三甲|中|中医|中西医结合|民族|县级|乡镇|基层|社区|教学|公立|民营|妇幼|儿童)*$"
)


def refined_class(surface: str, name: Name) -> str:
    """The class where the head alone does not tell it: 学院, 学校, 集团, 委员会 and statuses."""
    modifier = surface[: -len(name.head)]
    if name.head.endswith("学院") and name.cls in ("University", "AcademicUnit"):
        return "University" if _is_college(modifier, name) else "AcademicUnit"
    if name.head == "分院" and re.search("科学院|研究院|设计院", modifier):
        return "ResearchInstitute"
    if name.head == "学校" and not _HONOURED.search(modifier):
        return "University" if modifier.endswith(("高等专科", "专科")) else "School"
    if name.head == "集团":
        return (
            "Association" if re.search("(?:教育|职教|医院|医疗|办学|医联体|专科)$", modifier) else "Company"
        )
    changes = (
        (name.head in ("实验室", "中心", "基地") and _is_status(modifier), "Award"),
        (
            name.head == "中心" and re.search("医学$|医疗$", modifier) and foreign_place().match(surface),
            "Hospital",
        ),
        (name.head.endswith("学院") and "大学" in modifier, "AcademicUnit"),
        (name.cls in ("Hospital", "School", "University") and _HONOURED.search(modifier), "Award"),
        (name.head == "活动" and surface.startswith("“"), "Program"),
        (name.cls == "Team" and "优秀" in modifier, "Award"),
        (name.head in ("党支部", "党总支") and re.search("先进|优秀|样板|标杆|示范", modifier), "Award"),
        (name.head == "教学团队" and _SUBJECT_OF_TEAM.fullmatch(modifier), "Team"),
        (name.cls == "Department" and re.fullmatch("中国|我国|全国|世界|国际|中华", modifier), "Discipline"),
        (name.head in ("科技园", "产业园", "产业园区", "开发区", "示范区") and name.cls == "Base", "Place"),
    )
    return next((cls for holds, cls in changes if holds), name.cls)


# What a faculty's name begins with: the school whose faculty it is.
_OF_A_WHOLE = re.compile("大学|专科学校|[一-鿿]{4}学院")


def _is_college(modifier: str, name: Name) -> bool:
    """Whether a name in 学院 is that of a college of its own; one of 技术 says so by a place ("海州工程", but "医学")."""
    if name.head == "学院":
        return _is_independent_college(modifier)
    if name.cls == "AcademicUnit" or _OF_A_WHOLE.search(modifier):
        return False
    return (
        name.head != "技术学院" or place_start().match(modifier) is not None or len(modifier) > _FIELD_LENGTH
    )


_FIELD_LENGTH = 4


# "针灸学" + 教学团队 is a team; "国家级" + 教学团队 what many teams are called.
_SUBJECT_OF_TEAM = re.compile("(?!.*(?:级|优秀|示范|黄大年|重点|一流|省|市|国家|全国|教育部))[^“”]{2,16}")
_INDEPENDENT = re.compile(
    "(?:党委)?(?:常务|执行)?副?校长|(?:(?:、|和|与|及)[一-鿿]{2,12}?(?:大学|学院))*等[0-9一二三四五六七八九十百]+余?[所家个](?:高校|高等|院校|大学|本科|学校)|代表队"
)


def among_universities(text: str, end: int) -> bool:
    """Whether what follows a college's name at ``end`` shows it to be a university of its own ("…等3所高校")."""
    return _INDEPENDENT.match(text, end) is not None


def _is_independent_college(modifier: str) -> bool:
    if re.search("大学|学院", modifier):
        return False
    match = place_start().match(modifier)
    if match is None:
        return _named_for_a_landscape(modifier) or modifier == "协和医"
    rest = modifier[match.end() :]
    if match.group() == "国际":
        return False
    return rest not in ("", "临床医")


# A province's letter and a side of it: "苏北", "湘南".
_SIDE = re.compile("[冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇陕甘陇青宁新蒙藏渝][东西南北中][一-鿿]")


def _named_for_a_landscape(modifier: str) -> bool:
    return _SIDE.match(modifier) is not None or any(
        modifier.startswith(name) and modifier != name for name in word_list("places")["landscapes"]
    )


# Grades of emergency centres, and training of doctors, which many hospitals are certified for.
_GRADED = re.compile(
    "(?:级?(?:高级|综合|示范|示范高级|标准版|基层版)(?:防治)?|级)(?:卒中|胸痛|房颤|心衰|创伤救治|癌痛规范化治疗)"
)
_EXAMINING = re.compile("(?:考核|考官培训|考试)$")
_TRAINING = re.compile(
    "^(?:国家|[一-鿿]{0,12}(?:[局部委厅]|省|市|级))(?:中医|西医|中医类别|助理)?(?:住院医师|全科医生|全科医师|专科医师|助理全科医生)(?:规范化)?(?:培养|培训)$"
)


def _is_status(modifier: str) -> bool:
    """A region and a kind of unit, without a subject of its own ("天津市" + "重点" + 实验室), is a status that many hold."""
    match = place_start().match(modifier)
    rest = modifier[match.end() :] if match else modifier
    if _GRADED.fullmatch(rest) or _TRAINING.search(modifier) or _EXAMINING.search(modifier):
        return True
    if re.fullmatch("国家区域(?:[一-鿿]{2,6})?医疗|国家医学", modifier):
        return True
    return (
        re.fullmatch(
            "(?:级|市|省|省级|市级|国家|国家级|高校)?(?:重点|工程技术|国际科技合作|临床医学|科普|实习|实训|住院医师规范化培训|继续教育|专业技术人员继续教育|示范)?",
            rest,
        )
        is not None
    )
