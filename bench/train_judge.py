"""Learn whose a clause is, whether it is a move and which, and write src/communique/data/judge.npz.

    python bench/train_judge.py [--shared FOLDER] [--dry] [--curve] [--told FILE]

Learnt from the annotated reports and passages of this repository (`corpus/`) and, where it lies beside the checkout, from
gold/train; never from gold/dev, which is only looked at.  All are official releases in the public domain or CC BY 4.0, or press
reports and passages written for this project (docs/judge.md).  Logistic regressions over the signs of extract/trained: one ranks
the parties that a clause may be of; one tells moves from the rest; one tells the acts, one the modalities, one the polarity.  The
signs that the first gives to the others are made by weights that never saw the report (stacking: Wolpert, "Stacked
generalization", Neural Networks 5, 1992).  Everything printed is cross-validated by topic: no report is judged by weights that
saw another one of its topic.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

import numpy as np
from calibration import Calibration, scorer
from fit_confidence import reports_of, scale_of
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import corpus
from communique.clean.clean import clean
from communique.extract.acts.draft import Draft
from communique.extract.acts.find import find_acts
from communique.extract.moves import content
from communique.extract.scene import Scene, set_scene
from communique.extract.trained.candidates import loose
from communique.extract.trained.choose import Candidate, Ranked, candidates, chosen, in_order, ranked
from communique.extract.trained.encoder import Read
from communique.extract.trained.signs import Seen
from communique.extract.trained.weights import Judgement, Scale, Trust, Weights, pack, unpack
from communique.parse.syntax import parse
from communique.record.move import Act, Modality

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "communique" / "data" / "judge.npz"
ACTS: tuple[Act, ...] = get_args(Act)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
FOLDS = 5
RARE = 3  # a sign seen fewer times is not weighed
STRENGTH = {"acting": 0.1, "moves": 0.08, "acts": 0.2}  # inverse strengths of the ridges, chosen by cross-validation
SECOND_READING = 0.35  # the weight of the other admissible act where the gold has one
OTHER_PARTY = 0.4  # the weight of a clause whose party was not found, for the acts
LEAST = 0.36  # candidates of less worth are left out
TRUST = Trust(party=1.0, move=1.0, act=1.4, modality=3.5, polarity=2.0)
Signs = frozenset[str]


@dataclass(eq=False)
class Report:
    """A gold report as the rules read it."""

    gold: dict[str, Any]
    scene: Scene
    drafts: list[Draft]
    covers: list[frozenset[int]]
    seen: Seen
    options: list[Ranked]  # in no order yet

    @property
    def topic(self) -> str:
        """What it is about: reports of one topic stay together in cross-validation."""
        return str(self.gold.get("topic") or self.gold["doc"])

    @property
    def press(self) -> bool:
        """Whether it is no document of a party itself."""
        return self.gold["doc"][0] not in "tgh"


class Trainer:
    """Reads gold and fits; `judge` is the scorer of moves as a module."""

    def __init__(self, judge: Any) -> None:
        self.judge = judge

    def read(self, rows: Iterable[dict[str, Any]]) -> list[Report]:
        """The reports with their scenes."""
        gold = {str(row["doc"]): row for row in rows}
        out = []
        for parsed in parse(clean(report) for report in reports_of(gold)):
            row, scene = gold[parsed.cleaned.report.id], set_scene(parsed)
            words = self.judge.tokens(row["text"])
            covers = [self.judge.covered(words, *self.judge.gold_spans(move)) for move in row["moves"]]
            drafts = content(scene, find_acts(scene))
            out.append(Report(row, scene, drafts, covers, Seen(scene, drafts), ranked(scene, drafts, NOTHING)))
        return out

    def hits(self, report: Report, draft: Draft) -> list[tuple[int, float]]:
        """The gold moves whose words a draft covers well enough, with the overlap, as the scorer has it."""
        span = report.scene.parsed.raw(draft.start, draft.end)
        words = self.judge.covered(self.judge.tokens(report.gold["text"]), (span.start, span.end))
        found = []
        for number, (move, cover) in enumerate(zip(report.gold["moves"], report.covers, strict=True)):
            if not (shared := len(words & cover)):
                continue
            overlap, cue = shared / len(words | cover), move.get("cue")
            nested = words <= cover or cover <= words
            held = cue is None or (cue["start"] >= span.start and cue["end"] <= span.end)
            if overlap >= 0.5 or (overlap >= 0.3 and nested and held):
                found.append((number, overlap))
        return found

    def right(self, report: Report, number: int, keys: Sequence[str]) -> bool:
        """Whether the parties are those of a gold move."""
        party = report.gold["moves"][number]["speaker"]["party"]
        return bool(self.judge.same_party(self.judge.parties(party), self.judge.parties(list(keys))))

    def acting(self, reports: Sequence[Report]) -> dict[str, list[float]]:
        """Weights for whose a clause is, from the clauses that hold a gold move."""
        signs: list[Signs] = []
        right: list[int] = []
        for report in reports:
            for one in report.options:
                draft = draft_of(report, one)
                if draft is None or not (hits := self.hits(report, draft)):
                    continue
                for _, option in one.options:
                    signs.append(option.signs)
                    right.append(int(any(self.right(report, n, option.who.keys) for n, _ in hits)))
        space = Space(signs, RARE + 1)
        fitted = LogisticRegression(C=STRENGTH["acting"], max_iter=300).fit(space.table(signs), right)
        return space.rows([fitted.coef_[0]], [fitted.intercept_[0]])

    def stacked(self, reports: Sequence[Report]) -> list[tuple[Report, list[Candidate]]]:
        """The candidates of each report, their parties ranked by weights that never saw its topic."""
        fold, out = folds(reports, 1), []
        for k in range(FOLDS):
            weights = self.acting([r for r, f in zip(reports, fold, strict=True) if f != k])
            judgement = replace(NOTHING, acting=_weights(weights))
            for report in (r for r, f in zip(reports, fold, strict=True) if f == k):
                found = [replace(one, options=in_order((o for _, o in one.options), judgement)) for one in report.options]
                out.append((report, candidates(report.seen, found)))
        return out

    def judging(self, stacked: Sequence[tuple[Report, list[Candidate]]]) -> dict[str, list[float]]:
        """Weights for move or none, act, modality and polarity."""
        told, acts, ways = Examples(), Examples(), Examples()
        for report, found in stacked:
            for candidate, is_move, number in self.labelled(report, found):
                if is_move is not None:
                    told.add(candidate.signs, is_move, 1.0)
                if number is None:
                    continue
                move = report.gold["moves"][number]
                weight = 1.0 if self.right(report, number, candidate.draft.by.keys) else OTHER_PARTY
                second = (move.get("act2") or "").lower()
                acts.add(candidate.signs, move["act"].lower(), weight * (1 - SECOND_READING if second else 1))
                if second:
                    acts.add(candidate.signs, second, weight * SECOND_READING)
                ways.add(candidate.signs, (move["modality"], move["polarity"]), weight)
        space = Space(told.signs, RARE)
        is_told = LogisticRegression(C=STRENGTH["moves"], max_iter=300).fit(space.table(told.signs), told.labels)
        columns, always = [is_told.coef_[0]], [float(is_told.intercept_[0])]
        for examples, labels, classes in (
            (acts, acts.labels, ACTS),
            (ways, [modality for modality, _ in ways.labels], MODALITIES),
            (ways, [polarity == "neg" for _, polarity in ways.labels], (True,)),
        ):
            model = LogisticRegression(C=STRENGTH["acts"], max_iter=300)
            model.fit(space.table(examples.signs), labels, sample_weight=examples.weights)
            known = list(model.classes_) if len(classes) > 1 else [True]
            for name in classes:
                at = known.index(name) if name in known else None
                columns.append(model.coef_[at] if at is not None else np.zeros(len(space.index)))
                always.append(float(model.intercept_[at]) if at is not None else -9.0)
        return space.rows(columns, always)

    def labelled(self, report: Report, found: Sequence[Candidate]) -> list[tuple[Candidate, int | None, int | None]]:
        """Each candidate with whether it is a move (None: neither way) and the gold move that its clause tells."""
        hits = [self.hits(report, c.draft) for c in found]
        fits = [[(n, o) for n, o in h if self.right(report, n, c.draft.by.keys)] for c, h in zip(found, hits, strict=True)]
        pairs = sorted(((-o, k, n) for k, fit in enumerate(fits) for n, o in fit))
        matched: dict[int, int] = {}
        for _, k, n in pairs:
            if k not in matched and n not in matched.values():
                matched[k] = n
        out = []
        for k, candidate in enumerate(found):
            number = matched.get(k)
            if number is not None:
                is_move = None if report.gold["moves"][number].get("optional") else 1
            else:
                is_move = None if fits[k] else 0
                number = max(hits[k], key=lambda h: h[1])[0] if hits[k] else None
            out.append((candidate, is_move, number))
        return out

    def learn(self, reports: Sequence[Report], **facts: Any) -> tuple[Judgement, bytes]:
        """All weights from some reports, and the bytes of their file."""
        acting, judging = self.acting(reports), self.judging(self.stacked(reports))
        known = {"acts": ACTS, "modalities": MODALITIES, "trust": TRUST, "least": LEAST, "sums": [], "levels": [0.5]}
        known |= {"name": "judge 1"} | facts
        data = pack(acting, judging, known)
        return unpack(data), data

    def crossed(self, reports: Sequence[Report]) -> dict[str, list[tuple[Draft, float]]]:
        """The moves of each report by weights that never saw its topic, with their scores."""
        fold, out = folds(reports, 3), {}
        for k in range(FOLDS):
            judgement, _ = self.learn([r for r, f in zip(reports, fold, strict=True) if f != k])
            for report in (r for r, f in zip(reports, fold, strict=True) if f == k):
                out[report.gold["doc"]] = found_in(report, judgement)
        return out

    def figures(self, reports: Sequence[Report], given: Callable[[Report], Sequence[Draft]]) -> dict[str, float]:
        """The scorer's headline figures of drafts."""
        n: Counter[str] = Counter()
        for report in reports:
            gold, rows = report.gold["moves"], [told(report, draft) for draft in given(report)]
            hits = self.judge.match(report.gold["text"], gold, rows)
            optional = {k for k, move in enumerate(gold) if move.get("optional")}
            n["gold"] += len(gold) - len(optional)
            n["given"] += len(rows) - sum(g in optional for g, _, _ in hits)
            spans = self.judge.match(report.gold["text"], gold, rows, need_party=False)
            n["span"] += sum(g not in optional for g, _, _ in spans)
            for g, p, _ in hits:
                if g in optional:
                    continue
                move, row = gold[g], rows[p]
                acts = {move["act"].lower(), (move.get("act2") or move["act"]).lower()}
                ways = move["modality"] == row["modality"] and move["polarity"] == row["polarity"]
                n["detection"] += 1
                n["coarse"] += self.judge.PLOVER[row["act"]] in {self.judge.PLOVER[act] for act in acts}
                n["act"] += row["act"] in acts
                n["strict"] += row["act"] in acts and ways
        return {name: 2 * n[name] / max(1, n["given"] + n["gold"]) for name in ("span", "detection", "coarse", "act", "strict")}


