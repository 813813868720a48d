"""The spaCy side of the tagger: one ``Language`` whose tokens, tags and statistical entities come from LAC.

spaCy takes 0.6 s to import, so it is imported at first use: commands that read no document never pay for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from extract.records import ExtractError, Token
from extract.tagger import tagger

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

ENTITY_TAGS = frozenset({"PER", "ORG", "LOC", "TIME"})
TOKENIZER = "kg.LacTokenizer.v1"


class LacTokenizer:
    """A spaCy tokenizer: one token a LAC word, its tag in ``tag_``, persons, places … in ``doc.ents``.

    It tags one text at a time; ``read`` is the fast way for many. Its only state is the vocabulary, which the
    ``Language`` saves, so there is nothing to write to disk or to read back.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tags one text."""
        return _docs(self.vocab, [text])[0]

    def to_disk(self, path: object, **_: object) -> None:
        """Writes nothing."""

    def from_disk(self, path: object, **_: object) -> LacTokenizer:  # noqa: ARG002
        """Reads nothing."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """No state, no bytes."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> LacTokenizer:  # noqa: ARG002
        """Reads nothing."""
        return self


def lac_tokenizer() -> Callable[[Language], LacTokenizer]:
    """The factory that spaCy's registry knows as ``kg.LacTokenizer.v1``."""
    return lambda nlp: LacTokenizer(nlp.vocab)


@cache
def language() -> Language:
    """The Chinese pipeline of this process: LAC tokens, no components; ``read`` runs what is added to it."""
    import spacy  # noqa: PLC0415
    from spacy.util import registry  # noqa: PLC0415

    registry.tokenizers(TOKENIZER, func=lac_tokenizer)
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})


@cache
def english() -> Language:
    """The English pipeline of this process: spaCy's rule-based words and sentences."""
    import spacy  # noqa: PLC0415

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def read(texts: Sequence[str]) -> list[Doc]:
    """Tags Chinese texts in batches and runs them through ``language()``.

    Args:
        texts: any number of texts, usually the passages of one document.

    Returns:
        One Doc a text: ``doc.text == text``, LAC's persons, organisations, places and times in ``doc.ents``.

    Raises:
        ExtractError: a text holds half a surrogate pair, which no file can.
    """
    nlp = language()
    return list(nlp.pipe(_docs(nlp.vocab, texts)))


def tokens_of(doc: Doc) -> tuple[Token, ...]:
    """The tokens of a Doc of ``read`` as records, with offsets into ``doc.text``."""
    return tuple(_recut([Token(token.idx, token.idx + len(token), token.text, token.tag_) for token in doc]))


def _recut(tokens: list[Token]) -> Iterator[Token]:
    """The tokens with "学" + "组委员" cut as "学组" + "委员": the groups of medical societies are no words of the tagger."""
    cut = 0
    for token, following in zip(tokens, [*tokens[1:], None][: len(tokens)], strict=True):
        start = token.start + cut
        cut = int(
            token.text.endswith("学")
            and following is not None
            and re.match("组[^织建成]", following.text) is not None
        )
        text = token.text[start - token.start :] + "组" * cut
        yield replace(token, start=start, end=token.end + cut, text=text, tag="n" if cut else token.tag)


def _docs(vocab: Vocab, texts: Sequence[str]) -> list[Doc]:
    from spacy.tokens import Doc  # noqa: PLC0415

    try:
        return [
            Doc(
                vocab,
                words=[token.text for token in tokens],
                spaces=[False] * len(tokens),
                tags=[token.tag for token in tokens],
                ents=[_iob(token) for token in tokens],
            )
            for tokens in tagger().tag(texts)
        ]
    except UnicodeEncodeError as error:
        place = f"U+{ord(error.object[error.start]):04X}"
        raise ExtractError(f"text holds {place}, half of a surrogate pair: repair its encoding") from error


def _iob(token: Token) -> str:
    named = token.tag in ENTITY_TAGS and not token.text.isspace()
    return f"B-{token.tag}" if named else "O"
