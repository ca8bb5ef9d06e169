"""Resolvers of months, years, their parts, and neighbouring weeks, months and years: stretches with a calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.extract.dates.calendar import (
    add_months,
    holiday,
    interval,
    month_end,
    season,
    shift,
    span_of,
    third,
    value_of,
)
from communique.extract.dates.found import Found, Lean, Meaning
from communique.extract.dates.tokens import SEASON, TIES, lexicon

PARTS = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "midst": "mid",
    "late": "late", "end": "late", "close": "late",
}  # fmt: skip
PREPOSITIONS = frozenset(
    "in since by until till of from to through during before after for throughout around about between early late mid"
    " last next this and into is was beyond since".split()
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
            year = found.year_of(lambda y: date(y, month, 1), lambda y: month_end(y, month))
    if not 1 <= year <= 9999:
        return None
    return stretch(f"{year:04}-{month:02}", date(year, month, 1), month_end(year, month), found)


ALSO_NAMES = frozenset({"may", "march", "april", "june", "august"})


def a_bare_month(found: Found) -> Meaning | None:
    """A month alone; those that are names or verbs too only after a preposition."""
    before = found.before[0] if found.before else ""
    if found.words[0] in ALSO_NAMES and before not in PREPOSITIONS:
        thing = before in ("the", "s", "its", "their", "his") and found.words[0] != "may" and found.after[:1] and not found.named
        if not (thing and found.after[0].isalpha() and found.after[0] not in PREPOSITIONS):
            return None
        found.leans[:] = [Lean(0)]  # "the April elections": no tense says which
    return a_month(found)


def months_range(found: Found) -> Meaning | None:
    """January-June 2021, March-May, December 2021 - January 2022."""
    months, years = found.months(), found.years()
    last_year = years[-1] if years else found.year_of(lambda y: date(y, months[0], 1), lambda y: month_end(y, months[-1]))
    if not years and found.lean() < 0 and month_end(last_year, months[-1]) > found.ground.today:
        last_year -= 1  # "January-November output rose", told in January
    first_year = years[0] if len(years) > 1 else last_year - (months[0] > months[1])
    if (first_year, months[0]) > (last_year, months[1]):
        return None
    value = f"{first_year:04}-{months[0]:02}/{last_year:04}-{months[1]:02}"
    return Meaning("DATE", value, value, "period")


NOT_YEARS = frozenset("resolution no number nearly almost some about over than least $ € £ # some roughly approximately".split())


def before_christ(found: Found) -> Meaning | None:
    """149 BC: before the calendar of this program, which keeps the value and gives no days."""
    figure = next(word for word in found.words if word.isdecimal())
    return Meaning("DATE", f"BC{int(figure):04}", None, "period" if found.before[:1] == ["from"] else None)


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
    if found.has("new") and found.ground.today.month <= 2:  # the new year has begun
        step = 0
    if found.has("following", "previous", "preceding", "that", "same"):
        if found.has("this"):
            return _this_same(found, unit)
        if found.told is None:
            return None
        at = found.told.first
    elif found.ground.narrative and found.told and not found.has("last"):
        at = found.told.first
    else:
        at = found.today
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


def beyond_neighbour(found: Found) -> Meaning | None:
    """The week before last, the year after next."""
    unit = found.unit()
    if unit is None:
        return None
    at = shift(span_of(found.today, "W" if unit == "WE" else unit)[0], -2 if found.has("before") else 2, unit)
    return stretch(value_of(at, unit), *span_of(at, unit), found)


def _this_same(found: Found, unit: str) -> Meaning:
    """This same week."""
    first, last = span_of(found.today, unit)
    return Meaning("DATE", value_of(first, unit), interval(first, last))


def that_month(found: Found) -> Meaning | None:
    """That December, the same summer, the following spring, next May: of the year told last."""
    if found.told is None:
        return None
    last, ahead = found.told, found.has("following", "next")
    code = next((SEASON[word] for word in found.words if word in SEASON), None)
    year = last.first.year
    if code is not None:
        year += ahead and season(year, code)[0] <= last.first
        return Meaning("DATE", f"{year:04}-{code}", interval(*season(year, code)))
    month = found.months()[0]
    year += ahead and month <= last.first.month
    return Meaning("DATE", f"{year:04}-{month:02}", f"{year:04}-{month:02}")


def week_of_month(found: Found) -> Meaning | None:
    """The second week of June, the last week of March: seven days each, from the first of the month on."""
    place = found.ordinal()
    month = found.months()[0]
    if place is None or place > 4:
        return None
    year = next(iter(found.years()), None) or found.year_of(lambda y: date(y, month, 1), lambda y: month_end(y, month))
    end = month_end(year, month)
    first = end - timedelta(6) if place < 0 else date(year, month, 7 * place - 6)
    return Meaning("DATE", f"{year:04}-{month:02}", interval(first, first + timedelta(6)))


def holiday_week(found: Found) -> Meaning | None:
    """Christmas week, Easter week: the week that holds the day; "Holy Week" is the one before Easter."""
    name = " ".join(found.words[:-1])
    holy = name == "holy"
    rule = "easter+0" if holy else lexicon()["holidays"].get(name)
    if rule is None:
        return None
    year = found.year_of(lambda y: holiday(rule, y))
    first, last = span_of(holiday(rule, year), "W")
    return Meaning("DATE", value_of(first, "W"), interval(first, last))


def fiscal_year(found: Found) -> Meaning | None:
    """Fiscal 2023, the fiscal year 2023, FY2023: no calendar year everywhere, so that it may lie in this or the year before."""
    figure = next((re.sub(r"\D", "", word) for word in found.words if re.search(r"\d", word)), "")
    year = int(figure) if len(figure) == 4 else 2000 + int(figure or 0)
    return Meaning("DATE", f"FY{year}", f"{year - 1}/{year}", "period")


def earlier_or_later(found: Found) -> Meaning | None:
    """Earlier this month, later this week, earlier in the day, later in the year."""
    unit, today = found.unit(), found.ground.today
    if unit is None:
        return None
    if found.has("that") or (found.ground.narrative and found.told):
        return _in_that(found, unit)
    today = found.today
    if unit == "D":
        on = found.anchor or today
        return Meaning("DATE", on.isoformat(), on.isoformat())
    first, last = span_of(today, unit)
    if found.has("earlier"):
        last = today
    else:
        first = today
    return Meaning("DATE", value_of(today, unit), f"{first}/{last}" if first < last else first.isoformat())


def _in_that(found: Found, unit: str) -> Meaning | None:
    """Later that month, earlier in the year of which the text tells."""
    if found.told is None or unit == "D":
        return beside_day(found)
    first, last = span_of(found.told.first, unit)
    middle = found.told.first
    edtf = interval(first, middle) if found.has("earlier") else interval(middle, last)
    return Meaning("DATE", value_of(first, unit), edtf)


def beside_day(found: Found) -> Meaning | None:
    """Later that day."""
    on = found.anchor
    return Meaning("DATE", on.isoformat(), on.isoformat()) if on else None


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
        year = next(iter(found.years()), None) or found.year_of(
            lambda y: date(y, months[0], 1), lambda y: month_end(y, months[0])
        )
        first, last = date(year, months[0], 1), month_end(year, months[0])
        first, last = (first, first.replace(day=15)) if place == 1 else (first.replace(day=16), last)
        return Meaning("DATE", f"{year:04}-{months[0]:02}", interval(first, last, about=True), "period")
    begin = size * (place - 1) + 1
    year = next(iter(found.years()), None) or found.relative_year() or found.year_of(
        lambda y: date(y, begin, 1), lambda y: month_end(y, begin + size - 1)
    )  # fmt: skip
    mark = "H" if half else "Q"
    if which := part_of(found):
        part = third(date(year, begin, 1), month_end(year, begin + size - 1), which)
        return Meaning("DATE", f"{year}-{mark}{place}", interval(*part, about=True), "period")
    return Meaning("DATE", f"{year}-{mark}{place}", f"{year}-{begin:02}/{year}-{begin + size - 1:02}", "period")


def months_of_year(found: Found) -> Meaning | None:
    """The first three months of 2022, the last two weeks of May."""
    count, unit = found.count(), found.unit()
    years, months = found.years(), found.months()
    if count is None or unit not in ("MO", "W", "D", "Q"):
        return None
    if months:
        year = years[0] if years else found.year_of(lambda y: date(y, months[0], 1))
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
    today = found.ground.today
    timed = found.before and found.before[0] in ("in", "since", "until", "by", "before", "after")
    if found.words == ["the", "fall"] and (not timed or found.after[:1] == ["of"]):
        return None  # a thing that fell
    if years := found.years():
        year = years[0]
    elif (relative := found.relative_year()) is not None:
        year = relative
    else:
        if found.ground.narrative and found.told and found.has("next"):
            return that_month(found)
        lean = -1 if found.has("last", "past") else 1 if found.has("next", "coming") else None
        year = found.year_of(lambda y: season(y, code)[0], lambda y: season(y, code)[1], lean)
        first, last = season(year, code)
        if first <= today <= last and found.has("last", "next"):
            year += -1 if found.has("last") else 1
        elif found.has("this") and today.year != year:
            year = today.year
    return stretch(f"{year:04}-{code}", *season(year, code), found)


def decade(found: Found) -> Meaning | None:
    """The 1990s, the late 1980s, the 70s."""
    figure = next((word for word in found.words if word.isdecimal()), "") or str(10 * TIES.index(found.words[-1]) + 20)
    start = int(figure) if len(figure) == 4 else 1900 + int(figure) if int(figure) > 20 else 2000 + int(figure)
    if start % 10 or not 1500 <= start < 2100 or len(figure) == 3 or found.before[:1] in (["$"], ["£"], ["€"]):
        return None
    size = 100 if start % 100 == 0 and start < 2000 else 10
    value = f"{start:04}"[: 2 if size == 100 else 3]
    first, last = date(start, 1, 1), date(start + size - 1, 12, 31)
    if which := part_of(found):
        low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[which]
        return Meaning("DATE", value, f"{start + low}~/{start + high}~")
    return Meaning("DATE", value, f"{first:%Y}/{last:%Y}")


CENTURY = {
    word: place
    for place, word in enumerate("fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), 15)
} | {"twenty-first": 21}  # fmt: skip


def a_century(found: Found) -> Meaning | None:
    """The 19th century, the nineteenth century, a 17th-century bell."""
    word = found.words[-2] if found.words[-1] == "century" else found.words[-3]
    place = CENTURY.get(word) or found.ordinal()
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
