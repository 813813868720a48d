"""Interactive pages of a graph: network, reader, figures, directories, quality; self-contained files for a browser."""

from kg.explore.pages import write_pages
from kg.explore.quality import Finding

__all__ = ["Finding", "write_pages"]
