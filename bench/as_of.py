"""Whether every command says, as of a day, what a ledger says that holds the reports published by then and no others.

    python bench/as_of.py LEDGER DAY...

The other ledger is made by copying rows, so that nothing is read anew.  Both derive everything anew.  Prints, for each day,
how many outputs were compared, how many bytes they are, and the time of the processor both took; exits 1 where any differs.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from rich.console import Console

import communique
from communique.show.brief import brief_document
from communique.show.calendar import calendar
from communique.show.markdown import markdown
from communique.show.tables import as_text, draw_rows, write_rows
from communique.show.terminal import draw_brief, draw_report
from communique.talks import WHATS, Talks

QUERIES = ("act:reject", 'sure:yes act:demand,propose "answer"', "act:meet until:2022-01")
OF_RUN = ("move", "attribution", "timex", "party", "mention", "tie")
SHOWN = 25  # reports shown whole


def outputs(talks: Talks, day: str) -> Iterator[tuple[str, str]]:
    """What every command writes as of that day."""
    page = Console(width=120, color_system=None, highlight=False)
    names = talks.names(as_of=day)
    for since in (None, day[:8] + "01"):
        brief = talks.brief(as_of=day, since=since)
        yield f"brief --since {since}", as_text(lambda console, made=brief: draw_brief(made, console), page)  # type: ignore[misc]
        yield f"brief --since {since} --format markdown", "\n".join(markdown(brief))
        yield f"brief --since {since} --format json", json.dumps(brief_document(brief))
    for thread in talks.record(as_of=day).threads[:5]:
        brief = talks.brief(as_of=day, thread=thread.id)
        yield f"brief --thread {thread.id}", as_text(lambda console, made=brief: draw_brief(made, console), page)  # type: ignore[misc]
    for query in QUERIES:
        yield f"ask {query}", _rows(talks.ask(query, as_of=day))
    for report in talks.reports(as_of=day)[-SHOWN:]:
        view = talks.show(report.id, as_of=day, why=True)
        yield f"show {report.id}", as_text(lambda console, made=view: draw_report(made, console), page)  # type: ignore[misc]
    for kind in ("timeline", "positions", "questions", "conflicts", "claims", "parties"):
        rows = getattr(talks, kind)(as_of=day)
        yield kind, _rows(rows)
        if kind != "timeline":  # as a table of tens of thousands of rows it takes minutes to draw and says the same
            yield f"{kind} --format table", as_text(lambda c, k=kind, r=rows: draw_rows(k, r, names, c), page)  # type: ignore[misc]
    yield "questions --ahead", _rows(talks.questions(as_of=day, ahead=True))
    yield "export questions --format ics", "\n".join(calendar(talks.questions(as_of=day)))
    for what in WHATS:
        yield f"export {what}", _rows(talks.export(what, as_of=day))


def _rows(rows: object) -> str:
    out = StringIO()
    write_rows(rows, "jsonl", out)  # type: ignore[arg-type]
    return out.getvalue()


def copied(ledger: Path, day: str, to: Path) -> None:
    """A ledger at `to` that holds the rows of the reports published by `day`, and all judgements."""
    communique.open(to).close()
    db = sqlite3.connect(to)
    db.execute("attach database ? as whole", (str(ledger),))
    by_then = "select key from whole.report where published <= :day"
    runs = f"select key from whole.run where report in ({by_then})"
    moves = f"select key from whole.move where run in ({runs})"
    wanted = {"report": f"key in ({by_then})", "run": f"key in ({runs})", "judgement": "1"}
    wanted |= {table: f"run in ({runs})" for table in OF_RUN} | {table: f"move in ({moves})" for table in ("link", "term")}
    with db:
        for table, which in wanted.items():
            db.execute(
                f"insert into main.{table} select * from whole.{table} where {which}", {"day": day} if ":" in which else {}
            )
    db.close()


def digests(ledger: Path, day: str) -> tuple[dict[str, str], int, float]:
    """The digest of each output, their bytes in all, and the seconds of the processor it took to derive them."""
    began, found, size = time.process_time(), {}, 0
    with communique.open(ledger, create=False) as talks:
        talks.ledger.forget()
        for name, text in outputs(talks, day):
            body = text.encode()
            found[name] = hashlib.sha256(body).hexdigest()
            size += len(body)
    gc.collect()
    return found, size, time.process_time() - began


def main() -> None:
    """Compare and print."""
    options = argparse.ArgumentParser(description="As of a day, against a ledger of that day.")
    options.add_argument("ledger", type=Path)
    options.add_argument("days", nargs="+")
    given = options.parse_args()
    gc.set_threshold(100_000)  # as the command does
    differing = 0
    for day in given.days:
        with tempfile.TemporaryDirectory() as folder:
            whole, only = Path(folder) / "whole.db", Path(folder) / "only.db"
            with sqlite3.connect(given.ledger) as db:
                db.execute("vacuum into ?", (str(whole),))
            copied(whole, day, only)
            (of_all, size, one), (of_day, _, other) = digests(whole, day), digests(only, day)
        unequal = sorted(name for name in of_all.keys() | of_day.keys() if of_all.get(name) != of_day.get(name))
        differing += bool(unequal)
        told = f"{len(of_all)} outputs, {size / 1e6:.1f} MB, {one:.0f} s and {other:.0f} s"
        print(f"{day}: {told}: {'equal' if not unequal else 'DIFFER: ' + ', '.join(unequal)}", flush=True)
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
