"""The annotated sets beside the checkout, and reading them: each set of reports is read once, for all that is scored on it."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from calibration import Calibration, calibration
from engines import DEFAULT

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 300  # seconds for one program
Scorer = Literal["moves", "confidence", "attribution", "dates"]
EXPORTED: dict[Scorer, str] = {"moves": "moves", "confidence": "moves", "attribution": "attributions", "dates": "dates"}
Figures = dict[str, float]  # name of a figure -> share of 1


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports with gold: a folder's files by pattern, or the lines of a JSONL file."""

    path: str
    pattern: str = "*.json"


DEV, TRAIN_T, TRAIN_W = Reports("gold/dev"), Reports("gold/train", "t*.json"), Reports("gold/train", "w*.json")
PRESS = Reports("data/attribution/dev.jsonl")
DATED = Reports("data/dates/dates.jsonl")


@dataclass(frozen=True, slots=True)
class GoldSet:
    """What is scored on some reports: those whose id begins with `ids`; of voices, where asked, the outermost alone."""

    name: str
    scorer: Scorer
    reports: Reports
    ids: str = ""
    outermost: bool = False


SETS = (
    GoldSet("moves: dev", "moves", DEV),
    GoldSet("moves: train t", "moves", TRAIN_T),
    GoldSet("moves: train w", "moves", TRAIN_W),
    GoldSet("confidence: dev", "confidence", DEV),
    GoldSet("confidence: train w", "confidence", TRAIN_W),
    GoldSet("attribution: seeds", "attribution", Reports("gold/seeds/attributions.jsonl")),
    GoldSet("attribution: train t", "attribution", TRAIN_T),
    GoldSet("attribution: train w", "attribution", TRAIN_W),
    GoldSet("attribution: press, dev", "attribution", PRESS),
    GoldSet("attribution: press, dev, outermost", "attribution", PRESS, outermost=True),
    GoldSet("dates: seeds", "dates", DATED, ids="seed"),
    GoldSet("dates: all", "dates", DATED),
    GoldSet("dates: train t", "dates", TRAIN_T),
    GoldSet("dates: train w", "dates", TRAIN_W),
)


def files_of(reports: Reports, shared: Path) -> list[Path]:
    """The files of a set, in order of name."""
    path = shared / reports.path
    return sorted(path.glob(reports.pattern)) if path.is_dir() else [path]


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
    found = {name.replace("span_f1", "span"): value for name, value in found.items()}
    if found.get("span F1") and "detection F1" in found:
        found["detection / span"] = found["detection F1"] / found["span F1"]
    return found


def figures_of_attribution(printed: str) -> Figures:
    """F of each line of `attribution.py --json`, from per cent; of direct quotations the recall."""
    row = json.loads(printed.strip().splitlines()[-1])
    kept = ("source token", "cue token", "content token", "whole exact", "whole part")
    found = {f"{name} F": row[name][2] / 100 for name in kept}
    if "recall direct" in row:
        found["direct, whole part R"] = row["recall direct"][0] / 100
    return found


def figures_of_dates(printed: str) -> Figures:
    """F of each line of `dates.py --json`, from per cent."""
    row = json.loads(printed.strip().splitlines()[-1])
    return {name: row[name] / 100 for name in ("strict F", "relaxed F", "type F", "value F", "bounds F")}


READERS = {"moves": figures_of_moves, "attribution": figures_of_attribution, "dates": figures_of_dates}


def read(reports: Reports, shared: Path, folder: Path, whats: Iterable[str], engine: str = DEFAULT) -> None:
    """Read the reports into a ledger in `folder` as a person would and lay `moves.jsonl` and the like beside it."""
    source = laid_out(reports, shared, folder)
    given = run([sys.executable, str(shared / "score" / "as_input.py"), str(source)])
    read_lines(given, folder, whats, engine)


def read_lines(lines: str, folder: Path, whats: Iterable[str], engine: str = DEFAULT) -> None:
    """Read reports that are given as JSON lines, in the same way."""
    communique = [sys.executable, "-m", "communique", "--ledger", str(folder / "talks.db")]
    run([*communique, "read", "--engine", engine, "-"], given=lines)
    for what in dict.fromkeys(whats):
        (folder / f"{what}.jsonl").write_text(run([*communique, "export", what, "--format", "jsonl"]), encoding="utf-8")


def read_rows(lines: str, folder: Path, what: str, engine: str = DEFAULT) -> list[dict[str, Any]]:
    """The rows of one kind that are read from reports given as JSON lines."""
    read_lines(lines, folder, (what,), engine)
    return rows_of(folder / f"{what}.jsonl")


def score(gold: GoldSet, shared: Path, folder: Path) -> Figures:
    """What was read into `folder`, judged by the set's scorer."""
    if gold.scorer == "confidence":
        return bins(gold, shared, folder).figures
    return scored(gold, shared, folder, folder / f"{EXPORTED[gold.scorer]}.jsonl")


def scored(gold: GoldSet, shared: Path, folder: Path, found: Path) -> Figures:
    """The figures of a file of findings, whoever made it."""
    source = laid_out(gold.reports, shared, folder)
    if gold.ids:
        source = _kept(source, folder / "gold-kept.jsonl", lambda row: str(row["id"]).startswith(gold.ids))
        found = _kept(found, folder / "found-kept.jsonl", lambda row: str(row["id"]).startswith(gold.ids))
    if gold.outermost:
        rows = rows_of(found)
        for row in rows:
            row["attributions"] = [one for one in row["attributions"] if one.get("parent") is None]
        found = _write(rows, folder / "outermost.jsonl")
    asked = [] if gold.scorer == "moves" else ["--json"]
    program = [sys.executable, str(shared / "score" / f"{gold.scorer}.py")]
    return READERS[gold.scorer](run([*program, str(source), str(found), *asked]))


def bins(gold: GoldSet, shared: Path, folder: Path) -> Calibration:
    """Given against right of the moves that were read into `folder`."""
    texts = [json.loads(file.read_text(encoding="utf-8")) for file in files_of(gold.reports, shared)]
    return calibration(texts, rows_of(folder / "moves.jsonl"), shared)


def rows_of(file: Path) -> list[dict[str, Any]]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]


def _kept(file: Path, target: Path, keep: Any) -> Path:
    return _write([row for row in rows_of(file) if keep(row)], target)


def _write(rows: Iterable[dict[str, Any]], target: Path) -> Path:
    target.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return target


def laid_out(reports: Reports, shared: Path, folder: Path) -> Path:
    """The scorers take a whole folder or file; a part of a folder is laid out on its own."""
    if not (shared / reports.path).is_dir():
        return shared / reports.path
    part = folder / "gold"
    if not part.is_dir():
        part.mkdir()
        for file in files_of(reports, shared):
            (part / file.name).symlink_to(file)
    return part


def run(command: list[str], given: str | None = None, limit: int = LIMIT) -> str:
    """What a program prints.

    Raises RuntimeError with its last words where it fails.
    """
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=limit, cwd=ROOT, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout
