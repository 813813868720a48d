"""What a person calls a thing → the entity of a store: by label or alias, the nearest names offered."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from extract.fold import fold_name
from kg.records import KgError
from ontology import terms

_LABEL = ox.NamedNode(terms.expand("skos:prefLabel"))
_ALIAS = ox.NamedNode(terms.expand("skos:altLabel"))
_TYPE = ox.NamedNode(terms.expand("rdf:type"))
_SHOWN = 5


class UnknownNameError(KgError):
    """No entity has this name, or several have it; the message offers the candidates."""


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """An entity that a name may mean."""

    label: str
    cls: str
    iri: str

    def __str__(self) -> str:
        return f"{self.label} ({self.cls})"


def find_entity(store: ox.Store, name: str, classes: Collection[str] = (), option: str = "") -> Candidate:
    """The one entity called ``name``: by IRI, by label, by alias, each exact before folded.

    Args:
        store: The graph.
        name: What the person wrote.
        classes: Names of the classes wanted, their subclasses included; empty for any.
        option: What the message starts with, such as "--of".

    Raises:
        UnknownNameError: none or several entities have the name.
    """
    wanted = {sub for cls in classes for sub in terms.subclasses(cls)}
    start = f"{option} {name}".strip()
    if name.startswith(("http:", "https:", "<", "id:")):
        return _by_iri(store, name, start)
    for tier in _tiers(store, name):
        found = sorted(
            {each for iri in tier for each in describe(store, iri) if not wanted or each.cls in wanted}
        )
        if len(found) == 1:
            return found[0]
        if found:
            shown = "; ".join(f"{each} {each.iri}" for each in found[:_SHOWN])
            raise UnknownNameError(
                f"{start}: {len(found)} entities have this name, give the IRI of one: {shown}"
            )
    raise UnknownNameError(_not_found(store, name, wanted, classes, start))


def _by_iri(store: ox.Store, name: str, start: str) -> Candidate:
    iri = name.strip("<>")
    if iri.startswith("id:"):
        iri = terms.DEFAULT_BASE + iri.removeprefix("id:")
    for candidate in describe(store, iri):
        return candidate
    raise UnknownNameError(f"{start}: no entity of this graph has that IRI")


def describe(store: ox.Store, iri: str) -> Iterator[Candidate]:
    """The entity with its class and label, nothing if the store does not have it."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return
    cls = first_value(store, node, _TYPE)
    label = first_value(store, node, _LABEL)
    if cls and label:
        yield Candidate(label, terms.shorten(cls), iri)


def first_value(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> str:
    """The value of the first such triple, "" if there is none."""
    for quad in store.quads_for_pattern(subject, predicate, None, ox.DefaultGraph()):
        if isinstance(quad.object, ox.Literal | ox.NamedNode):
            return quad.object.value
    return ""


def _tiers(store: ox.Store, name: str) -> Iterator[set[str]]:
    """IRIs that match ever less exactly."""
    literals = [ox.Literal(name), *(ox.Literal(name, language=tag) for tag in ("zh", "en"))]
    for predicate in (_LABEL, _ALIAS):
        yield {iri for literal in literals for iri in _subjects(store, predicate, literal)}
    folded = fold_name(name)
    for predicate in (_LABEL, _ALIAS):
        yield {iri for iri, value in names(store, predicate) if fold_name(value) == folded}


def _subjects(store: ox.Store, predicate: ox.NamedNode, literal: ox.Literal) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, predicate, literal, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


def names(store: ox.Store, predicate: ox.NamedNode = _LABEL) -> Iterator[tuple[str, str]]:
    """(IRI, name) of every entity, by label or, with ``predicate``, by alias."""
    for quad in store.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject.value, quad.object.value


def _not_found(store: ox.Store, name: str, wanted: set[str], classes: Collection[str], start: str) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only needed to help after a miss

    by_name: dict[str, str] = {}
    for predicate in (_ALIAS, _LABEL):
        by_name.update((value, iri) for iri, value in names(store, predicate))
    if wanted:
        by_name = {
            value: iri
            for value, iri in by_name.items()
            if terms.shorten(first_value(store, ox.NamedNode(iri), _TYPE)) in wanted
        }
    near = process.extract(name, sorted(by_name), scorer=fuzz.WRatio, limit=_SHOWN, score_cutoff=45)
    kind = f" of class {' or '.join(classes)}" if classes else ""
    if not near:
        return f"{start}: no entity{kind} has this name"
    shown = "、".join(value for value, _score, _index in near)
    return f"{start}: no entity{kind} has this name; the nearest are {shown}"
