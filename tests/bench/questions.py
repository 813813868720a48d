"""Time of the ready-made questions inside the engine on a graph folder; rdflib beside it on request.

``python tests/bench/questions.py DIR [--rdflib] [--runs 5] [--slow 50]``; parameters are bound to entities of
the graph: the one with most facts of a fitting class, and a typical one.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import pyoxigraph as ox

from kg.query import needs_evidence, run, select, serialize, with_prefixes
from kg.questions import FREE, Parameter, Question, fill, questions
from kg.store import open_store
from ontology import terms


def timed(work: Callable[[], object], runs: int) -> float:
    """Median seconds of ``work``; a single run if it takes more than two seconds."""
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
        if seconds[0] > 2:
            break
    return statistics.median(seconds)


def examples(store: ox.Store, busy: bool) -> dict[str, str]:
    """Class → an entity of it: the one at the end of most facts, or the one in the middle."""
    found: dict[str, list[tuple[int, str]]] = {}
    degrees: dict[str, int] = {}
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        if isinstance(quad.object, ox.NamedNode):
            degrees[quad.object.value] = degrees.get(quad.object.value, 0) + 1
    for row in select(store, "SELECT ?e ?c WHERE { ?e a ?c ; skos:prefLabel ?l }").rows:
        entity, cls = row
        assert isinstance(entity, ox.NamedNode)
        assert isinstance(cls, ox.NamedNode)
        found.setdefault(terms.shorten(cls.value), []).append((degrees.get(entity.value, 0), entity.value))
    return {cls: (max(all_) if busy else sorted(all_)[len(all_) // 2])[1] for cls, all_ in found.items()}


def bound(asked: Question, entities: dict[str, str]) -> str:
    """The query with fitting entities, or with the words of the example, put in."""
    return fill(
        asked.query,
        {each.name: value for each in asked.parameters if (value := _value(asked, each, entities))},
    )


def _value(asked: Question, parameter: Parameter, entities: dict[str, str]) -> str:
    kind = parameter.kinds[0]
    example = dict(asked.example).get(parameter.name, "")
    if kind in ("text", "number", "class"):
        return {"text": f'"{example}"', "number": example, "class": f"ikg:{example}"}[kind] if example else ""
    wanted = list(entities) if kind in FREE else [s for cls in parameter.kinds for s in terms.subclasses(cls)]
    fitting = [entities[cls] for cls in wanted if cls in entities]
    if not fitting:
        return ""
    return f"<{fitting[-1 if parameter.name == 'to' else 0]}>"


def main() -> None:
    """Load, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--slow", type=float, default=50, help="print questions above so many milliseconds")
    parser.add_argument("--facts", action="store_true", help="leave the evidence out")
    parser.add_argument("--rdflib", action="store_true", help="ask rdflib too (of the facts alone)")
    parser.add_argument(
        "--patience", type=int, default=60, help="seconds that rdflib may take for a question"
    )
    given = parser.parse_args()
    started = time.perf_counter()
    store = open_store(given.directory, evidence=not given.facts)
    print(f"loaded {len(store):,} triples in {time.perf_counter() - started:.1f} s")
    asked = {busy: _queries(examples(store, busy)) for busy in (False, True)}
    for busy, queries in asked.items():
        times = {
            name: timed(lambda sparql=sparql: serialize(run(store, sparql), "json"), given.runs)
            for name, sparql in queries.items()
        }
        middle = statistics.median(times.values()) * 1000
        print(
            f"{'busiest' if busy else 'typical'} entities: median of {len(times)} questions {middle:.1f} ms"
        )
        for name, seconds in sorted(times.items(), key=lambda each: -each[1]):
            if seconds * 1000 > given.slow:
                print(f"  {seconds * 1000:8.0f} ms  {name}")
    if given.rdflib:
        _compare(given.directory, times, asked[True], given.patience)


def _queries(entities: dict[str, str]) -> dict[str, str]:
    return {asked.name: bound(asked, entities) for asked in questions()}


def _compare(directory: Path, times: dict[str, float], queries: dict[str, str], patience: int) -> None:
    """What rdflib takes for the questions that need no evidence, and how many times that is."""
    import rdflib

    started = time.perf_counter()
    graph = rdflib.Graph().parse(directory / "graph.ttl")
    print(f"rdflib loaded {len(graph):,} triples in {time.perf_counter() - started:.1f} s")
    signal.signal(signal.SIGALRM, _ring)
    ratios, unfinished = [], []
    for name, sparql in queries.items():
        if needs_evidence(sparql):
            continue
        signal.alarm(patience)
        started = time.perf_counter()
        try:
            list(graph.query(with_prefixes(sparql)))
        except TimeoutError:
            unfinished.append(name)
        except Exception as error:  # noqa: BLE001 - a fault of rdflib is worth a line, not an end
            unfinished.append(f"{name} ({type(error).__name__})")
        else:
            other = time.perf_counter() - started
            ratios.append(other / times[name])
            print(
                f"  {name}: {times[name] * 1000:.1f} ms, rdflib {other * 1000:.0f} ms, {ratios[-1]:.0f} times"
            )
        finally:
            signal.alarm(0)
    print(f"rdflib takes {statistics.median(ratios):.0f} times as long (median of {len(ratios)} questions)")
    print(f"not finished in {patience} s: {', '.join(unfinished) or 'none'}")


def _ring(_number: int, _frame: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main()
