"""Learn anew the weights by which a move's addressees are weighed: src/communique/data/addressees.json.

    python bench/fit_addressees.py [--shared FOLDER] [--dry]

Read: the annotated reports of this repository (`corpus/`) and, where it lies beside the checkout, gold/train; never gold/dev, on
which the result is only tried.  A move of the gold and a draft of the same party on the same words are one example; the drafts
are those of the rules and those that the judge makes of them, so that what is seen of a draft while learning is what is seen of
it while reading; moves of the gold that the judge leaves out are examples too, where a clause of theirs was among its candidates.
The reports written for this project are dialogues of two sides more than real ones are: each of their marks counts twice, once as
everywhere and once as a mark of theirs alone, which takes up what holds only there and is left out of what ships (Daumé III,
"Frustratingly easy domain adaptation", ACL 2007).  By that alone dev rose from .712 to .734 and eighteen real press reports from
.420 to .467, while reports of the written kind fall by a tenth: what ships is for real ones.

A conditional log-linear model over sets of parties (nobody, one, two), L2-regularised, by full-batch AdaGrad: the same gold gives
the same weights.  Printed: the share of addressees right (`to` of the scorer) on topics left out, one part of five after the
other.  A second look, at whom a party's other moves were taken to be addressed to by the first, gave nothing on topics left
out (.541 and .542 on press), so there is none.  Nor is there what did little there or worse on dev: boosted trees beside the sums
(.571 and .575 of all moves; sums that are merely sharper .573), pairs of marks chosen by gain (.578 and .571), the encoder's
vectors of the clause (.571 and .573; on dev .695 and .686).  Nor passages of the corpus, which have no report around them, nor
its stories, the top halves of whole ones: as real ones they made dev and real press worse, as written ones neither.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from calibration import scorer
from fit_confidence import reports_of
from numpy.typing import NDArray

import corpus
from communique.clean.clean import clean
from communique.extract.acts.draft import Draft
from communique.extract.acts.find import find_acts
from communique.extract.addressees.evidence import CROSSED, candidates, circumstances, evidence, sort, together
from communique.extract.addressees.find import Known, best, by_size, certain
from communique.extract.addressees.stage import Stage
from communique.extract.moves import content
from communique.extract.scene import Scene, set_scene
from communique.extract.trained import signs
from communique.extract.trained.choose import candidates as candidates_of
from communique.extract.trained.choose import chosen, decided, ranked, weighed_of
from communique.extract.trained.encoder import encoder
from communique.extract.trained.weights import learnt
from communique.parse.syntax import parse
from communique.record.move import Act

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "communique" / "data" / "addressees.json"
SOURCE = (
    "Learnt by bench/fit_addressees.py from corpus/ and gold/train: releases of the White House and the Kremlin and reports "
    "written for this project. A mark is what holds of a party beside a move: extract/addressees/evidence.py; "
    "marks that begin with 0: or 2: speak for addressing nobody or two. No words of a report but verbs, nouns and prepositions "
    "that several have are in them."
)
FOLDS = 5
L2 = 6.0
STEPS = 150
RATE = 0.1
SEEN = 4  # a mark is learnt where so many candidates (or moves) have it
NOUN_SEEN = 18  # a noun in so many, most moves being there two or three times: what one report tells of is not learnt
LEAST = 0.01  # what weighs less is left out
MOST = 16  # so many candidates of a move are weighed while learning
WRITTEN = "written:"  # so begins the second mark of what is seen in reports written for this project
REAL = "th"  # what the names of real releases begin with
NEVER_SEEN = -1  # the fold of reports that are only tried
Vector = NDArray[np.float64]
Parties = tuple[str, ...]
Weights = dict[str, float]


@dataclass(eq=False)
class Seen:
    """One draft: its candidates with their marks, those of the move and of each two, and what the gold says of it."""

    act: Act
    certain: Parties | None
    marks: dict[str, list[str]]
    around: list[str]
    pairs: dict[tuple[str, str], list[str]]
    gold: frozenset[str] | None = None  # None: no move of the gold
    right: Parties | None = None  # the candidates that the gold names; None where they are not among them
    kept: bool = False  # not optional

    def chosen(self, known: Known) -> Parties:
        """Whom the program would take with these weights."""
        if self.certain is not None:
            return self.certain
        return best(self.act, self.marks, self.around, lambda one, other: self.pairs[one, other], known)


@dataclass(eq=False)
class Reading:
    """The drafts of one report by one engine, in order of the text."""

    engine: str
    kind: str
    fold: int
    drafts: list[Draft]
    seen: list[Seen]


def alike(one: str, other: str) -> bool:
    """The scorer's loose likeness of names."""
    return one == other or (len(one) > 3 and len(other) > 3 and (one in other or other in one))


