"""Which files are read, and what the documents are called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.loaders import find_documents
from extract.loaders.find import safe_name
from extract.records import Skipped


def write(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def names(*paths: Path) -> list[tuple[str, str]]:
    return [(source.path.name, source.name) for source in find_documents(list(paths)).documents]


def test_folders_are_searched_and_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    wanted = [tmp_path / name for name in ("b.txt", "A.PDF", "sub/deep/c.docx", "sub/d.htm")]
    others = ("note.xlsx", ".hidden.txt", ".git/x.txt", "~$b.docx", "picture.png", "old.txt~")
    write(*wanted, *(tmp_path / name for name in others))
    (tmp_path / "folder.txt").mkdir()
    found = find_documents([tmp_path])
    assert [source.path for source in found.documents] == sorted(wanted, key=os.fsencode)
    assert found.skipped == ()


def test_files_given_by_name_are_taken_whatever_they_are_called(tmp_path: Path) -> None:
    write(tmp_path / ".hidden", tmp_path / "readme.md")
    assert names(tmp_path / "readme.md", tmp_path / ".hidden") == [
        (".hidden", "hidden"),
        ("readme.md", "readme"),
    ]


def test_names_are_unique_and_do_not_depend_on_the_order_given(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("1/Report.txt", "2/report.pdf", "3/report.txt", "4/report-2.txt")]
    write(*paths)
    expected = [("Report.txt", "Report"), ("report.pdf", "report-2"), ("report.txt", "report-3")]
    expected.append(("report-2.txt", "report-2-2"))
    assert names(*paths) == names(*reversed(paths)) == names(tmp_path) == expected


def test_the_same_file_twice_is_one_document(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert len(find_documents([tmp_path, tmp_path / "a.txt", tmp_path / "." / "a.txt"]).documents) == 1


def test_what_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    inputs = [tmp_path / name for name in ("leer", "pipe", "dangling", "fehlt.txt")]
    found = find_documents(inputs * 2)
    assert found.documents == ()
    reasons = {Path(item.source).name: item.reason for item in found.skipped}
    assert len(found.skipped) == 4
    assert reasons["fehlt.txt"] == reasons["dangling"] == "does not exist; check the path"
    assert reasons["leer"].startswith("is a folder without documents; put some there (.docm .docx")
    assert reasons["pipe"].startswith("is not a file or folder; ")
    assert find_documents([Path("a\0b")]).skipped[0].source == "a\\x00b"


def test_an_unreadable_folder_is_reported_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a" / "x.txt", tmp_path / "b" / "y.txt")
    scan = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("/b"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = find_documents([tmp_path])
    assert [source.name for source in found.documents] == ["x"]
    assert found.skipped == (
        Skipped(str(tmp_path / "b"), "cannot be read (Permission denied); check its permissions"),
    )


def test_what_an_earlier_build_wrote_is_no_source(tmp_path: Path) -> None:
    write(tmp_path / "report.txt")
    write(
        *(
            tmp_path / "out" / name
            for name in ("manifest.json", "graph.ttl", "index.html", "documents/report.txt")
        )
    )
    assert names(tmp_path) == [("report.txt", "report")]
    assert names(tmp_path / "out" / "documents") == [("report.txt", "report")]


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    write(tmp_path / os.fsdecode(b"\xb1\xa8\xb8\xe6.txt"), tmp_path / os.fsdecode(b"r\xe9sum\xe9.txt"))
    found = find_documents([tmp_path, tmp_path / os.fsdecode(b"\xff")])
    assert [source.name for source in found.documents] == ["r-sum", "document"]
    assert found.skipped[0].source.endswith("\\xff")


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("天津医科大学 (2023年度) 报告", "天津医科大学-2023年度-报告"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\nb\x00c", "a-b-c"),
        ("...", "document"),
        ("“双一流”", "双一流"),
        ("cafe\u0301", "café"),
    ],
)
def test_safe_names(stem: str, name: str) -> None:
    assert safe_name(stem) == name


@given(st.text(st.characters()))
def test_any_stem_gives_a_name_that_a_file_can_have(stem: str) -> None:
    name = safe_name(stem)
    assert name
    assert not name.startswith((".", "-"))
    assert not set(name) & set('/\\:*?"<>|\0\n ')
    assert len(f"{name}-123.json".encode()) <= 255
    assert safe_name(name) == name
