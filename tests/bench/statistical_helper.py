"""Rules alone beside rules and a small trained model: ``python -m tests.bench.statistical_helper GOLD BUILT``.

Trains a spaCy named-entity recogniser on silver data (what the rules find in the example reports and in our own golden
sentences, and sentences made of templates and word lists; never a sentence of an annotated text), saves it as BUILT/model,
builds every text of GOLD/docs once for each way of using it, and prints the scores. ``docs/statistical-helper.md`` has
the last table and what was decided by it. ``--reuse`` takes BUILT/model as it is.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import perf_counter, process_time
from types import ModuleType
from unittest.mock import patch

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.util import fix_random_seed

import extract.read
from extract.language import TOKENIZER, language
from extract.loaders import load
from extract.recognise import recognise
from extract.records import Mention, Passage, Token
from kg.build import build
from kg.settings import Settings
from tests.bench.calibrate import scorer
from tests.bench.silver import (
    CLASSES,
    WANTED,
    Sample,
    known_texts,
    own_texts,
    passages,
    silver,
    squashed,
    synthetic,
    varied,
)

RULE, CONFIDENCE, DOUBTFUL = "statistical-helper", 0.5, 0.85
SEED, EPOCHS, BATCH = 7, 10, 16
VARIANTS, SYNTHETIC = 3, 1000
MEASURES = ("entity", "institution", "person", "fact", "observation")
WIDTH = 96
MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "TAG"],
            "rows": [5000, 1000, 2500, 100],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "window_size": 1,
            "maxout_pieces": 3,
            "depth": 4,
        },
    },
}

# -- model -----------------------------------------------------------------------------------------------------------


def doc_of(vocab: Vocab, tokens: Sequence[Token]) -> Doc:
    """The tokens as a Doc without LAC's own entities, which would bind the model."""
    return Doc(vocab, [t.text for t in tokens], [False] * len(tokens), tags=[t.tag for t in tokens])


def example(vocab: Vocab, sample: Sample) -> Example:
    """A sample to train on; a name that cuts a token in two teaches nothing."""
    doc = doc_of(vocab, sample.tokens)
    names, open_tokens = [], set()
    for start, end, cls in sample.names:
        span = doc.char_span(start, end, cls)
        cut = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and not span.text[0].isspace() and not span.text[-1].isspace():
            names.append(span)
        elif cut is not None:
            open_tokens |= {token.i for token in cut}
    open_tokens -= {token.i for span in names for token in span}
    doc.set_ents(names, missing=[Span(doc, i, i + 1) for i in sorted(open_tokens)], default="outside")
    return Example(doc_of(vocab, sample.tokens), doc)


def train(samples: Sequence[Sample]) -> Language:
    """A trained pipeline; the same for the same samples."""
    fix_random_seed(SEED)
    chance = random.Random(SEED)
    language()  # registers the tokenizer
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.add_pipe("ner", config={"model": MODEL})
    examples = [example(nlp.vocab, sample) for sample in samples if sample.tokens]
    optimizer = nlp.initialize(lambda: examples)
    for epoch in range(EPOCHS):
        chance.shuffle(examples)
        losses: dict[str, float] = {}
        for start in range(0, len(examples), BATCH):
            nlp.update(examples[start : start + BATCH], sgd=optimizer, drop=0.25, losses=losses)
        print(f"epoch {epoch + 1}: loss {losses['ner']:.0f}", flush=True)
    return nlp


class Helper:
    """The loaded model as a finder of mentions."""

    def __init__(self, place: Path) -> None:
        language()
        start = perf_counter()
        self.nlp = spacy.load(place)
        self.load_seconds = perf_counter() - start

    def names(self, rows: Sequence[Sequence[Token]]) -> list[tuple[tuple[int, int, str], ...]]:
        """The names in many passages."""
        docs = (doc_of(self.nlp.vocab, tokens) for tokens in rows)
        found = self.nlp.pipe(docs, batch_size=256)
        return [tuple((e.start_char, e.end_char, e.label_) for e in doc.ents) for doc in found]

    def find(self, passage: Passage, tokens: Sequence[Token]) -> list[Mention]:
        """The mentions of one passage."""
        (names,) = self.names([tokens])
        return [Mention(passage.index, s, e, cls, passage.text[s:e], RULE, CONFIDENCE) for s, e, cls in names]


# -- ways of using it ------------------------------------------------------------------------------------------------

Recogniser = Callable[[Passage, Sequence[Token], Sequence[Mention]], list[Mention]]


def overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    """Whether the mention shares a character with one of the others."""
    return any(mention.start < o.end and o.start < mention.end for o in others)


def adding(helper: Helper, classes: frozenset[str], log: Counter[tuple[str, str]]) -> Recogniser:
    """Rules, and what the model finds of ``classes`` where the rules find nothing; ``log`` counts what it added."""

    def find(passage: Passage, tokens: Sequence[Token], listed: Sequence[Mention] = ()) -> list[Mention]:
        ruled = recognise(passage, tokens, listed)
        more = [m for m in helper.find(passage, tokens) if m.cls in classes and not overlaps(m, ruled)]
        log.update((m.cls, m.name) for m in more)
        return sorted(ruled + more, key=lambda m: (m.start, -m.end, m.cls))

    return find


