"""A graph folder: written whole or not at all, read back as the same KnowledgeGraph.

A folder is first written beside its place under a temporary name and then renamed: a reader never sees half
of it, and an interrupted build leaves the former one as it was.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg import rdf, rdf_reader, tables
from kg.manifest import FILE as MANIFEST
from kg.manifest import Manifest, is_graph_folder, read_manifest, to_json
from kg.records import KgError, KnowledgeGraph, SkippedInput, SourceDocument, SourceMention, SourceSection

GRAPH = "graph.ttl"
EVIDENCE = "evidence.ttl"
DOCUMENTS = "documents"
OURS = frozenset(
    {GRAPH, EVIDENCE, DOCUMENTS, MANIFEST, "entities.csv", "facts.csv", "observations.csv", "data", "assets"}
)

ExtraWriter = Callable[[KnowledgeGraph, Path], object]


def write_folder(
    graph: KnowledgeGraph, directory: str | Path, manifest: Manifest, extras: Iterable[ExtraWriter] = ()
) -> None:
    """Write ``graph`` as the graph folder ``directory``, replacing a graph folder that is there.

    Args:
        graph: What to write.
        directory: The folder to make; its parent is made too.
        manifest: What the manifest says beside the graph.
        extras: Writers of more files (the pages), called with the graph and the still temporary folder.

    Raises:
        KgError: the place is taken by something else, or cannot be written.
    """
    target = Path(directory).resolve()
    check_target(target)
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent))
        _write_files(graph, temporary, manifest)
        for write in extras:
            write(graph, temporary)
        temporary.chmod(0o777 & ~_umask())
        _replace(temporary, target)
    except OSError as error:
        raise KgError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def check_target(target: Path) -> None:
    """Check, before any work, that a graph folder can be written at ``target``.

    Raises:
        KgError: it is a file or a folder of something else, holds files of others, or is not writable.
    """
    try:
        if target.exists() and not target.is_dir():
            raise KgError(f"{target} is a file: give a folder that does not exist yet")
        entries = sorted(path.name for path in target.iterdir()) if target.exists() else []
        if entries and not is_graph_folder(target):
            raise KgError(f"{target} already holds something else ({entries[0]}): give a new or empty folder")
        foreign = [name for name in entries if name not in OURS and not name.endswith(".html")]
        if foreign:
            raise KgError(f"{target} also holds {foreign[0]}, which kg did not write: move it away first")
    except OSError as error:
        raise KgError(f"{target} cannot be read: {error.strerror or error}") from None
    _check_place(target)


def _check_place(target: Path) -> None:
    """Check that a folder can be renamed to ``target``, and that nobody stands in the one it replaces."""
    if target.is_mount():
        raise KgError(f"{target} is a mount point and cannot be replaced: give a folder inside it")
    here = Path.cwd()
    if target.exists() and target in (here, *here.parents):
        raise KgError(f"{target} holds the folder that you are in: go outside of it, or give another")
    parent = next(path for path in target.parents if path.exists())
    if not parent.is_dir() or not os.access(parent, os.W_OK | os.X_OK):
        raise KgError(f"{target} cannot be written: {parent} is not a folder that you may write to")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _replace(temporary: Path, target: Path) -> None:
    """Put ``temporary`` in the place of ``target``; if that fails ``target`` is as it was."""
    if not target.exists():
        temporary.rename(target)
        return
    former = temporary.with_suffix(".old")
    try:
        target.rename(former)
        try:
            temporary.rename(target)
        except OSError:
            former.rename(target)
            raise
    finally:
        shutil.rmtree(former, ignore_errors=True)


def _write_files(graph: KnowledgeGraph, folder: Path, manifest: Manifest) -> None:
    rdf.write_turtle(rdf.fact_triples(graph), folder / GRAPH, manifest.base_iri)
    rdf.write_turtle(rdf.evidence_triples(graph, manifest.base_iri), folder / EVIDENCE, manifest.base_iri)
    _write_text(folder / "entities.csv", tables.entity_table(graph))
    _write_text(folder / "facts.csv", tables.fact_table(graph))
    _write_text(folder / "observations.csv", tables.observation_table(graph))
    (folder / DOCUMENTS).mkdir()
    for document in graph.documents:
        if Path(document.name).name != document.name or document.name in (".", ".."):
            raise KgError(f"document name {document.name!r} is not a file name")
        _write_text(folder / DOCUMENTS / f"{document.name}.txt", document.text)
        _write_text(folder / DOCUMENTS / f"{document.name}.json", _document_json(document))
    _write_text(folder / MANIFEST, to_json(manifest, graph))


def _write_text(path: Path, text: str) -> None:
    try:
        path.write_bytes(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise KgError(f"{path.name}: half a character (a lone surrogate) at offset {error.start}") from None


def _document_json(document: SourceDocument) -> str:
    """All of ``document`` but its text, mentions as [start, end, entity] rows to keep the file small."""
    content = {
        "name": document.name,
        "source": document.source,
        "media type": document.media_type,
        "sha256": document.sha256,
        "sections": [asdict(section) for section in document.sections],
        "pages": document.pages,
        "furniture": document.furniture,
        "mentions": [(mention.start, mention.end, mention.entity) for mention in document.mentions],
    }
    rows = (f"{json.dumps(key)}: {_json_rows(value)}" for key, value in content.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _json_rows(value: object) -> str:
    """JSON with one element a line for lists, so that files can be read and compared line by line."""
    if not isinstance(value, list | tuple) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n " + ",\n ".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n]"


def read_folder(directory: str | Path) -> KnowledgeGraph:
    """Read a graph folder back: equal to what was written.

    Raises:
        KgError: it is no graph folder, or files are missing or damaged (which file, line and why).
    """
    folder = Path(directory)
    manifest = read_manifest(folder)
    nodes = rdf_reader.read_nodes(folder / GRAPH)
    said = rdf_reader.statements(rdf_reader.read_nodes(folder / EVIDENCE))
    entities = rdf_reader.entities(nodes)
    return KnowledgeGraph(
        entities=entities,
        facts=rdf_reader.facts(nodes, entities, said),
        observations=rdf_reader.observations(nodes, said),
        documents=tuple(_read_document(folder, name) for name in _names(manifest, folder)),
        skipped=tuple(SkippedInput(row["source"], row["reason"]) for row in manifest.get("skipped", ())),
    )


def _names(manifest: dict[str, Any], folder: Path) -> list[str]:
    try:
        names = [str(row["name"]) for row in manifest["inputs"]]
    except (KeyError, TypeError):
        raise KgError(f"{folder / MANIFEST} does not list its inputs: build the folder again") from None
    if any(Path(name).name != name for name in names):
        raise KgError(f"{folder / MANIFEST} names a document outside the folder: build the folder again")
    return sorted(names)


def _read_document(folder: Path, name: str) -> SourceDocument:
    text_path, layout_path = (folder / DOCUMENTS / f"{name}{suffix}" for suffix in (".txt", ".json"))
    try:
        text = text_path.read_bytes().decode("utf-8")
        layout = json.loads(layout_path.read_text(encoding="utf-8"))
        return SourceDocument(
            name=name,
            source=layout["source"],
            media_type=layout["media type"],
            sha256=layout["sha256"],
            text=text,
            sections=tuple(SourceSection(**section) for section in layout["sections"]),
            mentions=tuple(SourceMention(*mention) for mention in layout["mentions"]),
            pages=tuple((number, start, end) for number, start, end in layout["pages"]),
            furniture=tuple((kind, start, end) for kind, start, end in layout["furniture"]),
        )
    except FileNotFoundError as error:
        raise KgError(f"{error.filename} is missing: {folder} is not whole; build it again") from None
    except json.JSONDecodeError as error:
        raise KgError(
            f"{layout_path}:{error.lineno}: not valid JSON ({error.msg}): build the folder again"
        ) from None
    except OSError as error:
        raise KgError(f"{error.filename} cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise KgError(f"{folder / DOCUMENTS / name}.*: damaged ({error!r}): build the folder again") from None