class Reader:
    """Reads gold; `judge` is the scorer of moves as a module, for its pairing of moves and its reading of party names."""

    def __init__(self, judge: Any) -> None:
        self.judge = judge

    def read(self, rows: Iterable[dict[str, Any]], fold: dict[str, int]) -> Iterator[Reading]:
        """Each report as the rules and as the judge read it, and what the judge missed."""
        gold = {str(row["doc"]): row for row in rows}
        for parsed in parse(clean(report) for report in reports_of(gold)):
            doc, scene = gold[parsed.cleaned.report.id], set_scene(parsed)
            rules = content(scene, find_acts(scene))
            at = fold.get(topic_of(doc), NEVER_SEEN)
            kind = "dev" if at == NEVER_SEEN else "official" if str(doc["doc"])[0] in "tgh" else "press"
            yield self.reading("rules", kind, at, doc, scene, rules)
            judged = chosen(scene, rules, read=encoder().read(parsed))
            drafts = [draft for draft, _ in judged]
            yield self.reading("judge", kind, at, doc, scene, drafts)
            if at != NEVER_SEEN:
                more = self.missed(doc, scene, rules, drafts)
                whole = self.reading("missed", kind, at, doc, scene, [*drafts, *more])
                kept = {id(draft) for draft in more}
                whole.seen = [one for draft, one in zip(whole.drafts, whole.seen, strict=True) if id(draft) in kept]
                yield whole

    def missed(self, doc: dict[str, Any], scene: Scene, rules: list[Draft], judged: list[Draft]) -> list[Draft]:
        """Candidates of the judge that tell moves of the gold, of those that none of its drafts tells."""
        by = learnt()
        made = candidates_of(signs.Seen(scene, rules), ranked(scene, rules, by))
        drafts = [decided(scene, one, scores, by) for one, scores in zip(made, weighed_of(made, by, None), strict=True)]
        hit = {g for g, _, _ in self.judge.match(doc["text"], doc["moves"], _rows(scene, judged))}
        left = [move for g, move in enumerate(doc["moves"]) if g not in hit]
        return [drafts[p] for _, p, _ in self.judge.match(doc["text"], left, _rows(scene, drafts))]

    def reading(self, engine: str, kind: str, fold: int, doc: dict[str, Any], scene: Scene, drafts: list[Draft]) -> Reading:
        """The drafts with their marks, and the gold's addressees of those that tell a move of the gold."""
        drafts = sorted(drafts, key=lambda d: (d.start, d.end))
        stage = Stage(scene, drafts)
        seen = [_seen(stage, number) for number in range(len(drafts))]
        if fold != NEVER_SEEN and str(doc["doc"])[0] not in REAL:
            for one in seen:
                one.around += _written(one.around)
                one.marks = {key: [*marks, *_written(marks)] for key, marks in one.marks.items()}
                one.pairs = {two: [*marks, *_written(marks)] for two, marks in one.pairs.items()}
        for g, p, _ in self.judge.match(doc["text"], doc["moves"], _rows(scene, drafts)):
            move, one = doc["moves"][g], seen[p]
            one.gold, one.kept = frozenset(self.judge.parties(move.get("addressee"))), not move.get("optional")
            one.right = self._right(one)
        return Reading(engine, kind, fold, drafts, seen)

    def _right(self, one: Seen) -> Parties | None:
        names = {key: next(iter(self.judge.parties([key])), "") for key in one.marks}
        right: list[str] = []
        for party in sorted(one.gold or ()):
            fitting = [k for k in names if names[k] == party] or [k for k in names if alike(names[k], party)]
            right += [k for k in fitting[:1] if k not in right]
        found = tuple(key for key in names if key in right)
        return None if len(found) > 2 or (one.gold and not found) else found

    def share(self, tried: Iterable[tuple[Seen, Known]]) -> float:
        """The mean F1 of the addressees."""
        shares = []
        for one, known in tried:
            if one.gold is not None and one.kept:
                found = self.judge.parties(list(one.chosen(known)))
                shares.append(1.0 if found == one.gold else 2 * len(found & one.gold) / (len(found) + len(one.gold)))
        return sum(shares) / max(1, len(shares))


