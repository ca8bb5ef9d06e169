"""Learn anew the weights by which a move's addressees are weighed: src/communique/data/addressees.json.

    python bench/fit_addressees.py [--shared FOLDER] [--folds N] [--dry]

Read: gold/train, the official releases (t*) and the reports written for this project that rules were written on (w1 to w4);
what was read by nobody (w5, w6) stays out, so that it can judge.  A move of the gold and a draft on the same words are one
example; where the draft's party is not the gold's, the gold's is put in its place.  A conditional log-linear model over sets of
parties (nobody, one, two), L2-regularised, by full-batch AdaGrad: the same gold gives the same weights.  Printed: the share of
addressees right on reports that were left out, one part of N after the other (`to` of the scorer, but of all paired moves).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.clean.clean import clean
from communique.extract.acts.find import find_acts
from communique.extract.addressees.evidence import candidates, circumstances, evidence, together
from communique.extract.addressees.find import WEIGHED, likeliest
from communique.extract.addressees.stage import Stage
from communique.extract.scene import set_scene
from communique.parse.syntax import parse
from communique.record.text import Report

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "communique" / "data" / "addressees.json"
READ = ("t*.json", "w[1-4]_*.json")
SOURCE = (
    "Learnt by bench/fit_addressees.py from gold/train: the addressees of official releases (White House, Kremlin; t*) and of "
    "reports written for this project (w1 to w4). A mark is what holds of a party beside a move: extract/addressees/evidence.py; "
    "marks that begin with 0: or 2: speak for addressing nobody or two. No word of a report is in them."
)
L2 = 6.0
STEPS = 300
RATE = 0.1
SEEN = 3  # a mark of a party is learnt where so many candidates have it
MOST = 12  # so many candidates of a move are weighed while learning
Vector = NDArray[np.float64]
Parties = tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """One move: its candidates with their marks, each possible set with its own marks, the right set (None: not among them)."""

    report: str
    marks: dict[str, list[str]]
    sets: dict[Parties, list[str]]
    right: Parties | None
    gold: frozenset[str]
    plain: Parties  # what the syntax leaves no doubt of
    kept: bool  # neither optional nor of a party that was put in its place


def scorer(shared: Path) -> ModuleType:
    """The scorer of moves, for its pairing of moves and its reading of party names."""
    spec = importlib.util.spec_from_file_location("moves", shared / "score" / "moves.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def alike(one: str, other: str) -> bool:
    """The scorer's loose likeness of names."""
    return one == other or (len(one) > 3 and len(other) > 3 and (one in other or other in one))


def examples(score: ModuleType, files: Sequence[Path]) -> Iterator[Example]:
    """The paired moves of each report."""
    gold = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    for doc, parsed in zip(gold, parse(clean(_report(doc)) for doc in gold), strict=True):
        scene = set_scene(parsed)
        drafts = sorted(find_acts(scene), key=lambda d: (d.start, d.end))
        rows = []
        for draft in drafts:
            span = parsed.raw(draft.start, draft.end)
            rows.append({"start": span.start, "end": span.end, "act": draft.act, "by": list(draft.by.keys)})
        same = {p: g for g, p, _ in score.match(doc["text"], doc["moves"], rows)}
        spans = {p: g for g, p, _ in score.match(doc["text"], doc["moves"], rows, False)}
        stage = Stage(scene, drafts)
        for number in sorted({*same, *spans}):
            move = doc["moves"][same.get(number, spans.get(number, 0))]
            old = drafts[number].by
            if number not in same:
                acting = score.parties(move["speaker"]["party"])
                keys = tuple(k for k in stage.counts if any(alike(_plain(score, k), party) for party in acting))
                if not keys:
                    continue
                drafts[number].by = replace(old, keys=keys)
            kept = number in same and not move.get("optional")
            yield _example(score, stage, number, str(doc["doc"]), frozenset(score.parties(move.get("addressee"))), kept)
            drafts[number].by = old


def _report(doc: dict[str, Any]) -> Report:
    outlet, day = doc.get("outlet"), date.fromisoformat(doc["published"])
    return Report(str(doc["doc"]), doc["text"], day, "field", outlet, "field" if outlet else None, doc.get("title"))


def _plain(score: ModuleType, key: str) -> str:
    return next(iter(score.parties([key])), "")


