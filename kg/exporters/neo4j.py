"""Neo4j: tables with typed headers for ``neo4j-admin database import``, and a Cypher script if small.

Relations are named as Neo4j does (``PART_OF``); lists are arrays. Where ``neo4j-admin`` splits at ``;``, a
semicolon inside a value of a list is written full-width (``；``); the script needs no such thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched, groupby
from pathlib import Path
from typing import TypeAlias

from kg.exporters.csv_files import write_rows
from kg.exporters.rows import EDGES, FIGURE, FIGURES, Columns, Edge, Rows
from kg.exporters.source import Source
from kg.records import Entity, KnowledgeGraph

SMALL = 50_000
"""Nodes and relations together, up to which the script is written; it takes a minute then."""
BLOCK = 500
"""Rows of one statement of the script."""
LISTS = ("aliases", "identifiers")
ARRAY = ";"
TYPES: Mapping[str, str] = {"string": "string", "double": "double", "long": "long", "boolean": "boolean"}

Value: TypeAlias = str | float | int | bool | Sequence[str]
Properties: TypeAlias = dict[str, Value]

README = """Into an empty database, with the tables:

neo4j-admin database import full --multiline-fields=true \\
  --nodes=Entity=entities.csv --nodes=Observation=figures.csv --relationships=relations.csv neo4j

Into a running one, with the script (small graphs only):

cypher-shell --file load.cypher
"""


def write(source: Source, target: Path) -> None:
    """Write the tables, and ``load.cypher`` for a graph of up to ``SMALL`` nodes and relations."""
    graph = source.graph
    rows = Rows(graph)
    lists = [*LISTS, *rows.literal_columns]
    header = ["iri:ID", "label", "class", "group", "language", *(f"{name}:string[]" for name in lists), ":LABEL"]
    write_rows(target / "entities.csv", header, (_entity_row(node, lists) for node in _entities(rows, graph)))
    header = ["iri:ID", "label", *(f"{name}:{kind}" for name, kind in FIGURES.items())]
    figures = (node for node in rows.nodes() if node.cells.get("class") == FIGURE)
    write_rows(target / "figures.csv", header, ((f.id, *map(f.cells.get, ("label", *FIGURES))) for f in figures))
    header = [":START_ID", ":END_ID", ":TYPE", *(f"{name}:{kind}" for name, kind in EDGES.items())]
    write_rows(
        target / "relations.csv",
        header,
        ((e.source, e.target, relation(e.property), *map(e.cells.get, EDGES)) for e in rows.edges()),
    )
    (target / "README.txt").write_text(README, encoding="utf-8")
