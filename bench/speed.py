"""Reports a second of `read` with the rule engine beside the bare parse that it stands on, measured in one run on one machine.

    python bench/speed.py [--reports N] [--shared FOLDER]

Where ../shared is present, the first N (100) White House and Kremlin reports of its talks; else the sample reports, told often
enough under other ids to make N.  Both figures leave out the loading of model and lexicons.  The ratio is what the program adds.
"""

from __future__ import annotations

import argparse
import gc
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from communique.clean.clean import clean
from communique.extract.engine import Rules
from communique.parse.model import load
from communique.parse.syntax import BATCH, parse
from communique.read.source import BadInput
from communique.read.source import read as read_source
from communique.record.text import Report
from communique.store.ledger import Ledger

ROOT = Path(__file__).resolve().parent.parent
TALKS = Path("reports") / "talks-2021-22" / "reports.jsonl"
OUTLETS = ("White House", "Kremlin")


def reports_of(path: Path) -> Iterator[Report]:
    """The reports at `path`.

    Raises RuntimeError with the first that cannot be read.
    """
    for item in read_source([str(path)]):
        if isinstance(item, BadInput):
            raise RuntimeError(str(item))
        yield item


def sample(shared: Path, number: int) -> tuple[str, list[Report]]:
    """What the reports are, and `number` of them."""
    if (shared / TALKS).is_file():
        with (shared / TALKS).open(encoding="utf-8") as lines, tempfile.TemporaryDirectory() as folder:
            chosen = Path(folder) / "chosen.jsonl"
            kept = (line for line in lines if str(json.loads(line)["outlet"]).startswith(OUTLETS))
            chosen.write_text("".join(islice(kept, number)), encoding="utf-8")
            return "official releases of two sides", list(reports_of(chosen))
    own = list(reports_of(ROOT / "examples" / "strait"))
    told = islice(enumerate(cycle(own)), number)
    return "sample reports, repeated", [replace(report, id=f"{report.id} {i // len(own)}") for i, report in told]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Reports a second: reading, and the bare parse.")
    options.add_argument("--reports", type=int, default=100)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    given = options.parse_args()
    gc.set_threshold(100_000)  # as the command does
    what, reports = sample(given.shared, given.reports)
    words = sum(len(report.text.split()) for report in reports)
    load()
    Rules()(next(iter(parse([clean(reports[0])]))))  # the first report pays for what is set up once: model, lexicons
    gc.freeze()

    engine, bare, whole = Rules(), 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "talks.db") as ledger:
        for start in range(0, len(reports), BATCH):  # in turns, so that a machine that slows down slows both
            some = reports[start : start + BATCH]
            cleaned = [clean(report) for report in some]
            began = time.perf_counter()
            for _ in parse(cleaned):
                pass
            bare += time.perf_counter() - began

            began = time.perf_counter()
            for parsed in parse(clean(report) for report in some):
                ledger.add(engine(parsed))
            whole += time.perf_counter() - began

    print(f"{len(reports)} reports, {words} words ({what})")
    print(f"bare parse                      {len(reports) / bare:6.1f} reports/s  {words / bare:8.0f} words/s")
    print(f"read (clean, parse, find, keep) {len(reports) / whole:6.1f} reports/s  {words / whole:8.0f} words/s")
    print(f"reading takes {whole / bare:.2f} times as long as the bare parse")


if __name__ == "__main__":
    main()
