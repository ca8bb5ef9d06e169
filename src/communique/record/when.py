"""A date is an interval of days; a vague one is never turned into an instant.

Outside, dates are EDTF strings (ISO 8601-2 level 1, the profile of docs/design.md): `2021-12-24`, `2021-12`, `2021`,
`2021-12~` (about), `2021-12?` (uncertain), `../2022-01-16` (not later than), `2022-01-16/..` (from then on), `A/B`,
`XXXX` (unknown).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from communique.errors import CommuniqueError


class BadDate(CommuniqueError):
    """A string that is no EDTF date of this profile."""


Day = date | str | None
Moment = datetime | str | None
Precision = Literal["day", "month", "year", "interval", "unknown"]
POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")


@dataclass(frozen=True, slots=True)
class When:
    """First and last day, both inclusive; None = open.  `edtf` is how it is written."""

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        return self.edtf

    def may_be(self, other: When) -> bool:
        """Whether both may be the same time: the intervals share a day (an unknown one shares every day)."""
        return not (
            (self.latest and other.earliest and self.latest < other.earliest)
            or (other.latest and self.earliest and other.latest < self.earliest)
        )

    def inside(self, other: When) -> bool:
        """Whether every day of this one is a day of `other`."""
        return (other.earliest is None or (self.earliest is not None and self.earliest >= other.earliest)) and (
            other.latest is None or (self.latest is not None and self.latest <= other.latest)
        )

    def days(self) -> int | None:
        """How many days it may be, None where an end is open."""
        return (self.latest - self.earliest).days + 1 if self.earliest and self.latest else None


def unknown() -> When:
    """Nothing is known of the day."""
    return When("XXXX", None, None, "unknown")


def day(on: date) -> When:
    """Exactly that day."""
    return When(on.isoformat(), on, on, "day")


def month(year: int, number: int) -> When:
    """Some day of that month."""
    return When(f"{year:04}-{number:02}", date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def year(number: int) -> When:
    """Some day of that year."""
    return When(f"{number:04}", date(number, 1, 1), date(number, 12, 31), "year")


def not_after(on: date) -> When:
    """That day or earlier, it is not said when."""
    return When(f"../{on.isoformat()}", None, on, "interval")


def not_before(on: date) -> When:
    """That day or later, it is not said when."""
    return When(f"{on.isoformat()}/..", on, None, "interval")


def between(first: date, last: date) -> When:
    """From `first` to `last`, both inclusive; written as a day, month or year where it is exactly that."""
    if last < first:
        raise BadDate(f"an interval cannot end ({last}) before it begins ({first})")
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month) and first.day == 1 and (last + timedelta(1)).day == 1:
        return month(first.year, first.month)
    if first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return year(first.year)
    return When(f"{first.isoformat()}/{last.isoformat()}", first, last, "interval")


@lru_cache(4096)  # a report has few days, and each is asked for often
def parse(edtf: str) -> When:
    """Read an EDTF string of this profile.

    Raises BadDate with the string in it.
    """
    if re.fullmatch(r"X{4}(-XX){0,2}", edtf):
        return unknown()
    if "/" not in edtf:
        return _point(edtf)
    left, right = edtf.split("/", 1)
    first = None if left in ("", "..") else _point(left)
    last = None if right in ("", "..") else _point(right)
    if first is None and last is None:
        return unknown()
    start = first.earliest if first else None
    end = last.latest if last else None
    if start and end and end < start:
        raise BadDate(f"{edtf!r} ends before it begins")
    sides = [side for side in (first, last) if side]
    return When(edtf, start, end, "interval", any(s.approximate for s in sides), any(s.uncertain for s in sides))


def _point(edtf: str) -> When:
    match = POINT.fullmatch(edtf)
    if not match:
        raise BadDate(f"{edtf!r} is no EDTF date (2021-12-24, 2021-12, 2021-12~, ../2022-01-16, 2022/.., XXXX)")
    y, m, d, mark = match.groups()
    try:
        plain = day(date(int(y), int(m), int(d))) if d else month(int(y), int(m)) if m else year(int(y))
    except ValueError as problem:
        raise BadDate(f"{edtf!r}: {problem}") from None
    return When(edtf, plain.earliest, plain.latest, plain.precision, mark in ("~", "%"), mark in ("?", "%"))


def narrower(one: When, other: When) -> When:
    """The narrowest time consistent with both; `one` where they cannot both be so.

    Among equal intervals the more plainly written wins (a day before an interval of that day).
    """
    if not one.may_be(other):
        return one
    if one.inside(other):
        return one
    if other.inside(one):
        return other
    first = max((d for d in (one.earliest, other.earliest) if d), default=None)
    last = min((d for d in (one.latest, other.latest) if d), default=None)
    if first and last:
        return between(first, last)
    return not_before(first) if first else not_after(last) if last else unknown()


def as_day(day: Day) -> date | None:
    """A day, or its ISO form.

    Raises BadDate.
    """
    if not isinstance(day, str):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise BadDate(f"{day!r} is no day; it is written 2022-01-31") from None


def as_moment(moment: Moment) -> datetime | None:
    """A moment, or its ISO form, taken as UTC where it names no zone; a day alone means its end.

    Raises BadDate.
    """
    if isinstance(moment, str):
        try:
            only_day = len(moment) == len("2022-01-31")
            moment = datetime.combine(date.fromisoformat(moment), time.max) if only_day else datetime.fromisoformat(moment)
        except ValueError:
            raise BadDate(f"{moment!r} is no time; it is written 2022-01-31 or 2022-01-31T12:00") from None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
