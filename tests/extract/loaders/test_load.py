"""The door: which loader reads a file, what a Document says, and every bad input as one clear line."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from extract.loaders import load
from extract.records import Document, ExtractError
from tests.extract.loaders.documents import FONT, Loader, check_offsets


def _pdf() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont(FONT, 11)
    canvas.drawString(60, 700, "南湖大学附属医院设有十二个学科。")
    canvas.grid([60, 120, 180], [600, 620, 640])
    canvas.drawString(65, 625, "姓名")
    canvas.save()
    return buffer.getvalue()


def _docx() -> bytes:
    buffer = io.BytesIO()
    word = docx.Document()
    word.add_heading("概况", 1)
    word.add_table(2, 2).cell(0, 0).text = "姓名"
    word.save(buffer)
    return buffer.getvalue()


HTML = "<html><title>甲</title><table><tr><th>姓名<th>职务<tr><td>张三<td>院长</table></html>".encode()
SEEDS = {".pdf": _pdf(), ".docx": _docx(), ".html": HTML, ".txt": "南湖大学\f第二页".encode("gb18030")}


def _attempt(data: bytes, path: Path) -> Document | None:
    """Load ``data``; None if it is refused in one line that says where and what to do."""
    path.write_bytes(data)
    try:
        document = load(path, "x")
    except ExtractError as error:
        message = str(error)
        assert message.startswith(f"{path}: ")
        assert "; " in message
        assert len(message.splitlines()) == 1
        return None
    check_offsets(document)
    assert document.text.strip()
    document.text.encode()
    return document


@pytest.mark.parametrize("suffix", [*SEEDS, "", ".dat"])
@pytest.mark.parametrize("kind", SEEDS)
def test_content_overrules_the_suffix(tmp_path: Path, kind: str, suffix: str) -> None:
    document = _attempt(SEEDS[kind], tmp_path / f"file{suffix}")
    if kind == ".txt" and suffix in (".pdf", ".docx"):
        assert document is None  # no text that someone meant to be a PDF
    else:
        assert document is not None
        expected = ".html" if (kind, suffix) == (".txt", ".html") else kind
        assert document == load(tmp_path / f"file{suffix}", "x")
        assert (
            document.media_type
            == {
                ".pdf": "application/pdf",
                ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                ".html": "text/html",
                ".txt": "text/plain",
            }[expected]
        )


def test_the_record_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes("\ufeff南湖大学\r\n".encode())
    document = load(path, "报告")
    assert document == Document(
        name="报告",
        source=str(path),
        media_type="text/plain",
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        text="南湖大学\n",
    )


@pytest.mark.parametrize("data", [b"", b"\n \t\r\n", b"\xef\xbb\xbf", "\u3000\u200b\n".encode(), b"\f\f"])
def test_an_empty_file(load_bytes: Loader, data: bytes) -> None:
    with pytest.raises(ExtractError, match="is empty; "):
        load_bytes(data)


def test_text_of_marks_and_controls_alone_is_no_crash(load_bytes: Loader) -> None:
    assert load_bytes("。，！？…".encode()).text == "。，！？…"
    assert load_bytes(
        "\u202e天\u0000津\u0007\u200f\ud800".encode("utf-8", "surrogatepass") + b" " * 30
    ).text.startswith("天津")


def test_missing_folder_and_special_files(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match=r"nichts\.txt: does not exist; check the path"):
        load(tmp_path / "nichts.txt", "x")
    with pytest.raises(ExtractError, match="is not a file"):
        load(tmp_path, "x")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ExtractError, match="is not a file"):
        load(tmp_path / "pipe.txt", "x")
    with pytest.raises(ExtractError, match=r"a\\x00b: does not exist"):
        load(Path("a\0b"), "x")


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "geheim.txt"
    path.write_text("x")

    def denied(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(ExtractError, match=r"geheim.txt: cannot be read \(Permission denied\); "):
        load(path, "x")


def test_a_file_past_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(201_000_000)
    with pytest.raises(ExtractError, match=r"is too large \(201 MB, at most 200\)"):
        load(path, "x")


def test_a_name_that_is_no_utf8_is_shown_escaped(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"b\xfc\n.txt")
    path.write_text("")
    with pytest.raises(ExtractError, match=r"b\\xfc\\n.txt: is empty"):
        load(path, "x")
    path.write_text("甲")
    load(path, "x").source.encode()


def test_a_library_that_fails_costs_one_document(load_bytes: Loader, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        raise RecursionError("too\ndeep")

    monkeypatch.setattr("extract.loaders.html.read", broken)
    with pytest.raises(ExtractError, match=r"cannot be read as html \(too deep\); open it"):
        load_bytes(HTML, "a.html")


def test_an_old_word_file_is_named_as_such_whatever_its_suffix(load_bytes: Loader) -> None:
    for name in ("a.doc", "a.docx", "a.txt"):
        with pytest.raises(ExtractError, match=r"old Office format \(\.doc\); save it as \.docx"):
            load_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), name)


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(st.binary(max_size=400), st.sampled_from([*SEEDS, "", ".doc"]))
def test_any_bytes_give_a_document_or_a_refusal(tmp_path: Path, data: bytes, suffix: str) -> None:
    _attempt(data, tmp_path / f"any{suffix}")


@FUZZ
@given(st.sampled_from(list(SEEDS)), st.data())
def test_damaged_documents_give_a_document_or_a_refusal(
    tmp_path: Path, kind: str, data: st.DataObject
) -> None:
    whole = SEEDS[kind]
    at = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(at, min(len(whole), at + 40)))
    _attempt(whole[:at] + data.draw(st.binary(max_size=30)) + whole[cut:], tmp_path / f"damaged{kind}")


NAMES = "p div b h1 h3 ul li table tr td th br nav main title caption /td /tr /table /ul !--"
TAGS = st.sampled_from([f"<{name}>" for name in NAMES.split(" ")])


@FUZZ
@given(st.lists(st.one_of(TAGS, st.text(max_size=8))))
def test_any_html_has_true_offsets(tmp_path: Path, parts: list[str]) -> None:
    _attempt("".join(["<html>", *parts]).encode("utf-8", "replace"), tmp_path / "any.html")


@FUZZ
@given(st.text())
@example("\x00V")
def test_any_text_is_kept_but_for_what_is_no_text(tmp_path: Path, text: str) -> None:
    document = _attempt(text.encode("utf-8", "surrogatepass"), tmp_path / "any.txt")
    if document is not None and document.media_type == "text/plain" and not any(map(_is_surrogate, text)):
        assert [c for c in document.text if c.isalnum()] == [c for c in text if c.isalnum()]


def _is_surrogate(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"


def test_ten_megabytes_of_text_are_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes("南湖大学拥有国家重点实验室，".encode() * 250_000)
    with pytest.raises(
        ExtractError, match=r"long\.txt: holds too much text \(3,500,000 characters, at most 2,"
    ):
        load(path, "x")
