"""Measure on the annotated reports beside the checkout how sure a move is, and write src/communique/data/confidence.json.

    python bench/fit_confidence.py [--shared FOLDER] [--dry]

Fitted on gold/train alone, both kinds; gold/dev is only looked at.  A move is right where the scorer of moves matches it with
its party (a match with optional gold counts).  A logistic regression over the signs of extract/confidence.py, cross-validated
by report, orders the moves; the shares that were right along that order, never falling, make the scale.  "Likely" is said where
about nine of ten were right: no level lies between LIKELY and there; what lies between shares one level with what comes below it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from calibration import LIKELY, Calibration, scorer
from numpy.typing import NDArray

from communique.clean.clean import clean
from communique.extract.acts.find import find_acts
from communique.extract.confidence import Scale, Signs, signs_of
from communique.extract.moves import content
from communique.extract.scene import set_scene
from communique.parse.syntax import parse
from communique.read.source import BadInput
from communique.read.source import read as read_source

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "communique" / "data" / "confidence.json"
FOLDS = 10
RIDGE = 8.0  # the strength with which weights are kept small, chosen by cross-validation among 1 to 40
LEAST = 12  # a sign seen fewer times is not weighed
FULL = 20  # a report with more moves than this counts as much as one with as many
STEP = 50  # moves on one level of the scale, at least
NEAR = 0.05  # no likely level is further below RIGHT
APART = 0.03  # two levels differ at least so much
RIGHT = 0.89  # of what is told with LIKELY or more at least so many were right in cross-validation
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """A move as found, with its report, what can be seen of it, and whether it was right."""

    report: str
    signs: Signs
    right: bool


def seen(folder: Path, shared: Path) -> list[Seen]:
    """Every move that the rules find in a folder of gold."""
    moves = scorer(shared)
    gold = {str(row["doc"]): row for row in (json.loads(f.read_text(encoding="utf-8")) for f in sorted(folder.glob("*.json")))}
    found = []
    for parsed in parse(clean(report) for report in reports_of(gold)):
        row = gold[parsed.cleaned.report.id]
        scene = set_scene(parsed)
        drafts = content(scene, find_acts(scene))
        spans = [parsed.raw(d.start, d.end) for d in drafts]
        told = [
            {"start": span.start, "end": span.end, "act": draft.act, "by": list(draft.by.keys)}
            for draft, span in zip(drafts, spans, strict=True)
        ]
        right = {number for _, number, _ in moves.match(row["text"], row["moves"], told)}
        found += [Seen(str(row["doc"]), signs, n in right) for n, signs in enumerate(signs_of(scene, drafts))]
    return found


def reports_of(gold: dict[str, Any]) -> list[Any]:
    """Gold reports as `communique read` takes them in."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reports.jsonl"
        keys = ("text", "published", "outlet", "title", "url")
        rows = [{"id": id, **{key: row[key] for key in keys if row.get(key)}} for id, row in gold.items()]
        file.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
        reports = list(read_source([str(file)]))
    if bad := [item for item in reports if isinstance(item, BadInput)]:
        raise RuntimeError(str(bad[0]))
    return reports


