"""One thread whole: its terms by parties, every move on it in order and why it belongs to it, how each party's stance turned,
what is awaited in it, and what two sides tell differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from communique.page.against import Against, Telling, against, telling
from communique.page.edition import NoSuchPage, Place, Sight
from communique.page.kind import Kind, Wanted
from communique.page.leaf import Leaf, leaf
from communique.record.derived import (
    SURE,
    ConflictKind,
    Event,
    Position,
    Question,
    Relation,
    Stance,
    Thread,
    ThreadLink,
    ThreadTerm,
)
from communique.record.when import When
from communique.show.brief import Line, brief_rows
from communique.show.briefing import make_brief
from communique.show.desk import AWAITED, STANDS
from communique.show.dossier import RELATED
from communique.show.rows import Row
from communique.show.state import Folder, Matrix
from communique.show.wording import closed
from communique.show.words import one_line, state_in_words

MOST = 30  # acts on one leaf
READOUTS = 4  # acts told by several sides that are set side by side
TELLINGS = 3  # of one act
CHIP: Mapping[Relation, Stance] = {
    "accepts": "for", "rejects": "against", "partly": "partly", "conditions": "conditional", "answers": "open", "amends": "open",
}  # fmt: skip
READ_OUT: tuple[ConflictKind, ...] = ("accounts", "claimed")
TERM = 90  # characters shown of a provision that an act concerns


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the thread: how it stands to what was put forward, on what evidence, and each telling of it.

    The founding act has no relation.  `terms` are the provisions it concerns, if it is only about some; `more` tellings are
    left out for want of room.
    """

    number: int
    event: Event
    relation: str
    chip: Stance | None
    why: str
    terms: tuple[str, ...]
    line: Line
    tellings: tuple[Telling, ...]
    more: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Day:
    """What was first told on one day; what is less certain stands apart."""

    day: date
    sure: tuple[Step, ...]
    doubtful: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """One stance that a party took, and the words in which it did."""

    stance: Stance
    stands: str
    when: When
    place: Place | None


