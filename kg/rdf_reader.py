"""RDF → records: the way back from ``graph.ttl`` and ``evidence.ttl``; the counterpart of ``kg.rdf``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.records import Entity, Evidence, Fact, KgError, Observation
from ontology.terms import IKG, expand

_RANGE = re.compile(r"#char=(\d+),(\d+)$")
_MEND = "mend the line or build the folder again"


class Node:
    """The properties of one subject of a Turtle file, and errors that say where it stands."""

    __slots__ = ("file", "iri", "values")

    def __init__(self, iri: str, file: Path) -> None:
        self.iri = iri
        self.file = file
        self.values: dict[str, list[NamedNode | Literal]] = defaultdict(list)

    def terms(self, predicate: str) -> list[NamedNode | Literal]:
        """The values of ``predicate`` ("about", "skos:altLabel") in the order of the file."""
        return self.values.get(expand(predicate), [])

    def all(self, predicate: str) -> list[str]:
        """The values of ``predicate`` as strings, sorted."""
        return sorted(value.value for value in self.terms(predicate))

    def one(self, predicate: str) -> str:
        """The value of a predicate that must be there.

        Raises:
            KgError: there is none.
        """
        values = self.all(predicate)
        if not values:
            raise KgError(f"{self.file}: <{self.iri}> has no {predicate}: {_MEND}")
        return values[0]

    def number(self, predicate: str) -> Decimal:
        """The value of ``predicate`` as a number.

        Raises:
            KgError: there is none, or it is not a number.
        """
        text = self.one(predicate)
        try:
            return Decimal(text)
        except InvalidOperation:
            raise KgError(f"{self.file}: <{self.iri}> {predicate} {text!r} is no number: {_MEND}") from None


Nodes = Mapping[str, Node]


def read_nodes(path: Path) -> Nodes:
    """The subjects of a Turtle file with their properties.

    Raises:
        KgError: the file is missing, unreadable or not Turtle (with line and reason).
    """
    nodes: dict[str, Node] = {}
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
                raise KgError(f"{path}: {quad.subject} {quad.predicate}: nodes without an IRI: {_MEND}")
            iri = quad.subject.value
            node = nodes.get(iri)
            if node is None:
                node = nodes[iri] = Node(iri, path)
            node.values[quad.predicate.value].append(quad.object)
    except SyntaxError as error:
        raise damaged(path, error) from None
    except FileNotFoundError:
        raise missing(path) from None
    except OSError as error:
        raise KgError(f"{path} cannot be read: {error.strerror or error}") from None
    return nodes


def damaged(path: Path, error: SyntaxError) -> KgError:
    """What to say of a file that is not Turtle: file, line, the parser's reason."""
    reason = str(error.msg).removeprefix("Parser error at ")
    return KgError(f"{path}:{error.lineno or '?'}: not valid Turtle: {reason}; {_MEND}")


def missing(path: Path) -> KgError:
    """What to say of a file that a graph folder should have."""
    return KgError(f"{path} is missing: {path.parent} is not a whole graph folder; build it again")


def _class_of(node: Node) -> str:
    """The name of the node's class in the ontology, "" if it has none."""
    classes = [iri.removeprefix(IKG) for iri in node.all("rdf:type") if iri.startswith(IKG)]
    return classes[0] if classes else ""


def entities(nodes: Nodes) -> tuple[Entity, ...]:
    """The entities of ``graph.ttl``, sorted by IRI."""
    found = []
    for iri, node in nodes.items():
        cls = _class_of(node)
        if cls in ("", "Observation"):
            continue
        label = node.one("skos:prefLabel")
        language = next((v.language for v in node.terms("skos:prefLabel") if isinstance(v, Literal)), None)
        aliases, identifiers = node.all("skos:altLabel"), node.all("skos:exactMatch")
        found.append(Entity(iri, cls, label, language or "zh", tuple(aliases), tuple(identifiers)))
    return tuple(sorted(found))


Said = Mapping[tuple[str, str, str], tuple[float, tuple[Evidence, ...]]]


