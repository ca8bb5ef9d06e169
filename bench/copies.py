"""Copies: precision, recall and F1 over pairs of reports of one origin, and what folding costs.

    python bench/copies.py [--shared FOLDER] [--curve N] [--misses SET]

`bench/copies_gold` holds invented reports with their origins (see its NOTE.md); `../shared/data/copies` the pairs of official
releases of which one holds half of the other's runs of seven words, a smoke test.  A pair is found where both stand in one
origin, or one is named as a round-up that carries the other's.

`--curve N` folds up to N made-up reports (1,000, 10,000, 100,000) of about 300 words, a hundred a day: sentences drawn by chance
from a vocabulary as skewed as that of news; three in ten are a copy of one of the last three days: reprinted, cut, or set into a
longer report.  The order of days is that of the reports; nothing else is known to the method.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any

from communique.assemble.copies import fold
from communique.record.derived import Origin
from communique.record.text import Report

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "bench" / "copies_gold"
SETS = ("a", "b", "c", "d")
OFFICIAL = Path("data") / "copies"
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
A_DAY = 100  # reports

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs that were found, that are, and that are both."""

    found: int
    gold: int
    right: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.found + self.gold)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {self.f1:.3f}  ({self.found} found, {self.gold} are)"


def read_set(name: str) -> tuple[list[Report], set[Pair]]:
    """One of the invented sets."""
    rows = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = {frozenset((a["id"], b["id"])) for a, b in combinations(rows, 2) if set(a["origins"]) & set(b["origins"])}
    return [as_report(row) for row in rows], gold


def read_official(shared: Path) -> tuple[list[Report], set[Pair]] | None:
    """The official releases, None where they are not there."""
    folder = shared / OFFICIAL
    if not (folder / "pairs.tsv").is_file():
        return None
    rows = [json.loads(line) for line in (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    return [as_report(row) for row in rows], {frozenset(line.split()[:2]) for line in lines}


def as_report(row: dict[str, Any]) -> Report:
    """A report of a row."""
    day = date.fromisoformat(row["published"][:10])
    return Report(row["id"], row["text"], day, "field", outlet=row.get("outlet"), title=row.get("title"))


def pairs(origins: Iterable[Origin]) -> set[Pair]:
    """All pairs of reports of one origin, and of a round-up with what it carries besides."""
    found: set[Pair] = set()
    for origin in origins:
        found.update(frozenset(pair) for pair in combinations(origin.reports, 2))
        found.update(frozenset((copy.report, report)) for copy in origin.elsewhere for report in origin.reports)
    return found


def score(reports: list[Report], gold: set[Pair]) -> Score:
    """What folding finds of the pairs."""
    found = pairs(fold(reports))
    return Score(len(found), len(gold), len(found & gold))


def measure(shared: Path) -> dict[str, Score]:
    """The score of each set, of the invented ones together, and of the official releases where they are."""
    scores = {name: score(*read_set(name)) for name in SETS}
    parts = list(scores.values())
    scores["all invented"] = Score(sum(s.found for s in parts), sum(s.gold for s in parts), sum(s.right for s in parts))
    if official := read_official(shared):
        scores["official"] = score(*official)
    return scores


def made_up(number: int, seed: int = 7) -> Iterator[Report]:
    """Reports of chance, with copies among them."""
    chance = random.Random(seed)
    letters = "bcdfghklmnprstvz"
    words = list(
        dict.fromkeys(
            "".join(chance.choice(letters) + chance.choice("aeiou") for _ in range(chance.randint(1, 4))) for _ in range(40_000)
        )
    )
    weights = list(accumulate(1 / (n + 3) for n in range(len(words))))

    def sentence() -> str:
        drawn = chance.choices(words, cum_weights=weights, k=chance.randint(10, 28))
        return " ".join([drawn[0].capitalize(), *(w.capitalize() if chance.random() < 0.08 else w for w in drawn[1:])]) + "."

    recent: list[list[str]] = []
    for n in range(number):
        told = [sentence() for _ in range(chance.randint(8, 22))]
        if recent and chance.random() < 0.3:
            first = chance.choice(recent[-3 * A_DAY :])
            how = chance.random()
            told = first[: max(4, len(first) // 2)] if how < 0.3 else [*told[:6], *first] if how < 0.6 else [told[0], *first[1:]]
        recent.append(told)
        del recent[: -3 * A_DAY]
        day = date(2020, 1, 1) + timedelta(n // A_DAY)
        yield Report(f"r{n:06d}", " ".join(told), day, "field", outlet=f"outlet {chance.randint(1, 60)}")


def curve(most: int) -> Iterator[str]:
    """A line for each size: seconds, reports a second, origins, memory."""
    for size in (s for s in SIZES if s <= most):
        reports = list(made_up(size))
        words = sum(len(report.text.split()) for report in reports)
        began = time.process_time()
        origins = fold(reports)
        taken = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield (
            f"{size:7d} reports  {words / 1e6:5.1f} M words  {taken:7.1f} s of one core  {size / taken:6.0f} reports/s  "
            f"{len(origins)} origins  {peak:6.0f} MB at most so far"
        )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Pairs of copies that are found, and what folding costs.")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--curve", type=int, default=10_000, help="the most made-up reports that are folded (0: none)")
    options.add_argument("--misses", choices=("a", "c"), help="the pairs of this set that are missed or wrong")
    given = options.parse_args()
    for name, of in measure(given.shared).items():
        print(f"{name:13s} {of}")
    if given.misses:
        reports, gold = read_set(given.misses)
        found = pairs(fold(reports))
        for pair in sorted(map(sorted, gold ^ found)):
            print("missed" if frozenset(pair) in gold else "wrong ", *pair)
    for line in curve(given.curve):
        print(line, flush=True)


if __name__ == "__main__":
    main()
