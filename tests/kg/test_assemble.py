"""Equal facts are one fact with all its evidence; figures and documents come along."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest

from extract.records import Extraction, Section, Skipped
from kg.assemble import assemble, combined, section_paths
from kg.records import Evidence, KnowledgeGraph
from kg.resolve import resolve
from kg.settings import Settings
from tests.graphs import BASE
from tests.kg.extractions import Telling


def _graph(*documents: Extraction, **settings: float) -> KnowledgeGraph:
    return assemble(documents, resolve(documents, BASE), settings=Settings(**settings))  # type: ignore[arg-type]


def _said(confidence: float, start: int = 0, rule: str = "r") -> Evidence:
    return Evidence("a", start, start + 1, "甲", (), None, "", rule, confidence)


def _two_hospitals(document: str, confidence: float = 0.8) -> Telling:
    telling = Telling(document)
    a, b = telling.entity("Hospital", "湘江医院"), telling.entity("Hospital", "沅江医院")
    telling.claim(b, "collaboratesWith", a, f"合作{document}", confidence)
    telling.claim(a, "collaboratesWith", b, f"再合作{document}", confidence)
    return telling


def test_equal_facts_are_one_with_all_the_evidence() -> None:
    graph = _graph(_two_hospitals("a").done(), _two_hospitals("b").done())
    [fact] = graph.facts
    assert [e.document for e in fact.evidence] == ["a", "a", "b", "b"]
    assert fact.confidence == 0.99


def test_a_symmetric_fact_is_stored_once_from_the_smaller_iri() -> None:
    [fact] = _graph(_two_hospitals("a", 0.5).done()).facts
    assert fact.subject < fact.object
    assert fact.confidence == 0.75


def test_confidence_adds_up_by_place_and_never_reaches_one() -> None:
    assert combined([_said(0.5)]) == 0.5
    assert combined([_said(0.5), _said(0.5, start=5)]) == 0.75
    assert combined([_said(0.5), _said(0.6, rule="other")]) == 0.6  # one sentence, two rules: said once
    assert combined([_said(1.0)]) == 0.99
    assert combined([]) == 0


def test_confidence_does_not_depend_on_order() -> None:
    places = [_said(0.1 * n, start=n) for n in range(1, 6)]
    assert len({combined(order) for order in permutations(places)}) == 1


def test_min_confidence_leaves_out_facts_and_figures_but_no_entity() -> None:
    telling = _two_hospitals("a", 0.3)
    telling.figure(0, "床位", "100", "张")
    assert len(_graph(telling.done(), min_confidence=0.4).facts) == 1  # together 0.51
    none = _graph(telling.done(), min_confidence=0.9)
    assert (len(none.facts), len(none.observations), len(none.entities)) == (0, 0, 2)


def test_what_the_ontology_does_not_allow_is_left_out() -> None:
    telling = Telling("a")
    hospital, person = telling.entity("Hospital", "湘江医院"), telling.entity("Person", "李明")
    telling.claim(hospital, "advises", person, "不可能")
    telling.claim(hospital, "title", "教授", "也不可能")
    telling.claim(person, "title", "教授", "可以")
    assert [fact.object for fact in _graph(telling.done()).facts] == ["教授"]


def test_a_fact_about_one_thing_itself_is_left_out() -> None:
    telling = Telling("a")
    full = telling.entity("Hospital", "湖南湘江医院", "湘医")
    short = telling.entity("Hospital", "湘医")
    telling.claim(short, "partOf", full, "湘医属于湖南湘江医院")
    assert _graph(telling.done()).facts == ()


def test_evidence_quotes_the_text_and_names_the_section() -> None:
    graph = _graph(_two_hospitals("a").done())
    text = graph.documents[0].text
    for evidence in graph.facts[0].evidence:
        assert evidence.quote == text[evidence.start : evidence.end]
        assert evidence.section == "1 概况"


def test_one_figure_from_two_places_is_one_and_approximate_if_one_says_so() -> None:
    one, two = Telling("a"), Telling("b")
    one.figure(one.entity("Hospital", "湘江医院"), "床位", "1500", "张", approximate=True)
    two.figure(two.entity("Hospital", "湘江医院"), "床 位", "1500.0", "张")
    [figure] = _graph(one.done(), two.done()).observations
    assert (figure.value, figure.unit, figure.period, figure.approximate) == (
        Decimal("1500"), "张", "2023", True
    )  # fmt: skip
    assert len(figure.evidence) == 2


def test_documents_keep_text_sections_and_mentions() -> None:
    graph = _graph(_two_hospitals("b").done(), _two_hospitals("a").done())
    assert [document.name for document in graph.documents] == ["a", "b"]
    document, iris = graph.documents[0], {entity.iri: entity.label for entity in graph.entities}
    assert document.sections[1].title == "概况"
    for mention in document.mentions:
        assert document.text[mention.start : mention.end] == iris[mention.entity]


def test_skipped_inputs_are_kept_and_sorted() -> None:
    skipped = [Skipped("z.pdf", "empty"), Skipped("b.pdf", "no text")]
    graph = assemble([], resolve([], BASE), skipped)
    assert [s.source for s in graph.skipped] == ["b.pdf", "z.pdf"]


def test_section_paths_join_titles_from_the_top() -> None:
    sections = (
        Section(2, 2, "1.1", "第一医院", 1, 5, 9),
        Section(0, 0, "", "报告", None, 0, 9),
        Section(1, 1, "1", "附属医院", 0, 3, 9),
    )
    assert section_paths(sections) == {0: "", 1: "1 附属医院", 2: "1 附属医院 › 1.1 第一医院"}


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_the_order_of_documents_does_not_matter(order: tuple[str, ...]) -> None:
    documents = {name: _two_hospitals(name).done() for name in "abc"}
    assert _graph(*(documents[name] for name in order)) == _graph(*documents.values())


def test_of_two_contradictory_facts_the_better_supported_stays() -> None:
    for there, back in ((0.8, 0.6), (0.6, 0.8), (0.7, 0.7)):
        telling = Telling("a")
        a, b = telling.entity("Hospital", "湘江医院"), telling.entity("Hospital", "沅江医院")
        telling.claim(a, "partOf", b, "湘江医院属于沅江医院", there)
        telling.claim(b, "partOf", a, "沅江医院属于湘江医院", back)
        telling.claim(a, "memberOf", b, "不合本体", 0.9)
        [fact] = _graph(telling.done()).facts
        assert fact.confidence == max(there, back)
