"""The relation rules of English prose (extract/english/rules/*.yaml) for the engine of ``extract.relate``."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from extract.english.patterns import compile_english, expand
from extract.knowledge import read_yaml
from extract.patterns import codes
from extract.records import ExtractError
from extract.rulebook import Rule, make_rule

_NO_RULES = frozenset({"macros"})


@cache
def macros() -> dict[str, str]:
    """Expressions that several rules share, by name; a list of them is any one of them."""
    found: dict[str, str | list[str]] = _rows("macros")
    joined = {name: "|".join(v) if isinstance(v, list) else v for name, v in found.items()}
    return {**joined, "place": codes()["Place"], "aside": f"[{codes()['Program']}{codes()['Year']}]"}


@cache
def rule_rows() -> tuple[dict[str, Any], ...]:
    """All rules in their YAML form, in the order of their files and within them."""
    folder = resources.files("extract.english").joinpath("rules")
    names = sorted(p.name.removesuffix(".yaml") for p in folder.iterdir() if p.name.endswith(".yaml"))
    return tuple(row for name in names if name not in _NO_RULES for row in _rows(name)["rules"])


@cache
def _rows(name: str) -> Any:
    return read_yaml("extract.english", "rules", name)


@cache
def english_rules() -> tuple[Rule, ...]:
    """All rules, compiled.

    Raises:
        ExtractError: two rules of one id, or a rule that does not compile.
    """
    found = tuple(english_rule(row) for row in rule_rows())
    twice = {rule.id for rule in found if sum(other.id == rule.id for other in found) > 1}
    if twice:
        raise ExtractError(f"rule {min(twice)}: the id is used twice; give one of them another")
    return found


def english_rule(row: dict[str, Any]) -> Rule:
    """A rule from its YAML form; ids begin with "en-".

    Raises:
        ExtractError: the pattern does not compile or a claim names an unknown property.
    """
    pattern = compile_english(row["pattern"], macros())
    unless = row.get("unless", "<unachieved>")
    plain = make_rule(
        {**row, "id": f"en-{row['id']}", "pattern": ".", "unless": unless and expand(unless, macros())},
        macros(),
    )
    return replace(plain, pattern=pattern)
