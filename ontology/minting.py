"""IRIs of things: deterministic, readable, made from what a thing is and never from the order of arrival."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from urllib.parse import quote

DEFAULT_BASE = "https://w3id.org/institution-kg/id/"

MAX_SLUG = 60
"""Longest path segment, in characters of the folded name; a longer name is cut and gets a digest."""

_DROPPED = re.compile("[\\s\u200b-\u200d\ufeff\u00ad\"'`“”‘’„‟‹›«»「」『』《》〈〉·•‧∙⋅・]+")
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def fold(name: str) -> str:
    """Return what identity is decided on: NFKC, lower case, no white space, quotes, 《》 or middle dots.

    >>> fold("《Ｎａｔｕｒｅ　Medicine》")
    'naturemedicine'
    """
    previous = ""
    while name != previous:  # what one step drops or lowers can let the next one compose
        previous, name = name, _DROPPED.sub("", unicodedata.normalize("NFKC", name).casefold())
    return name


def mint(base: str, cls: str, name: str, context: str = "", *, fold: Callable[[str], str] = fold) -> str:
    """Return the IRI of the entity of class ``cls`` called ``name``, the same for names that fold alike.

    ``context`` tells homonyms apart: a person's institution. ``fold`` replaces this module's folding.

    >>> mint(DEFAULT_BASE, "AcademicUnit", "护理 学院", "天津医科大学")
    'https://w3id.org/institution-kg/id/academic-unit/天津医科大学/护理学院'
    """
    names = [context, name] if context else [name]
    return base + "/".join([_kind(cls), *(_slug(fold(part)) for part in names)])


def mint_document(base: str, name: str) -> str:
    """Return the IRI of the source document ``name``; document names are not folded."""
    return f"{base}document/{_slug(name)}"


def mint_observation(  # noqa: PLR0913, PLR0917 - together they are the identity of a figure
    base: str, about: str, measure: str, value: str | Decimal, unit: str, period: str
) -> str:
    """Return the IRI of a figure; ``about`` is an IRI, ``value`` a decimal numeral (1.50 is 1.5)."""
    number = f"{Decimal(value).normalize():f}"
    return mint_record(base, "Observation", about, fold(measure), number, fold(unit), fold(period))


def mint_record(base: str, cls: str, *parts: str) -> str:
    """Return the IRI of a thing without a name (a statement, an evidence): a digest of what identifies it."""
    return f"{base}{_kind(cls)}/{_digest(*parts)}"


def _kind(cls: str) -> str:
    """Return the path segment of a class: AcademicUnit → academic-unit."""
    return _slug(_WORD_START.sub("-", cls).lower())


def _slug(text: str) -> str:
    """Return ``text`` as one IRI path segment, different for different texts.

    "~" never comes from a text (it is percent-encoded there), so that "~" and a digest can stand for what
    cannot be written out: a long name, and "", "." and "..", which are steps in a path and not names.
    """
    if len(text) <= MAX_SLUG and text.strip("."):
        return _encode(text)
    return f"{_encode(text[: MAX_SLUG // 2].strip('.'))}~{_digest(text)}"


def _encode(text: str) -> str:
    """Percent-encode all but letters and digits of any script, "-", "." and "_"."""
    return "".join(char if char.isalnum() or char in "-._" else _escape(char) for char in text)


def _escape(char: str) -> str:
    return "%7E" if char == "~" else quote(char, safe="", errors="surrogatepass")


def _digest(*parts: str) -> str:
    """Return 20 hexadecimal digits; parts count with their length, so that ("ab", "c") is not ("a", "bc")."""
    data = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:20]
