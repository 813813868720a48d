"""A graph folder is written whole, read back equal, and never replaces what is not ours."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.folder import read_folder, write_folder
from kg.manifest import Manifest
from kg.records import KgError, KnowledgeGraph
from tests.graphs import BASE, synthetic_graph, tiny_graph

MANIFEST = Manifest(BASE, versions={"institution-kg": "0.1.0"}, started="2026-11-22T08:00:00+00:00")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(tiny_graph(), tmp_path / "out", MANIFEST)
    return tmp_path / "out"


@pytest.mark.parametrize("graph", [tiny_graph(), synthetic_graph(300, 900), KnowledgeGraph((), (), (), ())])
def test_what_is_written_is_read_back_equal(graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_folder(graph, tmp_path / "out", MANIFEST)
    assert read_folder(tmp_path / "out") == graph
