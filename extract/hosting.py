"""Who holds a meeting: the institutions before each 主办, 承办, 协办 … of a sentence, and the events that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.bare_nouns import is_event
from extract.classes import INSTITUTIONS
from extract.discourse import Discourse, Reference
from extract.name_claims import span_support
from extract.records import Claim, Passage
from ontology.terms import allows

_HOLD = re.compile("(?:主办|承办|协办|联办|合办|举办|举行|召开|发起|组织|支持)(?!单位|方[：:为]|机构|者)")
# Verbs that hold an event only among others that do ("由甲主办、乙支持"): alone they say many other things.
_WEAK = re.compile("举行|召开|发起|组织|支持")
_BEFORE_VERB = re.compile("(?:（[^（）]{1,20}）)?(?:等[^，。；、]{0,12})?[^，。；、的由]*")
_JOINT = re.compile(
    "(?:（[^（）]{1,20}）)?(?:、|和|与|及|暨|以及|联合|携手|会同|联手|同)(?:[^，。；、]{2,16}、)*"
)
_NEXT = re.compile("(?:[，、；]|并|和|及|同时)*(?:由)?")
_RELATIVE = re.compile("(?:的)，?[^，。；]{0,40}?$|(?:了|过)?[^，。；、的]{0,10}$")
_UNIT_LINE = re.compile(
    "(?:主办|承办|协办|联办|联合主办|共同主办|执行承办)(?:单位|方|机构)?(?:[：:]|为|是|有|：)"
)
_JOINED = re.compile("(?:联合|携手|会同|联手|与|同)$")
_DATED = re.compile("(?:19|20)[0-9]{2}[.．/-][0-9]{1,2}[^0-9]|(?:19|20)[0-9]{2}年?(?:[0-9]{1,2}月)?[ ：:]")
_TOOK_PLACE = re.compile("(?:”|（[^）]{1,20}）)?(?:[^，。；将拟]{0,14})?(?:举办|举行|召开|开幕|开赛|启动)")
_TIMES = re.compile(
    "(?:”|（[^）]{1,20}）)?(?:[已先后连续成功累计共]|至今)*(?:举办|召开|举行)(?:至第|了|过)?[0-9一二三四五六七八九十]+[届次期场]"
)
_FUTURE = re.compile("(?:拟|计划|申请|力争|未|将)[^，。；]{0,6}$")
_BY = re.compile("由(?:[^，。；]{2,16}、)*$")
_IS_BY = re.compile("(?:是|为|系)由$")
_PAUSE = re.compile("[，。；、）]|并|$")
_LINKED = re.compile("(?:”|（[^（）]{1,24}）)?(?:、|和|与|及|暨|以及|—+|，)?(?:“)?")
_TOLD = re.compile("[^。；！？]{0,60}$")


@dataclass(frozen=True, slots=True)
class _Group:
    """The institutions before one verb of holding: passage offsets from the first of them to behind the verb."""

    hosts: tuple[Reference, ...]
    start: int
    end: int
    weak: bool


def hosts(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Claim]:
    """Those who hold the events of a document, whether the event is named behind them, before them or a sentence before."""
    told: Reference | None = None
    for passage in passages:
        row = discourse.references[passage.index]
        events = [r for r in row if is_event(r.cls, discourse.table.name(r.entity))]
        chains = list(_chains(passage.text, row))
        for chain in chains:
            for event in _held(passage.text, chain, events, told):
                yield from _claims(passage, [*chain, *_with(passage, chain[0], discourse)], event, discourse)
        if not chains:
            yield from _held_by_topic(passage, events, discourse)
        for org in _listed(passage.text, row):
            listed_for = _last_before(events, org.start) or told
            if listed_for is not None:
                group = _Group((org,), org.start, org.end, weak=False)
                yield from _claims(passage, [group], listed_for, discourse)
        told = events[-1] if events else told


def _claims(
    passage: Passage, chain: Sequence[_Group], event: Reference, discourse: Discourse
) -> Iterator[Claim]:
    table = discourse.table
    for group in chain:
        for host in group.hosts:
            if host.entity != event.entity and allows(
                "organizes", table.cls(host.entity), table.cls(event.entity)
            ):
                support = span_support(passage, group.start, group.end, "held-by", 0.85)
                yield Claim(host.entity, "organizes", event.entity, support)


def _with(passage: Passage, group: _Group, discourse: Discourse) -> list[_Group]:
    """The institution spoken of, where the sentence only names with whom it holds an event ("联合甲举办…")."""
    if _JOINED.search(passage.text, 0, group.start) is None:
        return []
    focus = discourse.focus(passage.index, group.start).organization
    if focus is None or any(r.entity == focus for r in group.hosts):
        return []
    own = Reference(passage.index, group.start, group.end, discourse.table.cls(focus), focus, generic=True)
    return [_Group((own,), group.start, group.end, group.weak)]


def _held_by_topic(passage: Passage, events: Sequence[Reference], discourse: Discourse) -> Iterator[Claim]:
    """In a chronicle, and where it is counted how often an event was held, its host is whom the section is about."""
    topic = discourse.topics[passage.section]
    if topic is None:
        return
    dated = _DATED.match(passage.text) is not None
    for event in events:
        if (dated and _TOOK_PLACE.match(passage.text, event.end)) or _TIMES.match(passage.text, event.end):
            own = Reference(
                passage.index, event.start, event.end, discourse.table.cls(topic), topic, generic=True
            )
            yield from _claims(
                passage, [_Group((own,), event.start, event.end, weak=False)], event, discourse
            )


def _chains(text: str, row: Sequence[Reference]) -> Iterator[list[_Group]]:
    """Groups that follow each other with nothing but a pause between ("甲主办，乙、丙承办")."""
    chain: list[_Group] = []
    for verb in _HOLD.finditer(text):
        group = _group(text, row, verb)
        if group is None:
            continue
        if chain and not _NEXT.fullmatch(text, chain[-1].end, group.start):
            yield chain
            chain = []
        chain.append(group)
    if chain:
        yield chain


def _group(text: str, row: Sequence[Reference], verb: re.Match[str]) -> _Group | None:
    """The coordinated institutions right before a verb of holding."""
    found: list[Reference] = []
    end = verb.start()
    for r in reversed([r for r in row if r.end <= verb.start()]):
        between = (_JOINT if found else _BEFORE_VERB).fullmatch(text, r.end, end)
        if between is None or r.cls not in INSTITUTIONS:
            break
        found.insert(0, r)
        end = r.start
    if not found or _FUTURE.search(text, 0, end):
        return None
    return _Group(tuple(found), end, verb.end(), _WEAK.match(verb.group()) is not None)


def _held(
    text: str, chain: Sequence[_Group], events: Sequence[Reference], told: Reference | None
) -> list[Reference]:
    """The events of a chain: what is named behind it ("甲主办的…"), before it, or in the sentence before."""
    start, end = chain[0].start, chain[-1].end
    sure = not all(group.weak for group in chain) or _BY.search(text, 0, start) is not None
    behind = next((r for r in events if r.start >= end), None)
    if behind is not None and _RELATIVE.fullmatch(text[end : behind.start]):
        return _together(text, events, behind) if sure else []
    before = _last_before(events, start)
    defined = text.startswith("的", end) and _IS_BY.search(text, 0, start) is not None
    if not sure or not (defined or _PAUSE.match(text, end)):
        return []
    if before is not None and _TOLD.fullmatch(text, before.end, start):
        return _together(text, events, before)
    return [told] if told is not None and _BY.search(text, 0, start) else []


def _last_before(events: Sequence[Reference], position: int) -> Reference | None:
    return next((r for r in reversed(events) if r.end <= position), None)


def _together(text: str, events: Sequence[Reference], one: Reference) -> list[Reference]:
    """The events that are named with one, before and behind it."""
    at = events.index(one)
    first, last = at, at
    while first and _LINKED.fullmatch(text, events[first - 1].end, events[first].start):
        first -= 1
    while last + 1 < len(events) and _LINKED.fullmatch(text, events[last].end, events[last + 1].start):
        last += 1
    return list(events[first : last + 1])


def _listed(text: str, row: Sequence[Reference]) -> Iterator[Reference]:
    """The institutions behind "主办单位：" and the like."""
    for label in _UNIT_LINE.finditer(text):
        end = label.end()
        for r in (r for r in row if r.start >= label.end() and r.cls in INSTITUTIONS):
            if not (r.start == end or _JOINT.fullmatch(text, end, r.start)):
                break
            yield r
            end = r.end
