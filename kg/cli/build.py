"""``kg build``: documents → graph folder."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.records import KgError
from kg.settings import MIN_CONFIDENCE, Settings
from ontology.minting import DEFAULT_BASE

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from kg.build import Built, Progress


def _path(text: str) -> Path:
    """A path as given; "" (a shell variable that is not set) would be the folder that one is in."""
    if not text:
        raise KgError("a path is empty: give PATH… and -o DIR a name (is a variable of the shell not set?)")
    return Path(text)


def build(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", parser=_path, help="Documents, or folders of documents."),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="DIR", parser=_path, help="The graph folder to write."),
    ],
    jobs: Annotated[
        int | None, typer.Option(metavar="N", help="Processes to read with.  [default: one a core]")
    ] = None,
    base_iri: Annotated[
        str, typer.Option(metavar="IRI", help="What the IRIs of entities start with.")
    ] = DEFAULT_BASE,
    lexicon: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Your own list of names (TSV or YAML); may be repeated."),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(metavar="X", help="Leave out facts and figures below this, 0 to 1.")
    ] = MIN_CONFIDENCE,
    pages: Annotated[bool, typer.Option(help="Write the interactive pages too.")] = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only what went wrong.")] = False,
) -> None:
    """Read documents and write a graph folder.

    Reads plain text, HTML, Word, and PDF with text in it. A document that cannot be read is reported and
    skipped; the others are built, and the exit code is 0 if there was one. An existing graph folder is
    replaced, anything else is never overwritten.

    \b
    Examples:
      kg build report.txt -o out/
      kg build reports/ extra.pdf -o out/ --jobs 4
      kg build reports/ -o out/ --min-confidence 0.8 --lexicon names.tsv
    """  # noqa: D301 - \b tells the help to keep these lines
    from rich.console import Console

    from kg import build as line

    settings = Settings(base_iri, jobs, tuple(lexicon or ()), min_confidence)
    console = Console(stderr=True)
    with _Bar(console, quiet) as progress:
        built = line.build(paths, output, settings, pages=pages, progress=progress)
    for skipped in built.graph.skipped:
        typer.echo(f"kg: skipped {skipped.source}: {skipped.reason}", err=True)
    if not quiet:
        _summarise(built, output)


class _Bar:
    """A progress bar on standard error while documents are read; nothing where that is no terminal."""

    def __init__(self, console: Console, quiet: bool) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            TextColumn("{task.description:>8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._bar = Progress(
            *columns, console=console, transient=True, disable=quiet or not console.is_terminal
        )
        self._task = self._bar.add_task("find", total=1)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self._show

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def _show(self, stage: str, done: int, total: int) -> None:
        self._bar.update(self._task, description=stage, completed=done, total=total)


def _summarise(built: Built, output: Path) -> None:
    """Print what came out: entities by class, facts by property, the rest, and what to type next."""
    from rich.columns import Columns
    from rich.console import Console

    console, graph = Console(highlight=False), built.graph
    classes = _counts("entities", Counter(entity.cls for entity in graph.entities))
    properties = _counts("facts", Counter(fact.property for fact in graph.facts))
    console.print(Columns([classes, properties], padding=(0, 4)))
    documents = f"{len(graph.documents)} read, {len(graph.skipped)} skipped"
    characters = sum(len(document.text) for document in graph.documents)
    seconds = sum(built.seconds.values())
    stages = ", ".join(f"{stage} {time:.1f}" for stage, time in built.seconds.items() if time >= 0.05)
    console.print(f"observations  {len(graph.observations):,}")
    console.print(f"documents     {documents}, {characters:,} characters")
    console.print(f"seconds       {seconds:.1f} ({stages})", soft_wrap=True)
    console.print(f"valid         {_verdict(built)}", soft_wrap=True)
    biggest = _busiest(built)
    if biggest:
        console.print(f"\nNext: kg show {output} {biggest}", soft_wrap=True, markup=False)


def _verdict(built: Built) -> str:
    report = built.report
    if report.conforms:
        return f"yes: the shapes hold, and {report.spans:,} of {report.spans:,} quotations are in their texts"
    return f"no, {len(report.problems)} problems: see them with kg validate"


def _counts(title: str, numbers: Counter[str]) -> Table:
    from rich.table import Table

    table = Table(title=f"{title} {numbers.total():,}", title_justify="left", box=None, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, number in sorted(numbers.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(name, f"{number:,}")
    return table


def _busiest(built: Built) -> str:
    """The label of the entity with the most facts and figures about it."""
    ends: Counter[str] = Counter()
    for fact in built.graph.facts:
        ends.update([fact.subject] if fact.literal else [fact.subject, fact.object])
    ends.update(observation.about for observation in built.graph.observations)
    labels = {entity.iri: entity.label for entity in built.graph.entities}
    best = min(ends, key=lambda iri: (-ends[iri], iri), default="")
    return labels.get(best, "")
