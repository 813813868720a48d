"""The engine of the relation rules: subjects, coordination, domains, refusals, support."""

from __future__ import annotations

from typing import Any

import pytest

from extract.records import ExtractError
from extract.relate import relate
from extract.rulebook import Rule, make_rule, rules
from tests.extract.markup import read_marked, relate_marked

UNIT = {
    "id": "t",
    "pattern": "设有{unit:Center|Award}",
    "claims": ["unit partOf subject|subject received unit"],
}


def rule(**changes: Any) -> Rule:
    return make_rule({**UNIT, **changes}, {"unachieved": "拟\0"})


def test_every_rule_has_an_id_of_its_own() -> None:
    found = [r.id for r in rules()]
    assert len(found) == len(set(found)) > 100


def test_a_dropped_subject_is_the_subject_of_the_clause_before() -> None:
    text = "[东湖医院|Hospital]始建于1921年，设有[卒中中心|Center]。"
    assert relate_marked(rule(), text) == {"卒中中心 partOf 东湖医院"}


def test_coordinated_subjects_and_objects_give_one_claim_each() -> None:
    text = "[东湖医院|Hospital]、[西山医院|Hospital]均设有[卒中中心|Center]和[胸痛中心|Center]。"
    assert relate_marked(rule(), text) == {
        f"{unit} partOf {whole}" for unit in ("卒中中心", "胸痛中心") for whole in ("东湖医院", "西山医院")
    }


def test_the_first_alternative_that_the_ontology_allows_is_claimed() -> None:
    text = "[东湖医院|Hospital]设有[卒中中心|Center]、[文明单位|Award]。"
    assert relate_marked(rule(), text) == {"卒中中心 partOf 东湖医院", "东湖医院 received 文明单位"}


def test_nothing_is_claimed_of_nobody_and_nothing_of_itself() -> None:
    assert relate_marked(rule(), "设有[卒中中心|Center]。") == set()
    text = "[卒中中心|Center]设有[卒中中心|Center]。"
    assert relate_marked(rule(), text) == set()


@pytest.mark.parametrize(
    ("changes", "text", "claimed"),
    [
        ({}, "[东湖医院|Hospital]拟设有[卒中中心|Center]。", False),
        ({"unless": False}, "[东湖医院|Hospital]拟设有[卒中中心|Center]。", True),
        ({"unless": "也\0"}, "[东湖医院|Hospital]也设有[卒中中心|Center]。", False),
        ({"after": "据报道"}, "[东湖医院|Hospital]设有[卒中中心|Center]。", False),
        ({"after": "据报道"}, "据报道，[东湖医院|Hospital]设有[卒中中心|Center]。", True),
        ({"where": {"unit": "^胸痛"}}, "[东湖医院|Hospital]设有[卒中中心|Center]。", False),
        ({"in": ["heading"]}, "[东湖医院|Hospital]设有[卒中中心|Center]。", False),
    ],
)
def test_a_rule_may_be_refused(changes: dict[str, Any], text: str, claimed: bool) -> None:
    assert bool(relate_marked(rule(**changes), text)) is claimed


def test_a_slot_that_where_empties_refuses_the_whole_match() -> None:
    heads = rule(
        pattern="任{org:Association!}{office:Office}",
        where={"office": "^会长$"},
        claims=["subject leads org"],
    )
    assert relate_marked(heads, "[林一舟|Person]任[护理学会|Association][会长|Office]。")
    assert not relate_marked(heads, "[林一舟|Person]任[护理学会|Association][理事|Office]。")


def test_slots_of_after_are_arguments() -> None:
    listed = rule(
        pattern="成员有{member:Hospital}",
        after="{body:Association!}",
        claims=["member memberOf body"],
    )
    text = "[卒中联盟|Association]成立，成员有[东湖医院|Hospital]。"
    assert relate_marked(listed, text) == {"东湖医院 memberOf 卒中联盟"}


def test_a_phrase_becomes_an_entity_of_the_class_that_the_rule_names() -> None:
    status = rule(pattern="获评{award:=Award}", claims=["subject received award"])
    text = "[东湖医院|Hospital]获评省级放心消费示范点。"
    assert relate_marked(status, text) == {"东湖医院 received 省级放心消费示范点"}


def test_literals_are_claimed_as_text() -> None:
    title = rule(pattern="{who:Person}{title:Title}", claims=["who title title"])
    text = "[林一舟|Person]、[何清|Person][教授|Title]到会。"
    assert relate_marked(title, text) == {"林一舟 title 教授", "何清 title 教授"}


def test_support_quotes_the_sentence_and_marks_the_words_that_say_so() -> None:
    passages, discourse = read_marked("[东湖医院|Hospital]始建于1921年，设有[卒中中心|Center]。")
    (claim,) = relate(passages[0], discourse, [rule(confidence=0.6)])
    text, support = passages[0].text, claim.support
    assert (text[support.start : support.end], support.rule, support.confidence) == (text, "t", 0.6)
    assert {text[s:e] for s, e in support.marks} == {"设有卒中中心", "卒中中心"}


def test_of_equal_claims_the_surest_is_kept() -> None:
    passages, discourse = read_marked("[东湖医院|Hospital]设有[卒中中心|Center]。")
    claims = relate(passages[0], discourse, [rule(id="a", confidence=0.5), rule(id="b", confidence=0.9)])
    assert [c.support.rule for c in claims] == ["b"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"claims": ["unit partOf"]}, "rule t: the claim 'unit partOf'"),
        ({"claims": ["unit ownedBy subject"]}, "rule t: .*ownedBy"),
        ({"pattern": "设有{unit:Center"}, "rule pattern"),
    ],
)
def test_a_wrong_rule_is_refused_by_name(changes: dict[str, Any], complaint: str) -> None:
    if "pattern" in changes:
        changes["pattern"] += "("
    with pytest.raises(ExtractError, match=complaint):
        rule(**changes)
