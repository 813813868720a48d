"""The notebooks run from first to last cell, are committed with outputs, and show without defining."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = ["01_tour", "02_institutions_compared", "03_from_question_to_evidence", "04_add_a_rule"]
LINES = 16
OUTPUT = 400_000
"""Bytes of a notebook at most, so that it is shown on the web."""


def _cells(name: str, kind: str) -> list[dict[str, Any]]:
    content = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text("utf-8"))
    return [cell for cell in content["cells"] if cell["cell_type"] == kind]


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def test_there_are_no_others() -> None:
    assert sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_short_and_define_nothing(name: str) -> None:
    for cell in _cells(name, "code"):
        tree = ast.parse(_source(cell))
        kinds = {type(node) for node in ast.walk(tree)}
        assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef}, _source(cell)
        assert len(_source(cell).splitlines()) <= LINES, _source(cell)
        imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not any(alias.name.startswith("_") for node in imported for alias in node.names)


@pytest.mark.parametrize("name", NAMES)
def test_outputs_are_committed_and_small(name: str) -> None:
    cells = _cells(name, "code")
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert sum(bool(cell["outputs"]) for cell in cells) >= len(cells) - 2
    kinds = {output["output_type"] for cell in cells for output in cell["outputs"]}
    assert "error" not in kinds
    streams = [o for cell in cells for o in cell["outputs"] if o["output_type"] == "stream"]
    assert all(stream["name"] == "stdout" for stream in streams), "a warning is among the outputs"
    assert (NOTEBOOKS / f"{name}.ipynb").stat().st_size < OUTPUT


@pytest.mark.parametrize("name", NAMES)
def test_the_end_says_what_to_try_next(name: str) -> None:
    assert "## What to try next" in _source(_cells(name, "markdown")[-1])
    links = [
        word for cell in _cells(name, "markdown") for word in _source(cell).split("(") if ".ipynb)" in word
    ]
    assert all((NOTEBOOKS / link.split(")")[0]).is_file() for link in links)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_it_runs(name: str) -> None:
    pytest.importorskip("nbclient", reason="nbclient is not installed: pip install institution-kg[notebooks]")
    pytest.importorskip(
        "matplotlib", reason="matplotlib is not installed: pip install institution-kg[notebooks]"
    )
    from tests.notebooks.execute import execute

    done = execute(NOTEBOOKS / f"{name}.ipynb")
    outputs = [output for cell in done.cells if cell.cell_type == "code" for output in cell.outputs]
    pictures = sum("image/png" in output.get("data", {}) for output in outputs)
    assert pictures == (3 if name.startswith("02") else 0)
    warned = [o.text for o in outputs if o.output_type == "stream" and "missing from font" in o.text]
    assert warned == [], "a plot lacks Chinese glyphs"
