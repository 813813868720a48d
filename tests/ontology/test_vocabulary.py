"""The ontology file: the agreed names, meanings and alignments, in Turtle that any parser takes."""

import logging
import re
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from ontology.terms import IKG, ONTOLOGY_FILE, PREFIXES, SHAPES_FILE, is_a, vocabulary

# The agreed classes, by group.
GROUPS = {
    "institution": [
        "Organization", "University", "School", "AcademicUnit", "Hospital", "Department", "ResearchInstitute",
        "Laboratory", "Center", "Base", "GovernmentBody", "Company", "Association", "Team",
    ],
    "person": ["Person"],
    "program": ["Program", "Discipline", "Course", "Publication", "Award", "Event", "Policy"],
    "place": ["Place"],
    "record": ["Observation", "Document", "Evidence"],
}  # fmt: skip
ORGANIZATIONS = GROUPS["institution"]

# The agreed properties: name, domain, range; "/" separates the members of a union.
PROPERTIES = {
    name: (domain.split("/"), target.split("/"))
    for name, domain, target in (
        line.split()
        for line in """
        partOf Organization Organization
        overseenBy Organization Organization
        establishedBy Organization/Program/Event Organization/Person
        collaboratesWith Organization Organization
        memberOf Organization/Person Association/Team
        leads Organization/Person Association/Team/Program/Event/Center/Laboratory
        participatesIn Organization/Person Program/Event
        received owl:Thing Award
        grantedBy Award/Program/Base Organization
        offers Organization Discipline/Course/Program
        organizes Organization Event/Program
        publishes Organization Publication
        issued Organization Policy
        locatedIn Organization/Event Place
        predecessor Organization Organization
        affiliatedWith Person Organization
        expertIn Person/Organization Discipline
        teaches Person Course
        authorOf Person Publication/Policy
        advises Person Person
        covers Program/AcademicUnit/Association Discipline
        title Person xsd:string
        position Person xsd:string
        foundedIn Organization/Program xsd:gYear
        hospitalGrade Hospital xsd:string
        about Observation owl:Thing
        measure Observation xsd:string
        value Observation xsd:decimal
        unit Observation xsd:string
        period Observation xsd:string
        approximate Observation xsd:boolean
        extractedBy Evidence xsd:string
        confidence Evidence/rdf:Statement xsd:decimal
        """.strip().splitlines()
    )
}

# The vocabularies that the ontology promises to be aligned to: prefix and one of the terms expected.
ALIGNED = {
    "org": "Organization",
    "schema": "Organization",
    "foaf": "Person",
    "vivo": "AcademicUnit",
    "skos": "Discipline",
    "prov": "Document",
    "oa": "Evidence",
}

HAN = re.compile("[一-鿿]")


def test_classes_are_exactly_the_agreed_ones() -> None:
    classes = vocabulary().classes
    assert {name: term.group for name, term in classes.items()} == {
        name: group for group, names in GROUPS.items() for name in names
    }
    assert [name for name in classes if is_a(name, "Organization")] == ORGANIZATIONS


def test_classes_below_organization_have_it_as_their_parent_and_the_others_have_none() -> None:
    parents = {name: term.parents for name, term in vocabulary().classes.items()}
    below = set(ORGANIZATIONS) - {"Organization"}
    assert parents == {name: ("Organization",) if name in below else () for name in parents}


def test_properties_are_exactly_the_agreed_ones_with_domain_and_range() -> None:
    terms = vocabulary().properties
    assert {name: (list(term.domain), list(term.range)) for name, term in terms.items()} == PROPERTIES


def test_only_literal_ranges_make_a_property_literal() -> None:
    literal = {name for name, term in vocabulary().properties.items() if term.literal}
    assert literal == {name for name, (_, target) in PROPERTIES.items() if target[0].startswith("xsd:")}


def test_only_collaboration_is_symmetric_and_nothing_is_transitive() -> None:
    assert [t.name for t in vocabulary().properties.values() if t.symmetric] == ["collaboratesWith"]
    assert not set(Graph().parse(ONTOLOGY_FILE).subjects(RDF.type, OWL.TransitiveProperty))


def test_every_term_says_what_it_is_in_both_languages() -> None:
    for term in [*vocabulary().classes.values(), *vocabulary().properties.values()]:
        assert HAN.search(term.label_zh), term.name
        assert HAN.search(term.definition_zh), term.name
        assert term.label_en, term.name
        assert not HAN.search(term.label_en), term.name
        assert term.definition_en.endswith("."), term.name


def test_labels_are_not_shared_between_classes_or_between_properties() -> None:
    for terms in (vocabulary().classes.values(), vocabulary().properties.values()):
        for language in ("zh", "en"):
            labels = [term.label(language) for term in terms]
            assert len(set(labels)) == len(labels)


def test_every_term_is_aligned_to_another_vocabulary() -> None:
    terms = {**vocabulary().classes, **vocabulary().properties}
    assert [name for name, term in terms.items() if not term.alignments] == []
    for prefix, name in ALIGNED.items():
        assert any(other.startswith(f"{prefix}:") for other in terms[name].alignments), (prefix, name)


def test_the_ontology_names_itself_its_version_its_licence_and_its_maker() -> None:
    graph = Graph().parse(ONTOLOGY_FILE)
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    assert str(ontology) == IKG.rstrip("#")
    assert {t.language for t in graph.objects(ontology, _dcterms("title")) if isinstance(t, Literal)} == {
        "zh",
        "en",
    }
    assert str(graph.value(ontology, _dcterms("license"))).endswith("LICENSE-2.0")
    assert graph.value(ontology, _dcterms("creator"))
    assert str(graph.value(ontology, OWL.versionInfo)) == vocabulary().version


def test_no_term_is_used_before_it_is_declared() -> None:
    graph = Graph().parse(ONTOLOGY_FILE)
    used = {str(node) for triple in graph for node in triple if str(node).startswith(IKG)}
    assert used == {str(node) for node in graph.subjects(RDFS.label) if str(node).startswith(IKG)}


@pytest.mark.parametrize("path", [ONTOLOGY_FILE, SHAPES_FILE], ids=lambda path: path.name)
def test_rdflib_reads_it_without_a_warning(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        graph = Graph().parse(path)
    assert caplog.records == []
    assert [o for o in graph.objects() if isinstance(o, Literal) and o.ill_typed] == []


@pytest.mark.parametrize("path", [ONTOLOGY_FILE, SHAPES_FILE], ids=lambda path: path.name)
def test_rapper_reads_it_without_a_warning(path: Path) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed (Debian package raptor2-utils)")
    command = [rapper, "-c", "-i", "turtle", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    lines = run.stderr.splitlines()
    assert [line for line in lines if "Parsing" not in line] == []
    assert f"returned {len(Graph().parse(path))} triples" in lines[-1]


def test_the_prefixes_of_the_file_are_those_of_the_code() -> None:
    declared = re.findall(r"^@prefix (\w+): +<(.+)> \.$", ONTOLOGY_FILE.read_text("utf-8"), re.MULTILINE)
    assert PREFIXES.items() <= dict(declared).items()


def _dcterms(name: str) -> URIRef:
    return URIRef(PREFIXES["dcterms"] + name)
