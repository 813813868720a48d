"""Bad input through the real command and the real reader: a line each, the rest built, nothing left behind."""

from __future__ import annotations

import io
import os
import resource
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg.cli import run
from kg.folder import read_folder, write_folder
from kg.manifest import Manifest
from tests.graphs import BASE, tiny_graph

ROOT = Path(__file__).parents[3]
GOOD = "湘江医院设有肝病研究所，院长为王伟。\n医院拥有职工1500人。\n"
Captured = pytest.CaptureFixture[str]


def _bomb() -> bytes:
    """A Word file of half a megabyte that says it unpacks to 600 MB."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as out,
    ):
        for _ in range(600):
            out.write(b"0" * 1_000_000)
    return buffer.getvalue()


def test_every_bad_document_is_a_line_and_the_good_ones_are_built(tmp_path: Path, capsys: Captured) -> None:
    place = tmp_path / "in"
    (place / "one").mkdir(parents=True)
    (place / "two").mkdir()
    (place / "one" / "report.txt").write_text(GOOD, encoding="utf-8")
    (place / "two" / "report.txt").write_text(GOOD.replace("湘江", "沅江"), encoding="utf-8")
    (place / 'it\'s "quoted":\nnew.txt').write_text(GOOD.replace("湘江", "资江"), encoding="utf-8")
    Path(os.fsdecode(os.fsencode(place) + b"/bad\xff.txt")).write_text(GOOD, encoding="utf-8")
    (place / "marks.txt").write_bytes(
        "\u202e湘江\ud800医院\x00设有\x07肝病研究所。".encode("utf-8", "surrogatepass")
    )
    (place / "punctuation.txt").write_text("。，、；" * 200, encoding="utf-8")
    bad = {
        "empty.txt": (b"", "is empty"),
        "junk.txt": (bytes(range(256)) * 40, "is not text in UTF-8"),
        "zip.docx": (b"no archive", "is not a .docx"),
        "bomb.docx": (_bomb(), "unpacks to more than 500 MB"),
        "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "is a truncated PDF"),
    }
    for name, (data, _) in bad.items():
        (place / name).write_bytes(data)
    (place / "loop").symlink_to(place)
    os.mkfifo(place / "pipe.txt")
    outside = ["nowhere.txt", "/dev/null", str(place / "pipe.txt")]
    arguments = [str(place), *outside, str(place / "one" / "report.txt"), "-o", str(place / "out")]
    assert run(["build", *arguments, "--jobs", "1", "--no-pages", "-q"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == len(bad) + len(outside)
    for name, (_, reason) in bad.items():
        assert sum(f"{name}: {reason}" in line for line in lines) == 1
    assert all(line.startswith("kg: skipped ") and "; " in line for line in lines)
    graph = read_folder(place / "out")
    assert len(graph.documents) == 6
    assert {d.name for d in graph.documents} >= {"report", "report-2", "marks", "punctuation"}
    assert run(["validate", str(place / "out")]) == 0


@pytest.mark.parametrize("arguments", [["build", "", "-o", "out"], ["build", "x.txt", "-o", ""]])
def test_a_variable_that_is_not_set_is_not_the_folder_one_is_in(
    arguments: list[str], capsys: Captured
) -> None:
    assert run(arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith("kg: a path is empty")
    assert error.count("\n") == 1


def _limit() -> None:
    """As on a disk with 2,000 bytes left."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


def test_a_full_disk_leaves_the_former_folder_and_nothing_else(tmp_path: Path) -> None:
    write_folder(tiny_graph(), tmp_path / "out", Manifest(BASE))
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    code = "import sys; from kg.cli import main; main(sys.argv[1:])"
    command = ["build", str(tmp_path / "good.txt"), "-o", str(tmp_path / "out"), "--jobs", "1", "-q"]
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        preexec_fn=_limit,
    )
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good.txt", "out"]
