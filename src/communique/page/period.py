"""The stretches of time that pages turn by: of late, a month, a day, what lay before, all; and the acts of each month."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NoReturn

from communique.page.acts import Track, stood, track_of
from communique.page.edition import NoSuchPage, Sight
from communique.record.derived import Event
from communique.record.when import month
from communique.show.words import day_in_words, days_in_words

PAST, AHEAD = 27, 27  # days shown of late, and ahead
NAMED = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d)(?:-([1-9]\d{0,3}))?)?")
BEFORE = "before"
SHEET = re.compile(r"before-([1-9]\d{0,3})")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days; `name` asks for it, `sheet` is which page of its acts, `drawn` the days that a chart of it spans."""

    name: str
    title: str
    first: date
    last: date
    drawn: tuple[date, date]
    sheet: int = 1

    def holds(self, on: date) -> bool:
        """Whether a day belongs to it."""
        return self.first <= on <= self.last

    @property
    def single(self) -> bool:
        """Whether it is one day, or what lay before: its acts are listed, not drawn."""
        return self.name == BEFORE or self.first == self.last


def period(asked: str | None, days: Sequence[date], today: date) -> Period:
    """The period of this name in talks reported on `days`; of none, the last weeks and those ahead.

    Raises NoSuchPage.
    """
    start = min(days, default=today).replace(day=1)
    if asked in (None, "", "recent"):
        first, last = max(start, today - timedelta(PAST)), today + timedelta(AHEAD)
        return Period("recent", f"{days_in_words(first, today)} and ahead", first, last, (first, last))
    if asked == "all":
        return Period("all", days_in_words(start, today), start, date.max, (start, today + timedelta(AHEAD)))
    if asked == BEFORE or (turned := SHEET.fullmatch(asked or "")):
        before = start - timedelta(1)
        sheet = 1 if asked == BEFORE or turned is None else int(turned[1])
        return Period(BEFORE, f"before {day_in_words(start)}", date.min, before, (before, before), sheet)
    found = NAMED.fullmatch(asked or "")
    try:
        return _named(*found.groups()) if found else _missing(asked)
    except ValueError:
        return _missing(asked)


def _named(year: str, number: str, on: str | None, sheet: str | None) -> Period:
    if on is None:
        return _whole_month(int(year), int(number))
    at = date(int(year), int(number), int(on))
    return Period(at.isoformat(), day_in_words(at), at, at, (at, at), int(sheet or 1))


def _whole_month(year: int, number: int) -> Period:
    whole = month(year, number)
    assert whole.earliest and whole.latest
    return Period(
        f"{year:04}-{number:02}", f"{whole.earliest:%B %Y}", whole.earliest, whole.latest, (whole.earliest, whole.latest)
    )


def _missing(asked: str | None) -> NoReturn:
    raise NoSuchPage(f"{asked!r} is no month or day of these talks; one is written 2022-01 or 2022-01-31")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by."""

    value: str
    title: str


Dated = tuple[date, Track, Event]  # an act with the day at which it is found, and its track


def by_month(sight: Sight) -> Mapping[str, Sequence[Dated]]:
    """All acts by the month in which they are found."""

    def made() -> Mapping[str, Sequence[Dated]]:
        found: dict[str, list[Dated]] = {}
        for event in sight.view.record.events:
            on = stood(event)
            found.setdefault(f"{on.year:04}-{on.month:02}", []).append((on, track_of(event), event))
        return found

    return sight.once("acts by month", made)


def ranks(sight: Sight) -> Mapping[str, int]:
    """The threads in the order of what matters, each with its number."""

    def made() -> Mapping[str, int]:
        weighed = sorted((-round(sight.matter.thread(one).weight, 9), one.id) for one in sight.threads.values())
        return {id: number for number, (_, id) in enumerate(weighed)}

    return sight.once("threads by weight", made)


def start_of(sight: Sight) -> str:
    """The month of the first report."""
    return f"{min(sight.days, default=sight.today):%Y-%m}"


def months_told(sight: Sight) -> tuple[Choice, ...]:
    """The months of the talks, and what lay before them if anything is told of it."""
    start = start_of(sight)
    names = {name for name in by_month(sight) if start <= name <= f"{sight.today:%Y-%m}"} | {f"{on:%Y-%m}" for on in sight.days}
    names = {name for name in names if name <= f"{sight.today:%Y-%m}"}
    before = any(name < start for name in by_month(sight))
    found = [Choice(name, f"{date.fromisoformat(f'{name}-01'):%b %Y}") for name in sorted(names)]
    return (*((Choice(BEFORE, "before"),) if before else ()), *found)
