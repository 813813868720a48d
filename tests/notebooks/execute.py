# ruff: noqa: T201
"""Run the notebooks: for their test, and to renew the outputs that are committed.

``python tests/notebooks/execute.py`` runs all, or those named, and writes them with their outputs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SECONDS = 300


def execute(path: Path) -> Any:
    """The notebook with fresh outputs, run in its folder; nothing in them depends on when.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    return client.execute()


def main(names: list[str]) -> None:
    """Run and write the notebooks called ``names``, or all."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        if not names or path.stem in names:
            nbformat.write(execute(path), path)
            print(path.name)


if __name__ == "__main__":
    main(sys.argv[1:])
