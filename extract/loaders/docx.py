"""Word documents: headings by outline level, paragraphs, lists, tables and text boxes, in reading order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from extract.loaders.headers import TableCell
from extract.loaders.layout import Layout, LayoutBuilder, is_titlelike, tidy
from extract.loaders.tables import add_table
from extract.records import BlockKind, ExtractError

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .doc, and of an encrypted .docx
_MOST_UNPACKED = 500_000_000  # bytes: a document that unpacks to more is no report
_MOST_SPAN = 100
_BODY_LEVEL = 9  # Word's outline levels 0..8 are headings
_WRAPPERS = frozenset(qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag"))
_PARAGRAPH, _TABLE, _TEXT, _RUN = qn("w:p"), qn("w:tbl"), qn("w:t"), qn("w:r")
_WRITTEN = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXT_BOX, _FALLBACK = (
    qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_UNREAD = frozenset({_TEXT_BOX, _FALLBACK, qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr")})


def read(data: bytes) -> Layout:
    """The body of a document; a paragraph in the style Title stands one level above the headings.

    Raises:
        ExtractError: no Word document, an encrypted, damaged or oversized one, or one without text.
    """
    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise ExtractError("is a damaged .docx; open it in Word and save it again") from error
    layout = _Body(document).layout()
    if not layout.text:
        raise ExtractError("is a Word document without text; if it holds pictures of pages, run OCR first")
    return layout


def _check(data: bytes) -> None:
    if data.startswith(_OLD_WORD):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ExtractError("is encrypted; save it without a password")
        raise ExtractError("is in an old Office format (.doc); save it as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ExtractError(
            "is not a .docx (no whole zip archive); open it in Word and save it again"
        ) from error
    if not any(member.filename == "word/document.xml" for member in members):
        raise ExtractError("is not a Word document; save it as .docx")
    if any(member.flag_bits & 1 for member in members):
        raise ExtractError("is encrypted; save it without a password")
    if sum(member.file_size for member in members if member.filename.endswith(".xml")) > _MOST_UNPACKED:
        raise ExtractError(f"unpacks to more than {_MOST_UNPACKED // 1_000_000} MB; split it")


class _Body:
    """Walks the body's XML: python-docx passes over content controls, tracked insertions and text boxes."""

    def __init__(self, document: Word) -> None:
        self._element = document.element.body
        self._styles = _Styles(document.styles.element)
        self._builder = LayoutBuilder()
        self._below = 0  # level of the last heading
        self._shift = 0

    def layout(self) -> Layout:
        self._shift = int(any(self._styles.is_title(_style(item)) for item in self._element.iter(_PARAGRAPH)))
        for item in _items(self._element):
            self._add(item)
        return self._builder.build()

    def _add(self, item: BaseOxmlElement) -> None:
        if item.tag == _TABLE:
            self._add_table(item)
            return
        self._add_paragraph(item)
        for box in _text_boxes(item):
            for inner in _items(box):
                self._add(inner)

    def _add_paragraph(self, paragraph: BaseOxmlElement) -> None:
        text = _text(paragraph)
        kind, level = self._kind(paragraph, text)
        if kind is BlockKind.HEADING:
            text = text.replace("\n", " ")
            self._below = level if tidy(text) else self._below
        self._builder.add(kind, text, level)

    def _kind(self, paragraph: BaseOxmlElement, text: str) -> tuple[BlockKind, int]:
        style = _style(paragraph)
        named = self._styles.kind(style)
        if named is not None:
            return named, 0
        if self._styles.is_title(style):
            return BlockKind.HEADING, 1
        level = _outline_level(paragraph)
        level = self._styles.outline_level(style) if level is None else level
        if level < _BODY_LEVEL:
            return BlockKind.HEADING, level + 1 + self._shift
        if self._styles.is_list(style) or paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            return BlockKind.LIST, 0
        if is_titlelike(tidy(text)) and self._is_bold(paragraph):
            return BlockKind.HEADING, min(self._below, 1) + 1
        return BlockKind.PROSE, 0

    def _is_bold(self, paragraph: BaseOxmlElement) -> bool:
        runs = [
            run for run in paragraph.iter(_RUN) if any((text.text or "").strip() for text in run.iter(_TEXT))
        ]
        return bool(runs) and all(_is_on(run.find(f"{qn('w:rPr')}/{qn('w:b')}")) for run in runs)

    def _add_table(self, table: BaseOxmlElement) -> None:
        rows = [row for row in _children(table) if row.tag == qn("w:tr")]
        cells = [[cell for cell in _children(row) if cell.tag == qn("w:tc")] for row in rows]
        if (
            max((len(row) for row in cells), default=0) < 2
            or next(table.iterdescendants(_TABLE), None) is not None
        ):
            for cell in (cell for row in cells for cell in row):  # a frame around text, no table of data
                for item in _items(cell):
                    self._add(item)
            return
        add_table(self._builder, _grid(cells))


