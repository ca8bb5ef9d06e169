"""The weights that were learnt, read from the package: one row a sign, one column a question.

`bench/train_judge.py` writes them; docs/judge.md tells on what they were trained, how well they do and what they cannot.
"""

from __future__ import annotations

import io
import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from communique.record.move import Act, Modality

Scores = NDArray[np.float32]
FILE = "judge.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows` maps a sign to its row of `table`; the row of "always" counts for every candidate."""

    rows: dict[str, int]
    table: Scores

    def of(self, signs: Iterable[str]) -> Scores:
        """The sums of the rows of the signs, one a column; a sign that was too rare to weigh counts nothing."""
        total: Scores = self.of_each([signs])[0]
        return total

    def of_each(self, shown: Sequence[Iterable[str]]) -> Scores:
        """The sums of each set of signs, one a row; always added in the same order."""
        always, row_of = self.rows["always"], self.rows.get
        rows = [[always, *sorted([row for row in map(row_of, signs) if row is not None])] for signs in shown]
        if not rows:
            return self.table[:0]
        begins = list(accumulate(map(len, rows[:-1]), initial=0))
        totals: Scores = np.add.reduceat(self.table[list(chain.from_iterable(rows))], begins)
        return totals


class Scale(NamedTuple):
    """From which worth on a candidate is a move, and how sure: measured on reports that were not learnt from."""

    least: float
    sums: tuple[float, ...]  # scores at which a next level of confidence begins
    levels: tuple[float, ...]  # the share that was right among moves of such scores

    def confidence(self, score: float) -> float:
        """How sure a move of that score is."""
        return self.levels[bisect_right(self.sums, score)]


def scale_of(facts: dict[str, Any]) -> Scale:
    """The scale among the facts of a file of weights."""
    return Scale(facts["least"], tuple(facts["sums"]), tuple(facts["levels"]))


class Trust(NamedTuple):
    """What counts for the rules beyond what was learnt, in log odds: they were written for more kinds of talks."""

    party: float = 0.0  # for whom they name, where they take a clause for a move
    move: float = 0.0  # for a clause that they take for a move
    act: float = 0.0  # for the act they take it for
    modality: float = 0.0
    polarity: float = 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that was learnt: who acts (one column), then move or none, and which (columns: move, acts, modalities, negative)."""

    acting: Weights
    judging: Weights
    acts: tuple[Act, ...]
    modalities: tuple[Modality, ...]
    trust: Trust
    scale: Scale
    name: str


@cache
def learnt() -> Judgement:
    """The weights that ship."""
    return unpack(files("communique.data").joinpath(FILE).read_bytes())


def unpack(data: bytes) -> Judgement:
    """Weights from the bytes of their file."""
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        facts = json.loads(held["facts"].tobytes().decode())
        tables = {}
        for part in ("acting", "judging"):
            signs = held[f"{part} signs"].tobytes().decode().split("\n")
            tables[part] = Weights({sign: row for row, sign in enumerate(signs)}, held[part].astype(np.float32))
    return Judgement(
        tables["acting"], tables["judging"], tuple(facts["acts"]), tuple(facts["modalities"]),
        Trust(*facts["trust"]), scale_of(facts), facts["name"],
    )  # fmt: skip


def pack(acting: dict[str, list[float]], judging: dict[str, list[float]], facts: dict[str, Any]) -> bytes:
    """The bytes of a file of weights: the same weights give the same bytes."""
    held = {"facts": np.frombuffer(json.dumps(facts, sort_keys=True).encode(), dtype=np.uint8)}
    for part, rows in (("acting", acting), ("judging", judging)):
        signs = sorted(rows)
        held[f"{part} signs"] = np.frombuffer("\n".join(signs).encode(), dtype=np.uint8)
        held[part] = np.array([rows[sign] for sign in signs], dtype=np.float16)
    out = io.BytesIO()
    np.savez_compressed(out, **held)  # type: ignore[arg-type]
    return out.getvalue()
