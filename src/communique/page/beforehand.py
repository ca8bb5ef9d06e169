"""What is told as of every day, derived beforehand and kept: a brief or a page of any day is then there when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from communique.page.edition import Edition
from communique.page.kept import keep_pages, pages_kept
from communique.store.ledger import Ledger

Progress = Callable[[date, int, int], None]


def derive_days(ledger: Ledger, wanted: int = 0, progress: Progress | None = None) -> int:
    """Derive and keep what is told as of the latest report and of each of the last `wanted` days up to it, 0 for every day since
    the first report; how many days that is: fewer where the ledger has no room to keep more.

    The latest day comes first.  `progress` is told each day before it is derived, its number, and how many there are.
    """
    moment = datetime.now(UTC)
    published = Edition(ledger, moment).days
    if not published:
        return 0
    days = [published[-1] - timedelta(back) for back in range((published[-1] - published[0]).days + 1)][: wanted or None]
    derive_day(Edition(ledger, moment), None)
    for number, day in enumerate(days, 1):
        if ledger.full():  # the latest would give way to the earliest
            return number - 1
        if progress:
            progress(day, number, len(days))
        derive_day(Edition(ledger, moment), day)
    return len(days)


def derive_day(edition: Edition, day: date | None) -> None:
    """Derive and keep what is told as of a day: its brief, and where a report was published on it, its pages."""
    if day is None or day not in edition.days:
        edition.derive(day)
    elif not pages_kept(edition, day):
        edition.derive(day)
        keep_pages(edition, day)
