"""The shapes: what they accept, what each of them refuses and says about it, and how long they take."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontology.terms import ANY, IKG, ONTOLOGY_FILE, SHAPES_FILE, expand, subclasses, vocabulary

NS = Namespace("https://w3id.org/institution-kg/shapes#")
DATA = "PREFIX : <https://example.org/id/> PREFIX dcterms: <http://purl.org/dc/terms/> " + " ".join(
    f"PREFIX {prefix}: <{expand(prefix + ':')}>"
    for prefix in ("ikg", "oa", "prov", "rdf", "rdfs", "schema", "skos", "xsd")
)

# For each shape the changes to the valid graph that it must refuse ("-" takes triples away, "+" adds them).
VIOLATIONS = """
Entity                  + _:b skos:prefLabel "无名"@zh ; rdfs:label "无名"@zh ; a ikg:Person
Entity-type             + :person a ikg:Award
Entity-type             - :ward a ikg:Department
Entity-type             + :x skos:prefLabel "错"@zh ; rdfs:label "错"@zh ; a ikg:Hosptal
Entity-type             + :x skos:prefLabel "错"@zh ; rdfs:label "错"@zh ; a ikg:Observation
Entity-prefLabel        - :team skos:prefLabel "水文创新团队"@zh ; rdfs:label "水文创新团队"@zh
Entity-prefLabel        + :team skos:prefLabel "另一个"@zh ; rdfs:label "另一个"@zh
Entity-prefLabel        + :x a ikg:Team ; skos:prefLabel "没有语言" ; rdfs:label "没有语言"
Entity-prefLabel        + :x a ikg:Team ; skos:prefLabel "断\\n行"@zh ; rdfs:label "断\\n行"@zh
Entity-prefLabel        + :x a ikg:Team ; skos:prefLabel " 空白"@zh ; rdfs:label " 空白"@zh
Entity-prefLabel        + :x a ikg:Team ; skos:prefLabel ""@zh ; rdfs:label ""@zh
Entity-label            - :team rdfs:label "水文创新团队"@zh
Entity-label            + :team rdfs:label "水文团队"@zh
Entity-altLabel         + :team skos:altLabel "水文创新团队"@zh
Entity-altLabel         + :team skos:altLabel "水文队"
Entity-exactMatch       + :team skos:exactMatch "Q42"
partOf-subject          + :person ikg:partOf :hospital
partOf-subject          + :hospital ikg:partOf :hospital
partOf                  + :ward ikg:partOf :person
partOf                  + :ward ikg:partOf :nowhere
partOf                  + :ward ikg:partOf "附属医院"
partOf-mutual           + :university ikg:partOf :hospital
overseenBy-subject      + :award ikg:overseenBy :ministry
overseenBy-subject      + :ministry ikg:overseenBy :ministry
overseenBy              + :ward ikg:overseenBy :place
overseenBy-mutual       + :ministry ikg:overseenBy :university
establishedBy-subject   + :award ikg:establishedBy :ministry
establishedBy-subject   + :ministry ikg:establishedBy :ministry
establishedBy           + :institute ikg:establishedBy :award
collaboratesWith-subject + :person ikg:collaboratesWith :company
collaboratesWith-subject + :company ikg:collaboratesWith :company
collaboratesWith        + :company ikg:collaboratesWith :person
memberOf-subject        + :award ikg:memberOf :association
memberOf-subject        + :association ikg:memberOf :association
memberOf                + :person ikg:memberOf :hospital
leads-subject           + :place ikg:leads :team
leads-subject           + :team ikg:leads :team
leads                   + :person ikg:leads :hospital
participatesIn-subject  + :award ikg:participatesIn :event
participatesIn          + :person ikg:participatesIn :team
received-subject        + :award ikg:received :award
received-subjectName    + :nobody ikg:received :award
received                + :person ikg:received :program
grantedBy-subject       + :hospital ikg:grantedBy :ministry
grantedBy-subject       + :base ikg:grantedBy :base
grantedBy               + :award ikg:grantedBy :person
offers-subject          + :person ikg:offers :course
offers                  + :university ikg:offers :award
organizes-subject       + :person ikg:organizes :event
organizes               + :university ikg:organizes :course
publishes-subject       + :person ikg:publishes :publication
publishes               + :university ikg:publishes :policy
issued-subject          + :person ikg:issued :policy
issued                  + :university ikg:issued :publication
locatedIn-subject       + :person ikg:locatedIn :place
locatedIn               + :hospital ikg:locatedIn :university
predecessor-subject     + :person ikg:predecessor :student
predecessor-subject     + :hospital ikg:predecessor :hospital
predecessor             + :hospital ikg:predecessor :event
predecessor-mutual      + :oldschool ikg:predecessor :university
affiliatedWith-subject  + :ward ikg:affiliatedWith :hospital
affiliatedWith          + :person ikg:affiliatedWith :place
expertIn-subject        + :award ikg:expertIn :discipline
expertIn                + :person ikg:expertIn :course
teaches-subject         + :hospital ikg:teaches :course
teaches                 + :person ikg:teaches :discipline
authorOf-subject        + :hospital ikg:authorOf :publication
authorOf                + :person ikg:authorOf :course
advises-subject         + :hospital ikg:advises :student
advises-subject         + :student ikg:advises :student
advises                 + :person ikg:advises :team
covers-subject          + :hospital ikg:covers :discipline
covers                  + :program ikg:covers :course
title-subject           + :hospital ikg:title "教授"
title                   + :person ikg:title "教授"@zh
title                   + :person ikg:title " "
position-subject        + :hospital ikg:position "院长"
position                + :person ikg:position 7
foundedIn-subject       + :person ikg:foundedIn "1980"^^xsd:gYear
foundedIn               + :hospital ikg:foundedIn "1951"
foundedIn               + :hospital ikg:foundedIn "0899"^^xsd:gYear
foundedIn               + :hospital ikg:foundedIn "2101"^^xsd:gYear
hospitalGrade-subject   + :university ikg:hospitalGrade "三级甲等"
hospitalGrade           + :hospital ikg:hospitalGrade ""
Observation             + :ward ikg:unit "张"
Observation             - :bare a ikg:Observation
Observation-about       - :bare ikg:about :program
Observation-about       + :bare ikg:about :university
Observation-subject     + :x a ikg:Observation ; ikg:about :y ; ikg:measure "床位" ; ikg:value 1.0
Observation-measure     - :bare ikg:measure "覆盖率"
Observation-measure     + :bare ikg:measure "比率"
Observation-value       - :bare ikg:value 0.5
Observation-value       + :bare ikg:value 0.6
Observation-value       + :x a ikg:Observation ; ikg:about :ward ; ikg:measure "床位" ; ikg:value "多"
Observation-unit        + :figure ikg:unit "床"
Observation-unit        + :bare ikg:unit ""
Observation-period      + :figure ikg:period "2022"
Observation-period      + :bare ikg:period "2022"^^xsd:gYear
Observation-approximate - :bare ikg:approximate false
Observation-approximate + :bare ikg:approximate true
Statement-subject       - :statement rdf:subject :ward
Statement-predicate     + :statement rdf:predicate ikg:leads
Statement-object        - :statement rdf:object :hospital
Statement-wasDerivedFrom - :statement prov:wasDerivedFrom :evidence
Statement-wasDerivedFrom + :statement prov:wasDerivedFrom :document
Evidence-hasSource      - :evidence oa:hasSource :document
Evidence-hasSource      + :evidence oa:hasSource :university
Evidence-exact          - :quote oa:exact "附属医院设有心脏内科"
Evidence-exact          + :quote oa:exact ""
Evidence-start          - :position oa:start 0
Evidence-end            - :evidence oa:hasSelector :position
Evidence-pagination     + :evidence schema:pagination 0
Evidence-extractedBy    - :evidence ikg:extractedBy "units/1"
Evidence-confidence     - :evidence ikg:confidence 1.0
Position-start          + :position oa:start 10
Position-start          + :position oa:start -1
Position-end            + :position oa:end "十"
Document                + _:d a ikg:Document ; dcterms:title "无"
Document-title          - :document dcterms:title "云湖大学年报"
confidence-subject      + :ward ikg:confidence 0.5
confidence              + :statement ikg:confidence 1.5
confidence              + :evidence ikg:confidence "high"
""".strip().splitlines()


@cache
def _shapes() -> Graph:
    return Graph().parse(SHAPES_FILE)


@cache
def _ontology() -> Graph:
    return Graph().parse(ONTOLOGY_FILE)


def _valid() -> Graph:
    return Graph().parse(Path(__file__).with_name("valid.ttl"))


def _results(data: Graph) -> Iterator[tuple[Node, Graph]]:
    """Each result of validating ``data`` as (result node, report)."""
    _, report, _ = validate(data, shacl_graph=_shapes(), ont_graph=_ontology())
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield result, report


def _top_shapes() -> set[URIRef]:
    return {s for s in _shapes().subjects(RDF.type) if isinstance(s, URIRef) and s in NS}


def test_the_valid_graph_conforms() -> None:
    conforms, _, text = validate(_valid(), shacl_graph=_shapes(), ont_graph=_ontology())
    assert conforms, text


def test_the_valid_graph_uses_every_class_and_property_and_every_shape() -> None:
    data, shapes = _valid(), _shapes()
    used = set(data.predicates()) | set(data.objects(None, RDF.type))
    assert {term.iri for term in [*vocabulary().classes.values(), *vocabulary().properties.values()]} <= {
        str(node) for node in used
    }
    for shape in _top_shapes():
        targets = [*shapes.objects(shape, SH.targetSubjectsOf), *shapes.objects(shape, SH.targetClass)]
        assert any(target in used for target in targets), shape


@pytest.mark.parametrize("case", VIOLATIONS, ids=lambda case: case.split()[0])
def test_a_violation_is_found_by_its_shape_and_told_in_both_languages(case: str) -> None:
    name, sign, triples = case.split(maxsplit=2)
    data = _valid()
    data.update(f"{DATA} {'INSERT' if sign == '+' else 'DELETE'} DATA {{ {triples} }}")
    found = [
        (result, report) for result, report in _results(data) if (result, SH.sourceShape, NS[name]) in report
    ]
    assert found
    for result, report in found:
        messages = [o for o in report.objects(result, SH.resultMessage) if isinstance(o, Literal)]
        assert {message.language for message in messages} == {"zh", "en"}


def test_every_shape_has_a_violation_to_refuse() -> None:
    assert {str(NS[case.split()[0]]) for case in VIOLATIONS} == {str(shape) for shape in _top_shapes()}


def test_a_wrong_object_is_reported_as_the_fact_itself() -> None:
    data = _valid()
    data.update(f"{DATA} INSERT DATA {{ :person ikg:teaches :discipline }}")
    ((result, report),) = _results(data)
    parts = [report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value)]
    base = "https://example.org/id/"
    assert [str(part) for part in parts] == [f"{base}person", f"{IKG}teaches", f"{base}discipline"]


def _classes(shape: URIRef) -> set[str]:
    """The classes that a shape wants, alone or one of a union."""
    shapes = _shapes()
    nodes = [shape, *(member for union in shapes.objects(shape, SH["or"]) for member in shapes.items(union))]
    return {str(cls) for node in nodes for cls in shapes.objects(node, SH["class"])}


@pytest.mark.parametrize("name", vocabulary().properties)
def test_domain_and_range_are_those_of_the_ontology(name: str) -> None:
    term, shapes = vocabulary().properties[name], _shapes()
    domain = {expand(cls) for cls in term.domain}
    if term.domain == ("Observation",):
        shape, subject = NS[f"Observation-{name}"], NS["Observation"]
    elif term.domain == ("Evidence",):
        shape, subject = NS[f"Evidence-{name}"], None
        assert shapes.value(shape, SH.targetClass) == URIRef(*domain)
    else:
        shape, subject = NS[name], NS[f"{name}-subject"]
        assert shapes.value(shape, SH.targetSubjectsOf) == URIRef(term.iri)
    assert shapes.value(shape, SH.path) == URIRef(term.iri)
    if subject and term.domain != (ANY,):
        assert _classes(subject) == domain
        assert URIRef(term.iri) in set(shapes.objects(subject, SH.targetSubjectsOf))
    if term.literal:
        assert str(shapes.value(shape, SH.datatype)) == expand(term.range[0])
    elif term.range != (ANY,):
        assert _classes(shape) == {expand(cls) for cls in term.range}


def test_entity_classes_are_those_of_the_ontology() -> None:
    shapes = _shapes()
    entity = {term.iri for term in vocabulary().classes.values() if term.group != "record"}
    listed = shapes.value(NS["Entity-type"], SH["in"])
    assert listed is not None
    assert {str(cls) for cls in shapes.items(listed)} == entity
    targets = [str(cls).removeprefix(IKG) for cls in shapes.objects(NS["Entity-prefLabel"], SH.targetClass)]
    assert {IKG + below for cls in targets for below in subclasses(cls)} == entity


def test_the_shapes_themselves_are_valid_shacl() -> None:
    conforms, _, text = validate(Graph(), shacl_graph=_shapes(), ont_graph=_ontology(), meta_shacl=True)
    assert conforms, text


def test_twenty_thousand_triples_conform() -> None:
    data = _large(20_000)
    conforms, _, text = validate(data, shacl_graph=_shapes(), ont_graph=_ontology())
    assert conforms, text[:2000]


def _large(size: int) -> Graph:
    """A valid graph of at least ``size`` triples: hospitals with units, staff, disciplines and figures."""
    data, number = Graph(), 0
    ikg = Namespace(IKG)
    while len(data) < size:
        number += 1
        names = ("hospital", "ward", "person", "discipline")
        hospital, ward, person, discipline = nodes = [URIRef(f"https://e.org/{n}/{number}") for n in names]
        for node, cls in zip(nodes, ("Hospital", "Department", "Person", "Discipline"), strict=True):
            label = Literal(f"{cls}{number}", lang="en")
            data.add((node, RDF.type, ikg[cls]))
            data.add((node, SKOS.prefLabel, label))
            data.add((node, RDFS.label, label))
        data.add((ward, ikg.partOf, hospital))
        data.add((person, ikg.affiliatedWith, ward))
        data.add((person, ikg.expertIn, discipline))
        data.add((person, ikg.title, Literal("教授")))
        data.add((hospital, ikg.foundedIn, Literal("1951", datatype=expand("xsd:gYear"))))
        figure = URIRef(f"https://e.org/observation/{number}")
        data.add((figure, RDF.type, ikg.Observation))
        data.add((figure, ikg.about, hospital))
        data.add((figure, ikg.measure, Literal("床位")))
        data.add((figure, ikg.value, Literal("1200", datatype=expand("xsd:decimal"))))
        data.add((figure, ikg.approximate, Literal(False)))
    return data
