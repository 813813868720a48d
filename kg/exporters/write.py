"""One export from start to end: the format, the checks, the writing under a temporary name."""

from __future__ import annotations

from pathlib import Path

from kg.exporters import format_named
from kg.exporters.source import Source
from kg.exporters.target import check_place, place


def export(directory: str | Path, name: str, target: str | Path | None = None) -> Path:
    """Write a graph folder as another format; whole or not at all.

    Args:
        directory: A graph folder.
        name: Of the format.
        target: File (or folder) to write; by default the folder's name with the format's suffix, here.

    Returns:
        What was written.

    Raises:
        KgError: the format is unknown, the graph folder is damaged, or the target is taken or not writable.
    """
    chosen = format_named(name)
    source = Source(Path(directory))
    goal = Path(target) if target is not None else Path(source.folder.resolve().name + chosen.suffix)
    check_place(goal, chosen.files)
    write = chosen.writer
    with place(goal, chosen.files) as temporary:
        write(source, temporary)
    return goal