def statements(nodes: Nodes) -> Said:
    """What ``evidence.ttl`` says about each (subject IRI, property name, object): confidence and evidence."""
    documents = {
        iri: node.one("dcterms:identifier") for iri, node in nodes.items() if _class_of(node) == "Document"
    }
    places = {
        iri: _evidence(node, nodes, documents) for iri, node in nodes.items() if _class_of(node) == "Evidence"
    }
    said = {}
    for node in nodes.values():
        if expand("rdf:Statement") not in node.all("rdf:type"):
            continue
        key = (
            node.one("rdf:subject"),
            node.one("rdf:predicate").removeprefix(IKG),
            node.one("rdf:object"),
        )
        sources = node.all("prov:wasDerivedFrom")
        missing = next((iri for iri in sources if iri not in places), None)
        if missing:
            raise KgError(f"{node.file}: <{node.iri}> is derived from <{missing}>, which is missing: {_MEND}")
        evidence = sorted((places[iri] for iri in sources), key=evidence_key)
        said[key] = float(node.number("confidence")), tuple(evidence)
    return said


def evidence_key(evidence: Evidence) -> tuple[object, ...]:
    """The sort key of evidence: place first; pages of unpaginated documents sort as 0."""
    e = evidence
    return (e.document, e.start, e.end, e.quote, e.marks, e.page or 0, e.section, e.rule, e.confidence)


def _evidence(node: Node, nodes: Nodes, documents: Mapping[str, str]) -> Evidence:
    selectors = [nodes[iri] for iri in node.all("oa:hasSelector") if iri in nodes]
    quotes = [s for s in selectors if s.terms("oa:exact")]
    positions = [s for s in selectors if s.terms("oa:start")]
    source = node.one("oa:hasSource")
    if not quotes or not positions or source not in documents:
        raise KgError(
            f"{node.file}: evidence <{node.iri}> lacks its document, quotation or position: {_MEND}"
        )
    pages, sections = node.all("schema:pagination"), node.all("schema:articleSection")
    return Evidence(
        document=documents[source],
        start=int(positions[0].number("oa:start")),
        end=int(positions[0].number("oa:end")),
        quote=quotes[0].one("oa:exact"),
        marks=_marks(node),
        page=int(node.number("schema:pagination")) if pages else None,
        section=sections[0] if sections else "",
        rule=node.one("extractedBy"),
        confidence=float(node.number("confidence")),
    )


def _marks(node: Node) -> tuple[tuple[int, int], ...]:
    marks = []
    for iri in node.all("dcterms:hasPart"):
        found = _RANGE.search(iri)
        if not found:
            raise KgError(f"{node.file}: <{node.iri}> part <{iri}> does not end in #char=START,END: {_MEND}")
        marks.append((int(found[1]), int(found[2])))
    return tuple(sorted(marks))


def facts(nodes: Nodes, known: Sequence[Entity], said: Said) -> tuple[Fact, ...]:
    """The facts of ``graph.ttl``, sorted; those unknown to ``evidence.ttl`` have confidence 0."""
    found = []
    for entity in known:
        for property, value in _ikg_values(nodes[entity.iri]):
            confidence, evidence = said.get((entity.iri, property, value.value), (0.0, ()))
            literal = isinstance(value, Literal)
            found.append(Fact(entity.iri, property, value.value, literal, confidence, evidence))
    return tuple(sorted(found, key=lambda fact: (fact.subject, fact.property, fact.object)))


def _ikg_values(node: Node) -> Iterator[tuple[str, NamedNode | Literal]]:
    for predicate, values in node.values.items():
        if predicate.startswith(IKG):
            for value in values:
                yield predicate.removeprefix(IKG), value


def observations(nodes: Nodes, said: Said) -> tuple[Observation, ...]:
    """The observations of ``graph.ttl``, sorted by IRI."""
    found = []
    for iri, node in nodes.items():
        if _class_of(node) != "Observation":
            continue
        about = node.one("about")
        confidence, evidence = said.get((iri, "about", about), (0.0, ()))
        found.append(
            Observation(
                iri=iri,
                about=about,
                measure=node.one("measure"),
                value=node.number("value"),
                unit="".join(node.all("unit")),
                period="".join(node.all("period")),
                approximate=node.all("approximate") == ["true"],
                confidence=confidence,
                evidence=evidence,
            )
        )
    return tuple(sorted(found, key=lambda observation: observation.iri))