def _example(score: ModuleType, stage: Stage, number: int, report: str, gold: frozenset[str], kept: bool) -> Example:
    marks = evidence(stage, number, candidates(stage, number)[:MOST])
    names = {key: _plain(score, key) for key in marks}
    right = []
    for party in sorted(gold):
        fitting = [k for k in marks if names[k] == party] or [k for k in marks if alike(names[k], party)]
        right += [k for k in marks if fitting and k == fitting[0] and k not in right]
    around = circumstances(stage, number)
    sets: dict[Parties, list[str]] = {(): [f"0:{mark}" for mark in around], **{(key,): [] for key in marks}}
    for one, other in combinations(marks, 2):
        sets[one, other] = [f"2:{mark}" for mark in (*around, *together(stage, number, one, other))]
    answer = next((keys for keys in sets if set(keys) == set(right)), None)
    plain = tuple(stage.targets[number]) if stage.plain(number) else ()
    return Example(report, marks, sets, None if gold and not right else answer, gold, plain, kept)


def fit(learn: Sequence[Example]) -> dict[str, float]:
    """The weights that make the right sets likeliest."""
    learn = [example for example in learn if example.right is not None]
    often = Counter(mark for e in learn for marks in e.marks.values() for mark in set(marks))
    names = sorted(
        {mark for mark, times in often.items() if times >= SEEN} | {m for e in learn for ms in e.sets.values() for m in ms}
    )
    index = {name: n for n, name in enumerate(names)}
    rows: list[int] = []  # one entry for each mark of each set
    columns: list[int] = []
    owner: list[int] = []  # set -> example
    right: list[int] = []
    for number, e in enumerate(learn):
        for keys, own in e.sets.items():
            found = [index[m] for m in (*own, *(m for key in keys for m in e.marks[key])) if m in index]
            rows += [len(owner)] * len(found)
            columns += found
            if keys == e.right:
                right.append(len(owner))
            owner.append(number)
    at, mark, of = np.array(rows), np.array(columns), np.array(owner)
    w: Vector = np.zeros(len(names))
    squares: Vector = np.full(len(names), 1e-8)
    for step in range(STEPS):
        scores = np.bincount(at, w[mark], len(owner))
        top = np.full(len(learn), -np.inf)
        np.maximum.at(top, of, scores)
        shares = np.exp(scores - top[of])
        miss = -shares / np.bincount(of, shares, len(learn))[of]
        miss[right] += 1
        slope = np.bincount(mark, miss[at], len(names)) - L2 * w
        squares += slope * slope
        w += (RATE if step < 0.6 * STEPS else 0.4 * RATE) * slope / np.sqrt(squares)
    return {name: round(float(w[n]), 3) for name, n in index.items() if abs(w[n]) >= 0.0005}


def chosen(example: Example, weights: dict[str, float]) -> Parties:
    """Whom the program would take with these weights."""
    if example.plain:
        return example.plain
    score = {key: sum(weights.get(m, 0.0) for m in marks) for key, marks in example.marks.items()}
    best = set(sorted(score, key=lambda key: -score[key])[:WEIGHED])
    return likeliest(
        {
            keys: sum(score[k] for k in keys) + sum(weights.get(m, 0.0) for m in own)
            for keys, own in example.sets.items()
            if set(keys) <= best
        }
    )


def right_share(score: ModuleType, tested: Sequence[Example], weights: dict[str, float]) -> tuple[float, int]:
    """The sum of the F1 of the addressees, and of how many moves."""
    total, kept = 0.0, [e for e in tested if e.kept]
    for e in kept:
        found = score.parties(list(chosen(e, weights)))
        total += 1.0 if found == e.gold else 2 * len(found & e.gold) / (len(found) + len(e.gold))
    return total, len(kept)


def main() -> None:
    """Cross-validate by report, fit on all, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--dry", action="store_true", help="print the scores and write nothing")
    given = parser.parse_args()
    score = scorer(given.shared)
    files = sorted(file for pattern in READ for file in (given.shared / "gold" / "train").glob(pattern))
    found = list(examples(score, files))
    reports = sorted({e.report for e in found}, key=lambda name: (re.sub(r"\D", "", name)[::-1], name))
    sums: Counter[str] = Counter()
    for fold in range(given.folds):
        out = set(reports[fold :: given.folds])
        weights = fit([e for e in found if e.report not in out])
        for kind in "tw":
            total, moves = right_share(score, [e for e in found if e.report in out and e.report.startswith(kind)], weights)
            sums[kind] += total  # type: ignore[assignment]
            sums[kind + " moves"] += moves
    for kind, what in (("t", "releases"), ("w", "reports written for the project")):
        print(f"left out, {what}: addressees {sums[kind] / max(1, sums[kind + ' moves']):.3f} of {sums[kind + ' moves']} moves")
    weights = fit(found)
    print(f"{len(found)} moves of {len(reports)} reports, {len(weights)} weights")
    if not given.dry:
        lines = ",\n".join(f"  {json.dumps(name)}: {weight}" for name, weight in sorted(weights.items()))
        WEIGHTS.write_text(f'{{\n "source": {json.dumps(SOURCE)},\n "weights": {{\n{lines}\n }}\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
