"""Serves the pages from this machine, and follows the ledger: what is recorded meanwhile is derived beside the server, and shown
when all of it is ready.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import uvicorn

from communique.errors import CommuniqueError
from communique.page.app import application
from communique.page.beforehand import derive_day
from communique.page.edition import Edition
from communique.page.gate import Gate
from communique.page.index import index_of
from communique.page.kept import keep_pages, pages_kept
from communique.page.kinds.review import doubts_of
from communique.page.prepare import Preparing
from communique.page.site import ready
from communique.store.ledger import Ledger

LOG = logging.getLogger(__name__)
SPAWN = multiprocessing.get_context("spawn")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
EVERY = 2.0  # seconds between two looks at the ledger
TURNS = 0.001  # seconds that a thread keeps the others waiting: an answer is handed from one to another and back
SMALL = 1_000  # moves whose record is derived while whoever judged waits


class Current:
    """The edition that is shown: a newer one takes its place when what it needs has been derived."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._tip = ledger.tip()
        self._edition = Edition(ledger)
        self._stop, self._woken = threading.Event(), threading.Event()
        self._renewing, self._changing = threading.Lock(), threading.Lock()
        self._told: Callable[[str], None] = lambda line: None
        self._deriver, self._earlier = Deriver(ledger.path), Deriver(ledger.path)
        self._preparing = Preparing(partial(self._earlier.derive_earlier, self._stop))

    def __call__(self) -> Edition:
        """The edition shown now."""
        return self._edition

    def follow(self, told: Callable[[str], None]) -> threading.Thread:
        """Look at the ledger every now and then, in a thread of its own that ends with the program."""
        self._told = told
        thread = threading.Thread(target=self._follow, daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()
        self._woken.set()
        self._deriver.end()
        self._earlier.end()

    def prepared(self, edition: Edition, day: date | None) -> bool:
        """Whether pages as of `day` can be made at once; of a small ledger they can, else the day is made ready."""
        return day is None or edition.at_hand(day) or self.ledger.stats().moves <= SMALL or self._preparing(edition, day)

    def judged(self) -> None:
        """Something was judged: what is small is derived at once; of what is large the words are marked at once, and what
        follows is derived beside the server, beginning now.
        """
        with suppress(CommuniqueError):  # busy: it is recorded all the same, and the next look will show it
            if self.ledger.stats().moves > SMALL or not self.renew(beside=False):
                self.mark()
        self._woken.set()

    def mark(self) -> None:
        """Mark what was judged since the edition shown was derived."""
        with self._changing:
            self._edition = self._edition.judged()

    def _follow(self) -> None:
        behind = self._beside(self._edition.moment)  # the days before, so that the slider need not wait
        while not self._stop.is_set():
            self._woken.wait(EVERY)
            self._woken.clear()
            shown = self._edition
            try:
                if not self._stop.is_set() and self.ledger.tip() != self._tip:
                    behind.terminate()  # the latest day comes first
                    self.mark()
                    self.renew()
            except CommuniqueError:  # busy: the next look will do
                pass
            except Exception:  # a fault of ours: told to whoever runs it, and the next look is taken all the same
                LOG.exception("what was recorded meanwhile could not be derived; the page shows what it showed before")
            if self._edition.moment != shown.moment:
                behind.terminate()
                behind = self._beside(self._edition.moment)
        behind.terminate()

    def renew(self, *, beside: bool = True) -> bool:
        """Whether something new was recorded, and is shown from now on.

        It is derived in a process of its own, so that readers do not wait for it, unless it is so small that they would not.
        """
        with self._renewing:
            tip, moment = self.ledger.tip(), datetime.now(UTC)
            if tip == self._tip:
                return False
            if beside:
                self._deriver.derive(moment, self._stop)
            edition = Edition(self.ledger, moment)
            warm(edition)
            with self._changing:
                self._edition, self._tip = edition.judged(), tip
            if beside:
                del edition
                settle()
        self._told(f"shown as recorded by {moment:%H:%M:%S} UTC: {len(self.ledger.reports(known_by=moment))} reports")
        return True

    def _beside(self, moment: datetime) -> BaseProcess:
        """A process that derives the days before."""
        process = SPAWN.Process(target=derive_earlier, args=(self.ledger.path, moment), daemon=True)
        process.start()
        return process


class Deriver:
    """A process that derives a day whenever it is asked to; what it has read of the ledger it need not read again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._process: BaseProcess | None = None
        self._asks: Connection | None = None

    def derive(self, moment: datetime, stop: threading.Event) -> None:
        """Derive the latest record as known by `moment`, so that it is kept, unless told to stop.

        If it fails, whoever needs it derives it.
        """
        with suppress(OSError, EOFError):  # it ended, of itself or because it was ended
            self._ask(moment, None)
            self._await(stop)

    def derive_earlier(self, stop: threading.Event, edition: Edition, day: date, load: Callable[[], None]) -> None:
        """Derive the record as of `day` in the same way, and while it is loaded keep its pages."""
        with suppress(OSError, EOFError):
            self._ask(edition.moment, day)
            self._await(stop)
            try:
                load()
            finally:
                self._await(stop)

    def _ask(self, moment: datetime, day: date | None) -> None:
        if self._process is None or self._asks is None or not self._process.is_alive():
            self._asks, answers = SPAWN.Pipe()
            self._process = SPAWN.Process(target=derive_asked, args=(self._path, answers), daemon=True)
            self._process.start()
            answers.close()  # so that its end is seen here
        self._asks.send((moment, day))

    def _await(self, stop: threading.Event) -> None:
        assert self._asks is not None
        while not stop.is_set() and not self._asks.poll(0.2):
            pass
        if not stop.is_set():
            self._asks.recv()

    def end(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.terminate()


def warm(edition: Edition) -> None:
    """Hold what most pages of the latest day are made from, so that no reader waits for it."""
    edition.derive(None)
    ready(edition)
    sight = edition.sight(None)
    index_of(sight)
    doubts_of(sight)


def settle() -> None:
    """Collect what nobody needs any more, and leave what stays out of later collections: of a large ledger each would keep all
    readers waiting for half a second.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def derive_asked(path: Path, asked: Connection) -> None:
    """Keep in the ledger what pages need of each moment and day asked for."""
    behind()
    with Ledger.open(path, create=False) as ledger, suppress(EOFError):
        while True:
            moment, day = asked.recv()
            edition = Edition(ledger, moment)
            edition.derive(day)
            asked.send(None)
            if day is not None:
                if not pages_kept(edition, day):
                    keep_pages(edition, day)
                asked.send(None)


def derive_earlier(path: Path, moment: datetime) -> None:
    """Keep in the ledger what pages need of every day, the latest first, and of earlier ones the pages that are asked for most,
    while the server is there.
    """
    behind()
    with Ledger.open(path, create=False) as ledger:
        days, server = Edition(ledger, moment).days, multiprocessing.parent_process()
        for day in (None, *reversed(days[:-1])):
            if server is not None and not server.is_alive():
                break
            derive_day(Edition(ledger, moment), day)


def behind() -> None:
    """Give way to whoever reads; records are many and none holds itself, so that cycles are looked for seldom."""
    with suppress(OSError, AttributeError):
        os.nice(10)
    gc.set_threshold(100_000)


def hosts(host: str) -> Iterable[str]:
    """The names under which a server on `host` may be asked."""
    return (*LOOPBACK, f"[{host}]" if ":" in host else host.lower())


def serve(ledger: Ledger, host: str, port: int, told: Callable[[str], None], review: bool = False) -> None:
    """Serve until interrupted; `told` is given lines for whoever runs it.  With `review`, whoever has the token may judge."""
    sys.setswitchinterval(TURNS)
    told("deriving the record …")
    current = Current(ledger)
    warm(current())
    settle()
    gate = Gate(cookie=f"communique-{port}") if review else None
    app = application(current, hosts(host), gate, current.judged, current.prepared)
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False, date_header=False)
    server = uvicorn.Server(config)
    root = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    told(f"the page is at {root}/  (Ctrl-C ends it)")
    if gate:
        told(f"to judge, open {root}/review?token={gate.token}  (whoever has this address may judge)")
    current.follow(told)
    try:
        server.run()
    finally:
        current.stop()
