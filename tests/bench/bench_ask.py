"""Wall time of ``kg ask`` on a graph folder, process start included: ``python -m tests.bench.bench_ask DIR [--runs 3]``."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

from kg.questions import questions

COMMAND = [sys.executable, "-c", "from kg.cli import main; main()", "ask"]
BUDGET = 0.6
"""Seconds that an answer may take."""


def seconds(directory: str, question: str) -> float:
    """Wall time of one answer."""
    started = time.perf_counter()
    subprocess.run([*COMMAND, directory, question], capture_output=True, check=True)
    return time.perf_counter() - started


def main() -> None:
    """Times every question that needs no parameter; prints the slowest and how many are within the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    names = [q.name for q in questions() if not any(p.required for p in q.parameters)]
    rows = sorted(
        ((statistics.median(seconds(options.directory, n) for _ in range(options.runs)), n) for n in names),
        reverse=True,
    )
    for took, name in rows[:5]:
        print(f"  {took:6.2f} s  {name}")
    median = statistics.median(took for took, _ in rows)
    within = sum(took <= BUDGET for took, _ in rows)
    print(f"kg ask: {len(rows)} questions, median {median:.2f} s, {within} within {BUDGET} s")


if __name__ == "__main__":
    main()
