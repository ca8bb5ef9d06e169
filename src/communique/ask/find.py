"""What is found depends only on the moves and the record given: the same question of the same day has the same answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from communique.ask.query import All, Either, Has, Not, Query, Says
from communique.errors import CommuniqueError
from communique.record.derived import SURE, Record, Thread
from communique.record.move import Move
from communique.record.text import Report
from communique.record.when import When, parse


class NoSuchReport(CommuniqueError):
    """A report that the ledger does not hold, or that was not yet published on the day asked for."""


def find_report(reports: Sequence[Report], wanted: str) -> Report:
    """The report with the id `wanted`.

    Raises NoSuchReport with the nearest ids.
    """
    for report in reports:
        if report.id == wanted:
            return report
    ids = [report.id for report in reports]
    near = [i for i in ids if i.endswith(wanted) or i.startswith(wanted)][:3] or get_close_matches(wanted, ids, 3, 0.5)
    advice = (
        f"did you mean {' or '.join(near)}?" if near else f"{len(ids)} reports are held; `communique export reports` lists them"
    )
    raise NoSuchReport(f"no report {wanted!r} here; {advice}")


class NoSuchThread(CommuniqueError):
    """No thread has this id or these words in its title."""


def find_thread(record: Record, wanted: str) -> Thread:
    """The thread with the id `wanted`, else the one whose title holds all its words; of several the one with most events.

    Raises NoSuchThread with titles that are there.
    """
    words = wanted.casefold().split()
    exact = [thread for thread in record.threads if thread.id == wanted]
    near = exact or [thread for thread in record.threads if all(word in thread.title.casefold() for word in words)]
    if near:
        return max(near, key=lambda thread: len(thread.events))
    titles = [thread.title for thread in record.threads]
    told = "; ".join(get_close_matches(wanted, titles, 3, 0.3) or titles[:3]) or "none at all"
    raise NoSuchThread(f"no thread {wanted!r}; there is: {told}; `communique export threads` lists all")


def find(query: Query, moves: Iterable[Move], record: Record, names: Mapping[str, str] | None = None) -> list[Move]:
    """The moves for which the query holds, in the order given; `names` gives the names of parties by their codes."""
    holds = _Asker(record, names or {}).asks(query)
    return [move for move in moves if holds(move)]


Holds = Callable[[Move], bool]


class _Asker:
    """Turns a query into a test of one move."""

    def __init__(self, record: Record, names: Mapping[str, str]) -> None:
        self.names = names
        self.event = {move: event.id for event in record.events for move in event.moves}
        self.threads: dict[str, set[str]] = defaultdict(set)
        for thread in record.threads:
            for link in thread.events:
                self.threads[link.event] |= {thread.id.casefold(), thread.title.casefold()}

    def asks(self, query: Query) -> Holds:
        match query:
            case All(parts):
                tests = [self.asks(part) for part in parts]
                return lambda move: all(test(move) for test in tests)
            case Either(parts):
                tests = [self.asks(part) for part in parts]
                return lambda move: any(test(move) for test in tests)
            case Not(part):
                test = self.asks(part)
                return lambda move: not test(move)
            case Says(words):
                pattern = re.compile(
                    r"\s+".join(rf"\b{re.escape(w)}" if w[0].isalnum() else re.escape(w) for w in words.split()), re.I
                )
                return lambda move: bool(pattern.search(move.text) or pattern.search(move.content))
            case Has(field, values):
                tests = [self._has(field, value) for value in values]
                return lambda move: any(test(move) for test in tests)

    def _has(self, field: str, value: str) -> Holds:
        low = value.casefold()
        match field:
            case "by":
                return lambda move: self._party(move.by, low)
            case "to":
                return lambda move: self._party(move.to, low)
            case "party":
                return lambda move: self._party(move.by, low) or self._party(move.to, low)
            case "report":
                return lambda move: move.report.casefold() == low
            case "event":
                return lambda move: self.event.get(move.id, "").casefold() == low
            case "thread":
                return lambda move: any(low in known for known in self.threads.get(self.event.get(move.id, ""), ()))
            case "outlet":
                return lambda move: any(
                    link.kind in ("outlet", "wire", "media") and link.name is not None and low in link.name.casefold()
                    for link in move.chain
                )
            case "speaker":
                return lambda move: low in (move.speaker or "").casefold() or low in (move.role or "").casefold()
            case "place":
                return lambda move: low in (move.place or "").casefold()
            case "sure":
                return lambda move: (move.confidence >= SURE) == (low == "yes")
            case "since" | "until" | "when" | "said" | "due":
                return _in_time(field, parse(value))
            case _:
                return lambda move: getattr(move, field) == low

    def _party(self, parties: Iterable[str], low: str) -> bool:
        return any(low in (bare(key), key.casefold(), bare(self.names.get(key, key))) for key in parties)


def bare(name: str) -> str:
    """A name as it is compared: without case and article."""
    return name.casefold().removeprefix("the ")


def _in_time(field: str, asked: When) -> Holds:
    if field == "since":
        return lambda move: asked.earliest is None or (placed(move.when)[1] or date.max) >= asked.earliest
    if field == "until":
        return lambda move: asked.latest is None or (placed(move.when)[0] or date.min) <= asked.latest
    if field == "due":
        return lambda move: move.due is not None and move.due.may_be(asked)

    def told(move: Move) -> bool:
        first, last = placed(move.said if field == "said" else move.when)
        return (asked.latest is None or first is None or first <= asked.latest) and (
            asked.earliest is None or last is None or last >= asked.earliest
        )

    return told


def placed(when: When) -> tuple[date | None, date | None]:
    """The days between which a move is looked for.

    "Not later than the day it was published" stands at that day: an undated statement is news of its report, and to
    find it under every earlier day would be of no use.  An open end stands at its beginning likewise.
    """
    return when.earliest or when.latest, when.latest or when.earliest
