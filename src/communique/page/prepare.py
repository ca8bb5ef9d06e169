"""Has the record of an earlier day made ready, beside the server, when a reader asks for one that is not at hand: the day asked
for last comes first.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import date
from functools import partial

from communique.page.edition import Edition
from communique.page.index import index_of

LOG = logging.getLogger(__name__)
MOST = 3  # days that wait; of more those asked for last, for whoever drags a slider over a year wants its end


class Preparing:
    """The days that are being made ready, and those that wait for it.

    `derive` has the record of one derived and kept, then its pages, and calls what it is given when the record is there.
    """

    def __init__(self, derive: Callable[[Edition, date, Callable[[], None]], None]) -> None:
        self._derive = derive
        self._waiting: list[tuple[Edition, date]] = []
        self._now: tuple[Edition, date] | None = None
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None

    def __call__(self, edition: Edition, day: date | None) -> bool:
        """Whether pages as of `day` can be made at once; where not, they can be before long.  Nobody is kept waiting."""
        if day is None or edition.at_hand(day):
            return True
        asked = edition, day
        with self._lock:
            if self._now != asked:
                self._waiting = [*(one for one in self._waiting if one != asked), asked][-MOST:]
            if self._worker is None or not self._worker.is_alive():
                self._worker = threading.Thread(target=self._work, daemon=True)
                self._worker.start()
        return False

    def _work(self) -> None:
        """Make ready what waits, until nothing does."""
        while True:
            with self._lock:
                if not self._waiting:
                    self._worker = self._now = None
                    return
                self._now = edition, day = self._waiting.pop()
            try:
                self._derive(edition, day, partial(load, edition, day))
                load(edition, day)
            except Exception:  # a fault of ours: told to whoever runs it, and by the next answer to whoever asks
                LOG.exception("the record as of %s could not be derived", day)
            edition.make_ready(day)


def load(edition: Edition, day: date) -> None:
    """Have in memory what pages as of `day` need most, derived here if it was not kept."""
    edition.derive(day)
    index_of(edition.sight(day))
