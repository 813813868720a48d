"""The table of entities: one per name and group, classes by vote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.entities import EntityTable


@pytest.fixture
def table() -> EntityTable:
    return EntityTable()


def test_names_that_fold_alike_are_one_entity(table: EntityTable) -> None:
    assert table.add("Hospital", "东湖医院（新区）") == table.add("Hospital", "东湖医院(新区)")
    assert len(table) == 1


def test_the_same_name_in_another_group_is_another_entity(table: EntityTable) -> None:
    assert table.add("Person", "东湖") != table.add("Place", "东湖")


def test_an_alias_names_the_entity_unless_it_names_another(table: EntityTable) -> None:
    first = table.add("Hospital", "衢州市东湖医院", ["东湖医院"])
    other = table.add("Hospital", "西山医院")
    table.alias(first, "西山医院")
    assert table.find("institution", "东湖医院") == first
    assert table.find("institution", "西山医院") == other
    assert table.aliases(first) == ("东湖医院",)


def test_the_class_with_most_votes_wins_and_other_groups_have_none(table: EntityTable) -> None:
    unit = table.add("Center", "卒中中心")
    table.vote(unit, "Hospital", 0.5)
    assert table.cls(unit) == "Center"
    table.vote(unit, "Hospital", 2)
    table.vote(unit, "Award", 99)
    assert table.cls(unit) == "Hospital"


def test_a_fuller_name_makes_the_old_one_an_alias(table: EntityTable) -> None:
    unit = table.add("Department", "骨科")
    table.rename(unit, "东湖医院骨科")
    assert (table.name(unit), table.aliases(unit)) == ("东湖医院骨科", ("骨科",))
    assert table.find("institution", "骨科") == table.find("institution", "东湖医院骨科") == unit


def test_no_entity_takes_the_name_of_another(table: EntityTable) -> None:
    unit, other = table.add("Department", "骨科"), table.add("Department", "东湖医院骨科")
    table.rename(unit, "东湖医院骨科")
    assert table.name(unit) == "骨科"
    assert table.find("institution", "东湖医院骨科") == other


def test_records_hold_what_was_said_and_only_what_is_wanted(table: EntityTable) -> None:
    table.add("Hospital", "东湖医院")
    person = table.add("Person", "林一舟")
    table.set_context(person, 0)
    table.set_context(person, 5)
    table.identify(person, ["urn:b", "urn:a", "urn:b"])
    table.set_language(person, "en")
    (record,) = table.freeze([person, person])
    assert (record.id, record.cls, record.name, record.context) == (person, "Person", "林一舟", 0)
    assert (record.language, record.identifiers) == ("en", ("urn:a", "urn:b"))


@given(
    st.lists(
        st.tuples(st.sampled_from(["Hospital", "Person", "Award"]), st.text(min_size=1, max_size=6)),
        max_size=20,
    )
)
def test_a_name_once_added_is_found(rows: list[tuple[str, str]]) -> None:
    table = EntityTable()
    ids = [table.add(cls, name) for cls, name in rows]
    assert [table.add(cls, name) for cls, name in rows] == ids
    assert set(ids) == set(range(len(table)))
