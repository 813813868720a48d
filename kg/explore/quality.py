"""The quality page: counts, confidence, checks against the shapes, skipped inputs, rules by hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.explore.page import Frame, embedded, environment, render
from kg.explore.tables import Tables, document_file
from kg.explore.text import covered, unwrap
from kg.explore.words import class_style
from kg.records import Evidence, Fact, Observation

if TYPE_CHECKING:
    from kg.validate import Problem

_BINS = 10
_SHOWN_RULES = 200
_SHOWN_PROBLEMS = 300


def quality_page(table: Tables, frame: Frame, problems: Sequence[Problem] | None) -> str:
    """Render ``quality.html``.

    Args:
        table: the graph's tables.
        frame: what all pages share.
        problems: what the checks found; None if none was run.
    """
    graph = table.graph
    statements: list[Fact | Observation] = [*graph.facts, *graph.observations]
    evidence = [item for statement in statements for item in statement.evidence]
    rules = Counter(item.rule for item in evidence)
    return render(
        "quality.html",
        environment("quality", frame, embedded(), ()),
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
        problems=None if problems is None else _problems(table, problems[:_SHOWN_PROBLEMS], evidence),
        unshown=max(0, len(problems or ()) - _SHOWN_PROBLEMS),
        skipped=graph.skipped,
    )


def _ranked(names: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))


def _histogram(confidences: Iterable[float]) -> list[tuple[str, int]]:
    """Statements by tenths of confidence; 1.0 belongs to the highest."""
    bins = Counter(min(int(round(value, 6) * _BINS), _BINS - 1) for value in confidences)
    first = min(bins, default=0)
    return [(f"{n * 10}–{n * 10 + 10}%", bins[n]) for n in range(first, _BINS)]


def _problems(
    table: Tables, problems: Sequence[Problem], evidence: Iterable[Evidence]
) -> list[dict[str, Any]]:
    """Problems as the template prints them; the place of each is traced back to its evidence."""
    from kg.validate import place  # noqa: PLC0415 - loads the SHACL engine, which whoever checked has loaded

    wanted = {problem.where for problem in problems if problem.where}
    places = {where: item for item in evidence if (where := place(item)) in wanted}
    return [
        {
            "kind": problem.kind,
            "about": problem.about,
            "zh": problem.zh,
            "en": problem.en,
            "where": problem.where,
            "quote": _quotation(table, places[problem.where]) if problem.where in places else None,
        }
        for problem in problems
    ]


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
