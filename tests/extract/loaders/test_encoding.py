"""Which encoding a text is in, and what of it is text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.loaders.encoding import clean, decode
from extract.records import ExtractError

CHINESE = "南湖大学附属医院设有12个临床学科，张三教授任院长。\n“双一流”建设：第一章　总则\n"
TRADITIONAL = "臺灣大學醫學院附設醫院設有內科、外科，張三教授任院長。\n"
ENGLISH = "The Institute was founded in 1998 – its “director” is Prof. José Müller.\n" * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk", "utf-16-le"]
)
def test_chinese_is_read_in_every_common_encoding(encoding: str) -> None:
    assert decode(CHINESE.encode(encoding)) == CHINESE


def test_utf_16_big_endian_with_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be")) == CHINESE


def test_gb2312_and_a_rare_name_of_gb18030() -> None:
    assert decode(CHINESE.encode("gb2312")) == CHINESE
    name = CHINESE + "院士朱镕基、王喆、𬭸"
    assert decode(name.encode("gb18030")) == name


def test_traditional_chinese_in_both_its_encodings() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL
    assert decode(TRADITIONAL.encode("gb18030")) == TRADITIONAL


def test_english_with_typographic_signs_of_windows() -> None:
    assert decode(ENGLISH.encode("cp1252")) == ENGLISH


def test_ten_megabytes_of_gb18030_are_told_by_a_sample_cut_inside_a_character() -> None:
    text = "院" + CHINESE * 9000
    assert decode(("a" + text).encode("gb18030")) == "a" + text


def test_a_damaged_byte_costs_one_character() -> None:
    data = bytearray((CHINESE * 20).encode())
    data[300] = 0xFF
    text = decode(bytes(data))
    assert "张三教授" in text
    assert text.count("\ufffd") <= 3


def test_what_the_page_declares_is_believed_only_where_the_bytes_agree() -> None:
    assert decode(CHINESE.encode(), declared="gb2312") == CHINESE
    assert decode(CHINESE.encode("gbk"), declared="utf-8") == CHINESE
    assert decode(CHINESE.encode("gbk"), declared="no-such-thing") == CHINESE
    assert decode("院長".encode("big5"), declared="big5") == "院長"


@pytest.mark.parametrize(
    "junk",
    [
        b"\x00\xff\x80\x01" * 100,
        b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + bytes(range(255, -1, -1)) * 20,
        b"\x00" * 500,
    ],
)
def test_binary_junk_is_no_text(junk: bytes) -> None:
    with pytest.raises(ExtractError, match="is not text"):
        decode(junk)


def test_line_ends_and_what_is_no_text() -> None:
    assert clean("a\r\nb\rc\x0bd\x85e\u2028f") == "a\nb\nc\nd\ne\nf"
    assert clean("\u202b天\u200f津\u2066\ufeff\x00\x07医\ud800科\ufffe\t大\f学\u2069") == "天津医科\t大\f学"
    assert clean("　全角，𠮷👩‍🔬é") == "　全角，𠮷👩‍🔬é"


@given(st.text())
def test_cleaning_is_done_once_and_for_all_and_keeps_every_visible_character(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert [c for c in cleaned if c.isalnum()] == [c for c in text if c.isalnum()]
    cleaned.encode()  # no lone surrogate is left


@given(st.text(st.characters(codec="gb2312", exclude_categories=["Cc", "Cf"]), min_size=1))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode()) == text