@dataclass
class Examples:
    """Signs, labels and weights of what a model is fitted to."""

    signs: list[Signs] = field(default_factory=list)
    labels: list[Any] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, signs: Signs, label: Any, weight: float) -> None:
        """One more."""
        self.signs.append(signs)
        self.labels.append(label)
        self.weights.append(weight)


class Space:
    """The signs that are weighed, in order of name."""

    def __init__(self, seen: Iterable[Signs], least: int) -> None:
        counts = Counter(sign for signs in seen for sign in signs)
        self.index = {sign: n for n, sign in enumerate(sorted(s for s, count in counts.items() if count >= least))}

    def table(self, seen: Sequence[Signs]) -> Any:
        """One row a candidate, one column a sign."""
        held = [sorted(self.index[s] for s in signs if s in self.index) for signs in seen]
        ends = np.cumsum([0, *map(len, held)])
        flat = np.array([n for row in held for n in row], dtype=np.int32)
        return csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(held), len(self.index)))

    def rows(self, columns: Sequence[Any], always: Sequence[float]) -> dict[str, list[float]]:
        """The weights by sign, as they are stored."""
        table = np.array(columns).T
        kept = {sign: [float(w) for w in table[n]] for sign, n in self.index.items() if np.abs(table[n]).max() > 0.004}
        return kept | {"always": [float(w) for w in always]}


