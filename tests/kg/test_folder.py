"""A graph folder is written whole, read back equal, and never replaces what is not ours."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.folder import read_folder, write_folder
from kg.manifest import Manifest, is_graph_folder, read_manifest
from kg.records import Evidence, Fact, KgError, KnowledgeGraph, SourceDocument
from tests.graphs import BASE, synthetic_graph, tiny_graph

MANIFEST = Manifest(BASE, versions={"institution-kg": "0.1.0"}, started="2026-11-22T08:00:00+00:00")
FILES = [
    "documents",
    "entities.csv",
    "evidence.ttl",
    "facts.csv",
    "graph.ttl",
    "manifest.json",
    "observations.csv",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(tiny_graph(), tmp_path / "out", MANIFEST)
    return tmp_path / "out"


@pytest.mark.parametrize("graph", [tiny_graph(), synthetic_graph(300, 900), KnowledgeGraph((), (), (), ())])
def test_what_is_written_is_read_back_equal(graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_folder(graph, tmp_path / "out", MANIFEST)
    assert read_folder(tmp_path / "out") == graph


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1), data=st.data())
def test_any_text_survives(text: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    said = Evidence("doc", start, end, text[start:end], ((start, end),), None, text, text, 0.5)
    iri = f"{BASE}person/x"
    entity = replace(tiny_graph().entities[0], iri=iri, cls="Person", label=text, aliases=(text,))
    fact = Fact(iri, "title", text, True, 0.5, (said,))
    graph = KnowledgeGraph((entity,), (fact,), (), (SourceDocument("doc", text, "text/plain", "0", text),))
    target = tmp_path_factory.mktemp("any") / "out"
    write_folder(graph, target, MANIFEST)
    assert read_folder(target) == graph
    assert (target / "documents" / "doc.txt").read_bytes().decode() == text


def test_half_a_character_is_an_error_and_nothing_is_left(tmp_path: Path) -> None:
    document = SourceDocument("doc", "doc.txt", "text/plain", "0", "甲\ud800")
    with pytest.raises(KgError, match="half a character"):
        write_folder(KnowledgeGraph((), (), (), (document,)), tmp_path / "out", MANIFEST)
    assert list(tmp_path.iterdir()) == []


def test_two_writes_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_folder(tiny_graph(), tmp_path / "again", MANIFEST)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "again" / path.relative_to(folder)).read_bytes(), path


def test_the_folder_holds_what_is_promised(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == FILES
    names = sorted(path.name for path in (folder / "documents").iterdir())
    assert names == ["lanwan-2023.json", "lanwan-2023.txt", "ninghai-2022.json", "ninghai-2022.txt"]
    manifest = read_manifest(folder)
    assert manifest["counts"]["facts"] == 40
    assert manifest["counts"]["entities by class"]["Hospital"] == 1
    assert manifest["skipped"] == [
        {"source": "reports/scan.pdf", "reason": "no text in it: the pages are pictures"}
    ]
    assert manifest["inputs"][1]["sha256"] == tiny_graph().documents[1].sha256


def test_only_the_manifest_holds_times(folder: Path, tmp_path: Path) -> None:
    write_folder(
        tiny_graph(), tmp_path / "later", replace(MANIFEST, started="2031-01-01", seconds={"read": 9.0})
    )
    changed = [
        path.name
        for path in folder.rglob("*")
        if path.is_file()
        and path.read_bytes() != (tmp_path / "later" / path.relative_to(folder)).read_bytes()
    ]
    assert changed == ["manifest.json"]


def test_a_graph_folder_is_replaced_and_no_trace_of_the_old_is_left(folder: Path) -> None:
    smaller = synthetic_graph(5, 4)
    write_folder(smaller, folder, MANIFEST)
    assert read_folder(folder) == smaller
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_an_empty_folder_and_missing_parents_are_fine(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_folder(tiny_graph(), tmp_path / "empty", MANIFEST)
    write_folder(tiny_graph(), tmp_path / "a" / "b" / "c", MANIFEST)
    assert is_graph_folder(tmp_path / "empty")
    assert is_graph_folder(tmp_path / "a" / "b" / "c")


def test_the_folder_gets_the_usual_permissions(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()
    assert folder.stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_something_else_is_never_overwritten(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "thesis"
    other.mkdir()
    (other / "chapter.txt").write_text("years of work")
    with pytest.raises(KgError, match=r"already holds something else \(chapter.txt\)"):
        write_folder(tiny_graph(), other, MANIFEST)
    assert (other / "chapter.txt").read_text() == "years of work"
    with pytest.raises(KgError, match="is a file"):
        write_folder(tiny_graph(), other / "chapter.txt", MANIFEST)
    (folder / "my notes.md").write_text("mine")
    with pytest.raises(KgError, match=r"also holds my notes\.md"):
        write_folder(tiny_graph(), folder, MANIFEST)
    assert (folder / "my notes.md").read_text() == "mine"


def test_pages_are_replaced_without_asking(folder: Path) -> None:
    (folder / "index.html").write_text("old")
    write_folder(
        tiny_graph(), folder, MANIFEST, [lambda graph, place: (place / "index.html").write_text("new")]
    )
    assert (folder / "index.html").read_text() == "new"


def test_a_failing_writer_leaves_the_former_folder_as_it_was(folder: Path) -> None:
    def fail(graph: KnowledgeGraph, place: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(KgError, match="No space left on device"):
        write_folder(synthetic_graph(5, 4), folder, MANIFEST, [fail])
    assert read_folder(folder) == tiny_graph()
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_a_failing_rename_puts_the_former_folder_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name.endswith(".tmp"):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(KgError, match="Input/output error"):
        write_folder(synthetic_graph(5, 4), folder, MANIFEST)
    assert read_folder(folder) == tiny_graph()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_without_permission_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(KgError, match="not a folder that you may write to"):
        write_folder(tiny_graph(), tmp_path / "locked" / "out", MANIFEST)


def test_a_file_as_parent_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(KgError, match="not a folder that you may write to"):
        write_folder(tiny_graph(), tmp_path / "file" / "out", MANIFEST)


def test_a_document_name_cannot_leave_the_folder(tmp_path: Path) -> None:
    document = SourceDocument("../escape", "x", "text/plain", "0", "文")
    with pytest.raises(KgError, match="not a file name"):
        write_folder(KnowledgeGraph((), (), (), (document,)), tmp_path / "out", MANIFEST)
    assert not (tmp_path / "escape.txt").exists()


def test_what_is_no_graph_folder_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="does not exist"):
        read_folder(tmp_path / "nowhere")
    with pytest.raises(KgError, match="is not a graph folder"):
        read_folder(tmp_path)
    (tmp_path / "manifest.json").write_text('{"name": "web app"}')
    with pytest.raises(KgError, match="of something else"):
        read_folder(tmp_path)
    (tmp_path / "manifest.json").write_text('{\n"name": ')
    with pytest.raises(KgError, match=r"manifest.json:2: not valid JSON"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    "name", ["graph.ttl", "evidence.ttl", "documents/lanwan-2023.txt", "documents/lanwan-2023.json"]
)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(KgError, match=rf"{Path(name).name} is missing: .* build it again"):
        read_folder(folder)


def test_nonsense_in_turtle_is_told_with_its_line(folder: Path) -> None:
    lines = (folder / "graph.ttl").read_text(encoding="utf-8").splitlines()
    lines[29] = "this is : no turtle"
    (folder / "graph.ttl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(KgError, match=r"graph.ttl:(29|30|31): not valid Turtle: .*line"):
        read_folder(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("graph.ttl", "ikg:value 36.5", 'ikg:value "many"', "value 'many' is no number"),
        ("graph.ttl", "skos:prefLabel", "skos:hiddenLabel", "has no skos:prefLabel"),
        ("evidence.ttl", "oa:exact", "oa:prefix", "lacks its document, quotation or position"),
        ("evidence.ttl", "\\#char\\=", "\\#line\\=", "does not end in #char=START,END"),
    ],
)
def test_edits_by_hand_are_told(folder: Path, file: str, old: str, new: str, message: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(KgError, match=message):
        read_folder(folder)


def test_damaged_layout_is_told(folder: Path) -> None:
    path = folder / "documents" / "lanwan-2023.json"
    path.write_text("{\n\n,", encoding="utf-8")
    with pytest.raises(KgError, match=r"lanwan-2023.json:3: not valid JSON"):
        read_folder(folder)
    path.write_text(json.dumps({"name": "lanwan-2023"}), encoding="utf-8")
    with pytest.raises(KgError, match="damaged"):
        read_folder(folder)


def test_a_manifest_cannot_name_files_outside(folder: Path) -> None:
    manifest = read_manifest(folder)
    manifest["inputs"][0]["name"] = "../../secret"
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(KgError, match="outside the folder"):
        read_folder(folder)


def test_a_fact_added_by_hand_is_read_without_evidence(folder: Path) -> None:
    with (folder / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write("id:person\\/蓝湾职业技术学院\\/李珊 ikg:title '副教授' .\n")
    facts = [fact for fact in read_folder(folder).facts if fact.object == "副教授"]
    assert [(fact.confidence, fact.evidence) for fact in facts] == [(0.0, ())]


def test_a_link_to_a_folder_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    write_folder(synthetic_graph(5, 4), tmp_path / "link", MANIFEST)
    assert (tmp_path / "link").is_symlink()
    assert read_folder(folder) == synthetic_graph(5, 4)
    shutil.rmtree(folder)


def test_the_folder_one_stands_in_is_not_pulled_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (folder, folder / "documents"):
        monkeypatch.chdir(place)
        with pytest.raises(KgError, match="holds the folder that you are in"):
            write_folder(tiny_graph(), folder, MANIFEST)


def test_a_mount_point_cannot_be_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda self: self == folder)
    with pytest.raises(KgError, match="is a mount point"):
        write_folder(tiny_graph(), folder, MANIFEST)


def test_a_folder_may_have_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    target = tmp_path / os.fsdecode("报告\udcff".encode("utf-8", "surrogateescape"))
    write_folder(tiny_graph(), target, MANIFEST)
    write_folder(tiny_graph(), target, MANIFEST)
    assert read_folder(target) == tiny_graph()
    assert len(list(tmp_path.iterdir())) == 1
