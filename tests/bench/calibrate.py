"""How often each rule is right on the gold texts: ``python -m tests.bench.calibrate GOLD BUILT [--write]``.

Prints the reliability table (facts and figures by confidence, and the share that is right) and, with ``--write``, puts the
counts of every rule into ``extract/rules/calibration.yaml``. Entries that the gold marks optional count for neither side.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import extract
from kg.folder import read_folder
from kg.records import KnowledgeGraph

CALIBRATION = Path(extract.__file__).parent / "rules" / "calibration.yaml"
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def scorer(gold: Path) -> ModuleType:
    """The gold set's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", gold / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{gold}/score.py: not found")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judgements(
    gold: dict[str, Any], graph: KnowledgeGraph, path: Path, score: ModuleType
) -> list[tuple[str, float, bool]]:
    """(rule, confidence, right) of every fact and figure of one built graph that the gold decides."""
    entities, _, _ = score.read_graph(path / "graph.ttl")
    names = {str(node): key for key, node in score.align(gold, entities).items()}
    optional = {e["id"] for e in gold["entities"] if e.get("optional")}
    wanted, allowed = set(), set()
    for subject, prop, target, *rest in gold["facts"]:
        free = (len(rest) > 1 and rest[1] == "optional") or {subject, target} & optional
        (allowed if free else wanted).add(_key(score, subject, prop, target))
    rows = []
    for fact in graph.facts:
        subject = names.get(fact.subject, fact.subject)
        target = fact.object if fact.literal else names.get(fact.object, fact.object)
        key = _key(score, subject, fact.property, target)
        if key in allowed or {subject, target} & optional:
            continue
        rows += [(rule, fact.confidence, key in wanted) for rule in sorted({e.rule for e in fact.evidence})]
    left = list(gold["observations"])
    for figure in graph.observations:
        about = names.get(figure.about, figure.about)
        hit = next(
            (
                o
                for o in left
                if o["about"] == about
                and abs(o["value"] - float(figure.value)) < 1e-6
                and score.alike(o["measure"], figure.measure)
            ),
            None,
        )
        if hit is not None:
            left.remove(hit)
        if hit is None or not (hit.get("optional") or hit["about"] in optional):
            rows += [
                (rule, figure.confidence, hit is not None)
                for rule in sorted({e.rule for e in figure.evidence})
            ]
    return rows


def _key(score: ModuleType, subject: str, prop: str, target: str) -> tuple[str, ...]:
    if prop not in score.LINK:
        target = score.norm(target)[:4] if prop == "foundedIn" else score.norm(target)
    ends = sorted((subject, target)) if prop == "collaboratesWith" else [subject, target]
    return (prop, *ends)


def main() -> None:
    """Reads the built graphs, prints the table, writes the counts on request."""
    gold, built = Path(sys.argv[1]), Path(sys.argv[2])
    score, rows = scorer(gold), []
    for path in sorted(gold.glob("*.json")):
        if (built / path.stem / "graph.ttl").exists():
            rows += judgements(
                json.loads(path.read_text(encoding="utf-8")),
                read_folder(built / path.stem),
                built / path.stem,
                score,
            )
    print("confidence        facts+figures   right   share")
    for low, high in pairwise(BINS):
        inside = [right for _, confidence, right in rows if low <= confidence < high]
        if inside:
            print(
                f"{low:.2f} – {min(high, 1):.2f}      {len(inside):8}      {sum(inside):6}   {sum(inside) / len(inside):.2f}"
            )
    if "--write" in sys.argv:
        counts: dict[str, Counter[bool]] = defaultdict(Counter)
        for rule, _, right in rows:
            counts[rule][right] += 1
        lines = [f"  {rule}: [{n[True]}, {n[False]}]" for rule, n in sorted(counts.items())]
        head = "# How often each rule was right on annotated texts: rule: [right, wrong]. Written by make calibrate GOLD=DIR.\n"
        CALIBRATION.write_text(head + "calibration:\n" + "\n".join(lines) + "\n", encoding="utf-8")
        print(f"wrote {len(lines)} rules to {CALIBRATION.name}")


if __name__ == "__main__":
    main()
