"""Two CSV tables, of nodes and of edges, with the column names that Gephi looks for."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.exporters.rows import Cell, Columns, Rows
from kg.exporters.source import Source
from kg.tables import cell as spreadsheet_cell


def write(source: Source, target: Path) -> None:
    """Write ``nodes.csv`` and ``edges.csv``; text that a spreadsheet would run as a formula is quoted."""
    rows = Rows(source.graph)
    nodes = ((node.id, *_cells(node.flat, rows.node_columns)) for node in rows.nodes())
    edges = (
        (edge.source, edge.target, "Directed", *_cells(edge.cells, rows.edge_columns))
        for edge in rows.edges()
    )
    write_table(target / "nodes.csv", ("Id", *_titles(rows.node_columns, "label")), nodes)
    write_table(
        target / "edges.csv", ("Source", "Target", "Type", *_titles(rows.edge_columns, "property")), edges
    )


def write_table(path: Path, titles: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write one table as ``kg.tables`` does: UTF-8, RFC 4180."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(titles)
        writer.writerows([spreadsheet_cell(value) for value in row] for row in rows)


def _titles(columns: Columns, shown: str) -> Iterator[str]:
    """The names of the columns; the one that tools show is called Label."""
    return ("Label" if name == shown else name for name in columns)


def _cells(cells: Mapping[str, Cell], columns: Columns) -> Iterator[Cell]:
    return (cells.get(name) for name in columns)
