"""Writes the pages as files: the same templates and addresses, every link relative, so that they open from a disk or any host.

It writes what can be reached from the listed pages as of each day.  A report and a party are written once, as of the latest day,
and so are rows; a thread again only as of a day on which its page told otherwise (each page says of which day it is).
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from communique.errors import CommuniqueError
from communique.page.address import Address, Written, path_of, written_as_of
from communique.page.draw import Setting
from communique.page.edition import Edition, Sight
from communique.page.kinds import KINDS
from communique.page.site import answer, known
from communique.store.ledger import Ledger

MARK = ".communique"  # lies in a folder that was written by this program
READ, LEAST = 400_000, 7  # moves read over all days that are written unless asked otherwise; of any ledger so many days at least
HELD = 3  # days held in memory


class FolderInUse(CommuniqueError):
    """The folder to write to holds what this program has not written."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, as of how many of `all` days, and their bytes."""

    files: int
    days: int
    all: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Progress:
    """As of which day files are being written, the `number`th of `days`; how many are written, `before` this day began, and how
    many more of it are known of.
    """

    day: date
    number: int
    days: int
    files: int
    before: int
    due: int

    @property
    def done(self) -> float:
        """How many days are done, the one that is being written as a part."""
        here = self.files - self.before
        return self.number - 1 + (here / (here + self.due) if here else 0)


def publish(
    ledger: Ledger, folder: Path, days: int | None = None, progress: Callable[[Progress], None] | None = None
) -> Published:  # fmt: skip
    """Write the pages into `folder`, as of the last `days` on which reports were published, 0 for all of them.

    Unless told how many, it writes all days of a small ledger, of a large one the last (`days_of`).  What an earlier run wrote
    there is replaced as a whole, when all is written.  Raises FolderInUse, LedgerError.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise FolderInUse(f"{folder}: holds other files; give an empty folder, or one that was published before")
    made = folder.with_name(folder.name + ".part")
    if made.exists():
        shutil.rmtree(made)
    made.mkdir(parents=True)
    whole = Edition(ledger)
    wanted = days_of(ledger) if days is None else days or len(whole.days)
    edition = Edition(ledger, whole.moment, whole.days[-wanted:], HELD)
    writer = _Writer(edition, made, progress)
    writer.write()
    shutil.copytree(str(files("communique.page") / "static"), made / "static")
    (made / MARK).write_text("written by communique publish\n", encoding="utf-8")
    if folder.exists():
        shutil.rmtree(folder)
    made.rename(folder)
    return Published(writer.files, max(1, len(edition.days)), max(1, len(whole.days)), writer.bytes)


def days_of(ledger: Ledger) -> int:
    """As of how many days a ledger is written: the larger it is the fewer, since each day is a record of its own to derive."""
    return max(LEAST, READ // max(1, ledger.stats().moves))


class _Writer:
    def __init__(self, edition: Edition, folder: Path, progress: Callable[[Progress], None] | None) -> None:
        self.edition, self.folder, self.progress = edition, folder, progress
        self.seen: set[Address] = set()
        self.due: dict[date | None, deque[Address]] = {}
        self.files = self.bytes = 0
        self.told: dict[str, tuple[str, date | None]] = {}  # of each thread: what the day written last tells, and whose file
        self.same: dict[tuple[str, date], date | None] = {}

    def write(self) -> None:
        """Day by day, the latest first, so that of each only its own record need be held."""
        days = (None, *reversed(self.edition.days[:-1]))
        for number, day in enumerate(days, 1):
            before = self.files
            self._tell(day, number, len(days), before)
            self._threads(day)
            for kind in KINDS:
                if kind.listed and kind.written:
                    self._meet(Address(kind.name, None, day))
            for one in reversed(days[:number]):  # what an earlier day names of a later one comes with it
                while due := self.due.get(one):
                    self._page(due.popleft())
                    self._tell(day, number, len(days), before)

    def _tell(self, day: date | None, number: int, days: int, before: int) -> None:
        if self.progress:
            on = day or max(self.edition.days, default=date.min)
            self.progress(Progress(on, number, days, self.files, before, len(self.due.get(day, ()))))

    def _threads(self, day: date | None) -> None:
        """Which file stands for each thread as of `day`: that of the day written before, where nothing was told of it since."""
        sight = self.edition.sight(day)
        for id, told in tellings(sight).items():
            before, written = self.told.get(id, ("", day))
            self.told[id] = told, written if told == before else day
            if day is not None:
                self.same[id, day] = self.told[id][1]

    def _as_of(self, address: Address) -> date | None:
        day = written_as_of(address)
        if day is None or address.item is None or address.kind != "threads":
            return day
        return self.same.get((address.item, day), day)

    def _page(self, address: Address) -> None:
        links = Written(address, self._meet, self._as_of)
        made = answer(self.edition, address, Setting(links, self.edition.moment, served=False))
        path = self.folder / path_of(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.body)
        self.files, self.bytes = self.files + 1, self.bytes + len(made.body)

    def _meet(self, address: Address) -> None:
        address = replace(address, anchor="")
        if address not in self.seen and (address.day is None or address.day in self.edition.days) and known(address).written:
            self.seen.add(address)
            self.due.setdefault(address.day, deque()).append(address)


def tellings(sight: Sight) -> Mapping[str, str]:
    """Of each thread the digest of all that its page tells: acts, positions, questions, conflicts, what parties are called."""
    record = sight.view.record
    bound = {id: [sight.called(party) for term in thread.terms for party in term.binds] for id, thread in sight.threads.items()}
    of: dict[str, list[object]] = {id: [thread, bound[id]] for id, thread in sight.threads.items()}

    def add(told: object, *moves: str | None) -> None:
        events = {event.id for move in moves if move and (event := sight.event_of.get(move))}
        for thread in {thread.id for event in events for thread in sight.threads_of.get(event, ())}:
            of[thread].append(told)

    for event in record.events:
        add((event, [sight.called(party) for party in (*event.by, *event.to)]), event.id)
    for position in record.positions:
        if position.thread in of:
            of[position.thread].append(position)
    for question in record.questions:
        add(question, question.move)
    for conflict in record.conflicts:
        add(conflict, conflict.one, conflict.other, *conflict.only_one, *conflict.only_other)
    return {id: sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest() for id, told in of.items()}
