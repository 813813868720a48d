"""What one request may cost, and how clients may reach the server: every default of ``kg serve`` once."""

from __future__ import annotations

import os
from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits per request: wall time in ``seconds``, ``rows`` or triples, ``memory`` in MiB beside the graph.

    ``workers`` requests are answered at once; others wait ``patience`` seconds for their turn. ``body``
    is the size of a request's body in bytes; a worker is replaced after ``jobs`` requests.
    """

    seconds: float = 30.0
    rows: int = 100_000
    memory: int = 1024
    workers: int = max(4, 2 * (os.cpu_count() or 1))
    patience: float = 20.0
    body: int = MEBIBYTE
    jobs: int = 500
