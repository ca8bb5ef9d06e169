"""A small encoder that reads the report in windows; what it adds to the judge's sums.

It is a BERT of six layers, 384 wide, in 8 bits, trained end to end by `bench/train_encoder.py` (docs/judge.md), run by ONNX
Runtime on one core.  Each window is read once; all that is asked of the clauses in it is answered from the same vectors.
"""

from __future__ import annotations

import io
import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from communique.extract.trained.weights import Scale, Scores, scale_of
from communique.extract.trained.windows import Windows, windows_of
from communique.parse.tree import Parsed

GRAPH, HEADS = "encoder.onnx", "encoder.npz"
WIDE = 4.0  # sums are shown to the heads within these bounds
NOBODY = -1  # the place of a party that the window does not name
ROOT_OF_2_BY_PI = 0.7978845608028654


class Asked(NamedTuple):
    """A clause with a party: where its verb, its words and the heads of the party's names stand in the mended text."""

    verb: int
    start: int
    end: int
    heads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The graph and the two heads, each two layers: (weights, bias, weights, bias)."""

    session: onnxruntime.InferenceSession
    nobody: Scores
    acting: tuple[Scores, ...]
    judging: tuple[Scores, ...]
    scale: Scale  # of the judge's sums and its own together
    name: str

    def read(self, parsed: Parsed) -> Read:
        """A report's vectors."""
        windows = windows_of(parsed)
        vectors = tuple(
            self.session.run(None, {"numbers": np.array([window.numbers], dtype=np.int64)})[0][0] for window in windows.windows
        )
        return Read(self, windows, vectors)


@dataclass(frozen=True, slots=True)
class Read:
    """A report as the encoder read it: the vectors of the pieces of each window."""

    encoder: Encoder
    windows: Windows
    vectors: tuple[Scores, ...]

    def acting(self, asked: Sequence[Asked], sums: NDArray[np.float32]) -> Scores:
        """What is added to the sums that rank the parties: one number each."""
        if not asked:
            return np.zeros(0, np.float32)
        rows = []
        for one in asked:
            window, verb = self._verb(one)
            mention = self._mention(window, one)
            rows.append((verb, mention, verb * mention))
        held = [np.stack(part) for part in zip(*rows, strict=True)]
        return _head(self.encoder.acting, np.concatenate([*held, sums[:, None].clip(-WIDE, WIDE) / 2], axis=1))[:, 0]

    def judging(self, asked: Sequence[Asked], sums: Scores) -> Scores:
        """What is added to the sums of candidates: a row each, columns as in `sums`."""
        if not asked:
            return np.zeros_like(sums)
        rows = []
        for one in asked:
            window, verb = self._verb(one)
            at = self.windows.within(window, one.verb)
            first = min(self.windows.within(window, one.start), at)
            last = max(self.windows.within(window, one.end - 1) + 1, at + 1)
            vectors = self.vectors[window]
            rows.append((verb, vectors[first], vectors[first:last].mean(axis=0), self._mention(window, one)))
        held = [np.stack(part) for part in zip(*rows, strict=True)]
        return _head(self.encoder.judging, np.concatenate([*held, sums.clip(-WIDE, WIDE) / 2], axis=1))

    def _verb(self, one: Asked) -> tuple[int, Scores]:
        window, at = self.windows.at(one.verb)
        return window, self.vectors[window][at]

    def _mention(self, window: int, one: Asked) -> Scores:
        at = mention_of(self.windows, window, one.verb, one.heads)
        return self.encoder.nobody if at == NOBODY else self.vectors[window][at]


def mention_of(windows: Windows, window: int, verb: int, heads: Sequence[int]) -> int:
    """The piece of the name of a party that a clause is read with: the last before its verb, else the first after; NOBODY.

    `heads` are in order of the text.
    """
    first, end = windows.spans[window]
    begin = bisect_left(heads, first)
    if begin == len(heads) or heads[begin] >= end:
        return NOBODY
    before = bisect_left(heads, min(verb, end), begin)
    return windows.within(window, heads[max(begin, before - 1)])


def _head(layers: tuple[Scores, ...], given: Scores) -> Scores:
    first, first_bias, second, second_bias = layers
    x = given @ first.T + first_bias
    x = 0.5 * x * (1 + np.tanh(ROOT_OF_2_BY_PI * (x + 0.044715 * x**3)))  # GELU, Hendrycks and Gimpel 2016
    out: Scores = x @ second.T + second_bias
    return out


@cache
def encoder() -> Encoder:
    """The weights that ship."""
    folder = files("communique.data")
    return unpack(folder.joinpath(GRAPH).read_bytes(), folder.joinpath(HEADS).read_bytes())


def unpack(graph: bytes, heads: bytes) -> Encoder:
    """An encoder from the bytes of its two files; it runs on one core, so that the same report gives the same vectors."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.disable_quant_qdq", "1")  # the matrices are spread out once, when it is loaded
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    with np.load(io.BytesIO(heads), allow_pickle=False) as held:
        layers = {
            name: tuple(held[f"{name} {n}"].astype(np.float32) for n in range(4)) for name in ("acting", "judging")
        }  # fmt: skip
        facts = json.loads(held["facts"].tobytes().decode())
        nobody = held["nobody"].astype(np.float32)
    return Encoder(session, nobody, layers["acting"], layers["judging"], scale_of(facts), facts["name"])
