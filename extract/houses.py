"""For whom people speak: the institution that a text names a person with, and the clauses that report a speech."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.classes import INSTITUTIONS
from extract.join import Joined
from extract.records import Mention

_ROLES = frozenset({"Title", "Office"})
_SPEECH = re.compile(
    "表示|指出|强调|认为|谈到|提到|提出|介绍(?!信)|说(?![明服])|致辞|致词|致欢迎[辞词]|讲话|发言|汇报|回顾|坦言|透露|告诉"
)


def reports_speech(clause: str) -> bool:
    """Whether a clause that a person is the subject of only says that the person speaks.

    >>> reports_speech("在致辞中表示欢迎"), reports_speech("毕业于云岭大学")
    (True, False)
    """
    return _SPEECH.search(clause) is not None


def houses(joined: Joined) -> Mapping[int, int]:
    """Person → the institution named right before the person's offices and titles ("石溪医院院长林一舟")."""
    found: dict[int, int] = {}
    for passage in joined.passages:
        row = [m for m in joined.mentions[passage.index] if m.cls in INSTITUTIONS | _ROLES | {"Person"}]
        for at, m in enumerate(row):
            person = joined.of(m) if m.cls == "Person" else None
            house = None if person is None else _house(passage.text, row[:at], m.start, joined)
            if person is not None and house is not None:
                found.setdefault(person, house)
    return found


def _house(text: str, before: list[Mention], end: int, joined: Joined) -> int | None:
    """The institution that ends where a chain of roles begins that ends at ``end``."""
    for m in reversed(before):
        gap = text[m.end : end]
        if m.end > end or gap not in ("", "、", " "):
            continue
        if m.cls in INSTITUTIONS:
            return joined.of(m)
        if m.cls in _ROLES:
            end = m.start
    return None