def weights_of(moves: Sequence[Seen], names: Sequence[str]) -> dict[str, float]:
    """Logistic regression with a ridge, by Newton's method; the constant is the weight of "always"."""
    many = Counter(move.report for move in moves)
    share = np.array([min(1.0, FULL / many[move.report]) for move in moves])
    table, right = _table(moves, names), _right(moves)
    ridge = np.eye(table.shape[1]) * RIDGE
    ridge[0, 0] = 1e-6
    found: Vector = np.zeros(table.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (share * (chance - right)) + ridge @ found
        bend = (table * (share * chance * (1 - chance))[:, None]).T @ table + ridge
        step = np.linalg.solve(bend, slope)
        found = found - step
        if np.abs(step).max() < 1e-8:
            break
    return dict(zip(("always", *names), (round(float(weight), 3) for weight in found), strict=True))


def _table(moves: Sequence[Seen], names: Sequence[str]) -> Vector:
    return np.array([[1.0, *(float(name in move.signs) for name in names)] for move in moves])


def _right(moves: Sequence[Seen]) -> Vector:
    return np.array([float(move.right) for move in moves])


def sums_of(moves: Sequence[Seen], weights: dict[str, float]) -> Vector:
    """Where each move stands in the order."""
    return np.array([weights["always"] + sum(weights.get(sign, 0.0) for sign in move.signs) for move in moves])


def crossed(moves: Sequence[Seen], names: Sequence[str]) -> Vector:
    """Where each move stands by weights that never saw its report."""
    reports = sorted({move.report for move in moves})
    np.random.default_rng(1).shuffle(reports)
    fold = {report: n % FOLDS for n, report in enumerate(reports)}
    out: Vector = np.zeros(len(moves))
    for k in range(FOLDS):
        weights = weights_of([m for m in moves if fold[m.report] != k], names)
        held = [n for n, m in enumerate(moves) if fold[m.report] == k]
        out[held] = sums_of([moves[n] for n in held], weights)
    return out


def scale_of(sums: Vector, right: Vector) -> tuple[list[float], list[float]]:
    """The sums at which a next level begins, and the levels: shares that were right, never falling."""
    order = np.argsort(sums, kind="stable")
    sums, right = sums[order], right[order]

    def share(start: int, end: int) -> float:
        return float(right[start:end].mean())

    size = len(sums)
    top = next((n for n in range(size - STEP + 1) if share(n, size) >= RIGHT), size)
    below = _rising(0, top, share)
    while len(below) > 1 and share(*below[-1]) >= LIKELY - 0.005:
        last = below.pop()[1]  # the least that brings it down, of the level below
        start, end = below.pop()
        cut = next((n for n in range(end - 1, start + STEP, -1) if share(n, last) < LIKELY - 0.005), start)
        below += [(start, cut), (cut, last)] if cut > start else [(start, last)]
    above = _rising(top, size, share)
    while len(above) > 1 and share(*above[0]) < RIGHT - NEAR:
        above[:2] = [(above[0][0], above[1][1])]
    groups = [*below, *above]
    starts = [float((sums[start] + sums[start - 1]) / 2) for start, _ in groups[1:]]
    return [round(start, 3) for start in starts], [round(share(*group), 2) for group in groups]


def _rising(start: int, end: int, share: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Groups of STEP moves or more between two places, joined until the share that was right never falls."""
    edges = [*range(start, max(start, end - STEP) + 1, STEP)]
    groups = [*pairwise([*edges, end])] if end > start else []
    while (fall := next((n for n, (a, b) in enumerate(pairwise(groups)) if share(*a) >= share(*b) - APART), None)) is not None:
        groups[fall : fall + 2] = [(groups[fall][0], groups[fall + 1][1])]
    return groups


def _tell(name: str, given: Sequence[float], moves: Sequence[Seen]) -> None:
    found = Calibration([(confidence, move.right) for confidence, move in zip(given, moves, strict=True)])
    print(f"{name}: {len(moves)} moves, {_right(moves).mean():.3f} right\n{found.told()}")


def main() -> None:
    """Fit, tell how well it holds, and write."""
    options = argparse.ArgumentParser(description="Fit how sure a move is on annotated reports.")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with gold/ and score/")
    options.add_argument("--dry", action="store_true", help="write nothing")
    given = options.parse_args()
    train, dev = (seen(given.shared / "gold" / part, given.shared) for part in ("train", "dev"))
    counts = Counter(sign for move in train for sign in move.signs)
    names = sorted(sign for sign, count in counts.items() if LEAST <= count < len(train))
    order, right = crossed(train, names), _right(train)
    sums, levels = scale_of(order, right)
    weights = weights_of(train, names)
    always = weights["always"]
    row: dict[str, Any] = {
        "source": "fitted by bench/fit_confidence.py on gold/train (official releases in the public domain or CC BY 4.0, and"
        " press reports written for this project); no text of theirs is in it",
        "moves": len(train), "right": int(right.sum()), "reports": len({move.report for move in train}),
        "weights": {name: weights[name] for name in names if weights[name]},
        "sums": [round(s - always, 3) for s in sums], "levels": levels,
    }  # fmt: skip
    crossed_given = [levels[int(np.searchsorted(sums, s, side="right"))] for s in order]
    _tell("train, cross-validated", crossed_given, train)
    scale = Scale(row["weights"], tuple(row["sums"]), tuple(levels))
    _tell("dev, not fitted on", [scale.of(m.signs) for m in dev], dev)
    print(f"levels {levels}")
    if not given.dry:
        TARGET.write_text(json.dumps(row, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
