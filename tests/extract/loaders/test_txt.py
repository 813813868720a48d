"""Plain text and its pages."""

from __future__ import annotations

import pytest

from extract.loaders.txt import read
from extract.records import ExtractError


def test_form_feeds_part_pages_and_stay_in_the_text() -> None:
    layout = read("第一页\r\n\f第二页\f\f第四页\f\n".encode())
    assert layout.text == "第一页\n\f第二页\f\f第四页\f\n"
    assert [(page.number, layout.text[page.start : page.end]) for page in layout.pages] == [
        (1, "第一页\n"),
        (2, "第二页"),
        (3, ""),
        (4, "第四页"),
    ]
    assert layout.blocks == ()


def test_text_without_form_feeds_has_no_pages() -> None:
    assert read("南湖大学\n".encode()).pages == ()


def test_rich_text_is_not_read_as_its_code() -> None:
    with pytest.raises(ExtractError, match="is RTF"):
        read(rb"{\rtf1\ansi Hello}")


def test_ten_megabytes_on_one_line() -> None:
    data = ("南湖大学拥有国家重点实验室3个，" * 220_000).encode()
    assert len(data) > 10_000_000
    for encoded in (data, data.decode().encode("gb18030")):
        assert len(read(encoded).text) == len(data.decode())
