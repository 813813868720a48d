"""Is a graph what it should be: SHACL on its triples, quotations checked against texts, told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyshacl
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib.namespace import SH

from kg import rdf
from kg.folder import EVIDENCE, GRAPH, read_folder
from kg.manifest import counts, read_manifest
from kg.records import Evidence, Fact, KnowledgeGraph, Observation, SourceDocument
from kg.settings import SECTION_JOIN
from ontology.terms import ONTOLOGY_FILE, SHAPES_FILE, shorten


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong: ``kind`` is "shape", "evidence" or "manifest"; ``about`` says of what, in labels.

    ``where`` is the place in a document that the statement was read at, "" if there is none.
    """

    kind: str
    about: str
    zh: str
    en: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what is wrong: two counts, and the problems, sorted."""

    statements: int
    spans: int
    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def validate(graph: KnowledgeGraph) -> Report:
    """Check a graph in memory, as a build does before it writes: the facts by SHACL, and every span."""
    return _report(graph, [*shape_problems(rdf.fact_triples(graph), graph), *span_problems(graph)])


def validate_folder(directory: str | Path) -> Report:
    """Check a graph folder as it is on disk: both Turtle files by SHACL, spans, the manifest's counts.

    Raises:
        KgError: it is no graph folder, or too damaged to be read.
    """
    folder = Path(directory)
    graph = read_folder(folder)
    triples = [
        quad.triple
        for file in (GRAPH, EVIDENCE)
        for quad in parse(path=folder / file, format=RdfFormat.TURTLE)
    ]
    problems = [*shape_problems(triples, graph), *span_problems(graph), *_manifest_problems(folder, graph)]
    return _report(graph, problems)


def _report(graph: KnowledgeGraph, problems: Iterable[Problem]) -> Report:
    said = _statements(graph)
    return Report(len(said), sum(len(one.evidence) for one in said), tuple(sorted(set(problems))))


def _statements(graph: KnowledgeGraph) -> tuple[Fact | Observation, ...]:
    return (*graph.facts, *graph.observations)


def _manifest_problems(folder: Path, graph: KnowledgeGraph) -> Iterator[Problem]:
    told = read_manifest(folder).get("counts", {})
    for what, number in counts(graph).items():
        if isinstance(number, int) and told.get(what) != number:
            zh = f"清单记有 {told.get(what)}，文件中有 {number}：文件夹在构建之后被改动过。"
            en = f"The manifest says {told.get(what)}, the files hold {number}: edited after the build."
            yield Problem("manifest", what, zh, en)


# ------------------------------------------------------------------ SHACL


def shape_problems(triples: Iterable[Triple], graph: KnowledgeGraph) -> Iterator[Problem]:
    """What the shapes of the ontology find wrong with ``triples``, the RDF of ``graph``."""
    data = rdflib.Graph()
    for triple in triples:
        data.add((_rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)))
    conforms, results, _ = pyshacl.validate(
        data, shacl_graph=_turtle(SHAPES_FILE), ont_graph=_turtle(ONTOLOGY_FILE), inference="none"
    )
    if conforms:
        return
    words = _Words(graph)
    for result in results.subjects(rdflib.RDF.type, SH.ValidationResult):
        focus, path, value = (results.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
        yield words.problem(str(focus), path, value, list(results.objects(result, SH.resultMessage)))


@cache
def _turtle(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path, format="turtle")


def _rdflib(node: object) -> rdflib.term.Node:
    if isinstance(node, NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, Literal):
        if node.language:
            return rdflib.Literal(node.value, lang=node.language)
        return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value))
    return rdflib.BNode(str(node))


class _Words:
    """Names for what a SHACL result points at."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._labels = {entity.iri: entity.label for entity in graph.entities}
        self._said: dict[tuple[str, str, str], Evidence] = {}
        for fact in graph.facts:
            for evidence in fact.evidence[:1]:
                self._said[fact.subject, fact.property, fact.object] = evidence
        self._figures = {observation.iri: observation for observation in graph.observations}

    def problem(
        self, focus: str, path: object, value: object, messages: Iterable[rdflib.term.Node]
    ) -> Problem:
        """One SHACL result in plain words, traced to the place where the statement was read."""
        texts = {getattr(message, "language", None) or "en": str(message) for message in messages}
        property = shorten(str(path)) if isinstance(path, rdflib.URIRef) else ""
        en = texts.get("en") or texts.get("zh") or "The shape is violated."
        evidence = self._said.get((focus, property, str(value)))
        if focus in self._figures:
            evidence = next(iter(self._figures[focus].evidence), None)
        about = " ".join(filter(None, (self._name(focus), property and f"—{property}→", self._name(value))))
        return Problem("shape", about, texts.get("zh", en), en, place(evidence) if evidence else "")

    def _name(self, node: object) -> str:
        if node is None:
            return ""
        figure = self._figures.get(str(node))
        if figure:
            return _about(figure, self._labels)
        return self._labels.get(str(node), str(node))


def place(evidence: Evidence) -> str:
    """Where a statement was read: document, page, section, quotation on one line."""
    page = f"p. {evidence.page}" if evidence.page is not None else ""
    parts = ", ".join(filter(None, (evidence.document, page, evidence.section.split(SECTION_JOIN)[-1])))
    return f"{parts}: “{''.join(evidence.quote.split())}”"


# ------------------------------------------------------------------ evidence


def span_problems(graph: KnowledgeGraph) -> Iterator[Problem]:
    """Statements without evidence, quotations that their text does not have, words outside of them."""
    labels = {entity.iri: entity.label for entity in graph.entities}
    documents = {document.name: document for document in graph.documents}
    for one in _statements(graph):
        wrong = [_span_fault(evidence, documents) for evidence in one.evidence]
        if not one.evidence:
            wrong = [("没有证据。", "There is no evidence for it.")]
        for evidence, fault in zip([*one.evidence, None], wrong, strict=False):
            if fault:
                yield Problem("evidence", _about(one, labels), *fault, place(evidence) if evidence else "")
    for document in graph.documents:
        for mention in document.mentions:
            if not 0 <= mention.start < mention.end <= len(document.text) or mention.entity not in labels:
                at = f"{document.name} {mention.start}–{mention.end}"
                yield Problem(
                    "evidence", at, "提及的位置或实体有误。", "A mention is out of place or of nothing."
                )


def _about(one: Fact | Observation, labels: Mapping[str, str]) -> str:
    if isinstance(one, Fact):
        return f"{labels.get(one.subject, one.subject)} —{one.property}→ {labels.get(one.object, one.object)}"
    return f"{labels.get(one.about, one.about)} · {one.measure} {one.value}{one.unit}"


def _span_fault(evidence: Evidence, documents: Mapping[str, SourceDocument]) -> tuple[str, str] | None:
    document = documents.get(evidence.document)
    if document is None:
        return f"没有文档 {evidence.document}。", f"There is no document {evidence.document}."
    if document.text[evidence.start : evidence.end] != evidence.quote or not evidence.quote:
        return "引语与原文不符。", "The quotation is not what the text says there."
    if any(not evidence.start <= start < end <= evidence.end for start, end in evidence.marks):
        return "支持词不在引语之内。", "Supporting words lie outside the quotation."
    if evidence.page is not None and evidence.page not in {number for number, _, _ in document.pages}:
        return f"没有第 {evidence.page} 页。", f"There is no page {evidence.page}."
    return None
