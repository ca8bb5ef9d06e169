"""Every figure that stands in docs/figures.md comes from here; one below its floor, or measured on other gold, is an error.

    python bench/scores.py [--shared FOLDER] [--json FILE]

The gold and its scorers lie beside the checkout, in ../shared.  Each set of reports is read once into a ledger of its own as a
person would read it (`communique read -`), exported, and scored by every scorer that has gold for it; sentences of deeds by
bench/events.py.  `floors.json` pins, for each set, the digest of its files and the least that each figure may be.  Exit status:
0 all floors hold; 1 one does not; 2 there is no gold.

What was read while the rules were written, and what was not, stands in docs/figures.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import events
from goldsets import EXPORTED, ROOT, SETS, Figures, GoldSet, Reports, bins, digest, files_of, read, score

FLOORS = Path(__file__).with_name("floors.json")
SENTENCES = "sentences: PLOVER"  # what bench/events.py measures
AT_ONCE = 2  # sets of reports that are read at a time


@dataclass(frozen=True, slots=True)
class Floors:
    """What is pinned for one set: the digest of its files and the least that each figure may be."""

    digest: str
    least: Mapping[str, float]


def read_floors(path: Path = FLOORS) -> dict[str, Floors]:
    """The pinned floors by set."""
    return {name: Floors(row["digest"], row["least"]) for name, row in json.loads(path.read_text(encoding="utf-8")).items()}


def below(name: str, figures: Mapping[str, float], found_digest: str, floors: Mapping[str, Floors]) -> list[str]:
    """What is wrong with a set's figures, in words; nothing where no floor is pinned for it or all hold."""
    if name not in floors:
        return []
    pinned = floors[name]
    if pinned.digest != found_digest:
        return [f"{name}: the gold differs from what the floors were measured on (digest {found_digest}, pinned {pinned.digest})"]
    wrong = []
    for figure, least in pinned.least.items():
        if figure not in figures:
            wrong.append(f"{name}: {figure} has a floor but was not measured")
        elif figures[figure] < least:
            wrong.append(f"{name}: {figure} is {figures[figure]:.3f}, below its floor of {least:.3f}")
    return wrong


def table(name: str, count: int, figures: Mapping[str, float], floors: Mapping[str, Floors]) -> str:
    """A set's figures, each with its floor where one is pinned."""
    least = floors[name].least if name in floors else {}
    floor = {figure: f" (≥ {value:.3f})" for figure, value in least.items()}
    cells = [f"{figure} {value:.3f}{floor.get(figure, '')}" for figure, value in figures.items()]
    lines = [cells[i : i + 5] for i in range(0, len(cells), 5)]
    return "\n".join([f"{name}, {count} file{'' if count == 1 else 's'}", *("  " + "  ·  ".join(line) for line in lines)])


def measure(reports: Reports, sets: tuple[GoldSet, ...], shared: Path) -> dict[str, tuple[Figures, str]]:
    """Read some reports once and score them for each set; with the figures what else is to be printed."""
    found: dict[str, tuple[Figures, str]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        read(reports, shared, folder, [EXPORTED[gold.scorer] for gold in sets])
        for gold in sets:
            more = bins(gold, shared, folder).told() if gold.scorer == "confidence" else ""
            found[gold.name] = score(gold, shared, folder), more
    return found


def main() -> int:
    """Score every set, print the table, and tell whether the floors hold."""
    options = argparse.ArgumentParser(description="Score communique on the gold beside the checkout.")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with gold/, data/ and score/")
    options.add_argument("--json", type=Path, help="also write figures and digests here, in the form of floors.json")
    given = options.parse_args()
    shared: Path = given.shared.resolve()
    if not (shared / "score" / "moves.py").is_file():
        print(f"{shared}: no gold there", file=sys.stderr)
        return 2
    floors = read_floors()
    wrong: list[str] = []
    measured: dict[str, dict[str, object]] = {}
    groups = {gold.reports: tuple(one for one in SETS if one.reports == gold.reports) for gold in SETS}

    def told(name: str, files: Sequence[Path], figures: Figures, more: str = "") -> None:
        found_digest = digest(files)
        print(table(name, len(files), figures, floors) + ("\n" + more if more else ""), flush=True)
        wrong.extend(below(name, figures, found_digest, floors))
        measured[name] = {"digest": found_digest, "least": {figure: round(value, 3) for figure, value in figures.items()}}

    with ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = {reports: pool.submit(measure, reports, sets, shared) for reports, sets in groups.items()}
        for gold in SETS:
            told(gold.name, files_of(gold.reports, shared), *jobs[gold.reports].result()[gold.name])
    told(SENTENCES, [shared / events.GOLD], events.figures(events.measure(shared)))
    if given.json:
        given.json.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    print("\n".join(f"BELOW THE FLOOR  {problem}" for problem in wrong) or "all floors hold")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
