"""Names that were recognised but ended in no fact: what they say of whom their clause speaks of (rules/loose_ends.yaml)."""

from __future__ import annotations

from collections.abc import Sequence

from extract.discourse import Discourse
from extract.records import Claim, Passage
from extract.relate import relate
from extract.rulebook import loose_rules
from extract.statuses import held_by_people

_CUT = frozenset({"Award", "Program"})


def loose_ends(passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of the loose rules about things that ``claims`` leave untied, each where the document names it first.

    An honour that many people hold is one of each person who is spoken of where it is named.
    """
    table = discourse.table
    tied = {c.subject for c in claims} | {c.object for c in claims if isinstance(c.object, int)}
    told = {(c.object, c.support.start) for c in claims}
    found: list[Claim] = []
    for passage in passages:
        # The end of a longer name that a rule has read there ("…学位论文奖") is no thing of its own.
        longer = tuple(table.name(e) for e in tied if table.cls(e) in _CUT)
        ends = [
            c
            for c in relate(passage, discourse, loose_rules())
            if isinstance(c.object, int)
            and (c.object not in tied or _of_another(c, table.name(c.object), table.cls(c.subject), told))
            and not any(n != table.name(c.object) and n.endswith(table.name(c.object)) for n in longer)
        ]
        tied |= {c.object for c in ends if isinstance(c.object, int)}
        found += ends
    return found


def _of_another(claim: Claim, honour: str, holder: str, told: set[tuple[int | str, int]]) -> bool:
    """Whether an honour of people that is tied elsewhere stands here in the lines about one more person."""
    return holder == "Person" and held_by_people(honour) and (claim.object, claim.support.start) not in told
