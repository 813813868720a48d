"""Write the interactive pages of a graph folder: the straight line from graph to HTML files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.explore.directories import figures_page, institutions_page, people_page
from kg.explore.network import network_page
from kg.explore.page import Frame
from kg.explore.quality import quality_page
from kg.explore.reader import documents_page, gather, reader_page
from kg.explore.tables import Tables, document_rows, tables
from kg.explore.words import messages_for
from kg.manifest import is_graph_folder, read_manifest
from kg.records import KgError, KnowledgeGraph

if TYPE_CHECKING:
    from kg.validate import Problem


def write_pages(
    graph: KnowledgeGraph,
    directory: Path,
    *,
    title: str = "",
    problems: Sequence[Problem] | None = None,
) -> list[Path]:
    """Write ``index.html`` and its sister pages.

    Args:
        graph: the graph to show.
        directory: the graph folder; made if it is missing.
        title: the name of the collection; the messages' own name if empty.
        problems: what the checks of the graph found (``kg.validate``). If None, they are what the manifest of
            the folder tells; where there is none, the page says that no check was run.

    Returns:
        The files written, sorted.

    Raises:
        KgError: a document's name cannot be a file name, or a file cannot be written.
    """
    for document in graph.documents:
        if "/" in document.name or "\\" in document.name or document.name in {"", ".", ".."}:
            raise KgError(
                f"document {document.name!r} cannot be a file name: rename the input and build again"
            )
    if problems is None:
        problems = _known_problems(graph, directory)
    table = tables(graph)
    frame = Frame(title, messages_for(table.classes, table.properties), document_rows(table))
    files = {"quality.html": quality_page(table, frame, problems), **_readers(table, frame)}
    for name, page in (
        ("index", network_page),
        ("figures", figures_page),
        ("people", people_page),
        ("institutions", institutions_page),
    ):
        html, data = page(table, frame)
        files |= {f"{name}.html": html, **data}
    return _write(directory, files)


def _known_problems(graph: KnowledgeGraph, directory: Path) -> Sequence[Problem] | None:
    """The problems of a folder whose build has checked it: found again only if there were any."""
    if not is_graph_folder(directory):
        return None
    counted = read_manifest(directory).get("validation", {}).get("problems")
    if not counted:
        return None if counted is None else ()
    from kg.validate import validate  # noqa: PLC0415 - loads the SHACL engine

    return validate(graph).problems


def _readers(table: Tables, frame: Frame) -> dict[str, str]:
    statements = gather(table)
    pages = {
        f"documents/{document.name}.html": reader_page(table, frame, document, statements)
        for document in table.graph.documents
    }
    return {"documents.html": documents_page(table, frame, statements), **pages}


def _write(directory: Path, files: dict[str, str]) -> list[Path]:
    """Write files whole or not at all: to a temporary name first, then renamed."""
    written: list[Path] = []
    try:
        for name, text in sorted(files.items()):
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(f".{path.name}.part")
            partial.write_text(text, encoding="utf-8", newline="\n")
            partial.replace(path)
            written.append(path)
    except OSError as error:
        raise KgError(f"cannot write {error.filename}: {error.strerror}; choose another folder") from error
    return written
