"""Pages about one entity: the full page behind its IRI, and the card that reconciliation clients show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kg import query
from kg.names import describe
from kg.questions import fill, question
from kg.serve.pages import render
from ontology import terms

_ALIAS = ox.NamedNode(terms.expand("skos:altLabel"))


@dataclass(frozen=True, slots=True)
class Line:
    """One fact on a page: the other end (``link`` is "" for a literal) and where it is said first."""

    text: str
    link: str
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one property in one direction."""

    heading_zh: str
    heading_en: str
    lines: tuple[Line, ...]


def page(store: ox.Store, iri: str, base_iri: str) -> str:
    """The page of an entity that the store has; of any other resource of the store its plain triples."""
    known = next(describe(store, iri), None)
    if known is None:
        return render("resource.html", iri=iri, triples=_triples(store, iri, base_iri))
    figures = query.select(store, fill(question("where-figures-said").query, {"of": f"<{iri}>"}))
    return render(
        "entity.html",
        iri=iri,
        label=known.label,
        cls=terms.class_term(known.cls),
        aliases=_aliases(store, iri),
        groups=_groups(store, iri, base_iri),
        figures=[[query.display(cell, {}) for cell in row] for row in figures.rows],
        explorer=f"/index.html#{urlencode({'entity': iri.removeprefix(base_iri)})}",
        path=_path(iri, base_iri),
    )


def preview(store: ox.Store, iri: str) -> str:
    """The card of an entity, "" if the store does not have it."""
    known = next(describe(store, iri), None)
    if known is None:
        return ""
    groups = _groups(store, iri, "")
    return render(
        "preview.html",
        label=known.label,
        cls=terms.class_term(known.cls),
        aliases=_aliases(store, iri),
        groups=groups[:4],
    )


def _aliases(store: ox.Store, iri: str) -> list[str]:
    quads = store.quads_for_pattern(ox.NamedNode(iri), _ALIAS, None, ox.DefaultGraph())
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))


def _groups(store: ox.Store, iri: str, base_iri: str) -> list[FactGroup]:
    """The facts at both ends, grouped as the ontology orders its properties."""
    table = query.select(store, fill(question("where-said").query, {"of": f"<{iri}>"}))
    found: dict[tuple[str, bool], dict[str, Line]] = defaultdict(dict)
    for row in table.rows:
        cell = dict(zip(table.variables, row, strict=True))
        forward = query.display(cell["subject"], {}) == query.display(ox.NamedNode(iri), {})
        other, label = ("object", "objectLabel") if forward else ("subject", "subjectLabel")
        term = cell[other]
        text = query.display(cell[label], {}) or query.display(term, {})
        link = _path(term.value, base_iri) if isinstance(term, ox.NamedNode) else ""
        relation = cell["relation"]
        name = terms.shorten(relation.value) if isinstance(relation, ox.NamedNode) else ""
        page_ = query.display(cell["page"], {})
        source = query.display(cell["document"], {}) + (f" p. {page_}" if page_ else "")
        line = Line(text, link, query.display(cell["quote"], {}), source)
        found[name, forward].setdefault(str(term), line)
    order = list(terms.vocabulary().properties)
    keys = sorted(
        found, key=lambda key: (not key[1], order.index(key[0]) if key[0] in order else len(order), key[0])
    )
    return [_group(name, forward, found[name, forward]) for name, forward in keys]


def _group(name: str, forward: bool, lines: dict[str, Line]) -> FactGroup:
    known = terms.vocabulary().properties.get(name)
    english, chinese = (known.label_en, known.label_zh) if known else (name, name)
    arrow = "" if forward else "← "
    return FactGroup(
        arrow + chinese, arrow + english, tuple(sorted(lines.values(), key=lambda line: line.text))
    )


def _path(iri: str, base_iri: str) -> str:
    """The address on this server of an IRI below the base, "" for others."""
    return f"/id/{quote(iri.removeprefix(base_iri))}" if base_iri and iri.startswith(base_iri) else ""


def _triples(store: ox.Store, iri: str, base_iri: str) -> list[tuple[str, str, str]]:
    """(predicate, object, link) of a resource that is no entity: an observation, a piece of evidence."""
    rows = set()
    for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
        value = quad.object
        link = _path(value.value, base_iri) if isinstance(value, ox.NamedNode) else ""
        rows.add((query.shorten(quad.predicate.value), query.display(value, {}), link))
    return sorted(rows)
