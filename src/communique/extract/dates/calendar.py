"""Calendar arithmetic for expressions relative to a day: every result is a first and a last day in order, or an EDTF string."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from communique.record.when import between

# How a unit of tokens.UNIT is written in a TIMEX3 duration, and the hours of the clock units.
WRITTEN = {"MO": "M", "2W": "W"}
CLOCK_HOURS = {"S": 1 / 3600, "M": 1 / 60, "H": 1.0}


def month_end(year: int, month: int) -> date:
    """The last day of that month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(on: date, count: int) -> date:
    """The same day `count` months on (or back), or that month's last day."""
    year, month = divmod(on.year * 12 + on.month - 1 + count, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def shift(on: date, count: float, unit: str) -> date:
    """`count` units on from `on` (negative: back); a part of a day counts as the whole day.  ValueError outside years 1-9999."""
    months = {"MO": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    try:
        if months:
            return add_months(on, round(count * months))
        if unit in CLOCK_HOURS:
            days = count * CLOCK_HOURS[unit] / 24
            return on + timedelta(int(days))
        return on + timedelta(round(count * {"D": 1, "W": 7, "2W": 14, "WE": 7}[unit]))
    except OverflowError as problem:
        raise ValueError(str(problem)) from None


def duration(count: float | None, unit: str) -> str:
    """TIMEX3 value of so many units, None = an unstated number: P2W, PT48H, PXM, P3Y6M."""
    mark = WRITTEN.get(unit, unit)
    lead = "PT" if unit in CLOCK_HOURS else "P"
    if count is None:
        return f"{lead}X{mark}"
    if unit == "2W":
        count *= 2
    if count % 1 == 0.5 and unit == "Y":
        return f"P{int(count)}Y6M" if count > 1 else "P6M"
    return f"{lead}{int(count) if count % 1 == 0 else count}{mark}"


def span_of(on: date, unit: str) -> tuple[date, date]:
    """First and last day of the calendar unit that holds `on`; weeks run Monday to Sunday."""
    if unit in ("W", "WE"):
        monday = on - timedelta(on.weekday())
        return (monday + timedelta(5 if unit == "WE" else 0), monday + timedelta(6))
    if unit == "MO":
        return on.replace(day=1), month_end(on.year, on.month)
    if unit == "Q":
        first = 3 * ((on.month - 1) // 3) + 1
        return date(on.year, first, 1), month_end(on.year, first + 2)
    if unit in ("Y", "DE", "CE"):
        size = {"Y": 1, "DE": 10, "CE": 100}[unit]
        first = max(1, on.year - on.year % size)
        return date(first, 1, 1), date(min(first + size - 1, 9999), 12, 31)
    return on, on


def value_of(on: date, unit: str) -> str:
    """TIMEX3 value of the calendar unit that holds `on`: 2021-W50, 2021-12, 2021-Q4, 202."""
    if unit in ("W", "WE", "2W"):
        year, week, _ = on.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    return {
        "MO": f"{on:%Y-%m}", "Q": f"{on:%Y}-Q{(on.month + 2) // 3}", "Y": f"{on:%Y}", "DE": f"{on:%Y}"[:3], "CE": f"{on:%Y}"[:2],
    }.get(unit, on.isoformat())  # fmt: skip


def interval(first: date, last: date, *, about: bool = False) -> str:
    """EDTF of a stretch of whole days; `about` marks both ends as approximate."""
    if about:
        return f"{first}~/{last}~"
    return between(first, last).edtf


def third(first: date, last: date, which: str) -> tuple[date, date]:
    """The beginning, middle or end of a stretch: thirds of a year's months or of a month's days, else of the days."""
    at = {"early": 0, "mid": 1, "late": 2}[which]
    if first.day == 1 and (last - first).days > 300:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        start = add_months(first, months * at // 3)
        return start, add_months(first, months * (at + 1) // 3) - timedelta(1) if at < 2 else last
    if first.day == 1 and last == month_end(first.year, first.month):  # a week may begin on the first, too
        return first.replace(day=1 + 10 * at), last if at == 2 else first.replace(day=10 * (at + 1))
    days = (last - first).days + 1
    if days < 3:
        return first, last  # "early in the day"
    return first + timedelta(days * at // 3), first + timedelta(days * (at + 1) // 3 - 1)


def season(year: int, code: str) -> tuple[date, date]:
    """The meteorological season of the northern half; a winter begins in December of its year."""
    if code == "WI":
        return date(year, 12, 1), month_end(year + 1, 2)
    first = {"SP": 3, "SU": 6, "FA": 9}[code]
    return date(year, first, 1), month_end(year, first + 2)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)


def pascha(year: int) -> date:
    """Orthodox Easter Sunday, in the Gregorian calendar (Meeus's Julian computus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


def holiday(rule: str, year: int) -> date:
    """The day of a holiday: 'month-day', 'easter+N', 'pascha+N' or 'month-nth-weekday' (see data/dates.json)."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(int(rule[6:]))
    if rule.startswith("pascha"):
        return pascha(year) + timedelta(int(rule[6:]))
    month, rest = rule.split("-", 1)
    if "-" not in rest:
        return date(year, int(month), int(rest))
    nth, weekday = rest.rsplit("-", 1)
    if int(nth) < 0:
        last = month_end(year, int(month))
        return last - timedelta((last.isoweekday() - int(weekday)) % 7)
    first = date(year, int(month), 1)
    return first + timedelta((int(weekday) - first.isoweekday()) % 7 + 7 * (int(nth) - 1))


NEAR = 120  # days: a day to come this near is meant rather than the one long past, where the tense leaves it open


def nearest_year(today: date, begins: Callable[[int], date], lean: int, ends: Callable[[int], date] | None = None) -> int:
    """The year meant by a month, day, season or holiday that names none.

    `begins(year)` and `ends(year)` are its first and last day (ValueError: not in that year).  What holds today is meant;
    else `lean` > 0 takes the next, < 0 the last, and 0 the last unless the next is nearer and near.
    """
    past: list[date] = []
    coming: list[date] = []
    for year in range(max(1, today.year - 8), min(9999, today.year + 9)):
        try:
            first, last = begins(year), (ends or begins)(year)
        except ValueError:
            continue
        if first <= today <= last:
            return year
        (past if last < today else coming).append(date(year, first.month, first.day))
    if not past or not coming:
        return (past or coming)[-1 if past else 0].year
    if lean == 0:
        ahead = (coming[0] - today).days
        lean = 1 if ahead < (today - past[-1]).days and ahead <= NEAR else -1
    return coming[0].year if lean > 0 else past[-1].year
