"""Events against a gold read by hand: which tellings in 912 reports are one act, counted by B-cubed.

    python bench/record.py --ledger FILE [--errors]

`bench/record/events.jsonl` holds the mentions, one a line: report, start, end, the event that is told there and the acts
under which an engine may tell it.  No text ships: the reports are `../shared/reports/talks-2021-22`, and the ledger is one that
has read them (`communique --ledger FILE read …`).  `first` is the event as first read, where comparing it with a second reading
of a third of the mentions (`events-second.jsonl`) changed it; `events-independent.jsonl` is another reader's of the same third.

A move tells a mention where its act is one of those of the mention and its cue lies in it (else: where the two overlap by half
of their union); each move tells one mention at most, the most overlapping first.  Mentions that no move tells are left out of
the B-cubed, their share is printed: what is scored is the assembling, not the reading.

B-cubed: for each mention, the share of the mentions of its assembled event that are of its gold event (precision), and the share
of those of its gold event that are in its assembled event (recall), averaged.  The mentions are halved by event, at random; the
rules were developed on the half "tuned", of the half "kept" only the totals were looked at.  All mentions of both halves count as
company, so that an event of one half that is merged with one of the other counts as the error that it is.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

import communique
from communique.assemble import events as ev
from communique.assemble.days import weighing_day
from communique.assemble.scene import order
from communique.assemble.topics import of_move, weigh
from communique.record.move import Move

GOLD = Path(__file__).resolve().parent / "record" / "events.jsonl"
SECOND = GOLD.with_name("events-second.jsonl")  # by who made the first, its names hidden
INDEPENDENT = GOLD.with_name("events-independent.jsonl")  # by another reader, who saw neither
LEAST = 0.5  # overlap of a mention and a move that has no cue, as a share of their union
Half = Literal["tuned", "kept"]
HALVES: tuple[Half, ...] = ("tuned", "kept")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a report where an event is told."""

    report: str
    start: int
    end: int
    event: str
    acts: tuple[str, ...]
    first: str  # the event as first read, before the two readings were compared

    @property
    def half(self) -> Half:
        """Which half its event belongs to, by a hash of its name."""
        return HALVES[sha256(self.event.encode()).digest()[0] % 2]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def gold(path: Path = GOLD) -> list[Mention]:
    """The mentions of a gold file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [Mention(r["report"], r["start"], r["end"], r["event"], tuple(r["acts"]), r.get("first", r["event"])) for r in rows]


def told(mentions: Sequence[Mention], moves: Sequence[Move]) -> dict[int, Move]:
    """The move that tells each mention (by its number), one to one."""
    of: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        of[move.report].append(move)
    pairs = []
    for number, mention in enumerate(mentions):
        for move in of[mention.report]:
            common = min(mention.end, move.span.end) - max(mention.start, move.span.start)
            if common <= 0 or move.act not in mention.acts:
                continue
            share = common / (max(mention.end, move.span.end) - min(mention.start, move.span.start))
            if (move.cue and mention.start <= move.cue.start and move.cue.end <= mention.end) or share >= LEAST:
                pairs.append((-share, mention.report, mention.start, number, move))
    found: dict[int, Move] = {}
    taken: set[str] = set()
    for _, _, _, number, move in sorted(pairs, key=lambda pair: (*pair[:4], pair[4].id)):
        if number not in found and move.id not in taken:
            found[number] = move
            taken.add(move.id)
    return found


def b_cubed(pairs: Sequence[tuple[str, str]], of: Sequence[bool]) -> Score:
    """Of (gold, assembled) for each mention; averaged over those that `of` marks, all are company."""
    right, given, due = Counter(pairs), Counter(p[1] for p in pairs), Counter(p[0] for p in pairs)
    kept = [pair for pair, counts in zip(pairs, of, strict=True) if counts]
    n = max(1, len(kept))
    return Score(sum(right[p] / given[p[1]] for p in kept) / n, sum(right[p] / due[p[0]] for p in kept) / n)


def assembled(moves: Sequence[Move]) -> tuple[dict[str, str], float]:
    """The event of each move (the id of its founding move), and the seconds it took."""
    began = time.process_time()
    held = sorted(moves, key=order)
    topics = {move.id: of_move(move) for move in held}
    upto = weighing_day(move.published for move in held)
    weights = weigh(topics[move.id] for move in held if move.published <= upto)
    made = ev.cluster(held, topics, weights, frozenset(), upto)
    seconds = time.process_time() - began
    return {move.id: one.moves[0].id for one in made for move in one.moves}, seconds


def agreement(path: Path) -> str:
    """The second reading against the first, over the mentions that both have."""
    first = {(m.report, m.start, m.end, m.acts): m.first for m in gold()}
    pairs = [(first[m.report, m.start, m.end, m.acts], m.event) for m in gold(path)]
    score = b_cubed(pairs, [True] * len(pairs))
    return f"{path.stem} of {len(pairs)} of {len(first)} mentions against the first reading: B-cubed F1 {score.f1:.3f}"


def wrong(mentions: Sequence[Mention], found: Mapping[int, Move], event_of: Mapping[str, str]) -> list[str]:
    """Each gold event that is told in parts or together with another, with the moves."""
    groups: dict[str, list[int]] = defaultdict(list)
    holds: dict[str, set[str]] = defaultdict(set)
    for number, move in found.items():
        groups[mentions[number].event].append(number)
        holds[event_of[move.id]].add(mentions[number].event)
    lines = []
    for name, numbers in sorted(groups.items()):
        parts = {event_of[found[n].id] for n in numbers}
        if len(parts) == 1 and all(len(holds[p]) == 1 for p in parts):
            continue
        lines.append(f"\n{name}: {len(parts)} parts")
        for n in sorted(numbers, key=lambda n: (event_of[found[n].id], found[n].published, n)):
            m = found[n]
            others = holds[event_of[m.id]] - {name}
            lines.append(
                f"  [{event_of[m.id]}] {m.id} {'+'.join(m.by)}→{'+'.join(m.to)} {m.polarity} {m.modality} when {m.when}"
                f" due {m.due} {m.text[:110]!r}" + (f"  WITH {sorted(others)}" if others else "")
            )
    return lines


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description="B-cubed of the events of a ledger against a gold.")
    options.add_argument("--ledger", type=Path, required=True)
    options.add_argument("--errors", action="store_true", help="of the half that rules may be tuned on, each event that is wrong")
    given = options.parse_args()
    if not given.ledger.is_file():
        print(f"{given.ledger}: no such ledger", file=sys.stderr)
        return 2
    with communique.open(given.ledger) as talks:
        moves = talks.moves()
    for line in report(gold(), moves, errors=given.errors):
        print(line)
    return 0


def report(mentions: Sequence[Mention], moves: Sequence[Move], *, errors: bool) -> list[str]:
    """The figures, and where asked what is wrong in the half that may be looked at."""
    event_of, seconds = assembled(moves)
    found = told(mentions, moves)
    numbers = sorted(found)
    pairs = [(mentions[n].event, event_of[found[n].id]) for n in numbers]
    reports, events = {m.report for m in mentions}, {m.event for m in mentions}
    lines = [
        f"{len(mentions)} mentions of {len(events)} events in {len(reports)} reports",
        f"told by a move: {len(found) / len(mentions):.3f}",
        f"{len(moves)} moves, {len(set(event_of.values()))} events, {seconds:.1f} s",
    ]
    for half in (*HALVES, "all"):
        of = [half in ("all", mentions[n].half) for n in numbers]
        told_events = {pair[0] for pair, counts in zip(pairs, of, strict=True) if counts}
        lines.append(f"{half:6s} {sum(of):4d} mentions of {len(told_events)} events: {b_cubed(pairs, of)}")
    if SECOND.is_file():
        lines += [agreement(SECOND), agreement(INDEPENDENT)]
    if errors:
        tuned = {n: move for n, move in found.items() if mentions[n].half == "tuned"}
        lines += wrong(mentions, tuned, event_of)
    return lines


if __name__ == "__main__":
    sys.exit(main())
