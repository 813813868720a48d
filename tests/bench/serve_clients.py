"""Fifty clients ask ``kg serve`` for a minute: answers a second, latency, errors, memory before and after.

``python tests/bench/serve_clients.py DIR [--clients 50] [--seconds 60]``; two of the clients send queries
without end.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.kg.serve.server import Server

QUERIES = (
    "SELECT ?s ?o WHERE { ?s ikg:partOf ?o } LIMIT 100",
    "SELECT ?kind (COUNT(*) AS ?n) WHERE { ?s a ?kind } GROUP BY ?kind",
    "ASK { ?s ikg:collaboratesWith ?o }",
    "CONSTRUCT WHERE { ?s ikg:received ?o } LIMIT 50",
    "SELECT ?q WHERE { GRAPH graph:evidence { ?e oa:exact ?q } } LIMIT 20",
)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HEAVY = 2


def memory(pid: int) -> tuple[int, int]:
    """Proportional set size in KiB, and number, of a process and all below it."""
    total, count, waiting = 0, 0, [pid]
    while waiting:
        each = waiting.pop()
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
            waiting += map(int, Path(f"/proc/{each}/task/{each}/children").read_text().split())
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
        count += 1
    return total, count


async def client(
    http: httpx.AsyncClient, number: int, end: float, times: list[float], codes: Counter[str]
) -> None:
    """Ask one query after the other until ``end``."""
    heavy = number < HEAVY
    turn = number
    while time.monotonic() < end:
        query = ENDLESS if heavy else QUERIES[turn % len(QUERIES)]
        turn += 1
        started = time.monotonic()
        try:
            answer = await http.get("/sparql", params={"query": query})
            outcome = str(answer.status_code)
        except httpx.HTTPError as error:
            outcome = type(error).__name__
        codes[f"{'heavy' if heavy else 'normal'} {outcome}"] += 1
        if not heavy:
            times.append(time.monotonic() - started)


async def run(url: str, pid: int, clients: int, seconds: float) -> None:
    """One bench, printed."""
    times: list[float] = []
    codes: Counter[str] = Counter()
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as http:
        warm = time.monotonic() + 3
        await asyncio.gather(*(client(http, n + HEAVY, warm, [], Counter()) for n in range(clients - HEAVY)))
        before = memory(pid)
        started = time.monotonic()
        end = started + seconds
        await asyncio.gather(*(client(http, n, end, times, codes) for n in range(clients)))
        passed = time.monotonic() - started
        after = memory(pid)
    ordered = sorted(times)
    rate, middle = len(times) / passed, statistics.median(times) * 1000
    print(f"{clients} clients ({HEAVY} of them without end), {passed:.0f} s: {rate:,.0f} answers/s")
    print(f"median {middle:.0f} ms, 95 % {ordered[int(len(ordered) * 0.95)] * 1000:.0f} ms")
    print("outcomes", dict(sorted(codes.items())))
    for when, (kib, count) in (("before", before), ("after", after)):
        print(f"memory {when}: {kib / 1024:.0f} MiB in {count} processes")


def main() -> None:
    """Read the arguments, serve, ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    with Server(given.directory, "--timeout", "5") as server:
        asyncio.run(run(server.url, server.process.pid, given.clients, given.seconds))


if __name__ == "__main__":
    main()