class _Styles:
    """What the document's styles mean, by id; a style inherits from the one that it is based on."""

    def __init__(self, styles: BaseOxmlElement) -> None:
        self._by_id = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}

    def kind(self, style: str) -> BlockKind | None:
        names = " ".join(self._names(style))
        if re.search(r"\btoc ?\d|\btoc heading|目录", names):
            return BlockKind.CONTENTS
        return BlockKind.CAPTION if re.search(r"\bcaption\b|题注", names) else None

    def is_title(self, style: str) -> bool:
        return any(name in ("title", "标题", "文档标题") for name in self._names(style))

    def is_list(self, style: str) -> bool:
        return any(
            re.match(r"list (bullet|number|\d)|列表项目符号|列表编号", name) for name in self._names(style)
        ) or any(one.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None for one in self._line(style))

    def outline_level(self, style: str) -> int:
        for one in self._line(style):
            level = _outline_level(one)
            if level is not None:
                return level
            named = re.fullmatch(r"(?:heading|标题) ?([1-9])", _name(one))
            if named:
                return int(named[1]) - 1
        return _BODY_LEVEL

    def _names(self, style: str) -> list[str]:
        return [_name(one) for one in self._line(style)]

    def _line(self, style: str) -> Iterator[BaseOxmlElement]:
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            yield self._by_id[style]
            style = _value(self._by_id[style].find(qn("w:basedOn")))


def _children(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Children, those of content controls and the like in their place."""
    for child in element.iterchildren("{*}*"):
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _items(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    return (child for child in _children(element) if child.tag in (_PARAGRAPH, _TABLE))


def _text(element: BaseOxmlElement) -> str:
    if element.tag in _UNREAD:
        return ""
    if element.tag == _TEXT:
        return element.text or ""
    return _WRITTEN.get(element.tag, "") + "".join(map(_text, element.iterchildren("{*}*")))


def _text_boxes(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Outermost text boxes; those of a fallback repeat the ones before it."""
    for child in element.iterchildren("{*}*"):
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _text_boxes(child)


def _grid(rows: list[list[BaseOxmlElement]]) -> list[list[TableCell]]:
    """Fields of a table; Word writes the rest of a cell that spans rows as empty cells marked as such."""
    grid: list[list[TableCell]] = []
    for row in rows:
        line: list[TableCell] = []
        head = bool(row) and _is_on(row[0].getparent().find(f"{qn('w:trPr')}/{qn('w:tblHeader')}"))
        above = grid[-1] if grid else []
        for cell in row:
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            down = merge is not None and _value(merge) != "restart" and len(line) < len(above)
            text = above[len(line)].text if down else "\n".join(map(_text, cell.iter(_PARAGRAPH)))
            line += [TableCell(text, head, across=index > 0, down=down) for index in range(_columns(cell))]
        grid.append(line)
    return grid


def _columns(cell: BaseOxmlElement) -> int:
    value = _value(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"))
    return max(1, min(int(value), _MOST_SPAN)) if value.isdecimal() else 1


def _style(paragraph: BaseOxmlElement) -> str:
    return _value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))


def _outline_level(element: BaseOxmlElement) -> int | None:
    value = _value(element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}"))
    return int(value) if value.isdecimal() else None


def _name(style: BaseOxmlElement) -> str:
    return _value(style.find(qn("w:name"))).strip().lower()


def _is_on(flag: BaseOxmlElement | None) -> bool:
    """Whether a property that may be there with a "no" is set."""
    return flag is not None and _value(flag) not in ("0", "false", "off")


def _value(element: BaseOxmlElement | None) -> str:
    return "" if element is None else element.get(qn("w:val")) or ""
