"""Who takes part in the meeting that a piece of news is about: those who open it, speak, preside, attend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.discourse import Discourse
from extract.name_claims import span_support
from extract.records import Claim, Passage
from extract.scenes import Scenes

_ACTS = re.compile(
    "主持(?:了)?(?=[，。；、]|$|会议|大会|仪式|开幕|闭幕|论坛|座谈|活动|签约|研讨|环节|本次|此次)|致(?:欢迎|开幕|闭幕|贺|答谢|开)?[辞词]|"
    "(?:作|做)(?:了|出)?[^，。；]{0,40}?(?:报告|讲座|演讲|发言|总结|点评|分享|致辞|讲话|介绍|交流)|发表(?:了)?[^，。；]{0,12}(?:讲话|演讲|致辞)|"
    "(?:莅临|出席|参加|应邀参会|参会|与会|列席)|(?:讲授|授课|主讲|宣读|点评|揭牌|颁奖|颁发|授牌|讲解)|"
    "分享(?:了)?|(?:担任|任)[^，。；]{0,10}(?:主持|点评|主席|评委|裁判|嘉宾|带教|教练|领队|讲者)|讲话|发言|(?<=：)(?=《)"
)
_ELSEWHERE = re.compile(
    "曾|历任|毕业|生于|(?:19|20)[0-9]{2}年[^，。；]{0,12}(?:担任|当选|任|获)|拟|将(?:于|在)|委托|介绍了?[^，。；]*与会"
)


def attendance(passages: Sequence[Passage], discourse: Discourse) -> Iterator[Claim]:
    """The persons who act at the meeting that a document tells of, or at another event that it tells of, take part in it."""
    scenes = Scenes(passages, discourse)
    if scenes.meeting is None:
        return
    for passage in passages[scenes.meeting.passage :]:
        people = [r for r in discourse.references[passage.index] if r.cls == "Person"]
        for start, end in _acted(passage.text) if people else ():
            events = scenes.at(passage, end)
            for r in people:
                if start <= r.start < end:
                    support = span_support(passage, r.start, r.end, "acts-at-meeting", 0.72)
                    for event in events:
                        yield Claim(r.entity, "participatesIn", event, support)


def _acted(text: str) -> Iterator[tuple[int, int]]:
    """Spans of a sentence that end in what its people did at a meeting."""
    start = 0
    for part in re.finditer("[^；]*(?:；|$)", text):
        start = part.start()
        for act in _ACTS.finditer(text, part.start(), part.end()):
            if not _ELSEWHERE.search(text, start, act.end()):
                yield start, act.start()
            start = act.end()
