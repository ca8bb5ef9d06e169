"""What was done: acts, modality and polarity of every engine, by act, genre and topic, with speed and memory, in one run.

    python bench/acts.py [--shared FOLDER] [--set NAME ...] [--engine NAME ...] [--moves NAME=FILE ...] [--json FILE]

Sets: gold/dev, gold/train (official releases `t`, press `w`) and the reports of this repository (`corpus/`), all but the last
only where ../shared holds them.  Each report is parsed once; every engine of bench/engines.py reads that parse.  Engines that
are one thing under two names are run once.  What is right is counted as score/moves.py counts it (bench/tally.py): F1 of span,
detection (and party), coarse (and PLOVER type), act, strict (and modality and polarity); modality and polarity are shares of
the detected.  What is trained has learnt from gold/train and the corpus: what it has there is no forecast.  For that, `--moves`
counts a file of moves as one more engine: `bench/train_judge.py --told FILE` writes those of a judge that never saw the topic.

Genres and topics: bench/tally.py.  Confusions: act of the gold > act told, of detected moves.  Speed: words of the text a second
of parse and engine together, in turns of a dozen reports, the first of which are read beforehand to warm; the ratio is to the
bare parse.  Memory: the highest resident set of `communique read` over the reports of dev (or of the corpus), a process for each.

At the end two further sets, where ../shared holds them: PLOVER sentences (bench/events.py) and rated events (bench/modality.py).
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import events
import modality
from calibration import scorer
from engines import ENGINES
from fit_confidence import reports_of
from goldsets import DEV, ROOT, TRAIN_T, TRAIN_W, files_of, rows_of
from tally import Tally, genre, topic

import corpus
from communique.clean.clean import clean
from communique.extract.engine import Engine
from communique.parse.syntax import BATCH, parse
from communique.show.rows import move_row

LEAST, CASES = 0.3, 10  # an act of so many gold cases is weak below this F1
SHOWN = 12  # confusions that are printed; topics, beyond which only the ends are
Gold = dict[str, Any]
Rows = dict[str, list[dict[str, Any]]]  # report -> moves read from it


@dataclass
class Clock:
    """Seconds of the bare parse and of each engine, over so many words."""

    words: int = 0
    parse: float = 0.0
    engines: dict[str, float] = field(default_factory=dict)

    def told(self) -> dict[str, dict[str, float]]:
        """Words a second, and how many times as long as the bare parse: the parse alone, then with each engine."""
        spent = {"bare parse": self.parse} | {name: self.parse + seconds for name, seconds in self.engines.items()}
        return {name: {"words/s": self.words / s, "ratio": s / self.parse} for name, s in spent.items() if s and self.parse}


def sets_of(shared: Path) -> Iterator[tuple[str, list[Gold]]]:
    """The sets that are here, by name."""
    for name, reports in (("dev", DEV), ("train-official", TRAIN_T), ("train-press", TRAIN_W)):
        if (shared / reports.path).is_dir():
            yield name, [json.loads(file.read_text(encoding="utf-8")) for file in files_of(reports, shared)]
    yield "corpus", [corpus.load(name).gold for name in corpus.names()]


def distinct(names: Sequence[str]) -> dict[str, Engine]:
    """The engines; those that are the same under several names once, under all of them ("fast = best")."""
    makers: dict[Any, list[str]] = {}
    for name in names:
        makers.setdefault(ENGINES[name], []).append(name)
    return {" = ".join(same): make() for make, same in makers.items()}


def read(golds: Sequence[Gold], engines: Mapping[str, Engine], clock: Clock) -> dict[str, Rows]:
    """The moves of every engine from one parse of the reports."""
    found: dict[str, Rows] = {name: {} for name in engines}
    reports = iter(reports_of({str(gold["doc"]): gold for gold in golds}))
    while some := list(islice(reports, BATCH)):
        cleaned = [clean(report) for report in some]
        if not clock.words:  # what is set up once is not timed: model, lexicons, weights
            for parsed in parse(cleaned):
                for engine in engines.values():
                    engine(parsed)
        began = time.perf_counter()
        parses = list(parse(cleaned))
        clock.parse += time.perf_counter() - began
        clock.words += sum(len(report.text.split()) for report in some)
        for name, engine in engines.items():
            began = time.perf_counter()
            readings = [engine(parsed) for parsed in parses]
            clock.engines[name] = clock.engines.get(name, 0.0) + time.perf_counter() - began
            for report, reading in zip(some, readings, strict=True):
                found[name][report.id] = [dict(move_row(move, None)) for move in reading.moves]
    return found


def by_report(file: Path) -> Rows:
    """Exported moves by report."""
    found: Rows = {}
    for row in rows_of(file):
        found.setdefault(str(row["report"]), []).append(row)
    return found


def tallies(golds: Iterable[Gold], rows: Rows, score: Any) -> dict[tuple[str, str], Tally]:
    """The counts of all reports, and of each genre and topic; reports that `rows` does not know are left out."""
    found: dict[tuple[str, str], Tally] = {("all", ""): Tally(score)}
    for gold in golds:
        if (given := rows.get(str(gold["doc"]))) is not None:
            for group in (("all", ""), ("genre", genre(gold)), ("topic", topic(gold))):
                found.setdefault(group, Tally(score)).add(gold, given)
    return found


# A process of its own waits: a child's highest resident set begins with that of whoever forked it.
WAIT = """
import os, subprocess, sys
one = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(one.pid, 0)
print(used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def memory(golds: Sequence[Gold], engine: str) -> float:
    """The highest resident set of a process that reads the reports as a person would, in MB."""
    with tempfile.TemporaryDirectory() as name:
        given = Path(name) / "reports.jsonl"
        keys = ("text", "published", "outlet", "title")
        given.write_text("".join(json.dumps({"id": g["doc"]} | {k: g[k] for k in keys if g.get(k)}) + "\n" for g in golds))
        command = [sys.executable, "-m", "communique", "--ledger", str(Path(name) / "talks.db"), "read", "--engine", engine]
        done = subprocess.run([sys.executable, "-c", WAIT, *command, str(given)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit status {done.returncode}")
    return float(done.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


# What is printed.


def overview(of: Mapping[str, Tally]) -> str:
    """The headline figures of each engine."""
    names = list(next(iter(of.values())).figures)
    lines = [f"{'':24s}" + "".join(f"{name:>10s}" for name in names)]
    lines += [f"{engine:24s}" + "".join(f"{value:10.3f}" for value in tally.figures.values()) for engine, tally in of.items()]
    return "\n".join(lines)


def act_table(of: Mapping[str, Tally]) -> str:
    """Gold, precision, recall and F1 of every act, the engines side by side."""
    rows = {engine: tally.of_acts() for engine, tally in of.items()}
    most = {act: max(row[act][0] for row in rows.values() if act in row) for row in rows.values() for act in row}
    order = sorted(most, key=lambda act: (-most[act], act))
    lines = [f"{'act':10s}" + "".join(f"  | {engine[:24]:24s}" for engine in rows)]
    lines.append(f"{'':10s}" + f"  | {'gold':>6s}{'P':>6s}{'R':>6s}{'F1':>6s}" * len(rows))
    for act in order:
        cells = [row.get(act, (0, 0.0, 0.0, 0.0)) for row in rows.values()]
        lines.append(f"{act:10s}" + "".join(f"  | {gold:6d}{p:6.2f}{r:6.2f}{f:6.2f}" for gold, p, r, f in cells))
    for engine, tally in of.items():
        lines.append(f"below {LEAST} with {CASES} cases or more, {engine}: {', '.join(tally.weak(LEAST, CASES)) or 'none'}")
    return "\n".join(lines)


def confusions(of: Mapping[str, Tally]) -> str:
    """The most frequent confusions of each engine, of acts and of modalities."""
    lines = []
    for engine, tally in of.items():
        for what, found in (("acts", tally.confused), ("modality", tally.ways)):
            pairs = [f"{gold} > {told} {count}" for (gold, told), count in found.most_common(SHOWN) if count]
            lines.append(f"{engine}, {what}: {', '.join(pairs) or 'none'}")
    return "\n".join(lines)


def group_table(kind: str, of: Mapping[str, Mapping[tuple[str, str], Tally]]) -> str:
    """Reports, gold, and of each engine detection, act and strict F1 of every genre or topic; of very many topics the ends."""
    first = next(iter(of.values()))
    groups = sorted((name for k, name in first if k == kind), key=lambda name: -first[kind, name].figures["strict"])
    title = f"{kind:30s}{'reports':>8s}{'gold':>6s}" + "".join(f"  | {engine[:18]:18s}" for engine in of)
    lines = [title, f"{'':44s}" + f"  | {'det':>6s}{'act':>5s}{'strict':>7s}" * len(of)]
    middle = statistics.median([first[kind, name].figures["strict"] for name in groups]) if groups else 0.0
    for number, name in enumerate(groups):
        if len(groups) > 2 * SHOWN and 4 <= number < len(groups) - 4:
            if number == 4:
                lines.append(f"  … {len(groups) - 8} more; the middle one has strict {middle:.3f}")
            continue
        cells = [tallied[kind, name].figures for tallied in of.values()]
        n = first[kind, name].totals
        line = "".join(f"  | {f['detection']:6.2f}{f['act']:5.2f}{f['strict']:7.2f}" for f in cells)
        lines.append(f"{name:30s}{n['reports']:8d}{n['gold']:6d}{line}")
    return "\n".join(lines)


def as_json(tallied: Mapping[tuple[str, str], Tally]) -> dict[str, Any]:
    """All that is counted of one engine on one set."""
    whole = tallied["all", ""]
    found: dict[str, Any] = {"figures": whole.figures, "totals": dict(whole.totals)}
    found["acts"] = {act: dict(zip(("gold", "P", "R", "F1"), row, strict=True)) for act, row in whole.of_acts().items()}
    for what, pairs in (("acts", whole.confused), ("modality", whole.ways)):
        found[f"confused {what}"] = [[*pair, count] for pair, count in pairs.most_common() if count]
    for (kind, name), tally in tallied.items():
        if name:
            found.setdefault(kind, {})[name] = {**tally.figures, **{n: tally.totals[n] for n in ("reports", "gold")}}
    return found


def _named(given: str) -> tuple[str, Path]:
    name, _, file = given.partition("=")
    if not file:
        raise argparse.ArgumentTypeError(f"NAME=FILE, not {given!r}")
    return name, Path(file)


def main() -> int:
    """Read, count, print."""
    options = argparse.ArgumentParser(description="Acts, modality and polarity of every engine, with speed and memory.")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with gold/, data/ and score/")
    options.add_argument("--set", action="append", help="only this set: dev, train-official, train-press, corpus")
    options.add_argument("--engine", action="append", choices=list(ENGINES), help="only this engine")
    options.add_argument("--moves", action="append", type=_named, default=[], metavar="NAME=FILE", help="moves made elsewhere")
    options.add_argument("--json", type=Path, help="also write every figure here")
    given = options.parse_args()
    shared: Path = given.shared.resolve()
    if not (shared / "score" / "moves.py").is_file():
        print(f"{shared}: no scorer there", file=sys.stderr)
        return 2
    gc.set_threshold(100_000)  # as the command does
    score, clock = scorer(shared), Clock()
    engines = distinct(given.engine or list(ENGINES))
    gc.freeze()
    made = {name: by_report(file) for name, file in given.moves}
    out: dict[str, Any] = {"sets": {}}
    sample: list[Gold] = []
    for name, golds in sets_of(shared):
        sample = sample or golds
        if given.set and name not in given.set:
            continue
        counted = {engine: tallies(golds, rows, score) for engine, rows in (read(golds, engines, clock) | made).items()}
        counted = {engine: tallied for engine, tallied in counted.items() if tallied["all", ""].totals["reports"]}
        whole = {engine: tallied["all", ""] for engine, tallied in counted.items()}
        n = next(iter(whole.values())).totals
        print(f"\n=== {name}: {n['reports']} reports, {n['gold']} moves of the gold\n{overview(whole)}\n\n{act_table(whole)}")
        print(f"\nconfused (gold > told)\n{confusions(whole)}")
        print(f"\n{group_table('genre', counted)}\n\n{group_table('topic', counted)}", flush=True)
        out["sets"][name] = {engine: as_json(tallied) for engine, tallied in counted.items()}
    out["speed"] = clock.told()
    print(f"\n=== speed, {clock.words} words")
    for name, row in out["speed"].items():
        print(f"{name:24s}{row['words/s']:8.0f} words/s  {row['ratio']:.2f} times the bare parse")
    out["memory"] = {name: memory(sample, name.split(" = ")[0]) for name in engines}
    print("\n=== highest memory of `communique read`")
    print("\n".join(f"{name:24s}{value:8.0f} MB" for name, value in out["memory"].items()))
    out |= _beside(shared, list(engines))
    if given.json:
        given.json.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    return 0


def _beside(shared: Path, engines: Sequence[str]) -> dict[str, Any]:
    """The two further sets, printed."""
    out: dict[str, Any] = {}
    if (shared / events.GOLD).is_file():
        out["events"] = {name: events.figures(events.measure(shared, name.split(" = ")[0])) for name in engines}
        print("\n=== PLOVER sentences: pair of parties, type, both")
        for name, row in out["events"].items():
            print(f"{name:24s}" + "  ·  ".join(f"{figure} {value:.3f}" for figure, value in row.items()))
    if (file := shared / modality.FOLDER / "dev.jsonl").is_file():
        rated = list(modality.read(file))
        out["rated events"] = modality.figures(rated)
        print(f"\n=== rated events, every engine alike\n{modality.told(rated)}")
    return out


if __name__ == "__main__":
    sys.exit(main())
