"""Well-known names are found by the gazetteer, whatever stands around them."""

from __future__ import annotations

from extract.known import KNOWN
from tests.extract.named import mentions


def test_a_known_name_says_so_in_its_rule() -> None:
    (found,) = [m for m in mentions("入选长江学者奖励计划。") if m.name == "长江学者奖励计划"]
    assert found.cls == "Program" and found.rule.startswith(KNOWN)
