"""Paths and folders → the documents to read, each with a unique, stable name, safe as a file stem."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.records import Skipped

_NAME_LENGTH = 60  # code points; CJK takes three bytes each, and a file name 255 at most
_GRAPH_FOLDER = frozenset({"manifest.json", "graph.ttl"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to load and the name of the document it gives."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """Documents to load, sorted by path, and inputs that gave none, sorted too."""

    documents: tuple[Source, ...]
    skipped: tuple[Skipped, ...] = ()


def expand(paths: Iterable[Path], suffixes: frozenset[str]) -> Found:
    """See ``extract.loaders.find_documents``; ``suffixes`` (lower case, with dot) are taken from folders."""
    files: dict[str, Path] = {}
    skipped: list[Skipped] = []
    for path in paths:
        for item in _expanded(path, suffixes):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                files.setdefault(os.path.realpath(item), item)  # the same file twice is one document
    ordered = sorted(files.values(), key=os.fsencode)
    return Found(
        tuple(_named(ordered)), tuple(sorted(set(skipped), key=lambda item: (item.source, item.reason)))
    )


def display(path: Path) -> str:
    r"""The path as printable text: bytes that are no UTF-8, and control characters, as escapes.

    >>> display(Path("a\udcff\n.txt"))
    'a\\xff\\n.txt'
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(
        repr(character)[1:-1] if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") else character
        for character in text
    )


def safe_name(stem: str) -> str:
    """Letters (CJK too), digits and ``._-`` of a file's stem; anything else becomes a hyphen.

    >>> safe_name("天津医科大学 (2023年度) 报告")
    '天津医科大学-2023年度-报告'
    """
    composed = unicodedata.normalize("NFC", stem.encode("utf-8", "replace").decode("utf-8"))
    hyphened = re.sub(r"[^\w.-]+", "-", composed)
    return re.sub("-{2,}", "-", hyphened)[:_NAME_LENGTH].strip("-.") or "document"


def _expanded(path: Path, suffixes: frozenset[str]) -> Iterator[Path | Skipped]:
    try:
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from _folder(path, suffixes)
        elif path.exists():
            yield Skipped(
                display(path), "is not a file or folder; give a document, or a folder that holds some"
            )
        else:
            yield Skipped(display(path), "does not exist; check the path")
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)


def _folder(folder: Path, suffixes: frozenset[str]) -> Iterator[Path | Skipped]:
    failures: list[OSError] = []
    count = 0
    for place, subfolders, names in os.walk(folder, onerror=failures.append):
        if set(names) >= _GRAPH_FOLDER and Path(place) != folder:
            subfolders.clear()  # what an earlier build wrote beside its sources is no source
            continue
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if not name.startswith((".", "~$")) and path.suffix.lower() in suffixes and path.is_file():
                count += 1
                yield path
    yield from (_unreadable(Path(failure.filename or folder), failure) for failure in failures)
    if not count and not failures:
        known = " ".join(sorted(suffixes))
        yield Skipped(display(folder), f"is a folder without documents; put some there ({known})")


def _unreadable(path: Path, error: OSError | ValueError) -> Skipped:
    reason = getattr(error, "strerror", None) or "bad path"
    return Skipped(display(path), f"cannot be read ({reason}); check its permissions")


def _named(files: list[Path]) -> Iterator[Source]:
    taken: set[str] = set()
    for path in files:
        base = name = safe_name(path.stem)
        count = 1
        while name.casefold() in taken:  # folded: some file systems know no case
            count += 1
            name = f"{base}-{count}"
        taken.add(name.casefold())
        yield Source(path, name)
