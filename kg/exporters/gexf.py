"""GEXF 1.3: typed nodes and edges, written one at a time; ``kind`` keeps parallel facts apart in Gephi."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.exporters.rows import Cell, Columns, Rows
from kg.exporters.source import Source
from kg.exporters.xml import attribute, cell_text

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<graph defaultedgetype="directed" mode="static">
"""


def write(source: Source, target: Path) -> None:
    """Write the graph as GEXF."""
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(Rows(source.graph)))


def _lines(rows: Rows) -> Iterator[str]:
    yield HEAD
    node_columns = {name: kind for name, kind in rows.node_columns.items() if name != "label"}
    edge_columns = {name: kind for name, kind in rows.edge_columns.items() if name != "property"}
    yield from _attributes("node", node_columns)
    yield from _attributes("edge", edge_columns)
    yield "<nodes>\n"
    for node in rows.nodes():
        head = f"<node id={attribute(node.id)} label={attribute(str(node.cells['label']))}>"
        yield f"{head}{_values(node.flat, node_columns)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, edge in enumerate(rows.edges()):
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        name = attribute(edge.property)
        head = f'<edge id="f{number}" {ends} label={name} kind={name}>'
        yield f"{head}{_values(edge.cells, edge_columns)}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(owner: str, columns: Columns) -> Iterator[str]:
    yield f'<attributes class="{owner}">\n'
    for name, kind in columns.items():
        title = attribute(name)
        yield f'<attribute id={title} title={title} type="{kind}"/>\n'
    yield "</attributes>\n"


def _values(cells: Mapping[str, Cell], columns: Columns) -> str:
    values = "".join(
        f"<attvalue for={attribute(name)} value={attribute(cell_text(cell))}/>"
        for name, cell in cells.items()
        if name in columns and cell is not None
    )
    return f"<attvalues>{values}</attvalues>" if values else ""
