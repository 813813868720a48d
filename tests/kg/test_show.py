"""One entity in words: both directions, figures, and the place that says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.records import Evidence, KgError
from kg.show import QUOTE_WIDTH, card, excerpt, lines, one_line
from tests.graphs import HOSPITAL, tiny_graph


def _iri(label: str) -> str:
    return next(entity.iri for entity in tiny_graph().entities if entity.label == label)


def test_a_card_has_both_directions_and_the_figures() -> None:
    shown = card(tiny_graph(), _iri(HOSPITAL))
    assert {fact.property for fact in shown.outgoing} == {
        "partOf", "hospitalGrade", "memberOf", "collaboratesWith"
    }  # fmt: skip
    assert {shown.labels[fact.subject] for fact in shown.incoming if fact.property == "partOf"} == {
        f"{HOSPITAL}心血管内科",
        "宁海市肝病研究所",
        "海东省肿瘤精准治疗重点实验室",
    }
    assert [figure.measure for figure in shown.figures] == ["SCI论文", "开放床位", "科研经费"]


def test_the_lines_say_who_what_and_where() -> None:
    text = "\n".join(lines(card(tiny_graph(), _iri(HOSPITAL))))
    assert text.startswith(f"{HOSPITAL}  (Hospital)\n")
    assert "also: 附一院" in text
    assert "memberOf → 海东省康养职业教育联盟  [0.80]\n      lanwan-2023: “学院牵头" in text
    assert "宁海市肝病研究所 → partOf" in text
    assert "科研经费: about 3400 万元, 2022" in text
    assert "拥有宁海市肝病研究所" in text  # the line break inside the name is gone


def test_more_evidence_is_announced_and_shown_on_demand() -> None:
    graph = tiny_graph()
    fact = next(f for f in graph.facts if f.property == "hospitalGrade")
    evidence = (*fact.evidence, replace(fact.evidence[0], confidence=0.1, quote="三级甲等"))
    shown = card(replace(graph, facts=(replace(fact, evidence=evidence),)), fact.subject)
    assert any("and 1 more" in line for line in lines(shown))
    everything = list(lines(shown, every_place=True))
    assert not any("more" in line for line in everything)
    assert any("“三级甲等”" in line for line in everything)


def test_an_entity_with_nothing_said_of_it_says_so() -> None:
    assert "nothing is said of it" in list(lines(card(tiny_graph(), _iri("海东省"))))[-1]


def test_an_unknown_iri_is_an_error() -> None:
    with pytest.raises(KgError, match="not an entity"):
        card(tiny_graph(), "https://nowhere.org/x")


def test_a_long_quotation_is_cut_around_its_words() -> None:
    quote = "前" * 300 + "医院拥有研究所" + "后" * 300
    evidence = Evidence("d", 1000, 1000 + len(quote), quote, ((1300, 1302), (1304, 1307)), None, "", "r", 0.9)
    cut = excerpt(evidence)
    assert "医院拥有研究所" in cut
    assert len(cut) <= QUOTE_WIDTH + 3
    assert cut.startswith("…")
    assert cut.endswith("…")


def test_control_and_bidi_signs_do_not_reach_the_terminal() -> None:
    assert one_line("甲\x1b[31m乙\u202e丙\n丁") == "甲[31m乙丙丁"
