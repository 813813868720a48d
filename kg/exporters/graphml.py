"""GraphML: typed nodes and edges, written one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.exporters.rows import Cell, Columns, Rows
from kg.exporters.source import Source
from kg.exporters.xml import attribute, cell_text, content

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write(source: Source, target: Path) -> None:
    """Write the graph as GraphML."""
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(Rows(source.graph)))


def _lines(rows: Rows) -> Iterator[str]:
    yield HEAD
    yield from _keys("node", "n", rows.node_columns)
    yield from _keys("edge", "e", rows.edge_columns)
    yield '<graph id="institution-kg" edgedefault="directed">\n'
    node_keys = {name: f"n{number}" for number, name in enumerate(rows.node_columns)}
    edge_keys = {name: f"e{number}" for number, name in enumerate(rows.edge_columns)}
    for node in rows.nodes():
        yield f"<node id={attribute(node.id)}>{_data(node.flat, node_keys)}</node>\n"
    for number, edge in enumerate(rows.edges()):
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        yield f'<edge id="f{number}" {ends}>{_data(edge.cells, edge_keys)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _keys(owner: str, letter: str, columns: Columns) -> Iterator[str]:
    for number, (name, kind) in enumerate(columns.items()):
        head = f'<key id="{letter}{number}" for="{owner}"'
        yield f'{head} attr.name={attribute(name)} attr.type="{kind}"/>\n'


def _data(cells: Mapping[str, Cell], keys: Mapping[str, str]) -> str:
    return "".join(
        f'<data key="{keys[name]}">{content(cell_text(cell))}</data>'
        for name, cell in cells.items()
        if cell is not None
    )
