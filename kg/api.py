"""A graph folder in Python: tables for pandas, a network for networkx, names, evidence.

>>> import kg
>>> graph = kg.open("out/")  # doctest: +SKIP
>>> graph.facts().query("property == 'received'")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.folder import read_folder
from kg.frames import ENTITIES, EVIDENCE, FACTS, OBSERVATIONS, Frame, Kind
from kg.manifest import read_manifest
from kg.records import Entity, Evidence, Fact, KgError, KnowledgeGraph, Observation
from kg.store import open_store

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import pyoxigraph as ox

Named: TypeAlias = str | Entity
"""An entity, or what it is called: label, alias, short name or IRI."""
Statement: TypeAlias = "Fact | Observation | pd.Series[Any] | Mapping[str, Any] | tuple[str, str, str]"
"""A record, a row of ``facts()``, ``observations()`` or ``neighbours()``, or (subject, property, object)."""

_DTYPES: Mapping[Kind, str] = {
    "text": "string",
    "texts": "object",
    "number": "float64",
    "integer": "Int64",
    "yes/no": "bool",
}


def open_graph(directory: str | Path) -> Graph:
    """Open a graph folder; it is read when first needed.

    Args:
        directory: What ``kg build … -o DIR`` wrote.

    Raises:
        KgError: it is no graph folder.
    """
    read_manifest(Path(directory))
    return Graph(Path(directory))


class Graph:
    """A graph folder, read once. Tables are new DataFrames on every call: change them as you like.

    Every method that reads raises ``KgError`` if a file of the folder is damaged (with line and reason).
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self.records, name)):,} {name}" for name in _COUNTED)
        return f"<Graph {self.directory}: {counts}>"

    @cached_property
    def records(self) -> KnowledgeGraph:
        """Everything as frozen records (``kg.records``), texts of the documents included."""
        return read_folder(self.directory)

    def entities(self) -> pd.DataFrame:
        """All entities, one a row, sorted by IRI.

        Returns:
            Columns iri, class, label, language, aliases (list), identifiers (list), facts (how many, at
            either end), observations (how many).
        """
        return _frame(ENTITIES, self.records)

    def facts(self) -> pd.DataFrame:
        """All facts, one a row, sorted by the IRI of the subject, property and object.

        Returns:
            Columns subject, property, object (labels, or the text of a literal), literal, confidence (0..1);
            of the strongest evidence quote, document, page, section, start, end, rule; evidence (how many
            places); subject_iri, property_iri, object_iri (missing for literals).
        """
        return _frame(FACTS, self.records)

    def observations(self) -> pd.DataFrame:
        """All reported figures, one a row, sorted by IRI.

        Returns:
            Columns about (label), measure, value (in unit), unit, period ("" if not given), approximate,
            confidence; of the strongest evidence as in ``facts``; about_iri, observation_iri.
        """
        return _frame(OBSERVATIONS, self.records)

    def evidence(self) -> pd.DataFrame:
        """Every place where a fact or figure is said, one a row.

        Returns:
            Columns subject_iri, property_iri, object (IRI or literal; for a figure subject_iri is the figure,
            property ikg:about), quote, document, page, section, start, end (offsets in the document's text),
            rule, confidence (0..1).
        """
        return _frame(EVIDENCE, self.records)

    def networkx(self, figures: bool = False) -> nx.MultiDiGraph:
        """The network of entities: nodes are IRIs, edges are facts with the property as key.

        Args:
            figures: Whether figures are nodes too, with edges called "about".

        Returns:
            Node attributes label, class, group, language, and aliases, identifiers, title, position,
            foundedIn, … as tuples where there are any; edge attributes property, confidence, evidence (how
            many places), and quote, document, page, section, start, end, rule of the strongest.
        """
        import networkx as nx  # noqa: PLC0415 - slow to import

        from kg.exporters.rows import Rows  # noqa: PLC0415

        rows = Rows(self.records, figures=figures)
        network = nx.MultiDiGraph()
        for node in rows.nodes():
            lists = {name: tuple(values) for name, values in node.lists.items()}
            network.add_node(node.id, **node.cells, **lists)
        for edge in rows.edges():
            network.add_edge(edge.source, edge.target, key=edge.property, **edge.cells)
        return network

    def query(self, sparql: str, labels: bool = False) -> pd.DataFrame:
        """Answer a SPARQL query; prefixes such as ikg: are known, evidence is the graph graph:evidence.

        Args:
            sparql: A SELECT; or an ASK (one cell, "answer"), or CONSTRUCT or DESCRIBE (columns subject,
                predicate, object).
            labels: Show labels instead of IRIs, and no column ?xLabel beside ?x.

        Returns:
            One row a solution; numbers, years and yes/no as Python's, None where a variable is unbound.

        Raises:
            QueryError: the query is wrong, with the place and the reason.
        """
        from kg import query as engine  # noqa: PLC0415
        from kg.query_frames import frame  # noqa: PLC0415

        store = self._full_store if engine.needs_evidence(sparql) else self._store
        return frame(store, sparql, labels=labels)

    def ask(self, question: str, **parameters: str) -> pd.DataFrame:
        """Answer a ready-made question, such as ``ask("institutes-of", of="总医院")``; labels are shown.

        A parameter that Python does not take as a name has an underscore behind it (``from_``).

        Raises:
            KgError: there is no such question or parameter, or no entity of that name.
        """
        from kg import questions  # noqa: PLC0415

        values = {name.rstrip("_"): value for name, value in parameters.items()}
        return self.query(questions.bind(self._store, questions.question(question), values), labels=True)

    def entity(self, name: str) -> Entity:
        """The entity called ``name``: by label, alias, folded forms of these, or IRI.

        Raises:
            UnknownNameError: no entity is called so (with the nearest names), or several are (with all).
        """
        from kg.names import find_entity  # noqa: PLC0415

        return self._entities[find_entity(self._store, name).iri]

    def search(self, text: str, limit: int = 10) -> pd.DataFrame:
        """Entities whose names are like ``text``, or sound like it (pinyin), best first.

        Returns:
            Columns label, class, score (0..100), iri; ``limit`` rows at most.
        """
        import pandas as pd  # noqa: PLC0415

        scores = self._index.completions(text)
        best = sorted(
            scores.items(), key=lambda each: (-each[1], len(self._entities[each[0]].label), each[0])
        )[:limit]
        rows = [(self._entities[iri].label, self._entities[iri].cls, score, iri) for iri, score in best]
        return pd.DataFrame(rows, columns=["label", "class", "score", "iri"])

    def neighbours(self, of: Named, property: str | None = None) -> pd.DataFrame:
        """What the facts say of one entity, at either end.

        Args:
            of: The entity, or what it is called.
            property: Only facts of this property ("partOf").

        Returns:
            The rows of ``facts()`` that have it, with two columns before them: direction ("→" if it is the
            subject, "←" if the object) and neighbour (the label, or literal, at the other end).
        """
        iri = self._resolve(of).iri
        chosen = tuple(
            fact
            for fact in self.records.facts
            if (fact.subject == iri or (fact.object == iri and not fact.literal))
            and property in (None, fact.property)
        )
        found = _frame(FACTS, replace(self.records, facts=chosen))
        outgoing = found["subject_iri"] == iri
        found.insert(0, "neighbour", found["object"].where(outgoing, found["subject"]))
        found.insert(0, "direction", outgoing.map({True: "→", False: "←"}))
        return found

    def where_said(self, statement: Statement) -> pd.DataFrame:
        """Every place in the documents that says a fact or figure, in the order of the text.

        Args:
            statement: A record, a row of ``facts()``, ``observations()`` or ``neighbours()``, or a tuple
                (subject, property, object) of names.

        Returns:
            Columns quote, document, page, section, start, end, rule, confidence.

        Raises:
            KgError: the graph does not say so.
        """
        subject, property_, object_ = self._key(statement)
        places = self._said.get((subject, property_, object_))
        if places is None:
            ends = [self._entities[iri].label if iri in self._entities else iri for iri in (subject, object_)]
            raise KgError(f"the graph does not say: {ends[0]} {property_} {ends[1]}")
        said = _frame(EVIDENCE, KnowledgeGraph((), (Fact(*("",) * 3, True, 0.0, places),), (), ()))
        return said.drop(columns=["subject_iri", "property_iri", "object"])

    def _key(self, statement: Statement) -> tuple[str, str, str]:
        if isinstance(statement, Fact):
            return statement.subject, statement.property, statement.object
        if isinstance(statement, Observation):
            return statement.iri, "about", statement.about
        if isinstance(statement, tuple):
            subject, property_, object_ = statement
            literal = (self._resolve(subject).iri, property_, object_)
            return literal if literal in self._said else (literal[0], property_, self._resolve(object_).iri)
        row: dict[Any, Any] = dict(statement)
        try:
            if "observation_iri" in row:
                return row["observation_iri"], "about", row["about_iri"]
            return row["subject_iri"], row["property"], row["object"] if row["literal"] else row["object_iri"]
        except KeyError as error:
            raise KgError(f"a row of facts() or observations() is wanted, this has no {error}") from None

    def _resolve(self, named: Named) -> Entity:
        return named if isinstance(named, Entity) else self.entity(named)

    @cached_property
    def _entities(self) -> Mapping[str, Entity]:
        return {entity.iri: entity for entity in self.records.entities}

    @cached_property
    def _said(self) -> Mapping[tuple[str, str, str], tuple[Evidence, ...]]:
        said = {(fact.subject, fact.property, fact.object): fact.evidence for fact in self.records.facts}
        return said | {(o.iri, "about", o.about): o.evidence for o in self.records.observations}

    @cached_property
    def _store(self) -> ox.Store:
        return open_store(self.directory, evidence=False)

    @cached_property
    def _full_store(self) -> ox.Store:
        return open_store(self.directory)

    @cached_property
    def _index(self) -> Any:
        from kg.name_index import NameIndex  # noqa: PLC0415

        return NameIndex(self._store)


_COUNTED = ("documents", "entities", "facts", "observations")


def _frame(frame: Frame, graph: KnowledgeGraph) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - half a second

    rows: Sequence[Sequence[object]] = list(frame.rows(graph))
    columns = zip(*rows, strict=True) if rows else ((),) * len(frame.columns)
    return pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=_DTYPES[kind])
            for (name, kind), values in zip(frame.columns.items(), columns, strict=True)
        }
    )
