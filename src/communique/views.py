"""What a ledger shows as of a day: assembled once for each state of it, then kept in the ledger and given back as it was.

A view is found by the digest of all it stands on (reports, readings, judgements, the day, this program), so that what is given
back is what assembling would give; `check` assembles anew and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from communique.ask.find import find_thread
from communique.assemble.copies import fold as origins_of
from communique.assemble.days import Days
from communique.assemble.decide import as_judged, reports_judged, standing
from communique.assemble.record import assemble
from communique.record.derived import Origin, Record
from communique.record.judgement import Judgement
from communique.record.move import Move
from communique.record.party import Party
from communique.record.plain import back, plain
from communique.record.text import Report
from communique.show.brief import Brief
from communique.show.briefing import make_brief
from communique.show.matter import Matter, Weights, measure, weigh
from communique.show.state import State, make_state
from communique.store.ledger import Ledger, Problem

T = TypeVar("T")
MADE_BY = (
    "record",
    "assemble",
    "store",
    "ask",
    "show",
    "endpoint/told.py",
    "extract/acts/draft.py",
    "extract/lexicon.py",
    "extract/parties",
    "parse/lemmas.py",
    *(f"data/{name}.json" for name in ("assemble", "copies", "given_names", "holders", "lemmas", "organisations", "outlets")),
    *(f"data/{name}.json" for name in ("places", "plover", "posts", "states", "telling", "terms", "wikidata", "words")),
    "views.py",
)  # what a view depends on besides the ledger
FEW = 4  # views held in memory
TRIES = 3  # to read reports and moves of one state, while another process adds to them
ASKED = "state "  # begins the name of a day and moment asked for, under which the state is kept that answers it
DAYS = "days of "  # begins the name of what was decided day by day
WHOLE = "whole-brief"  # the name of a brief that tells the doubtful too
WEIGHTS = "weights"  # the name of what each thread, claim and conflict weighs
STATE = "state-page"  # the name of the brief with its matrices, as a page shows it
DRAWN = "page "  # begins the name of a page that was drawn from a view
WHOLES = ("record", "names", "origins", WEIGHTS)  # the names of parts that there is one of
DERIVED = "derived"  # where `check` finds fault


@cache
def made_by(parts: tuple[str, ...] = MADE_BY) -> str:
    """The digest of these parts of the program: another version of it gives its own views."""
    digest = sha256()
    for part in parts:
        for name, body in sorted(_sources(files("communique").joinpath(part), part)):
            digest.update(f"{name} {sha256(body).hexdigest()}\n".encode())
    return digest.hexdigest()


def _sources(at: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if at.is_file():
        yield name, at.read_bytes()
    elif not name.endswith("__pycache__"):
        for part in at.iterdir():
            yield from _sources(part, f"{name}/{part.name}")


class Views:
    """The views of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._held: dict[tuple[str, datetime | None], View] = {}

    def at(self, as_of: date | None, known_by: datetime | None) -> View:
        """The view as of a day, as known by a moment."""
        state = self._state(as_of, known_by)
        asked = state, known_by  # what is known by now may be another state when it is read later
        view = self._held.pop(asked, None) or View(self.ledger, state, as_of, known_by)
        self._held[asked] = view
        while len(self._held) > FEW:
            del self._held[next(iter(self._held))]
        return view

    def _state(self, as_of: date | None, known_by: datetime | None) -> str:
        """The digest that names the view; found under the ledger's present tip if it was asked for since the last recording.

        A moment after which nothing was recorded asks for what is known now, so that not every moment is kept.
        """
        if known_by is not None:
            state = self.ledger.state(made_by(), as_of=as_of, known_by=known_by)
            if state == self._state(as_of, None):
                return state
        tip, asked = self._tip(), f"{ASKED}{as_of or ''} {known_by.isoformat() if known_by else ''}"
        found = self.ledger.kept(tip, asked)
        if not isinstance(found, str):
            found = self.ledger.state(made_by(), as_of=as_of, known_by=known_by)
            self.ledger.keep([(tip, asked, found)])
        return found

    def _tip(self) -> str:
        """What the ledger's present tip is called by this program."""
        return sha256(f"{made_by()} {self.ledger.tip()}".encode()).hexdigest()

    def check(self) -> Iterator[Problem]:
        """Whether what is kept is what assembling gives: every view of each day and moment that was ever asked for.

        What is kept of a state that the ledger is in no more, on no day, cannot be asked for either.
        """
        kept: dict[str, list[str]] = {}
        asked: set[str] = set()
        for state, name, whole in self.ledger.all_kept():
            if not whole:
                told = f"{name.strip()} is damaged; `communique check --forget` throws away what was derived"
                yield Problem(DERIVED, told)
            elif name.startswith(ASKED):
                asked.add(name)
            elif not name.startswith((DAYS, DRAWN)):  # the former are looked at when their days are decided anew
                kept.setdefault(state, []).append(name)
        tip, decisions = self._tip(), Checked(self.ledger)
        for one in sorted(asked):
            day, known = one.removeprefix(ASKED).split(" ")
            as_of, known_by = date.fromisoformat(day) if day else None, datetime.fromisoformat(known) if known else None
            state = self.ledger.state(made_by(), as_of=as_of, known_by=known_by)
            if self.ledger.kept(tip, one) not in (None, state):
                yield Problem(DERIVED, f"{one.strip()}: names another state")
            fresh = View(self.ledger, state, as_of, known_by, decisions, fresh=True)
            for name in kept.pop(state, ()):  # two questions may be answered by one state
                if self.ledger.kept(state, name) != fresh.named(name):
                    told = " ".join((*name.split(), "as of", day or "now"))
                    yield Problem(DERIVED, f"{told}: not what its reports give")
        for fold in sorted(decisions.wrong):
            yield Problem(DERIVED, f"what was decided of {fold} day by day: not what its reports give")


