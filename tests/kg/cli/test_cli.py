"""The command line as a person meets it: help, errors in one line, exit codes, pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg.build
from kg.cli import run
from kg.folder import write_folder
from kg.manifest import Manifest
from tests.graphs import BASE, HOSPITAL, tiny_graph
from tests.kg.extractions import read_or_die

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("cli") / "out"
    write_folder(tiny_graph(), place, Manifest(BASE))
    return place


Captured = pytest.CaptureFixture[str]


def test_help_comes_without_arguments_and_names_the_commands(capsys: Captured) -> None:
    assert run([]) == 0
    text = capsys.readouterr().out
    assert run(["--help"]) == 0
    assert capsys.readouterr().out == text
    for command in ("build", "show", "validate"):
        assert f"  {command} " in text


@pytest.mark.parametrize("command", ["build", "show"])
def test_every_help_has_examples(command: str, capsys: Captured) -> None:
    assert run([command, "--help"]) == 0
    assert f"\n    kg {command} " in capsys.readouterr().out


def test_the_version_is_told(capsys: Captured) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("institution-kg ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld", "x"], "kg: No such command 'biuld'. Did you mean 'build'?"),
        (["show"], "kg: Missing argument 'DIR'."),
        (["build", "x.txt"], "kg: Missing option '-o'"),
        (["show", "x", "y", "--nope"], "kg: No such option: --nope"),
        (["build", "x.txt", "-o", "out", "--jobs", "many"], "kg: Invalid value for '--jobs'"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_2(
    arguments: list[str], message: str, capsys: Captured
) -> None:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(message)
    assert captured.err.count("\n") == 1


def test_show_finds_an_entity_by_its_short_name(folder: Path, capsys: Captured) -> None:
    assert run(["show", str(folder), "附一院"]) == 0
    assert capsys.readouterr().out.startswith(f"{HOSPITAL}  (Hospital)")


def test_an_unknown_name_gives_the_nearest(folder: Path, capsys: Captured) -> None:
    assert run(["show", str(folder), "宁海医科大"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "宁海医科大学" in captured.err
    assert captured.err.count("\n") == 1


def test_an_ambiguous_name_lists_the_candidates(tmp_path: Path, capsys: Captured) -> None:
    from dataclasses import replace

    graph = tiny_graph()
    people = [e for e in graph.entities if e.cls == "Person"]
    twins = [replace(e, aliases=("顾老师",)) if e in people[:2] else e for e in graph.entities]
    write_folder(replace(graph, entities=tuple(twins)), tmp_path / "out", Manifest(BASE))
    assert run(["show", str(tmp_path / "out"), "顾老师"]) == 1
    error = capsys.readouterr().err
    assert people[0].label in error
    assert people[1].label in error


def test_validate_tells_by_its_exit_code(folder: Path, tmp_path: Path, capsys: Captured) -> None:
    assert run(["validate", str(folder)]) == 0
    assert capsys.readouterr().out == "valid: 45 statements, 45 quotations, no problem\n"
    write_folder(tiny_graph(), tmp_path / "out", Manifest(BASE))
    text = tmp_path / "out" / "documents" / "lanwan-2023.txt"
    text.write_text(text.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    assert run(["validate", str(tmp_path / "out")]) == 1
    out = capsys.readouterr().out
    assert "引语与原文不符" in out
    assert "not what the text says" in out


@pytest.mark.parametrize("command", [["show", "{}", "x"], ["validate", "{}"]])
def test_what_is_no_graph_folder_is_told(command: list[str], tmp_path: Path, capsys: Captured) -> None:
    assert run([word.format(tmp_path) for word in command]) == 1
    assert "is not a graph folder" in capsys.readouterr().err


def test_build_tells_what_it_skipped_and_what_to_do(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run(["build", str(tmp_path / "empty.txt"), "nowhere.txt", "-o", str(tmp_path / "out")]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "kg: nowhere.txt: does not exist; check the path",
        f"kg: {tmp_path}/empty.txt: is empty; give a file that holds text",
        "kg: no document could be read",
    ]
    assert not (tmp_path / "out").exists()


def _inputs(place: Path) -> list[str]:
    (place / "good.txt").write_text("湘江医院 partOf 沅江医院\n湘江医院 = 1500", encoding="utf-8")
    (place / "bad.txt").write_text("x", encoding="utf-8")
    return ["build", str(place / "good.txt"), str(place / "bad.txt"), "-o", str(place / "out"), "--jobs", "1"]


def test_build_sums_up_and_says_what_to_type_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setitem(kg.build.build.__kwdefaults__, "read", read_or_die)
    assert run(_inputs(tmp_path)) == 0
    captured = capsys.readouterr()
    assert captured.err == f"kg: skipped {tmp_path}/bad.txt: is bad; mend it\n"
    for words in ("Hospital  2", "partOf  1", "observations  1", "1 read, 1 skipped", "yes: the shapes hold"):
        assert words in captured.out
    command = captured.out.splitlines()[-1].removeprefix("Next: kg ")
    assert run(command.split()) == 0
    assert capsys.readouterr().out.startswith("湘江医院  (Hospital)")


def test_a_quiet_build_says_only_what_went_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setitem(kg.build.build.__kwdefaults__, "read", read_or_die)
    assert run([*_inputs(tmp_path), "--quiet", "--no-pages"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("\n")) == ("", 1)
    assert not (tmp_path / "out" / "index.html").exists()


def test_an_interrupt_is_exit_code_130(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: Captured
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.folder.read_folder", interrupt)
    assert run(["show", str(folder), "附一院"]) == 130
    assert capsys.readouterr().err == "kg: interrupted\n"


def test_a_bug_is_one_line_unless_debugging(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: Captured
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("kg.folder.read_folder", fail)
    assert run(["show", str(folder), "附一院"]) == 1
    error = capsys.readouterr().err
    assert "internal error, ZeroDivisionError: division by zero" in error
    assert "Traceback" not in error
    monkeypatch.setenv("KG_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["show", str(folder), "附一院"])


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"]


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    main = _python("from kg.cli import main; main()")
    show = subprocess.Popen(
        [*main, "show", str(folder), "附一院"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert show.stdout is not None
    show.stdout.close()
    _, error = show.communicate(timeout=30)
    assert error == b""


def test_commands_are_imported_without_the_heavy_libraries() -> None:
    heavy = "('spacy', 'onnxruntime', 'rdflib', 'pyshacl', 'networkx', 'numpy', 'pandas', 'pyoxigraph')"
    code = f"import kg.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(_python(code), capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == "[]"


def test_a_terminal_without_chinese_gets_escapes_not_an_error(folder: Path) -> None:
    main = _python("from kg.cli import main; main()")
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [*main, "show", str(folder), "附一院"], capture_output=True, env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u9644" in done.stdout
