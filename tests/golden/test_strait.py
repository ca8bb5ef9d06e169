"""The sample reports through the whole pipeline: what examples/expected.json names must come out, and nothing leaks in.

The briefs of two days are compared exactly; `COMMUNIQUE_RENEW_GOLDEN=1 pytest tests/golden` writes them anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from communique.record.derived import Event, Record
from communique.record.move import Move
from communique.show.rows import Row
from communique.show.tables import as_text
from communique.show.terminal import draw_brief
from communique.talks import Talks
from communique.talks import open as open_talks

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "examples" / "strait"
HERE = Path(__file__).resolve().parent
EXPECTED: dict[str, Any] = json.loads((ROOT / "examples" / "expected.json").read_text(encoding="utf-8"))
RENEW = bool(os.environ.get("COMMUNIQUE_RENEW_GOLDEN"))
# Least numbers found, out of all that expected.json names; raise them as the engine gets better.
MOVES, QUESTIONS, CONFLICTS, THREAD_EVENTS, POSITIONS = 80, 5, 3, 14, 2

Anchor = dict[str, str]


@pytest.fixture(scope="session")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talks]:
    """A ledger of the sixteen reports, read once."""
    with open_talks(tmp_path_factory.mktemp("strait") / "talks.db") as opened:
        summary = opened.read(str(SAMPLES))
        assert not summary.bad and summary.new == len(EXPECTED["reports"])
        yield opened


@pytest.fixture(scope="session")
def moves(talks: Talks) -> list[Move]:
    return talks.moves()


@pytest.fixture(scope="session")
def texts(talks: Talks) -> dict[str, str]:
    return {report.id: report.text for report in talks.reports()}


class Finder:
    """Moves and events by the anchors of expected.json, as of a day."""

    def __init__(self, talks: Talks, day: str | None = None) -> None:
        self.record: Record = talks.record(as_of=day)
        self.moves = {move.id: move for move in talks.moves(as_of=day)}
        self.texts = {report.id: report.text for report in talks.reports(as_of=day)}
        self.event_of: dict[str, Event] = {move: event for event in self.record.events for move in event.moves}

    def events(self, anchors: Iterable[Anchor]) -> set[str]:
        """The events with a move that holds one of the anchors."""
        return {self.event_of[move.id].id for anchor in anchors for move in holding(anchor, self.moves.values(), self.texts)}


def holding(anchor: Anchor, moves: Iterable[Move], texts: dict[str, str]) -> list[Move]:
    """The moves of the anchor's report whose span covers most of it."""
    text = texts.get(anchor["report"])
    if text is None:
        return []
    start = text.index(anchor["anchor"])
    end = start + len(anchor["anchor"])
    return [
        m for m in moves if m.report == anchor["report"] and 2 * (min(m.span.end, end) - max(m.span.start, start)) > end - start
    ]


def at_least(floor: int, found: dict[str, bool]) -> None:
    """Fails with the names of all that is missing."""
    missing = [name for name, is_there in found.items() if not is_there]
    share = f"{len(found) - len(missing)} of {len(found)}"
    print(share)
    assert len(found) - len(missing) >= floor, f"{share}, at least {floor} are asked for; missing:\n  " + "\n  ".join(missing)


def test_copies_are_folded_and_retellings_are_not(talks: Talks) -> None:
    origin = {report: one.id for one in talks.record().origins for report in one.reports}
    for group in EXPECTED["copies"]:
        assert len({origin[report] for report in group["reports"]}) == 1, group["reports"]
    for one, other in EXPECTED["not_copies"]:
        assert origin[one] != origin[other], (one, other)


@pytest.mark.parametrize("expected", EXPECTED["as_of"], ids=lambda expected: str(expected["day"]))
def test_nothing_later_leaks_into_a_day(talks: Talks, expected: dict[str, Any]) -> None:
    day = expected["day"]
    assert {report.id for report in talks.reports(as_of=day)} == set(expected["reports"])
    derived: list[Callable[..., list[Row]]] = [talks.timeline, talks.positions, talks.questions, talks.conflicts, talks.claims, talks.parties]
    printed = [brief_of(talks, day), *(json.dumps(rows(as_of=day), ensure_ascii=False) for rows in derived)]
    printed += [json.dumps(row, ensure_ascii=False) for row in talks.export("moves", as_of=day)]
    for word in expected["absent"]:
        assert all(word not in page for page in printed), f"{word!r} is not told before {day}"


