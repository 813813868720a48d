"""The process that loads the graph once and forks a worker whenever the server asks for one.

A query cannot be stopped inside the engine, so each worker is a process whose timer, memory and open files
the kernel limits: whatever the query, it ends. Forks share the loaded graph, so a new worker costs
milliseconds and little memory.

Run as ``python -m kg.serve.nursery DIRECTORY SOCKET_FD LIMITS_JSON``.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import sys
from contextlib import suppress

from kg.records import KgError
from kg.serve import jobs, wire
from kg.serve.limits import MEBIBYTE, Limits


def main(arguments: list[str]) -> None:
    """Load, report, then fork until the server is gone."""
    directory, descriptor, limits_json = arguments
    limits = Limits(**json.loads(limits_json))
    control = socket.socket(fileno=int(descriptor))
    try:
        library = jobs.open_library(directory, limits)
    except KgError as error:
        wire.send(control, wire.Ready(os.getpid(), error=str(error)))
        return
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with suppress(BrokenPipeError):
        wire.send(control, wire.Ready(os.getpid(), triples=library.triples))
    while True:
        word, descriptors, _flags, _address = socket.recv_fds(control, 1, 1)
        if not word:
            return
        if os.fork() == 0:
            control.close()
            _work(socket.socket(fileno=descriptors[0]), library, limits)
            os._exit(0)
        os.close(descriptors[0])


def _work(connection: socket.socket, library: jobs.Library, limits: Limits) -> None:
    """Answer jobs until the server hangs up."""
    _confine(connection, limits)
    with suppress(OSError):
        wire.send(connection, wire.Ready(os.getpid()))
        while True:
            job = wire.receive(connection)
            if job is None:
                return
            signal.setitimer(signal.ITIMER_REAL, limits.seconds)
            reply = jobs.answer(library, job)
            signal.setitimer(signal.ITIMER_REAL, 0)
            wire.send(connection, reply)


def _confine(connection: socket.socket, limits: Limits) -> None:
    """Let the kernel end what takes too long or too much, and forbid new files and connections (SERVICE)."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    os.close(silence)
    highest = connection.fileno() + 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest, highest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = _address_space()
    if used:
        allowed = used + limits.memory * MEBIBYTE
        resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))


def _address_space() -> int:
    """Bytes of address space in use, 0 where the system does not say (RLIMIT_AS is then left alone)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


if __name__ == "__main__":
    main(sys.argv[1:])
