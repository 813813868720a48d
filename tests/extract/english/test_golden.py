"""Golden sentences and profiles of English institutional prose: the whole of what they say, nothing else.

All texts and names are made up for the tests.
"""

from __future__ import annotations

import pytest

from tests.extract.english.saying import say

SENTENCES = [
    (
        "Kewen Hospital was founded in 1886 by Dr. Mary Hale, a Scottish missionary.",
        {
            "Kewen Hospital | foundedIn | 1886",
            "Kewen Hospital | establishedBy | Mary Hale",
            "Mary Hale | title | Dr.",
        },
    ),
    (
        "Established in 1936, the First Affiliated Hospital of Nanshan Medical University is a large hospital.",
        {
            "First Affiliated Hospital of Nanshan Medical University | foundedIn | 1936",
            "First Affiliated Hospital of Nanshan Medical University | partOf | Nanshan Medical University",
        },
    ),
    (
        "Linden Hospital, Mingde Medical College, Donghai University, founded in 1902, is a Grade III Class A hospital.",
        {
            "Linden Hospital, Mingde Medical College, Donghai University | foundedIn | 1902",
            "Linden Hospital, Mingde Medical College, Donghai University | hospitalGrade | Grade III Class A",
            "Linden Hospital, Mingde Medical College, Donghai University | partOf | Mingde Medical College",
            "Mingde Medical College | partOf | Donghai University",
        },
    ),
    (
        "Northgate University grew out of the Leeds Technical Institute and was renamed in 1962.",
        {"Northgate University | predecessor | Leeds Technical Institute"},
    ),
    (
        "Riverside Hospital, formerly known as Hale Mission Hospital, is located in Wuhan, China.",
        {
            "Riverside Hospital | predecessor | Hale Mission Hospital",
            "Riverside Hospital | locatedIn | Wuhan",
        },
    ),
    (
        "Riverside Hospital is directly under the administration of the National Health Commission.",
        {"Riverside Hospital | overseenBy | National Health Commission"},
    ),
    (
        "The Delta Laboratory of Immunology is part of the Eastgate Institute of Biology.",
        {"Delta Laboratory of Immunology | partOf | Eastgate Institute of Biology"},
    ),
    (
        "Riverside Hospital has a Heart Center, an Institute of Urology and the State Key Laboratory of Stroke.",
        {
            "Heart Center | partOf | Riverside Hospital",
            "Institute of Urology | partOf | Riverside Hospital",
            "State Key Laboratory of Stroke | partOf | Riverside Hospital",
        },
    ),
    (
        "Northgate University comprises three units: the School of Law, the Faculty of Arts and the Linden Library.",
        {
            "School of Law | partOf | Northgate University",
            "Faculty of Arts | partOf | Northgate University",
            "Linden Library | partOf | Northgate University",
        },
    ),
    (
        "Riverside Hospital has close cooperation with 30 institutions in Germany and Japan, such as Kiel University "
        "Hospital and Kyoto University.",
        {
            "Kiel University Hospital | collaboratesWith | Riverside Hospital",
            "Kyoto University | collaboratesWith | Riverside Hospital",
            "Kiel University Hospital | partOf | Kiel University",
        },
    ),
    (
        "In May 2018, Riverside Hospital and the University of Nottingham signed a memorandum of understanding.",
        {"Riverside Hospital | collaboratesWith | University of Nottingham"},
    ),
    (
        "Riverside Hospital plans to cooperate with the University of Nottingham.",
        set(),
    ),
    (
        "Riverside Hospital will establish the Linden Heart Center in 2030.",
        set(),
    ),
    (
        "Riverside Hospital has been honored as “National Model Hospital” and “Top Ten Hospitals”.",
        {
            "Riverside Hospital | received | National Model Hospital",
            "Riverside Hospital | received | Top Ten Hospitals",
        },
    ),
    (
        "The Department of Cardiology of Riverside Hospital was recognized by the Ministry of Health as a National "
        "Key Clinical Specialty.",
        {
            "Department of Cardiology | partOf | Riverside Hospital",
            "Department of Cardiology | received | National Key Clinical Specialty",
            "National Key Clinical Specialty | grantedBy | Ministry of Health",
        },
    ),
    (
        "Professor Li Ming, president of Riverside Hospital, received the Hale Prize in 2012.",
        {
            "Li Ming | title | Professor",
            "Li Ming | position | president",
            "Li Ming | affiliatedWith | Riverside Hospital",
            "Li Ming | received | Hale Prize",
        },
    ),
    (
        "Wang Lihua, MD, PhD, is the director of the Department of Neurology and a professor at Tsinghua University.",
        {
            "Wang Lihua | title | MD",
            "Wang Lihua | title | PhD",
            "Wang Lihua | position | director",
            "Wang Lihua | affiliatedWith | Department of Neurology",
            "Wang Lihua | title | professor",
            "Wang Lihua | affiliatedWith | Tsinghua University",
        },
    ),
    (
        "Dr. Chen Bo received his PhD in physics from Graz University in 1989 and joined Northgate University in 1994.",
        {
            "Chen Bo | title | Dr.",
            "Chen Bo | title | PhD",
            "Chen Bo | affiliatedWith | Graz University",
            "Chen Bo | affiliatedWith | Northgate University",
        },
    ),
    (
        "Mary Hale, MD, specializes in liver transplantation, hepatobiliary surgery and oncology.",
        {
            "Mary Hale | title | MD",
            "Mary Hale | expertIn | liver transplantation",
            "Mary Hale | expertIn | hepatobiliary surgery",
            "Mary Hale | expertIn | oncology",
        },
    ),
    (
        "Professor Mary Hale's research interests include stem cells and the diagnosis and treatment of glioma.",
        {
            "Mary Hale | title | Professor",
            "Mary Hale | expertIn | stem cells",
            "Mary Hale | expertIn | diagnosis and treatment of glioma",
        },
    ),
    (
        "Prof. Zhang Wei is vice chairman of the Surgery Branch of the Delta Medical Association.",
        {
            "Zhang Wei | title | Prof.",
            "Zhang Wei | position | vice chairman",
            "Zhang Wei | memberOf | Surgery Branch",
            "Surgery Branch | partOf | Delta Medical Association",
        },
    ),
    (
        "Dr. Zhang Wei has led many projects funded by the National Natural Science Foundation of China.",
        {
            "Zhang Wei | title | Dr.",
            "Zhang Wei | participatesIn | National Natural Science Foundation of China",
        },
    ),
    (
        "Northgate University offers degree programmes in nursing and civil engineering.",
        {"Northgate University | offers | nursing", "Northgate University | offers | civil engineering"},
    ),
    (
        "Riverside Hospital publishes the Delta Journal of Surgery.",
        {"Riverside Hospital | publishes | Delta Journal of Surgery"},
    ),
    (
        "The 5th Delta Stroke Forum was hosted by the Delta Medical Association and organized by Riverside Hospital.",
        {
            "Delta Medical Association | organizes | 5th Delta Stroke Forum",
            "Riverside Hospital | organizes | 5th Delta Stroke Forum",
        },
    ),
    (
        "The Delta Stroke Alliance, founded in 2015 and led by Riverside Hospital, grew fast.",
        {"Delta Stroke Alliance | foundedIn | 2015", "Riverside Hospital | leads | Delta Stroke Alliance"},
    ),
    (
        "Riverside Hospital is a member of the Delta Stroke Alliance.",
        {"Riverside Hospital | memberOf | Delta Stroke Alliance"},
    ),
    (
        "The Departments of Cardiology and Neurology of Riverside Hospital are National Key Disciplines.",
        {
            "Department of Cardiology | received | National Key Discipline",
            "Department of Neurology | received | National Key Discipline",
            "Department of Cardiology | partOf | Riverside Hospital",
            "Department of Neurology | partOf | Riverside Hospital",
        },
    ),
    (
        "Riverside Hospital has signed agreements with Lund University of Sweden, Hale Hospital in Wales and Orr Clinic (Canada).",
        {
            "Lund University | collaboratesWith | Riverside Hospital",
            "Hale Hospital | collaboratesWith | Riverside Hospital",
            "Orr Clinic | collaboratesWith | Riverside Hospital",
            "Lund University | locatedIn | Sweden",
            "Hale Hospital | locatedIn | Wales",
            "Orr Clinic | locatedIn | Canada",
        },
    ),
    (
        "Riverside Hospital won the second prize of the National Science and Technology Progress Award.",
        {
            "Riverside Hospital | received | second prize of the National Science and Technology Progress Award"
        },
    ),
    (
        "Riverside Hospital co-founded the Delta Cancer Alliance with Hale Hospital.",
        {
            "Delta Cancer Alliance | establishedBy | Riverside Hospital",
            "Delta Cancer Alliance | establishedBy | Hale Hospital",
            "Hale Hospital | collaboratesWith | Riverside Hospital",
        },
    ),
    (
        "Riverside Hospital was founded in 1911 by the missionary Dr. Samuel Ward.",
        {
            "Riverside Hospital | foundedIn | 1911",
            "Riverside Hospital | establishedBy | Samuel Ward",
            "Samuel Ward | title | Dr.",
        },
    ),
    (
        "Riverside Hospital traces its history back to Hale Dispensary Hospital, which was founded in 1886.",
        {
            "Riverside Hospital | predecessor | Hale Dispensary Hospital",
            "Hale Dispensary Hospital | foundedIn | 1886",
        },
    ),
    (
        "Riverside Hospital undertakes the teaching of clinical medicine, medical imaging and nursing.",
        {
            "Riverside Hospital | offers | clinical medicine",
            "Riverside Hospital | offers | medical imaging",
            "Riverside Hospital | offers | nursing",
        },
    ),
    (
        "Riverside Hospital has 18 National Key Clinical Specialties, including Cardiology and Thoracic Surgery.",
        {
            "Cardiology | received | National Key Clinical Specialty",
            "Thoracic Surgery | received | National Key Clinical Specialty",
        },
    ),
    (
        "Riverside Hospital has the Delta Laboratory of Precision Medicine for Rare Diseases and the Orr Center.",
        {
            "Delta Laboratory of Precision Medicine for Rare Diseases | partOf | Riverside Hospital",
            "Orr Center | partOf | Riverside Hospital",
        },
    ),
    (
        "Riverside Hospital has three campuses: the Main Campus in Donghu District and the Lake Campus.",
        {
            "Main Campus | partOf | Riverside Hospital",
            "Lake Campus | partOf | Riverside Hospital",
            "Main Campus | locatedIn | Donghu District",
        },
    ),
    (
        "Professor He Xiaolan teaches the course Human Anatomy at Riverside Hospital.",
        {
            "He Xiaolan | title | Professor",
            "He Xiaolan | teaches | Human Anatomy",
            "He Xiaolan | affiliatedWith | Riverside Hospital",
        },
    ),
    (
        "Head injury is common, and the chief complaint of most patients was pain in the back.",
        set(),
    ),
]


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_sentence(text: str, facts: set[str]) -> None:
    assert say(text).facts == facts


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
