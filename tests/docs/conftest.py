"""The graph of the example reports, built once for all tests of the documentation."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

PREBUILT = "KG_EXAMPLES"
"""Names a graph folder of the examples that is there already."""


@pytest.fixture(scope="session")
def examples_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph folder of the example reports."""
    if PREBUILT in os.environ:
        return Path(os.environ[PREBUILT])
    from kg.build import build

    folder = tmp_path_factory.mktemp("docs") / "graph"
    build([ROOT / "examples"], folder, pages=False)
    return folder
