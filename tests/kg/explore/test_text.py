"""Text made fit to show: joined lines, visible controls, JSON inside a script element."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kg.explore.text import covered, script_json, unwrap, visible


@given(st.text())
def test_script_json_is_json_and_cannot_close_its_element(text: str) -> None:
    written = script_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(written)


@given(st.text(alphabet="天津 a1。\n\r\u3000", max_size=60))
def test_unwrap_loses_no_character_but_white_space(text: str) -> None:
    joined, offsets = unwrap(text, 0, len(text))
    assert len(joined) == len(offsets)
    assert "\n" not in joined
    assert offsets == sorted(set(offsets))
    assert [c for c in joined if not c.isspace()] == [c for c in text if not c.isspace()]
    assert all(text[at] == c for c, at in zip(joined, offsets, strict=True) if not c.isspace())


def test_unwrap_of_a_part_keeps_source_offsets_and_marks_follow() -> None:
    text = "某院拥有宁海市肝病\n\n  研究所和中心。"
    joined, offsets = unwrap(text, 2, len(text))
    assert joined == "拥有宁海市肝病研究所和中心。"
    start, end = covered(offsets, text.index("宁海"), text.index("和"))
    assert joined[start:end] == "宁海市肝病研究所"


def test_bidi_controls_become_visible_one_for_one() -> None:
    assert visible("a\u202eb\u2066c\x00d\ufeff\n") == "a\ufffdb\ufffdc\ufffdd\ufffd\n"
