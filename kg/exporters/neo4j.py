"""Neo4j: tables with typed headers for ``neo4j-admin database import``, and a Cypher script if small.

Every node is a ``Resource`` and has its class as a second label; relations are named as Neo4j does
(``PART_OF``); lists are arrays. ``neo4j-admin`` splits lists at ``;``, so a semicolon in a value of a
list is written full-width (``；``) in the tables; the script has it as it is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from pathlib import Path

from kg.exporters.rows import Cell, Edge, Node, Rows
from kg.exporters.source import Source

SMALL = 50_000
"""Nodes and relations together, up to which the script is written."""
BLOCK = 500
"""Rows of one statement of the script."""
ARRAY = ";"
README = """Into an empty database, from the tables:

neo4j-admin database import full --multiline-fields=true --nodes=Resource=nodes.csv \\
  --relationships=relations.csv neo4j

Into a running one, with the script (written for small graphs only; running it again changes nothing):

cypher-shell --file load.cypher
"""
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in (*map(chr, range(32)), "\x7f", "\u2028", "\u2029")}
_ESCAPES |= {ord("\\"): "\\\\", ord("'"): "\\'", ord("\n"): "\\n"}


def write(source: Source, target: Path) -> None:
    """Write the tables, and ``load.cypher`` for a graph of up to ``SMALL`` nodes and relations."""
    graph = source.graph
    rows = Rows(graph)
    _write_nodes(rows, target / "nodes.csv")
    _write_relations(rows, target / "relations.csv")
    (target / "README.txt").write_text(README, encoding="utf-8")
    if len(graph.entities) + len(graph.observations) * 2 + len(graph.facts) <= SMALL:
        with (target / "load.cypher").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_script(rows))


def relation(property: str) -> str:
    """The name of a relation as Neo4j has them.

    >>> relation("partOf"), relation("received")
    ('PART_OF', 'RECEIVED')
    """
    return _WORD_START.sub("_", property).upper()


def _write_nodes(rows: Rows, path: Path) -> None:
    lists, scalars = rows.list_columns, rows.scalar_columns
    typed = (name if kind == "string" else f"{name}:{kind}" for name, kind in scalars.items())
    header = ("iri:ID", *typed, *(f"{name}:string[]" for name in lists), ":LABEL")
    _write_table(
        path,
        header,
        (
            (
                *(node.id, *map(node.cells.get, scalars)),
                *(_array(node.lists.get(name, ())) for name in lists),
                node.cells.get("class"),
            )
            for node in rows.nodes()
        ),
    )


def _write_relations(rows: Rows, path: Path) -> None:
    typed = (name if kind == "string" else f"{name}:{kind}" for name, kind in rows.edge_columns.items())
    header = (":START_ID", ":END_ID", ":TYPE", *typed)
    _write_table(
        path,
        header,
        (
            (edge.source, edge.target, relation(edge.property), *map(edge.cells.get, rows.edge_columns))
            for edge in rows.edges()
        ),
    )


def _write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """CSV with bare text: nobody runs it as formulas here."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(
            [str(cell).lower() if isinstance(cell, bool) else cell for cell in row] for row in rows
        )


def _array(values: Sequence[str]) -> str:
    return ARRAY.join(value.replace(ARRAY, "；") for value in values)


def _script(rows: Rows) -> Iterator[str]:
    yield "CREATE CONSTRAINT resource_iri IF NOT EXISTS FOR (n:Resource) REQUIRE n.iri IS UNIQUE;\n"
    by_class = groupby(
        sorted(rows.nodes(), key=lambda node: str(node.cells.get("class", ""))),
        lambda node: str(node.cells.get("class", "")),
    )
    for cls, nodes in by_class:
        label = f"n:{_name(cls)}, " if cls else ""
        end = f"AS row\nMERGE (n:Resource {{iri: row.iri}}) SET {label}n += row;\n"
        yield from _statements(map(_node, nodes), end)
    by_property = groupby(sorted(rows.edges(), key=lambda edge: edge.property), lambda edge: edge.property)
    for property, edges in by_property:
        ends = "MATCH (a:Resource {iri: row.source}), (b:Resource {iri: row.target})"
        merge = f"MERGE (a)-[r:{_name(relation(property))}]->(b) SET r += row.cells;\n"
        yield from _statements(map(_edge, edges), f"AS row\n{ends}\n{merge}")


def _statements(rows: Iterator[str], end: str) -> Iterator[str]:
    while block := list(islice(rows, BLOCK)):
        yield "UNWIND [\n" + ",\n".join(block) + f"\n] {end}"


def _node(node: Node) -> str:
    return _map({"iri": node.id, **node.cells, **node.lists})


def _edge(edge: Edge) -> str:
    ends = f"source: {_literal(edge.source)}, target: {_literal(edge.target)}"
    return f"{{{ends}, cells: {_map(edge.cells)}}}"


def _map(values: Mapping[str, Cell | Sequence[str]]) -> str:
    return "{" + ", ".join(f"{_name(name)}: {_literal(value)}" for name, value in values.items()) + "}"


def _literal(value: Cell | Sequence[str]) -> str:
    """A value in Cypher."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{value.translate(_ESCAPES)}'"
    if isinstance(value, float | int):
        return repr(value)
    return "[" + ", ".join(map(_literal, value)) + "]"


def _name(name: str) -> str:
    """A label, type or key in Cypher: bare if it can be."""
    return name if re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII) else f"`{name.replace('`', '``')}`"
