"""How often lines judged by hand were right, by how sure the program says that they are, and by a rule fitted on them.

    python bench/line_signs.py LEDGER

`bench/record/lines.jsonl` holds the verdicts, LEDGER is one that has read their reports.  A verdict counts where the ledger has
the move with the same parties.  What a line no longer prints is not held against it: an addressee whom no verb names, a day that
the words do not tell of the act.  A logistic rule over the signs of `telling.signs_of` and what the program says,
cross-validated by report, shows whether the levels leave something to be learnt: whether it puts more right ones among so many.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from fit_confidence import LEAST, Seen, crossed
from lines import Verdict, judged

import communique
from communique.assemble.misread import DOUBTFUL, when_done
from communique.assemble.speakers import misattributed
from communique.assemble.telling import signs_of, tellings
from communique.record.derived import TOLD
from communique.record.move import Move
from communique.show.lines import Lines
from communique.talks import Talks

Held = list[tuple[Seen, float]]  # what was judged, and how sure the program says that it is


def held(talks: Talks, verdicts: Sequence[Verdict]) -> Held:
    """The lines judged that the ledger has, each once, as it tells them today."""
    moves = {move.id: move for move in talks.moves()}
    sure = tellings(moves.values(), {report.id: report for report in talks.reports()})
    sure |= {id: min(sure[id], DOUBTFUL) for id in misattributed(moves.values())}
    lines = Lines(talks.record(), moves, talks.reports(), {}, None)
    found: dict[str, tuple[Seen, float]] = {}
    for one in verdicts:
        move = moves.get(one.told.move)
        if one.told.kind == "line" and move is not None and set(move.by) == set(one.told.by):
            level = sure[move.id]
            signs = frozenset((*signs_of(move), f"told: {level:.2f}"))
            found[move.id] = Seen(move.report, signs, one.right or _mended(one, move, lines)), level
    return list(found.values())


def _mended(one: Verdict, move: Move, lines: Lines) -> bool:
    """Whether what was wrong is no longer printed."""
    if one.cause == "addressee":
        return not set(lines.named((move.id,), move.to)) & set(one.told.to)
    return one.cause == "when" and when_done(move) != move.when


def report(found: Held) -> Iterator[str]:
    """The shares that were right: of the unmarked and the marked, by level, and along the order of a fitted rule."""
    for name, own in (("unmarked", [x for x in found if x[1] >= TOLD]), ("marked", [x for x in found if x[1] < TOLD])):
        yield f"{name:10s} {_share([seen for seen, _ in own])}"
    for level in sorted({round(level, 2) for _, level in found}, reverse=True):
        yield f"  {level:.2f}     {_share([seen for seen, own in found if round(own, 2) == level])}"
    rows = [seen for seen, _ in found]
    counts = Counter(sign for seen in rows for sign in seen.signs)
    names = sorted(sign for sign, count in counts.items() if LEAST <= count < len(rows))
    orders = {"as told": [level for _, level in found], "by the fitted rule": list(crossed(rows, names))}
    for most in range(50, len(rows), 50):
        for name, order in orders.items():
            surest = sorted(range(len(rows)), key=order.__getitem__, reverse=True)[:most]
            yield f"surest {most} {name}: {_share([rows[n] for n in surest])}"


def _share(rows: Sequence[Seen]) -> str:
    right = sum(row.right for row in rows)
    return f"{right:4d} of {len(rows):4d} right: {right / max(1, len(rows)):.3f}"


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description="How often lines judged by hand were right, by how sure they are told.")
    options.add_argument("ledger", type=Path)
    given = options.parse_args()
    with communique.open(given.ledger) as talks:
        print("\n".join(report(held(talks, judged()))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
