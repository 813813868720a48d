"""Messages between the server and its workers: pickled, each preceded by its length in eight bytes."""

from __future__ import annotations

import pickle
import socket
import struct
from dataclasses import dataclass, field
from typing import Any

LENGTH = struct.Struct("!Q")


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is to do: the name of a function of ``jobs.py`` and its arguments."""

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a job: an HTTP status, a body, its media type."""

    status: int
    body: bytes
    media_type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Ready:
    """First word of a process: its id, and of the nursery what it has loaded, or why it could not."""

    pid: int
    error: str = ""
    triples: int = 0


def pack(message: Job | Reply | Ready) -> bytes:
    """A message as bytes."""
    content = pickle.dumps(message)
    return LENGTH.pack(len(content)) + content


def send(connection: socket.socket, message: Job | Reply | Ready) -> None:
    """Send a message over a blocking socket."""
    connection.sendall(pack(message))


def receive(connection: socket.socket) -> Any:
    """The next message of a blocking socket, None at its end."""
    head = _read(connection, LENGTH.size)
    if head is None:
        return None
    content = _read(connection, LENGTH.unpack(head)[0])
    return None if content is None else pickle.loads(content)  # noqa: S301 - both ends are this program


def _read(connection: socket.socket, size: int) -> bytes | None:
    parts = []
    while size:
        part = connection.recv(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
