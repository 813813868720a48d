"""Which names stand for one thing wherever they are read, and which only inside their document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import yaml

from extract.fold import fold_name, has_han
from extract.lexicon import heads, is_generic, place_start
from ontology.terms import is_a

_CONTEXTUAL = frozenset({"Course", "Program", "Event", "Award", "Policy", "Publication"})


@dataclass(frozen=True, slots=True)
class _Words:
    institutions: re.Pattern[str]
    units: frozenset[str]
    owners: re.Pattern[str]


@cache
def _words() -> _Words:
    text = resources.files("kg").joinpath("unspecific.yaml").read_text(encoding="utf-8")
    lists = yaml.safe_load(text)
    longest_first = sorted(lists["institutions"], key=lambda word: (-len(word), word))
    return _Words(
        institutions=re.compile(f"(?:{'|'.join(map(re.escape, longest_first))})*"),
        units=frozenset(lists["units"]),
        owners=re.compile("|".join(map(re.escape, lists["owners"]))),
    )


def family(cls: str) -> str:
    """The widest class whose members can be one thing under one name: all organisations are one family.

    >>> family("Hospital"), family("Award")
    ('Organization', 'Award')
    """
    return "Organization" if is_a(cls, "Organization") else cls


@lru_cache(maxsize=65536)
def specific(name: str, cls: str) -> bool:
    """Whether ``name`` of class ``cls`` stands for one thing in every document.

    People's names never do; names of units do if they say a place or an institution; names of institutions
    unless they are made of unspecific words only; names of all else do.

    >>> specific("宁海医科大学附属第一医院", "Hospital"), specific("第一附属医院", "Hospital")
    (True, False)
    >>> specific("神经外科", "Department"), specific("湘雅医院", "Hospital"), specific("李珊", "Person")
    (False, True, False)
    """
    if cls == "Person":
        return False
    if not is_a(cls, "Organization") or cls == "GovernmentBody":
        return True
    if not has_han(name):
        return len(name.split()) > 1
    head = heads().of(name)
    modifier = name[: -len(head[0])] if head else name
    if is_generic(modifier) or _words().institutions.fullmatch(modifier):
        return False
    if cls in _words().units:
        return bool(place_start().match(name) or _words().owners.search(modifier))
    return len(name) > 2


def specific_alias(alias: str, cls: str) -> bool:
    """Whether a short name is enough to know an entity in another document: it names a place, or has a head.

    >>> specific_alias("附一院", "Hospital"), specific_alias("武汉协和医院", "Hospital")
    (False, True)
    """
    if cls == "Person" or not specific(alias, cls):
        return False
    if not has_han(alias):
        return len(alias) > 8
    return bool(place_start().match(alias) or heads().of(alias)) and len(alias) > 3


def keeps_context(cls: str) -> bool:
    """Whether things of this class have homonyms that only their institution tells apart."""
    return is_a(cls, "Organization") or cls == "Person" or cls in _CONTEXTUAL


def says(name: str, owner: str) -> bool:
    """Whether ``name`` already holds the owner's name, so that it needs no context.

    >>> says("宁海医科大学附属第一医院 心内科", "宁海医科大学附属第一医院")
    True
    """
    return fold_name(owner) in fold_name(name)
