"""What its written form alone shows: works and title owners in 《》, campaigns in “”, years and grades."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.labels import refined_class
from extract.lexicon import heads, place_start
from extract.names import Name
from extract.records import BlockKind, Mention, Passage

_WORK = re.compile("《([^《》]{2,60})》")
# Journals with Latin titles stand without marks: behind a verb of editing, up to the word journal.
_EDITED = re.compile(
    "(?:主办|承办|合办|创办|编辑出版|出版|主管|编辑)(?:了|有|的|发行)?(?P<list>[^。；]{3,200}?)(?:期刊|杂志|刊物|学报)"
)
_EDITED_ONE = re.compile(
    "(?:主办|承办|合办|创办|编辑出版|主管)(?:了|有|的)?(?:[一-鿿]{0,8}(?:期刊|杂志|刊物))(?P<list>[A-Z][A-Za-z&:, -]{3,80})"
)
_LATIN_TITLE = re.compile(
    "(?:^|(?<=[、，和及与一-鿿]))(?P<title>[A-Z][A-Za-z&:-]*(?: [A-Za-z&:-]+)*)(?=(?:（[^（）]{1,30}）)?(?:[、，和及与等]|$))"
)
_YEAR = re.compile("(?<![0-9])(?:1[6-9]|20)[0-9]{2}(?=年)")
# The year, or month, with which an entry of a chronicle begins ("1986 中心成立", "2016.05 平台上线").
_ENTRY_YEAR = re.compile("(?P<year>(?:1[6-9]|20)[0-9]{2})(?:[./-][01]?[0-9])?(?= |[一-鿿“](?<!年))")
_GRADE = re.compile("三级甲等|三级乙等|二级甲等|二级乙等|一级甲等|三级特等|三甲(?=[医综专])")
_CAMPAIGN = re.compile(
    "“[^“”，。；：]{2,24}”(?:主题|系列|专项|品牌)*(?:教育|宣传|实践|志愿服务)?(?:活动|行动)"
)
_TITLE_OWNER = re.compile("《([一-鿿]{2,18}?(?:大学(?!生)|学院|医院|学校|高等专科学校))(?=[一-鿿])")


def literals(passage: Passage) -> list[Mention]:
    """Works in 《》, years and grades; headings hold none."""
    text = passage.text
    if passage.kind is BlockKind.HEADING:
        return []
    spans = [(m, "Work", m.group(1)) for m in _WORK.finditer(text)]
    spans += [(m, "Work", m["title"]) for m in _latin_journals(text)]
    spans += [(m, "Year", m.group()) for m in _YEAR.finditer(text)]
    if entry := _ENTRY_YEAR.match(text):
        spans.append((entry, "Year", entry["year"]))
    spans += [(m, "Grade", "三级甲等" if m.group() == "三甲" else m.group()) for m in _GRADE.finditer(text)]
    return [Mention(passage.index, m.start(), m.end(), cls, name, "literal", 0.9) for m, cls, name in spans]


def _latin_journals(text: str) -> Iterator[re.Match[str]]:
    """Latin titles in the list of what somebody edits ("主办Bone Frontiers、《…》等期刊")."""
    for edited in (*_EDITED.finditer(text), *_EDITED_ONE.finditer(text)):
        for title in _LATIN_TITLE.finditer(text, edited.start("list"), edited.end("list")):
            if len(title["title"]) > 3 and "《" not in text[title.start() - 1 : title.start()]:
                yield title


def campaigns(passage: Passage) -> list[Mention]:
    """Campaigns under a motto ("“…”主题教育活动")."""
    return [
        Mention(passage.index, m.start(), m.end(), "Program", m.group(), "campaign", 0.7)
        for m in _CAMPAIGN.finditer(passage.text)
    ]


def title_owners(passage: Passage) -> list[Mention]:
    """Institutions that the title of their own document begins with ("《…学院章程》")."""
    found = []
    for match in _TITLE_OWNER.finditer(passage.text):
        name = match.group(1)
        head = heads().of(name)
        if head is not None and place_start().match(name) and len(name) - len(head[0]) >= 4:
            cls = refined_class(name, Name(match.start(1), match.end(1), head[1], head[0], generic=False))
            found.append(Mention(passage.index, match.start(1), match.end(1), cls, name, "title-owner", 0.8))
    return found
