"""Interactive pages of a graph: network, reader, figures, directories, quality; self-contained files for a browser."""

from kg.explore.pages import write_pages

__all__ = ["write_pages"]