class Decisions:
    """Where what was decided day by day is kept: in the ledger, each found by the digest of all it stands on."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def known(self, fold: str, ground: str) -> Mapping[str, Any]:
        """What was decided of each day, by the digest of the day."""
        found = self.ledger.kept(ground, DAYS + fold)
        return found if isinstance(found, dict) else {}

    def keep(self, fold: str, ground: str, decided: Mapping[str, Any]) -> None:
        """Keep what is decided of each day."""
        self.ledger.keep([(ground, DAYS + fold, decided)])

    def each(self, name: str, grounds: Collection[str]) -> Mapping[str, Any]:
        """What was read off the reports of each of these days alone, by the digest of the day."""
        return self.ledger.kept_of_each(grounds, DAYS + name)

    def keep_each(self, name: str, found: Mapping[str, Any]) -> None:
        """Keep what was read off the reports of these days."""
        self.ledger.keep((ground, DAYS + name, value) for ground, value in found.items())


class Checked(Decisions):
    """Nothing is known, so that all is decided anew; what is kept and differs is told."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.wrong: set[str] = set()

    def known(self, fold: str, ground: str) -> Mapping[str, Any]:
        """Nothing."""
        return {}

    def keep(self, fold: str, ground: str, decided: Mapping[str, Any]) -> None:
        """Compare."""
        kept = super().known(fold, ground)
        if any(day in kept and kept[day] != decision for day, decision in decided.items()):
            self.wrong.add(fold)

    def each(self, name: str, grounds: Collection[str]) -> Mapping[str, Any]:
        """Nothing."""
        return {}

    def keep_each(self, name: str, found: Mapping[str, Any]) -> None:
        """Compare."""
        kept = super().each(name, found.keys())
        if any(kept[ground] != found[ground] for ground in kept):
            self.wrong.add(name)