def test_most_moves_are_found_with_their_act_and_party(moves: list[Move], texts: dict[str, str]) -> None:
    found = {}
    for expected in EXPECTED["moves"]:
        its = holding(expected, moves, texts)
        good = any(m.act in expected["act"] and (expected["by"] is None or set(m.by) == set(expected["by"])) for m in its)
        read = "; ".join(f"{m.act} by {', '.join(m.by) or 'nobody'}" for m in its) or "nothing"
        asked = f"{'/'.join(expected['act'])} by {', '.join(expected['by'] or ['anyone'])}"
        found[f"{expected['report']}: {expected['anchor']!r} is {asked}; read as {read}"] = good
    at_least(MOVES, found)


def test_what_belongs_together_is_one_thread(talks: Talks) -> None:
    finder, found = Finder(talks), {}
    for expected in EXPECTED["threads"]:
        founders = finder.events(expected["founded_by"])
        threads = [t for t in finder.record.threads if t.id in founders or founders & {x.event for x in t.events}]
        thread = max(threads, key=lambda t: len(t.events), default=None)
        found[f"{expected['name']}: the thread"] = thread is not None
        links = {link.event: link.relation for link in thread.events} if thread else {}
        for event in expected["events"]:
            related = [links[e] for e in finder.events([event]) if e in links]
            name = f"{expected['name']}: {event['report']} {event['anchor']!r} {'/'.join(event['relation'])}, not {related}"
            found[name] = bool(set(related) & set(event["relation"]))
    at_least(THREAD_EVENTS, found)


def test_positions_stand_as_of_their_day(talks: Talks) -> None:
    found = {}
    for expected in EXPECTED["positions"]:
        finder = Finder(talks, expected["as_of"])
        held = [
            p.stance
            for p in finder.record.positions
            if p.party == expected["party"] and finder.moves[p.move].report in expected["set_in"]
        ]
        name = f"{expected['as_of']} {expected['party']} on {expected['about']}: {'/'.join(expected['stance'])}, not {held}"
        found[name] = bool(set(held) & set(expected["stance"]))
    at_least(POSITIONS, found)


def test_questions_open_and_close_on_their_days(talks: Talks) -> None:
    finders = {day: Finder(talks, day) for one in EXPECTED["questions"] for day in one["states"]}
    found = {}
    for expected in EXPECTED["questions"]:
        states: dict[str, list[str]] = {}
        for day in expected["states"]:
            asked = finders[day].events([expected["asked"]])
            all_of = finders[day].record.questions
            states[day] = [q.state for q in all_of if asked & {finders[day].event_of[m].id for m in (q.move, *q.repeats)}]
        good = all(
            not states[day] if allowed is None else bool(set(states[day]) & set(allowed))
            for day, allowed in expected["states"].items()
        )
        found[f"{expected['name']}: {expected['states']}, not {states}"] = good
    at_least(QUESTIONS, found)


def test_conflicts_are_seen_from_their_day_on(talks: Talks) -> None:
    found = {}
    for expected in EXPECTED["conflicts"]:
        finder = Finder(talks)
        one, other = finder.events(expected["one"]), finder.events(expected["other"])
        seen = [c for c in finder.record.conflicts if c.kind in expected["kind"] and _sides(c.one, c.other, one, other, finder)]
        early = Finder(talks, str(date.fromordinal(date.fromisoformat(expected["from"]).toordinal() - 1)))
        before = [c for c in early.record.conflicts if c.id in {s.id for s in seen}]
        found[f"{expected['name']} (from {expected['from']})"] = bool(seen) and not before
    at_least(CONFLICTS, found)


def _sides(a: str, b: str, one: set[str], other: set[str], finder: Finder) -> bool:
    left, right = finder.event_of[a].id, finder.event_of[b].id
    return (left in one and right in other) or (left in other and right in one)


def brief_of(talks: Talks, day: str) -> str:
    """The brief as plain text, a hundred characters wide."""
    return as_text(lambda console: draw_brief(talks.brief(as_of=day), console), Console(width=100, highlight=False))


@pytest.mark.parametrize("day", ["2019-03-20", "2019-04-05"])
def test_the_brief_of_a_day_is_as_agreed(talks: Talks, day: str) -> None:
    golden = HERE / f"brief-{day}.txt"
    told = brief_of(talks, day)
    if RENEW:
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8"), "renew with COMMUNIQUE_RENEW_GOLDEN=1 where the change is meant"
    assert all(len(line) <= 100 for line in told.splitlines())
