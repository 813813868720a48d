"""The words of the pages in both languages, and how each class is drawn, from the package's YAML files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ontology.terms import vocabulary

ASSETS = files("kg.explore") / "assets"


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """Colour (``#rrggbb``) and vis-network shape of a class's nodes."""

    color: str
    shape: str


@cache
def messages() -> dict[str, tuple[str, str]]:
    """Every message of the pages by key, as (Chinese, English)."""
    raw = yaml.safe_load((ASSETS / "messages.yaml").read_text(encoding="utf-8"))
    return {key: (str(pair[0]), str(pair[1])) for key, pair in raw.items()}


def messages_for(classes: Iterable[str], properties: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The messages with the labels of classes and properties.

    These are the ontology's, unless the messages have a shorter one; an unknown name stands for itself.
    """
    words = dict(messages())
    known = vocabulary()
    for kind, names, terms in (
        ("class", classes, known.classes),
        ("property", properties, known.properties),
    ):
        for name in names:
            term = terms.get(name)
            label = (term.label_zh, _capital(term.label_en)) if term else (name, name)
            words.setdefault(f"{kind}.{name}", label)
            words.setdefault(f"{kind}.{name}.of", (f"{label[0]}（反向）", f"{label[1]} (of)"))
    return words


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def class_styles() -> dict[str, ClassStyle]:
    """The look of each class by name."""
    raw = yaml.safe_load((ASSETS / "style.yaml").read_text(encoding="utf-8"))
    return {name: ClassStyle(row["color"], row["shape"]) for name, row in raw.items()}


def class_style(name: str) -> ClassStyle:
    """The look of a class; an unknown class looks like an Organization."""
    styles = class_styles()
    return styles.get(name, styles["Organization"])
