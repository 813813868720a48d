"""The rules of tables (rules/tables.yaml) as records: columns by their headers, and their claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.knowledge import read_yaml
from extract.records import BlockKind, ExtractError
from ontology.terms import OntologyError, property_term

Triple = tuple[str, str, str]
_ANYWHERE = ("row", "field", "list")


@cache
def table_rules() -> Mapping[str, Any]:
    """The content of rules/tables.yaml."""
    found: Mapping[str, Any] = read_yaml("extract", "rules", "tables")
    return found


@cache
def cell_pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of ``cells``."""
    return _pattern(table_rules()["cells"][name])


@cache
def honour_pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of ``honours``."""
    return re.compile(table_rules()["honours"][name])


@dataclass(frozen=True, slots=True)
class Column:
    """Which headers have a role, and what their cells hold."""

    role: str
    header: re.Pattern[str]
    holds: str
    cls: str


@dataclass(frozen=True, slots=True)
class TableRule:
    """A rule of tables.yaml; a claim is a list of alternatives: subject role, property, object role."""

    id: str
    kinds: frozenset[BlockKind]
    when: Mapping[str, re.Pattern[str]]
    columns: tuple[Column, ...]
    needs: frozenset[str]
    unless: frozenset[str]
    claims: tuple[tuple[Triple, ...], ...]
    confidence: float


@cache
def columns() -> tuple[Column, ...]:
    """The columns that mean the same in every table."""
    return _columns(table_rules()["columns"])


def _columns(rows: Mapping[str, Mapping[str, str]]) -> tuple[Column, ...]:
    return tuple(
        Column(role, _pattern(row["header"]), row["is"], row.get("class", "")) for role, row in rows.items()
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


@cache
def rules() -> tuple[TableRule, ...]:
    """The rules in the order of the file.

    Raises:
        ExtractError: see ``make_rule``.
    """
    return tuple(make_rule(row) for row in table_rules()["tables"])


def make_rule(row: Mapping[str, Any]) -> TableRule:
    """A rule from its YAML form.

    Raises:
        ExtractError: a claim is not "subject property object" or names an unknown property.
    """
    return TableRule(
        id=row["id"],
        kinds=frozenset(BlockKind(kind) for kind in row.get("in", _ANYWHERE)),
        when={where: _pattern(text) for where, text in row.get("when", {}).items()},
        columns=_columns(row.get("columns", {})),
        needs=frozenset(row.get("needs", ())),
        unless=frozenset(row.get("unless", ())),
        claims=tuple(tuple(_triple(row["id"], part) for part in claim.split("|")) for claim in row["claims"]),
        confidence=row.get("confidence", 0.88),
    )


def _triple(rule: str, text: str) -> Triple:
    parts = text.split()
    if len(parts) != 3:
        raise ExtractError(f"rules/tables.yaml, {rule}: the claim {text!r} is not 'subject property object'")
    try:
        property_term(parts[1])
    except OntologyError as error:
        raise ExtractError(f"rules/tables.yaml, {rule}: {error}") from error
    return parts[0], parts[1], parts[2]