def _written(marks: Sequence[str]) -> list[str]:
    return [WRITTEN + mark for mark in marks]


def _rows(scene: Scene, drafts: Iterable[Draft]) -> list[dict[str, Any]]:
    """The drafts as the scorer reads moves."""
    rows = []
    for draft in drafts:
        span = scene.parsed.raw(draft.start, draft.end)
        rows.append({"start": span.start, "end": span.end, "act": draft.act, "by": list(draft.by.keys)})
    return rows


def _seen(stage: Stage, number: int) -> Seen:
    crossed = CROSSED[sort(stage, number)]
    found = evidence(stage, number, candidates(stage, number)[:MOST])
    marks = {key: [*held, *(mark for one in held for mark in crossed.get(one, ()))] for key, held in found.items()}
    pairs = {(one, other): together(stage, number, one, other) for one, other in combinations(marks, 2)}
    return Seen(stage.drafts[number].act, certain(stage, number), marks, circumstances(stage, number), pairs)


def topic_of(doc: dict[str, Any]) -> str:
    """Reports of one topic stay together in cross-validation."""
    return str(doc.get("topic") or doc["doc"])


class Table:
    """Rows of marks, of candidates, of moves or of pairs, and which sets of parties each belongs to."""

    def __init__(self, index: dict[str, int]) -> None:
        self.index = index
        self.flat: list[int] = []
        self.ends = [0]
        self.sets: list[int] = []
        self.rows: list[int] = []

    def add(self, marks: Iterable[str]) -> int:
        """One more row; its number."""
        self.flat += [self.index[mark] for mark in dict.fromkeys(marks) if mark in self.index]
        self.ends.append(len(self.flat))
        return len(self.ends) - 2

    def close(self) -> None:
        """Make it ready for `scores` and `slope`."""
        lengths = np.diff(self.ends)
        self.count, self.marks = len(lengths), np.array(self.flat, dtype=int)
        self.row = np.repeat(np.arange(len(lengths)), lengths)  # the row of each mark
        self.of, self.at = np.array(self.sets, dtype=int), np.array(self.rows, dtype=int)

    def scores(self, w: Vector, count: int) -> Vector:
        """What the rows give to each of so many sets."""
        given = np.bincount(self.row, w[self.marks], self.count)
        return np.asarray(np.bincount(self.of, given[self.at], count), dtype=np.float64)

    def slope(self, miss: Vector) -> Vector:
        """What each mark's weight changes."""
        missed = np.bincount(self.at, miss[self.of], self.count)
        return np.asarray(np.bincount(self.marks, missed[self.row], len(self.index)), dtype=np.float64)


