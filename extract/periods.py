"""Periods that figures are about: stated before the figure, or inherited from sentence, paragraph, section, document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.records import Passage, Section

_YEAR = r"(?:19|20)\d{2}"
_DASH = r"\s*年?\s*(?:[-—–~～]+|至|到)\s*"
_NUMBER = r"[一二两三四五六七八九十\d]+"
_PATTERN = re.compile(
    rf"(?P<until>截[至止]到?\s*(?:{_YEAR}\s*年(?:\s*\d{{1,2}}\s*月)?(?:\s*\d{{1,2}}\s*日)?(?:年?底|末)?|目前|今|现在|"
    rf"\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日|底)?))"
    rf"|(?P<range>(?<!\d)(?:{_YEAR}){_DASH}(?:{_YEAR})\s*(?P<school>学年)?(?:年度|年)?(?:期间)?)"
    rf"|(?P<cohort>(?<!\d){_YEAR}\s*届)"
    rf"|(?P<list>(?<!\d){_YEAR}\s*年?(?:\s*[、和]\s*{_YEAR}\s*年?)*\s*、\s*{_YEAR}\s*年度?)"
    rf"|(?P<day>(?<!\d){_YEAR}\s*年\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日|底|份)?)"
    rf"|(?P<year>(?<![\d第])(?:{_YEAR})\s*年(?:度|底|末|初)?(?:(?:上|下)半年)?)"
    rf"|(?P<recent>(?:最?近|过去|前)\s*{_NUMBER}\s*个?年(?:来|间|内|以来)?|近几?年来?|连续\s*{_NUMBER}\s*年|多年来?|历年来?)"
    r"|(?P<plan>[“\"]?十[一二三四五]五[”\"]?(?:期间|以来|时期|末))"
    r"|(?P<since>(?:建校|建院|建所|建科|建国|创建|成立|建系|改革开放|办学|开办|建成)以来)"
    r"|(?P<here>本年度|本学年|今年|全年度?|一年来|本年|年度(?=共|累计|内)|年内|去年)"
)
# A year in which something began says nothing of the figures behind it.
_ORIGIN_BEFORE = re.compile(
    r"(?:始?建|创建|创立|创办|成立|建立|组建|筹建|毕业|出?生|开办|设立|更名|建成|并)于?\s*$"
)
_ORIGIN_BEHIND = re.compile(
    r"\s*(?:起|以来|建[校院]|成立|创建|开始|开办|正式|更名|改[名称为]|升格|毕业|由|经|，?被?批准)"
)
_GAINED = re.compile(r"获|评|入选|立项|完成|发布|颁|印发|参加|承办|第|列入|申报|[“《（(]")
_NOW = re.compile(r"[^，。；]{0,24}?(?:现有|现设|目前|现已|现为|截至|设有|下设|编制)")
_REPORT = re.compile(
    rf"(?:报告|年报|年鉴|总结|白皮书|统计|概况|公报|年度|情况)[^\d]{{0,12}}({_YEAR})|({_YEAR})\s*[-—至]?\s*"
    rf"(?:\d{{2,4}}\s*)?(?:学年|年度?)?[^\d]{{0,24}}(?:报告|年报|年鉴|总结|白皮书|公报)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A period stated at ``start:end``; ``label`` as the graph writes it, "" for the document's own year (本年度).

    ``usable`` is False for years in which something began; ``scope`` says whether it stands at the head of a clause,
    so that what follows is of that period too (not so in 获2013年度科技奖).
    """

    start: int
    end: int
    label: str
    usable: bool
    scope: bool


def find_periods(text: str) -> list[Period]:
    """The periods that ``text`` states, from left to right.

    >>> [p.label for p in find_periods("2023年，近五年来，2021-2022学年，截至2023年底，2023届")]
    ['2023', '近五年', '2021-2022学年', '截至2023年底', '2023届']
    """
    return [_period(text, match) for match in _PATTERN.finditer(text)]


