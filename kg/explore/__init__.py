"""Interactive pages of a graph: self-contained files that a browser opens without a network."""

from kg.explore.pages import write_pages

__all__ = ["write_pages"]