def _weights(rows: Mapping[str, Sequence[float]]) -> Weights:
    signs = sorted(rows)
    return Weights({sign: n for n, sign in enumerate(signs)}, np.array([rows[s] for s in signs], dtype=np.float32))


NOTHING = Judgement(
    _weights({"always": [0.0]}), _weights({"always": [0.0] * (2 + len(ACTS) + len(MODALITIES))}),
    ACTS, MODALITIES, TRUST, Scale(LEAST, (), (0.5,)), "",
)  # fmt: skip


def draft_of(report: Report, one: Ranked) -> Draft | None:
    """The draft that a clause is weighed by while it is learnt from: the rules', else one of its likeliest party."""
    return one.rule if one.rule is not None else loose(report.scene, one.place, one.options[0][1].who)


def folds(reports: Sequence[Report], seed: int) -> list[int]:
    """A fold for each report; topics stay together."""
    topics = sorted({report.topic for report in reports})
    np.random.default_rng(seed).shuffle(topics)
    of = {topic: n % FOLDS for n, topic in enumerate(topics)}
    return [of[report.topic] for report in reports]


def found_in(report: Report, judgement: Judgement, read: Read | None = None) -> list[tuple[Draft, float]]:
    """The moves of a report with the score of each."""
    return chosen(report.scene, report.drafts, judgement, read, raw=True)


