"""What changed between two graphs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kg.cli import run
from kg.diff import compare, lines
from kg.folder import write_folder
from kg.manifest import Manifest
from kg.records import KnowledgeGraph
from tests.graphs import BASE, tiny_graph


@pytest.fixture
def graph() -> KnowledgeGraph:
    return tiny_graph()


def test_a_graph_does_not_differ_from_itself(graph: KnowledgeGraph) -> None:
    assert list(lines(compare(graph, graph))) == [
        "entities: the same",
        "facts: the same",
        "figures: the same",
    ]


def test_what_is_gone_one_way_is_new_the_other_way(graph: KnowledgeGraph) -> None:
    fact, *facts = graph.facts
    less = replace(graph, facts=tuple(facts))
    there, back = compare(graph, less), compare(less, graph)
    assert there.gone.facts == back.new.facts == (fact,)
    assert not there.new.facts
    assert not back.gone.facts
    names = there.names
    end = fact.object if fact.literal else names[fact.object]
    assert f"  - {names[fact.subject]} {fact.property} {end}" in list(lines(there))


@pytest.mark.parametrize(("value", "period"), [(Decimal(999999), None), (None, "2099")])
def test_another_value_or_year_of_one_figure_is_one_move(
    graph: KnowledgeGraph, value: Decimal | None, period: str | None
) -> None:
    series = Counter((o.about, o.measure, o.unit) for o in graph.observations)
    old = next(o for o in graph.observations if series[o.about, o.measure, o.unit] == 1)
    new = replace(old, value=value or old.value, period=period or old.period)
    after = replace(graph, observations=tuple(new if o is old else o for o in graph.observations))
    difference = compare(graph, after)
    assert difference.moved == ((old, new),)
    assert not difference.gone.observations
    assert not difference.new.observations


def test_two_figures_of_one_series_are_not_paired_by_chance(graph: KnowledgeGraph) -> None:
    old = graph.observations[0]
    one, two = (replace(old, iri=f"{old.iri}{i}", period=f"20{i}", value=Decimal(i)) for i in (31, 32))
    rest = tuple(o for o in graph.observations if (o.about, o.measure) != (old.about, old.measure))
    before, after = replace(graph, observations=(*rest, old)), replace(graph, observations=(*rest, one, two))
    difference = compare(before, after)
    assert not difference.moved
    assert difference.gone.observations == (old,)
    assert difference.new.observations == (one, two)


def test_the_command_says_how_much_and_what(
    graph: KnowledgeGraph, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    write_folder(replace(graph, facts=graph.facts[1:]), old, Manifest(BASE))
    write_folder(graph, new, Manifest(BASE))
    assert run(["diff", str(old), str(new)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert "facts: 1 new" in shown
    assert sum(line.startswith("  +") for line in shown) == 1
    assert run(["diff", str(old), str(new), "--summary"]) == 0
    assert capsys.readouterr().out.splitlines() == [line for line in shown if not line.startswith(" ")]
    assert run(["diff", str(old), str(tmp_path / "none")]) == 1
    assert "does not exist" in capsys.readouterr().err
