"""Lists under a heading that says what they are: directions of research, courses taught."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.discourse import Discourse
from extract.lexicon import boundary, one_of
from extract.name_claims import span_support
from extract.records import BlockKind, Claim, Passage, Section
from ontology.terms import allows

_DIRECTIONS = re.compile("(?:研究|学术|科研|专业)(?:方向|领域|兴趣|内容)$")
_COURSES = re.compile("(?:讲授|主讲|教授|承担|所授|任教|开设)(?:的)?(?:主要)?课程$")
_NUMBER = re.compile("(?:[（(\\[]?[0-9一二三四五六七八九十]{1,2}[)）\\].、．]|[①-⑳]|[·•●○◆▪-])\\s*")
_LABEL = re.compile("^(?:本科生?|研究生|硕士生?|博士生?|来华留学生|留学生|专科|必修|选修)(?:课程?)?[：:]")
_ITEM = re.compile("[^；;。]+")
_COURSE = re.compile("[^；;。、，]+")
_ASIDE = re.compile("(?<=[一-鿿A-Za-z0-9])（[^（）]*）")
_NO_ITEM = re.compile(
    "[，：《》]|[0-9]+[余多]?[项篇人名位个]|了$|^等|欢迎|招收|以下|如下|主要|开展|围绕|目前|我们|本(?:课题|团队|实验)"
)
_SHORTEST, _LONGEST = 3, 32
_BODY = (BlockKind.PROSE, BlockKind.LIST, BlockKind.FIELD)


def section_lists(
    passages: Sequence[Passage], sections: Sequence[Section], discourse: Discourse
) -> Iterator[Claim]:
    """The fields and courses that the lists under such headings name, of the person or the unit spoken of."""
    ended: set[int] = set()
    for passage in passages:
        title = sections[passage.section].title.strip("■◆●【】 ：:")
        fields, courses = _DIRECTIONS.search(title), _COURSES.search(title)
        if not passage.section or not (fields or courses) or passage.kind is BlockKind.HEADING:
            continue
        found: list[Claim] = []
        if passage.kind in _BODY and passage.section not in ended:
            kind = (_ITEM, "expertIn", "Discipline") if fields else (_COURSE, "teaches", "Course")
            found = list(_claims(passage, discourse, *kind))
        if not found:
            ended.add(passage.section)
        yield from found


def _claims(
    passage: Passage, discourse: Discourse, item: re.Pattern[str], prop: str, cls: str
) -> Iterator[Claim]:
    focus = discourse.focus(passage.index, 0)
    owner = focus.person if focus.person is not None else discourse.topics[passage.section]
    if owner is None or not allows(prop, discourse.table.cls(owner), cls):
        return
    masked = _ASIDE.sub(lambda m: "　" * len(m.group()), passage.text)
    items = [m.span() for m in item.finditer(masked)]
    spans = [span for s, e in items for span in _named(masked, s, e)]
    if len(spans) < len(items) or re.match("[■◆【]", masked):
        return
    for start, end in spans:
        entity = discourse.table.add(cls, passage.text[start:end], (), 1)
        yield Claim(owner, prop, entity, span_support(passage, start, end, "listed-in-section", 0.75))


def _named(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span of an item without its number, its label and what brackets add; nothing where it is a sentence."""
    while start < end and (lead := _NUMBER.match(text, start, end) or _LABEL.match(text[start:end])):
        start += lead.end() - (start if lead.re is _NUMBER else 0)
    end = text.find("　", start, end) if "　" in text[start:end] else end
    name = text[start:end].strip()
    verb = re.match(one_of([v for v in boundary("verbs") if len(v) > 1]), name)
    if _SHORTEST <= len(name) <= _LONGEST and not _NO_ITEM.search(name) and verb is None:
        yield start, end
