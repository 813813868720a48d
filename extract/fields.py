"""Label-and-value lines ("学历：硕士研究生"), and lines that consist of a person's titles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.headings import is_label
from extract.layout import lexicon
from extract.lines import Line

# A label of two to four characters may be spaced out ("姓    名：").
_FIELD = re.compile(
    r"(?P<label>[^\s:：，。；、,;|]{1,12}(?: [A-Za-z]{1,12}){0,2}|[一-鿿](?:\s{1,10}[一-鿿]){1,3})\s?[:：]\s*(?P<value>.*)"
)
# The same in a box: "【职　称】主任医师".
_BOXED = re.compile(r"[【〖](?P<label>[^【】〖〗:：，。]{1,12})[】〗]\s?[:：]?\s*(?P<value>.*)")
# The same in a box of facts, where a wide blank stands for the colon: "创办时间　1951年".
# a single blank does behind a label that is no word of prose: "毕业院校 云岭大学".
_BOX_FACT = re.compile(
    r"(?P<label>[一-鿿]{2,6}|[一-鿿]\s{1,4}[一-鿿])(?:　|\s{2,}|\t|(?<=[一-鿿]{3}) |(?<=国籍|民族|性别|籍贯|职业|学历|学位|职称) )\s*(?P<value>\S.*)"
)
_TITLE_SEPARATOR = re.compile(r"\s*[;；、,，|｜/]\s*|\s+(?=[^\x00-\x7f])")
_LABEL_END = re.compile(r"\s*[:：]$")
_MAX_LABEL = 8
_MAX_BARE_LABEL = 4
_MAX_VALUE = 30
_MAX_KNOWN_VALUE = 80
_TITLE_HEADER = "职称"
_LIST = re.compile("[^，。！？]{2,160}、[^，。！？]{2,160}。?")


@dataclass(frozen=True, slots=True)
class Field:
    """The cells of a field line, header and source stretch each; none if the value is on the next line."""

    label: str
    cells: tuple[tuple[str, int, int], ...]


def find_field(line: Line) -> Field | None:
    """The field on a line, None if the line is none."""
    if line.width > _MAX_KNOWN_VALUE + _MAX_LABEL:
        return None
    return _labelled(line) or _titles(line)


def _labelled(line: Line) -> Field | None:
    text = line.text
    boxed = _BOXED.fullmatch(text)
    found = boxed if boxed and is_field_label(boxed["label"]) else _FIELD.fullmatch(text)
    if is_box_fact(text):
        found = _BOX_FACT.fullmatch(text)
    if found is None:
        return Field(text, ()) if is_field_label(text) else None
    label, value = found["label"], found["value"]
    known = is_field_label(label)
    if not value:
        return Field(label, ()) if known or is_label(label) or len(label) <= _MAX_BARE_LABEL else None
    if label[-1].isdigit() or value.startswith("//") or line.ends_sentence or "。" in value:
        return None
    if not known and (
        (len(label) > _MAX_LABEL and not label.isascii()) or len(value) > _MAX_VALUE or line.proselike
    ):
        return None
    start = line.start + found.start("value")
    return Field(label, ((label, start, line.end),))


def is_box_fact(text: str) -> bool:
    """Whether a known label and its value stand on a line, a wide blank between them.

    >>> is_box_fact("主管部门　海州市教育局"), is_box_fact("姓名　职称")
    (True, False)
    """
    found = _BOX_FACT.fullmatch(text)
    return (
        found is not None and is_field_label(found["label"]) and not is_field_label(found["value"].split()[0])
    )


def is_field_label(text: str) -> bool:
    """Whether the text is a known label of one-line fields, an end colon aside."""
    return (
        len(text) <= _MAX_LABEL + 4
        and "".join(_LABEL_END.sub("", text).split()).casefold() in lexicon().fields
    )


def is_list_of(label: str, text: str) -> bool:
    """Whether the text is a list of fields under a label of such ("擅长：", then "哮喘、慢性咳嗽等。").

    >>> is_list_of("擅长：", "哮喘、慢性咳嗽等。"), is_list_of("简介：", "哮喘、慢性咳嗽等。")
    (True, False)
    """
    name = "".join(_LABEL_END.sub("", label).split())
    return name in lexicon().field_lists and _LIST.fullmatch(text) is not None


def _titles(line: Line) -> Field | None:
    if line.width > _MAX_VALUE:
        return None
    cells, at = [], 0
    for end, after in [(m.start(), m.end()) for m in _TITLE_SEPARATOR.finditer(line.text)] + [
        (len(line.text),) * 2
    ]:
        if line.text[at:end].strip(" .").casefold() not in lexicon().titles and line.text[
            at:end
        ].casefold() not in (lexicon().titles):
            return None
        cells.append((_TITLE_HEADER, line.start + at, line.start + end))
        at = after
    return Field(_TITLE_HEADER, tuple(cells))
