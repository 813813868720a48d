"""Where an exporter writes: under a temporary name beside the target, renamed when it is whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.manifest import is_graph_folder
from kg.records import KgError


def check_place(target: Path, files: Collection[str]) -> None:
    """Check, before any work, that an export may be written at ``target``.

    Args:
        target: The file, or folder if the format has ``files``, to write.
        files: The names inside the folder; none for a format that is one file.

    Raises:
        KgError: something else is there, it would damage a graph folder, or it is not writable.
    """
    try:
        whole = target.resolve()
        if any(is_graph_folder(each) for each in (whole, whole.parent)):
            raise KgError(f"{target} is in a graph folder, which holds nothing else: give another place")
        if files:
            _check_folder(target, files)
        elif whole.exists() and not whole.is_file():
            raise KgError(f"{target} is not a file: give the name of a file to write")
        parent = next(path for path in whole.parents if path.exists())
    except OSError as error:
        raise KgError(f"{target} cannot be written: {error.strerror or error}") from None
    if not parent.is_dir() or not os.access(parent, os.W_OK | os.X_OK):
        raise KgError(f"{target} cannot be written: {parent} is not a folder that you may write to")


def _check_folder(target: Path, files: Collection[str]) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise KgError(f"{target} is a file: this format writes a folder, give a new name")
    here = Path.cwd()
    if target.resolve() in (here, *here.parents):
        raise KgError(f"{target} holds the folder that you are in: give a new folder")
    foreign = sorted(each.name for each in target.iterdir() if each.name not in files)
    if foreign:
        raise KgError(f"{target} holds something else ({foreign[0]}): give a new or empty folder")


@contextmanager
def place(target: Path, files: Collection[str]) -> Iterator[Path]:
    """A temporary file (or folder, for a format with ``files``), put at ``target`` if all went well.

    Raises:
        KgError: the disk is full, or the place cannot be written.
    """
    whole = target.resolve()
    room: Path | None = None
    try:
        whole.parent.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=f".{whole.name}.", suffix=".tmp", dir=whole.parent))
        temporary = room / whole.name
        if files:
            temporary.mkdir()
        yield temporary
        _move(temporary, whole, room / "former")
    except OSError as error:
        raise KgError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        if room is not None:
            shutil.rmtree(room, ignore_errors=True)


def _move(temporary: Path, whole: Path, former: Path) -> None:
    """Put ``temporary`` at ``whole``; what is there goes to ``former``, and comes back if that fails."""
    if not whole.is_dir():
        temporary.replace(whole)
        return
    whole.rename(former)
    try:
        temporary.rename(whole)
    except OSError:
        former.rename(whole)
        raise
