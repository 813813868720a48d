"""The embedded SPARQL store of a graph folder: facts in the default graph, evidence in a named one."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.folder import EVIDENCE, GRAPH
from kg.manifest import read_manifest
from kg.rdf_reader import damaged, missing
from kg.records import KgError

EVIDENCE_GRAPH = "https://w3id.org/institution-kg/graph/evidence"


def open_store(directory: str | Path, evidence: bool = True) -> Store:
    """Load a graph folder into memory.

    Args:
        directory: A graph folder.
        evidence: Whether to load ``evidence.ttl`` too, as the graph ``EVIDENCE_GRAPH``.

    Raises:
        KgError: it is no graph folder, or a file of it is missing or not Turtle (with line and reason).
    """
    folder = Path(directory)
    read_manifest(folder)
    store = Store()
    load(store, folder / GRAPH)
    if evidence:
        load(store, folder / EVIDENCE, NamedNode(EVIDENCE_GRAPH))
    return store


def load(store: Store, path: Path, graph: NamedNode | None = None) -> None:
    """Add a Turtle file to ``store``, into ``graph`` or the default graph.

    Raises:
        KgError: the file is missing, cannot be read, or is not Turtle (with line and reason).
    """
    try:
        store.bulk_load(path=path, format=RdfFormat.TURTLE, to_graph=graph)
    except SyntaxError as error:
        raise damaged(path, error) from None
    except FileNotFoundError:
        raise missing(path) from None
    except OSError as error:
        raise KgError(f"{path} cannot be read: {error.strerror or error}") from None
