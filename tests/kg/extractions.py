"""Hand-made extractions: what a document would say, without reading one; readers for builds under test."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass, field

from extract.records import (
    Claim,
    Document,
    Extraction,
    Figure,
    LocalEntity,
    Occurrence,
    Section,
    Skipped,
    Support,
)
from kg.build import Task


@dataclass
class Telling:
    """Builds the Extraction of a document; every claim adds a sentence to its text: spans are true."""

    name: str
    text: str = "报告\n"
    entities: list[LocalEntity] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    occurrences: list[Occurrence] = field(default_factory=list)

    def entity(
        self, cls: str, name: str, *aliases: str, context: int | None = None, same_as: tuple[str, ...] = ()
    ) -> int:
        number = len(self.entities)
        self.entities.append(LocalEntity(number, cls, name, "zh", aliases, context, same_as))
        self.occurrences.append(Occurrence(number, len(self.text), len(self.text) + len(name)))
        self.text += f"{name}。\n"
        return number

    def support(self, sentence: str, confidence: float = 0.8, rule: str = "test-rule") -> Support:
        at = self.text.find(sentence)
        if at < 0:
            at = len(self.text)
            self.text += f"{sentence}\n"
        return Support(at, at + len(sentence), ((at, at + 1),), None, 1, rule, confidence)

    def claim(
        self, subject: int, property: str, object: int | str, sentence: str, confidence: float = 0.8
    ) -> None:
        self.claims.append(Claim(subject, property, object, self.support(sentence, confidence)))

    def figure(self, about: int, measure: str, value: str, unit: str = "", approximate: bool = False) -> None:
        support = self.support(f"{measure}{value}{unit}")
        self.figures.append(Figure(about, measure, value, unit, "2023", approximate, support))

    def done(self) -> Extraction:
        sha = hashlib.sha256(self.text.encode()).hexdigest()
        document = Document(self.name, f"in/{self.name}.txt", "text/plain", sha, self.text)
        sections = (
            Section(0, 0, "", "报告", None, 0, len(self.text)),
            Section(1, 1, "1", "概况", 0, 3, len(self.text)),
        )
        return Extraction(
            document,
            sections,
            tuple(self.entities),
            tuple(self.occurrences),
            tuple(self.claims),
            tuple(self.figures),
        )


def read_lines(task: Task) -> Extraction | Skipped:
    """A reader for tests: a line "主语 属性 宾语" is a claim between hospitals, "主语 = 数" a figure."""
    telling, known = Telling(task.name), dict[str, int]()
    for line in task.path.read_text(encoding="utf-8").splitlines():
        subject, property, *rest = line.split()
        for name in (subject, *(rest if property != "=" else [])):
            if name not in known:
                known[name] = telling.entity("Hospital", name)
        if property == "=":
            telling.figure(known[subject], "床位", rest[0], "张")
        else:
            telling.claim(known[subject], property, known[rest[0]], f"{subject}与{rest[0]}")
    return telling.done()


def read_or_die(task: Task) -> Extraction | Skipped:
    """Like ``read_lines``, but some documents are bad and some kill their process."""
    if "bad" in task.name:
        return Skipped(str(task.path), "is bad; mend it")
    if "deadly" in task.name:
        os._exit(9)
    return read_lines(task)


def read_slowly(task: Task) -> Extraction | Skipped:
    """Like ``read_lines``, but leaves a note that it has begun and then takes its time."""
    task.path.with_suffix(".started").touch()
    time.sleep(30)
    return read_lines(task)
