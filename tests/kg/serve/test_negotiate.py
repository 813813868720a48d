"""Which of the offered media types an Accept header means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.negotiate import TABLE_TYPES, choose, names, with_charset

OFFERED = ("application/json", "text/csv", "text/html")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("text/html", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("text/csv;q=0.4, text/html;q=0.8", "text/html"),
        ("*/*;q=0.1, text/csv", "text/csv"),
        ("application/json;q=0, */*", "text/csv"),
        ("text/*;q=0.9, text/csv;q=0.1, application/json;q=0.5", "text/html"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("text/csv;q=nonsense", None),
        ("text/csv ; charset=utf-8 ; q=0.5", "text/csv"),
    ],
)
def test_choice(accept: str, chosen: str | None) -> None:
    assert choose(accept, OFFERED) == chosen


def test_a_browser_is_told_from_a_program() -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert names(browser, "text/html")
    assert not names("*/*", "text/html")
    assert not names("text/turtle, text/html;q=0.5", "text/html")


@given(st.text(max_size=60))
def test_any_header_is_read(accept: str) -> None:
    assert choose(accept, TABLE_TYPES) in {None, *TABLE_TYPES}


def test_text_is_utf8() -> None:
    assert with_charset("text/csv") == "text/csv; charset=utf-8"
    assert with_charset("application/json") == "application/json"
