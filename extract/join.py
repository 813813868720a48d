"""One entity for all names of one thing in a document: full names, short forms, second names in brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.classes import INSTITUTIONS, LITERAL_CLASSES
from extract.discourse import MAJOR
from extract.entities import EntityTable
from extract.known import KNOWN
from extract.lexicon import place_start
from extract.name_forms import can_be_alias
from extract.records import Mention, Passage
from extract.short_forms import ShortForms, first_half

LISTED = "lexicon"
"""The rule of mentions that a user's lexicon found."""
_DECLARED = re.compile(
    '^（(?:以下)?(?:简称|下称|又称|又名|原名|原|现为|即)?[：:]?[“"]?([^（）“”"，。；]{2,24}|[A-Za-z][A-Za-z .,&\'’-]{2,90})[”"]?）'
)
_FORMER = re.compile(
    "(?:原|始称|初名|原名|改称|改名为?|更名为|时称|曾用名|定名为|建制为|(?:前身|追溯[到至]|起源于|发端于|脱胎于)[^，。；]{0,18})$"
)
_MERGING = re.compile("由(?:原)?[^，。；]{0,50}$")
_MERGED = re.compile("[^，。；]{0,50}(?:合并|合校|升格|改制|转制|改建而)")
_MERGING_INTO = re.compile(
    "(?:[和与及、][^，。；]{2,20}){0,4}(?:[0-9年月于]{0,8})(?:正式)?(?:合并|合校)(?:组建|成立|组成|为|而成|升格)"
)
_BESIDE = re.compile("((?:、[^，。；：、（）]{4,24})*)）")
_BARE_DEGREE = re.compile("^(?:本|首批|硕士|博士|学术|专业|一级|二级|学位|学科|学校)")
_EARLY_PASSAGES = 4
_LISTED_WEIGHT = 10


@dataclass(frozen=True, slots=True)
class Joined:
    """The entity of every named mention by passage, start and end, and what tells how much a document is about it.

    ``weights`` counts the mentions of each entity, early ones more and former names not at all; ``first`` is where it is
    first named; ``programme`` the degree programme that a report is about.
    """

    passages: Sequence[Passage]
    mentions: Sequence[Sequence[Mention]]
    table: EntityTable
    entity: dict[tuple[int, int, int], int] = field(default_factory=dict)
    weights: Counter[int] = field(default_factory=Counter)
    first: dict[int, tuple[int, int]] = field(default_factory=dict)
    programme: int | None = None

    def of(self, mention: Mention) -> int | None:
        """The entity of a mention, none for titles, years and the like."""
        return self.entity.get((mention.passage, mention.start, mention.end))


def join_names(
    passages: Sequence[Passage], mentions: Sequence[Sequence[Mention]], table: EntityTable
) -> Joined:
    """Adds every name to the table, the longest first, so that short forms find the full ones."""
    joiner = _Joiner(Joined(passages, mentions, table))
    named = [m for row in mentions for m in row if m.cls not in LITERAL_CLASSES]
    joiner.join(named)
    for passage in passages:
        joiner.declared(passage)
    return replace(joiner.joined, programme=_programme(joiner.joined, named))


def _programme(joined: Joined, named: Sequence[Mention]) -> int | None:
    """The degree programme that is named first, with its field if the text ever names it."""
    degree_points = [m for m in named if m.cls == "Program" and m.name.endswith(("授权点", "学位点"))]
    if not degree_points:
        return None
    return joined.of(
        min(degree_points, key=lambda m: (_BARE_DEGREE.match(m.name) is not None, m.passage, m.start))
    )


