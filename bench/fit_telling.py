"""Measure on annotated reports how often a line on a move is right, and write src/communique/data/telling.json.

    python bench/fit_telling.py [--shared FOLDER] [--dry]

Fitted on gold/train, both kinds, and the first half of corpus/ (numbers up to 09), read with the rules; gold/dev is only looked
at.  A line is right where the scorer of moves matches the move with its party, the act is one of the two that the annotator
admits or all but the same (`NEAR`), polarity and modality agree, and whom it is addressed to, where the words name him, is
among those annotated.  The method is that of `fit_confidence.py`; the levels rise by equal shares of the moves.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from calibration import Calibration, scorer
from fit_confidence import LEAST, ROOT, Seen, crossed, reports_of, sums_of, weights_of

from communique.assemble.telling import Scale, signs_of
from communique.clean.clean import clean
from communique.extract.engine import Rules
from communique.parse.syntax import parse
from communique.record.move import Move
from corpus import load
from corpus import names as annotated

TARGET = ROOT / "src" / "communique" / "data" / "telling.json"
FIRST_HALF = 9  # the highest number of a report of the corpus that may be read
GROUPS = 40  # levels before those that do not rise are joined
NEAR = frozenset(
    frozenset(pair.split())
    for pair in (
        "propose offer", "demand appeal", "appeal expect", "demand expect", "assess position", "assess status", "position status",
        "support accept", "agree accept", "warn threaten", "criticise accuse", "offer commit", "criticise assess", "deed status",
        "reject position", "support position", "commit deed", "commit status", "agree deed",
    )
)  # fmt: skip
Gold = dict[str, Any]


def right(move: Move, gold: Gold, moves: Any) -> bool:
    """Whether a line on a move that is matched with `gold` tells nothing that is not so."""
    acts = {str(gold["act"]).lower(), str(gold.get("act2") or "").lower()}
    act = move.act in acts or any(frozenset((move.act, other)) in NEAR for other in acts)
    so = move.modality == gold["modality"] or {move.modality, gold["modality"]} <= {"actual", "alleged"}
    named = move.to and move.to_basis != "inferred"
    to = not named or moves.parties(list(move.to)) <= moves.parties(gold.get("addressee"))
    return bool(act and so and to and move.polarity == gold["polarity"])


def seen(gold: Mapping[str, Gold], shared: Path) -> list[Seen]:
    """Every move that the rules find in the reports of a gold."""
    moves, rules, found = scorer(shared), Rules(), []
    for parsed in parse(clean(report) for report in reports_of(dict(gold))):
        reading = rules(parsed)
        row = gold[reading.cleaned.report.id]
        told = [
            {"start": m.span.start, "end": m.span.end, "act": m.act, "by": list(m.by), "cue": m.cue and [m.cue.start, m.cue.end]}
            for m in reading.moves
        ]
        matched = {n: row["moves"][g] for g, n, _ in moves.match(row["text"], row["moves"], told)}
        for n, move in enumerate(reading.moves):
            held = n in matched and right(move, matched[n], moves)
            found.append(Seen(str(row["doc"]), frozenset(signs_of(move)), held))
    return found


def folder(path: Path) -> dict[str, Gold]:
    """The gold of a folder, by report."""
    rows = (json.loads(file.read_text(encoding="utf-8")) for file in sorted(path.glob("*.json")))
    return {str(row["doc"]): row for row in rows}


def corpus() -> dict[str, Gold]:
    """The half of the corpus that may be read."""
    return {name: load(name).gold for name in annotated() if int("".join(filter(str.isdigit, name))) <= FIRST_HALF}


def scale_of(sums: Iterable[float], held: Iterable[bool]) -> tuple[list[float], list[float]]:
    """The sums at which a next level begins, and the levels: equal shares of the moves, joined until they never fall."""
    order = sorted(zip(sums, held, strict=True), key=lambda pair: pair[0])
    size = max(1, len(order) // GROUPS)
    groups = [order[n : n + size] for n in range(0, len(order) - size + 1, size)]
    groups[-1] = order[size * (len(groups) - 1) :]

    def share(group: list[tuple[float, bool]]) -> float:
        return sum(is_right for _, is_right in group) / len(group)

    n = 0
    while n < len(groups) - 1:
        if share(groups[n]) >= share(groups[n + 1]):
            groups[n : n + 2] = [groups[n] + groups[n + 1]]
            n = max(0, n - 1)
        else:
            n += 1
    starts = [group[0][0] for group in groups[1:]]
    return starts, [round(share(group), 2) for group in groups]


def main() -> None:
    """Fit, tell how well it holds, and write."""
    options = argparse.ArgumentParser(description="Fit how often a line on a move is right.")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with gold/ and score/")
    options.add_argument("--dry", action="store_true", help="write nothing")
    given = options.parse_args()
    train = seen({**folder(given.shared / "gold" / "train"), **corpus()}, given.shared)
    dev = seen(folder(given.shared / "gold" / "dev"), given.shared)
    counts = Counter(sign for move in train for sign in move.signs)
    names = sorted(sign for sign, count in counts.items() if LEAST <= count < len(train))
    order, weights = crossed(train, names), weights_of(train, names)
    always = weights["always"]
    starts, levels = scale_of([float(s) for s in order], [move.right for move in train])
    weighty = {name: weights[name] for name in names if weights[name]}
    scale = Scale(weighty, tuple(round(s - always, 3) for s in starts), tuple(levels))
    _tell("fitted on, cross-validated", [levels[bisect_right(starts, s)] for s in order], train)
    _tell("dev, not fitted on", [scale.of(m.signs) for m in dev], dev)
    print(f"levels {levels}; highest sum seen {max(sums_of(train, weights)) - always:.2f}")
    if not given.dry:
        row = {
            "source": "fitted by bench/fit_telling.py on gold/train (official releases in the public domain or CC BY 4.0, and"
            " press reports written for this project) and on the first half of corpus/; no text of theirs is in it",
            "moves": len(train), "right": sum(m.right for m in train), "reports": len({m.report for m in train}),
            "weights": scale.weights, "sums": scale.sums, "levels": scale.levels,
        }  # fmt: skip
        TARGET.write_text(json.dumps(row, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _tell(name: str, given: list[float], moves: list[Seen]) -> None:
    found = Calibration([(level, move.right) for level, move in zip(given, moves, strict=True)])
    print(f"{name}: {len(moves)} moves, {sum(m.right for m in moves) / max(1, len(moves)):.3f} right\n{found.told()}")


if __name__ == "__main__":
    main()
