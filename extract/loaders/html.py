"""Web pages: the main text with its headings, lists and tables; menus, footers and scripts left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.loaders.encoding import decode
from extract.loaders.headers import TableCell
from extract.loaders.layout import Layout, LayoutBuilder, is_titlelike, tidy
from extract.loaders.tables import add_table, spread
from extract.records import BlockKind, ExtractError

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)|encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTED = frozenset({"li", "dt", "dd"})
_CAPTIONS = frozenset({"figcaption", "caption"})
_BOLD = frozenset({"b", "strong"})
_LISTS = frozenset({"ul", "ol"})
_BREAKING = re.compile(
    "address|article|aside|blockquote|body|br|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_DROPPED = re.compile(
    "script|style|noscript|template|svg|math|head|nav|footer|aside|iframe|object|embed|canvas|audio|video|button"
    "|select|option|textarea|input|menu|dialog|map"
)
_ROLES = re.compile("navigation|contentinfo|banner|search|menu|menubar|complementary")
_FURNITURE = re.compile(
    "nav|navbar|navigation|menu|submenu|foot|footer|breadcrumbs?|crumbs?|sidebar|copyright|pagination|pager"
    "|share|toolbar|topbar|cookie|skip"
)
_FURNITURE_LINE = re.compile(
    r"(?:您?(?:现在|当前)?(?:所在)?的?位置\s*[:：]|上一[篇条页]|下一[篇条页]|【?(?:打印|关闭)(?:本页|窗口|】|$)|分享到|扫一扫"
    r"|浏览次数|点击数|责任编辑|版权所有|copyright\b|©)|.*ICP备\d",
    re.IGNORECASE,
)
_LONGEST_FURNITURE = 80
_LAID_OUT = "table table, h1, h2, h3, td p ~ p ~ p ~ p"
_WORDS = re.compile(r"[a-z]+|[A-Z][a-z]*")
_CJK_GAP = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])\s+(?=[\u2e80-\u9fff\uff00-\uffef])")
_MOST_SPAN = 100  # columns or rows: what pages declare beyond that is a mistake
_DEEPEST = 5000  # open elements: the parser's time grows with the square of it, and no real page comes near
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_UNCLOSED = re.compile(  # elements that have no end tag, or may go without
    "area|base|body|br|col|colgroup|dd|dt|embed|head|hr|html|img|input|li|link|meta|option|p|param|source|tbody|td"
    "|tfoot|th|thead|tr|track|wbr"
)


def read(data: bytes) -> Layout:
    """The main text of a page; a title that says more than the first heading comes first, one level above it.

    Raises:
        ExtractError: the bytes are no text, or the page shows none, or is nested beyond reason.
    """
    match = _DECLARED.search(data[:4096])
    declared = (match[1] or match[2]).decode("ascii", "ignore") if match else None
    page = decode(data, declared)
    if _depth(page) > _DEEPEST:
        raise ExtractError(f"is nested more than {_DEEPEST:,} elements deep; save the page's text as .txt")
    tree = LexborHTMLParser(page)
    if tree.body is None:
        raise ExtractError("is empty; give a page that holds text")
    title, body = tree.css_first("title"), _main(tree.body)
    layout = _Walk(tidy(title.text()) if title is not None else "", body).layout()
    if not layout.text:
        raise ExtractError("is a page without text of its own; save the page as the browser shows it")
    return layout


def _depth(page: str) -> int:
    """About how many elements are open at once, at most.

    >>> _depth("<div><p>甲<p>乙</div><b>")
    1
    """
    depth = most = 0
    for found in _TAG.finditer(page):
        if not _UNCLOSED.fullmatch(found[2].lower()):
            depth = max(0, depth - 1) if found[1] else depth + 1
            most = max(most, depth)
    return most


def _main(body: LexborNode) -> LexborNode:
    """The element that the page itself says is its main one, if there is one such."""
    for selector in ("main, [role=main]", "article"):
        found = body.css(selector)
        if len(found) == 1 and 2 * len(found[0].text()) > len(body.text()):
            return found[0]
    return body


class _Walk:
    """One pass over the tree in document order, without recursion: pages may be nested thousands deep."""

    def __init__(self, title: str, root: LexborNode) -> None:
        self._builder = LayoutBuilder()
        self._root = root
        self._size = len(root.text())
        self._kinds: list[tuple[BlockKind, int]] = [(BlockKind.PROSE, 0)]
        self._inline: list[str] = []
        self._plain = False  # whether the piece of text so far has words that are not bold
        self._bold = 0
        self._lists = 0  # that are open
        self._below = 0  # level of the last real heading
        self._shift = self._add_title(title)

    def layout(self) -> Layout:
        todo: list[tuple[LexborNode, bool]] = [(self._root, True)]
        while todo:
            node, entering = todo.pop()
            if node.is_text_node:
                self._take(node)
            elif not entering:
                self._leave(node)
            elif node.is_element_node and not self._is_furniture(node):
                self._enter(node)
                todo.append((node, False))
                if not (node.tag == "table" and self._take_table(node)):
                    todo.extend((child, True) for child in reversed(list(node.iter(include_text=True))))
        self._flush()
        return self._builder.build()

    def _add_title(self, title: str) -> int:
        """Write the page's title if no heading has it; how far the headings go down below it."""
        title = title.replace("\n", " ")
        heads = self._root.css("h1, h2")
        if not title or any(title == tidy(node.text()).replace("\n", " ") for node in heads):
            return 0
        self._builder.add(BlockKind.HEADING, title, 1)
        self._below = 1
        return 1

    def _enter(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if _BREAKING.fullmatch(tag):
            self._flush()
        if tag in _HEADINGS:
            self._kinds.append((BlockKind.HEADING, _HEADINGS[tag] + self._shift))
        elif tag in _LISTED:
            self._kinds.append((BlockKind.LIST, 0))
        elif tag in _CAPTIONS:
            self._kinds.append((BlockKind.CAPTION, 0))
        self._bold += tag in _BOLD
        self._lists += tag in _LISTS

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if _BREAKING.fullmatch(tag):
            self._flush()
        if tag in _HEADINGS or tag in _LISTED or tag in _CAPTIONS:
            self._kinds.pop()
        self._bold -= tag in _BOLD
        self._lists -= tag in _LISTS

    def _take(self, node: LexborNode) -> None:
        text = node.text_content or ""
        self._inline.append(text)
        self._plain = self._plain or (not self._bold and bool(text.strip()))

    def _flush(self) -> None:
        """End a block: its source line breaks are mere white space, none at all between CJK characters."""
        text = _one_line("".join(self._inline))
        bold = not self._plain
        self._inline.clear()
        self._plain = False
        kind, level = self._kinds[-1]
        if len(text) <= _LONGEST_FURNITURE and _FURNITURE_LINE.match(text):
            kind, level = BlockKind.HEADER, 0
        if kind is BlockKind.PROSE and bold and is_titlelike(text):
            self._builder.add(BlockKind.HEADING, text, self._below + 1)
            return
        self._builder.add(kind, text, level)
        if kind is BlockKind.HEADING and text:
            self._below = level

    def _take_table(self, table: LexborNode) -> bool:
        """Write a table of data; False for one that merely lays out the page: its cells are blocks."""
        if table.css_first(_LAID_OUT):  # before the rows: those of nested tables are seen once a level
            return False
        rows = [row for row in table.css("tr") if not self._is_furniture(row)]
        cells = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in rows]
        if max((len(row) for row in cells), default=0) < 2:
            return False
        caption = table.css_first("caption")
        if caption is not None:
            self._builder.add(BlockKind.CAPTION, _one_line(caption.text()))
        add_table(self._builder, spread([[_cell(cell) for cell in row] for row in cells]))
        return True

    def _is_furniture(self, node: LexborNode) -> bool:
        tag, attributes = node.tag or "", node.attributes
        if _DROPPED.fullmatch(tag) or "hidden" in attributes or attributes.get("aria-hidden") == "true":
            return True
        if re.search(r"display\s*:\s*none", attributes.get("style") or ""):
            return True
        named = " ".join(filter(None, (attributes.get("class"), attributes.get("id"))))
        words = [word.lower() for word in _WORDS.findall(named)]
        if _ROLES.fullmatch(attributes.get("role") or "") or any(map(_FURNITURE.fullmatch, words)):
            return 2 * len(node.text()) < self._size  # a page may be built inside an element of such a name
        return tag in _LISTS and self._is_menu(node)

    def _is_menu(self, node: LexborNode) -> bool:
        """Short links and hardly anything else, on a page that has much other text."""
        if self._root.tag != "body" or self._lists:
            return False
        text = node.text(strip=True)
        links = [link.text(strip=True) for link in node.css("a[href]")]
        linked = sum(map(len, links))
        return (
            len(links) >= 4
            and linked > 0.9 * len(text)
            and linked < 6.5 * len(links)
            and self._size > 20 * linked
        )


