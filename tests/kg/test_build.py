"""The straight line with a stand-in for the reader: bad inputs cost only themselves, bytes never differ."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extract.records import Skipped
from kg.build import Task, build, read_task
from kg.folder import read_folder
from kg.manifest import read_manifest
from kg.records import KgError
from kg.settings import Settings
from tests.kg.extractions import read_lines, read_or_die

ROOT = Path(__file__).parents[2]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    for name, other in (("a", "沅江"), ("b", "资江"), ("c", "澧江")):
        lines = [
            f"湘江医院 collaboratesWith {other}医院",
            f"{other}医院 partOf 湘江医院",
            "湘江医院 = 1500",
            f"{other}医院 = {ord(name)}",
        ]
        (place / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    return place


def _bytes(folder: Path) -> dict[str, bytes]:
    """Every file but the manifest, by its path in the folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "manifest.json")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_documents_become_a_graph_folder(inputs: Path, tmp_path: Path) -> None:
    built = build([inputs], tmp_path / "out", Settings(jobs=1), read=read_lines, pages=False)
    assert read_folder(tmp_path / "out") == built.graph
    assert [document.name for document in built.graph.documents] == ["a", "b", "c"]
    assert len(built.graph.entities) == 4
    assert [o.evidence[0].document for o in built.graph.observations if o.value == 1500] == ["a"]
    assert built.report.conforms, built.report.problems
    assert list(built.seconds) == ["find", "read", "resolve", "assemble", "validate", "write"]


def test_the_manifest_says_how_it_came_about(inputs: Path, tmp_path: Path) -> None:
    settings = Settings("https://kg.example.org/", 1, min_confidence=0.1)
    build([inputs], tmp_path / "out", settings, read=read_lines, pages=False)
    manifest = read_manifest(tmp_path / "out")
    assert manifest["base iri"] == "https://kg.example.org/"
    assert manifest["options"] == {"jobs": 1, "min confidence": 0.1, "lexicons": []}
    assert manifest["validation"] == {"conforms": True, "problems": 0}
    assert manifest["started"].endswith("+00:00")
    assert {"read", "validate"} <= set(manifest["seconds"])
    graph = read_folder(tmp_path / "out")
    assert all(entity.iri.startswith("https://kg.example.org/hospital/") for entity in graph.entities)


def test_jobs_and_order_of_arguments_do_not_change_a_byte(inputs: Path, tmp_path: Path) -> None:
    files = [inputs / f"{name}.txt" for name in "abc"]
    build(files, tmp_path / "one", Settings(jobs=1), read=read_lines, pages=False)
    build(reversed(files), tmp_path / "two", Settings(jobs=2), read=read_lines, pages=False)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_the_hash_seed_does_not_change_a_byte(inputs: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.build import build; from kg.settings import Settings;"
        "from tests.kg.extractions import read_lines;"
        "build([Path(sys.argv[1])], Path(sys.argv[2]), Settings(jobs=1), read=read_lines, pages=False)"
    )
    for seed in ("0", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", code, str(inputs), str(tmp_path / seed)]
        subprocess.run(command, check=True, env=environment, cwd=inputs)
    assert _bytes(tmp_path / "0") == _bytes(tmp_path / "4242")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_document_costs_only_itself(inputs: Path, tmp_path: Path, jobs: int) -> None:
    (inputs / "bad.txt").write_text("x")
    paths = [inputs, tmp_path / "nowhere.txt"]
    graph = build(paths, tmp_path / "out", Settings(jobs=jobs), read=read_or_die, pages=False).graph
    assert len(graph.documents) == 3
    assert {(Path(s.source).name, s.reason) for s in graph.skipped} == {
        ("bad.txt", "is bad; mend it"),
        ("nowhere.txt", "does not exist; check the path"),
    }
    assert len(read_manifest(tmp_path / "out")["skipped"]) == 2


def test_a_document_that_kills_its_process_costs_only_itself(inputs: Path, tmp_path: Path) -> None:
    (inputs / "deadly.txt").write_text("x")
    graph = build([inputs], tmp_path / "out", Settings(jobs=2), read=read_or_die, pages=False).graph
    assert len(graph.documents) == 3
    [skipped] = graph.skipped
    assert "the process that read it died" in skipped.reason


def test_nothing_to_read_is_an_error_with_every_reason_and_no_folder(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    paths = [tmp_path / "bad.txt", tmp_path / "empty", tmp_path / "nowhere.pdf"]
    with pytest.raises(KgError) as caught:
        build(paths, tmp_path / "out", Settings(jobs=1), read=read_or_die, pages=False)
    lines = str(caught.value).splitlines()
    assert len(lines) == 4
    assert lines[-1] == "no document could be read"
    assert not (tmp_path / "out").exists()


def test_the_target_is_checked_before_any_reading(inputs: Path, tmp_path: Path) -> None:
    def never(task: Task) -> Skipped:
        raise AssertionError("read before the target was checked")

    with pytest.raises(KgError, match="already holds something else"):
        build([inputs], inputs, Settings(jobs=1), read=never)


def test_a_build_beside_its_inputs_does_not_read_itself(inputs: Path) -> None:
    build([inputs], inputs / "out", Settings(jobs=1), read=read_lines, pages=False)
    again = build([inputs], inputs / "out", Settings(jobs=1), read=read_lines, pages=False)
    assert len(again.graph.documents) == 3


def test_ctrl_c_ends_all_processes_quietly_and_leaves_nothing(inputs: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import kg.build; import kg.cli;"
        "from tests.kg.extractions import read_slowly;"
        "kg.build.build.__kwdefaults__['read'] = read_slowly;"
        "print('ready', flush=True);"
        "kg.cli.main(['build', sys.argv[1], '-o', sys.argv[2], '--jobs', '2'])"
    )
    command = [sys.executable, "-c", code, str(inputs), str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    running = subprocess.Popen(command, stdout=pipe, stderr=pipe, env=environment, start_new_session=True)
    assert running.stdout is not None
    assert running.stdout.readline() == b"ready\n"
    while not list(inputs.glob("*.started")):
        assert running.poll() is None
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    _, error = running.communicate(timeout=20)
    assert (running.returncode, error) == (130, b"kg: interrupted\n")
    assert not (tmp_path / "out").exists()


def test_the_pages_are_written_too(inputs: Path, tmp_path: Path) -> None:
    build([inputs], tmp_path / "out", Settings(jobs=1), read=read_lines)
    assert "湘江医院" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    build([inputs], tmp_path / "out", Settings(jobs=1), read=read_lines, pages=False)
    assert not (tmp_path / "out" / "index.html").exists()


def test_progress_is_told_for_every_document(inputs: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    settings = Settings(jobs=1)
    build(
        [inputs],
        tmp_path / "out",
        settings,
        read=read_lines,
        pages=False,
        progress=lambda *step: told.append(step),
    )
    assert [step for step in told if step[0] == "read"] == [("read", n, 3) for n in (0, 1, 2, 3, 3)]


def test_a_bug_in_reading_is_a_skipped_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import extract.read

    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(extract.read, "read_document", broken)
    result = read_task(Task(tmp_path / "a.txt", "a"))
    assert isinstance(result, Skipped)
    assert "ZeroDivisionError: division by zero" in result.reason


def test_what_the_loader_says_is_the_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = read_task(Task(tmp_path / "empty.txt", "empty"))
    assert result == Skipped(str(tmp_path / "empty.txt"), "is empty; give a file that holds text")
