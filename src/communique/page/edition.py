"""An edition is the ledger as it stood at one moment: every page of it tells of the same reports and judgements, while others
are being read.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from threading import Lock, RLock
from typing import Any, TypeVar, cast

from communique.ask.find import NoSuchReport
from communique.assemble.decide import as_judged, parties_judged_same
from communique.errors import CommuniqueError
from communique.page.address import Address, place, slug
from communique.page.fresh import Fresh, fresh
from communique.record.derived import Event, Thread
from communique.record.move import Move
from communique.record.party import Party
from communique.record.text import Report, Span
from communique.show.matter import Matter
from communique.show.rows import AT, DerivedRows, Row, tie_row
from communique.show.words import name_of
from communique.store.ledger import Ledger
from communique.views import View, Views

T = TypeVar("T")
FEW = 4  # days held in memory


class NoSuchPage(CommuniqueError):
    """Nothing is shown at this address."""


@dataclass(frozen=True, slots=True)
class Place:
    """The words that a line stands on, and where they are shown; `move` is whose words they are, if a move's."""

    move: str | None
    report: str
    outlet: str | None
    published: date | None
    text: str
    at: Address


@dataclass(frozen=True, slots=True)
class ToldIn:
    """A report, the engine that read it, its moves as judged in the order of the text, and the words of the ties it shows."""

    report: Report
    engine: str | None
    moves: tuple[Move, ...]
    ties: tuple[Span, ...]


