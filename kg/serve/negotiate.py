"""Content negotiation: the media types that are offered, and the choice by an ``Accept`` header."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

TABLE_TYPES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Media type → format of rows."""

GRAPH_TYPES: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "text/plain": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
}
"""Media type → format of triples."""


def choose(accept: str, offered: Iterable[str]) -> str | None:
    """The offered media type that the client likes best, the earlier among equals; None if it accepts none.

    >>> choose("text/html;q=0.5, text/*", ["application/json", "text/csv"])
    'text/csv'
    """
    wishes = [_wish(part) for part in (accept or "*/*").split(",") if part.strip()]
    best, best_quality = None, 0.0
    for media_type in offered:
        quality = _quality(media_type, wishes)
        if quality > best_quality:
            best, best_quality = media_type, quality
    return best


def names(accept: str, media_type: str) -> bool:
    """Whether the header names ``media_type`` itself and likes it at least as much as anything else it names.

    >>> names("text/html,*/*;q=0.8", "text/html"), names("*/*", "text/html")
    (True, False)
    """
    wishes = [_wish(part) for part in accept.split(",") if part.strip()]
    top = max((quality for _range, quality in wishes), default=0.0)
    return (media_type, top) in wishes and top > 0


def with_charset(media_type: str) -> str:
    """The value of ``Content-Type`` to send: text is always UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _wish(part: str) -> tuple[str, float]:
    media_range, *parameters = (piece.strip() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    return media_range.lower(), quality


def _quality(media_type: str, wishes: list[tuple[str, float]]) -> float:
    """What the most specific range that fits says of ``media_type``."""
    kind = media_type.split("/", maxsplit=1)[0] + "/*"
    for wanted in (media_type, kind, "*/*"):
        found = [quality for media_range, quality in wishes if media_range == wanted]
        if found:
            return max(found)
    return 0.0
