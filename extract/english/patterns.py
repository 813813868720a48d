"""The pattern language of the relation rules with English lists: ``{name:Class}`` is "A, B and C".

Slots, classes and coded text are those of ``extract.patterns``; only what joins the items of lists differs.
"""

from __future__ import annotations

import re

from extract.classes import LITERAL_CLASSES
from extract.patterns import Pattern, Slot, codes
from extract.records import ExtractError
from ontology.terms import subclasses

_SLOT = re.compile(r"\{(?P<name>[a-z]+):(?P<classes>[A-Za-z|]+)(?P<one>!?)\}")
_MACRO = re.compile(r"<([a-z_]+)>")
_BRACKET = r"(?: ?[(（][^()（）]{1,80}[)）]|,? (?:in|of) (?:the )?PLACE(?:, PLACE)*(?=,| and |;|\.)| in YEAR(?=,| and ))?"
_ARTICLE = r"(?:(?:the|a|an|its|our|their|both|The) )?(?:titles? of (?:the )?)?"
_AND = rf"(?:,? (?:and|as well as|or|along with) |,? ?& |[,/|] |/| [|/·] ){_ARTICLE}"
_UNKNOWN_ITEM = "(?:, (?:[^,.;()\ue000-\ue0ff]|PLACE){1,50}(?=,| and | or ))*"


# What stands behind a preposition is no subject ("the head of Y is"), unless a relative clause goes on with it.
_DEPENDENT = "".join(
    rf"(?<!\b{word} )(?<!\b{word} the )" for word in ("of", "at", "by", "from", "with", "formerly")
)
_GUARD = rf"(?:{_DEPENDENT}|(?=[\ue000-\ue0ff](?: ?[(（][^()（）]{{1,80}}[)）])?,? (?:which|who|that)\b))"


def compile_english(source: str, macros: dict[str, str]) -> Pattern:
    """Compiles a rule's pattern.

    Raises:
        ExtractError: an unknown macro or class, or a regular expression that does not compile.
    """
    slots: dict[str, Slot] = {}
    regex = _SLOT.sub(lambda m: _slot(m, slots), expand(source, macros))
    try:
        return Pattern(re.compile(regex), slots)
    except re.error as error:
        raise ExtractError(f"rule pattern {source!r}: {error}") from error


def expand(source: str, macros: dict[str, str]) -> str:
    """The pattern with its macros written out.

    Raises:
        ExtractError: an unknown macro.
    """

    def body(match: re.Match[str]) -> str:
        if match.group(1) not in macros:
            raise ExtractError(f"rule pattern {source!r}: unknown macro <{match.group(1)}>")
        return f"(?:{expand(macros[match.group(1)], macros)})"

    return _MACRO.sub(body, source)


def _slot(match: re.Match[str], slots: dict[str, Slot]) -> str:
    name = match["name"]
    literal = all(cls in LITERAL_CLASSES for cls in match["classes"].split("|"))
    slots[name] = Slot(name, "", phrase=False, literal=literal)
    one = f"[{''.join(sorted(_letters(match['classes'])))}]"
    bracket = "" if literal else _BRACKET.replace("PLACE", codes()["Place"]).replace("YEAR", codes()["Year"])
    guard = _GUARD if name == "subject" else ""
    if match["one"]:
        return f"{guard}(?P<{name}>{one}){bracket}"
    unknown = _UNKNOWN_ITEM.replace("PLACE", codes()["Place"])
    return f"{guard}(?P<{name}>{one}{bracket}(?:{unknown}{_AND}{one}{bracket})*)"


def _letters(classes: str) -> set[str]:
    letters: set[str] = set()
    for cls in classes.split("|"):
        names = [cls] if cls in LITERAL_CLASSES else [cls, *subclasses(cls)]
        letters |= {codes()[name] for name in names}
    return letters
