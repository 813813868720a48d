"""Whom a rule means that names nobody: the subject, institution or person in mind, the topic, the society spoken of."""

from __future__ import annotations

from extract.discourse import Discourse
from extract.records import Passage

_BACK = 3
"""How many sentences on a society is still the one spoken of."""


def spoken_of(name: str, passage: Passage, discourse: Discourse, position: int) -> tuple[int | None, ...]:
    """The entities that ``name`` (one of ``rulebook.SUBJECTS``) stands for at an offset of a passage."""
    focus = discourse.focus(passage.index, position)
    topic = discourse.topics[passage.section]
    found: tuple[int | None, ...] = ()
    match name:
        case "subject":
            found = focus.subjects
        case "organization":
            # A team neither offers nor issues anything: its institution does.
            team = focus.organization is not None and discourse.table.cls(focus.organization) == "Team"
            found = (topic if team else focus.organization,)
        case "person":
            found = (focus.person,)
        case "topic":
            found = (topic,)
        case "society":
            found = (_society(passage, discourse, position, topic),)
        case "programme":
            found = (discourse.programme,)
    return found


def _society(passage: Passage, discourse: Discourse, position: int, topic: int | None) -> int | None:
    """The society or alliance that the section is about, else the one named last, here or shortly before."""
    if topic is not None and discourse.table.cls(topic) == "Association":
        return topic
    here = [r for r in discourse.references[passage.index] if r.end <= position]
    before = discourse.references[max(0, passage.index - _BACK) : passage.index]
    named = (r.entity for row in (here, *reversed(before)) for r in reversed(row) if r.cls == "Association")
    return next(named, None)
