"""The network page: a pyvis ``Network`` with computed positions, rendered by our own template."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pyvis.network import Network

from kg.explore.layout import positions
from kg.explore.page import SHARD_BYTES, SPLIT_ABOVE, Data, Frame, data_file, environment, finished
from kg.explore.tables import (
    Tables,
    document_rows,
    entity_columns,
    evidence_block,
    fact_columns,
    figure_columns,
)
from kg.explore.text import script_json
from kg.explore.words import class_style
from kg.records import Evidence

BIG = 1_500
"""Nodes above which the page opens on an overview."""
OVERVIEW = 400
"""Nodes of such an overview."""
INSTITUTIONS = {"University", "Hospital", "School", "ResearchInstitute", "GovernmentBody", "Company"}
SCRIPTS = ("store", "arrange", "canvas", "save", "filters", "details", "explorer")


def network_page(table: Tables, frame: Frame) -> tuple[str, dict[str, str]]:
    """Render ``index.html``.

    Returns:
        The page, and its data files (path in the folder → text; none for a graph of ordinary size).
    """
    shown = _opening(table)
    data = _data(table, shown)
    network = _pyvis(table, shown)
    network.templateEnv = environment("network", frame, data, SCRIPTS)
    network.path = "network.html"
    return finished(network.generate_html(name="index.html")), data.files


def _opening(table: Tables) -> list[int]:
    """The nodes drawn when the page opens: all, or those of highest degree, institutions before others."""
    count = len(table.ids)
    if count <= BIG:
        return list(range(count))
    best = sorted(range(count), key=lambda n: (-table.degrees[n] * _weight(table, n), n))
    return sorted(best[:OVERVIEW])


def _weight(table: Tables, number: int) -> int:
    return 2 if table.graph.entities[number].cls in INSTITUTIONS else 1


def node_size(degree: int) -> int:
    """Radius of a node in pixels at zoom 1: its area grows with the number of neighbours, up to a limit."""
    return round(min(46.0, 7 + 3.6 * math.sqrt(degree)))


def _pyvis(table: Tables, shown: Sequence[int]) -> Network:
    network = Network(directed=True, cdn_resources="in_line", height="100%")
    chosen = set(shown)
    pairs: dict[tuple[int, int], list[int]] = defaultdict(list)
    for subject, fact, target in table.links:
        if subject in chosen and target in chosen:
            pairs[min(subject, target), max(subject, target)].append(fact)
    spots = positions(shown, pairs)
    for number in shown:
        entity = table.graph.entities[number]
        style = class_style(entity.cls)
        x, y = spots[number]
        network.add_node(
            number,
            label=entity.label,
            shape=style.shape,
            color=style.color,
            size=node_size(table.degrees[number]),
            x=x,
            y=y,
        )
    for (low, high), facts in sorted(pairs.items()):
        if low != high:
            network.add_edge(low, high, id=f"{low}-{high}", facts=facts, **_arrows(table, low, facts))
    network.options = _options(len(shown))
    return network


def _arrows(table: Tables, low: int, facts: Sequence[int]) -> dict[str, str]:
    """Which ends of a line carry an arrow: those that its facts point to; none for what holds both ways."""
    ends = set()
    for fact in facts:
        statement = table.graph.facts[fact]
        if statement.property != "collaboratesWith":
            ends.add("to" if table.numbers[statement.subject] == low else "from")
    return {"arrows": ", ".join(sorted(ends))}


def _options(count: int) -> dict[str, Any]:
    """Options of vis-network: nothing moves by itself; our own script draws labels and tooltips."""
    return {
        "physics": {"enabled": False},
        "layout": {"randomSeed": 7, "improvedLayout": False},
        "interaction": {
            "hover": True,
            "keyboard": False,
            "multiselect": False,
            "hideEdgesOnDrag": count > 1000,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
        },
        "nodes": {
            "borderWidth": 1.5,
            "borderWidthSelected": 3,
            "scaling": {"label": {"drawThreshold": 1000}},
        },
        "edges": {
            "smooth": False,
            "width": 1.1,
            "selectionWidth": 1,
            "hoverWidth": 1,
            "arrowStrikethrough": False,
            "arrows": {"to": {"scaleFactor": 0.45}, "from": {"scaleFactor": 0.45}},
        },
    }


def _data(table: Tables, shown: Sequence[int]) -> Data:
    graph = table.graph
    core: dict[str, Any] = {
        "classes": [[name, class_style(name).color, class_style(name).shape] for name in table.classes],
        "properties": list(table.properties),
        "documents": document_rows(table),
        "entities": entity_columns(table, range(len(graph.entities)), search=True),
        "facts": fact_columns(table, graph.facts, table.numbers),
        "figures": figure_columns(table, graph.observations, table.numbers),
    }
    core["entities"]["size"] = [node_size(degree) for degree in table.degrees]
    statements = [f.evidence for f in graph.facts] + [o.evidence for o in graph.observations]
    return split_or_embed("network", core, table, statements, extra={"big": len(shown) < len(table.ids)})


def split_or_embed(
    name: str,
    core: dict[str, Any],
    table: Tables,
    statements: Sequence[Sequence[Evidence]],
    extra: dict[str, Any] | None = None,
) -> Data:
    """Embed a page's tables and evidence, or past ``SPLIT_ABOVE`` bytes put them in files of their own.

    Args:
        name: the page's name, the stem of its files.
        core: tables that the page needs to answer a search.
        table: the graph's tables.
        statements: evidence of each statement, in the order of the core's numbering.
        extra: what the page needs to know before the core has loaded.
    """
    whole = script_json(evidence_block(table, statements))
    small = script_json(core)
    if len(whole.encode()) + len(small.encode()) <= SPLIT_ABOVE:
        about = {**(extra or {}), "core": None, "shards": []}
        return Data({"about": script_json(about), "core": small, "evidence-0": whole})
    each = max(1, len(statements) * SHARD_BYTES // max(1, len(whole)))
    files = {f"data/{name}-core.js": data_file("core", core)}
    shards: list[list[Any]] = []
    for first in range(0, len(statements), each):
        file = f"data/{name}-evidence-{len(shards)}.js"
        block = evidence_block(table, statements[first : first + each], first)
        files[file] = data_file(f"evidence-{len(shards)}", block)
        shards.append([first, file])
    about = {**(extra or {}), "core": f"data/{name}-core.js", "shards": shards}
    return Data({"about": script_json(about)}, files)
