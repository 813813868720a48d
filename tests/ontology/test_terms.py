"""The reader of the ontology: lookups, the class tree, names and IRIs, and what it costs to import."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from ontology import terms
from ontology.terms import (
    ANY,
    IKG,
    PREFIXES,
    OntologyError,
    allows,
    ancestors,
    class_term,
    expand,
    group_of,
    is_a,
    property_term,
    shorten,
    subclasses,
    vocabulary,
)


def test_a_class_is_itself_its_ancestors_and_anything() -> None:
    assert ancestors("Hospital") == {"Hospital", "Organization"}
    assert is_a("Hospital", "Hospital")
    assert is_a("Hospital", ANY)
    assert not is_a("Organization", "Hospital")
    assert not is_a("Person", "Organization")


def test_subclasses_start_with_the_class_and_agree_with_is_a() -> None:
    for name in vocabulary().classes:
        below = subclasses(name)
        assert below[0] == name
        assert set(below) == {other for other in vocabulary().classes if is_a(other, name)}
    assert len(subclasses("Organization")) == 14


def test_groups_have_a_chinese_label_and_hold_the_classes() -> None:
    assert set(vocabulary().groups) == {"institution", "person", "program", "place", "record"}
    assert vocabulary().groups["institution"] == "机构"
    assert (group_of("Team"), group_of("Discipline"), group_of("Place")) == (
        "institution",
        "program",
        "place",
    )


@pytest.mark.parametrize(
    ("prop", "subject", "target", "expected"),
    [
        ("partOf", "Hospital", "University", True),
        ("partOf", "Person", "Hospital", False),
        ("partOf", "Hospital", "Person", False),
        ("partOf", "Hospital", None, False),
        ("received", "Course", "Award", True),
        ("leads", "Person", "Laboratory", True),
        ("leads", "Person", "Hospital", False),
        ("title", "Person", None, True),
        ("title", "Person", "Award", False),
        ("foundedIn", "Team", None, True),
        ("about", "Observation", "Hospital", True),
    ],
)
def test_allows_follows_domain_and_range(prop: str, subject: str, target: str | None, expected: bool) -> None:
    assert allows(prop, subject, target) is expected


def test_unknown_names_are_told_with_the_known_ones() -> None:
    with pytest.raises(OntologyError, match=r"'Hosptal' is not a class of the ontology; it has: .*Hospital"):
        class_term("Hosptal")
    with pytest.raises(OntologyError, match="'partof' is not a property"):
        property_term("partof")
    with pytest.raises(OntologyError, match="not a class"):
        is_a("partOf", "Organization")
    with pytest.raises(OntologyError, match="unknown prefix"):
        expand("nope:thing")


def test_names_and_iris_translate_both_ways() -> None:
    names = [*vocabulary().classes, *vocabulary().properties, *(f"{prefix}:x" for prefix in PREFIXES)]
    for name in names:
        assert shorten(expand(name)) == name.removeprefix("ikg:")
    assert shorten("https://example.org/x") == "https://example.org/x"
    assert vocabulary().classes["Person"].iri == IKG + "Person"


def test_the_vocabulary_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(vocabulary())) == vocabulary()


@pytest.mark.parametrize("content", [None, "@prefix ikg: <broken"])
def test_an_ontology_that_cannot_be_read_is_one_clear_error(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "institution-kg.ttl"
    if content is not None:
        path.write_text(content)
    monkeypatch.setattr(terms, "ONTOLOGY_FILE", path)
    with pytest.raises(OntologyError, match=r"institution-kg\.ttl: cannot read the ontology"):
        vocabulary.__wrapped__()


def test_importing_loads_no_rdf_library() -> None:
    code = "import sys, ontology.terms; print([m for m in ('pyoxigraph', 'rdflib') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "[]"
