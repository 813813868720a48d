"""The persons of lists: names alone, or each with an institution behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.person_names import is_person_name
from extract.records import Mention, Passage
from extract.roster_lines import HOME_END

_SENTENCE = re.compile("[。；！？]")
_PART = re.compile("[^ 、，]+")
_ASIDE = re.compile("（[一-鿿]{1,6}）$")
_FEW = 2
_ENTRY = re.compile(
    f"(?P<name>[一-鿿]{{2,3}})(?:（[一-鿿]{{1,6}}）(?:（[^（）]{{1,8}}）)? *| +)(?P<home>[^ ，。；：、]{{3,30}}{HOME_END})(?:（[^（）]*）)?"
)


def roster_entry(passage: Passage) -> tuple[Mention, int] | None:
    """The person of a line that is a name and an institution, and where the institution's name begins."""
    found = _ENTRY.fullmatch(passage.text)
    if found is None or not is_person_name(found["name"], rare=True):
        return None
    person = Mention(passage.index, 0, found.end("name"), "Person", found["name"], "roster", 0.9)
    return person, found.start("home")


def roster_people(passage: Passage, known: Sequence[Mention]) -> list[Mention]:
    """The persons of a line of names ("马文豪 韦刚 尹素芬（女）") or of a name and an institution that the tagger missed."""
    if _SENTENCE.search(passage.text) or " " not in passage.text.strip():
        return []
    parts = [(m.start(), _ASIDE.sub("", m.group())) for m in _PART.finditer(passage.text)]
    names = [(start, part) for start, part in parts if is_person_name(part)]
    others = [(start, part) for start, part in parts if not is_person_name(part)]
    placed = [
        m for m in known if any(m.start == start for start, _ in others) and m.cls not in ("Person", "Place")
    ]
    if not names or (others and not (len(others) == len(placed) and len(names) <= len(placed))):
        return []
    if not placed and len(names) <= _FEW:
        return []
    return [
        Mention(passage.index, start, start + len(name), "Person", name, "roster", 0.85)
        for start, name in names
        if not any(m.start < start + len(name) and start < m.end for m in known)
    ]
