"""``kg show``: one entity in the terminal."""

from __future__ import annotations
from pathlib import Path
from typing import Annotated
import typer


def show(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph folder.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or alias.")],
) -> None:
    """Show one entity: its names, facts in both directions, figures, and where each is said."""
