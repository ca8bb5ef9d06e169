"""Resolvers of months, years, their parts, and neighbouring weeks, months and years: stretches with a calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.extract.dates.calendar import (
    add_months,
    interval,
    month_end,
    nearest_year,
    season,
    shift,
    span_of,
    third,
    value_of,
)
from communique.extract.dates.found import Found, Meaning
from communique.extract.dates.tokens import SEASON

PARTS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "midst": "mid",
    "late": "late", "end": "late", "close": "late",
}  # fmt: skip
PREPOSITIONS = frozenset(
    "in since by until till of from to through during before after for throughout around about between early late mid"
    " last next this and".split()
)


def part_of(found: Found) -> str | None:
    """early, mid or late, however it is said."""
    return next((PARTS[word] for word in found.words if word in PARTS), None)


def stretch(value: str, first: date, last: date, found: Found) -> Meaning:
    """A calendar unit, or the third of it that early, mid or late names."""
    if which := part_of(found):
        first, last = third(first, last, which)
        return Meaning("DATE", value, interval(first, last, about=True))
    return Meaning("DATE", value, interval(first, last))


def a_month(found: Found) -> Meaning | None:
    """January 2022, in January, last October, April of this year, early May, the end of March."""
    month = found.months()[0]
    year = next(iter(found.years()), None) or found.relative_year() or found.year_after()
    if year is None:
        today = found.today
        if found.has("last", "past"):
            year = today.year - (month >= today.month)
        elif found.has("next", "coming"):
            year = today.year + (month <= today.month)
        elif found.has("this"):
            year = today.year
        else:
            year = nearest_year(today, lambda y: date(y, month, 1), found.lean(), lambda y: month_end(y, month))
    if not 1 <= year <= 9999:
        return None
    return stretch(f"{year:04}-{month:02}", date(year, month, 1), month_end(year, month), found)


ALSO_NAMES = frozenset({"may", "march", "april", "june", "august"})


def a_bare_month(found: Found) -> Meaning | None:
    """A month alone; those that are names or verbs too only after a preposition."""
    if found.words[0] in ALSO_NAMES and not (found.before and found.before[0] in PREPOSITIONS):
        return None
    return a_month(found)


def months_range(found: Found) -> Meaning | None:
    """January-June 2021, March-May, December 2021 - January 2022."""
    months, years = found.months(), found.years()
    last_year = years[-1] if years else found.today.year
    if not years and date(last_year, months[0], 1) > found.today and found.lean() < 0:
        last_year -= 1
    first_year = years[0] if len(years) > 1 else last_year - (months[0] > months[1])
    if (first_year, months[0]) > (last_year, months[1]):
        return None
    value = f"{first_year:04}-{months[0]:02}/{last_year:04}-{months[1]:02}"
    return Meaning("DATE", value, value, "period")


NOT_YEARS = frozenset("resolution no number nearly almost some about over than least $ € £ # some roughly approximately".split())


def a_year(found: Found) -> Meaning | None:
    """2014, early 2022, the end of 2023; not "2,000 soldiers" nor "Resolution 1701"."""
    year = found.years()[0]
    alone = len(found.words) == 1
    before, after = found.before[:1], found.after[:1]
    if alone:
        if not 1500 <= year <= 2100 or (before and (before[0] in NOT_YEARS - {"about", "over"} or before[0][-1].isdecimal())):
            return None
        if found.before[:2] == [".", "no"]:
            return None
        if after and (
            after[0] in COUNTED
            or (after[0].isalpha() and found.after[1:2] and found.after[1] in COUNTED)
            or (after[0] in ("%", ".") and len(found.after) > 1 and found.after[1][0].isdecimal())
        ):
            return None
        if not 1900 <= year <= 2100 and not (before and before[0] in PREPOSITIONS):
            return None
        if (
            before
            and before[0] in ("about", "over", "around", "for", "to", ",")
            and after
            and re.match(r"[^\W\d_]{3,}s$", after[0])
        ):
            return None  # "for 2000 refugees"
    return stretch(f"{year:04}", date(year, 1, 1), date(year, 12, 31), found)


COUNTED = frozenset(
    "soldiers troops people men women children workers jobs tonnes tons km px miles metres meters dollars euros"
    " million billion tanks prisoners civilians migrants refugees members victims homes houses percent kilometres"
    " kilometers barrels rubles roubles missiles drones vehicles rockets passengers employees delegates points"
    " police hours days weeks months years".split()
)


def years_range(found: Found) -> Meaning | None:
    """2021-2023, 2021/22."""
    first = int(found.words[0])
    tail = found.words[-1]
    last = int(tail) if len(tail) == 4 else first - first % 100 + int(tail)
    if len(tail) == 2 and int(tail) <= 12 and found.words[1] == "-" and not 0 < last - first <= 12:
        month = int(tail)
        return Meaning("DATE", f"{first}-{month:02}", f"{first}-{month:02}") if month else None
    if not (1500 <= first < last <= 2200 and last - first < 100):
        return None
    return Meaning("DATE", f"{first}/{last}", f"{first}/{last}", "period")


def neighbour(found: Found) -> Meaning | None:
    """This week, last month, next year, this weekend, the end of next week, early this year, the following year."""
    unit = found.unit()
    if unit is None:
        return None
    step = -1 if found.has("last", "previous", "preceding") else 1 if found.has("next", "coming", "following", "new") else 0
    at = found.today
    if found.has("new") and at.month <= 2:  # the new year has begun
        step = 0
    if found.has("following", "previous", "preceding"):
        if found.anchor is None:
            return None
        at = found.anchor
    if unit == "WE":
        at, unit = shift(at, step, "W"), "WE"
        first, last = span_of(at, "WE")
        told_back = found.lean() < 0 or (found.lean() == 0 and found.today.weekday() < 2)
        if step == 0 and found.today < first and told_back:  # "this weekend" told on the Monday after it
            first, last = first - timedelta(7), last - timedelta(7)
    else:
        base = span_of(at, unit)[0]
        at = shift(base, step, unit)
        first, last = span_of(at, unit)
    if last.year >= 9999 or first.year < 1000:
        return None
    return stretch(value_of(first, unit), first, last, found)


def earlier_or_later(found: Found) -> Meaning | None:
    """Earlier this month, later this week, earlier in the day, later in the year."""
    unit, today = found.unit(), found.today
    if unit is None:
        return None
    if unit == "D":
        on = found.anchor or today
        return Meaning("DATE", on.isoformat(), on.isoformat())
    first, last = span_of(today, unit)
    if found.has("earlier"):
        last = today
    else:
        first = today
    return Meaning("DATE", value_of(today, unit), f"{first}/{last}" if first < last else first.isoformat())


def quarter(found: Found) -> Meaning | None:
    """The third quarter of 2025, Q3 2025, the first half of the year, H1 2022, the second half of January."""
    first_word = found.words[0]
    short = re.fullmatch(r"([qh])([1-4])", first_word)
    half = found.has("half") or bool(short and short[1] == "h")
    count = 2 if half else 4
    place = int(short[2]) if short else found.ordinal()
    dated = found.years() or found.months() or found.has("year")
    if place is None or place > count or (not dated and not short and (half or found.after[:1] == ["of"])):
        return None
    place = count if place < 0 else place
    size = 12 // count
    if months := found.months():
        year = next(iter(found.years()), None) or nearest_year(
            found.today, lambda y: date(y, months[0], 1), found.lean(), lambda y: month_end(y, months[0])
        )
        first, last = date(year, months[0], 1), month_end(year, months[0])
        first, last = (first, first.replace(day=15)) if place == 1 else (first.replace(day=16), last)
        return Meaning("DATE", f"{year:04}-{months[0]:02}", interval(first, last, about=True), "period")
    begin = size * (place - 1) + 1
    year = next(iter(found.years()), None) or found.relative_year() or nearest_year(
        found.today, lambda y: date(y, begin, 1), found.lean(), lambda y: month_end(y, begin + size - 1)
    )  # fmt: skip
    mark = "H" if half else "Q"
    return Meaning("DATE", f"{year}-{mark}{place}", f"{year}-{begin:02}/{year}-{begin + size - 1:02}", "period")


def months_of_year(found: Found) -> Meaning | None:
    """The first three months of 2022, the last two weeks of May."""
    count, unit = found.count(), found.unit()
    years, months = found.years(), found.months()
    if count is None or unit not in ("MO", "W", "D", "Q"):
        return None
    if months:
        year = years[0] if years else nearest_year(found.today, lambda y: date(y, months[0], 1), found.lean())
        first, last = date(year, months[0], 1), month_end(year, months[0])
    else:
        year = years[0] if years else found.relative_year() or found.today.year
        first, last = date(year, 1, 1), date(year, 12, 31)
    if found.has("last", "final"):
        first = shift(last + timedelta(1), -count, unit)
    else:
        last = shift(first, count, unit) - timedelta(1)
    if first > last:
        return None
    mark = "M" if unit == "MO" else unit
    edtf = f"{first:%Y-%m}/{last:%Y-%m}" if unit in ("MO", "Q") else interval(first, last)
    return Meaning("DURATION", f"P{int(count)}{mark}", edtf, "period")


def a_season(found: Found) -> Meaning | None:
    """This summer, last winter, the spring of 2021, in the autumn."""
    code = next(SEASON[word] for word in found.words if word in SEASON)
    today = found.today
    timed = found.before and found.before[0] in ("in", "since", "until", "by")
    if found.words == ["the", "fall"] and (not timed or found.after[:1] == ["of"]):
        return None  # a thing that fell
    if years := found.years():
        year = years[0]
    elif (relative := found.relative_year()) is not None:
        year = relative
    else:
        lean = -1 if found.has("last", "past") else 1 if found.has("next", "coming") else found.lean()
        year = nearest_year(today, lambda y: season(y, code)[0], lean, lambda y: season(y, code)[1])
        first, last = season(year, code)
        if first <= today <= last and found.has("last", "next"):
            year += -1 if found.has("last") else 1
        elif found.has("this") and today.year != year:
            year = today.year
    return stretch(f"{year:04}-{code}", *season(year, code), found)


def decade(found: Found) -> Meaning | None:
    """The 1990s, the late 1980s, the 70s."""
    figure = next(word for word in found.words if word.isdecimal())
    start = int(figure) if len(figure) == 4 else 1900 + int(figure) if int(figure) > 20 else 2000 + int(figure)
    if start % 10 or not 1500 <= start < 2100:
        return None
    size = 100 if start % 100 == 0 and start < 2000 else 10
    value = f"{start:04}"[: 2 if size == 100 else 3]
    first, last = date(start, 1, 1), date(start + size - 1, 12, 31)
    if which := part_of(found):
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[which]
        return Meaning("DATE", value, f"{start + low}~/{start + high}~")
    return Meaning("DATE", value, f"{first:%Y}/{last:%Y}")


def a_century(found: Found) -> Meaning | None:
    """The 19th century, the twentieth century is spelled too seldom to count."""
    place = found.ordinal()
    if place is None or not 10 <= place <= 22:
        return None
    return Meaning("DATE", str(place - 1), f"{place - 1}01/{place}00")


def same_month(found: Found) -> Meaning | None:
    """The same month last year, the same period last year."""
    year = found.today.year - 1
    if found.has("month"):
        base = add_months(found.anchor or found.today, 0)
        return Meaning("DATE", f"{year}-{base.month:02}", f"{year}-{base.month:02}", "period")
    return Meaning("DATE", str(year), str(year), "period")
