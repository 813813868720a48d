"""English text → words with offsets: spaCy's tokens, with hyphened and slashed ones in one piece."""

from __future__ import annotations

from dataclasses import dataclass

from extract.language import english

_GLUE = frozenset("-–&/’'")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark: passage offsets and text."""

    start: int
    end: int
    text: str


def split_words(text: str) -> list[Word]:
    """The words of a passage, in order.

    >>> [w.text for w in split_words("St. Mary's Neuro-oncology R&D Centre (NRC).")]
    ['St.', 'Mary', "'s", 'Neuro-oncology', 'R&D', 'Centre', '(', 'NRC', ')', '.']
    """
    found: list[Word] = []
    for token in english().tokenizer(text):
        if token.is_space:
            continue
        word = Word(token.idx, token.idx + len(token), token.text)
        if found and _glued(found[-1], word):
            first = found.pop()
            word = Word(first.start, word.end, text[first.start : word.end])
        found.append(word)
    return found


def _glued(left: Word, right: Word) -> bool:
    """Whether two tokens without a blank between them are one word for the grammar of names."""
    if left.end != right.start or right.text in ("'s", "’s"):
        return False
    if left.text == "No" and right.text == ".":
        return True
    inside_left = left.text[0].isalnum() and left.text[-1] in _GLUE and len(left.text) > 1
    return (inside_left and right.text[0].isalnum()) or (
        left.text[-1].isalnum() and right.text in ("-", "–", "&", "/")
    )
