"""What an exporter reads: the graph folder as streams of triples, or as records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg import rdf_reader
from kg.folder import EVIDENCE, GRAPH, read_folder
from kg.manifest import read_manifest
from kg.records import KgError, KnowledgeGraph
from kg.store import EVIDENCE_GRAPH


class Source:
    """A graph folder; nothing is read before it is asked for."""

    def __init__(self, folder: Path) -> None:
        """Check that ``folder`` is a graph folder.

        Raises:
            KgError: it is not.
        """
        self.folder = folder
        self.base_iri = str(read_manifest(folder).get("base iri", ""))

    def facts(self) -> Iterator[Quad]:
        """The triples of ``graph.ttl`` as a stream, in the default graph.

        Raises:
            KgError: while reading, where the file is not Turtle (line and reason), or missing.
        """
        return _stream(self.folder / GRAPH)

    def evidence(self) -> Iterator[Quad]:
        """The triples of ``evidence.ttl`` as a stream, in the named graph of evidence; raises as above."""
        graph = NamedNode(EVIDENCE_GRAPH)
        return (Quad(q.subject, q.predicate, q.object, graph) for q in _stream(self.folder / EVIDENCE))

    @cached_property
    def graph(self) -> KnowledgeGraph:
        """All of the folder as records."""
        return read_folder(self.folder)

    @cached_property
    def bare_graph(self) -> KnowledgeGraph:
        """Entities, facts and observations without evidence and documents: less to read, less memory."""
        nodes = rdf_reader.read_nodes(self.folder / GRAPH)
        entities = rdf_reader.entities(nodes)
        return KnowledgeGraph(
            entities, rdf_reader.facts(nodes, entities, {}), rdf_reader.observations(nodes, {}), ()
        )


def _stream(path: Path) -> Iterator[Quad]:
    try:
        yield from parse(path=path, format=RdfFormat.TURTLE)
    except SyntaxError as error:
        raise rdf_reader.damaged(path, error) from None
    except FileNotFoundError:
        raise rdf_reader.missing(path) from None
    except OSError as error:
        raise KgError(f"{path} cannot be read: {error.strerror or error}") from None
