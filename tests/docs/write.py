"""Write the generated parts of the documentation again: ``python -m tests.docs.write [GRAPH_FOLDER]``.

Without a folder the example reports are built first (some ten seconds). Scores are taken from what ``make score``
has left, if it has run; else those of the page stay.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from kg.build import build
from kg.questions_page import page as questions_page
from kg.store import open_store
from tests.docs.generators import graph_generators, score_generators, static_generators
from tests.docs.pages import PAGES, ROOT, rewrite

SCORES = ROOT / "output" / "gold" / "errors.txt"
QUESTIONS = "docs/questions.md"


def generated(folder: Path) -> dict[str, str]:
    """Every page as it should be for the graph folder of the examples, by its path."""
    generators = static_generators() | graph_generators(folder) | score_generators(SCORES)
    pages = {name: rewrite((ROOT / name).read_text(encoding="utf-8"), generators) for name in PAGES}
    return pages | {QUESTIONS: questions_page(open_store(folder))}


def stale(folder: Path) -> list[str]:
    """The pages that ``main`` would change."""
    return [
        name for name, text in generated(folder).items() if (ROOT / name).read_text(encoding="utf-8") != text
    ]


def main(arguments: list[str]) -> None:
    """Write the pages that are stale, and name them."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(arguments[0]) if arguments else Path(place) / "graph"
        if not arguments:
            build([ROOT / "examples"], folder, pages=False)
        pages = generated(folder)
    for name, text in pages.items():
        path = ROOT / name
        if path.read_text(encoding="utf-8") == text:
            continue
        temporary = path.with_name(f".{path.name}.part")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
        sys.stdout.write(f"{name} written\n")


if __name__ == "__main__":
    main(sys.argv[1:])
