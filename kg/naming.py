"""The class, label, aliases and identifiers of a group of local entities that are one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.fold import fold_name, has_han
from extract.records import LocalEntity
from ontology.terms import ancestors


@dataclass(frozen=True, slots=True)
class Named:
    """What is known of a thing apart from its IRI; ``aliases`` and ``identifiers`` are sorted."""

    cls: str
    label: str
    language: str
    aliases: tuple[str, ...]
    identifiers: tuple[str, ...]


def name_group(group: Sequence[LocalEntity]) -> Named:
    """Decide by votes and break ties by the names, so that the order of ``group`` does not matter."""
    label = fullest(entity.name for entity in group)
    languages = Counter(entity.language for entity in group if entity.name == label)
    return Named(
        cls=most_voted(entity.cls for entity in group),
        label=label,
        language=min(languages, key=lambda language: (-languages[language], language)),
        aliases=_aliases(label, group),
        identifiers=tuple(sorted({iri for entity in group for iri in entity.identifiers})),
    )


def most_voted(classes: Iterable[str]) -> str:
    """The most frequent class, Organization only for want of a better; the more specific of equals.

    >>> most_voted(["Organization", "Organization", "Hospital"])
    'Hospital'
    """
    votes = Counter(classes)
    if len(votes) > 1:
        votes.pop("Organization", None)
    return min(votes, key=lambda cls: (-votes[cls], -len(ancestors(cls)), cls))


def fullest(names: Iterable[str]) -> str:
    """The name to show: Chinese before others, then the longest, then the most frequent spelling.

    >>> fullest(["附一院", "Ninghai No. 1 Hospital", "宁海医科大学附属第一医院"])
    '宁海医科大学附属第一医院'
    """
    votes = Counter(names)
    return min(votes, key=lambda name: (not has_han(name), -len(fold_name(name)), -votes[name], name))


def _aliases(label: str, group: Sequence[LocalEntity]) -> tuple[str, ...]:
    """The other names, one spelling of each; spellings that fold like the label are not other names."""
    votes = Counter(name for entity in group for name in (entity.name, *entity.aliases))
    spellings: dict[str, str] = {}
    for name in sorted(votes, key=lambda name: (-votes[name], name)):
        spellings.setdefault(fold_name(name), name)
    spellings.pop(fold_name(label), None)
    return tuple(sorted(spellings.values()))
