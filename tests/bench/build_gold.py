"""One graph folder for each text, each built on its own: ``python -m tests.bench.build_gold DOCS OUT``."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.build import build
from kg.settings import Settings


def main() -> None:
    """Builds ``OUT/NAME`` of every ``DOCS/NAME.txt``."""
    docs, out = map(Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    for text in sorted(docs.glob("*.txt")):
        build([text], out / text.stem, Settings(jobs=1))


if __name__ == "__main__":
    main()
