"""Positions of nodes, worked out before the page opens: components by forces, packed around the largest.

Deterministic: pivot coordinates give the start, a seeded generator only separates nodes that would coincide.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import shortest_path

Floats = NDArray[np.float64]

SPACING = 90.0
"""Wished distance between two joined nodes, in the units of vis-network (pixels at zoom 1)."""
_ROUNDS = 220
_GRAVITY = 0.5
"""Pull towards the middle; keeps loosely joined clusters within one view."""
_PIVOTS = 40
_WIDE = 1.35
"""How much wider than high the whole picture is: screens are."""


def positions(nodes: Sequence[int], edges: Iterable[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Place nodes in the plane.

    Args:
        nodes: node numbers.
        edges: pairs of node numbers; direction and repetition do not matter.

    Returns:
        x and y of each node, in whole pixels at zoom 1.
    """
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edge for edge in edges if edge[0] != edge[1])
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p[0]))
    joined = [part for part in parts if len(part) > 1]
    shapes = [_place(graph.subgraph(part), part) for part in joined]
    placed: dict[int, tuple[int, int]] = {}
    for part, shape, centre in zip(joined, shapes, _pack(shapes), strict=True):
        for node, (x, y) in zip(part, shape + centre, strict=True):
            placed[node] = (round(float(x)), round(float(y)))
    placed.update(_rows([part[0] for part in parts if len(part) == 1], placed))
    return placed


def _rows(lonely: Sequence[int], placed: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Unconnected nodes in rows below the drawing."""
    left = min((x for x, _ in placed.values()), default=0)
    right = max((x for x, _ in placed.values()), default=0)
    top = max((y for _, y in placed.values()), default=0) + 2 * SPACING
    across = max(int((right - left) / SPACING) + 1, math.ceil(math.sqrt(len(lonely) * _WIDE)))
    return {
        node: (round(left + n % across * SPACING), round(top + n // across * SPACING * 0.7))
        for n, node in enumerate(lonely)
    }


def _place(graph: nx.Graph, order: Sequence[int]) -> Floats:
    """Coordinates of one component around its centre, shape (nodes, 2)."""
    count = len(order)
    if count == 1:
        return np.zeros((1, 2))
    matrix = nx.to_scipy_sparse_array(graph, nodelist=order, dtype=np.float64)
    degrees = np.asarray(matrix.sum(axis=1)).ravel()
    start = _pivot_coordinates(matrix, degrees)
    heads, tails = matrix.nonzero()
    shape = _forces(start, degrees, heads[heads < tails], tails[heads < tails])
    return np.asarray(shape - (shape.max(axis=0) + shape.min(axis=0)) / 2)


def _pivot_coordinates(matrix: object, degrees: Floats) -> Floats:
    """A start near the final shape: principal axes of the distances to a few pivots (Pivot MDS)."""
    pivots = np.argsort(-degrees, kind="stable")[:_PIVOTS]
    distances = shortest_path(matrix, unweighted=True, directed=False, indices=pivots).T ** 2
    centred = distances - distances.mean(axis=0) - distances.mean(axis=1, keepdims=True) + distances.mean()
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    plane = np.zeros((len(degrees), 2))
    axes = min(2, left.shape[1])
    # The sign of a singular vector is arbitrary: fix it, so that every machine draws the same picture.
    signs = np.sign(left[np.abs(left).argmax(axis=0), np.arange(left.shape[1])])
    plane[:, :axes] = (left * signs)[:, :axes] * np.sqrt(sizes[:axes])
    spread = plane.std() or 1.0
    jitter = np.random.default_rng(7).normal(scale=0.15, size=plane.shape)
    return np.asarray((plane / spread + jitter) * SPACING * np.sqrt(len(degrees)) / 3)


def _forces(start: Floats, degrees: Floats, heads: NDArray[np.int32], tails: NDArray[np.int32]) -> Floats:
    """Fruchterman–Reingold in which a line wishes to be as long as the leaves of its hub need for a disc."""
    place = start.astype(np.float32)
    mass = np.power(degrees + 1, 0.25).astype(np.float32)
    weight = 0.5 * SPACING**2 * mass[:, None] * mass[None, :]
    wish = SPACING * (0.5 + 0.35 * np.sqrt(np.maximum(degrees[heads], degrees[tails])))[:, None]
    for turn in range(_ROUNDS):
        across, down = (place[:, None, axis] - place[None, :, axis] for axis in (0, 1))
        push = weight / (across * across + down * down + np.float32(1))
        move = np.stack([(across * push).sum(axis=1), (down * push).sum(axis=1)], axis=1)
        along = place[heads] - place[tails]
        pull = along * (np.linalg.norm(along, axis=1, keepdims=True) / wish)
        np.add.at(move, heads, -pull)
        np.add.at(move, tails, pull)
        move -= place * _GRAVITY * mass[:, None]
        length = np.linalg.norm(move, axis=1, keepdims=True) + 1e-9
        step = SPACING * 2 * (1 - turn / _ROUNDS) + 1
        place += (move / length * np.minimum(length, step)).astype(np.float32)
    return np.asarray(place, dtype=np.float64)


def _pack(shapes: Sequence[Floats]) -> list[Floats]:
    """Centres for shapes, largest first: each on the free spot of a grid that is nearest to the middle."""
    radii = [float(np.linalg.norm(shape, axis=1).max()) + SPACING * 0.4 for shape in shapes]
    if not radii:
        return []
    reach = 2.5 * math.hypot(*radii) + 2 * radii[0]
    pitch = max(SPACING * 0.5, reach / 150)
    ticks = np.arange(-reach, reach + pitch, pitch)
    spots = np.stack(np.meshgrid(ticks * _WIDE, ticks), axis=-1).reshape(-1, 2)
    spots = spots[np.argsort(np.hypot(spots[:, 0] / _WIDE, spots[:, 1]), kind="stable")]
    clearance = np.full(len(spots), np.inf)
    centres: list[Floats] = []
    for radius in radii:
        spot = spots[int(np.argmax(clearance >= radius))]
        clearance = np.minimum(clearance, np.linalg.norm(spots - spot, axis=1) - radius)
        centres.append(spot)
    return centres
