"""The spaCy side of the tagger: one ``Language`` whose tokens, tags and statistical entities come from LAC.

spaCy takes 0.6 s to import, so it is imported at first use: commands that read no document never pay for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from extract.fold import COLUMN_BLANK
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


# A verb or conjunction that the tagger took into the institution's name beside it ("更名" + "…学院", "…局" + "与").
_LEAD = re.compile(
    "(?:更名为?|改名为?|改称为?|易名为?|升格为?|兼任|现任|曾任|历任|后任|任(?!丘|县|城)|赴|前往|奔赴|考取|考入|考上|就读于?|毕业于?)"
    "(?=[一-鿿]{4,}(?:大学|学院|医院|学校|研究所|研究院|科学院|公司|中心|实验室|学会|协会)$)"
)
_TRAIL = re.compile("(?<=[一-鿿]{3}[学院司团所局委府厅会心])(?:以及|与|和|及|合建|共建|合作|联合)$")
# What 组织, the tissue of biology, stands before; the verb of the same form stands before what is organised.
_OF_TISSUE = re.compile("工程|胚胎|病理|细胞|修复|再生|学")


def _recut(tokens: list[Token]) -> Iterator[Token]:
    """The tokens with what the tagger joins to names cut off, and words that it reads wrongly in the names of units."""
    cut = 0
    tokens = list(_of_their_place(tokens))
    for token, following in zip(tokens, [*tokens[1:], None][: len(tokens)], strict=True):
        start = token.start + cut
        # "学" + "组委员": the groups of medical societies are no words of the tagger.
        cut = int(
            token.text.endswith("学")
            and following is not None
            and re.match("组[^织建成]", following.text) is not None
        )
        text = token.text[start - token.start :] + "组" * cut
        tissue = text == "组织" and following is not None and _OF_TISSUE.match(following.text)
        tag = "n" if cut or tissue else token.tag
        yield from _without_neighbours(replace(token, start=start, end=token.end + cut, text=text, tag=tag))


def _of_their_place(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with "安徽道" + "地" cut as "安徽" + "道地": herbs of the place that is known for them."""
    moved = 0
    for token, following in zip(tokens, [*tokens[1:], None][: len(tokens)], strict=True):
        start, text, tag = token.start - moved, "道" * moved + token.text, "n" if moved else token.tag
        moved = int(
            token.tag == "LOC"
            and token.text.endswith("道")
            and following is not None
            and following.text == "地"
        )
        yield replace(token, start=start, end=token.end - moved, text=text[: len(text) - moved], tag=tag)


def _without_neighbours(token: Token) -> Iterator[Token]:
    """A name, and the words cut off its edges as tokens of their own; other tokens as they are."""
    lead = _LEAD.match(token.text) if token.tag in ("ORG", "v", "nz") else None
    trail = _TRAIL.search(token.text) if token.tag == "ORG" else None
    first, last = lead.end() if lead else 0, trail.start() if trail else len(token.text)
    if lead is None and trail is None:
        yield token
        return
    parts = ((0, first, "v"), (first, last, "ORG"), (last, len(token.text), "c"))
    for a, b, tag in parts:
        if a < b:
            yield Token(token.start + a, token.start + b, token.text[a:b], tag)


def _docs(vocab: Vocab, texts: Sequence[str]) -> list[Doc]:
    """The Docs of texts; the tagger, which knows no blanks, is shown a comma where one parts columns."""
    from spacy.tokens import Doc  # noqa: PLC0415

    try:
        return [
            Doc(
                vocab,
                words=[text[token.start : token.end] for token in tokens],
                spaces=[False] * len(tokens),
                tags=[token.tag for token in tokens],
                ents=[_iob(token) for token in tokens],
            )
            for text, tokens in zip(
                texts, tagger().tag([COLUMN_BLANK.sub("，", t) for t in texts]), strict=True
            )
        ]
    except UnicodeEncodeError as error:
        place = f"U+{ord(error.object[error.start]):04X}"
        raise ExtractError(f"text holds {place}, half of a surrogate pair: repair its encoding") from error


def _iob(token: Token) -> str:
    named = token.tag in ENTITY_TAGS and not token.text.isspace()
    return f"B-{token.tag}" if named else "O"