def _one_line(text: str) -> str:
    return " ".join(_CJK_GAP.sub(lambda gap: "" if "\n" in gap[0] else " ", text).split())


def _cell(node: LexborNode) -> tuple[TableCell, int, int]:
    spans = [_span(node.attributes.get(name)) for name in ("colspan", "rowspan")]
    return TableCell("\n".join(_lines(node)), node.tag == "th"), spans[0], spans[1]


def _span(value: str | None) -> int:
    digits = re.match(r"\s*(\d{1,4})", value or "")
    return max(1, min(int(digits[1]), _MOST_SPAN)) if digits else 1


def _lines(cell: LexborNode) -> Iterator[str]:
    """The lines of a table cell as the page breaks them."""
    inline: list[str] = []
    todo: list[LexborNode | None] = [cell]  # None where a block ends
    while todo:
        node = todo.pop()
        if node is not None and node.is_text_node:
            inline.append(node.text_content or "")
            continue
        if node is None or _BREAKING.fullmatch(node.tag or ""):
            yield _one_line("".join(inline))
            inline.clear()
        if node is not None and node.is_element_node and not _DROPPED.fullmatch(node.tag or ""):
            todo.extend([None] * bool(_BREAKING.fullmatch(node.tag or "")))
            todo.extend(reversed(list(node.iter(include_text=True))))
    yield _one_line("".join(inline))
