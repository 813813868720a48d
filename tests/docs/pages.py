"""Pages of the documentation: their generated blocks, their fenced code, and the blocks written anew.

A generated block stands between two comments in a Markdown page::

    <!-- generated: NAME -->
    … what a generator wrote …
    <!-- /generated -->

``answer`` and ``transcript`` stand below the fenced code that they answer: a page says its question only once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "docs/cli.md", "docs/data.md", "docs/evidence.md", "docs/lexicon.md")
"""Pages written by hand; ``docs/questions.md`` is generated whole by ``kg.questions_page``."""

_BLOCK = re.compile(
    r"(?P<open><!-- generated: (?P<name>[a-z]+)(?: (?P<argument>\S+))? -->\n)(?P<body>.*?)(?P<close><!-- /generated -->)",
    re.DOTALL,
)
_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a generator is asked: the argument of the marker, and the fenced code before it ("" if none)."""

    argument: str
    code: str


Generator = Callable[[Asked], str]


def fences(page: str, language: str | None = None) -> Iterator[str]:
    """The fenced code of a page, of one language or all, outside of generated blocks."""
    for match in _FENCE.finditer(_BLOCK.sub("", page)):
        if language is None or match["language"] == language:
            yield match["code"]


def commands(page: str) -> Iterator[str]:
    """The shell commands that a page gives: the lines of its ``sh`` code, comments cut off, wrapped lines joined."""
    for code in fences(page, "sh"):
        for line in code.replace("\\\n", " ").splitlines():
            command = re.sub(r"(^|\s)#\s.*", "", line).strip()
            if command:
                yield command


def rewrite(page: str, generators: Mapping[str, Generator]) -> str:
    """The page with the blocks anew whose generators are given; other blocks stay as they are.

    >>> rewrite("<!-- generated: x -->\\nold\\n<!-- /generated -->", {"x": lambda asked: "new"})
    '<!-- generated: x -->\\nnew\\n<!-- /generated -->'
    """

    def block(match: re.Match[str]) -> str:
        generate = generators.get(match["name"])
        if generate is None:
            return match.group()
        before = list(_FENCE.finditer(page, 0, match.start()))
        asked = Asked(match["argument"] or "", before[-1]["code"] if before else "")
        return f"{match['open']}{generate(asked).strip()}\n{match['close']}"

    return _BLOCK.sub(block, page)


def blocks(page: str) -> set[str]:
    """The names of a page's generated blocks."""
    return {match["name"] for match in _BLOCK.finditer(page)}
