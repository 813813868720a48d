"""The two example reports with the real reader: valid, spans true, the same bytes however they are built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.folder import read_folder
from kg.validate import validate_folder

ROOT = Path(__file__).parents[2]
MAIN = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from kg.cli import main; main()"


def _build(target: Path, jobs: int, seed: int) -> None:
    command = [sys.executable, "-c", MAIN, "build", str(ROOT / "examples"), "-o", str(target)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    subprocess.run([*command, "--jobs", str(jobs), "--quiet"], check=True, env=environment)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("examples")
    _build(place / "one", jobs=1, seed=0)
    _build(place / "two", jobs=2, seed=77)
    return place / "one", place / "two"


@pytest.mark.slow
def test_processes_and_hash_seed_do_not_change_a_byte(folders: tuple[Path, Path]) -> None:
    one, two = folders
    paths = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert paths == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    changed = [path for path in paths if (one / path).read_bytes() != (two / path).read_bytes()]
    assert changed == [Path("manifest.json")]


@pytest.mark.slow
def test_the_shapes_hold_and_every_quotation_is_in_its_text(folders: tuple[Path, Path]) -> None:
    report = validate_folder(folders[0])
    assert report.problems == ()
    assert report.spans >= report.statements > 500


@pytest.mark.slow
def test_both_reports_are_in_the_graph(folders: tuple[Path, Path]) -> None:
    graph = read_folder(folders[0])
    assert len(graph.documents) == 2
    assert graph.skipped == ()
    labels = {entity.label for entity in graph.entities}
    assert {"天津医科大学", "天津医学高等专科学校", "天津医科大学第二医院"} <= labels
