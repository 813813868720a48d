"""Who is a person in English text, and which words are titles and offices."""

from __future__ import annotations

import pytest

from extract.english.people import find_people, find_roles, is_pinyin_name

PERSONS = [
    ("Professor Han Qiming, M.D., Ph.D.", ["Han Qiming"]),
    ("Dr. Jin Linchun (Linchun Jin, Kim) spoke.", ["Jin Linchun", "Linchun Jin"]),
    (
        "founded by Griffith Hale and Dr. William Wells Bradford of London",
        ["Griffith Hale", "William Wells Bradford"],
    ),
    ("Xiao-Ming Li and OUYANG Feng met", ["Xiao-Ming Li", "OUYANG Feng"]),
    ("Ludwig van der Berg, MD, and Ms. O’Neill", ["Ludwig van der Berg", "O’Neill"]),
    ("President Li Na said", ["Li Na"]),
    ("Professor Emeritus spoke of Chief Physician training", []),
    ("Hong Kong, New Building, Cancer Patients and Annual Report", []),
    ("He Can swim", []),
]


@pytest.mark.parametrize(("text", "names"), PERSONS, ids=[text[:25] for text, _ in PERSONS])
def test_people(text: str, names: list[str]) -> None:
    assert [text[p.start : p.end] for p in find_people(text, find_roles(text))] == names


ROLES = [
    (
        "He is director of the clinic and vice president of the society.",
        [("director", "Office"), ("vice president", "Office")],
    ),
    (
        "Professor | Doctoral Supervisor | Department Chief",
        [("Professor", "Title"), ("Doctoral Supervisor", "Title"), ("Department Chief", "Office")],
    ),
    ("Mary Hale, MD, PhD", [("MD", "Title"), ("PhD", "Title")]),
    ("head injury and the chief complaint; she chairs a member state", []),
]


@pytest.mark.parametrize(("text", "roles"), ROLES, ids=[text[:25] for text, _ in ROLES])
def test_roles(text: str, roles: list[tuple[str, str]]) -> None:
    assert [(text[r.start : r.end], r.cls) for r in find_roles(text)] == roles


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Zhang", "San", True),
        ("Xiaoming", "Li", True),
        ("Ouyang", "Xiaojing", True),
        ("Heart", "Center", False),
        ("Hong", "Kong", False),
        ("Zhang", "Hospital", False),
    ],
)
def test_pinyin_names(first: str, second: str, expected: bool) -> None:
    assert is_pinyin_name(first, second) is expected
