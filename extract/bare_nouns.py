"""Bare nouns and pronouns that stand for what the text speaks of ("我校", "该院", "本次大赛")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.discourse import MAJOR, Reference
from extract.join import Joined
from extract.lexicon import heads, one_of, word_list

_FREE_BEFORE = re.compile(
    "(?:^|[，。；：、（）“”！？]|年|月|日|前|来|间|初|底|是|由|与|和|及|在|对|为|使|经|以|从|向|据|将|把|被|让|目前|我们|随着|作为|通过|支持|成为|助力|带领|推动|提升|促进|增强|提高|扩大|展现|依托|挂靠|设在|落户|携手|联合|围绕|结合|参观|代表|邀请|来|于|后|中|并|，)$"
)
_FREE_AFTER = re.compile(
    "^(?:[，。；：的、！？]|始|创|现|拥|设|有|建|是|位|坐|占|以|在|于|还|已|先|获|荣|被|入|成|不|积|坚|秉|重|大|高|与|和|将|由|对|承|开|举|主|参|加|深|全|共|为|每|年|总|近|编|累|本|目|同|也|均|率|自|从|通|把|着|一|多|曾|新|立|围|按|根|推|实|隶|直|历|前|致|连|先后|[0-9]|面|服|引|派|组|牵|联|依|招|毕|党|领|团|特|综|医|床|下|上|内|外|发|各)"
)
_EVENT_BEFORE = re.compile("(?:^|[，。；：、了]|参加|出席|参与|承办)$")
_EVENT_AFTER = re.compile("[，。；由在于以共设分吸为]|并|得到|得|是")
_EVENT_KINDS = {
    "(?:赛|赛事)$": "赛|杯",
    "(?:会|坛|会议)$": "会|坛",
    "(?:仪式|典礼)$": "仪式|典礼",
    "活动$": "活动|赛|会|仪式|典礼|节|周",
    "班$": "班",
}
_KIND_OF_EVENT = re.compile("(?:赛|论坛|会|节|周|活动|仪式|班|行动|宣讲|杯|坛|沙龙|营|讲座)$")
# What an event is called for short: the last words of its name ("上午的学术年会").
_SHORT_EVENT = re.compile("(?:会议|大会|年会|论坛|峰会|研讨会|大赛|竞赛|比赛|决赛|仪式|典礼|活动|班)")
_LONGEST_SHORT, _SHORTEST_SHORT = 10, 4
_FREE_EVENT = re.compile("(?:^|[^一-鿿]|[的了在上午日晚后办行开加席场届次该本是为由])$")
# "校" and "院" stand for the house before the offices of its leaders.
_OF_HOUSE = re.compile("(?:党委|纪委)(?:常务)?副?(?:书记|常委|委员)|党政领导|领导班子")
_FEW = 2
_BY_JOINING = re.compile("通过(?:参加|参与)$")


def bare_nouns(text: str) -> Iterator[re.Match[str]]:
    """The bare nouns of a passage that are noun phrases of their own."""
    return (match for match in _generic_pattern().finditer(text) if _stands_alone(text, match))


def spoken_classes(text: str) -> Iterator[str]:
    """The classes that the bare nouns of a passage can mean, once for each noun."""
    for match in bare_nouns(text):
        yield from sorted(_generic_classes()[match.group()])


def meant(
    word: str, near: Sequence[Reference], spoken: Sequence[int | None], events: Sequence[int], joined: Joined
) -> int | None:
    """What a bare noun stands for: the nearest of a fitting class, in the sentence, the focus, the topics.

    Args:
        word: the noun.
        near: the named references before it in its passage.
        spoken: the institutions spoken of, the nearest first.
        events: the events named so far.
        joined: the named entities of the document.
    """
    classes, table = _generic_classes()[word], joined.table
    if classes == {"Program"}:
        return joined.programme
    if classes == {"Event"}:
        named = [r.entity for r in near if is_event(r.cls, table.name(r.entity))]
        return next((e for e in reversed([*events, *named]) if _same_kind(word, table.name(e))), None)
    in_sentence = [r.entity for r in reversed(near) if r.cls in classes] if word[0] in "该其" else []
    # "我校" is whom the text is about, whoever was spoken of last.
    nearest = [*spoken[1:], *spoken[:1]] if word[0] in "我本" else spoken
    for entity in [*in_sentence, *nearest]:
        if entity is not None and table.cls(entity) in classes and _called(joined, entity, word):
            return entity
    fitting = [e for e, weight in joined.weights.items() if weight and table.cls(e) in classes & set(MAJOR)]
    fitting = [e for e in fitting if table.name(e).endswith(word)] or fitting
    best = max(fitting, key=lambda e: (joined.weights[e], -e), default=None)
    return best if best is not None and len(fitting) <= _FEW else None


def is_bare(word: str) -> bool:
    """Whether a word refers to what was named before without any of its name ("会议")."""
    return word in _generic_classes()


def is_event(cls: str, name: str) -> bool:
    """Whether a name is that of something held: an event, or a class or campaign that counts as a programme."""
    return cls == "Event" or (cls == "Program" and _KIND_OF_EVENT.search(name) is not None)


def short_events(text: str, events: Sequence[int], joined: Joined) -> Iterator[tuple[int, int, int]]:
    """Spans of a passage that end like the name of an event named before, the latest such event."""
    names = {e: joined.table.name(e).replace("”", "").replace("“", "") for e in events}
    for head in _SHORT_EVENT.finditer(text):
        for start in range(max(0, head.end() - _LONGEST_SHORT), head.end() - _SHORTEST_SHORT + 1):
            short = text[start : head.end()]
            event = next(
                (e for e in reversed(events) if names[e].endswith(short) and names[e] != short), None
            )
            if event is not None and _FREE_EVENT.search(text[:start]):
                yield start, head.end(), event
                break


def _called(joined: Joined, entity: int, word: str) -> bool:
    """Whether "该院" can mean the entity: no institute in 所 is a 院, none in 院 a 所."""
    return (
        joined.table.cls(entity) != "ResearchInstitute"
        or word[-1] not in "院所"
        or joined.table.name(entity).endswith(word[-1])
    )


@cache
def _generic_classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for cls, words in word_list("references")["generic"].items():
        for word in words:
            classes.setdefault(word, set()).add(cls)
    return {word: frozenset(found) for word, found in classes.items()}


@cache
def _generic_pattern() -> re.Pattern[str]:
    return re.compile(one_of(list(_generic_classes())))


def _same_kind(word: str, name: str) -> bool:
    """Whether an event of this name can be called so: a contest a 比赛, a congress a 会议.

    >>> _same_kind("本次大赛", "云岭杯技能竞赛"), _same_kind("会议", "云岭杯技能竞赛")
    (True, False)
    """
    return any(re.search(ending, word) and re.search(kind, name) for ending, kind in _EVENT_KINDS.items())


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a bare noun is a noun phrase of its own, not a part of another word ("大学医院", "医院管理")."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 3]
    word = match.group()
    if len(word) == 1:
        return _OF_HOUSE.match(text, match.end()) is not None and (not before or before[-1] in "，；：、由")
    if word in word_list("references")["generic"]["Event"]:
        if _BY_JOINING.search(text[: match.start()]):
            return False
        return bool(
            (word[0] in "本此" or _EVENT_BEFORE.search(before)) and (not after or _EVENT_AFTER.match(after))
        )
    marked = word[0] in "我本该全"
    return bool(
        (marked or _FREE_BEFORE.search(before))
        and (not after or marked or _FREE_AFTER.match(after))
        and (marked or heads().of(word + after[:2]) in (None, heads().of(word)))
    )
