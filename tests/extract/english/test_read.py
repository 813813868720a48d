"""The English line as a whole: which documents it is for, aliases, languages, determinism."""

from __future__ import annotations

import pytest

from extract.english.read import extract_english, is_english
from extract.segment import segment
from extract.user_lexicon import Entry, UserLexicon
from tests.extract.english.saying import document, say


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Riverside Hospital was founded in 1886 by Mary Hale and has 900 beds.", True),
        ("Riverside Hospital (河滨医院) was founded in 1886 by Mary Hale and has 900 beds in Wuhan.", True),
        ("河滨医院始建于1886年，现有床位900张。The hospital is old.", False),
        ("123 456", False),
        ("", False),
    ],
)
def test_which_documents_are_english(text: str, expected: bool) -> None:
    assert is_english(document(text)) is expected


def test_abbreviation_and_chinese_name_are_aliases() -> None:
    said = say("About us\n\nRiverside Union Hospital (RUH, 河滨协和医院) is old. RUH was founded in 1886.\n")
    assert set(said.aliases["Riverside Union Hospital"]) >= {"RUH", "河滨协和医院"}
    assert said.facts == {"Riverside Union Hospital | foundedIn | 1886"}


def test_one_person_in_both_orders_and_by_family_name() -> None:
    said = say(
        "Prof. Zhang Weimin founded the Delta Clinic. Weimin Zhang joined Lakeside University. Zhang is an MD."
    )
    assert [name for name, cls in said.classes.items() if cls == "Person"] == ["Zhang Weimin"]
    assert "Zhang Weimin | affiliatedWith | Lakeside University" in said.facts


def test_unit_and_whole_in_any_order_are_one() -> None:
    said = say(
        "Lakeside University School of Medicine is large. The School of Medicine, Lakeside University, is old. "
        "He visited the School of Medicine of Lakeside University."
    )
    assert [name for name, cls in said.classes.items() if cls == "AcademicUnit"] == [
        "Lakeside University School of Medicine"
    ]


def test_a_list_of_equals_is_no_chain_of_wholes() -> None:
    said = say(
        "Riverside Hospital cooperates with Linden Clinic Hospital, Harbor University and Kiel University."
    )
    assert not {f for f in said.facts if "partOf" in f}
    assert len({f for f in said.facts if "collaboratesWith" in f}) == 3


def test_names_of_a_lexicon_are_known() -> None:
    lexicon = UserLexicon((Entry("Blue Lantern", "Hospital", ("Lantern",), ("https://ror.org/0abc",)),))
    loaded = document("Staff notes\n\nLantern was founded in 1886. Lanterns are red.\n")
    found = extract_english(loaded, segment(loaded), lexicon)
    entity = next(e for e in found.entities if e.name == "Blue Lantern")
    assert (entity.cls, entity.identifiers) == ("Hospital", ("https://ror.org/0abc",))
    assert [(c.property, c.object) for c in found.claims] == [("foundedIn", "1886")]


def test_second_reading_says_the_same() -> None:
    text = "Riverside Hospital has a Heart Center. It cooperates with Kiel University and Harbor University."
    assert say(text).extraction == say(text).extraction
