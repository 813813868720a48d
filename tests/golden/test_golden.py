"""A reference reading of sentences of our own: each case is one small document, read by the whole line.

A case of ``<phenomenon>.yaml`` gives the ``text``, all ``facts`` that it states ("subject property object";
those under ``may`` are right either way, any other is wrong), facts that it must ``never`` give, its
``figures`` ("about | measure | value (~ approximate) | unit | period") and ``aliases`` by name.
``todo`` says why a case still fails; when it is mended its test says so.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.read import extract
from extract.records import Document, Extraction

CASES = sorted(Path(__file__).parent.glob("*.yaml"))


def cases() -> list[Any]:
    """Every case as a parameter; a case with ``todo`` is expected to fail."""
    found = []
    for file in CASES:
        for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1):
            todo = [pytest.mark.xfail(reason=case["todo"], strict=True)] if "todo" in case else []
            found.append(pytest.param(case, id=f"{file.stem}-{number}", marks=todo))
    return found


def read_text(text: str) -> Extraction:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return extract(Document("case", "case.txt", "text/plain", digest, text))


def facts_of(extraction: Extraction) -> set[str]:
    name = {e.id: e.name for e in extraction.entities}
    return {
        f"{name[c.subject]} {c.property} {c.object if isinstance(c.object, str) else name[c.object]}"
        for c in extraction.claims
    }


def figures_of(extraction: Extraction) -> set[str]:
    name = {e.id: e.name for e in extraction.entities}
    rows = [
        (name[f.about], f.measure, f.value + "~" * f.approximate, f.unit, f.period)
        for f in extraction.figures
    ]
    return {" | ".join(row).removesuffix(" | ") for row in rows}


@pytest.mark.parametrize("case", cases())
def test_a_text_gives_its_facts_and_figures_and_no_others(case: dict[str, Any]) -> None:
    extraction = read_text(case["text"])
    found, facts = facts_of(extraction), set(case.get("facts", ()))
    assert found - facts - set(case.get("may", ())) == set(), f"wrong facts of {case['text']}"
    assert facts - found == set(), f"missed facts of {case['text']}"
    assert not found & set(case.get("never", ()))
    assert figures_of(extraction) == set(case.get("figures", ()))
    aliases = {e.name: set(e.aliases) for e in extraction.entities}
    for name, expected in case.get("aliases", {}).items():
        assert set(expected) <= aliases.get(name, set()), name


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_no_case_asks_for_a_fact_that_it_forbids(file: Path) -> None:
    for case in yaml.safe_load(file.read_text("utf-8")):
        wanted = {*case.get("facts", ()), *case.get("may", ())}
        assert not wanted & set(case.get("never", ())), case["text"]
