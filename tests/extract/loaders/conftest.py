"""Documents made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate

from extract.loaders import load
from extract.records import Document
from tests.extract.loaders.documents import FONT, Loader


@pytest.fixture
def load_bytes(tmp_path: Path) -> Loader:
    def loaded(data: bytes, name: str = "报告.txt") -> Document:
        path = tmp_path / name
        path.write_bytes(data)
        return load(path, "报告")

    return loaded


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Write flowables to a PDF with a header and a page number on each page."""

    def furnish(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(200, 810, "南湖大学年度质量报告")
        canvas.drawCentredString(300, 20, f"- {template.page + 4} -")

    def made(
        flowables: list[Flowable], name: str = "报告.pdf", plain: bool = False, **options: object
    ) -> Path:
        path = tmp_path / name
        template = SimpleDocTemplate(str(path), pagesize=A4, **options)
        if plain:
            template.build(list(flowables))
        else:
            template.build(list(flowables), onFirstPage=furnish, onLaterPages=furnish)
        return path

    return made