def _period(text: str, match: re.Match[str]) -> Period:
    kind, words = match.lastgroup or "", re.sub(r"\s", "", match[0])
    if kind == "school" or match["range"]:
        years = re.findall(r"\d{4}", words)
        label = "-".join(years) + (match["school"] or "")
    elif kind in {"year", "list"}:
        label = "、".join(re.findall(r"\d{4}", words)) + ("年底" if words.endswith(("底", "末")) else "")
    elif kind == "here":
        label = "去年" if words == "去年" else ""
    elif kind == "recent":
        label = re.sub(r"^最近", "近", re.sub(r"(?<=\S年)(?:以来|来|间|内)$", "", words))
        label = "近年来" if label in {"近年", "近几年"} else "多年来" if label == "多年" else label
    else:
        label = (
            words.replace("截止", "截至")
            .replace("截至到", "截至")
            .strip('“"')
            .replace("”", "")
            .replace('"', "")
        )
    began = kind in {"year", "day", "list"} and bool(
        _ORIGIN_BEFORE.search(text[: match.start()]) or _ORIGIN_BEHIND.match(text, match.end())
    )
    clause = re.split(r"[，。；;,:：]", text[: match.start()])[-1]
    scope = len(clause) <= 14 and not _GAINED.search(clause)
    return Period(match.start(), match.end(), label, not began, scope)


class PeriodContext:
    """What period a figure inherits while the passages of a document go by in order."""

    def __init__(self, passages: Sequence[Passage], sections: Sequence[Section]) -> None:
        """Read the document's own year off its title, and the sections' off theirs."""
        self._sections = {section.index: section for section in sections}
        self._document = _document_year(passages, sections)
        self._by_section: dict[int, str] = {}
        self._place: tuple[int, int] | None = None
        self._carried = ""
        self._periods: list[Period] = []
        self._plain = False

    def enter(self, passage: Passage) -> list[Period]:
        """Go on to the next passage; its own stated periods are returned."""
        place = (passage.section, passage.paragraph)
        if place != self._place:
            self._place, self._carried = place, ""
        self._periods = find_periods(passage.text)
        usable = [period for period in self._periods if period.usable]
        lead = usable[0] if usable and usable[0].start <= 1 else None
        if lead is not None and re.fullmatch(r"\d{4}年\d.*", lead.label):
            lead = None
        if lead is not None:
            self._carried = lead.label or self._document
        self._plain = lead is None and bool(_NOW.match(passage.text))
        return self._periods

    def of(self, start: int, position: int, until: int) -> str:
        """The period of a figure whose number begins at ``position`` and whose wording covers ``start:until``."""
        own = [period for period in self._periods if start <= period.start < until and period.usable]
        if own and own[-1].label:
            return own[-1].label
        before = [
            period for period in self._periods if period.end <= position and period.usable and period.scope
        ]
        if before and before[-1].label:
            return before[-1].label
        if self._carried and not self._plain:
            return self._carried
        return self._of_section(self._place[0] if self._place else 0)

    def _of_section(self, index: int) -> str:
        if index not in self._by_section:
            section = self._sections.get(index)
            stated = (
                [p for p in find_periods(section.title) if p.usable]
                if section and section.parent is not None
                else []
            )
            if stated:
                self._by_section[index] = stated[0].label or self._document
            elif section is None or section.parent is None:
                self._by_section[index] = self._document
            else:
                self._by_section[index] = self._of_section(section.parent)
        return self._by_section[index]


def _document_year(passages: Sequence[Passage], sections: Sequence[Section]) -> str:
    """The year of an annual report, read off its title or its first lines; "" for any other document."""
    titles = [section.title for section in sections if section.parent is None]
    titles += [passage.text for passage in passages[:6] if len(passage.text) <= 60]
    titles += [section.title for section in sections if section.level == 1][:2]
    for title in titles:
        match = _REPORT.search(title)
        if match:
            return match[1] or match[2]
    return ""
