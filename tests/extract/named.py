"""Sentences read by the tagger and the recogniser: what the tests of recognition share."""

from __future__ import annotations

from extract.language import read, tokens_of
from extract.recognise import recognise
from extract.records import BlockKind, Mention, Passage


def mentions(text: str, kind: BlockKind = BlockKind.PROSE) -> list[Mention]:
    """The mentions of a text that is one passage."""
    passage = Passage(0, kind, text, tuple(range(len(text))), 0, 0)
    (doc,) = read([text])
    return recognise(passage, tokens_of(doc))


def named(text: str) -> set[tuple[str, str]]:
    """Names and classes of its mentions."""
    return {(m.name, m.cls) for m in mentions(text)}
