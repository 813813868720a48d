"""``kg build`` as one straight line: find → read → resolve → assemble → validate → write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING

from extract.loaders import display, find_documents
from extract.records import ExtractError, Extraction, Skipped
from extract.user_lexicon import load_lexicons
from kg.assemble import assemble
from kg.folder import check_target, write_folder
from kg.manifest import Manifest
from kg.records import KgError, KnowledgeGraph
from kg.resolve import resolve
from kg.runners import map_tasks
from kg.settings import Settings, versions

if TYPE_CHECKING:
    from kg.validate import Report


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read."""

    path: Path
    name: str
    lexicons: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did; ``seconds`` maps its stages, in order, to wall time."""

    graph: KnowledgeGraph
    report: Report
    seconds: dict[str, float]


Reader = Callable[[Task], Extraction | Skipped]
Progress = Callable[[str, int, int], None]
"""Told the stage, how many of its steps are done, and how many there are."""


def ignore(_stage: str, _done: int, _total: int) -> None:
    """Report no progress."""


def read_task(task: Task) -> Extraction | Skipped:
    """Read one document; whatever is wrong with it costs only this document."""
    from extract.read import read_document  # noqa: PLC0415 - loads the models, in the process that reads

    source = display(task.path)
    try:
        return read_document(task.path, task.name, task.lexicons)
    except ExtractError as error:
        return Skipped(source, str(error).removeprefix(f"{source}: "))
    except Exception as error:  # noqa: BLE001 - a bug that one text brings to light must not cost the others
        return Skipped(source, f"could not be read ({type(error).__name__}: {error}); please report this")


def build(  # noqa: PLR0913 - what a build can be told, all but two with defaults
    paths: Iterable[Path],
    directory: Path,
    settings: Settings | None = None,
    *,
    read: Reader = read_task,
    pages: bool = True,
    progress: Progress = ignore,
) -> Built:
    """Build the graph of documents and write it as a graph folder.

    Args:
        paths: Files, or folders whose documents are all read.
        directory: The graph folder to make or replace.
        settings: The options; the same graph comes out for any ``jobs``.
        read: What reads a document; a function of a module, so that processes can find it.
        pages: Whether to write the interactive pages too.
        progress: Told how far it is.

    Raises:
        KgError: nothing could be read, or the folder cannot be written.
        ExtractError: a line of a lexicon is wrong.
    """
    settings, clock = settings or Settings(), _Clock(progress)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    check_target(Path(directory).resolve())
    load_lexicons(settings.lexicons)
    with clock.stage("find"):
        found = find_documents(list(paths))
    tasks = [Task(source.path, source.name, settings.lexicons) for source in found.documents]
    if tasks:
        _import_early(["kg.validate", "kg.explore"] if pages else ["kg.validate"])
    with clock.stage("read", len(tasks)) as step:
        results = map_tasks(read, tasks, settings.processes(len(tasks)), _lost, step)
    extractions = [result for result in results if isinstance(result, Extraction)]
    skipped = [*found.skipped, *(result for result in results if isinstance(result, Skipped))]
    if not extractions:
        raise KgError("\n".join([*(f"{s.source}: {s.reason}" for s in skipped), "no document could be read"]))
    with clock.stage("resolve"):
        resolution = resolve(extractions, settings.base_iri)
    with clock.stage("assemble"):
        graph = assemble(extractions, resolution, skipped, settings)
    with clock.stage("validate"):
        from kg.validate import validate  # noqa: PLC0415 - see _import_early

        report = validate(graph)
    with clock.stage("write"):
        manifest = _manifest(settings, report, started, clock.seconds)
        write_folder(graph, directory, manifest, [_write_pages] if pages else [])
    return Built(graph, report, clock.seconds)


def _import_early(modules: Sequence[str]) -> None:
    """Import slow modules beside the reading, most of which happens in other processes or outside of Python.

    An import that fails here fails again, and is seen, where the module is used.
    """

    def run() -> None:
        with suppress(Exception):
            for module in modules:
                import_module(module)

    Thread(target=run).start()


def _write_pages(graph: KnowledgeGraph, folder: Path) -> None:
    from kg.explore import write_pages  # noqa: PLC0415 - see _import_early

    write_pages(graph, folder)


def _lost(task: Task) -> Skipped:
    return Skipped(display(task.path), "the process that read it died (out of memory?); split the document")


def _manifest(settings: Settings, report: Report, started: str, seconds: dict[str, float]) -> Manifest:
    options = {
        "jobs": settings.jobs,
        "min confidence": settings.min_confidence,
        "lexicons": [display(path) for path in settings.lexicons],
    }
    validation = {"conforms": report.conforms, "problems": len(report.problems)}
    return Manifest(settings.base_iri, versions(), options, validation, started, dict(seconds))


class _Clock:
    """Times the stages and passes on how far each is."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress

    @contextmanager
    def stage(self, name: str, total: int = 1) -> Iterator[Callable[[int], None]]:
        """Time a stage of ``total`` steps; gives what to call when one of them is done."""
        done = 0

        def step(_number: int) -> None:
            nonlocal done
            done += 1
            self._progress(name, done, total)

        self._progress(name, 0, total)
        start = perf_counter()
        yield step
        self.seconds[name] = perf_counter() - start
        self._progress(name, total, total)
