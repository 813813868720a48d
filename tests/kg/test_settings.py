"""Options that make no sense are refused before any work."""

from __future__ import annotations

import pytest

from kg.records import KgError
from kg.settings import Settings, cores, versions


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"base_iri": "kg"}, "--base-iri 'kg' is not an absolute IRI"),
        ({"base_iri": "https://x.org/a b/"}, "is not an absolute IRI"),
        ({"base_iri": "ftp://x.org/"}, "is not an absolute IRI"),
        ({"base_iri": "https://x.org/id"}, "must end with / or #"),
        ({"jobs": 0}, "--jobs 0: give 1 or more"),
        ({"min_confidence": 80}, "--min-confidence 80: give a number from 0 to 1"),
    ],
)
def test_nonsense_is_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(KgError, match=message):
        Settings(**options)  # type: ignore[arg-type]


def test_processes_are_never_more_than_documents_or_fewer_than_one() -> None:
    assert Settings(jobs=8).processes(3) == 3
    assert Settings(jobs=2).processes(30) == 2
    assert Settings().processes(10_000) == cores()
    assert Settings(jobs=4).processes(0) == 1


def test_versions_are_recorded() -> None:
    assert {"institution-kg", "python", "pyoxigraph"} <= set(versions())
