"""``kg diff``: what changed between two graph folders."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def diff(
    before: Annotated[Path, typer.Argument(metavar="DIR_A", help="A graph folder: the older one.")],
    after: Annotated[Path, typer.Argument(metavar="DIR_B", help="A graph folder: the newer one.")],
    summary: Annotated[bool, typer.Option("--summary", help="Show only how much changed.")] = False,
) -> None:
    r"""Show what changed between two graphs, such as two years' editions of a report.

    \b
    Examples:
      kg diff out-2022/ out-2023/
      kg diff out-2022/ out-2023/ --summary
    """
    from kg.diff import compare, lines
    from kg.folder import read_folder

    for line in lines(compare(read_folder(before), read_folder(after))):
        if not (summary and line.startswith(" ")):
            typer.echo(line)
