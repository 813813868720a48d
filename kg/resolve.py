"""Entities of all documents → one entity for each real thing, named the same whatever the order of arrival.

What one document calls one thing stays one. Across documents, things are one if they bear the same specific
name, if the name of one is the specific short name of exactly one other, and, for people and for units with
everyday names, if they belong to the same institution. Everything else is kept apart: two entities for one
thing can be seen and mended, one entity for two things poisons every fact about both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.fold import fold_name
from extract.records import Extraction, LocalEntity
from kg.identity import family, keeps_context, says, specific, specific_alias
from kg.naming import Named, name_group
from kg.records import Entity
from ontology.terms import is_a, mint

Key = tuple[str, int]
"""A local entity within the build: the document's name and the entity's id there."""

Bucket = tuple[str, str]
"""What must be equal for two things to be one: family of class, folded name."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities, sorted by IRI, and the IRI of every local entity."""

    entities: tuple[Entity, ...]
    iris: Mapping[Key, str]


def resolve(extractions: Sequence[Extraction], base_iri: str) -> Resolution:
    """Decide which local entities are one, and name them.

    Args:
        extractions: What the documents say, in any order; document names are unique.
        base_iri: What entity IRIs start with.
    """
    local = {
        (extraction.document.name, entity.id): entity
        for extraction in extractions
        for entity in extraction.entities
    }
    book = _Book(dict(sorted(local.items())), _owners(extractions))
    sets = _Sets(book.local)
    _join_specific_names(book, sets)
    _join_short_names_within(book, sets)
    _join_short_names_across(book, sets)
    contextual = [key for key in book.local if book.contextual(key)]
    people = [key for key in contextual if book.local[key].cls == "Person"]
    while _join_by_owner(contextual, book, sets):
        pass
    _join_by_wider_owner(people, book, sets)
    return _named(book, sets, base_iri)


class _Sets:
    """Disjoint sets of local entities; a set is named by its smallest member."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._parent = {key: key for key in keys}

    def root(self, key: Key) -> Key:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, keys: Iterable[Key]) -> bool:
        """Make one set of all that ``keys`` are in; returns whether that changed anything."""
        roots = sorted({self.root(key) for key in keys})
        for other in roots[1:]:
            self._parent[other] = roots[0]
        return len(roots) > 1

    def groups(self) -> list[list[Key]]:
        found: dict[Key, list[Key]] = defaultdict(list)
        for key in sorted(self._parent):
            found[self.root(key)].append(key)
        return [found[root] for root in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Book:
    """The local entities, sorted, and to which others each belongs by its document's word."""

    local: Mapping[Key, LocalEntity]
    owners: Mapping[Key, tuple[Key, ...]]

    def bucket(self, key: Key) -> Bucket:
        entity = self.local[key]
        return family(entity.cls), fold_name(entity.name)

    def aliases(self, key: Key) -> set[Bucket]:
        entity = self.local[key]
        return {(family(entity.cls), fold_name(alias)) for alias in entity.aliases}

    def contextual(self, key: Key) -> bool:
        """Whether the name alone does not say which thing it is."""
        entity = self.local[key]
        if entity.cls == "Person":
            return True
        if is_a(entity.cls, "Organization"):
            return not specific(entity.name, entity.cls)
        if entity.context is None or not keeps_context(entity.cls):
            return False
        return not any(says(entity.name, self.local[owner].name) for owner in self.owners[key])


def _owners(extractions: Sequence[Extraction]) -> dict[Key, tuple[Key, ...]]:
    """The institutions that each local entity belongs to: its context, and what its document's claims say.

    People may have several; a unit that is claimed for several institutions has only its context.
    """
    found: dict[Key, tuple[Key, ...]] = {}
    for extraction in extractions:
        name = extraction.document.name
        claimed: dict[int, set[int]] = defaultdict(set)
        for claim in extraction.claims:
            if claim.property in ("affiliatedWith", "partOf") and isinstance(claim.object, int):
                claimed[claim.subject].add(claim.object)
        for entity in extraction.entities:
            context = [] if entity.context is None else [entity.context]
            others = sorted(claimed[entity.id] - {entity.id, *context})
            if entity.cls != "Person" and len(others) + len(context) > 1:
                others = []
            found[name, entity.id] = tuple((name, owner) for owner in [*context, *others])
    return found


def _join_specific_names(book: _Book, sets: _Sets) -> None:
    same: dict[Bucket, list[Key]] = defaultdict(list)
    for key in book.local:
        if not book.contextual(key):
            same[book.bucket(key)].append(key)
    for keys in same.values():
        sets.join(keys)


def _join_short_names_within(book: _Book, sets: _Sets) -> None:
    """In one document, a name that is the alias of exactly one other thing names that thing."""
    holders: dict[tuple[str, Bucket], list[Key]] = defaultdict(list)
    for key in book.local:
        for alias in book.aliases(key):
            holders[key[0], alias].append(key)
    for key in book.local:
        bucket = book.bucket(key)
        others = [other for other in holders[key[0], bucket] if book.bucket(other) != bucket]
        if len({sets.root(other) for other in others}) == 1:
            sets.join([key, others[0]])


