"""``kg questions`` lists the ready-made questions, ``kg ask`` answers one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.query import FORMATS, check_format, show


def ask(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph folder.")],
    name: Annotated[str, typer.Argument(metavar="QUESTION", help="A name that `kg questions` lists.")],
    *,
    of: Annotated[str | None, typer.Option(metavar="NAME", help="The entity that is asked about.")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="NAME", help="One end.")] = None,
    to: Annotated[str | None, typer.Option(metavar="NAME", help="The other end.")] = None,
    words: Annotated[str | None, typer.Option(help="Words of a field, title, office or measure.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="CLASS", help="A class, such as Hospital.")] = None,
    below: Annotated[str | None, typer.Option(metavar="NUMBER", help="A confidence, 0 to 1.")] = None,
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help=f"One of: {', '.join(FORMATS)}.")
    ] = "table",
    iris: Annotated[bool, typer.Option("--iris", help="Show IRIs instead of labels in the table.")] = False,
    sparql: Annotated[bool, typer.Option("--sparql", help="Show the query instead of its answer.")] = False,
) -> None:
    """Answer a ready-made question, such as: kg ask out/ institutes-of --of 总医院."""
    from kg.query import needs_evidence, with_prefixes
    from kg.questions import bind, question
    from kg.store import open_store

    check_format(format_)
    chosen = question(name)
    given = {"of": of, "from": from_, "to": to, "words": words, "kind": kind, "below": below}
    values = {parameter: value for parameter, value in given.items() if value is not None}
    store = open_store(directory, evidence=needs_evidence(chosen.query) and not sparql)
    text = bind(store, chosen, values)
    if sparql:
        typer.echo(with_prefixes(text), nl=False)
    else:
        show(store, text, format_, iris=iris)


def questions(
    directory: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A graph folder (checked).")
    ] = None,
) -> None:
    """List the ready-made questions with their options."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from kg.manifest import read_manifest
    from kg.questions import TOPICS
    from kg.questions import questions as all_questions

    if directory is not None:
        read_manifest(directory)
    console = Console(highlight=False)
    topic = ""
    for each in all_questions():
        if each.topic != topic:
            topic = each.topic
            console.print(Text("  ".join(TOPICS[topic]), style="bold"))
        options = " ".join(
            f"--{each.name} {each.placeholder}" if each.required else f"[--{each.name} {each.placeholder}]"
            for each in each.parameters
        )
        console.print(Text(f"  {each.name} {options}", style="cyan"))
        console.print(Padding(Text(f"{each.title_zh} · {each.title_en}"), (0, 0, 0, 6)))
