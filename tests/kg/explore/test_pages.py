"""What is written: files, their policy, determinism, limits; without a browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from kg.explore import write_pages
from kg.explore.network import network_page
from kg.explore.page import Frame
from kg.explore.pinyin import search_key
from kg.explore.tables import document_rows, tables
from kg.explore.words import class_styles, messages, messages_for
from kg.records import KgError, KnowledgeGraph
from kg.validate import Problem, place
from ontology.terms import vocabulary
from tests.graphs import synthetic_graph, tiny_graph


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_pages_are_written_and_are_the_same_twice(tmp_path: Path) -> None:
    graph = tiny_graph()
    written = write_pages(graph, tmp_path / "a")
    write_pages(graph, tmp_path / "b")
    names = {str(path.relative_to(tmp_path / "a")) for path in written}
    assert names >= {
        "index.html",
        "figures.html",
        "people.html",
        "institutions.html",
        "quality.html",
        "documents.html",
    }
    assert names >= {"documents/ninghai-2022.html", "documents/lanwan-2023.html"}
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert set(contents(tmp_path / "a")) == names


def test_every_page_forbids_what_it_does_not_bring(tmp_path: Path) -> None:
    for path in write_pages(tiny_graph(), tmp_path):
        html = path.read_text(encoding="utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert policy is not None
        assert "default-src &#39;none&#39;" in policy.group(1)
        assert "unsafe" not in policy.group(1)
        for script in re.findall(r"<script>(.*?)</script>", html, re.S):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"sha256-{digest}" in policy.group(1).replace("&#43;", "+")
        assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
        assert "style=" not in html.split("<script>")[0]


def test_an_empty_graph_has_pages_too(tmp_path: Path) -> None:
    assert len(write_pages(KnowledgeGraph((), (), (), ()), tmp_path)) == 6


def test_a_document_name_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    graph = tiny_graph()
    bad = replace(graph.documents[0], name="../../evil")
    with pytest.raises(KgError, match="cannot be a file name"):
        write_pages(replace(graph, documents=(bad,)), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KgError, match="cannot write"):
        write_pages(tiny_graph(), tmp_path / "file")


def test_problems_are_told_with_the_sentence_they_come_from(tmp_path: Path) -> None:
    graph = tiny_graph()
    evidence = graph.facts[0].evidence[0]
    problem = Problem(
        "shape", "某院 —hospitalGrade→ 九级", "等级不存在。", "There is no such grade.", place(evidence)
    )
    write_pages(graph, tmp_path, problems=[problem])
    html = (tmp_path / "quality.html").read_text(encoding="utf-8")
    assert "等级不存在。" in html
    assert "There is no such grade." in html
    assert f"#s{evidence.start}-{evidence.end}" in html


def test_a_big_graph_opens_on_its_best_connected_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.explore.network.SPLIT_ABOVE", 100_000)
    table = tables(synthetic_graph(2_000, 5_000))
    html, files = network_page(
        table, Frame("", messages_for(table.classes, table.properties), document_rows(table))
    )
    opening = json.loads(re.search(r'id="opening">(.*?)</script>', html, re.S).group(1))
    assert len(opening["nodes"]) == 400
    shown = {node["id"] for node in opening["nodes"]}
    best = max(range(2_000), key=lambda n: table.degrees[n])
    assert best in shown
    assert "data/network-core.js" in files
    core = json.loads(files["data/network-core.js"].partition(",")[2].rstrip().removesuffix(");"))
    assert len(core["entities"]["id"]) == 2_000
    shards = [text for name, text in files.items() if "evidence" in name]
    assert sum(len(json.loads(t.partition(",")[2].rstrip().removesuffix(");"))["of"]) for t in shards) == len(
        core["facts"]["s"]
    )


def test_pinyin_keys_hold_full_spelling_and_initials() -> None:
    assert search_key(["天津医科大学肿瘤医院", "肿瘤医院"]).split("|") == [
        "tianjinyikedaxuezhongliuyiyuan", "tjykdxzlyy", "zhongliuyiyuan", "zlyy",
    ]  # fmt: skip
    assert search_key(["Lancet"]) == ""


def luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", ["#f8f7f4", "#13171d"])
def test_every_class_has_a_look_that_stands_out(ground: str) -> None:
    wanted = {name for name, term in vocabulary().classes.items() if term.group != "record"}
    assert wanted <= set(class_styles())
    for name, style in class_styles().items():
        lights = sorted((luminance(style.color), luminance(ground)))
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 3, name


def test_every_property_between_entities_can_be_read_backwards() -> None:
    for name, term in vocabulary().properties.items():
        if not term.literal and term.domain and name != "about":
            assert f"property.{name}.of" in messages(), name


def test_every_message_that_a_script_names_exists() -> None:
    assets = Path("kg/explore/assets")
    known = messages()
    for file in [*assets.glob("*.js"), *Path("kg/explore/templates").glob("*.html")]:
        text = file.read_text(encoding="utf-8")
        for key in re.findall(
            r"""(?<![\w.])t: "([a-z]+\.[a-z]+)"|data-t="([a-z]+\.[a-z]+)"|kg\.t\("([a-z.]+)\"""", text
        ):
            name = next(filter(None, key))
            assert name in known, f"{file.name}: {name}"
