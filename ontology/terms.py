"""Namespaces, and the classes and properties of the ontology: the only reader of ``institution-kg.ttl``.

The Turtle file is parsed on the first question, not on import, so that importing this module stays cheap.
The IRIs of things (``ontology/minting.py``) can be imported from here too: one door to the layer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.minting import DEFAULT_BASE, fold, mint, mint_document, mint_observation, mint_record

__all__ = [
    "ANY", "DEFAULT_BASE", "IKG", "ONTOLOGY_FILE", "PREFIXES", "QUERIES_DIR", "SHAPES_FILE", "OntologyError",
    "Term", "Vocabulary", "allows", "ancestors", "class_term", "expand", "fold", "group_of", "is_a", "mint",
    "mint_document", "mint_observation", "mint_record", "property_term", "shorten", "subclasses",
    "vocabulary",
]  # fmt: skip

IKG = "https://w3id.org/institution-kg/ontology#"
ONTOLOGY_FILE = Path(__file__).with_name("institution-kg.ttl")
SHAPES_FILE = Path(__file__).with_name("shapes.ttl")
QUERIES_DIR = Path(__file__).with_name("queries")

PREFIXES: Mapping[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ikg": IKG,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vivo": "http://vivoweb.org/ontology/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

MATCHES = ("skos:closeMatch", "skos:relatedMatch", "rdfs:seeAlso")
"""How a term points to a near one of another vocabulary, besides being below it."""

ANY = "owl:Thing"
"""The domain or range of a property that any entity may have."""


class OntologyError(Exception):
    """A name that the ontology does not have, or an ontology file that cannot be read."""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the ontology.

    ``domain`` and ``range`` hold local names of this ontology ("Hospital") and prefixed names of others
    ("xsd:gYear", ``ANY``); several names are a union. ``parents`` holds local names only, ``alignments`` only
    names of others (an IRI where ``PREFIXES`` has none). ``group`` is the facet of a class: "institution",
    "person", "program", "place" or "record"; "" for properties. ``literal``: has a literal object.
    """

    name: str
    iri: str
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str
    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    group: str = ""
    literal: bool = False
    symmetric: bool = False
    alignments: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """Return the label in ``language``, "zh" or "en"."""
        return self.label_zh if language == "zh" else self.label_en


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms by local name, in the order of the file; ``groups`` maps a group to its Chinese label."""

    classes: Mapping[str, Term]
    properties: Mapping[str, Term]
    groups: Mapping[str, str]
    version: str


@cache
def vocabulary() -> Vocabulary:
    """Read the ontology, once per process.

    Raises:
        OntologyError: the ontology file is missing or is not Turtle.
    """
    graph = _read(ONTOLOGY_FILE)
    classes: dict[str, Term] = {}
    properties: dict[str, Term] = {}
    groups: dict[str, str] = {}
    for name, node in graph.items():
        if ":" in name:  # a term of another vocabulary, a blank node or the ontology itself
            continue
        term = _term(name, node, graph)
        if term.group:
            classes[name] = term
            groups[term.group] = _text(node, "dcterms:subject", "zh")
        else:
            properties[name] = term
    return Vocabulary(classes, properties, groups, _text(graph[IKG.rstrip("#")], "owl:versionInfo"))


_Node = dict[str, list[tuple[str, str]]]
"""What the file says of one subject: prefixed predicate → (short IRI or text, language) in file order."""


def _read(path: Path) -> dict[str, _Node]:
    from pyoxigraph import Literal, RdfFormat, parse  # noqa: PLC0415 - 40 ms, only where it is needed

    def key(term: object) -> str:
        text = str(term)  # "_:label" or "<iri>"
        return text if text.startswith("_:") else shorten(text[1:-1])

    graph: dict[str, _Node] = {}
    try:
        for subject, predicate, target, _ in parse(path=path, format=RdfFormat.TURTLE):
            plain = (
                (target.value, target.language or "") if isinstance(target, Literal) else (key(target), "")
            )
            graph.setdefault(key(subject), {}).setdefault(key(predicate), []).append(plain)
    except (OSError, SyntaxError) as error:
        raise OntologyError(f"{path}: cannot read the ontology ({error}); reinstall the package") from error
    return graph


def _term(name: str, node: _Node, graph: Mapping[str, _Node]) -> Term:
    kinds = _names(node, "rdf:type")
    above = _names(node, "rdfs:subClassOf") + _names(node, "rdfs:subPropertyOf")
    matches = [other for match in MATCHES for other in _names(node, match)]
    return Term(
        name=name,
        iri=IKG + name,
        label_zh=_text(node, "rdfs:label", "zh"),
        label_en=_text(node, "rdfs:label", "en"),
        definition_zh=_text(node, "skos:definition", "zh"),
        definition_en=_text(node, "skos:definition", "en"),
        parents=tuple(other for other in above if ":" not in other),
        domain=_union(node, "rdfs:domain", graph),
        range=_union(node, "rdfs:range", graph),
        group=_text(node, "dcterms:subject", "en"),
        literal="owl:DatatypeProperty" in kinds,
        symmetric="owl:SymmetricProperty" in kinds,
        alignments=tuple(other for other in [*above, *matches] if ":" in other),
    )


def _names(node: _Node, predicate: str) -> list[str]:
    return [text for text, _ in node.get(predicate, ())]


def _text(node: _Node, predicate: str, language: str = "") -> str:
    return next((text for text, spoken in node.get(predicate, ()) if spoken == language), "")


def _union(node: _Node, predicate: str, graph: Mapping[str, _Node]) -> tuple[str, ...]:
    """Return the classes of a domain or range: one named class, or the members of an ``owl:unionOf``."""
    names = _names(node, predicate)
    if not names or not names[0].startswith("_:"):
        return tuple(names)
    members, rest = [], _names(graph[names[0]], "owl:unionOf")[0]
    while rest != "rdf:nil":
        members += _names(graph[rest], "rdf:first")
        rest = _names(graph[rest], "rdf:rest")[0]
    return tuple(members)


@cache
def ancestors(cls: str) -> frozenset[str]:
    """Return ``cls`` and all its superclasses in this ontology.

    Raises:
        OntologyError: the ontology has no such class.
    """
    return frozenset({cls}.union(*(ancestors(parent) for parent in class_term(cls).parents)))


def is_a(cls: str, ancestor: str) -> bool:
    """Tell whether ``cls`` is ``ancestor`` or below it; everything is below ``ANY``.

    >>> is_a("Hospital", "Organization"), is_a("Hospital", "Person")
    (True, False)
    """
    return ancestor == ANY or ancestor in ancestors(cls)


@cache
def subclasses(cls: str) -> tuple[str, ...]:
    """Return ``cls`` and every class below it, in the order of the ontology file."""
    class_term(cls)
    return tuple(name for name in vocabulary().classes if is_a(name, cls))


def group_of(cls: str) -> str:
    """Return the group that ``cls`` is shown and counted in, "institution" for "Hospital"."""
    return class_term(cls).group


@cache
def allows(prop: str, subject: str, target: str | None = None) -> bool:
    """Tell whether ``prop`` may lead from class ``subject`` to class ``target`` (None: to a literal).

    >>> allows("advises", "Person", "Person"), allows("advises", "Hospital", "Person")
    (True, False)
    >>> allows("title", "Person")
    True
    """
    term = property_term(prop)
    if term.literal is not (target is None) or not any(is_a(subject, cls) for cls in term.domain):
        return False
    return target is None or any(is_a(target, cls) for cls in term.range)


def class_term(name: str) -> Term:
    """Return the class ``name``.

    Raises:
        OntologyError: the ontology has no such class.
    """
    return _lookup("class", name, vocabulary().classes)


def property_term(name: str) -> Term:
    """Return the property ``name``.

    Raises:
        OntologyError: the ontology has no such property.
    """
    return _lookup("property", name, vocabulary().properties)


def _lookup(kind: str, name: str, terms: Mapping[str, Term]) -> Term:
    try:
        return terms[name]
    except KeyError:
        raise OntologyError(f"{name!r} is not a {kind} of the ontology; it has: {', '.join(terms)}") from None


def expand(name: str) -> str:
    """Return the IRI of a local name of this ontology or of a prefixed name.

    Raises:
        OntologyError: the prefix is not one of ``PREFIXES``.

    >>> expand("Hospital"), expand("rdf:type")
    ('https://w3id.org/institution-kg/ontology#Hospital', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type')
    """
    prefix, colon, local = name.partition(":")
    if not colon:
        return IKG + name
    if prefix not in PREFIXES:
        raise OntologyError(f"{name!r} has an unknown prefix; known are {', '.join(PREFIXES)}")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """Return the local name of a term of this ontology, the prefixed name of another, or the IRI as it is.

    >>> shorten("https://w3id.org/institution-kg/ontology#Hospital"), shorten("https://schema.org/Hospital")
    ('Hospital', 'schema:Hospital')
    """
    if iri.startswith(IKG):
        return iri.removeprefix(IKG)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
