"""Names that stand behind each other: "Department of X, Y Hospital, Z University" as against "A, B and C"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.classes import INSTITUTIONS
from extract.discourse import Reference
from extract.english.lexicon import expression
from extract.records import Mention, Passage

UNITS = (
    *("Team", "Department", "Laboratory", "Center", "Base"),
    *("ResearchInstitute", "Hospital", "AcademicUnit", "University"),
)
_WHOLES = frozenset(UNITS[1:]) - {"Department", "Base"} | {"GovernmentBody", "Association", "Company"}
_NEAR = 8
_MAX_STEPS = 4


def rank(cls: str) -> int:
    """How large a kind of institution is, for "unit, whole" chains.

    >>> rank("Department") < rank("Hospital") < rank("University")
    True
    """
    return UNITS.index(cls) if cls in UNITS else len(UNITS)


class Chains:
    """Which names of a document stand behind which as their wholes: ``mentions[i]`` of ``passages[i]``."""

    def __init__(self, passages: Sequence[Passage], mentions: Sequence[Sequence[Mention]]) -> None:
        self.passages, self.mentions = passages, mentions

    def behind(self, m: Mention) -> Mention | None:
        """The whole behind a unit's name: "…, Zhejiang University", "… of Zhejiang University"."""
        if m.cls not in UNITS:
            return None
        text = self.passages[m.passage].text
        for other in self.mentions[m.passage]:
            if other.cls not in _WHOLES or not m.end < other.start <= m.end + _NEAR:
                continue
            gap = text[m.end : other.start]
            if gap in (" of the ", " of "):
                return other
            larger = self.rank_of(other) > self.rank_of(m)
            if larger and gap in (", ", ", the ") and not self.enumerated(m, other):
                return other
        return None

    def enumerated(self, m: Mention | Reference, other: Mention | Reference) -> bool:
        """Whether two neighbours stand in a list of equals.

        One of the list stands before them, or one behind them that is no larger whole.
        """
        text = self.passages[m.passage].text
        others = [o for o in self.mentions[m.passage] if o.cls in INSTITUTIONS]
        row = [o for o in others if not (m.start <= o.start and o.end <= m.end)]
        listed = expression("chains", "listed")
        before = [o for o in row if o.end < m.start and listed.fullmatch(text[o.end : m.start])]
        if any(self.rank_of(o) >= self.rank_of(m) for o in before):
            return True
        following = next((o for o in row if o.start > other.end), None)
        joint = listed.fullmatch(text[other.end : following.start]) if following else None
        if following is None or joint is None:
            return expression("chains", "goes_on").match(text, other.end) is not None
        if joint["comma"]:
            return self.rank_of(following) <= self.rank_of(other)
        return self.rank_of(following) >= self.rank_of(m)

    def rank_of(self, m: Mention | Reference) -> int:
        """The rank of a name; a college is smaller than the university behind it."""
        college = m.cls == "University" and self.passages[m.passage].text[m.start : m.end].endswith("College")
        return rank("AcademicUnit" if college else m.cls)

    def full_name(self, m: Mention) -> str:
        """The name with all wholes behind it, as the text has them."""
        last = m
        for _ in range(_MAX_STEPS):
            following = self.behind(last)
            if following is None:
                break
            last = following
        return self.passages[m.passage].text[m.start : last.end] if last is not m else m.name

    def address_end(self, m: Mention) -> int:
        """Where the wholes behind commas end that an address puts behind a unit's name."""
        text = self.passages[m.passage].text
        end, following = m.end, self.behind(m)
        while following is not None and text[end : following.start].startswith(","):
            end, following = following.end, self.behind(following)
        return end
