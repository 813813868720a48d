"""Graphs for tests: a small true one about invented institutions, and synthetic ones of any size."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from decimal import Decimal

from kg.records import (
    Entity,
    Evidence,
    Fact,
    KnowledgeGraph,
    Observation,
    SkippedInput,
    SourceDocument,
    SourceMention,
    SourceSection,
)
from ontology.minting import DEFAULT_BASE, mint, mint_observation

BASE = DEFAULT_BASE
PLACES_OF_WORK = {"顾南山": "宁海医科大学", "沈一舟": "宁海医科大学附属第一医院", "李珊": "蓝湾职业技术学院"}

NINGHAI = """宁海医科大学年度报告
1 学校概况
宁海医科大学（以下简称宁医大）创建于1956年，位于海东省宁海市，隶属于海东省教育厅。
学校设有护理学院、口腔医学院，开设临床医学专业和《系统解剖学》课程。
现任校长顾南山教授是消化内科学专家，并任海东省医学会副会长。
2 附属医院
宁海医科大学附属第一医院（附一院）是三级甲等医院，设有心血管内科，拥有宁海市肝病
研究所和海东省肿瘤精准治疗重点实验室。
2022年，医院发表SCI论文128篇，科研经费3400余万元，开放床位2600张。
医院心血管内科入选国家临床重点专科建设项目，获海东省科技进步奖一等奖。
心血管内科主任沈一舟主任医师主编《心力衰竭诊疗手册》。
2023年10月，医院与蓝湾生物医药有限公司签署合作协议，共建转化医学中心。
"""

LANWAN = """蓝湾职业技术学院质量报告
一、基本情况
蓝湾职业技术学院成立于1998年，前身为蓝湾卫生学校，由蓝湾市人民政府主管。
学院牵头组建海东省康养职业教育联盟，宁海医科大学附属第一医院为联盟成员单位。
学院主办全省护理技能大赛，印发《蓝湾职业技术学院章程》。
二、师资
专任教师412人，其中高级职称占36.5%。护理教师李珊讲授《健康评估》。
李珊的导师是顾南山。
"""


class _Maker:
    """Collects records; finds quotations and marks in the texts, so that every offset is true."""

    def __init__(self) -> None:
        self.documents = {
            "ninghai-2022": _document("ninghai-2022", NINGHAI, ("1 学校概况", "2 附属医院"), paged=True),
            "lanwan-2023": _document("lanwan-2023", LANWAN, ("一、基本情况", "二、师资")),
        }
        self.entities: dict[str, Entity] = {}
        self.facts: list[Fact] = []
        self.observations: list[Observation] = []

    def entity(self, cls: str, name: str, *aliases: str, identifiers: tuple[str, ...] = ()) -> None:
        iri = mint(BASE, cls, name, PLACES_OF_WORK.get(name, ""))
        self.entities[name] = Entity(iri, cls, name, "zh", tuple(sorted(aliases)), identifiers)

    def evidence(self, document: str, quote: str, *marks: str, rule: str, confidence: float) -> Evidence:
        source = self.documents[document]
        start = source.text.index(quote)
        spans = []
        for mark in marks:
            at = start + quote.index(mark)
            spans.append((at, at + len(mark)))
        inside = [s for s in source.sections if s.start <= start and start + len(quote) <= s.end]
        page = next((number for number, first, last in source.pages if first <= start < last), None)
        path = " › ".join(f"{s.number} {s.title}".strip() for s in inside[1:])
        return Evidence(
            document, start, start + len(quote), quote, tuple(sorted(spans)), page, path, rule, confidence
        )

    def fact(self, subject: str, property: str, object: str, document: str, quote: str, *marks: str) -> None:
        """A fact whose marks default to those of subject and object words found in the quotation."""
        literal = object not in self.entities
        words = marks or tuple(word for word in (subject, object) if word in quote)
        confidence = round(0.7 + len(self.facts) % 6 * 0.05, 2)
        evidence = self.evidence(document, quote, *words, rule=f"{property}-1", confidence=confidence)
        target = object if literal else self.entities[object].iri
        self.facts.append(
            Fact(self.entities[subject].iri, property, target, literal, confidence, (evidence,))
        )

    def figure(self, about: str, figure: tuple[str, str, str, str], quote: str, doc: str) -> None:
        measure, value, unit, period = figure
        evidence = self.evidence(doc, quote, measure, unit, rule="figure-count", confidence=0.9)
        about_iri = self.entities[about].iri
        iri = mint_observation(BASE, about_iri, measure, value, unit, period)
        self.observations.append(
            Observation(
                iri, about_iri, measure, Decimal(value), unit, period, "余" in quote, 0.9, (evidence,)
            )
        )

    def graph(self) -> KnowledgeGraph:
        documents = []
        for document in self.documents.values():
            mentions = []
            for name, entity in self.entities.items():
                for word in (name, *entity.aliases):
                    at = document.text.find(word)
                    while at >= 0:
                        mentions.append(SourceMention(at, at + len(word), entity.iri))
                        at = document.text.find(word, at + 1)
            documents.append(replace(document, mentions=tuple(sorted(set(mentions)))))
        return KnowledgeGraph(
            entities=tuple(sorted(self.entities.values())),
            facts=tuple(sorted(self.facts, key=lambda f: (f.subject, f.property, f.object))),
            observations=tuple(sorted(self.observations, key=lambda o: o.iri)),
            documents=tuple(sorted(documents, key=lambda d: d.name)),
            skipped=(SkippedInput("reports/scan.pdf", "no text in it: the pages are pictures"),),
        )


def _document(name: str, text: str, headings: tuple[str, ...], paged: bool = False) -> SourceDocument:
    starts = [text.index(heading) for heading in headings]
    sections = [SourceSection(0, "", text.splitlines()[0], None, 0, len(text))]
    for heading, start, end in zip(headings, starts, [*starts[1:], len(text)], strict=True):
        number, title = heading.split(" ") if " " in heading else heading.split("、")
        sections.append(SourceSection(1, number, title, 0, start, end))
    pages = ((1, 0, starts[1]), (2, starts[1], len(text))) if paged else ()
    sha = hashlib.sha256(text.encode()).hexdigest()
    media, suffix = ("application/pdf", "pdf") if paged else ("text/plain", "txt")
    return SourceDocument(
        name, f"reports/{name}.{suffix}", media, sha, text, tuple(sections), (), pages, (("caption", 0, 10),)
    )


def tiny_graph() -> KnowledgeGraph:
    """Two documents about invented institutions: 31 entities, 40 facts, 5 figures, every span true."""
    make = _Maker()
    _entities(make)
    _ninghai_facts(make)
    _lanwan_facts(make)
    return make.graph()


HOSPITAL = "宁海医科大学附属第一医院"
COLLEGE = "蓝湾职业技术学院"


def _entities(make: _Maker) -> None:
    ror = ("https://ror.org/00invented1",)
    make.entity("University", "宁海医科大学", "宁医大", "Ninghai Medical University", identifiers=ror)
    make.entity("University", COLLEGE)
    make.entity("School", "蓝湾卫生学校")
    make.entity("Hospital", HOSPITAL, "附一院")
    for name in ("护理学院", "口腔医学院"):
        make.entity("AcademicUnit", f"宁海医科大学{name}", name)
    make.entity("Department", f"{HOSPITAL}心血管内科", "心血管内科")
    make.entity("ResearchInstitute", "宁海市肝病研究所")
    make.entity("Laboratory", "海东省肿瘤精准治疗重点实验室")
    make.entity("Center", "转化医学中心")
    make.entity("GovernmentBody", "海东省教育厅")
    make.entity("GovernmentBody", "蓝湾市人民政府")
    make.entity("Company", "蓝湾生物医药有限公司")
    make.entity("Association", "海东省医学会")
    make.entity("Association", "海东省康养职业教育联盟")
    for name in ("顾南山", "沈一舟", "李珊"):
        make.entity("Person", name)
    make.entity("Program", "国家临床重点专科建设项目")
    for name in ("消化内科学", "临床医学", "护理"):
        make.entity("Discipline", name)
    make.entity("Course", "系统解剖学")
    make.entity("Course", "健康评估")
    make.entity("Publication", "心力衰竭诊疗手册")
    make.entity("Award", "海东省科技进步奖一等奖")
    make.entity("Event", "全省护理技能大赛")
    make.entity("Policy", "蓝湾职业技术学院章程")
    for name in ("海东省", "宁海市", "蓝湾市"):
        make.entity("Place", name)


def _ninghai_facts(make: _Maker) -> None:
    doc, uni, ward = "ninghai-2022", "宁海医科大学", f"{HOSPITAL}心血管内科"
    founded = "宁海医科大学（以下简称宁医大）创建于1956年，位于海东省宁海市，隶属于海东省教育厅。"
    make.fact(uni, "foundedIn", "1956", doc, founded)
    make.fact(uni, "locatedIn", "宁海市", doc, founded)
    make.fact(uni, "overseenBy", "海东省教育厅", doc, founded)
    taught = "学校设有护理学院、口腔医学院，开设临床医学专业和《系统解剖学》课程。"
    make.fact("宁海医科大学护理学院", "partOf", uni, doc, taught, "学校", "设有", "护理学院")
    make.fact("宁海医科大学口腔医学院", "partOf", uni, doc, taught, "学校", "设有", "口腔医学院")
    make.fact(uni, "offers", "临床医学", doc, taught, "学校", "开设", "临床医学")
    make.fact(uni, "offers", "系统解剖学", doc, taught, "学校", "开设", "系统解剖学")
    head = "现任校长顾南山教授是消化内科学专家，并任海东省医学会副会长。"
    make.fact("顾南山", "position", "校长", doc, head)
    make.fact("顾南山", "title", "教授", doc, head)
    make.fact("顾南山", "affiliatedWith", uni, doc, head, "校长", "顾南山")
    make.fact("顾南山", "expertIn", "消化内科学", doc, head)
    make.fact("顾南山", "memberOf", "海东省医学会", doc, head)
    units = NINGHAI[NINGHAI.index(HOSPITAL) : NINGHAI.index("2022年")].rstrip()
    make.fact(HOSPITAL, "partOf", uni, doc, units, HOSPITAL)
    make.fact(HOSPITAL, "hospitalGrade", "三级甲等", doc, units)
    make.fact(ward, "partOf", HOSPITAL, doc, units, HOSPITAL, "设有", "心血管内科")
    make.fact("宁海市肝病研究所", "partOf", HOSPITAL, doc, units, HOSPITAL, "拥有", "宁海市肝病\n研究所")
    make.fact("海东省肿瘤精准治疗重点实验室", "partOf", HOSPITAL, doc, units, HOSPITAL, "拥有")
    won = "医院心血管内科入选国家临床重点专科建设项目，获海东省科技进步奖一等奖。"
    make.fact(ward, "participatesIn", "国家临床重点专科建设项目", doc, won, "心血管内科", "入选")
    make.fact(ward, "received", "海东省科技进步奖一等奖", doc, won, "心血管内科", "获")
    wrote = "心血管内科主任沈一舟主任医师主编《心力衰竭诊疗手册》。"
    make.fact("沈一舟", "affiliatedWith", ward, doc, wrote, "心血管内科", "沈一舟")
    make.fact("沈一舟", "position", "主任", doc, wrote)
    make.fact("沈一舟", "title", "主任医师", doc, wrote)
    make.fact("沈一舟", "authorOf", "心力衰竭诊疗手册", doc, wrote)
    deal = "2023年10月，医院与蓝湾生物医药有限公司签署合作协议，共建转化医学中心。"
    make.fact(HOSPITAL, "collaboratesWith", "蓝湾生物医药有限公司", doc, deal, "医院", "签署合作协议")
    make.fact("转化医学中心", "establishedBy", HOSPITAL, doc, deal, "医院", "共建", "转化医学中心")
    make.fact("转化医学中心", "establishedBy", "蓝湾生物医药有限公司", doc, deal)
    counts = "2022年，医院发表SCI论文128篇，科研经费3400余万元，开放床位2600张。"
    make.figure(HOSPITAL, ("SCI论文", "128", "篇", "2022"), counts[: counts.index("，科研")], doc)
    make.figure(HOSPITAL, ("科研经费", "3400", "万元", "2022"), "科研经费3400余万元", doc)
    make.figure(HOSPITAL, ("开放床位", "2600", "张", "2022"), "开放床位2600张", doc)


def _lanwan_facts(make: _Maker) -> None:
    doc, league = "lanwan-2023", "海东省康养职业教育联盟"
    founded = "蓝湾职业技术学院成立于1998年，前身为蓝湾卫生学校，由蓝湾市人民政府主管。"
    make.fact(COLLEGE, "foundedIn", "1998", doc, founded)
    make.fact(COLLEGE, "predecessor", "蓝湾卫生学校", doc, founded)
    make.fact(COLLEGE, "overseenBy", "蓝湾市人民政府", doc, founded)
    make.fact(COLLEGE, "locatedIn", "蓝湾市", doc, founded, COLLEGE, "蓝湾市")
    joined = "学院牵头组建海东省康养职业教育联盟，宁海医科大学附属第一医院为联盟成员单位。"
    make.fact(COLLEGE, "leads", league, doc, joined, "学院", "牵头", league)
    make.fact(league, "establishedBy", COLLEGE, doc, joined, "学院", "组建", league)
    make.fact(HOSPITAL, "memberOf", league, doc, joined, HOSPITAL, "联盟成员单位")
    ran = "学院主办全省护理技能大赛，印发《蓝湾职业技术学院章程》。"
    make.fact(COLLEGE, "organizes", "全省护理技能大赛", doc, ran, "学院", "主办", "全省护理技能大赛")
    make.fact(COLLEGE, "issued", "蓝湾职业技术学院章程", doc, ran, "学院", "印发", "蓝湾职业技术学院章程")
    taught = "护理教师李珊讲授《健康评估》。"
    make.fact("李珊", "teaches", "健康评估", doc, taught)
    make.fact("李珊", "expertIn", "护理", doc, taught)
    make.fact("李珊", "affiliatedWith", COLLEGE, doc, taught, "护理教师", "李珊")
    make.fact("李珊", "title", "教师", doc, taught)
    make.fact("顾南山", "advises", "李珊", doc, "李珊的导师是顾南山。")
    make.figure(COLLEGE, ("专任教师", "412", "人", ""), "专任教师412人", doc)
    make.figure(COLLEGE, ("高级职称", "36.5", "%", ""), "高级职称占36.5%", doc)


SYNTHETIC_PROPERTIES = {
    ("", ""): "partOf",
    ("", "Program"): "participatesIn",
    ("Person", ""): "affiliatedWith",
    ("Person", "Person"): "advises",
    ("Person", "Program"): "participatesIn",
    ("Program", ""): "establishedBy",
    ("Program", "Person"): "establishedBy",
}
"""From and to what (persons, programmes, else institutions): keeps the graph within its ontology."""
SYNTHETIC_SENTENCE = "某机构与另一机构有关联。\n"


def synthetic_graph(nodes: int, edges: int, seed: int = 0, evidence: bool = True) -> KnowledgeGraph:
    """A graph of any size for benchmarks: many of few neighbours, few of many, unique sorted facts.

    Args:
        nodes: Number of entities (institutions, people, programmes), at least 3.
        edges: Number of facts between them; fewer if so many different ones cannot be found.
        seed: Of the random generator; equal arguments give equal graphs.
        evidence: Whether each fact quotes a sentence of one long document.
    """
    dice = random.Random(seed)
    entities = [_synthetic_entity(number) for number in range(nodes)]
    seen: set[tuple[str, str, str]] = set()
    for _ in range(edges * 20):
        if len(seen) == edges:
            break
        subject = entities[dice.randrange(1, nodes)]
        target = entities[int(nodes * dice.random() ** 3)]
        if subject is target:
            continue
        kinds = tuple(e.cls if e.cls in ("Person", "Program") else "" for e in (subject, target))
        property = SYNTHETIC_PROPERTIES.get(kinds)
        if property and subject.iri > target.iri:  # one way only: nothing is part of its own part
            seen.add((subject.iri, property, target.iri))
    text = SYNTHETIC_SENTENCE * max(1, min(len(seen), 1000))
    facts = []
    for number, (subject_iri, property, object_iri) in enumerate(sorted(seen)):
        start = number % 1000 * len(SYNTHETIC_SENTENCE)
        end, confidence = start + len(SYNTHETIC_SENTENCE) - 1, 0.5 + number % 50 / 100
        quote, marks = text[start:end], ((start, start + 3), (start + 4, start + 8))
        said = Evidence("synthetic", start, end, quote, marks, None, "", "synthetic", confidence)
        facts.append(Fact(subject_iri, property, object_iri, False, confidence, (said,) if evidence else ()))
    sections = (SourceSection(0, "", "合成报告", None, 0, len(text)),)
    sha = hashlib.sha256(text.encode()).hexdigest()
    document = SourceDocument("synthetic", "synthetic.txt", "text/plain", sha, text, sections)
    return KnowledgeGraph(tuple(sorted(entities)), tuple(facts), (), (document,))


def _synthetic_entity(number: int) -> Entity:
    cls = ("Hospital", "Department", "Center", "University", "Person", "Person", "Program")[number % 7]
    suffix = {
        "Hospital": "医院",
        "Department": "科",
        "Center": "中心",
        "University": "大学",
        "Program": "计划",
    }
    stem = "".join("春江海棠云山明月"[int(digit)] for digit in f"{number:o}")
    name = f"{stem}{suffix.get(cls, '')}"
    return Entity(mint(BASE, cls, name), cls, name, "zh", (f"{name}{number}号",))
