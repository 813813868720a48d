"""Names that were recognised but ended in no fact: what they say of whom their clause speaks of (rules/loose_ends.yaml)."""

from __future__ import annotations

from collections.abc import Sequence

from extract.discourse import Discourse
from extract.records import Claim, Passage
from extract.relate import relate
from extract.rulebook import loose_rules


def loose_ends(passages: Sequence[Passage], discourse: Discourse, claims: Sequence[Claim]) -> list[Claim]:
    """The claims of the loose rules about things that ``claims`` leave untied, each where the document names it first."""
    tied = {c.subject for c in claims} | {c.object for c in claims if isinstance(c.object, int)}
    found: list[Claim] = []
    for passage in passages:
        ends = [c for c in relate(passage, discourse, loose_rules()) if c.object not in tied]
        tied |= {c.object for c in ends if isinstance(c.object, int)}
        found += ends
    return found
