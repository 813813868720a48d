"""What a PDF page draws apart from its text: straight lines, and whether there is a picture."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extract.loaders.pdf_tables import Rule

_MOST_PATHS = 20_000  # paths of a page: more is a drawing, no table, and slow
_THIN = 3.0  # points: a filled rectangle as thin as this is a line
_SHORTEST = 4.0  # points: shorter strokes are parts of letters and signs
_DEEPEST = 8  # forms inside forms

Matrix = tuple[float, float, float, float, float, float]
_AS_IS: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The rules of a page, empty where it draws too much to be tables; whether it shows a picture."""

    rules: tuple[Rule, ...]
    pictured: bool


def drawing_of(page: pypdfium2.PdfPage, rotation: int) -> Drawing:
    """Read the paths and pictures of a page that is shown turned by ``rotation`` (0, 90, 180, 270)."""
    objects = list(_objects(page))
    paths = [(handle, matrix) for kind, handle, matrix in objects if kind == pdfium.FPDF_PAGEOBJ_PATH]
    rules = [rule for path in paths for rule in _rules(*path, rotation)] if len(paths) <= _MOST_PATHS else []
    return Drawing(tuple(rules), len(paths) < len(objects))


def as_seen(x: float, y: float, rotation: int) -> tuple[float, float]:
    """A point of the page (y upwards) as a reader of the rotated page sees it (y downwards)."""
    return {0: (x, -y), 90: (y, x), 180: (-x, y), 270: (-y, -x)}[rotation]


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Any, Matrix]]:
    """Kind, handle and matrix of the paths and pictures of a page, those in form objects too."""
    todo = [
        (pdfium.FPDFPage_GetObject(page, index), _AS_IS, 0)
        for index in range(pdfium.FPDFPage_CountObjects(page))
    ]
    while todo:
        handle, outer, depth = todo.pop()
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind not in (pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            continue
        matrix = _product(_matrix(handle), outer)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield kind, handle, matrix
        elif depth < _DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(handle)
            todo += [
                (pdfium.FPDFFormObj_GetObject(handle, index), matrix, depth + 1) for index in range(count)
            ]


def _matrix(handle: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, ctypes.byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        e * outer[0] + f * outer[2] + outer[4],
        e * outer[1] + f * outer[3] + outer[5],
    )


def _rules(handle: Any, matrix: Matrix, rotation: int) -> Iterator[Rule]:
    """The straight lines of a path: those it strokes, and filled rectangles as thin as a line."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, ctypes.byref(fill), ctypes.byref(stroke))
    for corners in _outlines(handle):
        points = [as_seen(*_moved(x, y, matrix), rotation) for x, y in corners]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if fill.value and min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
            yield from _rule((min(xs), min(ys)), (max(xs), max(ys)))
        elif stroke.value:
            for start, end in pairwise(points):
                yield from _rule(start, end)


def _rule(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Rule]:
    width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
    if max(width, height) < _SHORTEST or min(width, height) > _THIN:
        return
    along, across = (0, 1) if width > height else (1, 0)
    first, last = sorted((start[along], end[along]))
    yield Rule(along == 0, (start[across] + end[across]) / 2, first, last)


def _outlines(handle: Any) -> Iterator[list[tuple[float, float]]]:
    """Corners of the parts of a path; a curve parts the lines before it from those after it."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(handle)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
