"""Golden sentences and profiles of English institutional prose: the whole of what they say, nothing else.

All texts and names are made up for the tests.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.extract.english.saying import say

SENTENCES = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", SENTENCES, ids=[case["text"][:40] for case in SENTENCES])
def test_sentence(case: dict[str, Any]) -> None:
    assert say(case["text"]).facts == set(case["facts"])


HOSPITAL = """About Kewen Hospital

Kewen Hospital (KWH), formerly known as Hale Mission Hospital, was founded in 1886 by Dr. Mary Hale. It is affiliated \
with Tongren Medical College of Lisu University of Science and Technology.
The hospital consists of the West Campus, the Cancer Center and Jinyin Lake International Hospital. It has 5,000 beds \
and over 8,000 staff members. In 2019, the hospital received 5.7 million outpatient visits.
KWH houses the Hubei Provincial Emergency Center. Its Department of Hematology ranks among the best.
In recent years, KWH has established cooperative relations with Heidelberg University and Karolinska Institute. It is \
a member of the Asian Stroke Alliance.
"""


def test_hospital_profile() -> None:
    said = say(HOSPITAL)
    assert said.facts == {
        "Kewen Hospital | predecessor | Hale Mission Hospital",
        "Kewen Hospital | foundedIn | 1886",
        "Kewen Hospital | establishedBy | Mary Hale",
        "Mary Hale | title | Dr.",
        "Kewen Hospital | partOf | Tongren Medical College",
        "Tongren Medical College | partOf | Lisu University of Science and Technology",
        "West Campus | partOf | Kewen Hospital",
        "Cancer Center | partOf | Kewen Hospital",
        "Jinyin Lake International Hospital | partOf | Kewen Hospital",
        "Hubei Provincial Emergency Center | partOf | Kewen Hospital",
        "Department of Hematology | partOf | Kewen Hospital",
        "Heidelberg University | collaboratesWith | Kewen Hospital",
        "Karolinska Institutet | collaboratesWith | Kewen Hospital",
        "Kewen Hospital | memberOf | Asian Stroke Alliance",
    }
    assert said.figures == {
        "Kewen Hospital | beds | 5000",
        "Kewen Hospital | staff members | 8000",
        "Kewen Hospital | outpatient visits | 5700000",
    }
    assert said.classes["Tongren Medical College"] == "AcademicUnit"
    assert "KWH" in said.aliases["Kewen Hospital"]
    assert {e.language for e in said.extraction.entities} == {"en"}


PERSON = """Professor Han Qiming, M.D., Ph.D.
Professor | Doctoral Supervisor | Department Chief
Department of Neurosurgery, Second Affiliated Hospital, Lakeside University School of Medicine

Biography
Professor Han graduated from Harbor Medical University in 1983, and studied at the University of Kiel in Germany. He \
serves as Director of the Institute of Brain Science. Han is a member of the Delta Neurosurgery Association.

Research Interests
Spinal cord tumors
Functional neurosurgery

Awards
2014 Wen Academic Achievement Prize
2009 Hale Medal, Delta Medical Association
"""


def test_person_page() -> None:
    said = say(PERSON)
    hospital = "Second Affiliated Hospital, Lakeside University School of Medicine"
    assert said.facts == {
        "Han Qiming | title | Professor",
        "Han Qiming | title | M.D.",
        "Han Qiming | title | Ph.D.",
        "Han Qiming | title | Doctoral Supervisor",
        "Han Qiming | position | Department Chief",
        "Han Qiming | affiliatedWith | Department of Neurosurgery",
        f"Han Qiming | affiliatedWith | {hospital}",
        f"Department of Neurosurgery | partOf | {hospital}",
        f"{hospital} | partOf | Lakeside University School of Medicine",
        "Lakeside University School of Medicine | partOf | Lakeside University",
        "Han Qiming | affiliatedWith | Harbor Medical University",
        "Han Qiming | affiliatedWith | University of Kiel",
        "University of Kiel | locatedIn | Germany",
        "Han Qiming | position | Director",
        "Han Qiming | affiliatedWith | Institute of Brain Science",
        "Han Qiming | memberOf | Delta Neurosurgery Association",
        "Han Qiming | expertIn | Spinal cord tumors",
        "Han Qiming | expertIn | Functional neurosurgery",
        "Han Qiming | received | Wen Academic Achievement Prize",
        "Han Qiming | received | Hale Medal",
        "Hale Medal | grantedBy | Delta Medical Association",
    }


def test_evidence_lies_in_the_text() -> None:
    said = say(HOSPITAL)
    text = said.extraction.document.text
    for claim in said.extraction.claims:
        support = claim.support
        assert text[support.start : support.end].strip()
        assert all(support.start <= s < e <= support.end for s, e in support.marks)
    assert all(text[o.start : o.end].strip() for o in said.extraction.occurrences)
