"""Pages about an entity: text from documents is only ever text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.folder import write_folder
from kg.manifest import Manifest
from kg.name_index import NameIndex
from kg.names import names
from kg.reconcile import Reconciler
from kg.serve import cards
from kg.store import open_store
from tests.graphs import BASE
from tests.kg.enriched import enriched_graph

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title>'<b>",
    "javascript:alert(1)",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    folder = tmp_path_factory.mktemp("cards") / "graph"
    graph = enriched_graph()
    entities = tuple(
        replace(each, label=each.label + HOSTILE[i % len(HOSTILE)], aliases=(HOSTILE[i % len(HOSTILE)],))
        for i, each in enumerate(graph.entities)
    )
    facts = tuple(replace(each, object=HOSTILE[0]) if each.literal else each for each in graph.facts)
    write_folder(replace(graph, entities=entities, facts=facts), folder, Manifest(BASE))
    return open_store(folder)


def test_hostile_text_is_escaped(store: ox.Store) -> None:
    reconciler = Reconciler(store, BASE)
    assert any("<" in name for _iri, name in names(store))
    for iri, _name in names(store):
        for html in (
            cards.page(store, iri, BASE),
            cards.preview(store, iri),
            reconciler.flyout("entity", reconciler.identifier(iri))["html"],
        ):
            lowered = html.lower()
            assert "<script" not in lowered
            assert "<img" not in lowered
            assert 'href="javascript:' not in lowered


def test_hostile_names_can_be_looked_for(store: ox.Store) -> None:
    index = NameIndex(store)
    for iri, name in names(store):
        assert index.scores(name)[iri] == 100.0


def test_what_is_not_there_has_no_card(store: ox.Store, tmp_path: Path) -> None:
    assert cards.preview(store, f"{BASE}none") == ""
