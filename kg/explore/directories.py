"""The pages of figures, people and institutions: Python chooses the data, scripts draw the tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from kg.explore.network import split_or_embed
from kg.explore.page import Data, Frame, environment, render
from kg.explore.tables import Tables, document_rows, entity_columns, fact_columns, figure_columns
from kg.explore.words import class_style
from kg.records import Fact
from ontology.terms import is_a, vocabulary

PERSON_COLUMNS = ("title", "position", "affiliatedWith", "expertIn", "received")
"""Properties that the directory of people shows, in the order of its columns."""


def figures_page(table: Tables, frame: Frame) -> tuple[str, dict[str, str]]:
    """Render ``figures.html``: the page and its data files."""
    figures = table.graph.observations
    chosen, numbers = _numbered(table, (figure.about for figure in figures))
    core = {
        **_frame_of(table, chosen),
        "figures": figure_columns(table, figures, numbers),
        "institutional": [n for n, name in enumerate(table.classes) if _is_institution(name)],
    }
    data = split_or_embed("figures", core, table, [figure.evidence for figure in figures])
    return _rendered("figures", frame, data, ("table", "figures")), data.files


def people_page(table: Tables, frame: Frame) -> tuple[str, dict[str, str]]:
    """Render ``people.html``: the page and its data files."""
    people = {entity.iri for entity in table.graph.entities if entity.cls == "Person"}
    facts = [f for f in table.graph.facts if f.subject in people and f.property in PERSON_COLUMNS]
    chosen, numbers = _numbered(table, [*people, *_ends(facts)])
    core = {
        **_frame_of(table, chosen),
        "facts": fact_columns(table, facts, numbers),
        "people": sorted(numbers[iri] for iri in people),
        "columns": list(PERSON_COLUMNS),
    }
    data = split_or_embed("people", core, table, [fact.evidence for fact in facts])
    return _rendered("people", frame, data, ("table", "people")), data.files


def institutions_page(table: Tables, frame: Frame) -> tuple[str, dict[str, str]]:
    """Render ``institutions.html``: the page and its data files."""
    known = {entity.iri for entity in table.graph.entities if _is_institution(entity.cls)}
    facts = [
        fact
        for fact in table.graph.facts
        if fact.property == "partOf" and fact.subject in known and fact.object in known
    ]
    chosen, numbers = _numbered(table, known)
    core = {
        **_frame_of(table, chosen, search=True),
        "facts": fact_columns(table, facts, numbers),
        "people": _counts(table, chosen, _people(table)),
        "figures": _counts(table, chosen, Counter(figure.about for figure in table.graph.observations)),
    }
    data = split_or_embed("institutions", core, table, [fact.evidence for fact in facts])
    return _rendered("institutions", frame, data, ("institutions",)), data.files


def _is_institution(cls: str) -> bool:
    return cls in vocabulary().classes and is_a(cls, "Organization")


def _people(table: Tables) -> Counter[str]:
    """How many different people are affiliated with each institution."""
    members: dict[str, set[str]] = defaultdict(set)
    for fact in table.graph.facts:
        if fact.property == "affiliatedWith":
            members[fact.object].add(fact.subject)
    return Counter({iri: len(found) for iri, found in members.items()})


def _counts(table: Tables, chosen: Sequence[int], counted: Counter[str]) -> list[int]:
    return [counted[table.graph.entities[number].iri] for number in chosen]


def _ends(facts: Iterable[Fact]) -> list[str]:
    return [end for fact in facts for end in (fact.subject, fact.object)]


def _numbered(table: Tables, iris: Iterable[str]) -> tuple[list[int], dict[str, int]]:
    """A page's own numbering: the graph's numbers of the entities it needs, and IRI → number on the page."""
    chosen = sorted({table.numbers[iri] for iri in iris if iri in table.numbers})
    return chosen, {table.graph.entities[number].iri: index for index, number in enumerate(chosen)}


def _frame_of(table: Tables, chosen: Sequence[int], *, search: bool = False) -> dict[str, Any]:
    return {
        "classes": [[name, class_style(name).color, class_style(name).shape] for name in table.classes],
        "properties": list(table.properties),
        "documents": document_rows(table),
        "entities": entity_columns(table, chosen, search=search),
    }


def _rendered(name: str, frame: Frame, data: Data, scripts: Sequence[str]) -> str:
    return render(f"{name}.html", environment(name, frame, data, scripts))
