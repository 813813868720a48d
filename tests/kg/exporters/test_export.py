"""Exporting as a whole: the table of formats, where it may write, what goes wrong, the command."""

from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path

import pytest

from kg.cli import run
from kg.exporters import FORMATS, format_named, formats_table, ntriples
from kg.exporters.source import Source
from kg.exporters.write import export
from kg.folder import write_folder
from kg.manifest import Manifest
from kg.records import KgError
from tests.graphs import BASE, tiny_graph

README = Path(__file__).parents[3] / "README.md"
NAMES = [each.name for each in FORMATS]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("export") / "tiny"
    write_folder(tiny_graph(), place, Manifest(BASE))
    return place


def _content(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(path.iterdir())
    return {each.name: each.read_bytes() for each in files}


@pytest.mark.parametrize("name", NAMES)
def test_every_format_writes_what_its_row_says_and_again_the_same(
    tiny: Path, tmp_path: Path, name: str
) -> None:
    chosen = format_named(name)
    path = export(tiny, name, tmp_path / "new" / "x")
    first = _content(path)
    assert path.is_dir() is bool(chosen.files)
    assert set(chosen.files or ["x"]) == set(first)
    assert all(first.values())
    assert _content(export(tiny, name, path)) == first
    assert [each.name for each in path.parent.iterdir()] == ["x"]


@pytest.mark.parametrize("name", NAMES)
def test_a_half_deleted_folder_is_explained(tiny: Path, tmp_path: Path, name: str) -> None:
    half = tmp_path / "half"
    shutil.copytree(tiny, half)
    (half / "graph.ttl").unlink()
    with pytest.raises(KgError, match=r"graph\.ttl is missing"):
        export(half, name, tmp_path / "x")
    assert [each.name for each in tmp_path.iterdir()] == ["half"]


@pytest.mark.parametrize("name", NAMES)
def test_nonsense_in_the_graph_has_its_line(tiny: Path, tmp_path: Path, name: str) -> None:
    edited = tmp_path / "edited"
    shutil.copytree(tiny, edited)
    text = (edited / "graph.ttl").read_text("utf-8").splitlines()
    text.insert(20, "what is this")
    (edited / "graph.ttl").write_text("\n".join(text), "utf-8")
    with pytest.raises(KgError, match=r"graph\.ttl:2[01]: not valid Turtle"):
        export(edited, name, tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_an_unknown_format_gives_the_nearest_and_all() -> None:
    with pytest.raises(
        KgError, match=r"--format graph-ml: did you mean graphml\? There are ntriples, .*neo4j"
    ):
        format_named("graph-ml")
    with pytest.raises(KgError, match=r"--format qqq: There are ntriples"):
        format_named("qqq")


def test_a_folder_of_something_else_stays(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(KgError, match=r"holds something else \(notes\.txt\)"):
        export(tiny, "csv", tmp_path)
    with pytest.raises(KgError, match="is not a file"):
        export(tiny, "graphml", tmp_path)
    with pytest.raises(KgError, match="is a file"):
        export(tiny, "csv", tmp_path / "notes.txt")
    assert _content(tmp_path) == {"notes.txt": b"mine"}


@pytest.mark.parametrize("inside", ["graph.ttl", "x.nt", ""])
def test_nothing_is_written_into_a_graph_folder(tiny: Path, inside: str) -> None:
    before = {path.name for path in tiny.iterdir()}
    for name in ("ntriples", "csv"):
        with pytest.raises(KgError, match="is in a graph folder"):
            export(tiny, name, tiny / inside)
    assert {path.name for path in tiny.iterdir()} == before


def test_a_device_is_not_replaced(tiny: Path) -> None:
    with pytest.raises(KgError, match="/dev/null is not a file"):
        export(tiny, "ntriples", "/dev/null")


def test_the_folder_that_one_is_in_stays(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KgError, match="holds the folder that you are in"):
        export(tiny, "csv", ".")


def test_a_failure_leaves_the_former_file(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.nt").write_text("former")

    def full(_source: Source, target: Path) -> None:
        target.write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ntriples, "write", full)
    with pytest.raises(KgError, match=r"x\.nt cannot be written: No space left on device"):
        export(tiny, "ntriples", tmp_path / "x.nt")
    assert _content(tmp_path) == {"x.nt": b"former"}


def test_the_command_writes_here_by_default(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["export", str(tiny), "--format", "ntriples"]) == 0
    assert capfd.readouterr().out == "wrote tiny.nt\n"
    assert (tmp_path / "tiny.nt").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["GRAPH", "-f", "gefx"], 1, "kg: --format gefx: did you mean gexf?"),
        (["nowhere", "-f", "gexf"], 1, "kg: nowhere does not exist"),
        (["GRAPH"], 2, "kg: Missing option '--format'"),
        (["GRAPH", "-f", "gexf", "-o", "/proc/x.gexf"], 1, "kg: /proc/x.gexf cannot be written"),
    ],
)
def test_mistakes_are_one_line(
    tiny: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    assert run(["export", *(str(tiny) if each == "GRAPH" else each for each in arguments)]) == code
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(message)
    assert len(err.splitlines()) == 1


def test_the_table_has_every_format() -> None:
    rows = formats_table().splitlines()
    assert [re.match(r"\| `([^`]+)`", row)[1] for row in rows[2:]] == NAMES  # type: ignore[index]
    assert all(row.count(" | ") == 3 for row in rows)


def test_the_readme_has_the_table_as_it_is_now() -> None:
    text = README.read_text(encoding="utf-8")
    if "--format" not in text:
        pytest.skip("the README has no table of formats yet")
    assert formats_table() in text
