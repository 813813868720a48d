"""Short forms that a document lets stand for a name: brackets, abbreviations, first words, family names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extract.english.lexicon import expression, heads, starts_with_place, words_of
from extract.english.people import is_pinyin_name
from extract.entities import EntityTable
from extract.records import Mention, Passage

_HAN = re.compile("[一-鿿·]{2,30}")
_NAMED_BY_FIRST_WORD = frozenset({"University", "Company", "Hospital"})


def bracket_forms(passage: Passage, m: Mention) -> Iterator[str]:
    """Short and second names in brackets right behind a name."""
    match = expression("declared", "bracket").match(passage.text, m.end)
    if match is None or m.cls == "Place":
        return
    explicit = expression("declared", "explicit")
    for part in re.split(r"[,;，；] ?", match.group(1)):
        form = explicit.sub("", part).strip("“”\"' ")
        if _HAN.fullmatch(form):
            yield form
        elif m.cls != "Person" and len(form) > 1:
            abbreviates = expression("declared", "abbreviation").fullmatch(form) and keeps_letters(
                form, m.name
            )
            if abbreviates or explicit.match(part):
                yield form


def keeps_letters(form: str, name: str) -> bool:
    """Whether an abbreviation keeps letters of the name in order.

    >>> keeps_letters("PUMCH", "Peking Union Medical College Hospital"), keeps_letters("WHO", "Heart Center")
    (True, False)
    """
    letters = iter(name.casefold())
    return all(letter in letters for letter in re.sub("[^a-z]", "", form.casefold()))


def proper_parts(table: EntityTable) -> dict[str, int]:
    """First words that are enough to name an institution ("Northgate" for Northgate University)."""
    common = words_of("grammar", "ordinary") | words_of("places", "demonyms")
    found: dict[str, int] = {}
    for entity in range(len(table)):
        words = tuple(table.name(entity).split())
        if len(words) != 2 or table.cls(entity) not in _NAMED_BY_FIRST_WORD or heads().of(words) is None:
            continue
        if len(words[0]) > 4 and words[0] not in common and not starts_with_place(words[0]):
            found[words[0]] = entity
    return found


def surnames(table: EntityTable) -> dict[str, int]:
    """Family names that name one person of the document."""
    bearers: dict[str, set[int]] = {}
    for entity in range(len(table)):
        words = table.name(entity).split()
        if table.cls(entity) == "Person" and len(words) > 1:
            surname = words[0] if is_pinyin_name(words[0], words[-1]) else words[-1]
            bearers.setdefault(surname, set()).add(entity)
    common = words_of("people", "common_words")
    return {
        s: min(e) for s, e in bearers.items() if len(e) == 1 and len(s) > 2 and s.casefold() not in common
    }


def uses_of(
    forms: Mapping[str, int], passage: Passage, row: Sequence[Mention], table: EntityTable
) -> Iterator[tuple[Mention, int]]:
    """The mentions that declared forms make where no other mention stands, and their entities."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    pattern = rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])"
    for match in re.finditer(pattern, passage.text) if forms else ():
        start, end = match.span()
        if not any(m.start < end and start < m.end for m in row):
            entity = forms[match.group()]
            cls = table.cls(entity)
            yield Mention(passage.index, start, end, cls, match.group(), "en-declared-form", 0.9), entity
