"""What names and layout state without a verb."""

from __future__ import annotations

import pytest

from extract.compose import compose_names
from extract.derive import derive
from extract.name_claims import name_rules
from extract.records import Claim, Support
from ontology.terms import vocabulary
from tests.extract.markup import read_marked, written

NO_SUPPORT = Support(0, 1, (), None, 0, "test", 0.9)


def derived(markup: str, *claims: tuple[str, str, str]) -> set[str]:
    """What derive adds to ``claims``, given by names."""
    passages, discourse = read_marked(markup)
    ids = {discourse.table.name(e): e for e in range(len(discourse.table))}
    known = [Claim(ids[s], p, ids[o], NO_SUPPORT) for s, p, o in claims]
    return written(derive(passages, discourse, known), discourse.table)


def test_names_that_begin_with_each_others_second_names_end() -> None:
    passages, discourse = read_marked("[东湖医院骨科|Department]与[西山骨科医院|Hospital]相邻。")
    ids = {discourse.table.name(e): e for e in range(len(discourse.table))}
    discourse.table.alias(ids["东湖医院骨科"], "西山骨科医院骨科")
    discourse.table.alias(ids["西山骨科医院"], "东湖医院骨科中心")
    assert "东湖医院骨科 partOf 西山骨科医院" in written(derive(passages, discourse, []), discourse.table)


def test_name_rules_use_classes_of_the_ontology() -> None:
    for rule in name_rules():
        assert rule.before | rule.whole <= set(vocabulary().classes)
        assert set(rule.claim) & {"before", "whole"} == {"before", "whole"}


@pytest.mark.parametrize(
    ("markup", "fact"),
    [
        (
            "[衢州医科大学|University]很大，[衢州医科大学东湖医院|Hospital]很小。",
            "衢州医科大学东湖医院 partOf 衢州医科大学",
        ),
        (
            "[浙江省医学会|Association]与[浙江省医学会骨科分会|Association]开会。",
            "浙江省医学会骨科分会 partOf 浙江省医学会",
        ),
    ],
)
def test_a_name_that_begins_with_another_tells_its_whole(markup: str, fact: str) -> None:
    assert fact in derived(markup)


def test_a_foreign_university_is_in_the_country_of_its_name() -> None:
    assert "法国里昂湖大学 locatedIn 法国" in derived("[法国里昂湖大学|University]来访。")


def test_a_team_named_after_a_person_is_led_by_them() -> None:
    found = derived("[林一舟|Person]带领[林一舟创新团队|Team]攻关。")
    assert "林一舟 leads 林一舟创新团队" in found


def test_who_wins_a_prize_of_a_contest_took_part_in_it() -> None:
    markup = "[林一舟|Person]在[东湖技能大赛|Event]上获[东湖技能大赛一等奖|Award]。"
    won = ("林一舟", "received", "东湖技能大赛一等奖")
    assert "林一舟 participatesIn 东湖技能大赛" in derived(markup, won)
    assert "林一舟 participatesIn 东湖技能大赛" not in derived(markup)


def test_people_of_an_institutions_report_belong_to_it_unless_they_are_guests() -> None:
    home = "[衢州市东湖医院|Hospital]年度报告。\n"
    fact = "林一舟 affiliatedWith 衢州市东湖医院"
    assert fact in derived(home + "[林一舟|Person]主持手术。")
    assert fact not in derived(home + "医院邀请[林一舟|Person]讲学。")


def test_what_is_already_claimed_is_not_derived_again() -> None:
    markup = "[衢州医科大学|University]很大，[衢州医科大学东湖医院|Hospital]很小。"
    known = ("衢州医科大学东湖医院", "partOf", "衢州医科大学")
    assert "衢州医科大学东湖医院 partOf 衢州医科大学" not in derived(markup, known)


def test_a_department_takes_the_name_of_its_whole_and_keeps_its_own_as_alias() -> None:
    _, discourse = read_marked("[衢州市东湖医院|Hospital]设有[骨科|Department]、[浙江省骨科中心|Center]。")
    table = discourse.table
    ids = {table.name(e): e for e in range(len(table))}
    whole, unit, center = ids["衢州市东湖医院"], ids["骨科"], ids["浙江省骨科中心"]
    compose_names(discourse, [Claim(e, "partOf", whole, NO_SUPPORT) for e in (unit, center)])
    assert (table.name(unit), table.aliases(unit)) == ("衢州市东湖医院骨科", ("骨科",))
    assert table.name(center) == "浙江省骨科中心"
