"""``kg explore``: write the interactive pages of a graph folder again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def explore(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph folder.")],
    title: Annotated[
        str, typer.Option(metavar="TEXT", help="The name of the collection, shown on every page.")
    ] = "",
) -> None:
    """Write the pages of a graph folder again, with the results of its checks.

    The pages need no network and no server: a double click opens them, and the folder can be sent as it is.
    """
    from kg.explore import write_pages
    from kg.folder import read_folder
    from kg.validate import validate

    graph = read_folder(directory)
    written = write_pages(graph, directory, title=title, problems=validate(graph).problems)
    typer.echo(f"{len(written)} files written; open {directory / 'index.html'}")
