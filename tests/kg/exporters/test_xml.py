"""Text in XML: whatever goes in, a reader gets it back, but for what XML forbids."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.xml import attribute, clean, content


@given(st.text())
def test_a_reader_gets_the_text_back(text: str) -> None:
    read = ElementTree.fromstring(f"<a b={attribute(text)}>{content(text)}</a>".encode())
    assert read.attrib["b"] == clean(text)
    assert (read.text or "") == clean(text)


@pytest.mark.parametrize("sign", ["\f", "\x00", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_forbids_is_left_out(sign: str) -> None:
    assert clean(f"天{sign}津\n𠮷\t") == "天津\n𠮷\t"
