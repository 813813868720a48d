"""Short names, bare nouns and dropped subjects: what names what, and whom a clause is about."""

from __future__ import annotations

import pytest

from extract.discourse import Discourse
from extract.entities import EntityTable
from extract.records import Mention, Passage, Section
from extract.refer import refer
from tests.extract.markup import read_marked, read_markup


def meant(discourse: Discourse, passages: list[Passage], word: str) -> list[str]:
    """The names of what a word refers to, place by place."""
    return [
        discourse.table.name(r.entity)
        for passage in passages
        for r in discourse.references[passage.index]
        if passage.text[r.start : r.end] == word
    ]


def subjects(markup: str, at: str) -> list[str]:
    """The names of the subjects at the first place of ``at`` in the last line."""
    passages, discourse = read_marked(markup)
    focus = discourse.focus(len(passages) - 1, passages[-1].text.index(at))
    return [discourse.table.name(entity) for entity in focus.subjects]


@pytest.mark.parametrize(
    ("markup", "short"),
    [
        ("[衢州市东湖医院|Hospital]建院百年。\n[东湖医院|Hospital]现有床位。", "东湖医院"),
        ("[衢州医科大学眼科医院|Hospital]建院百年。\n[医大眼科医院|Hospital]现有床位。", "医大眼科医院"),
    ],
)
def test_a_short_name_names_the_same_entity_and_becomes_an_alias(markup: str, short: str) -> None:
    passages, discourse = read_marked(markup)
    full = discourse.table.name(0)
    assert meant(discourse, passages, short) == [full] != [short]
    assert short in discourse.table.aliases(0)


def test_another_institution_of_the_same_kind_stays_apart() -> None:
    _, discourse = read_marked("[衢州市东湖医院|Hospital]与[衢州市西山医院|Hospital]相邻。")
    assert len(discourse.table) == 2


@pytest.mark.parametrize(
    ("bracket", "alias"),
    [
        ("（以下简称“东湖”）", "东湖"),
        ("（简称：东医）", "东医"),
        ("（East Lake Hospital）", "East Lake Hospital"),
    ],
)
def test_a_bracket_behind_a_name_declares_another(bracket: str, alias: str) -> None:
    _, discourse = read_marked(f"[衢州市东湖医院|Hospital]{bracket}始建于1921年。")
    assert alias in discourse.table.aliases(0)


@pytest.mark.parametrize("bracket", ["（在建）", "（含30人）", "（东区）"])
def test_a_remark_in_brackets_is_no_name(bracket: str) -> None:
    _, discourse = read_marked(f"[衢州市东湖医院|Hospital]{bracket}启用。")
    assert discourse.table.aliases(0) == ()


def test_bare_nouns_stand_for_the_institution_of_their_class() -> None:
    passages, discourse = read_marked(
        "[衢州医科大学|University]与[衢州市东湖医院|Hospital]合作。\n医院开设门诊，学校派出教师。"
    )
    assert meant(discourse, passages, "医院") == ["衢州市东湖医院"]
    assert meant(discourse, passages, "学校") == ["衢州医科大学"]


def test_a_noun_inside_another_word_stands_for_nothing() -> None:
    passages, discourse = read_marked("[衢州市东湖医院|Hospital]学习医院管理经验。")
    assert meant(discourse, passages, "医院") == []


def test_sections_are_about_the_institution_in_their_title() -> None:
    lines = ["[衢州医科大学|University]报告", "[衢州市东湖医院|Hospital]", "医院拥有研究所。"]
    read = [read_markup(i, line) for i, line in enumerate(lines)]
    passages = [Passage(p.index, p.kind, p.text, p.offsets, p.index, p.index) for p, _ in read]
    sections = [
        Section(0, 0, "", "衢州医科大学报告", None, 0, 99),
        Section(1, 1, "一", "衢州市东湖医院", 0, 0, 99),
        Section(2, 2, "1", "研究机构", 1, 0, 99),
    ]
    table = EntityTable()
    discourse = refer(passages, sections, [mentions for _, mentions in read], table)
    assert [table.name(t) for t in discourse.topics if t is not None] == [
        "衢州医科大学",
        "衢州市东湖医院",
        "衢州市东湖医院",
    ]
    assert meant(discourse, passages, "医院") == ["衢州市东湖医院"]


@pytest.mark.parametrize(
    ("markup", "at", "expected"),
    [
        ("[衢州市东湖医院|Hospital]始建于1921年，拥有床位。", "拥有", ["衢州市东湖医院"]),
        (
            "[东湖医院|Hospital]、[西山医院|Hospital]加入联盟，成为成员。",
            "成为",
            ["东湖医院", "西山医院"],
        ),
        ("[林一舟|Person][教授|Title]毕业于外地，擅长手术。", "擅长", ["林一舟"]),
        ("近年来，[东湖医院|Hospital]发展很快，荣获多项荣誉。", "荣获", ["东湖医院"]),
        ("[东湖医院|Hospital]是老院，由[西山医院|Hospital]协办，设有门诊。", "设有", ["东湖医院"]),
    ],
)
def test_the_subject_of_a_clause_lasts_until_another_is_named(
    markup: str, at: str, expected: list[str]
) -> None:
    assert subjects(markup, at) == expected


def test_the_person_of_a_paragraph_stays_its_subject() -> None:
    assert subjects("[林一舟|Person]，男，生于衢州。\n擅长手术。", "擅长") == ["林一舟"]


def test_an_institution_of_a_biography_needs_a_predicate_to_be_its_subject() -> None:
    opening = "[林一舟|Person]，男，生于衢州，"
    assert subjects(f"{opening}[石溪大学|University]访问学者，擅长手术。", "擅长") == ["林一舟"]
    assert subjects(f"{opening}[石溪大学|University]设有医院，擅长手术。", "擅长") == ["石溪大学"]


def test_the_next_sentence_is_about_the_topic_again() -> None:
    text = "[东湖医院|Hospital]建院百年。\n[西山医院|Hospital]始建于1946年。\n拥有床位。"
    assert subjects(text, "拥有") == ["东湖医院"]


def test_mentions_of_no_passage_need_nothing() -> None:
    none: list[list[Mention]] = []
    discourse = refer([], [Section(0, 0, "", "", None, 0, 0)], none, EntityTable())
    assert (discourse.references, discourse.topics) == ([], [None])
