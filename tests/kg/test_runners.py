"""Tasks are mapped in order, in any number of processes, and a dying process costs only its task."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from kg.runners import map_tasks


def square(number: int) -> int:
    return number * number


def square_or_die(number: int) -> int:
    if number == 3:
        os._exit(1)
    return square(number)


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_are_in_the_order_of_the_tasks(jobs: int) -> None:
    seen: list[int] = []
    assert map_tasks(square, range(7), jobs, lost, seen.append) == [0, 1, 4, 9, 16, 25, 36]
    assert sorted(seen) == list(range(7))


@pytest.mark.parametrize(("function", "expected"), [(square_or_die, [0, 1, 4, -3, 16])])
def test_a_dying_process_costs_only_its_task(function: Callable[[int], int], expected: list[int]) -> None:
    assert map_tasks(function, range(5), 2, lost) == expected


def test_no_tasks_give_no_results() -> None:
    assert map_tasks(square, [], 1, lost) == []