class _Joiner:
    """Ties names to entities; ``forms`` holds those of well-known names, ``twins`` what a bracket calls by another name."""

    def __init__(self, joined: Joined) -> None:
        self.joined = joined
        self.passages, self.mentions, self.table = joined.passages, joined.mentions, joined.table
        self.short_forms = ShortForms(joined.table)
        self.forms: dict[str, int] = {}
        self.twins: dict[tuple[int, int, int], Mention] = {}

    def join(self, named: Sequence[Mention]) -> None:
        """Ties all mentions, the longest names first."""
        home = _home(named)
        topic_name = self._first_major(named)
        people = {m.name for m in named if m.cls == "Person"}
        self.twins = _twins(self.passages, self.mentions)
        for m in sorted(named, key=lambda m: (-len(first_half(m)), m.passage, m.start)):
            if m.cls == "Person" and self._cut_person(m, people):
                continue
            if m.cls == "GovernmentBody" and home.get(m.name[0]):
                m = replace(m, name=home[m.name[0]] + m.name[1:], aliases=(m.name, *m.aliases))  # noqa: PLW2901 - in full
            entity = self._entity(m, topic_name)
            self.joined.entity[m.passage, m.start, m.end] = entity
            counts = 3 if m.passage == 0 else 2 if m.passage < _EARLY_PASSAGES else 1
            passed_by = _is_former(self.passages, m) or self._in_title(m) or self._is_inner(m)
            self.joined.weights[entity] += 0 if passed_by else counts
            self.joined.first[entity] = min(
                self.joined.first.get(entity, (m.passage, m.start)), (m.passage, m.start)
            )

    def _is_inner(self, m: Mention) -> bool:
        """Whether the name only begins that of another major institution ("甲大学" in "甲大学附属医院")."""
        return any(
            o.start <= m.start and m.end <= o.end and (o.start, o.end) != (m.start, m.end)
            for o in self.mentions[m.passage]
            if o.cls in MAJOR[:4]
        )

    def _entity(self, m: Mention, topic_name: str) -> int:
        """The entity of a name: that of the same well-known name, of the name that it is a form of, or a new one."""
        known = m.rule.removeprefix(KNOWN) if m.rule.startswith(KNOWN) else ""
        entity = self.forms[known] if known in self.forms else self._second_name(m)
        entity = self.short_forms.of(m, topic_name) if entity is None else entity
        if entity is None:
            known_before = len(self.table)
            entity = self.table.add(
                m.cls, m.name, m.aliases, _LISTED_WEIGHT if m.rule == LISTED else m.confidence
            )
            if len(self.table) > known_before:
                self.short_forms.add(entity, m.name)
        if known:
            self.forms[known] = entity
            for alias in (m.name, *m.aliases):
                self.table.alias(entity, alias)
        return entity

    def _second_name(self, m: Mention) -> int | None:
        """The entity that the text names twice, once in brackets ("东湖医院（甲大学附属乙医院）"), the first time it is met."""
        partner = self.twins.get((m.passage, m.start, m.end))
        entity = None if partner is None else self.joined.of(partner)
        if partner is None or entity is None:
            return None
        exact = self.table.find("institution", m.name)
        if exact is not None and exact != entity:
            self._merge(entity, exact)
            return exact
        if partner.start > m.start and self.table.name(entity) == partner.name:
            self.table.rename(entity, m.name)
        self.table.alias(entity, m.name)
        return entity

    def _merge(self, old: int, new: int) -> None:
        """Lets all that was tied to ``old`` be tied to ``new``: two names turned out to be one institution's."""
        joined = self.joined
        self.table.merge(old, new)
        for place, entity in joined.entity.items():
            if entity == old:
                joined.entity[place] = new
        joined.weights[new] += joined.weights.pop(old, 0)
        joined.first[new] = min(joined.first[new], joined.first.pop(old, joined.first[new]))
        self.short_forms.drop(old)

    def _in_title(self, m: Mention) -> bool:
        """Whether the name only says which title somebody holds ("中国科学院院士")."""
        return any(
            t.cls == "Title" and t.start <= m.start and m.end <= t.end for t in self.mentions[m.passage]
        )

    def _cut_person(self, m: Mention, people: set[str]) -> bool:
        """Whether the tagger cut a known name short ("林一" of 林一舟)."""
        following = self.passages[m.passage].text[m.end : m.end + 1]
        return len(m.name) == 2 and following != "" and m.name + following in people

    def declared(self, passage: Passage) -> None:
        """Names in brackets behind a name: "（以下简称…）", abbreviations, second names."""
        for m in self.mentions[passage.index]:
            if m.cls in LITERAL_CLASSES or m.cls not in INSTITUTIONS:
                continue
            match = _DECLARED.match(passage.text[m.end : m.end + 110])
            explicit = match is not None and match.group().startswith(("（简称", "（以下", "（下称", "（又"))
            if match and can_be_alias(match.group(1), explicit=explicit):
                entity = self.joined.entity[m.passage, m.start, m.end]
                short = self.table.find("institution", match.group(1)) if explicit else None
                if short not in (None, entity) and self.joined.first.get(short, (0, 0)) > (
                    m.passage,
                    m.start,
                ):
                    self._merge(short, entity)
                self.table.alias(entity, match.group(1))

    def _first_major(self, named: Sequence[Mention]) -> str:
        """The name of the institution that the document seems to be about: that of most mentions, early ones counting more."""
        counts: Counter[str] = Counter()
        for m in named:
            if m.cls in MAJOR[:5] and not m.rule.startswith(KNOWN) and not _is_former(self.passages, m):
                counts[m.name] += 3 if m.passage < 3 else 1
        return max(counts, key=lambda n: (counts[n], len(n)), default="")


def _is_former(passages: Sequence[Passage], m: Mention) -> bool:
    """Whether the text names the mention as what an institution grew out of ("由A、B合并", "前身是…创办的A")."""
    text = passages[m.passage].text
    before, after = text[max(0, m.start - 60) : m.start], text[m.end : m.end + 60]
    if _FORMER.search(before[-24:]) or _MERGING_INTO.match(after):
        return True
    return _MERGING.search(before) is not None and _MERGED.match(after) is not None


def _home(named: Sequence[Mention]) -> dict[str, str]:
    """The province and the city that the document's names mention most, by their last letter ("市" → "天津市")."""
    counts: dict[str, Counter[str]] = {}
    for m in named:
        place = place_start().match(m.name)
        if place and place.group()[-1] in "省市" and len(place.group()) > 2:
            counts.setdefault(place.group()[-1], Counter())[place.group()] += 1
    return {last: max(c, key=lambda p: (c[p], p)) for last, c in counts.items()}


def _twins(
    passages: Sequence[Passage], mentions: Sequence[Sequence[Mention]]
) -> dict[tuple[int, int, int], Mention]:
    """For a name and another of its class in brackets right behind it: each one's other, by passage, start and end."""
    twins: dict[tuple[int, int, int], Mention] = {}
    for passage, row in zip(passages, mentions, strict=True):
        ends = {m.end: m for m in reversed(row) if m.cls in INSTITUTIONS}
        for m in row:
            outer = ends.get(m.start - 1)
            if outer is None or outer.cls != m.cls or passage.text[m.start - 1] != "（":
                continue
            others = _BESIDE.match(passage.text, m.end)
            if others is not None and all(
                o in {n.name for n in row} for o in others.group(1).split("、")[1:]
            ):
                twins[m.passage, m.start, m.end] = outer
                twins[outer.passage, outer.start, outer.end] = m
    return twins
