"""Every English rule finds what its `matches` say and nothing in its `misses`; needs no trained model.

``about`` names the person, ``heading`` the hospital that the examples of a rule are about.
"""

from __future__ import annotations

from typing import Any

import pytest

from extract.english.rules import english_rule, english_rules, rule_rows
from extract.records import ExtractError
from tests.extract.english.marked import claims_of


@pytest.mark.parametrize("row", rule_rows(), ids=lambda row: str(row["id"]))
def test_a_rule_does_what_its_examples_say(row: dict[str, Any]) -> None:
    assert row.get("matches"), f"rule {row['id']}: give an example under 'matches' ({{text, claims}})"
    assert row.get("misses"), f"rule {row['id']}: give a sentence that must not match under 'misses'"
    rule = english_rule(row)
    for example in row["matches"]:
        assert example["claims"]
        found = claims_of(example["text"], rule, row.get("about", ""), row.get("heading", ""))
        assert {_sorted(claim) for claim in found} == {_sorted(claim) for claim in example["claims"]}
    for text in row["misses"]:
        assert claims_of(text, rule) == set(), text


def _sorted(claim: str) -> str:
    """The claim with the ends of the symmetric property in order."""
    return " collaboratesWith ".join(sorted(claim.split(" collaboratesWith ")))


def test_rules_compile_under_ids_of_their_own() -> None:
    ids = [rule.id for rule in english_rules()]
    assert len(ids) == len(set(ids)) > 30
    assert all(rule_id.startswith("en-") for rule_id in ids)


def test_unknown_macro_is_named() -> None:
    with pytest.raises(ExtractError, match="unknown macro <nowhere>"):
        english_rule({"id": "x", "pattern": "<nowhere>", "claims": ["subject partOf organization"]})
