"""A real ``kg serve`` in a process of its own, for tests and benchmarks."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

COMMAND = [sys.executable, "-c", "from kg.cli import main; main()", "serve"]
ADDRESS = re.compile(r"at (http://\S+?)/$")


class Server:
    """Started when made; ``url`` has no slash at its end."""

    def __init__(self, directory: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, str(directory), "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = ADDRESS.search(line.rstrip("\n"))
        if found is None:
            raise AssertionError(line + self.stop()[1])
        self.url = found[1]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def stop(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """End it; its exit code and what it wrote to standard error."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        _out, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors
