"""Rows of an answer as text: what a pipe gets."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rich.cells import cell_len

from kg.cli.grid import print_table
from kg.query import Table, read_table

QUERY = """SELECT ?name ?value ?note WHERE { VALUES (?name ?value ?note) {
  ("临江医院" 7 "a") ("East Bank Hospital" 1250 "first\\nsecond") ("临江第二医院" 30 "%s") } }"""


@pytest.fixture
def table() -> Table:
    results = ox.Store().query(QUERY % ("很长的一句话。" * 60))
    assert isinstance(results, ox.QuerySolutions)
    return read_table(results)


def test_a_pipe_gets_one_uncut_line_a_row(table: Table, capsys: pytest.CaptureFixture[str]) -> None:
    print_table(table, {})
    out, err = capsys.readouterr()
    header, rule, *rows = out.splitlines()
    assert header.split() == ["?name", "?value", "?note"]
    assert set(rule) == {"─"}
    assert [row.split()[0] for row in rows] == ["临江医院", "East", "临江第二医院"]
    assert rows[1].endswith("first second")
    assert rows[2].endswith("很长的一句话。" * 60)
    assert err == "3 rows\n"


def test_columns_line_up_with_numbers_to_the_right(table: Table, capsys: pytest.CaptureFixture[str]) -> None:
    print_table(table, {})
    rows = capsys.readouterr().out.splitlines()[2:]
    ends = {
        cell_len(row[: row.index(value) + len(value)])
        for row, value in zip(rows, ("7", "1250", "30"), strict=True)
    }
    assert len(ends) == 1
    assert not any(row.endswith(" ") for row in rows)
