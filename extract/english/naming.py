"""Names of institutions, programmes, honours and places: the cue grammar and the lists of known names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extract.english.lexicon import expression, one_of, places, word_list
from extract.english.names import Name, find_names
from extract.english.words import split_words
from extract.records import Mention, Passage

_NEXT_ITEM = re.compile(r"(?:,? and |, )(?=[A-Z])")


def mention(passage: Passage, span: tuple[int, int], cls: str, rule: str, confidence: float) -> Mention:
    """The words ``span`` of a passage as a mention."""
    return Mention(passage.index, *span, cls, passage.text[slice(*span)], rule, confidence)


def covered(m: Mention, others: Sequence[Mention]) -> bool:
    """Whether another mention holds this one, or is as long."""
    return any(o.start <= m.start and m.end <= o.end for o in others)


def institution_names(passage: Passage, barriers: Sequence[tuple[int, int]]) -> list[Mention]:
    """The names of a passage, nested ones too, but no counted statuses; none goes across a barrier."""
    names = find_names(passage.text, split_words(passage.text), barriers)
    found = [mention(passage, (n.start, _home_end(passage.text, n)), n.cls, "en-cue", 0.85) for n in names]
    return [
        m for m in [*_with_known(passage, found), *_plural_units(passage)] if not _is_count(passage.text, m)
    ]


def prizes(passage: Passage, names: Sequence[Mention]) -> Iterator[Mention]:
    """Prizes and contests with the grade before them ("second prize of the Hale Award")."""
    for m in names:
        grade = expression("recognise", "prize_grade").search(passage.text, 0, m.start)
        if grade and m.cls in ("Award", "Event"):
            name = re.sub("(?i)(prize|award|medal)s", r"\1", grade.group()) + m.name
            yield Mention(passage.index, grade.start(), m.end, "Award", name, "en-graded-prize", 0.85)


def announced(passage: Passage) -> Iterator[Mention]:
    """Courses, journals, books and trials that only a word beside them tells ("the course Human Anatomy")."""
    kinds = {
        "course": "Course",
        "edited": "Publication",
        "written": "Publication",
        "trial": "Program",
        "status": "Award",
    }
    for kind, cls in kinds.items():
        for match in expression("recognise", kind).finditer(passage.text):
            yield mention(passage, match.span("name"), cls, f"en-{kind}", 0.75)


def place_names(passage: Passage) -> Iterator[Mention]:
    """The places of a passage."""
    for match in places().finditer(passage.text):
        yield mention(passage, match.span(), "Place", "en-place", 0.85)
        town = expression("recognise", "town").search(passage.text[: match.start()].removesuffix(", "))
        if town and passage.text[town.end() : match.start()] == ", " and not places().fullmatch(town.group()):
            yield mention(passage, town.span(), "Place", "en-town", 0.7)


def _home_end(text: str, name: Name) -> int:
    """Where a name ends before the country it is said to be of ("Lund University of Sweden")."""
    words = text[name.start : name.end]
    foreign = expression("recognise", "foreign").search(words)
    if foreign is None or name.cls not in ("University", "Hospital", "ResearchInstitute"):
        return name.end
    abroad = foreign["country"] in word_list("places")["countries"]
    return name.start + foreign.start() if abroad and " " in words[: foreign.start()] else name.end


def _is_count(text: str, m: Mention) -> bool:
    """Whether a status is only counted ("25 National Key Clinical Specialties")."""
    if m.cls != "Award" or expression("recognise", "listed_behind").match(text, m.end):
        return False
    return expression("recognise", "counted").search(text[: m.start]) is not None


@cache
def _known() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    forms: dict[str, tuple[str, str]] = {}
    for cls, rows in word_list("names").items():
        for row in rows:
            forms |= dict.fromkeys([row["name"], *row.get("also", ())], (cls, row["name"]))
    return re.compile(one_of(forms)), forms


def _with_known(passage: Passage, found: list[Mention]) -> list[Mention]:
    """Adds the well-known names; where the grammar has found the same words, or fewer, the list decides."""
    pattern, forms = _known()
    known = []
    for match in pattern.finditer(passage.text):
        cls, name = forms[match.group()]
        m = mention(passage, match.span(), cls, "en-known-name", 0.95)
        if match.group().isupper() and covered(m, found):
            continue
        aliases = () if match.group() == name else (match.group(),)
        known.append(Mention(m.passage, m.start, m.end, cls, name, m.rule, m.confidence, aliases))
    return [m for m in found if not covered(m, known)] + known


def _plural_units(passage: Passage) -> Iterator[Mention]:
    """One unit an item of "Departments of Cardiology and Neurology"."""
    text = passage.text
    item_pattern = expression("recognise", "unit_item")
    for match in expression("recognise", "plural_units").finditer(text):
        row = word_list("heads")["plural"][match["head"].capitalize()]
        start, position = match.start(), match.end()
        while position and (item := item_pattern.match(text, position)):
            name = f"{row['head']} {match['joiner']} {item.group()}"
            yield Mention(passage.index, start, item.end(), row["class"], name, "en-plural-units", 0.8)
            following = _NEXT_ITEM.match(text, item.end())
            start = position = following.end() if following else 0
