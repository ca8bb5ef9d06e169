"""The state of the talks as a page shows it: the brief with more room, and each thread on the table as terms by parties.

Like the brief it says nothing without a place in a report, and leaves out what it has no room for, counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.record.derived import SURE, Event, Position, Record, Stance, Thread, ThreadTerm
from communique.record.move import Force, Move
from communique.record.text import Report
from communique.record.when import When
from communique.show.brief import Brief, Cite, Line
from communique.show.desk import STANDS, Desk
from communique.show.words import acted, one_line

ROOM = {"on the table": 8, "open": 8, "warnings": 6, "contested": 5, "changed": 8}
TERMS, COLUMNS = 6, 5  # of one matrix
PROVISION, ANSWER = 160, 120  # characters shown of a provision, of the words of an answer


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one party stands on one row of a matrix, since when, and what it held before, if anything else."""

    party: str
    stance: Stance
    stands: str
    text: str
    since: When
    before: str | None
    doubtful: bool
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """A row of a matrix: a term of the thread, or the whole of it where `term` is None."""

    term: str | None
    text: str
    binds: tuple[str, ...]
    force: Force | None
    cites: tuple[Cite, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One thread on the table: its line of the brief, the parties that answer (columns) and its provisions (rows).

    `more` terms and `others` parties are left out for want of room.
    """

    thread: str
    line: Line
    parties: tuple[str, ...]
    rows: tuple[Provision, ...]
    more: int
    others: int


@dataclass(frozen=True, slots=True)
class State:
    """The state of the talks: the brief, and what is on the table in full."""

    brief: Brief
    tables: tuple[Matrix, ...]


class Wall(Desk):
    """The desk with the room of a page."""

    limits = ROOM
    terms: int | None = TERMS
    columns: int | None = COLUMNS

    def state(self) -> State:
        """The brief, and a matrix for each thread that it has on the table."""
        brief = self.brief()
        threads = {thread.id: thread for thread in self.record.threads}
        tabled = next((section.lines for section in brief.sections if section.name == "on the table"), ())
        return State(brief, tuple(self._matrix(threads[self.event_of[line.cites[0].move].id], line) for line in tabled))

    def _matrix(self, thread: Thread, line: Line) -> Matrix:
        held = [one for one in self.record.positions if one.thread == thread.id and self._shown(one, thread)]
        on: dict[str | None, list[Position]] = {}
        for one in held:
            on.setdefault(one.term, []).append(one)
        title = thread.title.rstrip("… ")
        terms = [t for t in thread.terms if self._certain(t.confidence)]
        if self.terms is not None:  # the heading has said it
            terms = [t for t in terms if t.id in on or title not in one_line(t.text)]
        terms.sort(key=lambda term: (-len(on.get(term.id, ())), thread.terms.index(term)))
        told = {one.party: -sum(other.party == one.party for other in held) for one in held if one.stance != "silent"}
        answering = sorted(told, key=lambda party: (told[party], party))
        silent = [party for party in line.to if party not in told and party not in thread.by]
        parties = tuple([*answering, *silent][: self.columns])
        rows = [self._row(None, thread, on.get(None, ()), parties)]
        rows += [self._row(term, thread, on.get(term.id, ()), parties) for term in terms[: self.terms]]
        left = len([*answering, *silent]) - len(parties)
        return Matrix(thread.id, line, parties, tuple(rows), len(terms[len(rows) - 1 :]), left)

    def _shown(self, one: Position, thread: Thread) -> bool:
        return one.party not in thread.by and self._certain(one.confidence) and one.move in self.moves

    def _row(self, term: ThreadTerm | None, thread: Thread, held: Sequence[Position], parties: Sequence[str]) -> Provision:
        by = {one.party: self._cell(one) for one in held if one.stance != "silent"}
        cells = tuple(by[party] for party in parties if party in by)
        if term is None:
            return Provision(None, thread.title, (), None, (), cells)
        moves = [self.moves[move] for move in term.moves[:1] if move in self.moves]
        text = one_line(self._stretch(term), PROVISION)
        return Provision(term.id, text, term.binds, term.force, tuple(map(self._cite, moves)), cells)

    def _cell(self, one: Position) -> Cell:
        before = STANDS[one.before] if one.before not in (None, one.stance) and one.before else None
        words = one_line(self._words(one.move), ANSWER)
        cites = (self._cite(self.moves[one.move]),)
        return Cell(one.party, one.stance, STANDS[one.stance], words, one.since, before, one.confidence < SURE, cites)


class Folder(Wall):
    """The desk with one thread on it: there is room for every term and party."""

    terms = columns = None

    def matrix(self) -> Matrix:
        """What was put forward, its terms, and how each party stands to them."""
        thread = self.thread
        assert thread is not None, "a folder is of one thread"
        founding = self.events[thread.id]
        asks = "" if self._proposed(thread) else acted(founding.act, False, len(thread.by) > 1)
        awaited = next((one for one in self._pending() if self.event_of[one.move].id == thread.id), None)
        line = self._line(
            founding.moves, by=thread.by, to=self.named(founding.moves, self._addressed(thread)), text=thread.title,
            when=thread.opened, act=founding.act if asks else "", label=asks, due=awaited.due if awaited else None,
            sure=thread.confidence,
        )  # fmt: skip
        return self._matrix(thread, line)

    def act(self, event: Event) -> Line:
        """One act of the thread."""
        return self._event(event)


def make_state(
    record: Record, moves: Mapping[str, Move], reports: Sequence[Report], names: Mapping[str, str], since: date | None = None
) -> State:  # fmt: skip
    """The state of the talks in `record`; with `since`, what came after that day alone."""
    return Wall(record, moves, reports, names, None, since).state()
