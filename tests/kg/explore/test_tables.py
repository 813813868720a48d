"""The numbered tables that the pages embed."""

from __future__ import annotations

from kg.explore.tables import tables
from tests.graphs import tiny_graph


def test_figures_stand_in_the_order_in_which_the_documents_report_them() -> None:
    graph = tiny_graph()
    table = tables(graph)
    assert sorted(o.iri for o in table.graph.observations) == sorted(o.iri for o in graph.observations)
    places = [
        min((e.document, min(start for start, _ in e.marks)) for e in o.evidence)
        for o in table.graph.observations
    ]
    assert len(places) > 3
    assert places == sorted(places)
    assert places != [
        min((e.document, min(start for start, _ in e.marks)) for e in o.evidence) for o in graph.observations
    ]
