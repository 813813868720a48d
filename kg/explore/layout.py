"""Positions of nodes, worked out before the page opens: each component by forces, then all packed around the largest.

Deterministic: pivot coordinates give the start, a seeded generator only separates nodes that would coincide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import shortest_path

Floats = NDArray[np.float64]

SPACING = 90.0
"""Wished distance between two joined nodes, in the units of vis-network (pixels at zoom 1)."""
_ROUNDS = 220
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
    shapes = [_place(graph.subgraph(part), part) for part in parts]
    placed: dict[int, tuple[int, int]] = {}
    for part, shape, centre in zip(parts, shapes, _pack(shapes), strict=True):
        for node, (x, y) in zip(part, shape + centre, strict=True):
            placed[node] = (round(float(x)), round(float(y)))
    return placed


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
    """Fruchterman–Reingold with repulsion by degree, so that hubs clear room for their leaves."""
    place = start.copy()
    mass = np.sqrt(degrees + 1)
    gap = SPACING**2
    step = SPACING * 2.0
    for turn in range(_ROUNDS):
        apart = place[:, None, :] - place[None, :, :]
        square = np.einsum("ijk,ijk->ij", apart, apart) + 1.0
        push = gap * mass[:, None] * mass[None, :] / square
        move = np.einsum("ijk,ij->ik", apart, push) * 0.35
        along = place[heads] - place[tails]
        pull = along * (np.linalg.norm(along, axis=1, keepdims=True) / SPACING)
        np.add.at(move, heads, -pull)
        np.add.at(move, tails, pull)
        move -= place * 0.05 * mass[:, None]
        length = np.linalg.norm(move, axis=1, keepdims=True) + 1e-9
        place += move / length * np.minimum(length, step * (1 - turn / _ROUNDS) + 1.0)
    return place


def _pack(shapes: Sequence[Floats]) -> list[Floats]:
    """Centres for shapes, largest first, each as near to the middle as a walk along a spiral finds room."""
    centres: list[Floats] = []
    placed = np.empty((0, 3))
    angle, previous = 0.0, -1.0
    for shape in shapes:
        radius = float(np.linalg.norm(shape, axis=1).max()) + SPACING * 0.4
        angle = angle if radius == previous else 0.0
        previous = radius
        while True:
            reach = SPACING * 0.12 * angle
            spot = np.array([reach * np.cos(angle) * _WIDE, reach * np.sin(angle)])
            near = np.hypot(placed[:, 0] - spot[0], placed[:, 1] - spot[1])
            if not len(placed) or bool((near >= placed[:, 2] + radius).all()):
                break
            angle += min(0.5, SPACING * 0.3 / (reach + 1))
        placed = np.vstack([placed, [*spot, radius]])
        centres.append(spot)
    return centres
