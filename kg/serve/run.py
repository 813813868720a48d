"""Start the server: take the port, load the graph, answer until interrupted."""

from __future__ import annotations

import errno
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from kg.manifest import read_manifest
from kg.records import KgError
from kg.serve.app import LOOPBACK, Access, make_app
from kg.serve.limits import Limits
from kg.serve.pool import Nursery, Pool
from ontology.terms import DEFAULT_BASE

CLOSING_SECONDS = 5
KEEP_ALIVE_SECONDS = 75
"""Longer than clients keep unused connections, so that none is closed just as it is used again."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen; port 0 takes any free one. ``origins``: web sites that may read answers too."""

    host: str = "127.0.0.1"
    port: int = 8000
    origins: tuple[str, ...] = ()


def serve(
    directory: Path,
    address: Address,
    limits: Limits,
    *,
    access_log: bool = False,
    started: Callable[[str, int], None] | None = None,
) -> None:
    """Serve a graph folder until SIGINT or SIGTERM.

    Args:
        directory: A graph folder.
        address: Where to listen.
        limits: What one request may cost.
        access_log: Whether to write a line for every request.
        started: Called with the URL and the number of triples when requests are answered.

    Raises:
        KgError: the folder cannot be loaded, the port cannot be had, or the system cannot fork.
    """
    if not hasattr(os, "fork"):
        raise KgError("kg serve needs Linux or macOS (on Windows: WSL); kg query works everywhere")
    base_iri = str(read_manifest(directory).get("base iri") or DEFAULT_BASE)
    listener = _listen(address)
    port = int(listener.getsockname()[1])
    try:
        nursery = Nursery.start(str(directory.resolve()), limits)
    except BaseException:
        listener.close()
        raise
    hosts = LOOPBACK if address.host in LOOPBACK else ()
    app = make_app(directory, base_iri, lambda: Pool(nursery, limits), limits, Access(hosts, address.origins))
    if started:
        shown = f"[{address.host}]" if ":" in address.host else address.host
        started(f"http://{shown}:{port}", nursery.triples)
    config = uvicorn.Config(
        app,
        access_log=access_log,
        log_level="info" if access_log else "error",
        timeout_graceful_shutdown=CLOSING_SECONDS,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        lifespan="on",
    )
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
    finally:
        nursery.stop()
        listener.close()


def _interrupt(_number: int, _frame: object) -> None:
    """End on SIGTERM as on Ctrl+C: what is under way is finished, nothing is left running."""
    raise KeyboardInterrupt


def _listen(address: Address) -> socket.socket:
    """A bound socket.

    Raises:
        KgError: the port is taken, not allowed, or the host is none of this machine.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address.host, address.port))
        listener.listen(1024)
    except (OSError, OverflowError) as error:
        listener.close()
        where = f"{address.host}:{address.port}"
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise KgError(
                f"{where} is in use by another program: give another --port, or 0 for any free one"
            ) from None
        if isinstance(error, PermissionError):
            raise KgError(f"{where}: ports below 1024 need special rights: give another --port") from None
        raise KgError(f"cannot listen on {where}: {error}") from None
    return listener
