"""``kg validate``: is a graph folder what it should be."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SHOWN = 20


def validate(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph folder.")],
    every: Annotated[
        bool, typer.Option("--all", help=f"Show every problem, not only the first {SHOWN}.")
    ] = False,
) -> None:
    """Check a graph folder: SHACL shapes, every quotation against its text, counts against the manifest.

    Exit code 0 if all is well, 1 if there are problems, told in Chinese and English with their evidence.
    """
    from kg.validate import validate_folder

    report = validate_folder(directory)
    for problem in report.problems if every else report.problems[:SHOWN]:
        typer.echo(f"{problem.about}\n  {problem.zh}\n  {problem.en}")
        if problem.where:
            typer.echo(f"  {problem.where}")
    if len(report.problems) > SHOWN and not every:
        typer.echo(f"… and {len(report.problems) - SHOWN} more (--all shows them)")
    checked = f"{report.statements:,} statements, {report.spans:,} quotations"
    if report.conforms:
        typer.echo(f"valid: {checked}, no problem")
        return
    typer.echo(f"not valid: {checked}, {len(report.problems):,} problems")
    raise typer.Exit(1)
