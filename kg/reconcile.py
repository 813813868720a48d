"""Reconciliation Service API 0.2: which entity of the graph is meant by a name in someone's table.

A string measure only ranks candidates. An exact name that one entity alone has is a match; everything else
is left to the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

import pyoxigraph as ox

from extract.fold import fold_name
from kg.name_index import NameIndex, likeness
from kg.names import describe, first_value
from kg.records import KgError
from ontology import terms

Json = dict[str, Any]

MATCH = 96.0
"""A candidate is a match from this score on, if no other one reaches it."""
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

        def suggest(kind: str) -> Json:
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
            "defaultTypes": [_type("Organization"), _type("Person")],
            "view": {"url": f"{root}/id/{{{{id}}}}"},
            "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": 430, "height": 300},
            "suggest": {kind: suggest(kind) for kind in ("entity", "type", "property")},
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
        classes = _wanted_classes(query.get("type"))
        scores = self._index.scores(text, classes)
        if not text.strip():
            scores = dict.fromkeys(self._having(properties, classes), 0.0)
        ranked = []
        for iri, name_score in scores.items():
            features = [{"id": "name", "value": round(name_score, 1)}]
            score = name_score
            if properties:
                agreement = self._agreement(iri, properties)
                features.append({"id": "properties", "value": round(agreement * 100, 1)})
                score = name_score * (1 - PROPERTY_WEIGHT) + agreement * 100 * PROPERTY_WEIGHT
            ranked.append((score, iri, features))
        ranked.sort(key=lambda each: (-each[0], each[1]))
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[1][0] < MATCH)
        results = []
        for score, iri, features in ranked[: max(0, min(limit, MOST))]:
            match = clear and score >= MATCH and iri == ranked[0][1]
            results.append(
                {**self._shown(iri), "score": round(score, 1), "match": match, "features": features}
            )
        return results

    def _shown(self, iri: str) -> Json:
        candidate = next(describe(self._store, iri))
        return {"id": self.identifier(iri), "name": candidate.label, "type": [_type(candidate.cls)]}

    def _having(self, properties: list[Any], classes: frozenset[str] | None) -> Iterator[str]:
        """Entities that agree with at least one of the given property values, for queries without a name."""
        found = set()
        for each in properties:
            for value in _values(each):
                scores = self._index.scores(value)
                targets = [iri for iri, score in scores.items() if score >= MATCH]
                predicate = ox.NamedNode(terms.expand(str(each["pid"])))
                for target in targets:
                    for quad in self._store.quads_for_pattern(None, predicate, ox.NamedNode(target), None):
                        if isinstance(quad.subject, ox.NamedNode):
                            found.add(quad.subject.value)
        for iri in sorted(found):
            for candidate in describe(self._store, iri):
                if classes is None or candidate.cls in classes:
                    yield iri

    def _agreement(self, iri: str, properties: list[Any]) -> float:
        """How far the entity has the property values asked for, 0..1."""
        shares = []
        for each in properties:
            own = [fold_name(text) for text in self._property_texts(iri, str(each.get("pid", "")))]
            for value in _values(each):
                wanted = fold_name(value)
                shares.append(max((likeness(wanted, text) / 100 for text in own), default=0.0))
        return sum(shares) / len(shares) if shares else 0.0

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
        ranked = sorted(scores, key=lambda iri: (-scores[iri], len(iri), iri))[
            cursor : cursor + DEFAULT_LIMIT
        ]
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

    def suggest_type(self, prefix: str, cursor: int = 0) -> Json:
        """Classes of the ontology whose name or label starts with or holds the prefix."""
        return {"result": _suggest_terms(terms.vocabulary().classes.values(), prefix, cursor)}

    def suggest_property(self, prefix: str, cursor: int = 0) -> Json:
        """Properties of the ontology whose name or label starts with or holds the prefix."""
        return {"result": _suggest_terms(terms.vocabulary().properties.values(), prefix, cursor)}

    def flyout(self, kind: str, identifier: str) -> Json:
        """A few lines of HTML about an entity, type or property.

        Raises:
            KgError: there is none with this id.
        """
        if kind == "entity":
            shown = next(describe(self._store, self.iri(identifier)), None)
            if shown is None:
                raise KgError(f"no entity has the id {identifier!r}")
            title, text = shown.label, _type(shown.cls)["name"]
        else:
            known = terms.vocabulary().classes if kind == "type" else terms.vocabulary().properties
            if identifier not in known:
                raise KgError(f"no {kind} has the id {identifier!r}")
            term = known[identifier]
            title, text = f"{term.label_zh} {term.label_en}", term.definition_zh
        return {"id": identifier, "html": f"<p><b>{escape(title)}</b><br>{escape(text)}</p>"}

    def properties(self, type_: str | None = None, limit: int | None = None) -> Json:
        """Properties that entities of a class can be extended with."""
        found = [
            {"id": term.name, "name": term.label("zh") + " " + term.label("en")}
            for term in terms.vocabulary().properties.values()
            if _has_property(term, type_)
        ]
        result: Json = {"properties": found if limit is None else found[: max(0, limit)]}
        if type_:
            result["type"] = type_
        if limit is not None:
            result["limit"] = limit
        return result

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
                entry["type"] = _type(term.range[0])
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


def _wanted_classes(type_: Any) -> frozenset[str] | None:
    """Names of classes that the ``type`` of a query allows; an unknown type allows nothing."""
    if not type_:
        return None
    names_ = [type_] if isinstance(type_, str) else [str(each) for each in type_]
    known = [name for name in names_ if name in terms.vocabulary().classes]
    return frozenset(sub for name in known for sub in terms.subclasses(name))


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


def _type(name: str) -> Json:
    return {"id": name, "name": terms.class_term(name).label("zh")}


def _has_property(term: terms.Term, type_: str | None) -> bool:
    if not type_ or type_ not in terms.vocabulary().classes:
        return type_ is None or type_ == ""
    return terms.ANY in term.domain or any(terms.is_a(type_, cls) for cls in term.domain)


def _suggest_terms(all_terms: Iterable[terms.Term], prefix: str, cursor: int) -> list[Json]:
    wanted = prefix.strip().lower()
    ranked = []
    for term in all_terms:
        texts = [term.name.lower(), term.label_en.lower(), term.label_zh]
        if any(wanted in text for text in texts):
            first = any(text.startswith(wanted) for text in texts)
            ranked.append((not first, term.name, term))
    ranked.sort(key=lambda each: each[:2])
    return [
        {"id": term.name, "name": f"{term.label_zh} {term.label_en}", "description": term.definition_zh}
        for _later, _name, term in ranked[cursor : cursor + DEFAULT_LIMIT]
    ]


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
