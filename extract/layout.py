"""The layout lexicon (``lexicons/layout.yaml``), compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.knowledge import read_yaml


@dataclass(frozen=True, slots=True)
class Style:
    """A numbering style: outer styles have smaller ranks, strong ones are never mistaken for prose."""

    name: str
    rank: int
    strong: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words and patterns of ``layout.yaml`` in the form the stages look them up."""

    styles: tuple[Style, ...]
    counters: str
    parts: frozenset[str]
    labels: tuple[str, ...]
    fields: frozenset[str]
    field_lists: frozenset[str]
    titles: frozenset[str]
    order: frozenset[str]
    numeric: tuple[str, ...]
    person: tuple[str, ...]
    text: tuple[str, ...]
    leading_verbs: re.Pattern[str]
    leading_endings: frozenset[str]
    caption_verbs: tuple[str, ...]
    contents_titles: frozenset[str]
    document_words: re.Pattern[str]
    organisation: re.Pattern[str]
    statement: re.Pattern[str]
    byline_labels: re.Pattern[str]
    byline_sure: re.Pattern[str]
    bullet: re.Pattern[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read and compile the layout lexicon."""
    data = read_yaml("extract", "lexicons", "layout")
    columns = data["columns"]
    return Lexicon(
        styles=tuple(
            Style(entry["style"], entry["rank"], entry["strong"], re.compile(entry["pattern"]))
            for entry in data["numbering"]
        ),
        counters=data["counters"],
        parts=frozenset(data["parts"]),
        labels=tuple(data["labels"]),
        fields=frozenset(data["fields"]),
        field_lists=frozenset(data["field_lists"]),
        titles=frozenset(data["titles"]),
        order=frozenset(columns["order"]),
        numeric=tuple(columns["numeric"]),
        person=tuple(columns["person"]),
        text=tuple(columns["text"]),
        leading_verbs=re.compile("|".join(data["leading_verbs"])),
        leading_endings=frozenset(data["leading_endings"]),
        caption_verbs=tuple(data["caption_verbs"]),
        contents_titles=frozenset(data["contents_titles"]),
        document_words=re.compile(data["document_words"]),
        organisation=re.compile(data["organisation"]),
        statement=re.compile(data["statement"]),
        byline_labels=re.compile(rf"(?:^|[\s|，；;（(])(?:{_joined(data['byline']['labels'])})\s*[:：/]"),
        byline_sure=re.compile(_joined(data["byline"]["sure"]), re.IGNORECASE),
        bullet=re.compile(data["bullet"]),
    )


def _joined(pattern: str) -> str:
    """A pattern that is folded over lines at its bars."""
    return pattern.replace("| ", "|").strip()


def past_bullet(text: str) -> int:
    """Where the text goes on behind the bullet that begins it, 0 if none does.

    >>> past_bullet("●　平台建设"), past_bullet("平台建设")
    (2, 0)
    """
    found = lexicon().bullet.match(text)
    return found.end() if found else 0