@dataclass(frozen=True, slots=True)
class Stood:
    """A party's stances on the thread, or on one `term` of it, the earliest first."""

    party: str
    term: str | None
    turns: tuple[Turned, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Something awaited in the thread: how it stands, and the words that closed it or were told as an answer."""

    question: Question
    label: str
    text: str
    state: str
    place: Place | None
    again: tuple[Place, ...]
    closing: Place | None
    answer: Place | None

    @property
    def doubtful(self) -> bool:
        """Whether it is less than certain that this is awaited."""
        return self.question.confidence < SURE


@dataclass(frozen=True, slots=True)
class Readout:
    """One act as several sides tell it, side by side."""

    number: int
    line: Line
    sides: tuple[tuple[str | None, tuple[Telling, ...]], ...]


@dataclass(frozen=True, slots=True)
class File:
    """A thread; on the leaves behind the first only further acts."""

    title: str
    thread: Thread
    matrix: Matrix
    founding: Telling | None
    days: tuple[Day, ...]
    leaf: Leaf[tuple[Event, ThreadLink | None]]
    unsure: int
    reports: int
    positions: tuple[Stood, ...]
    doubted: tuple[Stood, ...]
    terms: tuple[tuple[ThreadTerm, Place | None], ...]  # those of which it is less than certain that they are
    questions: tuple[Asked, ...]
    readouts: tuple[Readout, ...]
    accounts: tuple[Against, ...]
    against: tuple[Against, ...]


def thread(sight: Sight, wanted: Wanted) -> File:
    """The thread with all its evidence.  Raises NoSuchPage."""
    found = _found(sight, wanted)
    folder = Folder(sight.view.record, sight.moves, sight.view.reports, sight.names, found, None)
    acts = _acts(sight, found)
    held = leaf(acts, wanted.query.get("page"), MOST)
    wording = {term.id: one_line(term.text, TERM) for term in found.terms}
    steps = [_step(sight, folder, n, *act, wording) for n, act in enumerate(held.items, held.first + 1)]
    days = tuple(_day(day, tuple(some)) for day, some in groupby(steps, key=lambda step: step.event.first_published))
    whole = held.number == 1
    stood = _positions(sight, found, wording) if whole else ()
    within: set[str | None] = {event.id for event, _ in acts}
    return File(
        found.title, found, folder.matrix(), telling(sight, found.id), days, held,
        sum(link is not None and link.confidence < SURE for _, link in acts),
        len({report for event, link in acts if link is None or link.confidence >= SURE for report in event.reports}),
        tuple(one for one in stood if not one.doubtful), tuple(one for one in stood if one.doubtful),
        tuple((term, _first(sight, term.moves)) for term in found.terms if term.confidence < SURE),
        _questions(sight, within) if whole else (), _readouts(sight, folder, acts) if whole else (),
        _accounts(sight, acts) if whole else (), _conflicts(sight, within) if whole else (),
    )  # fmt: skip


def _found(sight: Sight, wanted: Wanted) -> Thread:
    found = sight.threads.get(wanted.item or "")
    if found is None:
        raise NoSuchPage(f"no thread {wanted.item!r}" + (f" as of {sight.day}" if sight.day else ""))
    return found


def _day(day: date, steps: Sequence[Step]) -> Day:
    return Day(day, tuple(one for one in steps if not one.doubtful), tuple(one for one in steps if one.doubtful))


def _acts(sight: Sight, thread: Thread) -> list[tuple[Event, ThreadLink | None]]:
    """What was put forward and all that belongs to it, in order of publication."""
    acts: list[tuple[Event, ThreadLink | None]] = [(sight.events[thread.id], None)]
    acts += [(sight.events[link.event], link) for link in thread.events if link.event in sight.events]
    return sorted(acts, key=lambda act: act[0].first_published)


def _step(
    sight: Sight, folder: Folder, number: int, event: Event, link: ThreadLink | None, wording: Mapping[str, str]
) -> Step:  # fmt: skip
    tellings = tuple(filter(None, (telling(sight, move) for move in event.moves[:TELLINGS])))
    more = len(event.moves) - len(tellings)
    if link is None:
        return Step(number, event, "put forward", None, "", (), folder.act(event), tellings, more, event.confidence < SURE)
    terms = tuple(wording[term] for term in link.terms if term in wording)
    return Step(
        number, event, RELATED[link.relation], CHIP.get(link.relation), link.basis, terms, folder.act(event), tellings, more,
        link.confidence < SURE,
    )  # fmt: skip


def _positions(sight: Sight, thread: Thread, wording: Mapping[str, str]) -> tuple[Stood, ...]:
    """Each party's stances: on the whole before those on a term, those who answer before those who ask."""
    held = [one for one in sight.view.record.positions if one.thread == thread.id]
    held.sort(key=lambda one: (one.party in thread.by, one.party, one.term is not None))
    return tuple(_stood(sight, one, wording) for one in held)


def _stood(sight: Sight, one: Position, wording: Mapping[str, str]) -> Stood:
    turns = tuple(Turned(turn.stance, STANDS[turn.stance], turn.when, sight.place(turn.move)) for turn in one.turns)
    turns = turns or (Turned(one.stance, STANDS[one.stance], one.since, sight.place(one.move)),)
    return Stood(one.party, wording.get(one.term, one.term) if one.term else None, turns, one.confidence < SURE)


def _questions(sight: Sight, within: set[str | None]) -> tuple[Asked, ...]:
    found = [one for one in sight.view.record.questions if _of(sight, one.move) in within]
    return tuple(_asked(sight, one) for one in sorted(found, key=lambda one: one.confidence < SURE))


def _asked(sight: Sight, one: Question) -> Asked:
    closing = sight.moves.get(one.closed_by or "")
    state = closed(one, closing) if closing else one.state
    label = "await" if one.kind == "answer" and len(one.by) > 1 else AWAITED[one.kind]
    told = state_in_words(state, one.closers, one.closed, sight.names)
    again = tuple(filter(None, map(sight.place, one.repeats[:TELLINGS])))
    closing_at, answer = _first(sight, (one.closed_by,)), _first(sight, (one.answer,))
    return Asked(one, label, one_line(one.text), told, sight.place(one.move), again, closing_at, answer)


def _first(sight: Sight, moves: Sequence[str | None]) -> Place | None:
    return next((at for move in moves if move and (at := sight.place(move))), None)


def _of(sight: Sight, move: str) -> str | None:
    event = sight.event_of.get(move)
    return event.id if event else None


def _readouts(sight: Sight, folder: Folder, acts: Sequence[tuple[Event, ThreadLink | None]]) -> tuple[Readout, ...]:
    """The acts that go back to several origins and are told by several."""
    found: list[Readout] = []
    for number, (event, link) in enumerate(acts, 1):
        if len(found) == READOUTS or event.origins < 2 or (link is not None and link.confidence < SURE):
            continue
        sides: dict[str | None, list[Telling]] = {}
        for told in filter(None, (telling(sight, move) for move in event.moves[: 2 * TELLINGS])):
            sides.setdefault(told.source, []).append(told)
        if len(sides) > 1:
            found.append(Readout(number, folder.act(event), tuple((side, tuple(some)) for side, some in sides.items())))
    return tuple(found)


def _conflicts(sight: Sight, within: set[str | None]) -> tuple[Against, ...]:
    """What stands against each other in it; a stance that changed is told with the positions."""
    found = (one for one in sight.view.record.conflicts if one.kind not in (*READ_OUT, "change"))
    held = [one for one in found if {_of(sight, one.one), _of(sight, one.other)} <= within]
    return against(sight, sorted(held, key=lambda one: one.confidence < SURE))


def _accounts(sight: Sight, acts: Sequence[tuple[Event, ThreadLink | None]]) -> tuple[Against, ...]:
    """The meetings told by two sides where one of them tells of this thread."""
    certain = {event.id for event, link in acts if link is None or link.confidence >= SURE}
    found = (one for one in sight.view.record.conflicts if one.kind in READ_OUT)
    told = ((one, (one.one, one.other, *one.only_one, *one.only_other)) for one in found)
    held = [one for one, moves in told if any(_of(sight, move) in certain for move in moves)]
    return against(sight, sorted(held, key=lambda one: one.confidence < SURE))


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The rows of `brief --thread`."""
    view, found = sight.view, _found(sight, wanted)
    return brief_rows(make_brief(view.record, sight.moves, view.reports, sight.names, found, matter=view.matter))


THREAD = Kind("threads", "Thread", "thread.html", thread, rows, items=True, listed=False, asks=("page",))
