"""Whatever was reported as recorded is there after a kill -9, and the next run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from communique.store.ledger import Ledger

WRITER = """
import sys
from test_ledger import read
from communique.store.ledger import Ledger

ledger = Ledger.open(sys.argv[1])
number = int(sys.argv[2])
while True:
    text = f"The union waits for answer {number}. " * 40
    outcome = ledger.add(read(f"r{number}", text, "2022-01-02", *[f"answer {number}", "The union waits"]))
    print(number, outcome, flush=True)
    number += 1
"""


def test_kill_minus_nine_loses_nothing_that_was_recorded(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parent.parent / "src")])}
    told: list[int] = []
    for round_ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(len(told))], stdout=subprocess.PIPE, text=True, env=environment
        )
        assert writer.stdout
        lines = [writer.stdout.readline()]
        time.sleep(0.2 + 0.13 * round_)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        # the last line may be cut short: a number without its outcome was not told
        lines += [line for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        outcomes = [line.split() for line in lines]
        # what was committed but not yet told when the kill came is found again as "same"
        assert {outcome for _, outcome in outcomes} <= {"new", "same"}
        told += [int(number) for number, _ in outcomes]
        with Ledger.open(path, create=False) as ledger:
            kept = {report.id for report in ledger.reports()}
            assert {f"r{number}" for number in told} <= kept
            assert list(ledger.check()) == []
            assert all(ledger.reading(f"r{number}") for number in told[-3:])
    assert told == list(range(len(told)))
    assert len(told) > 10
