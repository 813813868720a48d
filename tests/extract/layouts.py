"""Shorthand for tests of segmentation."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from extract.fold import invisible
from extract.lines import width
from extract.records import Block, BlockKind, Document, Page, Passage, Segmentation
from extract.segment import segment

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSPITALS = EXAMPLES / "tmu-clinical-medicine-2023.txt"
COLLEGE = EXAMPLES / "tjmc-vocational-quality-2023.txt"


LONG = (
    "河口医科大学创建于一九五一年，是一所以医学为主、多学科协调发展的高等学校，"
    "现有本科专业二十个，在校学生一万余人。"
)
NEXT = (
    "学校设有河口医科大学肿瘤研究所、河口市眼科研究中心，与海滨医院共建临床学院，"
    "服务区域内的卫生健康事业发展。"
)


def document(text: str, blocks: tuple[Block, ...] = (), pages: tuple[Page, ...] = ()) -> Document:
    return Document("d", "d.txt", "text/plain", "", text, pages, blocks)


def cut(text: str, blocks: tuple[Block, ...] = (), pages: tuple[Page, ...] = ()) -> Segmentation:
    return segment(document(text, blocks, pages))


@lru_cache
def cut_file(path: Path) -> Segmentation:
    return cut(path.read_text(encoding="utf-8"))


def texts(segmentation: Segmentation, *kinds: BlockKind) -> list[str]:
    return [p.text for p in segmentation.passages if not kinds or p.kind in kinds]


def cells(passage: Passage) -> list[tuple[str, str]]:
    return [(cell.header, passage.text[cell.start : cell.end]) for cell in passage.cells]


def rows(segmentation: Segmentation) -> list[list[tuple[str, str]]]:
    return [cells(p) for p in segmentation.passages if p.kind is BlockKind.ROW]


def outline(segmentation: Segmentation) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.title) for s in segmentation.sections]


def wrapped(paragraphs: list[str], columns: float = 24, blank: str = "\n") -> str:
    """Paragraphs hard-wrapped by display width, as text dumps of PDF files are."""
    lines = []
    for paragraph in paragraphs:
        line = ""
        for character in paragraph:
            if width(line + character) > columns and character not in "，。、；":
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return f"\n{blank}".join(lines) + "\n"


def check(text: str, cutting: Segmentation) -> None:
    """Offsets are true and nothing visible is lost or doubled."""
    covered: set[int] = set()
    for passage in cutting.passages:
        assert passage.text
        assert len(passage.text) == len(passage.offsets)
        assert all(a < b for a, b in zip(passage.offsets, passage.offsets[1:], strict=False))
        for character, offset in zip(passage.text, passage.offsets, strict=True):
            assert _same(text[offset], character), (text[offset], character)
        for cell in passage.cells:
            assert 0 <= cell.start < cell.end <= len(passage.text)
        solid = {o for c, o in zip(passage.text, passage.offsets, strict=True) if c != " "}
        assert not covered & solid
        covered |= solid
    for block in cutting.furniture:
        covered.update(range(block.start, block.end))
    lost = [c for i, c in enumerate(text) if i not in covered and not invisible(c) and c not in "-|｜"]
    assert not lost
    for section in cutting.sections:
        assert 0 <= section.start <= section.end <= len(text)
        assert section.parent is None or cutting.sections[section.parent].start <= section.start


def _same(source: str, shown: str) -> bool:
    if source == shown or unicodedata.normalize("NFKC", source) == shown:
        return True
    if shown == " ":
        return source.isspace()
    groups = ('"“”„‟〝〞＂', "'‘’＇", ",，", ";；", ":：", "(（", ")）", "?？", "!！")
    return any(source in group and shown in group for group in groups)
