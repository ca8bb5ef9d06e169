"""Lines of briefs, threads and questions judged by hand against the text: how many were right, and what was wrong with others.

    python bench/lines.py                                 the precision of what was judged
    python bench/lines.py --ledger FILE                   and what a ledger tells today: which of it is judged, and right
    python bench/lines.py --ledger FILE --open            and print what is not judged yet, with its words, to be judged

`bench/record/lines.jsonl` holds what was judged, one a line: kind ("line", "thread", "question"), day and section of the brief
(of a line), the move it stands on (report and offsets), who, to whom, the word for the act (of a question its state), verdict
and, where wrong, the cause; `marked` where it stands apart as doubtful, `sample` which reading it is of: the first was judged
while the rules were made, a later one is of reports and days that nobody had looked at.  No text ships: the reports are
`../shared/reports/talks-2021-22`, and the ledger is one that has read them.

A line is right where who, to whom (where it is printed), what, how it stands and when are as its words say.  Only unmarked
lines are judged, those under others too.  A thread is right where its founding act is, and its title says what is put forward;
a question, where who awaits what of whom is, and how it stands.  Of both the most certain are taken, as of the last day; below
`TOLD`, of questions `SURE`, they are marked wherever they are shown.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import communique
from communique.record.derived import SURE, TOLD, Event, Question
from communique.show.brief import walk
from communique.show.lines import Lines
from communique.talks import Talks

JUDGED = Path(__file__).resolve().parent / "record" / "lines.jsonl"
THREADS, QUESTIONS = 60, 40  # the most certain
Key = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is judged: a line of the brief of a day, a thread or a question of the last day; `words` are never written down."""

    kind: str
    day: str  # with "since …" of a brief that tells only what is new
    section: str
    move: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    label: str
    words: str = ""
    marked: bool = False

    @property
    def key(self) -> Key:
        """What a verdict is on: the same line of another day needs no second one."""
        return self.kind, self.section, self.move, "+".join(self.by), "+".join(self.to), self.label


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judged line."""

    told: Told
    right: bool
    cause: str
    sample: str = ""


def judged(path: Path = JUDGED) -> list[Verdict]:
    """All that was judged."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [Verdict(_told(row), row["right"], row.get("cause", ""), row.get("sample", "")) for row in rows]


def _told(row: dict[str, Any]) -> Told:
    by, to = tuple(row["by"]), tuple(row["to"])
    return Told(row["kind"], row["day"], row["section"], row["move"], by, to, row["label"], marked=row.get("marked", False))


def lines_of(talks: Talks, day: str) -> Iterator[Told]:
    """The unmarked lines of the brief of a day, each once."""
    as_of, _, since = day.partition(" since ")
    for section in talks.brief(as_of=as_of, since=since or None).sections:
        for line in (one for top in section.lines for one in walk([top])):
            if line.cites and not line.doubtful:
                yield Told("line", day, section.name, line.cites[0].move, line.by, line.to, line.label or line.act, line.text)


def most_certain(talks: Talks, day: str) -> Iterator[Told]:
    """The most certain threads and questions as of a day, then the earliest."""
    record = talks.record(as_of=day)
    events = {event.id: event for event in record.events}

    threads = sorted(record.threads, key=lambda t: (-t.confidence, t.id))[:THREADS]
    lines = Lines(record, {m.id: m for m in talks.moves(as_of=day)}, (), {}, None)
    for t in threads:
        to, doubtful = lines.named(events[t.id].moves, events[t.id].to), t.confidence < TOLD
        yield Told("thread", day, "", t.id, t.by, to, events[t.id].act, t.title, doubtful)
    for q in sorted(record.questions, key=lambda q: (-q.confidence, q.id))[:QUESTIONS]:
        doubtful = q.confidence < SURE
        yield Told("question", day, "", q.move, q.by, q.of, f"{q.kind} {q.state}", _whole(q, events), doubtful)


def _whole(question: Question, events: Mapping[str, Event]) -> str:
    """What is awaited, by when, and what closed it."""
    closer = events.get(question.closed_by or "")
    due = f" (due {question.due})" if question.due else ""
    return f"{question.text}{due}" + (f" ← {closer.id}: {closer.text}" if closer else "")


def report(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """How many were right, by sample, kind and section, and the causes of the others."""
    for sample in dict.fromkeys(one.sample for one in verdicts):
        if sample:
            yield f"{sample}:"
        for kind, marked in product(("line", "thread", "question"), (False, True)):
            own = [v for v in verdicts if (v.sample, v.told.kind, v.told.marked) == (sample, kind, marked)]
            if own:
                yield from _of_kind(f"{kind}s, marked" if marked else f"{kind}s", own)


def _of_kind(name: str, own: Sequence[Verdict]) -> Iterator[str]:
    yield _share(name, own)
    sections = dict.fromkeys(one.told.section for one in own if one.told.section)
    yield from (_share(f"  {section}", [one for one in own if one.told.section == section]) for section in sections)
    causes = Counter(one.cause for one in own if not one.right)
    yield from (f"  wrong: {count:3d} {cause}" for cause, count in causes.most_common())


def _share(name: str, own: Sequence[Verdict]) -> str:
    right = sum(one.right for one in own)
    return f"{name:16s} {right:4d} of {len(own):4d} right: {right / len(own):.3f}"


def today(talks: Talks, verdicts: Sequence[Verdict], *, open_ones: bool) -> Iterator[str]:
    """Of what a ledger tells today of the days that were judged: how much is judged, and right."""
    known = {one.told.key: one for one in verdicts}
    days = dict.fromkeys(one.told.day for one in verdicts if one.told.kind == "line")
    last = max((one.told.day for one in verdicts if one.told.kind != "line"), default=None)
    found = _once([*(told for day in days for told in lines_of(talks, day)), *(most_certain(talks, last) if last else ())])
    yield from (line.replace("right:", "judged are right:") for line in report([known[t.key] for t in found if t.key in known]))
    missing = [told for told in found if told.key not in known]
    yield f"{len(missing)} of {len(found)} are not judged yet"
    if open_ones:
        yield from (json.dumps(_row(told) | {"words": told.words}, ensure_ascii=False) for told in missing)


def _once(found: Iterable[Told]) -> list[Told]:
    return list({told.key: told for told in reversed(list(found))}.values())[::-1]


def _row(told: Told) -> dict[str, object]:
    return {
        "kind": told.kind, "day": told.day, "section": told.section, "move": told.move, "by": told.by, "to": told.to,
        "label": told.label, **({"marked": True} if told.marked else {}),
    }  # fmt: skip


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Lines of briefs, threads and questions judged by hand.")
    options.add_argument("--ledger", type=Path)
    options.add_argument("--open", action="store_true", help="print what is not judged yet")
    given = options.parse_args()
    verdicts = judged()
    print("\n".join(report(verdicts)))
    if given.ledger is None:
        return 0
    if not given.ledger.is_file():
        print(f"{given.ledger}: no such ledger", file=sys.stderr)
        return 2
    with communique.open(given.ledger) as talks:
        print("\n".join(["", "this ledger:", *today(talks, verdicts, open_ones=given.open)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
