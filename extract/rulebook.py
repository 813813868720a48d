"""The relation rules: YAML in, records out. A rule is a pattern over coded text and the claims that a match makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from extract.knowledge import read_yaml
from extract.patterns import Pattern, Slot, compile_pattern
from extract.records import BlockKind, ExtractError
from ontology.terms import property_term

SUBJECTS = ("subject", "organization", "person", "topic", "society", "programme")
"""What a claim may name besides the slots of its rule: the focus and the topics of the document."""


@dataclass(frozen=True, slots=True)
class ClaimSpec:
    """``subject property object`` of a rule: slot names or one of ``SUBJECTS``."""

    subject: str
    property: str
    object: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A relation rule: every alternative of ``claims`` (one list a claim) is tried in order until one is allowed.

    ``unless`` forbids words before or in the match, ``after`` demands words before it in the passage (its slots count as
    the rule's own), ``where`` keeps only the arguments of a slot whose names it finds. A ``loose`` rule is tried last, on
    names that ended in no fact.
    """

    id: str
    pattern: Pattern
    claims: tuple[tuple[ClaimSpec, ...], ...]
    confidence: float
    unless: re.Pattern[str] | None
    after: Pattern | None
    where: dict[str, re.Pattern[str]]
    kinds: frozenset[BlockKind]
    needs: tuple[tuple[frozenset[str], ...], ...]
    loose: bool = False

    def possible(self, letters: frozenset[str]) -> bool:
        """Whether a text with these codes can make a claim of the rule at all; most cannot, and are passed over."""
        return any(all(not need.isdisjoint(letters) for need in needs) for needs in self.needs)


@cache
def rules() -> tuple[Rule, ...]:
    """The relation rules of running text, in the order of their files and within them."""
    return tuple(rule for rule in _all_rules() if not rule.loose)


@cache
def loose_rules() -> tuple[Rule, ...]:
    """The rules for names that no other rule has tied."""
    return tuple(rule for rule in _all_rules() if rule.loose)


@cache
def _all_rules() -> tuple[Rule, ...]:
    """All rules; files without ``rules`` are other stages'."""
    folder = resources.files("extract").joinpath("rules")
    macros: dict[str, str] = _load("macros")
    names = sorted(p.name[:-5] for p in folder.iterdir() if p.name.endswith(".yaml"))
    found = [rule for name in names for rule in _rules_of(name, macros)]
    seen: set[str] = set()
    for rule in found:
        if rule.id in seen:
            raise ExtractError(f"rule {rule.id}: the id is used twice")
        seen.add(rule.id)
    return tuple(found)


def _load(name: str) -> Any:
    return read_yaml("extract", "rules", name)


def _rules_of(name: str, macros: dict[str, str]) -> Iterator[Rule]:
    for row in _load(name).get("rules", ()):
        yield make_rule(row, macros)


def make_rule(row: dict[str, Any], macros: dict[str, str]) -> Rule:
    """A rule from its YAML form.

    Raises:
        ExtractError: the pattern does not compile or a claim names an unknown property.
    """
    specs = tuple(tuple(_spec(row["id"], part) for part in claim.split("|")) for claim in row["claims"])
    kinds = (
        frozenset(BlockKind(k) for k in row["in"])
        if "in" in row
        else frozenset({BlockKind.PROSE, BlockKind.LIST, BlockKind.FIELD})
    )
    unless = re.compile(row.get("unless", macros["unachieved"])) if row.get("unless", True) else None
    after = compile_pattern(row["after"], macros) if "after" in row else None
    where = {name: re.compile(regex) for name, regex in row.get("where", {}).items()}
    pattern = compile_pattern(row["pattern"], macros)
    slots = pattern.slots | (after.slots if after else {})
    needs = tuple(
        tuple(_need(slots, name) for name in (spec.subject, spec.object) if _need(slots, name))
        for claim in specs
        for spec in claim
    )
    loose = row.get("loose", False)
    return Rule(
        row["id"], pattern, specs, row.get("confidence", 0.8), unless, after, where, kinds, needs, loose
    )


def _need(slots: dict[str, Slot], name: str) -> frozenset[str]:
    """The codes of which a text must hold one so that the slot can be filled; none where anything may fill it."""
    slot = slots.get(name)
    return frozenset() if slot is None or slot.phrase or name in SUBJECTS else slot.letters


def _spec(rule: str, text: str) -> ClaimSpec:
    parts = text.split()
    if len(parts) != 3:
        raise ExtractError(f"rule {rule}: the claim {text!r} is not 'subject property object'")
    try:
        property_term(parts[1])
    except Exception as error:
        raise ExtractError(f"rule {rule}: {error}") from error
    return ClaimSpec(*parts)