@dataclass
class View:
    """What one state of a ledger shows; each part is made when it is first asked for."""

    ledger: Ledger
    state: str
    as_of: date | None
    known_by: datetime | None
    decisions: Decisions | None = None  # where what was decided of each day is kept, if not in the ledger alone
    fresh: bool = False  # made anew, whatever is kept
    _parts: dict[str, Any] = field(default_factory=dict)

    def part(self, name: str, kind: type[T], make: Callable[[], T]) -> T:
        """What is kept under this name, else what `make` gives, kept from now on."""
        if name not in self._parts:
            written = None if self.fresh else self.ledger.kept(self.state, name)
            if written is not None:
                with suppress(TypeError, ValueError):  # written by hand or damaged: made anew, and `check` tells
                    self._parts[name] = back(kind, written)
        if name not in self._parts:
            self._parts[name] = make()
            if not self.fresh and self._still():
                self.ledger.keep([(self.state, name, self._parts[name])])
        found: T = self._parts[name]
        return found

    def named(self, name: str) -> Any:
        """The part of this name as it would be kept."""
        if name in WHOLES:
            return plain(getattr(self, name))
        kind, since, thread = name.split(" ", 2)
        day = date.fromisoformat(since) if since else None
        return plain(self.page(day) if kind == STATE else self.brief(thread or None, day, kind == WHOLE))

    @cached_property
    def reports(self) -> list[Report]:
        """The reports, in order of publication."""
        found = self.ledger.reports(as_of=self.as_of, known_by=self.known_by)
        return sorted(found, key=lambda report: (report.published, report.id))

    @cached_property
    def judgements(self) -> list[Judgement]:
        """The judgements known by then, undone ones too."""
        return self.ledger.judgements(known_by=self.known_by)

    @cached_property
    def _read(self) -> list[Move]:
        return self.ledger.moves(as_of=self.as_of, known_by=self.known_by)

    @cached_property
    def moves(self) -> list[Move]:
        """Their moves as judged, in order of publication and place."""
        found = as_judged(self._read, self.judgements)
        return sorted(found, key=lambda move: (move.published, move.report, move.span, move.act, move.id))

    @property
    def names(self) -> dict[str, str]:
        """What each party is called in what is shown, by its key: blocs and organisations go by their code, as in the press."""
        return self.part("names", dict[str, str], self._names)

    def _names(self) -> dict[str, str]:
        return called(self.ledger.parties(as_of=self.as_of, known_by=self.known_by))

    def names_in(self, report: str) -> dict[str, str]:
        """What each party is called that a report names, which needs no other report."""
        return called(self.ledger.parties_in(report, as_of=self.as_of, known_by=self.known_by))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The origins of its reports, which need no assembling of the rest."""
        return self.part("origins", tuple[Origin, ...], lambda: origins_of(self.reports, standing(self.judgements)))

    @property
    def record(self) -> Record:
        """All that is derived from the reports."""
        return self.part("record", Record, self._assembled)

    def _assembled(self) -> Record:
        for _ in range(TRIES):  # another process may add to the ledger meanwhile
            for name in ("reports", "judgements", "_read"):
                self.__dict__.pop(name, None)
            digests = self._days()
            given = self.reports, self._read, self.judgements, self.as_of
            if self._days() == digests:
                break
        else:
            digests = {}, {}
        return assemble(*given, Days(*digests, self.decisions or Decisions(self.ledger)))

    def _days(self) -> tuple[Mapping[date, str], Mapping[date, str]]:
        return self.ledger.days(made_by(), as_of=self.as_of, known_by=self.known_by)

    def _still(self) -> bool:
        """Whether the ledger is in the state that is shown: another process may have added to it meanwhile."""
        return self.ledger.state(made_by(), as_of=self.as_of, known_by=self.known_by) == self.state

    @cached_property
    def matter(self) -> Matter:
        """The measure of what matters."""
        return measure(self.record, self.reports)

    @property
    def weights(self) -> Weights:
        """How much what pages list matters."""
        return self.part(WEIGHTS, Weights, lambda: weigh(self.record, self.matter))

    @cached_property
    def told(self) -> Mapping[str, Move]:
        """The moves by id, each looked up when it is asked for, unless all are at hand."""
        if "moves" in self.__dict__:
            return {move.id: move for move in self.moves}
        return Shelf(self)

    def brief(self, thread: str | None, since: date | None, all: bool = False) -> Brief:
        """The brief of all, or of the thread whose id or title holds `thread`; with `all`, of the doubtful too.

        Raises NoSuchThread.
        """
        name = f"{WHOLE if all else 'brief'} {since or ''} {thread or ''}"
        return self.part(name, Brief, lambda: self._brief(thread, since, all))

    def page(self, since: date | None) -> State:
        """The brief with the room of a page, and what is on the table as matrices."""
        name = f"{STATE} {since or ''} "
        return self.part(name, State, lambda: make_state(self.record, self.told, self.reports, self.names, since))

    def _brief(self, thread: str | None, since: date | None, all: bool) -> Brief:
        one = find_thread(self.record, thread) if thread else None
        return make_brief(self.record, self.told, self.reports, self.names, one, since, all)


def called(parties: Iterable[Party]) -> dict[str, str]:
    """The name under which each party is shown."""
    coded = ("bloc", "organisation")
    return {party.key: party.key if party.kind in coded and party.key.isupper() else party.name for party in parties}


class Shelf(Mapping[str, Move]):
    """The moves of a view by id as judged, each read from the ledger when it is first asked for."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._ids = {move for event in view.record.events for move in event.moves}
        self._read: dict[str, Move] = {}
        self._judged = reports_judged(view.judgements)

    def __getitem__(self, id: str) -> Move:
        if id not in self._read:
            for move in self._found(id.rpartition("#")[0], id) if id in self._ids else ():
                self._read[move.id] = move
            if id not in self._read:
                raise KeyError(id)
        return self._read[id]

    def _found(self, report: str, id: str) -> list[Move]:
        """The move alone, or all of its report where judgements are on one of them."""
        at = self._view
        if report in self._judged:
            reading = at.ledger.reading(report, as_of=at.as_of, known_by=at.known_by)
            return as_judged(reading.moves, at.judgements) if reading else []
        found = at.ledger.move(report, id, as_of=at.as_of, known_by=at.known_by)
        return as_judged([found], at.judgements) if found else []

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)
