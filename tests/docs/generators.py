"""What is generated in the pages: tables of the ontology and the exporters, help texts, answers of a built graph."""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import pyoxigraph as ox

from kg import query
from kg.cli import COMMANDS, app, run
from kg.exporters import formats_table
from kg.manifest import read_manifest
from kg.settings import tool_version
from kg.store import open_store
from ontology.terms import ANY, Term, vocabulary
from tests.docs.pages import Asked, Generator

DEMO = "output/reports"
"""The folder that pages name; their answers come from a build of the same reports, wherever it lies."""
ROWS = 6
"""Rows that a page shows of an answer, unless the marker gives another number."""
LINES = 12
"""Lines that a page shows of what a command prints."""
CELL = 70
"""Characters that a page shows of a cell."""
WIDTH = 100
"""Columns of the terminal in which help and answers are printed."""
RECORDS = frozenset({"Observation", "Document", "Evidence", "rdf:Statement"})
"""What holds figures and evidence: pages explain it in prose, not in the tables of classes and properties."""
SCORED = {
    "entity": "entities, all",
    "institution": "institutions",
    "person": "people",
    "program": "programmes, prizes, fields, events",
    "typed+named": "entities with the right class and the full name",
    "fact": "facts",
    "observation": "figures",
}
"""What `make score` measures, in words."""
_SCORE = re.compile(
    r"(?P<what>[a-z][a-z +]*?) +P (?P<p>[\d.]+) +R (?P<r>[\d.]+) +F1 (?P<f>[\d.]+) +\((?P<hit>\d+) of (?P<gold>\d+)"
)


def static_generators() -> dict[str, Generator]:
    """Generators that need no built graph."""
    return {
        "formats": lambda _: formats_table(),
        "classes": lambda _: _classes(),
        "properties": lambda _: _properties(),
        "help": lambda _: _help(),
    }


def graph_generators(folder: Path) -> dict[str, Generator]:
    """Generators that ask the graph folder of the example reports."""
    store = open_store(folder)
    return {
        "answer": lambda asked: _answer(store, asked),
        "transcript": lambda asked: _transcript(folder, asked),
        "counts": lambda _: _counts(folder),
    }


def score_generators(scores: Path) -> dict[str, Generator]:
    """Generators that read what ``make score`` printed; none where it has not run."""
    if not scores.is_file():
        return {}
    text = scores.read_text(encoding="utf-8")
    return {"quality": lambda _: _quality(text)}


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table.

    >>> print(table(["a"], [["1"]]))
    | a |
    | --- |
    | 1 |
    """
    lines = [header, ["---"] * len(header), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _classes() -> str:
    known = vocabulary()
    groups: dict[str, list[str]] = {}
    for term in known.classes.values():
        if term.name not in RECORDS:
            groups.setdefault(term.group, []).append(f"`{term.name}` {term.label_zh}")
    return table(
        ["kind of thing", "classes"],
        [[f"{group} · {known.groups[group]}", " · ".join(names)] for group, names in groups.items()],
    )


def _properties() -> str:
    rows = [
        [f"`{term.name}`", f"{term.label_en} · {term.label_zh}", _names(term.domain), _target(term)]
        for term in vocabulary().properties.values()
        if not RECORDS.issuperset(term.domain)
    ]
    return table(["property", "read as", "from", "to"], rows)


def _names(classes: Sequence[str]) -> str:
    return ", ".join(
        {ANY: "any", "xsd:string": "text", "xsd:gYear": "year"}.get(name, name) for name in classes
    )


def _target(term: Term) -> str:
    return _names(term.range) + (" (both directions)" if term.symmetric else "")


def _help() -> str:
    names = [name for module in COMMANDS.values() for name in module]
    registered = {each.name for each in app.registered_commands}
    parts = [f"```\n{_printed(['--help'])}\n```"]
    parts += [
        f"## kg {name}\n\n```\n{_printed([name, '--help'])}\n```" for name in names if name in registered
    ]
    return "\n\n".join(parts)


def _printed(arguments: Sequence[str]) -> str:
    """What a ``kg`` command prints, without the blanks at ends of lines."""
    text, errors = io.StringIO(), io.StringIO()
    with _columns(WIDTH), redirect_stdout(text), redirect_stderr(errors):
        code = run(arguments)
    if code:
        raise RuntimeError(f"kg {shlex.join(arguments)}: exit code {code}: {errors.getvalue()}")
    return "\n".join(line.rstrip() for line in text.getvalue().strip("\n").splitlines())


@contextmanager
def _columns(width: int) -> Iterator[None]:
    """A terminal of this width."""
    former = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(width)
    try:
        yield
    finally:
        if former is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = former


def _transcript(folder: Path, asked: Asked) -> str:
    """What the last ``kg`` command of the code before prints, cut after some lines."""
    commands = [line for line in asked.code.splitlines() if line.startswith("kg ")]
    arguments = [
        str(folder) if each == DEMO else each for each in shlex.split(commands[-1], comments=True)[1:]
    ]
    lines = _printed(arguments).replace(str(folder), DEMO).splitlines()
    limit = int(asked.argument or LINES)
    shown = [line if len(line) <= WIDTH else line[: WIDTH - 1] + "…" for line in lines[:limit]]
    return "\n".join(["```", *shown, *(["…"] if len(lines) > limit else []), "```"])


def _answer(store: ox.Store, asked: Asked) -> str:
    """The first rows that the query before gives, entities by their labels."""
    found = query.select(store, asked.code)
    if not found.rows:
        raise RuntimeError(f"a query of the documentation has no answer:\n{asked.code}")
    names = query.labels(store, {c.value for row in found.rows for c in row if isinstance(c, ox.NamedNode)})
    columns = query.shown_columns(found, names)
    limit = int(asked.argument or ROWS)
    rows = [[_cell(row[i], names) for i in columns] for row in found.rows[:limit]]
    more = len(found.rows) - len(rows)
    text = table([found.variables[i] for i in columns], rows)
    return f"{text}\n\n… and {more:,} more row{'s' if more > 1 else ''}." if more > 0 else text


def _cell(term: query.Term | None, names: Mapping[str, str]) -> str:
    text = " ".join(query.display(term, names).replace("\\/", "/").split())
    return (text if len(text) <= CELL else text[: CELL - 1] + "…").replace("<", "&lt;").replace("*", "\\*")


def _counts(folder: Path) -> str:
    counts = read_manifest(folder)["counts"]
    said = ", ".join(f"**{counts[name]:,}** {name}" for name in ("entities", "facts", "observations"))
    return f"On the two example reports ({counts['characters']:,} characters) that is {said}."


def _quality(text: str) -> str:
    documents = len(re.findall(r"entity [\d.]+ +fact [\d.]+ ", text))
    rows = [
        [SCORED[m["what"]], m["p"], m["r"], m["f"], f"{m['hit']} of {m['gold']}"]
        for m in map(_SCORE.match, text.splitlines())
        if m and m["what"] in SCORED
    ]
    scores = table(["", "precision", "recall", "F1", "found"], rows)
    return f"{scores}\n\n({documents} documents, version {tool_version()}.)"
