"""``kg rules``: which rule fired how often, with example evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def rules(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph folder.")],
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="Only this rule, or rules whose name begins so.")
    ] = "",
    examples: Annotated[int, typer.Option(min=0, max=1000, help="Examples a rule.")] = 2,
) -> None:
    r"""Show every rule, how often it fired, and example sentences.

    \b
      kg rules out/
      kg rules out/ has-unit --examples 50
    """
    from kg.folder import read_folder
    from kg.records import KgError
    from kg.rule_stats import rule_statistics

    rows = rule_statistics(read_folder(directory), examples)
    chosen = [row for row in rows if row.rule.startswith(rule)]
    if not chosen:
        raise KgError(
            f"{directory}: no rule named {rule!r} fired; `kg rules {directory}` lists those that did"
        )
    for row in chosen:
        what = ", ".join(f"{name} {count}" for name, count in row.properties)
        typer.echo(f"{row.rule}  ×{row.facts + row.figures}  confidence {row.confidence:.2f}  ({what})")
        for statement, evidence in row.examples:
            quote = " ".join(evidence.quote.split())
            typer.echo(f"    {statement}\n      {evidence.document}:{evidence.start}  {quote[:110]}")