def told(report: Report, draft: Draft) -> dict[str, Any]:
    """A draft as the scorer takes it."""
    span = report.scene.parsed.raw(draft.start, draft.end)
    return {
        "start": span.start, "end": span.end, "by": list(draft.by.keys), "act": draft.act,
        "modality": draft.modality, "polarity": draft.polarity,
    }  # fmt: skip


def scaled(
    trainer: Trainer, reports: Sequence[Report], found: Mapping[str, Sequence[tuple[Draft, float]]]
) -> tuple[list[float], list[float], str]:
    """The bounds of the levels of confidence, the levels, and how they fit, from moves of reports that were not learnt from."""
    sums: list[float] = []
    right: list[bool] = []
    for report in reports:
        made = found[report.gold["doc"]]
        rows = [told(report, draft) for draft, _ in made]
        hits = {p for _, p, _ in trainer.judge.match(report.gold["text"], report.gold["moves"], rows)}
        sums += [score for _, score in made]
        right += [n in hits for n in range(len(made))]
    bounds, levels = scale_of(np.array(sums), np.array(right, dtype=float))
    given = [levels[int(np.searchsorted(bounds, score, side="right"))] for score in sums]
    return bounds, levels, Calibration(list(zip(given, right, strict=True))).told()


def show(name: str, figures: Mapping[str, float]) -> None:
    """One line of figures."""
    line = "  ".join(f"{key} {value:.3f}" for key, value in figures.items())
    print(f"{name:34s} {line}  detection/span {figures['detection'] / max(0.001, figures['span']):.3f}", flush=True)


def main() -> None:
    """Learn, tell how well it does on what it did not see, and write."""
    options = argparse.ArgumentParser(description="Learn the judge of moves from annotated reports.")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with gold/ and score/")
    options.add_argument("--dry", action="store_true", help="write nothing")
    options.add_argument("--curve", action="store_true", help="draw the learning curve instead")
    options.add_argument("--told", type=Path, help="write the moves of weights that never saw the topic (bench/acts.py --moves)")
    given = options.parse_args()
    trainer = Trainer(scorer(given.shared))
    reports, passages = trainer.read(corpus.gold_of(given.shared)), trainer.read(one.gold for one in corpus.passages())
    dev = trainer.read(json.loads(f.read_text(encoding="utf-8")) for f in sorted((given.shared / "gold" / "dev").glob("*.json")))
    if given.curve:
        curve(trainer, reports, dev)
        return
    learnt = reports + passages
    crossed = trainer.crossed(learnt)
    if given.told:
        rows = [told(r, draft) | {"report": r.gold["doc"]} for r in reports for draft, _ in crossed[r.gold["doc"]]]
        given.told.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    sets = {
        "official": [r for r in reports if not r.press], "press": [r for r in reports if r.press],
        "press, corpus": [r for r in reports if r.press and r.gold["doc"][0] != "w"],
        "press, gold/train": [r for r in reports if r.gold["doc"][0] == "w"], "passages": passages,
    }  # fmt: skip
    for name, part in sets.items():
        show(f"{name}: rules", trainer.figures(part, lambda r: r.drafts))
        show(f"{name}: judge, cross-validated", trainer.figures(part, lambda r: [d for d, _ in crossed[r.gold["doc"]]]))
    bounds, levels, told_of = scaled(trainer, reports, crossed)
    judgement, data = trainer.learn(learnt, sums=bounds, levels=levels, learnt_from=len(learnt))
    print(told_of)
    show("dev: rules", trainer.figures(dev, lambda r: r.drafts))
    show("dev: judge", trainer.figures(dev, lambda r: [d for d, _ in found_in(r, judgement)]))
    print(f"{len(judgement.judging.rows)} + {len(judgement.acting.rows)} signs, {len(data) / 1e6:.2f} MB")
    if not given.dry:
        TARGET.write_bytes(data)


def curve(trainer: Trainer, reports: Sequence[Report], dev: Sequence[Report]) -> None:
    """The figures by number of reports learnt from, on a fold of topics that none of them has, and on dev."""
    fold = folds(reports, 3)
    held = [r for r, f in zip(reports, fold, strict=True) if f == 0]
    rest = [r for r, f in zip(reports, fold, strict=True) if f != 0]
    order = np.random.default_rng(5).permutation(len(rest))
    for count in (12, 25, 50, 100, len(rest)):
        judgement, _ = trainer.learn([rest[n] for n in order[:count]])
        for name, part in (("topics not seen", held), ("dev", dev)):
            found = {report.gold["doc"]: [draft for draft, _ in found_in(report, judgement)] for report in part}
            show(f"{count} reports: {name}", trainer.figures(part, lambda report, of=found: of[report.gold["doc"]]))  # type: ignore[misc]


if __name__ == "__main__":
    main()
