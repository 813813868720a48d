"""The quality page: counts, confidence, checks against the shapes, skipped inputs, rules by hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.explore.page import Frame, embedded, environment, render
from kg.explore.tables import Tables, document_file
from kg.explore.text import covered, unwrap
from kg.explore.words import class_style
from kg.records import Evidence

_BINS = 10
_SHOWN_RULES = 200
_SHOWN_FINDINGS = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check in plain words.

    ``severity`` is "violation", "warning" or "info"; ``about`` is the IRI of what it is about (or a text, if the
    graph has no such entity); ``evidence`` are the passages the offending statements were read in.
    """

    severity: str
    message_zh: str
    message_en: str
    about: str = ""
    evidence: tuple[Evidence, ...] = ()


def quality_page(table: Tables, frame: Frame, findings: Sequence[Finding] | None) -> str:
    """Render ``quality.html``.

    Args:
        table: the graph's tables.
        frame: what all pages share.
        findings: results of the checks; None if none was run.
    """
    graph = table.graph
    statements = [*graph.facts, *graph.observations]
    evidence = [item for statement in statements for item in statement.evidence]
    rules = Counter(item.rule for item in evidence)
    found = None if findings is None else [_finding(table, item) for item in findings[:_SHOWN_FINDINGS]]
    return render(
        "quality.html",
        environment("quality", frame, embedded(), ("quality",)),
        totals=[
            ("entities", len(graph.entities)),
            ("facts", len(graph.facts)),
            ("figures", len(graph.observations)),
            ("evidence", len(evidence)),
            ("documents", len(graph.documents)),
        ],
        classes=[
            (f"class.{name}", count, class_style(name).color)
            for name, count in _ranked(entity.cls for entity in graph.entities)
        ],
        properties=[(f"property.{name}", count) for name, count in _ranked(f.property for f in graph.facts)],
        histogram=_histogram(statement.confidence for statement in statements),
        rules=sorted(rules.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN_RULES],
        findings=found,
        unshown=max(0, len(findings or ()) - _SHOWN_FINDINGS),
        skipped=graph.skipped,
    )


def _ranked(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))


def _histogram(confidences: Iterable[float]) -> list[tuple[str, int]]:
    """Statements by tenths of confidence; 1.0 belongs to the highest."""
    bins = Counter(min(int(round(value, 6) * _BINS), _BINS - 1) for value in confidences)
    first = min(bins, default=0)
    return [(f"{n * 10}–{n * 10 + 10}%", bins[n]) for n in range(first, _BINS)]


def _finding(table: Tables, finding: Finding) -> dict[str, Any]:
    number = table.numbers.get(finding.about)
    return {
        "severity": finding.severity,
        "zh": finding.message_zh,
        "en": finding.message_en,
        "id": table.ids[number] if number is not None else "",
        "about": table.graph.entities[number].label if number is not None else finding.about,
        "evidence": [_quotation(table, item) for item in finding.evidence[:3]],
    }


def _quotation(table: Tables, evidence: Evidence) -> dict[str, Any]:
    text, offsets = unwrap(evidence.quote, 0, len(evidence.quote))
    spans = [
        covered(offsets, start - evidence.start, end - evidence.start)
        for start, end in sorted(evidence.marks)
    ]
    parts: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        if start >= at:
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
    number = table.documents.get(evidence.document)
    file = document_file(table.graph.documents[number]) if number is not None else ""
    href = f"documents/{file}#s{evidence.start}-{evidence.end}" if file else ""
    return {"parts": [*parts, (text[at:], False)], "href": href, "section": evidence.section}
