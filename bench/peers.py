"""communique beside what else can be installed for the same work, on the same gold and scorers, in one run.

    python bench/peers.py [--shared FOLDER] [--python FILE]

`make peers` puts the peers into an environment of their own (.peers, from bench/requirements-peers.txt); --python names another.
A peer that is not there is said to be missing and the rest goes on; without ../shared nothing can be scored.  Words a second are
those of one process on this machine: for communique all that it does with a report (mend, parse, find everything), for a peer
all that it does for its one kind.  Sets without a day of publication are read as of 1 October 2016.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from goldsets import DATED, DEV, PRESS, ROOT, TRAIN_T, TRAIN_W, Figures, GoldSet, Reports, laid_out, read, run, scored

from communique.clean.clean import clean
from communique.extract.engine import Rules
from communique.parse.model import load
from communique.parse.syntax import parse
from communique.read.source import BadInput
from communique.read.source import read as read_source

LIMIT = 1800  # seconds for one peer on one set
SEEDS = Reports("gold/seeds/attributions.jsonl")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing to find: its gold, the figures shown, and the peers that look for it too."""

    title: str
    exported: str
    sets: tuple[GoldSet, ...]
    shown: tuple[str, ...]
    peers: tuple[tuple[str, str, str], ...] = ()  # name, program, module it needs


KINDS = (
    Kind(
        "Voices: F1 of attributions; direct: recall of direct quotations",
        "attributions",
        (
            GoldSet("PolNeAR dev, outermost", "attribution", PRESS, outermost=True),
            GoldSet("gold/train t", "attribution", TRAIN_T),
            GoldSet("gold/train w", "attribution", TRAIN_W),
            GoldSet("seeds", "attribution", SEEDS),
        ),
        ("whole part F", "whole exact F", "direct, whole part R", "source token F", "cue token F", "content token F"),
        (("textacy", "voices_textacy.py", "textacy"),),
    ),
    Kind(
        "Dates: F1 of expressions",
        "dates",
        (
            GoldSet("dates.jsonl", "dates", DATED),
            GoldSet("gold/train t", "dates", TRAIN_T),
            GoldSet("gold/train w", "dates", TRAIN_W),
        ),
        ("strict F", "relaxed F", "type F", "value F", "bounds F"),
        (
            ("dateparser", "dates_dateparser.py", "dateparser"),
            ("Recognizers-Text", "dates_recognizers.py", "recognizers_date_time"),
        ),
    ),
    Kind(
        "Parties, through the moves they make: F1 of detection, its share of span F1; of the detected, what else is right",
        "moves",
        (GoldSet("gold/dev", "moves", DEV), GoldSet("gold/train t", "moves", TRAIN_T), GoldSet("gold/train w", "moves", TRAIN_W)),
        ("detection F1", "detection / span", "to", "chain", "when", "due"),
    ),
)


def main() -> int:
    """Score everybody, print one table for each kind."""
    options = argparse.ArgumentParser(description="Score communique beside its peers.")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with gold/, data/ and score/")
    options.add_argument("--python", type=Path, default=ROOT / ".peers" / "bin" / "python", help="where the peers are installed")
    given = options.parse_args()
    shared: Path = given.shared.resolve()
    if not (shared / "score" / "moves.py").is_file():
        print(f"{shared}: no gold there, nothing to score", file=sys.stderr)
        return 0
    missing = [name for kind in KINDS for name, _, module in kind.peers if not _there(given.python, module)]
    print("".join(f"{name} is not installed for {given.python}: left out\n" for name in missing), end="")
    rows: dict[tuple[str, str], list[tuple[str, Figures, str]]] = {}
    for reports in dict.fromkeys(gold.reports for kind in KINDS for gold in kind.sets):
        kinds = [(kind, gold) for kind in KINDS for gold in kind.sets if gold.reports == reports]
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            read(reports, shared, folder, [kind.exported for kind, _ in kinds])
            asked = run([sys.executable, str(shared / "score" / "as_input.py"), str(laid_out(reports, shared, folder))])
            words = sum(len(json.loads(line)["text"].split()) for line in asked.splitlines())
            pace = f"{words / seconds(asked, folder):,.0f}"
            for kind, gold in kinds:
                table = rows.setdefault((kind.title, gold.name), [])
                table.append(("communique", scored(gold, shared, folder, folder / f"{kind.exported}.jsonl"), pace))
                for peer, program, _ in kind.peers:
                    if peer not in missing:
                        found, note = ask(given.python, program, asked, words, folder)
                        table.append((peer, scored(gold, shared, folder, found), note))
    for kind in KINDS:
        print(f"\n{kind.title}\n{drawn(kind, rows)}", flush=True)
    return 0


def _there(python: Path, module: str) -> bool:
    if not python.is_file():
        return False
    return subprocess.run([str(python), "-c", f"import {module}"], capture_output=True, timeout=LIMIT).returncode == 0


def seconds(asked: str, folder: Path) -> float:
    """How long communique takes to mend, parse and read the reports, its model and lexicons loaded."""
    file = folder / "asked.jsonl"
    file.write_text(asked, encoding="utf-8")
    reports = [report for report in read_source([str(file)]) if not isinstance(report, BadInput)]
    load()
    engine = Rules()
    engine(next(iter(parse([clean(reports[0])]))))
    began = time.perf_counter()
    for parsed in parse(clean(report) for report in reports):
        engine(parsed)
    return time.perf_counter() - began


def ask(python: Path, program: str, asked: str, words: int, folder: Path) -> tuple[Path, str]:
    """What a peer finds, in a file, and its pace with what it refused."""
    command = [str(python), str(ROOT / "bench" / "peer" / program)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=LIMIT, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"{program}: exit status {done.returncode}\n{done.stderr[-2000:]}")
    told = json.loads(done.stderr.strip().splitlines()[-1])
    found = folder / f"{program}.jsonl"
    found.write_text(done.stdout, encoding="utf-8")
    refused = f", {told['refused']} reports refused" if told["refused"] else ""
    return found, f"{words / told['seconds']:,.0f}{refused}"


def drawn(kind: Kind, rows: dict[tuple[str, str], list[tuple[str, Figures, str]]]) -> str:
    """The table of a kind, one line for each set and program."""
    head = ["set", "program", *(name.replace(", whole part R", "").removesuffix(" F") for name in kind.shown), "words/s"]
    lines: list[Sequence[str]] = [head]
    for gold in kind.sets:
        for program, figures, pace in rows[kind.title, gold.name]:
            lines.append([gold.name, program, *(f"{figures[n]:.3f}" if n in figures else "–" for n in kind.shown), pace])
    widths = [max(len(line[k]) for line in lines) for k in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)


if __name__ == "__main__":
    sys.exit(main())
