"""Layer 2: claims in, graph out.

In a notebook: ``import kg; graph = kg.open("out/")``, see ``kg.api.Graph``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.api import open_graph as open

__all__ = ["Graph", "open"]

_DOORS = {"Graph": "Graph", "open": "open_graph"}


def __getattr__(name: str) -> object:
    """``kg.open`` and ``kg.Graph``, imported when they are first asked for: ``import kg`` stays fast."""
    if name not in _DOORS:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from kg import api  # noqa: PLC0415

    return getattr(api, _DOORS[name])
