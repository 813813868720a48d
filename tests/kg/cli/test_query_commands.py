"""``kg query``, ``kg ask`` and ``kg questions`` as a person meets them: output, exit codes, errors."""

from __future__ import annotations

import csv
import inspect
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from kg.cli import run
from kg.cli.ask import ask
from kg.questions import questions
from tests.graphs import HOSPITAL
from tests.kg.enriched import write_enriched

UNITS = "SELECT ?s ?o WHERE { ?s ikg:partOf ?o } ORDER BY ?s"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_enriched(tmp_path_factory.mktemp("cli") / "graph"))


def test_the_table_shows_labels_and_lines_up(folder: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", folder, UNITS]) == 0
    out, err = capfd.readouterr()
    lines = [line for line in out.splitlines() if HOSPITAL in line]
    assert lines
    assert "http" not in out
    assert "7 rows" in out + err
    starts = {cell_len(line[: line.rindex(HOSPITAL)]) for line in lines if line.count(HOSPITAL) == 1}
    assert len({start for start in starts if start > 2}) == 1


def test_iris_on_request(folder: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", folder, "institutes-of", "--of", HOSPITAL, "--iris"]) == 0
    assert "id:research-institute\\/" in capfd.readouterr().out


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(folder: str, width: int) -> None:
    script = "import pty, sys; pty.spawn(sys.argv[1:])"
    command = [
        sys.executable,
        "-c",
        "from kg.cli import main; main()",
        "ask",
        folder,
        "where-said",
        "--of",
        HOSPITAL,
    ]
    done = subprocess.run(
        [sys.executable, "-c", script, *command],
        env={**os.environ, "COLUMNS": str(width), "TERM": "xterm"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    lines = re.sub(r"\x1b\[[0-9;]*m|\r", "", done.stdout).splitlines()
    assert len(lines) > 10
    assert max(map(cell_len, lines)) <= width


def test_formats(folder: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", folder, UNITS, "-f", "csv"]) == 0
    assert len(list(csv.DictReader(io.StringIO(capfd.readouterr().out)))) == 7
    assert run(["query", folder, UNITS, "--format", "json"]) == 0
    assert len(json.loads(capfd.readouterr().out)["results"]["bindings"]) == 7
    assert run(["query", folder, "DESCRIBE id:place\\/宁海市"]) == 0
    assert "skos:prefLabel" in capfd.readouterr().out
    assert run(["query", folder, "ASK { ?s ikg:partOf ?o }"]) == 0
    assert capfd.readouterr().out == "yes\n"


def test_a_query_from_a_file(folder: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "units.rq").write_text(UNITS, encoding="utf-8")
    assert run(["query", folder, str(tmp_path / "units.rq"), "-f", "tsv"]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 8


def test_every_parameter_of_the_questions_is_an_option() -> None:
    options = {name.rstrip("_") for name in inspect.signature(ask).parameters}
    assert {parameter.name for each in questions() for parameter in each.parameters} <= options


def test_ask_shows_the_query(folder: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", folder, "institutes-of", "--of", "宁医大", "--sparql"]) == 0
    sparql = capfd.readouterr().out
    assert sparql.startswith("PREFIX ikg: <")
    assert "VALUES ?of { <https://w3id.org/institution-kg/id/university/宁海医科大学> }" in sparql


def test_questions_are_listed_in_both_languages(folder: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["questions", folder]) == 0
    out = capfd.readouterr().out
    for each in questions():
        assert each.name in out
        assert each.title_zh[:8] in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "{}", "SELECT * { ?s ?p ?o", "-f", "table"], "line 1, column 10: this { is never closed"),
        (
            ["query", "{}", "ASK {}", "-f", "tabel"],
            "--format tabel: did you mean table? There are table, csv",
        ),
        (["query", "{}", "ASK {}", "-f", "turtle"], "rows cannot be written as turtle"),
        (["query", "{}", "none.rq"], "none.rq: no such file"),
        (["query", "{}", "SELECT * { SERVICE <http://x/> {} }"], "SERVICE is not answered"),
        (["query", "{}/none", "ASK {}"], "does not exist"),
        (["ask", "{}", "institutes"], "did you mean institutes-of"),
        (["ask", "{}", "institutes-of", "--of", "宁海医大"], "the nearest are 宁医大、宁海医科大学"),
        (["ask", "{}", "units-of"], "units-of needs --of"),
    ],
)
def test_errors(folder: str, arguments: list[str], message: str, capfd: pytest.CaptureFixture[str]) -> None:
    code = run(
        [
            each.replace("{}", folder) if each.startswith("{}") and len(each) < 8 else each
            for each in arguments
        ]
    )
    out, err = capfd.readouterr()
    assert code == 1
    assert message in err
    assert out == ""
    assert "Traceback" not in err


def test_damaged_folders(folder: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / "evidence.ttl").unlink()
    assert run(["ask", str(broken), "overview"]) == 0
    assert run(["ask", str(broken), "documents"]) == 1
    assert "evidence.ttl" in capfd.readouterr().err
    (broken / "graph.ttl").write_text("ikg:x nonsense .", encoding="utf-8")
    assert run(["query", str(broken), "ASK {}"]) == 1
    assert "graph.ttl:1" in capfd.readouterr().err


def test_nothing_heavy_is_imported(folder: str) -> None:
    script = (
        "import sys; from kg.cli import run; run(sys.argv[1:]); "
        "heavy = {'rdflib', 'pandas', 'spacy', 'networkx', 'onnxruntime', 'uvicorn'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, "ask", folder, "where-said", "--of", HOSPITAL]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
