"""What a worker can do: each job is a function of the library and plain arguments that gives a Reply."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import query
from kg.manifest import read_manifest
from kg.names import names
from kg.questions import bind, question
from kg.reconcile import Reconciler
from kg.records import KgError
from kg.serve import cards, description
from kg.serve.limits import Limits
from kg.serve.negotiate import GRAPH_TYPES, TABLE_TYPES, choose, with_charset
from kg.serve.wire import Job, Reply
from kg.store import open_store
from ontology import terms


@dataclass(frozen=True, slots=True)
class Library:
    """All that jobs read: loaded once, before the first fork."""

    store: ox.Store
    triples: int
    base_iri: str
    limits: Limits
    reconciler: Reconciler


def open_library(directory: str, limits: Limits) -> Library:
    """Load a graph folder.

    Raises:
        KgError: it is no whole graph folder.
    """
    store = open_store(directory)
    base_iri = str(read_manifest(Path(directory)).get("base iri") or terms.DEFAULT_BASE)
    library = Library(store, len(store), base_iri, limits, Reconciler(store, base_iri))
    _warm_up(library)
    return library


def _warm_up(library: Library) -> None:
    """Do once what opens files (templates, dictionaries, the ontology): workers may not open any."""
    iri = next((iri for iri, _name in names(library.store)), library.base_iri)
    path = iri.removeprefix(library.base_iri)
    answer(library, Job("entity", {"path": path, "accept": "text/html"}))
    answer(library, Job("entity", {"path": "evidence", "accept": "text/html"}))
    answer(library, Job("preview", {"identifier": path}))
    answer(library, Job("bound", {"name": "institutes-of", "values": {"of": "無此名稱"}}))
    cards.page(library.store, library.base_iri, library.base_iri)
    library.reconciler.reconcile({"q": {"query": "無此名稱", "type": "Hospital"}})
    library.reconciler.properties()


def answer(library: Library, job: Job) -> Reply:
    """Do ``job``; what the client did wrong becomes a 4xx reply, what exceeds the limits a 503."""
    try:
        return JOBS[job.name](library, **job.arguments)
    except query.TooManyRowsError as error:
        return Reply(503, f"{error}\n".encode())
    except MemoryError:
        return Reply(503, b"the request needs more memory than this server allows\n")
    except KgError as error:
        return Reply(400, f"{error}\n".encode())
    except Exception as error:  # noqa: BLE001 - a fault here must not end the worker, nor tell the client too much
        return Reply(
            500, f"internal error ({type(error).__name__}); this is a fault of the server\n".encode()
        )


def sparql(
    library: Library, text: str, accept: str, default_graphs: list[str] | None, named_graphs: list[str] | None
) -> Reply:
    """Answer a query in the format that ``accept`` likes best."""
    query.forbid_service(text)
    results = query.run(
        library.store,
        text,
        default_graphs=None if default_graphs is None else [_graph(iri) for iri in default_graphs],
        named_graphs=None if named_graphs is None else [_graph(iri) for iri in named_graphs],
    )
    offered = GRAPH_TYPES if isinstance(results, ox.QueryTriples) else TABLE_TYPES
    media_type = choose(accept, offered)
    if media_type is None:
        return Reply(406, f"this query is answered as one of: {', '.join(offered)}\n".encode())
    body = query.serialize(results, offered[media_type], library.limits.rows)
    return Reply(200, body, with_charset(media_type))


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise KgError(f"{iri!r} is not the IRI of a graph ({error})") from None


def service(library: Library, endpoint: str, accept: str) -> Reply:
    """The service description of the endpoint."""
    media_type = choose(accept, GRAPH_TYPES) or "text/turtle"
    triples = description.service_triples(library.store, endpoint)
    prefixes = {"sd": description.SD, "void": description.VOID, "formats": description.FORMATS}
    format_ = query.graph_format(GRAPH_TYPES[media_type])
    body = ox.serialize(triples, format=format_, prefixes=prefixes) or b""
    return Reply(200, body, with_charset(media_type))


def entity(library: Library, path: str, accept: str) -> Reply:
    """The entity at ``/id/path``: all triples with it at either end, or its page where HTML is liked best."""
    iri = library.base_iri + path
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return Reply(404, b"no such entity\n")
    if not any(True for _ in library.store.quads_for_pattern(node, None, None, None)):
        return Reply(404, f"no such entity: {iri}\n".encode())
    media_type = choose(accept, ("text/html", *GRAPH_TYPES))
    if media_type is None:
        return Reply(406, f"an entity is shown as one of: text/html, {', '.join(GRAPH_TYPES)}\n".encode())
    if media_type == "text/html":
        return Reply(
            200, cards.page(library.store, iri, library.base_iri).encode(), "text/html; charset=utf-8"
        )
    text = (
        f"CONSTRUCT {{ {node} ?p ?o . ?s ?q {node} }} WHERE {{ {{ {node} ?p ?o }} UNION {{ ?s ?q {node} }} }}"
    )
    body = query.serialize(query.run(library.store, text), GRAPH_TYPES[media_type], library.limits.rows)
    return Reply(200, body, with_charset(media_type))


def bound(library: Library, name: str, values: dict[str, str]) -> Reply:
    """The text of a ready-made question with ``values`` put in."""
    text = query.with_prefixes(bind(library.store, question(name), values))
    return Reply(200, text.encode(), "application/sparql-query")


def preview(library: Library, identifier: str) -> Reply:
    """A small page about one entity, for the preview of a reconciliation client."""
    iri = library.reconciler.iri(identifier)
    content = cards.preview(library.store, iri)
    if not content:
        return Reply(404, b"no such entity\n")
    return Reply(200, content.encode(), "text/html; charset=utf-8")


def reconciliation(library: Library, action: str, arguments: dict[str, Any]) -> Reply:
    """One of the calls of the Reconciliation Service API (a method of ``Reconciler``), as JSON."""
    result = getattr(library.reconciler, action)(**arguments)
    return Reply(200, json.dumps(result, ensure_ascii=False).encode(), "application/json")


JOBS: dict[str, Callable[..., Reply]] = {
    "sparql": sparql,
    "service": service,
    "entity": entity,
    "bound": bound,
    "preview": preview,
    "reconciliation": reconciliation,
}
