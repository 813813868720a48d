"""``kg export``: the graph in the form that another tool likes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.exporters import FORMATS

NAMES = ", ".join(each.name for each in FORMATS)


def export(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph folder.")],
    format_: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help=f"One of: {NAMES}.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="What to write; by default DIR and a suffix, here."
        ),
    ] = None,
) -> None:
    """Write the graph for another tool; csv, parquet and neo4j write a folder.

    \b
    Examples:
      kg export out/ --format graphml -o graph.graphml
      kg export out/ --format parquet -o tables/
    """  # noqa: D301 - \b tells the help to keep these lines
    from kg.exporters.write import export as write

    typer.echo(f"wrote {write(directory, format_, output)}")
