"""No query gets round the limits, others are answered meanwhile; the server starts and ends cleanly."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.kg.enriched import write_enriched
from tests.kg.serve.server import COMMAND, Server

PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}"
GREEDY = f"SELECT * {{ {PRODUCT} }} ORDER BY ?a ?e ?i LIMIT 1"
QUICK = "ASK { ?s ikg:partOf ?o }"
SECONDS = 2.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_enriched(tmp_path_factory.mktemp("limits") / "graph")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with Server(folder, "--timeout", str(SECONDS), "--memory", "256") as server:
        yield server


def ask(server: Server, query: str, timeout: float = 30) -> httpx.Response:
    return httpx.get(f"{server.url}/sparql", params={"query": query}, timeout=timeout)


def test_a_cartesian_product_ends_in_503_while_others_are_served(server: Server) -> None:
    with ThreadPoolExecutor(2) as threads:
        started = time.monotonic()
        heavy = [threads.submit(ask, server, ENDLESS) for _ in range(2)]
        time.sleep(0.3)
        quick = []
        for _ in range(5):
            before = time.monotonic()
            assert ask(server, QUICK).json()["boolean"] is True
            quick.append(time.monotonic() - before)
        assert not any(each.done() for each in heavy)
        for each in heavy:
            answer = each.result()
            assert answer.status_code == 503
            assert "took longer than 2 s and was stopped" in answer.text
            assert answer.headers["retry-after"] == "5"
        assert time.monotonic() - started < SECONDS + 3
    assert sorted(quick)[2] < 1
    assert ask(server, QUICK).status_code == 200


def test_memory_is_limited(server: Server) -> None:
    answer = ask(server, GREEDY)
    assert answer.status_code == 503
    assert "MiB and was stopped" in answer.text or "took longer" in answer.text
    assert ask(server, QUICK).status_code == 200


def test_a_query_is_given_up_when_its_client_leaves(server: Server) -> None:
    with pytest.raises(httpx.ReadTimeout):
        ask(server, ENDLESS, timeout=0.3)
    time.sleep(0.5)
    assert _busy(server) == 0


def _busy(server: Server) -> int:
    """Workers of the server that are computing."""
    nursery = _children(server.process.pid)
    workers = [pid for parent in nursery for pid in _children(parent)]
    states = [Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] for pid in workers]
    return states.count("R")


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_workers_cannot_open_files_or_connections(server: Server) -> None:
    assert ask(server, QUICK).status_code == 200
    for nursery in _children(server.process.pid):
        for worker in _children(nursery):
            limits = Path(f"/proc/{worker}/limits").read_text()
            files = next(line for line in limits.splitlines() if line.startswith("Max open files"))
            assert int(files.split()[3]) < 32


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_and_leaves_no_process(folder: Path, how: signal.Signals) -> None:
    server = Server(folder)
    assert ask(server, QUICK).status_code == 200
    family = _children(server.process.pid)
    code, errors = server.stop(how)
    assert (code, errors) == (0, "")
    for _ in range(50):
        if not any(Path(f"/proc/{pid}").exists() for pid in family):
            break
        time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}").exists() for pid in family)


def test_a_killed_nursery_is_told_by_healthz(folder: Path) -> None:
    with Server(folder) as server:
        (nursery,) = _children(server.process.pid)
        os.kill(nursery, signal.SIGKILL)
        time.sleep(0.3)
        assert httpx.get(f"{server.url}/healthz").status_code == 503
        assert ask(server, QUICK).status_code == 503


def refused(*arguments: str) -> str:
    """What a ``kg serve`` that cannot start says, in one line."""
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_what_stops_it_from_starting_is_one_line(folder: Path, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = str(other.getsockname()[1])
        assert f"127.0.0.1:{taken} is in use by another program" in refused(str(folder), "--port", taken)
    assert "not a graph folder" in refused(str(tmp_path))
    assert "cannot listen on" in refused(str(folder), "--host", "no.such.host.invalid")
    broken = write_enriched(tmp_path / "broken")
    graph = broken / "graph.ttl"
    graph.write_text(
        graph.read_text(encoding="utf-8").replace(" a ikg:Hospital", " a a ikg:Hospital"), encoding="utf-8"
    )
    assert "graph.ttl:" in refused(str(broken), "--port", "0")


def test_the_access_log_is_off_until_asked_for(folder: Path) -> None:
    for options, lines in (((), 0), (("--access-log",), 1)):
        server = Server(folder, *options)
        ask(server, QUICK)
        _code, errors = server.stop()
        assert errors.count("GET /sparql") <= lines
        assert server.process.returncode == 0
