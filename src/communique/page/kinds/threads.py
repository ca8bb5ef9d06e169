"""The threads: every proposal or demand with where each party stands on it, what matters most first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from communique.page.edition import Place, Sight
from communique.page.kind import Kind, Wanted
from communique.page.leaf import Leaf, Only, leaf, only
from communique.record.derived import SURE, TOLD, Position, Question, Stance, Thread
from communique.record.when import When
from communique.show.desk import PENDING, STANDS
from communique.show.rows import Row
from communique.show.words import acted, state_in_words

MOST = 40  # threads on one leaf
PARTIES = 6  # stances shown of one thread
ORDER: tuple[Stance, ...] = ("for", "against", "partly", "conditional", "open", "demands", "denies", "silent")


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one party stands on a thread as a whole, since when, and the words that say so."""

    party: str
    stance: Stance
    stands: str
    since: When
    changed: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Tabled:
    """One thread in short: its certain acts (`doubtful` ones are counted apart), who takes part, how each other party stands.

    `others` stances are left out for want of room, `untold` are those addressed of whom no answer is told.
    """

    thread: Thread
    place: Place | None
    label: str
    acts: int
    doubtful: int
    reports: int
    last: date
    stands: tuple[Stand, ...]
    others: int
    untold: tuple[str, ...]
    awaited: Question | None  # the answer to it that is awaited, or was missed
    state: str


@dataclass(frozen=True, slots=True)
class Threads:
    """One leaf of the threads; from the number `sure` on, counted from 0, they are less certain."""

    title: str
    leaf: Leaf[Tabled]
    sure: int
    beyond: int  # the leaf on which the less certain begin
    only: Only


def threads(sight: Sight, wanted: Wanted) -> Threads:
    """The threads by what they weigh, the doubtful behind the others."""
    weights = sight.view.weights.threads
    chosen = only(wanted, map(_parties, sight.threads.values()), sight.called)
    found = [one for one in sight.threads.values() if chosen.party is None or chosen.party in _parties(one)]
    ranked = sorted(found, key=lambda one: (one.confidence < TOLD, -weights.get(one.id, 0.0), one.id))
    sure = sum(one.confidence >= TOLD for one in ranked)
    held = leaf(ranked, wanted.query.get("page"), MOST)
    shown = {one.id for one in held.items}
    awaited = {one.move: one for one in sight.view.record.questions if one.state in PENDING}
    stands: dict[str, list[Position]] = {}
    for position in sight.view.record.positions:
        if position.term is None and position.thread in shown and position.confidence >= SURE:
            stands.setdefault(position.thread, []).append(position)
    tabled = held.of(_tabled(sight, one, stands.get(one.id, ()), awaited) for one in held.items)
    return Threads("Threads", tabled, sure, sure // MOST + 1, chosen)


def _parties(thread: Thread) -> tuple[str, ...]:
    return (*thread.by, *thread.to)


def _tabled(sight: Sight, thread: Thread, positions: Sequence[Position], awaited: Mapping[str, Question]) -> Tabled:
    certain = [link.event for link in thread.events if link.confidence >= SURE]
    acts = [sight.events[id] for id in dict.fromkeys((thread.id, *certain)) if id in sight.events]
    answering = sorted((one for one in positions if one.party not in thread.by), key=lambda one: ORDER.index(one.stance))
    stands = tuple(filter(None, map(partial(_stand, sight), answering[:PARTIES])))
    told = {one.party for one in answering}
    untold = tuple(party for party in thread.to if party not in told and party not in thread.by)
    asked = next((awaited[move] for move in sight.events[thread.id].moves if move in awaited), None)
    state = state_in_words(asked.state, asked.closers, asked.closed, sight.names) if asked else ""
    label = acted(sight.events[thread.id].act, False, len(thread.by) > 1)
    return Tabled(
        thread, sight.place(thread.id), label, len(acts), len(thread.events) - len(certain),
        len({report for event in acts for report in event.reports}), max(event.first_published for event in acts), stands,
        max(0, len(answering) - PARTIES), untold, asked, state,
    )  # fmt: skip


def _stand(sight: Sight, one: Position) -> Stand | None:
    at = sight.place(one.move)
    changed = one.before not in (None, one.stance)
    return Stand(one.party, one.stance, STANDS[one.stance], one.since, changed, at) if at else None


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The threads as `export threads` writes them: all, or those of the party asked for."""
    party = wanted.query.get("party")
    return (sight.rows.thread(one) for one in sight.view.record.threads if not party or party in _parties(one))


THREADS = Kind("threads", "Threads", "threads.html", threads, rows, asks=("page", "party"), rows_by=("party",))
