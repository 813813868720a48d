"""Reconciliation Service API 0.2: which entity of the graph is meant by a name in someone's table.

A string measure only ranks candidates. An exact name that one entity alone has is a match; everything else
is left to the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import pyoxigraph as ox

from extract.fold import fold_name
from kg.name_index import NameIndex, likeness
from kg.names import describe, first_value
from kg.reconcile_terms import Json, extension_properties, suggest, type_json, wanted_classes
from kg.records import KgError
from ontology import terms

MATCH = 96.0
"""A candidate is a match from this score on, if no other one comes near."""
NEAR = 2.5
UNKNOWN = 3.0
"""What a candidate loses if the graph says nothing of a property that is asked for."""
DEFAULT_LIMIT = 10
MOST = 100
BATCH = 50
PROPERTY_WEIGHT = 0.3

_LABEL = ox.NamedNode(terms.expand("skos:prefLabel"))
_ALIAS = ox.NamedNode(terms.expand("skos:altLabel"))


class Reconciler:
    """Answers the calls of the API about one store; arguments and results are JSON values."""

    def __init__(self, store: ox.Store, base_iri: str) -> None:
        self._store = store
        self._base = base_iri
        self._index = NameIndex(store)

    def identifier(self, iri: str) -> str:
        """The short id of an entity: its IRI without the base."""
        return iri.removeprefix(self._base)

    def iri(self, identifier: str) -> str:
        """The IRI of a short id."""
        return identifier if identifier.startswith(("http:", "https:")) else self._base + identifier

    def manifest(self, root: str) -> Json:
        """The service manifest, for a service at the URL ``root`` of the server."""
        service = f"{root}/reconcile"

        def suggestions(kind: str) -> Json:
            flyout = f"/flyout/{kind}?id=${{id}}"
            return {
                "service_url": service,
                "service_path": f"/suggest/{kind}",
                "flyout_service_url": service,
                "flyout_service_path": flyout,
            }

        return {
            "versions": ["0.1", "0.2"],
            "name": "institution-kg",
            "identifierSpace": self._base,
            "schemaSpace": terms.IKG,
            "documentation": f"{root}/sparql",
            "defaultTypes": [type_json("Organization"), type_json("Person")],
            "view": {"url": f"{root}/id/{{{{id}}}}"},
            "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": 430, "height": 300},
            "suggest": {kind: suggestions(kind) for kind in ("entity", "type", "property")},
            "extend": {
                "propose_properties": {"service_url": service, "service_path": "/properties"},
                "property_settings": [],
            },
            "batchSize": BATCH,
        }

    def reconcile(self, queries: Mapping[str, Any]) -> Json:
        """A batch of queries → candidates of each.

        Raises:
            KgError: a query is not as the API wants it.
        """
        if len(queries) > BATCH:
            raise KgError(f"{len(queries)} queries in one batch: send at most {BATCH}")
        return {key: {"result": self._candidates(query)} for key, query in queries.items()}

    def _candidates(self, query: Any) -> list[Json]:
        if not isinstance(query, dict):
            raise KgError("each query must be an object")
        text, limit = query.get("query") or "", query.get("limit", DEFAULT_LIMIT)
        properties = query.get("properties") or []
        if not isinstance(text, str) or not isinstance(limit, int) or not isinstance(properties, list):
            raise KgError("a query has a string `query`, an integer `limit` and an array `properties`")
        for each in properties:
            _values(each)
        classes = wanted_classes(query.get("type"))
        named = bool(text.strip())
        names = (
            self._index.scores(text, classes)
            if named
            else dict.fromkeys(self._having(properties, classes), 0.0)
        )
        scored = [self._score(iri, name if named else None, properties) for iri, name in names.items()]
        ranked = sorted(scored, key=lambda each: (-each[0], each[1]))
        clear = len(ranked) < 2 or ranked[1][0] < ranked[0][0] - NEAR
        return [
            {
                **self._shown(iri),
                "score": round(score, 1),
                "match": clear and score >= max(MATCH, ranked[0][0]),
                "features": features,
            }
            for score, iri, features in ranked[: max(0, min(limit, MOST))]
        ]

    def _score(self, iri: str, name: float | None, properties: list[Any]) -> tuple[float, str, list[Json]]:
        """Score, IRI and features of a candidate."""
        features: list[Json] = [] if name is None else [{"id": "name", "value": round(name, 1)}]
        agreement = self._agreement(iri, properties)
        if agreement is None:
            return max(0.0, (name or 0.0) - (UNKNOWN if properties else 0.0)), iri, features
        features.append({"id": "properties", "value": round(agreement * 100, 1)})
        if name is None:
            return agreement * 100, iri, features
        return name * (1 - PROPERTY_WEIGHT) + agreement * 100 * PROPERTY_WEIGHT, iri, features

    def _shown(self, iri: str) -> Json:
        candidate = next(describe(self._store, iri))
        return {"id": self.identifier(iri), "name": candidate.label, "type": [type_json(candidate.cls)]}

    def _having(self, properties: list[Any], classes: frozenset[str] | None) -> Iterator[str]:
        """Entities that agree with at least one of the property values, for queries without a name."""
        found = set()
        for each in properties:
            for target in (iri for value in _values(each) for iri in self._called(value)):
                quads = self._store.quads_for_pattern(
                    None, _predicate(each["pid"]), ox.NamedNode(target), None
                )
                found |= {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        for iri in sorted(found):
            for candidate in describe(self._store, iri):
                if classes is None or candidate.cls in classes:
                    yield iri

    def _called(self, name: str) -> list[str]:
        return [iri for iri, score in self._index.scores(name).items() if score >= MATCH]

    def _agreement(self, iri: str, properties: list[Any]) -> float | None:
        """How far the entity has the property values asked for, 0..1; None if nothing is known of them."""
        shares = []
        for each in properties:
            wanted = [fold_name(value) for value in _values(each)]
            own = [fold_name(text) for text in self._property_texts(iri, str(each["pid"]))]
            shares += [max(likeness(value, text) for text in own) / 100 for value in wanted if own]
        return sum(shares) / len(shares) if shares else None

    def _property_texts(self, iri: str, pid: str) -> Iterator[str]:
        """The values of a property as texts: all names of an entity, its IRI among them."""
        for value in self._property_values(iri, pid):
            if isinstance(value, ox.Literal):
                yield value.value
            else:
                yield value.value
                for predicate in (_LABEL, _ALIAS):
                    for quad in self._store.quads_for_pattern(value, predicate, None, None):
                        if isinstance(quad.object, ox.Literal):
                            yield quad.object.value

    def _property_values(self, iri: str, pid: str) -> Iterator[ox.NamedNode | ox.Literal]:
        if pid not in terms.vocabulary().properties:
            return
        predicate = ox.NamedNode(terms.property_term(pid).iri)
        node = ox.NamedNode(iri)
        found: list[ox.NamedNode | ox.Literal] = []
        outgoing = self._store.quads_for_pattern(node, predicate, None, ox.DefaultGraph())
        found += (quad.object for quad in outgoing if isinstance(quad.object, ox.NamedNode | ox.Literal))
        if terms.property_term(pid).symmetric:
            for quad in self._store.quads_for_pattern(None, predicate, node, ox.DefaultGraph()):
                if isinstance(quad.subject, ox.NamedNode):
                    found.append(quad.subject)
        yield from sorted(set(found), key=str)

    def suggest_entity(self, prefix: str, cursor: int = 0) -> Json:
        """Entities whose name starts with or holds the prefix, or sounds like it."""
        scores = self._index.completions(prefix)
        ordered = sorted(scores, key=lambda iri: (-scores[iri], len(iri.rpartition("/")[2]), iri))
        ranked = ordered[cursor : cursor + DEFAULT_LIMIT]
        results = []
        for iri in ranked:
            shown = self._shown(iri)
            kinds = [each["name"] for each in shown["type"]]
            results.append(
                {
                    "id": shown["id"],
                    "name": shown["name"],
                    "description": "、".join(kinds),
                    "notable": shown["type"],
                }
            )
        return {"result": results}

    def properties(self, type_: str | None = None, limit: int | None = None) -> Json:
        """Properties that entities of a class can be extended with."""
        return extension_properties(type_, limit)

    def suggest_type(self, prefix: str, cursor: int = 0) -> Json:
        """Classes of the ontology whose name or label starts with or holds the prefix."""
        return {"result": suggest(terms.vocabulary().classes.values(), prefix, cursor)}

    def suggest_property(self, prefix: str, cursor: int = 0) -> Json:
        """Properties of the ontology whose name or label starts with or holds the prefix."""
        return {"result": suggest(terms.vocabulary().properties.values(), prefix, cursor)}

    def flyout(self, kind: str, identifier: str) -> Json:
        """A few lines of HTML about an entity, type or property.

        Raises:
            KgError: there is none with this id.
        """
        if kind == "entity":
            shown = next(describe(self._store, self.iri(identifier)), None)
            if shown is None:
                raise KgError(f"no entity has the id {identifier!r}")
            title, text = shown.label, type_json(shown.cls)["name"]
        else:
            known = terms.vocabulary().classes if kind == "type" else terms.vocabulary().properties
            if identifier not in known:
                raise KgError(f"no {kind} has the id {identifier!r}")
            term = known[identifier]
            title, text = f"{term.label_zh} {term.label_en}", term.definition_zh
        return {"id": identifier, "html": f"<p><b>{escape(title)}</b><br>{escape(text)}</p>"}

    def extend(self, ids: Sequence[str], properties: Sequence[Mapping[str, Any]]) -> Json:
        """Values of properties of entities.

        Raises:
            KgError: a property does not exist.
        """
        try:
            wanted = [terms.property_term(str(each["id"])) for each in properties]
        except (KeyError, TypeError, terms.OntologyError) as error:
            raise KgError(f"extend: {error}") from None
        meta = []
        for term in wanted:
            entry: Json = {"id": term.name, "name": term.label("en")}
            if not term.literal and len(term.range) == 1 and term.range[0] in terms.vocabulary().classes:
                entry["type"] = type_json(term.range[0])
            meta.append(entry)
        rows = {
            identifier: {
                term.name: [
                    self._cell(value) for value in self._property_values(self.iri(identifier), term.name)
                ]
                for term in wanted
            }
            for identifier in ids
            if _is_iri(self.iri(identifier))
        }
        return {"meta": meta, "rows": rows}

    def _cell(self, value: ox.NamedNode | ox.Literal) -> Json:
        if isinstance(value, ox.NamedNode):
            name = first_value(self._store, value, _LABEL)
            return {"id": self.identifier(value.value), "name": name or value.value}
        if value.datatype.value == terms.expand("xsd:gYear"):
            return {"date": value.value}
        return {"str": value.value}


def _predicate(pid: Any) -> ox.NamedNode:
    """The node of a property; an unknown one leads nowhere."""
    known = terms.vocabulary().properties.get(str(pid))
    return ox.NamedNode(known.iri if known else f"{terms.IKG}none")


def _values(each: Any) -> list[str]:
    """The values of a property in a query, as texts."""
    if not isinstance(each, dict) or "pid" not in each:
        raise KgError("each property of a query has a `pid` and a value `v`")
    values = each.get("v")
    listed = values if isinstance(values, list) else [values]
    return [
        str(value.get("name") or value.get("id", "")) if isinstance(value, dict) else str(value)
        for value in listed
    ]


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
