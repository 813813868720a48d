"""Every English rule finds what its `matches` say and nothing in its `misses`."""

from __future__ import annotations

import pytest
from marked import claims_of

from extract.english.rules import english_rule, english_rules, rule_rows
from extract.records import ExtractError

MATCHES = [(row, text, wanted) for row in rule_rows() for text, wanted in row.get("matches", {}).items()]
MISSES = [(row, text) for row in rule_rows() for text in row.get("misses", ())]


@pytest.mark.parametrize(
    ("row", "text", "wanted"), MATCHES, ids=[f"{r['id']}-{i}" for i, (r, _, _) in enumerate(MATCHES)]
)
def test_matches(row: dict, text: str, wanted: list[str]) -> None:
    found = claims_of(text, [english_rule(row)], row.get("about", ""), row.get("heading", ""))
    normal = {
        w if "collaboratesWith" not in w else " collaboratesWith ".join(sorted(w.split(" collaboratesWith ")))
        for w in wanted
    }
    assert found == normal


@pytest.mark.parametrize(("row", "text"), MISSES, ids=[f"{r['id']}-{i}" for i, (r, _) in enumerate(MISSES)])
def test_misses(row: dict, text: str) -> None:
    assert claims_of(text, [english_rule(row)]) == set()


def test_every_rule_has_examples_both_ways() -> None:
    assert [row["id"] for row in rule_rows() if not row.get("matches") or not row.get("misses")] == []


def test_rules_compile_under_ids_of_their_own() -> None:
    ids = [rule.id for rule in english_rules()]
    assert len(ids) == len(set(ids)) > 30
    assert all(rule_id.startswith("en-") for rule_id in ids)


def test_unknown_macro_is_named() -> None:
    with pytest.raises(ExtractError, match="unknown macro <nowhere>"):
        english_rule({"id": "x", "pattern": "<nowhere>", "claims": ["subject partOf organization"]})
