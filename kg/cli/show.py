"""``kg show``: one entity in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def show(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph folder.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, short name or IRI.")],
    every_place: Annotated[
        bool, typer.Option("--all", help="Show every place that says it, not only the best.")
    ] = False,
) -> None:
    """Show one entity: its names, facts in both directions, figures, and where each is said.

    A name that several entities have lists them; one that none has gives the nearest names.

    \b
    Examples:
      kg show out/ 天津医科大学
      kg show out/ 总医院 --all
    """  # noqa: D301 - \b tells the help to keep these lines
    from kg.folder import read_folder
    from kg.names import find_entity
    from kg.show import card, lines
    from kg.store import open_store

    found = find_entity(open_store(directory, evidence=False), name)
    for line in lines(card(read_folder(directory), found.iri), every_place):
        typer.echo(line)
