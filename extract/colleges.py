"""Colleges (学院) that are institutions of their own, not faculties: what the whole document tells where the name does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.lexicon import word_list
from extract.records import Mention, Passage

_OF_SCHOOL = re.compile("我校|本校|该校|全校|学校")
_KIND = re.compile(
    "(?:职业|技术|工|理工|科技|工程|工业|医|医药|农|林|师范|财经|商|文理|人文|政法|体育|艺术|民族|城市|女子|工商|外国语|学)*$"
)
_FACULTIES = re.compile("[^，。；：、]{1,14}(?:学院|系|部)")
_SPOKEN = 2


def independent_colleges(
    passages: Sequence[Passage], mentions: Sequence[list[Mention]]
) -> list[list[Mention]]:
    """The mentions of each passage; the college that "我校" must mean is a university where no university is named.

    Args:
        passages: the passages of the document.
        mentions: what was recognised in each of them.
    """
    if sum(len(_OF_SCHOOL.findall(p.text)) for p in passages) < _SPOKEN:
        return list(mentions)
    colleges: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for passage, row in zip(passages, mentions, strict=True):
        for m in row:
            if m.cls == "AcademicUnit" and _own_name(m.name) and not _listed(passage.text, m):
                colleges[m.name] += 1
            elif m.cls == "University":
                others[m.name] += 1
    if not colleges:
        return list(mentions)
    college, count = max(colleges.items(), key=lambda item: (item[1], len(item[0]), item[0]))
    if any(n >= count for n in others.values()):
        return list(mentions)
    return [[_risen(m, college) for m in row] for row in mentions]


def _risen(m: Mention, college: str) -> Mention:
    return replace(m, cls="University") if m.cls == "AcademicUnit" and m.name == college else m


def _own_name(name: str) -> bool:
    """Whether a college is called by a word that is no field of study ("苏北工学院", not "机电工程学院").

    >>> _own_name("石溪科技学院"), _own_name("机电工程学院")
    (True, False)
    """
    if not name.endswith("学院") or len(name) > 12 or re.search("大学|学院.|[与和及、第·]", name):
        return False
    modifier = name[: -len("学院")]
    stem = _KIND.sub("", modifier)
    return len(stem) >= 2 and not any(stem[i : i + 2] in _field_words() for i in range(len(stem) - 1))


@cache
def _field_words() -> str:
    """All words of fields, departments and common modifiers, one a line."""
    fields = word_list("specialties")
    return "\n".join([*fields["fields"], *fields["departments"], *word_list("boundaries")["generic"]])


def _listed(text: str, m: Mention) -> bool:
    """Whether the name stands in a list of faculties."""
    before, after = text[max(0, m.start - 16) : m.start], text[m.end : m.end + 18]
    return (after[:1] in ("、", "和", "与", "及") and _FACULTIES.match(after[1:]) is not None) or (
        before[-1:] in ("、", "和", "与", "及") and _FACULTIES.search(before[:-1]) is not None
    )
