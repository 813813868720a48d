"""Workers on the server's side: a job goes to a free one; one that the kernel has ended is replaced."""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass

from kg.records import KgError
from kg.serve import wire
from kg.serve.limits import Limits
from kg.serve.wire import Job, Ready, Reply

YIELD_AFTER = 1.0
"""Seconds after which a request is given less of the processors."""
LOW_PRIORITY = 15


class Nursery:
    """The process that holds the graph; ``start`` waits until it is loaded."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket, triples: int) -> None:
        self._process = process
        self._control = control
        self.triples = triples

    @classmethod
    def start(cls, directory: str, limits: Limits) -> Nursery:
        """Start the process and wait for it to load ``directory``.

        Raises:
            KgError: the folder cannot be loaded.
        """
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "kg.serve.nursery", directory, str(theirs.fileno())]
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [*command, json.dumps(asdict(limits))],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        try:
            ready: Ready | None = wire.receive(ours)
        except BaseException:
            process.kill()
            raise
        if ready is None or ready.error:
            ours.close()
            process.wait()
            raise KgError(ready.error if ready else f"{directory} could not be loaded: out of memory?")
        return cls(process, ours, ready.triples)

    @property
    def alive(self) -> bool:
        """Whether new workers can be had."""
        return self._process.poll() is None

    def fork(self) -> socket.socket:
        """The server's end of the connection to a new worker.

        Raises:
            OSError: the nursery is gone.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"f"], [theirs.fileno()])
        ours.setblocking(False)
        return ours

    def stop(self) -> None:
        """End the process; its workers end when their connections close."""
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@dataclass(slots=True)
class _Worker:
    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    jobs: int = 0
    yielding: bool = False


def _yield_to_others(worker: _Worker) -> None:
    """Let short requests go first; priority cannot be raised again, so the worker ends with its job."""
    worker.yielding = True
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, worker.pid, LOW_PRIORITY)


class Pool:
    """At most ``limits.workers`` jobs at once, each in a process of its own."""

    def __init__(self, nursery: Nursery, limits: Limits) -> None:
        self._nursery = nursery
        self._limits = limits
        self._idle: list[_Worker] = []
        self._busy: set[int] = set()
        self._slots = asyncio.Semaphore(limits.workers)

    @property
    def healthy(self) -> bool:
        """Whether jobs can still be done."""
        return self._nursery.alive

    @property
    def triples(self) -> int:
        """Triples loaded, evidence included."""
        return self._nursery.triples

    async def do(self, job: Job) -> Reply:
        """The reply to ``job``: 503 where it needs more than the limits allow, or all workers stay busy."""
        try:
            async with asyncio.timeout(self._limits.patience):
                await self._slots.acquire()
        except TimeoutError:
            return Reply(503, b"the server is busy with other queries; try again in a few seconds\n")
        try:
            return await self._do(job)
        except OSError as error:
            return Reply(503, f"no worker could be started ({error})\n".encode())
        finally:
            self._slots.release()

    async def _do(self, job: Job) -> Reply:
        worker = self._idle.pop() if self._idle else await self._hire()
        self._busy.add(worker.pid)
        started = time.monotonic()
        yielding = asyncio.get_running_loop().call_later(YIELD_AFTER, _yield_to_others, worker)
        try:
            worker.writer.write(wire.pack(job))
            reply = await _receive(worker.reader)
        except (EOFError, ConnectionError):
            worker.writer.close()
            return self._lost(time.monotonic() - started)
        except BaseException:
            self._dismiss(worker)
            raise
        finally:
            yielding.cancel()
            self._busy.discard(worker.pid)
        assert isinstance(reply, Reply)  # noqa: S101 - for the type checker
        worker.jobs += 1
        if worker.jobs < self._limits.jobs and not worker.yielding:
            self._idle.append(worker)
        else:
            worker.writer.close()
        return reply

    async def _hire(self) -> _Worker:
        reader, writer = await asyncio.open_connection(sock=self._nursery.fork())
        try:
            ready = await _receive(reader)
        except EOFError:
            writer.close()
            raise ConnectionError("the process that holds the graph is gone") from None
        assert isinstance(ready, Ready)  # noqa: S101 - for the type checker
        return _Worker(ready.pid, reader, writer)

    def _lost(self, seconds: float) -> Reply:
        """Why a worker ended in the middle of a job: its timer rang, or memory ran out."""
        limit = self._limits
        if seconds >= limit.seconds * 0.95:
            reason = (
                f"the request took longer than {limit.seconds:g} s and was stopped; make it more selective"
            )
        else:
            reason = (
                f"the request needed more than {limit.memory} MiB and was stopped; make it more selective"
            )
        return Reply(503, f"{reason}\n".encode())

    def _dismiss(self, worker: _Worker) -> None:
        """End a worker whose answer nobody waits for any more."""
        with suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)
        worker.writer.close()

    def close(self) -> None:
        """End all workers and the nursery."""
        for worker in self._idle:
            worker.writer.close()
        for pid in self._busy:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._nursery.stop()


async def _receive(reader: asyncio.StreamReader) -> Reply | Ready:
    """The next message of a worker.

    Raises:
        EOFError: the worker ended.
    """
    size = wire.LENGTH.unpack(await reader.readexactly(wire.LENGTH.size))[0]
    message = pickle.loads(await reader.readexactly(size))  # noqa: S301 - from our own worker
    assert isinstance(message, Reply | Ready)  # noqa: S101 - for the type checker
    return message
