"""The class of an English name where its head alone does not tell it: Department, College, Academy, Center …"""

from __future__ import annotations

from collections.abc import Sequence

from extract.english.lexicon import starts_with_place, words_of


def refine(words: Sequence[str], modifiers: Sequence[str], size: int, cls: str, *, complement: bool) -> str:
    """The class of a name.

    Args:
        words: all words of the name.
        modifiers: its words up to and including the head.
        size: number of words of the head.
        cls: the class that the head announces.
        complement: whether "of …" or "for …" follows the head.

    >>> refine(["Royal", "College", "of", "Surgeons"], ["Royal", "College"], 1, "University", complement=True)
    'Association'
    """
    head = " ".join(modifiers[-size:]).casefold()
    before = list(modifiers[:-size])
    rest = list(words[len(modifiers) :])
    rule = _RULES.get(head)
    return cls if rule is None else rule(before, rest, cls, complement)


def _college(before: list[str], rest: list[str], cls: str, complement: bool) -> str:
    if before and before[0] in ("Royal", "American", "European", "International"):
        return "Association"
    inside = any(w in ("University", "Hospital") for w in before)
    return "AcademicUnit" if complement or inside else cls


def _department(before: list[str], rest: list[str], cls: str, complement: bool) -> str:
    regional = any(w in words_of("grammar", "regional") for w in before) or starts_with_place(
        " ".join(before)
    )
    field = next(
        (w for w in [*rest, *reversed(before)] if w in words_of("grammar", "government_fields")), None
    )
    return "GovernmentBody" if field is not None and (regional or "Province" in rest) else cls


def _academy(before: list[str], rest: list[str], cls: str, complement: bool) -> str:
    return (
        "Association"
        if before and before[0] in ("American", "European", "Royal", "National", "World", "International")
        else cls
    )


def _center(before: list[str], rest: list[str], cls: str, complement: bool) -> str:
    medical = before and before[-1] == "Medical" and not complement
    unit = any(w in words_of("grammar", "medical_center_units") for w in before)
    return "Hospital" if medical and not unit and len(before) > 1 else cls


def _congress(before: list[str], rest: list[str], cls: str, complement: bool) -> str:
    return "Event" if before and before[0][0].isdigit() else cls


def _council(before: list[str], rest: list[str], cls: str, complement: bool) -> str:
    return (
        "GovernmentBody"
        if before and before[-1] in ("Research", "Scholarship", "State", "City", "Privy")
        else cls
    )


def _committee(before: list[str], rest: list[str], cls: str, complement: bool) -> str:
    return "GovernmentBody" if any(w in ("Municipal", "Provincial", "Party") for w in before) else cls


def _school(before: list[str], rest: list[str], cls: str, complement: bool) -> str:
    return (
        "School"
        if any(w in ("Middle", "Primary", "Secondary", "Experimental", "Elementary") for w in before)
        else cls
    )


def _branch(before: list[str], rest: list[str], cls: str, complement: bool) -> str:
    return (
        cls if complement or len(before) > 1 or (before and not starts_with_place(before[0])) else "Hospital"
    )


_RULES = {
    "college": _college,
    "department": _department,
    "office": _department,
    "academy": _academy,
    "center": _center,
    "centre": _center,
    "congress": _congress,
    "council": _council,
    "committee": _committee,
    "school": _school,
    "branch": _branch,
}
