"""``docs/questions.md``: every ready-made question with its answer on a graph folder.

Run as ``python -m kg.questions_page DIR docs/questions.md`` to write the page, with ``--check`` to fail if it
is stale.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from kg.query import display, labels, select, shown_columns
from kg.questions import TOPICS, Question, bind, questions
from kg.records import KgError
from kg.store import open_store

ROWS = 8
"""Rows that the page shows of an answer."""
CELL = 60
"""Characters that the page shows of a cell."""
INTRODUCTION = """# Ready-made questions

`kg questions` lists them, `kg ask DIR NAME` answers one; the queries are `ontology/queries/*.rq`. The answers
below are those on the graph of the two example reports. This page is generated:
`python -m kg.questions_page DIR docs/questions.md`.

现成的问题：`kg questions` 列出，`kg ask 目录 名称` 回答。以下答案来自两份示例报告构建的图谱。
"""


def page(store: ox.Store, directory: str = "out/") -> str:
    """The page in Markdown, with the answers that ``store`` gives; commands name the folder ``directory``."""
    parts = [INTRODUCTION]
    for topic, asked in groupby(questions(), key=lambda each: each.topic):
        english, chinese = TOPICS[topic]
        parts.append(f"## {english} · {chinese}\n")
        parts += (_section(store, each, directory) for each in asked)
    return "\n".join(parts)


def unanswered(store: ox.Store) -> list[str]:
    """Names of the questions whose example has no answer in ``store``."""
    return [
        each.name for each in questions() if not select(store, bind(store, each, dict(each.example))).rows
    ]


def _section(store: ox.Store, asked: Question, directory: str) -> str:
    options = "".join(f" --{name} {_quoted(value)}" for name, value in asked.example)
    head = f"### {asked.name}\n\n**{asked.title_en}** · {asked.title_zh}  \n{asked.description}"
    takes = [
        f"- `--{each.name}` {each.meaning_en} · {each.meaning_zh}{'' if each.required else ' (optional)'}\n"
        for each in asked.parameters
    ]
    lines = [head, ""]
    if takes:
        lines += ["".join(takes)]
    lines += [f"```\nkg ask {directory} {asked.name}{options}\n```\n", _answer(store, asked), ""]
    return "\n".join(lines)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _answer(store: ox.Store, asked: Question) -> str:
    try:
        table = select(store, bind(store, asked, dict(asked.example)))
    except KgError as error:
        return f"No answer: {error}"
    if not table.rows:
        return "No rows."
    names = labels(
        store, {cell.value for row in table.rows for cell in row if isinstance(cell, ox.NamedNode)}
    )
    columns = shown_columns(table, names)
    lines = [
        "| " + " | ".join(table.variables[i] for i in columns) + " |",
        "| " + " | ".join("---" for _ in columns) + " |",
    ]
    lines += (
        "| " + " | ".join(_cell(display(row[i], names)) for i in columns) + " |" for row in table.rows[:ROWS]
    )
    more = len(table.rows) - ROWS
    if more > 0:
        lines.append(f"\n… and {more:,} more row{'' if more == 1 else 's'}.")
    return "\n".join(lines)


def _cell(text: str) -> str:
    short = text if len(text) <= CELL else text[: CELL - 1] + "…"
    return short.replace("\\/", "/").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def main(arguments: list[str]) -> int:
    """Write or check the page; 1 if it is stale."""
    check = "--check" in arguments
    directory, path = (each for each in arguments if each != "--check")
    text = page(open_store(directory))
    target = Path(path)
    if not check:
        target.write_text(text, encoding="utf-8")
        return 0
    if target.is_file() and target.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{path} is stale: run python -m kg.questions_page {directory} {path}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
