"""The whole command on the example reports: the same bytes whatever the number of processes and the hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = "import sys; from kg.cli import main; main(sys.argv[1:])"


def _build(output: Path, jobs: int, seed: int) -> dict[str, bytes]:
    """The files of a graph folder by their place in it, the manifest apart: it holds times."""
    arguments = ["build", "examples", "-o", str(output), "--jobs", str(jobs), "--quiet"]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    subprocess.run([sys.executable, "-c", COMMAND, *arguments], env=environment, cwd=ROOT, check=True)
    files = (path for path in output.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


@pytest.mark.slow
def test_jobs_and_hash_seeds_do_not_change_a_byte_of_the_examples(tmp_path: Path) -> None:
    one = _build(tmp_path / "one", jobs=1, seed=1)
    two = _build(tmp_path / "two", jobs=2, seed=2)
    assert {"graph.ttl", "evidence.ttl", "facts.csv", "index.html"} <= set(one)
    assert sorted(one) == sorted(two)
    assert [name for name in sorted(one) if one[name] != two[name]] == []
