"""Every figure that stands in docs/figures.md comes from here; one below its floor, or measured on other gold, is an error.

    python bench/scores.py [--shared FOLDER] [--json FILE]

The gold and its scorers lie beside the checkout, in ../shared.  Each set is read into a ledger of its own as a person would
read it (`communique read -`), exported, and scored by the set's scorer.  `floors.json` pins, for each set, the digest of its
files and the least that each figure may be.  Exit status: 0 all floors hold; 1 one does not; 2 there is no gold.

What was read while the rules were written, and what was not, stands in docs/figures.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.json")
Scorer = Literal["moves", "attribution", "dates"]
EXPORTED: dict[Scorer, str] = {"moves": "moves", "attribution": "attributions", "dates": "dates"}
LIMIT = 300  # seconds for one program
Figures = dict[str, float]  # name of a figure -> share of 1


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Reports with gold: a folder's files by pattern, or the lines of a JSONL file whose id begins with `ids`."""

    name: str
    scorer: Scorer
    path: str
    pattern: str = "*.json"
    ids: str = ""


SETS = (
    GoldSet("moves: dev", "moves", "gold/dev"),
    GoldSet("moves: train t", "moves", "gold/train", "t*.json"),
    GoldSet("moves: train w", "moves", "gold/train", "w*.json"),
    GoldSet("attribution: seeds", "attribution", "gold/seeds/attributions.jsonl"),
    GoldSet("attribution: press, dev", "attribution", "data/attribution/dev.jsonl"),
    GoldSet("dates: seeds", "dates", "data/dates/dates.jsonl", ids="seed"),
    GoldSet("dates: all", "dates", "data/dates/dates.jsonl"),
)


@dataclass(frozen=True, slots=True)
class Floors:
    """What is pinned for one set: the digest of its files and the least that each figure may be."""

    digest: str
    least: Mapping[str, float]


def files_of(gold: GoldSet, shared: Path) -> list[Path]:
    """The files of a set, in order of name."""
    path = shared / gold.path
    return sorted(path.glob(gold.pattern)) if path.is_dir() else [path]


def digest(files: Sequence[Path]) -> str:
    """One sha256 over names and contents."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def figures_of_moves(printed: str) -> Figures:
    """The figures in what moves.py prints: `strict  P 0.436 R 0.416 F1 0.426`, then `name share` of the detected moves."""
    found = {f"{name} F1": float(value) for name, value in re.findall(r"^(\w+)\s+P \S+\s+R \S+\s+F1 (\S+)$", printed, re.M)}
    if told := re.search(r"^of detected moves: (.+)$", printed, re.M):
        found |= {name: float(value) for name, value in re.findall(r"(\w+) (\d\.\d+)", told[1])}
    return {name.replace("span_f1", "span"): value for name, value in found.items()}


def figures_of_attribution(printed: str) -> Figures:
    """F of each line of `attribution.py --json`, from per cent."""
    row = json.loads(printed.strip().splitlines()[-1])
    kept = ("source token", "cue token", "content token", "whole exact", "whole part")
    return {f"{name} F": row[name][2] / 100 for name in kept}


def figures_of_dates(printed: str) -> Figures:
    """F of each line of `dates.py --json`, from per cent."""
    row = json.loads(printed.strip().splitlines()[-1])
    return {name: row[name] / 100 for name in ("strict F", "relaxed F", "type F", "value F", "bounds F")}


READERS = {"moves": figures_of_moves, "attribution": figures_of_attribution, "dates": figures_of_dates}


def score(gold: GoldSet, shared: Path, folder: Path) -> Figures:
    """Read the set's reports into a ledger in `folder`, export what was found, and let the set's scorer judge it."""
    source = _laid_out(gold, shared, folder)
    reports = _run([sys.executable, str(shared / "score" / "as_input.py"), str(source)])
    communique = [sys.executable, "-m", "communique", "--ledger", str(folder / "talks.db")]
    _run([*communique, "read", "-"], given=reports)
    found = folder / "found.jsonl"
    found.write_text(_run([*communique, "export", EXPORTED[gold.scorer], "--format", "jsonl"]), encoding="utf-8")
    asked = [] if gold.scorer == "moves" else ["--json"]
    scorer = str(shared / "score" / f"{gold.scorer}.py")
    return READERS[gold.scorer](_run([sys.executable, scorer, str(source), str(found), *asked]))


def _laid_out(gold: GoldSet, shared: Path, folder: Path) -> Path:
    # The scorers take a whole folder or file; a part of one is laid out on its own.
    if (shared / gold.path).is_dir():
        part = folder / "gold"
        part.mkdir()
        for file in files_of(gold, shared):
            (part / file.name).symlink_to(file)
        return part
    if not gold.ids:
        return shared / gold.path
    lines = (shared / gold.path).read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if line.strip() and str(json.loads(line)["id"]).startswith(gold.ids)]
    (folder / "gold.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return folder / "gold.jsonl"


def _run(command: list[str], given: str | None = None) -> str:
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=LIMIT, cwd=ROOT, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


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
    for gold in SETS:
        with tempfile.TemporaryDirectory() as folder:
            figures = score(gold, shared, Path(folder))
        files = files_of(gold, shared)
        found_digest = digest(files)
        print(table(gold.name, len(files), figures, floors), flush=True)
        wrong += below(gold.name, figures, found_digest, floors)
        measured[gold.name] = {"digest": found_digest, "least": {name: round(value, 3) for name, value in figures.items()}}
    if given.json:
        given.json.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    print("\n".join(f"BELOW THE FLOOR  {problem}" for problem in wrong) or "all floors hold")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
