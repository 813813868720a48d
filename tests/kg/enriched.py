"""The tiny graph with what the questions need beside: homonyms, contradictions, shared partners …"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg.folder import write_folder
from kg.manifest import Manifest
from kg.records import Entity, Evidence, Fact, KnowledgeGraph, Observation
from kg.store import open_store
from tests.graphs import BASE, COLLEGE, HOSPITAL, tiny_graph

DOUBTFUL = 0.55


class _Enricher:
    """Adds to a graph; every addition quotes the same sentence."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        text = next(each.text for each in graph.documents if each.name == "lanwan-2023")
        sentence = text.splitlines()[-1]
        start = text.index(sentence)
        mark = ((start, start + 2),)
        said = Evidence("lanwan-2023", start, start + len(sentence), sentence, mark, None, "", "test-1", 0.8)
        self.evidence = (said,)
        self.entities = list(graph.entities)
        self.facts = list(graph.facts)
        self.observations = list(graph.observations)

    def iri(self, name: str) -> str:
        return next(each.iri for each in self.entities if each.label == name)

    def entity(self, cls: str, name: str, path: str, *aliases: str) -> None:
        self.entities.append(Entity(BASE + path, cls, name, "zh", aliases))

    def fact(self, subject: str, property_: str, target: str, confidence: float = 0.9) -> None:
        iri = subject if subject.startswith("http") else self.iri(subject)
        self.facts.append(Fact(iri, property_, self.iri(target), False, confidence, self.evidence))

    def figure(self, about: str, measure: str, value: str, unit: str, period: str) -> None:
        iri = f"{BASE}observation/{len(self.observations)}"
        number = Decimal(value)
        self.observations.append(
            Observation(iri, self.iri(about), measure, number, unit, period, False, 0.9, self.evidence)
        )

    def done(self) -> KnowledgeGraph:
        return replace(
            self.graph,
            entities=tuple(sorted(self.entities)),
            facts=tuple(sorted(self.facts, key=lambda f: (f.subject, f.property, f.object))),
            observations=tuple(sorted(self.observations, key=lambda o: o.iri)),
        )


def enriched_graph() -> KnowledgeGraph:
    """About thirty entities more than enough to give every ready-made question an answer."""
    add = _Enricher(tiny_graph())
    homonym = f"{BASE}person/李珊"
    add.entity("Person", "李珊", "person/李珊")
    add.entity("Hospital", "蓝湾市人民医院", "hospital/蓝湾市人民医院", "附一院")
    add.fact(homonym, "leads", "国家临床重点专科建设项目", DOUBTFUL)
    add.fact("海东省科技进步奖一等奖", "grantedBy", "海东省教育厅")
    add.fact("国家临床重点专科建设项目", "grantedBy", "海东省教育厅")
    add.fact("宁海市肝病研究所", "partOf", "宁海医科大学")
    add.fact(COLLEGE, "collaboratesWith", "蓝湾生物医药有限公司")
    add.fact("全省护理技能大赛", "locatedIn", "蓝湾市")
    add.figure(HOSPITAL, "SCI论文", "110", "篇", "2021")
    add.figure(COLLEGE, "SCI论文", "9", "篇", "2022")
    add.figure(HOSPITAL, "开放床位", "2500", "张", "2022")
    return add.done()


def write_enriched(directory: Path) -> Path:
    """The graph as a graph folder."""
    write_folder(enriched_graph(), directory, Manifest(BASE))
    return directory


def enriched_store(directory: Path) -> ox.Store:
    """The graph as a store, evidence included, written to and read from ``directory``."""
    return open_store(write_enriched(directory))
