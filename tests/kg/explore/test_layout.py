"""Positions: deterministic, apart, joined nodes near each other, unconnected ones below."""

from __future__ import annotations

import itertools
import math

from kg.explore.layout import SPACING, positions

STAR = [(0, leaf) for leaf in range(1, 30)]
PAIR = [(40, 41)]


def test_positions_are_deterministic_and_complete() -> None:
    nodes = [*range(30), 40, 41, 50, 51]
    first = positions(nodes, STAR + PAIR)
    assert first == positions(nodes, list(reversed(STAR + PAIR)))
    assert sorted(first) == sorted(nodes)


def test_no_two_nodes_coincide_and_leaves_surround_their_hub() -> None:
    placed = positions(range(30), STAR)
    gaps = [math.dist(placed[a], placed[b]) for a, b in itertools.combinations(range(30), 2)]
    assert min(gaps) > SPACING / 6
    middle = [sum(placed[n][axis] for n in range(1, 30)) / 29 for axis in (0, 1)]
    assert math.dist(placed[0], middle) < SPACING


def test_components_do_not_overlap_and_unconnected_nodes_lie_below() -> None:
    placed = positions([*range(30), 40, 41, 50, 51], STAR + PAIR)
    hub = placed[0]
    reach = max(math.dist(hub, placed[n]) for n in range(30))
    assert all(math.dist(hub, placed[n]) > reach for n in (40, 41))
    lowest = max(placed[n][1] for n in (*range(30), 40, 41))
    assert placed[50][1] == placed[51][1] > lowest


def test_nothing_and_one_node_have_places() -> None:
    assert positions([], []) == {}
    assert set(positions([7], [(7, 7)])) == {7}
