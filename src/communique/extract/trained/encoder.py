"""A small encoder that reads the report in windows; what it adds to the judge's sums.

It is a BERT of three layers, 384 wide, its sums in 8 bits, trained end to end by `bench/train_encoder.py` (docs/judge.md), run by
ONNX Runtime on one core.  Each window is read once; all that is asked of the clauses in it is answered from the same vectors.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import onnxruntime

from communique.extract.trained.weights import Scale, Scores, scale_of
from communique.extract.trained.windows import Windows, windows_of
from communique.parse.tree import Parsed

GRAPH, HEADS = "encoder.onnx", "encoder.npz"
WIDE = 4.0  # sums are shown to the head within these bounds
ROOT_OF_2_BY_PI = 0.7978845608028654


class Asked(NamedTuple):
    """A clause: where its verb and its words stand in the mended text."""

    verb: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Encoder:
    """The graph and the head, two layers: (weights, bias, weights, bias)."""

    session: onnxruntime.InferenceSession
    head: tuple[Scores, ...]
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

    def judging(self, asked: Sequence[Asked], sums: Scores) -> Scores:
        """What is added to the sums of candidates: a row each, columns as in `sums`."""
        if not asked:
            return np.zeros_like(sums)
        rows = []
        for one in asked:
            window, at, first, last = self.windows.of(one.verb, one.start, one.end)
            vectors = self.vectors[window]
            rows.append((vectors[at], vectors[first], vectors[first:last].mean(axis=0)))
        held = [np.stack(part) for part in zip(*rows, strict=True)]
        return _head(self.encoder.head, np.concatenate([*held, sums.clip(-WIDE, WIDE) / 2], axis=1))


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
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    with np.load(io.BytesIO(heads), allow_pickle=False) as held:
        head = tuple(held[f"head {n}"].astype(np.float32) for n in range(4))
        facts = json.loads(held["facts"].tobytes().decode())
    return Encoder(session, head, scale_of(facts), facts["name"])
