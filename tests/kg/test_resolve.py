"""Who is who: one entity for one thing, across documents, whatever their order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.records import Extraction
from kg.records import Entity
from kg.resolve import Resolution, resolve
from tests.graphs import BASE
from tests.kg.extractions import Telling


def _labels(resolution: Resolution, cls: str = "") -> list[str]:
    return [entity.label for entity in resolution.entities if cls in ("", entity.cls)]


def _one(resolution: Resolution, label: str) -> Entity:
    [entity] = [entity for entity in resolution.entities if entity.label == label]
    return entity


def _hospital(name: str, *aliases: str, document: str = "a", cls: str = "Hospital") -> Extraction:
    telling = Telling(document)
    telling.entity(cls, name, *aliases)
    return telling.done()


def test_one_name_in_two_documents_is_one_thing() -> None:
    found = resolve(
        [_hospital("湘江医科大学 附属医院"), _hospital("湘江医科大学附属医院", document="b")], BASE
    )
    assert len(found.entities) == 1
    assert found.iris["a", 0] == found.iris["b", 0] == f"{BASE}hospital/湘江医科大学附属医院"


def test_traditional_and_full_width_forms_are_one_name() -> None:
    found = resolve([_hospital("湘江醫院（東院）"), _hospital("湘江医院(东院)", document="b")], BASE)
    assert len(found.entities) == 1


def test_aliases_and_identifiers_are_united() -> None:
    one, two = Telling("a"), Telling("b")
    one.entity("Hospital", "湘江医院", "湘医", same_as=("https://ror.org/1",))
    two.entity("Hospital", "湘江医院", "江医", "湘江医 院")
    found = _one(resolve([one.done(), two.done()], BASE), "湘江医院")
    assert found.aliases == ("江医", "湘医")
    assert found.identifiers == ("https://ror.org/1",)


def test_the_class_is_voted_and_organization_yields() -> None:
    telling = [_hospital("湘江康复院", document=d, cls="Organization") for d in "abc"]
    found = resolve([*telling, _hospital("湘江康复院", document="d", cls="Hospital")], BASE)
    assert [entity.cls for entity in found.entities] == ["Hospital"]


def test_an_award_and_a_program_of_one_name_stay_two() -> None:
    telling = Telling("a")
    telling.entity("Award", "湘江学者")
    telling.entity("Program", "湘江学者")
    assert len(resolve([telling.done()], BASE).entities) == 2


def test_a_specific_short_name_of_one_thing_names_it_elsewhere() -> None:
    found = resolve(
        [
            _hospital("湖南湘江医科大学附属协同医院", "湖南协同医院"),
            _hospital("湖南协同医院", document="b"),
        ],
        BASE,
    )
    assert _labels(found) == ["湖南湘江医科大学附属协同医院"]
    assert _one(found, "湖南湘江医科大学附属协同医院").aliases == ("湖南协同医院",)


def test_an_unspecific_short_name_does_not() -> None:
    for alias in ("附一院", "附属医院", "第一医院", "肿瘤医院"):
        found = resolve([_hospital("湖南湘江医科大学附属医院", alias), _hospital(alias, document="b")], BASE)
        assert len(found.entities) == 2, alias


def test_a_short_name_of_two_things_names_neither() -> None:
    found = resolve(
        [
            _hospital("湖南湘江协同医院", "湖南协同医院"),
            _hospital("湖南沅江协同医院", "湖南协同医院", document="b"),
            _hospital("湖南协同医院", document="c"),
        ],
        BASE,
    )
    assert len(found.entities) == 3


def test_inside_a_document_any_unique_short_name_does() -> None:
    telling = Telling("a")
    full = telling.entity("Hospital", "湖南湘江医科大学附属医院", "附属医院")
    short = telling.entity("Hospital", "附属医院")
    found = resolve([telling.done()], BASE)
    assert found.iris["a", full] == found.iris["a", short]


def test_an_english_name_finds_its_chinese_one() -> None:
    english = "Xiangjiang Medical University"
    found = resolve(
        [
            _hospital("湘江医科大学", english, cls="University"),
            _hospital(english, document="b", cls="University"),
        ],
        BASE,
    )
    assert _labels(found) == ["湘江医科大学"]


# ------------------------------------------------------------------ people


def _person(document: str, name: str, *institutions: str, context: bool = True) -> Extraction:
    telling = Telling(document)
    homes = [telling.entity("University", institution) for institution in institutions]
    person = telling.entity("Person", name, context=homes[0] if homes and context else None)
    for home in homes if not context else homes[1:]:
        telling.claim(person, "affiliatedWith", home, f"{name}在此")
    return telling.done()


def test_namesakes_at_two_institutions_are_two_people_with_iris_that_say_so() -> None:
    found = resolve([_person("a", "李明", "湘江大学"), _person("b", "李明", "沅江大学")], BASE)
    people = [entity.iri for entity in found.entities if entity.cls == "Person"]
    assert people == [f"{BASE}person/沅江大学/李明", f"{BASE}person/湘江大学/李明"]


def test_one_name_at_one_institution_is_one_person() -> None:
    found = resolve([_person("a", "李明", "湘江大学"), _person("b", "李明", "湘江大学", context=False)], BASE)
    assert _labels(found, "Person") == ["李明"]


def test_a_shared_institution_among_several_is_enough() -> None:
    found = resolve([_person("a", "李明", "湘江大学", "沅江大学"), _person("b", "李明", "沅江大学")], BASE)
    assert _labels(found, "Person") == ["李明"]


def test_people_without_institution_stay_in_their_documents() -> None:
    found = resolve([_person("a", "李明"), _person("b", "李明"), _person("c", "李明", "湘江大学")], BASE)
    people = [entity.iri for entity in found.entities if entity.cls == "Person"]
    assert people == [f"{BASE}person/a/李明", f"{BASE}person/b/李明", f"{BASE}person/湘江大学/李明"]


def test_without_institution_he_is_the_only_one_of_that_name_in_his_document() -> None:
    telling = Telling("a")
    home = telling.entity("University", "湘江大学")
    first = telling.entity("Person", "李明", context=home)
    second = telling.entity("Person", "李明")
    found = resolve([telling.done()], BASE)
    assert found.iris["a", first] == found.iris["a", second]


def test_but_not_where_there_are_two_to_choose_from() -> None:
    telling = Telling("a")
    for institution in ("湘江大学", "沅江大学"):
        telling.entity("Person", "李明", context=telling.entity("University", institution))
    telling.entity("Person", "李明")
    assert _labels(resolve([telling.done()], BASE), "Person") == ["李明"] * 3


def test_a_professor_of_the_university_is_the_one_of_its_hospital() -> None:
    one, two = Telling("a"), Telling("b")
    one.entity("Person", "李明", context=one.entity("University", "湘江大学"))
    university = two.entity("University", "湘江大学")
    hospital = two.entity("Hospital", "湘江大学附属医院", context=university)
    two.claim(hospital, "partOf", university, "医院属于大学")
    two.entity("Person", "李明", context=hospital)
    assert _labels(resolve([one.done(), two.done()], BASE), "Person") == ["李明"]


def test_unless_two_of_its_hospitals_have_one() -> None:
    one, two = Telling("a"), Telling("b")
    one.entity("Person", "李明", context=one.entity("University", "湘江大学"))
    university = two.entity("University", "湘江大学")
    for name in ("湘江大学附属医院", "湘江大学口腔医院"):
        hospital = two.entity("Hospital", name, context=university)
        two.entity("Person", "李明", context=hospital)
    assert _labels(resolve([one.done(), two.done()], BASE), "Person") == ["李明"] * 3


# ------------------------------------------------------------------ units with everyday names


def _unit(document: str, name: str, institution: str = "", cls: str = "Department") -> Extraction:
    telling = Telling(document)
    home = telling.entity("Hospital", institution) if institution else None
    telling.entity(cls, name, context=home)
    return telling.done()


def test_departments_of_two_hospitals_are_two() -> None:
    found = resolve([_unit("a", "神经外科", "湘江医院"), _unit("b", "神经外科", "沅江医院")], BASE)
    departments = [entity.iri for entity in found.entities if entity.cls == "Department"]
    assert departments == [f"{BASE}department/沅江医院/神经外科", f"{BASE}department/湘江医院/神经外科"]


def test_departments_of_one_hospital_are_one_once_the_hospital_is_known() -> None:
    one, two = Telling("a"), Telling("b")
    one.entity("Department", "神经外科", context=one.entity("Hospital", "湖南湘江协同医院", "湖南协同医院"))
    two.entity("Department", "神经外科", context=two.entity("Hospital", "湖南协同医院"))
    assert _labels(resolve([one.done(), two.done()], BASE), "Department") == ["神经外科"]


def test_what_a_unit_is_claimed_to_be_part_of_counts_as_its_institution() -> None:
    telling = Telling("a")
    hospital, ward = telling.entity("Hospital", "湘江医院"), telling.entity("Department", "神经外科")
    telling.claim(ward, "partOf", hospital, "医院设有神经外科")
    found = resolve([telling.done()], BASE)
    assert found.iris["a", ward] == f"{BASE}department/湘江医院/神经外科"


def test_departments_without_institution_stay_in_their_documents() -> None:
    found = resolve([_unit("a", "神经外科"), _unit("b", "神经外科")], BASE)
    assert len(found.entities) == 2


def test_a_unit_whose_name_says_its_institution_needs_no_context() -> None:
    name = "湘江大学附属医院神经外科"
    found = resolve([_unit("a", name, "湘江大学附属医院"), _unit("b", name)], BASE)
    assert _labels(found, "Department") == [name]
    assert _one(found, name).iri == f"{BASE}department/{name}"


# ------------------------------------------------------------------ order

NAMES = ("湘江医院", "湖南协同医院", "湖南湘江协同医院", "附属医院", "神经外科", "李明", "湘江大学")
CLASSES = ("Hospital", "Organization", "Department", "Person", "University", "Award")


@st.composite
def _documents(draw: st.DrawFn) -> list[Extraction]:
    documents = []
    for name in draw(st.lists(st.sampled_from("abcde"), min_size=1, max_size=4, unique=True)):
        telling = Telling(name)
        for _ in range(draw(st.integers(1, 6))):
            count = len(telling.entities)
            context = draw(st.none() | st.integers(0, count - 1)) if count else None
            aliases = draw(st.lists(st.sampled_from(NAMES), max_size=2))
            telling.entity(
                draw(st.sampled_from(CLASSES)), draw(st.sampled_from(NAMES)), *aliases, context=context
            )
        documents.append(telling.done())
    return documents


@settings(max_examples=150, deadline=None)
@given(documents=_documents(), data=st.data())
def test_the_order_of_documents_never_matters(documents: list[Extraction], data: st.DataObject) -> None:
    found = resolve(documents, BASE)
    assert resolve(data.draw(st.permutations(documents)), BASE) == found
    assert set(found.iris) == {(d.document.name, e.id) for d in documents for e in d.entities}
    iris = [entity.iri for entity in found.entities]
    assert set(found.iris.values()) == set(iris)
    assert iris == sorted(set(iris))
    for entity in found.entities:
        assert entity.label not in entity.aliases


def test_nothing_gives_nothing() -> None:
    assert resolve([], BASE) == Resolution((), {})
