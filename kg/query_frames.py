"""Results of SPARQL queries as DataFrames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyoxigraph as ox

from kg import query as engine
from ontology.terms import shorten

_READERS: Mapping[str, Any] = {
    "xsd:boolean": lambda text: text in ("true", "1"),
    **dict.fromkeys(("xsd:integer", "xsd:int", "xsd:long", "xsd:gYear"), int),
    **dict.fromkeys(("xsd:decimal", "xsd:double", "xsd:float"), float),
}


def frame(store: ox.Store, sparql: str, *, labels: bool) -> pd.DataFrame:
    """Run a query on ``store``; see ``kg.api.Graph.query``."""
    engine.forbid_service(sparql)
    results = engine.run(store, sparql)
    if isinstance(results, ox.QueryBoolean):
        return pd.DataFrame({"answer": [bool(results)]})
    if isinstance(results, ox.QueryTriples):
        triples = sorted(set(results), key=str)
        rows = tuple((triple.subject, triple.predicate, triple.object) for triple in triples)
        return _table(store, engine.Table(("subject", "predicate", "object"), rows), labels)
    return _table(store, engine.read_table(results), labels)


def _table(store: ox.Store, table: engine.Table, labels: bool) -> pd.DataFrame:
    shown = _names(store, table) if labels else {}
    values = [[_value(cell, shown) for cell in row] for row in table.rows]
    found = pd.DataFrame(values, columns=list(table.variables))
    return found.iloc[:, list(engine.shown_columns(table, shown))]


def _names(store: ox.Store, table: engine.Table) -> dict[str, str]:
    """IRI → label, or the short name of a term of a vocabulary."""
    iris = {cell.value for row in table.rows for cell in row if isinstance(cell, ox.NamedNode)}
    return {iri: shorten(iri) for iri in sorted(iris)} | engine.labels(store, iris)


def _value(term: Any, shown: Mapping[str, str]) -> object:
    if isinstance(term, ox.NamedNode):
        return shown.get(term.value, term.value)
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term)
    reader = _READERS.get(shorten(term.datatype.value), str)
    try:
        value: object = reader(term.value)
    except ValueError:  # such as a year that is none, in a graph edited by hand
        return term.value
    return value
