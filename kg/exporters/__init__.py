"""Exporters: a graph folder in the form that another tool likes.

``FORMATS`` is the one list: the choices of ``kg export``, the words for an unknown name and the table of the
README come from it. To add a format, write ``kg/exporters/NAME.py`` with ``write(source, target)`` and add
its row here.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg.records import KgError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.exporters.source import Source

Writer: TypeAlias = "Callable[[Source, Path], None]"


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of formats.

    ``suffix`` ends the name of what is written; ``files`` are the names inside, for a format that is a
    folder. ``module`` of this package has ``write(source, target)``.
    """

    name: str
    suffix: str
    module: str
    holds: str
    tools: str
    files: tuple[str, ...] = ()

    @property
    def writer(self) -> Writer:
        """The function that writes the format; its module is imported only now."""
        write: Writer = import_module(f"kg.exporters.{self.module}").write
        return write


FORMATS = (
    Format("ntriples", ".nt", "ntriples", "facts and figures, one a line", "any RDF tool; grep"),
    Format("nquads", ".nq", "nquads", "facts; evidence in its named graph", "any quad store"),
    Format("trig", ".trig", "trig", "as nquads, short names, readable", "rdflib, Jena, GraphDB"),
    Format("rdfxml", ".rdf", "rdfxml", "facts and figures", "Protégé and older RDF tools"),
    Format(
        "jsonld",
        ".jsonld",
        "jsonld",
        "one object an entity, its figures inside; schema.org names where there are any",
        "JSON tools, web pages, rdflib",
    ),
    Format(
        "vivo",
        ".vivo.ttl",
        "vivo",
        "a view: institutions, people, posts, awards in VIVO, ORG and FOAF terms",
        "VIVO and other research directories",
    ),
    Format(
        "graphml",
        ".graphml",
        "graphml",
        "entities and figures as nodes, facts as edges with confidence and strongest quotation, typed",
        "Gephi, yEd, Cytoscape, networkx, igraph",
    ),
    Format("gexf", ".gexf", "gexf", "as graphml; parallel facts kept apart by kind", "Gephi, networkx"),
    Format(
        "csv",
        ".csv-files",
        "csv_files",
        "as graphml, as two tables",
        "spreadsheets, OpenRefine, pandas, Gephi",
        ("nodes.csv", "edges.csv"),
    ),
    Format(
        "parquet",
        ".parquet-files",
        "parquet",
        "four typed tables: entities, facts, observations, and every place of evidence",
        "pandas, Polars, DuckDB, Spark (needs the extra `parquet`)",
        ("entities.parquet", "facts.parquet", "observations.parquet", "evidence.parquet"),
    ),
    Format(
        "neo4j",
        ".neo4j",
        "neo4j",
        "as graphml with lists kept: tables for `neo4j-admin`, for small graphs also a Cypher script",
        "Neo4j, Memgraph",
        ("nodes.csv", "relations.csv", "load.cypher", "README.txt"),
    ),
)
"""Every format, in the order of the README."""


def format_named(name: str) -> Format:
    """The format called ``name``.

    Raises:
        KgError: there is none; the message has the nearest name and all of them.
    """
    for each in FORMATS:
        if each.name == name:
            return each
    names = [each.name for each in FORMATS]
    near = get_close_matches(name.lower(), names, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise KgError(f"--format {name}: {hint}There are {', '.join(names)}")


def formats_table() -> str:
    """The formats as a Markdown table, for the README."""
    rows = ["| `--format` | writes | holds | opens in |", "| --- | --- | --- | --- |"]
    rows += [f"| `{each.name}` | {_written(each)} | {each.holds} | {each.tools} |" for each in FORMATS]
    return "\n".join(rows) + "\n"


def _written(chosen: Format) -> str:
    if not chosen.files:
        return f"`NAME{chosen.suffix}`"
    return f"`NAME{chosen.suffix}/` with {', '.join(f'`{name}`' for name in chosen.files)}"