class Edition:
    """The ledger as it stood at a moment; what is derived of each day is made when it is first asked for."""

    def __init__(
        self, ledger: Ledger, moment: datetime | None = None, days: Iterable[date] | None = None, held: int = FEW
    ) -> None:  # fmt: skip
        self.ledger = ledger
        self.moment = moment or datetime.now(UTC)
        self._only = None if days is None else frozenset(days)  # the days to choose from; the latest always is one
        self._views = Views(ledger)
        self._sights: OrderedDict[date | None, Sight] = OrderedDict()
        self._held = held
        self._lock = Lock()
        self.fresh = Fresh()

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days that can be chosen: those on which a report was published."""
        found = sorted({report.published for report in self.ledger.reports(known_by=self.moment)})
        return tuple(day for day in found if self._only is None or day in self._only or day == found[-1])

    def sight(self, day: date | None) -> Sight:
        """What pages as of `day` are made from; of no day the latest."""
        with self._lock:
            if day not in self._sights:
                self._sights[day] = Sight(self._views.at(day, self.moment), day, self.days)
            self._sights.move_to_end(day)
            while len(self._sights) > self._held:
                self._sights.popitem(last=False)
            return self._sights[day]

    def judged(self) -> Edition:
        """The same edition with what has been judged since it was derived marked; itself where nothing has, or no more."""
        found = fresh(self.ledger.judgements(known_by=self.moment), self.ledger.judgements())
        if found == self.fresh:
            return self
        other = copy(self)  # days and what is made of them are shared
        other.fresh = found
        return other

    def at_hand(self, day: date | None) -> bool:
        """Whether pages as of `day` can be made at once: what they need was made ready and is in memory."""
        with self._lock:
            return day in self._sights and self._sights[day].ready

    def make_ready(self, day: date) -> None:
        """Say that pages as of `day` are to be made when they are asked for."""
        with self._lock:
            if day in self._sights:
                self._sights[day].ready = True

    def derive(self, day: date | None) -> None:
        """Derive what pages as of `day` need most, and the brief, so that it is kept and no reader waits for it."""
        sight = self.sight(day)
        sight.view.page(None)
        sight.view.brief(None, None)
        _ = sight.view.weights, sight.event_of, sight.threads_of, sight.known


@dataclass
class Sight:
    """What the pages as of one day are made from; each part is made when it is first asked for.

    A `bare` one knows a single report (its id) and its moves alone, and not yet which act of the record each tells.
    """

    view: View
    day: date | None
    days: tuple[date, ...]
    bare: str | None = None
    ready: bool = False  # whether all that they need most was
    _slugs: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _held: dict[str, Any] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    @property
    def names(self) -> Mapping[str, str]:
        """What each party is called."""
        return self.view.names if self.bare is None else self.once(f"names in {self.bare}", self._own_names)

    def _own_names(self) -> Mapping[str, str]:
        return self.view.names_in(self.bare or "")

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What a kind of page needs of the whole record, made when it is first asked for."""
        with self._lock:
            if name not in self._held:
                self._held[name] = make()
            found: T = self._held[name]
            return found

    @cached_property
    def today(self) -> date:
        """The day that the pages tell of: the one asked for, else the last on which a report was published."""
        return self.day or (self.days[-1] if self.days else date.min)

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """The reports by id, in the order of publication."""
        return {report.id: report for report in self.view.reports}

    @cached_property
    def moves(self) -> Mapping[str, Move]:
        """The moves by id."""
        return self.view.told

    @cached_property
    def rows(self) -> DerivedRows:
        """The rows that the commands write."""
        return DerivedRows(self.view.record, self.moves)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """The events by id."""
        return {event.id: event for event in self.view.record.events}

    @cached_property
    def event_of(self) -> Mapping[str, Event]:
        """The event that each move tells."""
        return {} if self.bare is not None else {move: event for event in self.view.record.events for move in event.moves}

    @cached_property
    def threads(self) -> Mapping[str, Thread]:
        """The threads by id."""
        return {thread.id: thread for thread in self.view.record.threads}

    @cached_property
    def threads_of(self) -> Mapping[str, Sequence[Thread]]:
        """The threads that each event belongs to."""
        found: dict[str, list[Thread]] = {}
        for thread in self.view.record.threads:
            for event in dict.fromkeys((thread.id, *(link.event for link in thread.events))):
                found.setdefault(event, []).append(thread)
        return found

    @cached_property
    def matter(self) -> Matter:
        """The measure of what matters."""
        outlets = {report.id: report.outlet for report in self.reports.values()}
        return Matter(self.view.record, outlets, self.today, date.min)

    @cached_property
    def known(self) -> Mapping[str, Party]:
        """What is known of each party named in the reports, by key."""
        view = self.view
        return {one.key: one for one in view.ledger.parties(as_of=view.as_of, known_by=view.known_by)}

    @cached_property
    def ties(self) -> tuple[Row, ...]:
        """Who holds which post, belongs to whom and speaks for whom, as each report shows it."""
        view, goes_by = self.view, parties_judged_same(self.view.judgements)
        return tuple(
            (row := tie_row(tie, self.reports[tie.report].text))
            | {side: goes_by.get(str(row[side]), row[side]) for side in ("subject", "object", "speaks_for")}
            for tie in view.ledger.ties(as_of=view.as_of, known_by=view.known_by)
        )

    @cached_property
    def parties(self) -> Mapping[str, None]:
        """The parties that have a page: those named, those that act or are acted on, those whom terms bind."""
        acting = (party for event in self.view.record.events for party in (*event.by, *event.to))
        bound = (party for thread in self.view.record.threads for term in thread.terms for party in term.binds)
        return dict.fromkeys((*self.names, *acting, *bound))

    def told_in(self, report: str) -> ToldIn:
        """A report and what is told in it.  Raises NoSuchReport."""
        if report not in self.reports:
            raise NoSuchReport(f"no report {report!r} here")
        found = self.view.ledger.told_in(report, as_of=self.view.as_of, known_by=self.view.known_by)
        engine, moves, ties = found or (None, [], [])
        moves = sorted(as_judged(moves, self.view.judgements), key=lambda move: (move.span.start, -move.span.end, move.id))
        return ToldIn(self.reports[report], engine, tuple(moves), tuple(tie.span for tie in ties))

    def called(self, party: str) -> str:
        """What a party is called."""
        return name_of(party, self.names)

    def place(self, move: str, text: str | None = None) -> Place | None:
        """Where a move stands; None for one that is not held.

        With `text`, its words or as much of them as is at hand, it is taken from the id, and the move need not be read.
        """
        found = AT.fullmatch(move) if text is not None else None
        if text is not None and found and (report := self.reports.get(found["report"])):
            at = place(report.id, int(found["start"]), int(found["end"]), self.day)
            return Place(move, report.id, report.outlet, report.published, text, at)
        told = self.rows.place(move)
        if told["report"] is None:
            return None
        id, start, end = str(told["report"]), cast(int, told["start"]), cast(int, told["end"])
        held = self.reports.get(id)
        outlet, published = (held.outlet, held.published) if held else (None, None)
        return Place(move, id, outlet, published, str(told["text"]), place(id, start, end, self.day))

    def ids(self, kind: str) -> Mapping[str, str]:
        """The ids of the single things of a kind of page, as addresses name them."""
        if kind not in self._slugs:
            within = {"reports": "reports", "copies": "reports", "threads": "threads", "parties": "parties"}.get(kind)
            self._slugs[kind] = {slug(id): id for id in getattr(self, within)} if within else {}
        return self._slugs[kind]

    def id_of(self, kind: str, written: str) -> str:
        """The id of the report, thread or party that an address names; of copies, the id of one of them.

        Raises NoSuchPage.
        """
        ids = self.ids(kind)
        if written not in ids:
            raise NoSuchPage(f"there is nothing at {kind}/{written}" + (f" as of {self.day}" if self.day else ""))
        return ids[written]
