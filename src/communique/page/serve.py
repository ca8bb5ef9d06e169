"""Serves the pages from this machine, and follows the ledger: what is recorded meanwhile is derived beside the server, and shown
when all of it is ready.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from communique.errors import CommuniqueError
from communique.page.app import application
from communique.page.edition import Edition
from communique.page.site import ready
from communique.store.ledger import Ledger

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
EVERY = 2.0  # seconds between two looks at the ledger


class Current:
    """The edition that is shown: a newer one takes its place when what it needs has been derived."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._tip = ledger.tip()
        self._edition = Edition(ledger)
        self._stop = threading.Event()

    def __call__(self) -> Edition:
        """The edition shown now."""
        return self._edition

    def follow(self, told: Callable[[str], None]) -> threading.Thread:
        """Look at the ledger every now and then, in a thread of its own that ends with the program."""
        thread = threading.Thread(target=self._follow, args=(told,), daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()

    def _follow(self, told: Callable[[str], None]) -> None:
        self._derive(self._edition.moment)  # the days before, so that the slider need not wait
        while not self._stop.wait(EVERY):
            with suppress(CommuniqueError):  # busy: the next look will do
                self.renew(told)

    def renew(self, told: Callable[[str], None]) -> bool:
        """Whether something new was recorded, and is shown from now on."""
        tip, moment = self.ledger.tip(), datetime.now(UTC)
        if tip == self._tip:
            return False
        self._derive(moment, latest=True)
        edition = Edition(self.ledger, moment)
        ready(edition)
        self._edition, self._tip = edition, tip
        told(f"shown as recorded by {moment:%H:%M:%S} UTC: {len(self.ledger.reports(known_by=moment))} reports")
        self._derive(moment)
        return True

    def _derive(self, moment: datetime, *, latest: bool = False) -> None:
        """Derive in a process of its own, so that readers do not wait for it."""
        process = multiprocessing.get_context("spawn").Process(
            target=derive, args=(self.ledger.path, moment, latest), daemon=True
        )
        process.start()
        while process.is_alive() and not self._stop.is_set():
            process.join(0.2)
        if process.is_alive():
            process.terminate()


def derive(path: Path, moment: datetime, latest: bool) -> None:
    """Keep in the ledger what pages need of the latest day, or of every day, the latest first."""
    with suppress(OSError, AttributeError):
        os.nice(10)
    with Ledger.open(path, create=False) as ledger:
        edition = Edition(ledger, moment)
        days = [None] if latest else [None, *reversed(edition.days[:-1])]
        for day in days:
            edition.derive(day)


def hosts(host: str) -> Iterable[str]:
    """The names under which a server on `host` may be asked."""
    return (*LOOPBACK, f"[{host}]" if ":" in host else host.lower())


def serve(ledger: Ledger, host: str, port: int, told: Callable[[str], None]) -> None:
    """Serve until interrupted; `told` is given lines for whoever runs it."""
    told("deriving the record …")
    current = Current(ledger)
    ready(current())
    config = uvicorn.Config(
        application(current, hosts(host)), host=host, port=port, log_level="warning", server_header=False, date_header=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    shown = f"[{host}]" if ":" in host else host
    told(f"the page is at http://{shown}:{port}/  (Ctrl-C ends it)")
    current.follow(told)
    try:
        server.run()
    finally:
        current.stop()
