"""Classes and properties of the ontology as the Reconciliation Service API speaks of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ontology import terms

Json = dict[str, Any]

SUGGESTIONS = 10


def type_json(name: str) -> Json:
    """A class as ``{"id", "name"}``."""
    return {"id": name, "name": terms.class_term(name).label("zh")}


def wanted_classes(type_: Any) -> frozenset[str] | None:
    """Names of classes that the ``type`` of a query allows; an unknown type allows nothing."""
    if not type_:
        return None
    names_ = [type_] if isinstance(type_, str) else [str(each) for each in type_]
    known = [name for name in names_ if name in terms.vocabulary().classes]
    return frozenset(sub for name in known for sub in terms.subclasses(name))


def _has_property(term: terms.Term, type_: str | None) -> bool:
    if not type_ or type_ not in terms.vocabulary().classes:
        return type_ is None or type_ == ""
    return terms.ANY in term.domain or any(terms.is_a(type_, cls) for cls in term.domain)


def suggest(all_terms: Iterable[terms.Term], prefix: str, cursor: int) -> list[Json]:
    """Terms whose name or label starts with or holds the prefix, ten from ``cursor`` on."""
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
        for _later, _name, term in ranked[cursor : cursor + SUGGESTIONS]
    ]


def extension_properties(type_: str | None = None, limit: int | None = None) -> Json:
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
