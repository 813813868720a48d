"""Which event a sentence of news tells of: the one held in it, else the meeting that the document reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.bare_nouns import is_bare, is_event
from extract.discourse import Discourse, Reference
from extract.records import Passage

_EARLY = 4
"""The meeting that the news is about is named in the title or in one of the first sentences."""
_MEETING = re.compile("(?:会|会议|论坛|峰会|仪式|典礼|年会|班|周|庆典|活动)$")
# What shows that an event is told of, not only mentioned.
_OPENS = re.compile(
    "(?:”)?(?:[^，。；]{0,6}?)(?:上|中|期间|现场|开[始幕场赛]|打响|举行|召开|启动|拉开|进行|落幕|闭幕|同期)"
)
_HELD = re.compile(
    "(?:举行|举办|召开|开展|进行|组织|出席|参加|参与|莅临|见证|启动|主持)(?:了|过)?(?:[^，。；、]{0,8})?(?:“)?$"
)


class Scenes:
    """The events of a document, passage by passage.

    ``meeting`` is the first meeting that the title or the first sentences name, None if they name none.
    """

    def __init__(self, passages: Sequence[Passage], discourse: Discourse) -> None:
        self.discourse = discourse
        self.meeting = self._meeting(passages)
        self._joint = self._named_as_one(passages)
        self._carried = self._carry(passages)

    def at(self, passage: Passage, position: int) -> tuple[int, ...]:
        """The events that the words before an offset of a passage are about, those held as one together."""
        told = [r for r in self._events(passage) if r.end <= position]
        if told:
            here = told[-1].generic or self._is_told(passage, told[-1])
            alone = len(told) == 1 and not is_bare(passage.text[told[-1].start : told[-1].end])
            return (told[-1].entity,) * here if alone else self._with_joint(told[-1].entity) * here
        carried = self._carried[passage.index]
        return () if carried is None else self._with_joint(carried)

    def _events(self, passage: Passage) -> list[Reference]:
        name = self.discourse.table.name
        return [r for r in self.discourse.references[passage.index] if is_event(r.cls, name(r.entity))]

    def _is_told(self, passage: Passage, event: Reference) -> bool:
        if self.meeting is not None and event.entity in self._with_joint(self.meeting.entity):
            return True
        return (
            _OPENS.match(passage.text, event.end) is not None
            or _HELD.search(passage.text, 0, event.start) is not None
        )

    def _with_joint(self, event: int) -> tuple[int, ...]:
        return (event, *self._joint.get(event, ()))

    def _meeting(self, passages: Sequence[Passage]) -> Reference | None:
        """The first meeting of the title or the first sentences."""
        for passage in passages[:_EARLY]:
            for r in self._events(passage):
                if not r.generic and _MEETING.search(self.discourse.table.name(r.entity)):
                    return r
        return None

    def _named_as_one(self, passages: Sequence[Passage]) -> dict[int, tuple[int, ...]]:
        """The events that are named with another as one ("…年会暨…论坛")."""
        joint: dict[int, tuple[int, ...]] = {}
        for passage in passages:
            row = self._events(passage)
            for left, right in pairwise(row):
                if passage.text[left.end : right.start].strip("”“") == "暨" and left.entity != right.entity:
                    joint.setdefault(left.entity, (right.entity,))
                    joint.setdefault(right.entity, (left.entity,))
        return joint

    def _carry(self, passages: Sequence[Passage]) -> list[int | None]:
        """The event that each passage begins with: within a paragraph the last one told of, else the meeting."""
        found: list[int | None] = []
        current, paragraph = None, -1
        meeting = None if self.meeting is None else self.meeting.entity
        for passage in passages:
            if passage.paragraph != paragraph:
                current, paragraph = meeting, passage.paragraph
            found.append(current)
            told = [r for r in self._events(passage) if r.generic or self._is_told(passage, r)]
            current = told[-1].entity if told else current
        return found
