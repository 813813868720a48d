"""The ready-made questions of ``ontology/queries/*.rq``: read, and bound to what a person names.

A file is a SPARQL query that runs as it is, for every institution or person. Comments at its head::

    # title: Hospitals of a university
    # title-zh: 一所大学有哪些附属医院
    # topic: units
    # description: Hospitals that are part of the institution …
    # param: of | Organization | the university | 大学 | required
    # example: --of 天津医科大学

and a comment ``# {of}`` in its WHERE marks the place where a value given for ``of`` is put, as VALUES.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.records import KgError
from ontology import terms

if TYPE_CHECKING:
    import pyoxigraph as ox

TOPICS: Mapping[str, tuple[str, str]] = {
    "units": ("Institutions and their units", "机构与下属单位"),
    "people": ("People and posts", "人物与职务"),
    "expertise": ("Expertise", "专业领域"),
    "partners": ("Partners", "合作伙伴"),
    "awards": ("Awards", "奖励与称号"),
    "programmes": ("Programmes and events", "项目与活动"),
    "consortia": ("Consortia and societies", "联盟与学会"),
    "teaching": ("Teaching, books and policies", "教学、出版与制度"),
    "figures": ("Figures", "统计数字"),
    "provenance": ("Provenance", "出处"),
    "connections": ("Connections", "联系"),
    "quality": ("Quality of the data", "数据质量"),
}
FREE = ("any", "text", "number", "class")
_HEADER = re.compile(r"# ([a-z-]+): ?(.*)")
_PLACE = re.compile(r"^([ ]*)# \{(\w+)\}[ ]*$", re.MULTILINE)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked about: ``kinds`` are classes of the ontology, or one of ``FREE``."""

    name: str
    kinds: tuple[str, ...]
    meaning_en: str
    meaning_zh: str
    required: bool

    @property
    def placeholder(self) -> str:
        """What to write for the value in a usage line."""
        kind = self.kinds[0]
        return {"any": "NAME", "text": "WORDS", "number": "NUMBER", "class": "CLASS"}.get(kind, "NAME")


@dataclass(frozen=True, slots=True)
class Question:
    """A ready-made question: ``query`` is SPARQL with places for parameters, ``example`` values to try."""

    name: str
    title_en: str
    title_zh: str
    topic: str
    description: str
    parameters: tuple[Parameter, ...]
    example: tuple[tuple[str, str], ...]
    query: str


@cache
def questions(directory: Path = terms.QUERIES_DIR) -> tuple[Question, ...]:
    """All questions of a directory, by topic and name.

    Raises:
        KgError: a file lacks a title or a known topic, or its parameters are written wrongly.
    """
    order = list(TOPICS)
    found = [_read(path) for path in directory.glob("*.rq")]
    return tuple(sorted(found, key=lambda question: (order.index(question.topic), question.name)))


def question(name: str) -> Question:
    """The question called ``name``.

    Raises:
        KgError: there is none; the nearest names are given.
    """
    by_name = {each.name: each for each in questions()}
    if name in by_name:
        return by_name[name]
    near = get_close_matches(name, by_name, n=3, cutoff=0.5) or sorted(n for n in by_name if name[:4] in n)
    hint = f"did you mean {', '.join(near)}?" if near else "see `kg questions`"
    raise KgError(f"there is no ready-made question {name}; {hint}")


def _read(path: Path) -> Question:
    head: dict[str, list[str]] = {}
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    count = 0
    for line in lines:
        match = _HEADER.fullmatch(line)
        if match is None:
            break
        head.setdefault(match[1], []).append(match[2].strip())
        count += 1
    try:
        parameters = tuple(_parameter(text) for text in head.get("param", ()))
        question = Question(
            name=path.stem,
            title_en=head["title"][0],
            title_zh=head["title-zh"][0],
            topic=head["topic"][0],
            description=head["description"][0],
            parameters=parameters,
            example=_options(head.get("example", [""])[0]),
            query="\n".join(lines[count:]).strip() + "\n",
        )
    except (KeyError, ValueError) as error:
        raise KgError(f"{path}: the comments at the head lack something: {error}") from None
    places = {match[2] for match in _PLACE.finditer(question.query)}
    if question.topic not in TOPICS or places != {each.name for each in parameters}:
        raise KgError(f"{path}: unknown topic, or parameters and places `# {{name}}` differ")
    return question


def _parameter(text: str) -> Parameter:
    name, kinds, english, chinese, *rest = (part.strip() for part in text.split("|"))
    return Parameter(
        name, tuple(kind.strip() for kind in kinds.split(",")), english, chinese, rest == ["required"]
    )


def _options(text: str) -> tuple[tuple[str, str], ...]:
    """``--of A --to B`` as pairs."""
    words = shlex.split(text)
    if len(words) % 2 or any(not word.startswith("--") for word in words[::2]):
        raise ValueError(f"example {text!r} is not a row of --name value")
    return tuple((name[2:], value) for name, value in zip(words[::2], words[1::2], strict=True))


def bind(store: ox.Store, question: Question, values: Mapping[str, str]) -> str:
    """The query with ``values`` (parameter → name, words or number as a person writes them) put in.

    Raises:
        KgError: a value is missing, unknown to the question, or names no entity or several.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            takes = ", ".join(f"--{each}" for each in known) or "none"
            raise KgError(f"{question.name} has no parameter --{name}; it takes {takes}")
    for parameter in question.parameters:
        if parameter.required and parameter.name not in values:
            example = " ".join(f"--{name} {value}" for name, value in question.example)
            raise KgError(
                f"{question.name} needs --{parameter.name} ({parameter.meaning_en}), as in: {example}"
            )
    bound = {name: _term(store, known[name], value) for name, value in values.items()}
    return fill(question.query, bound)


def fill(query: str, bound: Mapping[str, str]) -> str:
    """The query with SPARQL terms in the places of parameters; places without a value go."""

    def place(match: re.Match[str]) -> str:
        value = bound.get(match[2])
        return f"{match[1]}VALUES ?{match[2]} {{ {value} }}" if value else ""

    return re.sub(r"\n{2,}", "\n", _PLACE.sub(place, query))


def _term(store: ox.Store, parameter: Parameter, value: str) -> str:
    """``value`` as a SPARQL term: the entity it names, or a literal.

    Raises:
        KgError: it names no entity, no class, or is no number.
    """
    import pyoxigraph as ox  # noqa: PLC0415 - listing questions needs no engine

    kind = parameter.kinds[0]
    if kind == "text":
        return str(ox.Literal(value))
    if kind == "number":
        if not _NUMBER.fullmatch(value):
            raise KgError(f"--{parameter.name} {value}: give a number, such as 0.7")
        return value
    if kind == "class":
        try:
            return str(ox.NamedNode(terms.class_term(value).iri))
        except terms.OntologyError as error:
            raise KgError(f"--{parameter.name}: {error}") from None
    from kg.names import find_entity  # noqa: PLC0415 - the same

    classes = () if kind == "any" else parameter.kinds
    return str(ox.NamedNode(find_entity(store, value, classes, f"--{parameter.name}").iri))
