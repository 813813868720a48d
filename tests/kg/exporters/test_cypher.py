"""The Cypher script: right for a parser of the language, and it makes the graph when carried out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.exporters import neo4j
from kg.exporters.neo4j import relation
from kg.exporters.write import export
from kg.records import KnowledgeGraph

TOKEN = re.compile(
    r"\s*(?:('(?:[^'\\]|\\.)*')|(`(?:[^`]|``)*`|[A-Za-z_]\w*)|(-?\d[\d.e+-]*)|([\[\]{},:]))", re.S
)
STATEMENT = re.compile(r"UNWIND (\[\n.*?\n\]) AS row\n(?:MATCH.*?\n)?(MERGE .*?);\n", re.S)
WORDS = {"true": True, "false": False, "null": None}
SIGNS = {"n": "\n", "\\": "\\", "'": "'"}


def _unescape(text: str) -> str:
    return re.sub(
        r"\\(u[0-9a-f]{4}|.)",
        lambda found: chr(int(found[1][1:], 16)) if found[1][0] == "u" else SIGNS[found[1]],
        text[1:-1],
        flags=re.S,
    )


class _Reader:
    """Reads Cypher's literals: strings, numbers, words, lists, maps."""

    def __init__(self, text: str) -> None:
        self.tokens = [found.groups() for found in TOKEN.finditer(text)]
        self.at = 0

    def value(self) -> Any:
        string, word, number, sign = self.tokens[self.at]
        self.at += 1
        if string is not None:
            return _unescape(string)
        if number is not None:
            return float(number)
        if word is not None:
            return WORDS[word]
        return self.items("]") if sign == "[" else dict(self.items("}"))

    def items(self, end: str) -> list[Any]:
        found = []
        while self.tokens[self.at][3] != end:
            if end == "}":
                name = self.tokens[self.at][1]
                assert self.tokens[self.at + 1][3] == ":"
                self.at += 2
                found.append((name.strip("`"), self.value()))
            else:
                found.append(self.value())
            self.at += self.tokens[self.at][3] == ","
        self.at += 1
        return found


def _carry_out(script: str) -> tuple[dict[str, dict[str, Any]], dict[tuple[str, str, str], dict[str, Any]]]:
    nodes: dict[str, dict[str, Any]] = {}
    relations = {}
    for rows, then in STATEMENT.findall(script):
        for row in _Reader(rows).value():
            label = re.search(r"SET n:(\w+)", then)
            if then.startswith("MERGE (n:Resource {iri: row.iri})"):
                nodes[row["iri"]] = {**row, ":LABEL": label and label[1]}
            else:
                kind = re.match(r"MERGE \(a\)-\[r:(\w+)\]->\(b\) SET r \+= row\.cells", then)
                assert kind
                assert row["source"] in nodes
                assert row["target"] in nodes
                relations[row["source"], row["target"], kind[1]] = row["cells"]
    return nodes, relations


def test_the_script_makes_the_graph(folder: Path, graph: KnowledgeGraph, tmp_path: Path) -> None:
    script = (export(folder, "neo4j", tmp_path / "x") / "load.cypher").read_text("utf-8")
    nodes, relations = _carry_out(script)
    for entity in graph.entities:
        node = nodes[entity.iri]
        assert (node["label"], node[":LABEL"]) == (entity.label, entity.cls)
        assert node.get("aliases", []) == list(entity.aliases)
    for figure in graph.observations:
        assert nodes[figure.iri]["measure"] == figure.measure
        assert nodes[figure.iri]["value"] == float(figure.value)
    facts = {(f.subject, f.object, relation(f.property)): f for f in graph.facts if not f.literal}
    about = {(o.iri, o.about, "ABOUT") for o in graph.observations}
    assert set(relations) == set(facts) | about
    for key, fact in facts.items():
        assert relations[key]["confidence"] == fact.confidence
        assert relations[key]["evidence"] == len(fact.evidence)


def test_a_parser_of_cypher_takes_every_statement(folder: Path, tmp_path: Path) -> None:
    antlr4 = pytest.importorskip("antlr4")
    cypher = pytest.importorskip("antlr4_cypher", reason="no parser of Cypher is installed")
    errors: list[str] = []

    class Listener(antlr4.error.ErrorListener.ErrorListener):  # type: ignore[misc,name-defined]
        def syntaxError(self, _r: object, _s: object, line: int, col: int, msg: str, _e: object) -> None:  # noqa: N802
            errors.append(f"{line}:{col} {msg}")

    script = (export(folder, "neo4j", tmp_path / "x") / "load.cypher").read_text("utf-8")
    first, *statements = re.split(r";\n(?=UNWIND|\Z)", script)
    assert first.startswith("CREATE CONSTRAINT")  # of Neo4j, not of the language
    for statement in filter(None, statements):
        parser = cypher.CypherParser(
            antlr4.CommonTokenStream(cypher.CypherLexer(antlr4.InputStream(statement)))
        )
        parser.removeErrorListeners()
        parser.addErrorListener(Listener())
        parser.script()
    assert errors == []


def test_a_big_graph_has_tables_only(
    folder: Path, graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j, "SMALL", len(graph.facts) - 1)
    path = export(folder, "neo4j", tmp_path / "x")
    assert sorted(each.name for each in path.iterdir()) == ["README.txt", "nodes.csv", "relations.csv"]
