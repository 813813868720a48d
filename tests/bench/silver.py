"""Sentences to train a model on that nobody annotated: what the rules find in our own texts, and made-up sentences."""

from __future__ import annotations

import hashlib
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from extract.classes import INSTITUTIONS
from extract.language import read, tokens_of
from extract.lexicon import heads, word_list
from extract.loaders import load
from extract.recognise import recognise
from extract.records import Document, Mention, Passage, Token
from extract.segment import segment

ROOT = Path(__file__).parents[2]
WANTED = INSTITUTIONS | {"Person"}
CLASSES = WANTED | {"Award", "Event", "Program"}
TEMPLATES = (
    "{University}与{Company}签署战略合作协议。",
    "{Hospital}隶属于{GovernmentBody}，是{University}的附属医院。",
    "{Hospital}{Department}主任{Person}教授担任{Association}副会长。",
    "{Person}毕业于{University}，现任{ResearchInstitute}所长。",
    "{Person}、{Person}和{Person}参加了{Event}。",
    "学校获{GovernmentBody}批准建设{Laboratory}和{Center}。",
    "{Association}由{Hospital}牵头，成员单位有{Hospital}、{School}、{Company}。",
    "{AcademicUnit}设有{Center}、{Laboratory}，院长为{Person}。",
    "{Team}在{Event}中荣获{Award}。",
    "{Person}主持{Program}3项，获{Award}。",
    "{Base}由{University}与{Company}共建。",
    "{GovernmentBody}授予{School}{Award}称号。",
    "近年来，医院选派骨干赴{Hospital}、{University}进修。",
    "应{University}邀请，{Person}一行访问了{Company}。",
    "{Person}先后在{Company}、{ResearchInstitute}工作。",
    "2021年，学院入选{Program}，由{Person}负责。",
    "截至目前，全校共有教师320人，其中高级职称98人。",
    "坚持以服务为宗旨，不断提高教学质量，深化产教融合。",
)
# Names without a head that the grammar knows, so that the model has to go by the words around them.
UNKNOWN_ENDS = {
    "Company": "厂社坊行",
    "Hospital": "院堂馆",
    "School": "馆塾",
    "Base": "园场站",
    "Association": "社会盟",
    "GovernmentBody": "署处办",
}
SYLLABLES = "安华德仁康明远达信和泰宏博瑞新云海东晨嘉立文清志佳雅欣宇思若子建国丽玉雪峰"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence to learn from: its tokens and names ``(start, end, class)``, offsets of code points."""

    tokens: tuple[Token, ...]
    names: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A sentence without its names: what stands around them (one more than names), and their classes."""

    around: tuple[str, ...]
    classes: tuple[str, ...]


def squashed(text: str) -> str:
    """The text without white space, folded, to see whether one text holds another."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def passages(document: Document) -> Iterator[tuple[Passage, tuple[Token, ...]]]:
    """The passages of a document with their tokens."""
    found = [p for p in segment(document).passages if p.text.strip()]
    yield from zip(found, map(tokens_of, read([p.text for p in found])), strict=True)


def own_texts() -> list[Document]:
    """The example reports and the texts of the golden tests."""
    reports = [load(path, path.stem) for path in sorted((ROOT / "examples").glob("*.txt"))]
    cases = [
        case["text"]
        for file in sorted((ROOT / "tests/golden").glob("*.yaml"))
        for case in yaml.safe_load(file.read_text("utf-8"))
    ]
    return reports + [
        Document(f"case{n}", "case", "text/plain", hashlib.sha256(text.encode()).hexdigest(), text)
        for n, text in enumerate(cases)
    ]


def silver(documents: Iterable[Document], forbidden: str) -> list[Sample]:
    """The rules' own reading of documents, without the passages that ``forbidden`` (squashed text) holds."""
    return [
        Sample(tokens, outermost(recognise(passage, tokens)))
        for document in documents
        for passage, tokens in passages(document)
        if squashed(passage.text) not in forbidden
    ]


def outermost(mentions: Iterable[Mention]) -> tuple[tuple[int, int, str], ...]:
    """The longest names where names hold others: the model knows no nesting."""
    taken: list[tuple[int, int, str]] = []
    for m in sorted((m for m in mentions if m.cls in CLASSES), key=lambda m: (m.start - m.end, m.start)):
        if not any(m.start < end and start < m.end for start, end, _ in taken):
            taken.append((m.start, m.end, m.cls))
    return tuple(sorted(taken))


def known_texts(gold: Path, own: Iterable[Document]) -> dict[str, bool]:
    """Gold text → whether most of it stands in one of our own texts, which the rules were written with."""
    held = "".join(squashed(document.text) for document in own)
    found = {}
    for path in sorted(gold.glob("docs/*.txt")):
        lines = [line for line in map(squashed, path.read_text("utf-8").splitlines()) if line]
        found[path.stem] = 2 * sum(len(line) for line in lines if line in held) > sum(map(len, lines))
    return found


def synthetic(count: int, chance: random.Random) -> list[Sample]:
    """Sentences of templates and word lists."""
    shapes = (re.split("{([A-Za-z]+)}", chance.choice(TEMPLATES)) for _ in range(count))
    return _filled([_Shape(tuple(shape[::2]), tuple(shape[1::2])) for shape in shapes], chance)


def varied(samples: Sequence[Sample], times: int, chance: random.Random) -> list[Sample]:
    """The sentences with other names in the places of theirs, several times: the words around names stay."""
    shapes = []
    for sample in samples:
        text = "".join(token.text for token in sample.tokens)
        ends = [0, *(end for _, end, _ in sample.names)]
        starts = [*(start for start, _, _ in sample.names), len(text)]
        around = tuple(text[end:start] for end, start in zip(ends, starts, strict=True))
        shapes += [_Shape(around, tuple(cls for _, _, cls in sample.names))] * (times if sample.names else 0)
    return _filled(shapes, chance)


def _filled(shapes: Sequence[_Shape], chance: random.Random) -> list[Sample]:
    made = []
    for shape in shapes:
        text, names = shape.around[0], []
        for cls, after in zip(shape.classes, shape.around[1:], strict=True):
            name = invented(cls, chance)
            names.append((len(text), len(text) + len(name), cls))
            text += name + after
        made.append((text, tuple(names)))
    tokens = map(tokens_of, read([text for text, _ in made]))
    return [Sample(found, names) for found, (_, names) in zip(tokens, made, strict=True)]


def invented(cls: str, chance: random.Random) -> str:
    """A name of a class: place, field or fancy word, and a head; one in five has a head that no list knows."""
    places, fancy = word_list("places"), "".join(chance.sample(SYLLABLES, 2))
    if cls == "Person":
        return str(chance.choice(word_list("people")["surnames"])) + fancy[: chance.choice((1, 2, 2))]
    if cls in UNKNOWN_ENDS and chance.random() < 0.2:
        return chance.choice(("", chance.choice(places["cities"]))) + fancy + chance.choice(UNKNOWN_ENDS[cls])
    head = chance.choice(sorted(h for h, c in heads().classes.items() if c == cls) or [""])
    if cls == "Department":
        return head
    place = chance.choice(
        (
            chance.choice(places["provinces"]) + "省",
            chance.choice(places["cities"]) + "市",
            chance.choice(places["cities"]),
            "",
        )
    )
    return place + chance.choice((fancy, chance.choice(word_list("specialties")["fields"]))) + head