def fit(learn: Sequence[Seen]) -> Weights:
    """The weights that make the right sets likeliest."""
    learn = [one for one in learn if one.right is not None]
    often = Counter(mark for one in learn for held in one.marks.values() for mark in set(held))
    often += Counter(f"{size}:{mark}" for one in learn for mark in set(one.around) for size in (0, 2))
    often += Counter(f"2:{mark}" for one in learn for held in one.pairs.values() for mark in held)
    index = {
        mark: n
        for n, mark in enumerate(
            sorted(mark for mark, times in often.items() if times >= (NOUN_SEEN if ":obj:" in mark else SEEN))
        )
    }
    parts = alone, moves, pairs = Table(index), Table(index), Table(index)
    owner: list[int] = []  # set -> example
    first: list[int] = []  # example -> its first set
    right: list[int] = []
    for number, one in enumerate(learn):
        row = {key: alone.add(held) for key, held in one.marks.items()}
        nobody, two = (moves.add(f"{size}:{mark}" for mark in one.around) for size in (0, 2))
        first.append(len(owner))
        for keys in ((), *((key,) for key in one.marks), *one.pairs):
            if set(keys) == set(one.right or ()):
                right.append(len(owner))
            for key in keys:
                alone.sets.append(len(owner))
                alone.rows.append(row[key])
            if len(keys) != 1:
                moves.sets.append(len(owner))
                moves.rows.append(two if keys else nobody)
            if len(keys) == 2:
                pairs.sets.append(len(owner))
                pairs.rows.append(pairs.add(f"2:{mark}" for mark in one.pairs[keys]))
            owner.append(number)
    for part in parts:
        part.close()
    of, count = np.array(owner), len(owner)
    w: Vector = np.zeros(len(index))
    squares: Vector = np.full(len(index), 1e-8)
    for step in range(STEPS):
        scores = sum((part.scores(w, count) for part in parts), np.zeros(count))
        shares = np.exp(scores - np.maximum.reduceat(scores, first)[of])
        miss = -shares / np.add.reduceat(shares, first)[of]
        miss[right] += 1
        slope = sum((part.slope(miss) for part in parts), -L2 * w)
        squares += slope * slope
        w += (RATE if step < 0.6 * STEPS else 0.4 * RATE) * slope / np.sqrt(squares)
    return {mark: round(float(w[n]), 3) for mark, n in index.items() if abs(w[n]) >= LEAST}


def crossed(readings: Sequence[Reading]) -> dict[int, Weights]:
    """The weights for each fold, learnt from the others; those learnt from all under NEVER_SEEN."""
    out = {}
    for fold in (*range(FOLDS), NEVER_SEEN):
        learn = [r for r in readings if r.fold not in (fold, NEVER_SEEN)]
        out[fold] = fit([one for r in learn for one in r.seen])
    return out


def _for_real(weights: Weights) -> Weights:
    """What holds of real reports: all but what only those written for this project have."""
    return {mark: weight for mark, weight in weights.items() if WRITTEN not in mark}


def folds(topics: Iterable[str]) -> dict[str, int]:
    """A fold for each topic."""
    found = sorted(set(topics))
    np.random.default_rng(3).shuffle(found)
    return {topic: n % FOLDS for n, topic in enumerate(found)}


def main() -> None:
    """Cross-validate by topic, fit on all, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with gold/ and score/")
    parser.add_argument("--dry", action="store_true", help="print the scores and write nothing")
    given = parser.parse_args()
    reader, gold = Reader(scorer(given.shared)), corpus.gold_of(given.shared)
    tried = [json.loads(file.read_text(encoding="utf-8")) for file in sorted((given.shared / "gold" / "dev").glob("*.json"))]
    readings = list(reader.read([*gold, *tried], folds(map(topic_of, gold))))
    found = crossed(readings)
    known = {fold: by_size(weights) for fold, weights in found.items()}
    ships = {fold: by_size(_for_real(weights)) for fold, weights in found.items()}
    for kind in ("official", "press", "dev"):
        for engine in ("rules", "judge"):
            part = [r for r in readings if r.kind == kind and r.engine == engine]
            with_all, share = (reader.share((one, of[r.fold]) for r in part for one in r.seen) for of in (known, ships))
            print(f"{kind}, moves of the {engine}: addressees {share:.3f}, with all marks {with_all:.3f}", flush=True)
    held = _for_real(found[NEVER_SEEN])
    print(f"{len(gold)} reports, {len(held)} weights")
    if not given.dry:
        WEIGHTS.write_text(json.dumps({"source": SOURCE, "weights": held}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