def vetoing(helper: Helper, log: Counter[tuple[str, str]]) -> Recogniser:
    """Rules, without the doubtful institutions and persons where the model sees no name at all."""

    def find(passage: Passage, tokens: Sequence[Token], listed: Sequence[Mention] = ()) -> list[Mention]:
        ruled, seen = recognise(passage, tokens, listed), helper.find(passage, tokens)
        doubtful = [
            m for m in ruled if m.cls in WANTED and m.confidence <= DOUBTFUL and not overlaps(m, seen)
        ]
        log.update((m.cls, m.name) for m in doubtful)
        return [m for m in ruled if m not in doubtful]

    return find


# -- comparison ------------------------------------------------------------------------------------------------------


def scores(
    gold: Path, built: Path, names: Iterable[str], score: ModuleType
) -> dict[str, tuple[float, float, float]]:
    """Measure → precision, recall, F1 over some of the texts."""
    total: Counter[tuple[str, str]] = Counter()
    for name in names:
        counts, _ = score.score_document(
            json.loads((gold / f"{name}.json").read_text("utf-8")), built / name / "graph.ttl"
        )
        total.update(counts)
    return {measure: score.prf(total, measure) for measure in MEASURES}


def agreement(helper: Helper, samples: Sequence[Sample]) -> float:
    """F1 of the model against the rules on silver sentences that it was not trained on."""
    found = helper.names([s.tokens for s in samples])
    hits = sum(len(set(f) & set(s.names)) for f, s in zip(found, samples, strict=True))
    return 2 * hits / max(1, sum(map(len, found)) + sum(len(s.names) for s in samples))


def speed(gold: Path, helper: Helper) -> tuple[float, float, int]:
    """CPU seconds of the whole line of rules and of the model, the best of three, and the characters read."""
    documents = [load(path, path.stem) for path in sorted(gold.glob("docs/*.txt"))]
    rows = [tokens for document in documents for _, tokens in passages(document)]

    def timed(work: Callable[[], object]) -> float:
        start = process_time()
        work()
        return process_time() - start

    rules = min(timed(lambda: [extract.read.extract(d) for d in documents]) for _ in range(3))
    return (
        rules,
        min(timed(lambda: helper.names(rows)) for _ in range(3)),
        sum(len(d.text) for d in documents),
    )


def compare(gold: Path, built: Path, helper: Helper, known: dict[str, bool]) -> None:
    """Builds and scores every way of using the model."""
    log: dict[str, Counter[tuple[str, str]]] = {
        way: Counter() for way in ("added", "added, all classes", "vetoed")
    }
    ways: dict[str, Recogniser] = {
        "rules alone": recognise,
        "added": adding(helper, frozenset(WANTED), log["added"]),
        "added, all classes": adding(helper, frozenset(CLASSES), log["added, all classes"]),
        "vetoed": vetoing(helper, log["vetoed"]),
    }
    score, groups = (
        scorer(gold),
        {
            "all": known,
            "elsewhere": [n for n in known if not known[n]],
            "our reports": [n for n in known if known[n]],
        },
    )
    for way, recogniser in ways.items():
        with patch.object(extract.read, "recognise", recogniser):
            for name in known:
                build([gold / "docs" / f"{name}.txt"], built / way / name, Settings(jobs=1), pages=False)
        if way in log:
            lines = (f"{count}\t{cls}\t{name}" for (cls, name), count in sorted(log[way].items()))
            (built / way / "changes.tsv").write_text("\n".join(lines), encoding="utf-8")
        for group, names in groups.items():
            found = scores(gold, built / way, names, score)
            cells = "  ".join(f"{m} {p:.3f}/{r:.3f}/{f:.3f}" for m, (p, r, f) in found.items())
            print(f"{way:20}{group:12} {len(list(names)):2} texts  {cells}", flush=True)


def main() -> None:
    """Trains, measures the model, compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("built", type=Path)
    parser.add_argument("--reuse", action="store_true", help="use BUILT/model as it is")
    options = parser.parse_args()
    own = own_texts()
    known = known_texts(options.gold, own)
    forbidden = "".join(squashed(p.read_text("utf-8")) for p in sorted(options.gold.glob("docs/*.txt")))
    samples, chance = silver(own, forbidden), random.Random(SEED)
    chance.shuffle(samples)
    aside, rest = samples[::10], [s for i, s in enumerate(samples) if i % 10]
    model = options.built / "model"
    if not options.reuse:
        start = perf_counter()
        model.parent.mkdir(parents=True, exist_ok=True)
        made = varied(rest, VARIANTS, chance) + synthetic(SYNTHETIC, chance)
        train(rest + made).to_disk(model)
        seconds = perf_counter() - start
        print(f"trained on {len(rest)} silver and {len(made)} made sentences in {seconds:.0f} s")
    helper, again = Helper(model), Helper(model)
    size = sum(f.stat().st_size for f in model.rglob("*") if f.is_file()) / 1e6
    same = helper.names([s.tokens for s in aside]) == again.names([s.tokens for s in aside])
    print(
        f"model: {size:.1f} MB, loaded in {min(helper.load_seconds, again.load_seconds):.2f} s, twice the same: {same}"
    )
    print(
        f"agreement with the rules on {len(aside)} silver sentences set aside: F1 {agreement(helper, aside):.3f}"
    )
    rules, more, characters = speed(options.gold, helper)
    print(
        f"CPU: rules {characters / rules:.0f} characters/s, with the model {characters / (rules + more):.0f}"
    )
    compare(options.gold, options.built, helper, known)


if __name__ == "__main__":
    main()