def _join_short_names_across(book: _Book, sets: _Sets) -> None:
    """Across documents, so does a specific one that no second thing bears."""
    bearers: dict[Bucket, set[Key]] = defaultdict(set)
    holders: dict[Bucket, set[Key]] = defaultdict(set)
    for key, entity in book.local.items():
        if specific_alias(entity.name, entity.cls):
            bearers[book.bucket(key)].add(sets.root(key))
        for alias in book.aliases(key):
            holders[alias].add(sets.root(key))
    for bucket, named in bearers.items():
        others = holders[bucket] - named
        if len(named) == len(others) == 1:
            sets.join(named | others)


def _join_by_owner(keys: Sequence[Key], book: _Book, sets: _Sets) -> bool:
    """Join what has one name and one institution; what has none, with the only such thing of its document.

    Returns whether anything changed: joined institutions may let their units be joined in a next round.
    """
    changed = False
    buckets: dict[Bucket, list[Key]] = defaultdict(list)
    for key in keys:
        buckets[book.bucket(key)].append(key)
    for members in buckets.values():
        owned: dict[Key, list[Key]] = defaultdict(list)
        placed: dict[str, list[Key]] = defaultdict(list)
        homeless: dict[str, list[Key]] = defaultdict(list)
        for key in members:
            for owner in book.owners[key]:
                owned[sets.root(owner)].append(key)
            (placed if book.owners[key] else homeless)[key[0]].append(key)
        for same in owned.values():
            changed |= sets.join(same)
        for document, same in homeless.items():
            things = {sets.root(key) for key in placed[document]}
            changed |= sets.join([*same, *things] if len(things) == 1 else same)
    return changed


def _join_by_wider_owner(people: Sequence[Key], book: _Book, sets: _Sets) -> None:
    """Join a person of a university with the only one of that name at a part of it."""
    parents: dict[Key, set[Key]] = defaultdict(set)
    for key, owners in book.owners.items():
        if book.local[key].cls != "Person":
            parents[sets.root(key)].update(sets.root(owner) for owner in owners)
    homes: dict[Bucket, dict[Key, set[Key]]] = defaultdict(lambda: defaultdict(set))
    for key in people:
        homes[book.bucket(key)][sets.root(key)].update(sets.root(owner) for owner in book.owners[key])
    for namesakes in homes.values():
        wider = {person: _wider(owners, parents) for person, owners in namesakes.items()}
        pairs = [(a, b) for a in namesakes for b in namesakes if a != b and namesakes[a] & wider[b]]
        for a, b in pairs:
            if sum(a in pair for pair in pairs) == sum(b in pair for pair in pairs) == 1:
                sets.join([a, b])


def _wider(owners: set[Key], parents: Mapping[Key, set[Key]]) -> set[Key]:
    """Everything that ``owners`` are part of, over any number of steps, without themselves."""
    found: set[Key] = set()
    waiting = list(owners)
    while waiting:
        new = parents.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found - owners


def _named(book: _Book, sets: _Sets, base_iri: str) -> Resolution:
    """Name the groups; groups that get the same IRI are one after all."""
    while True:
        groups = sets.groups()
        named = [name_group([book.local[key] for key in keys]) for keys in groups]
        labels = {sets.root(keys[0]): name.label for keys, name in zip(groups, named, strict=True)}
        minted: dict[str, list[Key]] = defaultdict(list)
        found: dict[str, tuple[list[Key], Named]] = {}
        for keys, name in zip(groups, named, strict=True):
            iri = mint(base_iri, name.cls, name.label, _context(keys, book, sets, labels), fold=fold_name)
            minted[iri].append(keys[0])
            found[iri] = keys, name
        clashes = [keys for keys in minted.values() if len(keys) > 1]
        for keys in clashes:
            sets.join(keys)
        if not clashes:
            break
    entities = [
        Entity(iri, name.cls, name.label, name.language, name.aliases, name.identifiers)
        for iri, (_, name) in found.items()
    ]
    iris = {key: iri for iri, (keys, _) in found.items() for key in keys}
    return Resolution(tuple(sorted(entities)), dict(sorted(iris.items())))


def _context(keys: Sequence[Key], book: _Book, sets: _Sets, labels: Mapping[Key, str]) -> str:
    """What tells a group from its namesakes: its institution's label, else its first document's name."""
    if not all(book.contextual(key) for key in keys):
        return ""
    votes: dict[str, int] = defaultdict(int)
    for key in keys:
        for rank, owner in enumerate(book.owners[key]):
            votes[labels[sets.root(owner)]] += 1000 if rank == 0 else 1
    return min(votes, key=lambda label: (-votes[label], label)) if votes else keys[0][0]
