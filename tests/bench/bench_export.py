"""Speed and memory of exports of a large graph: ``python tests/bench/bench_export.py [--facts N] [--folder DIR]``.

Each export runs in a process of its own. Memory is the peak of that process; "reading alone" is what it takes
to read the folder as records, so that what an exporter needs on top can be seen. On a busy machine compare
the CPU times.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from kg.exporters.write import export
from kg.folder import read_folder, write_folder
from kg.manifest import Manifest
from tests.graphs import BASE, synthetic_graph

READ = "reading alone"
FORMATS = ("ntriples", READ, "graphml")
MIB = 1024


def measured(folder: Path, name: str) -> dict[str, float]:
    """Wall and CPU seconds, peak memory in MiB, lines (triples of N-Triples) of one export, in this process."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        wall, cpu = time.perf_counter(), time.process_time()
        written = None if name == READ else export(folder, name, Path(place) / "x")
        if written is None:
            read_folder(folder)
        seconds = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
        lines = 0
        if written is not None:
            with written.open("rb") as file:
                lines = sum(1 for _ in file)
        return {**seconds, "peak": peak, "lines": lines}


def main() -> None:
    """Make the graph if it is not there, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "bench-export")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", help="measure this format in this process and print JSON")
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measured(options.folder, options.only)))
        return
    if not options.folder.exists():
        write_folder(synthetic_graph(options.facts // 5, options.facts), options.folder, Manifest(BASE))
    for name in FORMATS:
        command = [sys.executable, __file__, "--folder", str(options.folder), "--only", name]
        runs = range(options.runs if name == "ntriples" else 1)
        results = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in runs]
        middle = {key: statistics.median(result[key] for result in results) for key in results[0]}
        rate = f", {middle['lines'] / middle['wall']:,.0f} lines/s" if middle["lines"] else ""
        rate += f" ({middle['lines'] / middle['cpu']:,.0f} a CPU second)" if middle["lines"] else ""
        print(
            f"{name:14} {middle['wall']:6.1f} s, {middle['cpu']:6.1f} s CPU, peak {middle['peak']:,.0f} MiB{rate}"
        )


if __name__ == "__main__":
    main()
