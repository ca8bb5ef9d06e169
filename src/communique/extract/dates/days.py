"""Resolvers of expressions that name a day, a stretch of days, or a time of day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from communique.extract.dates.calendar import (
    add_months,
    duration,
    holiday,
    interval,
    month_end,
)
from communique.extract.dates.found import (
    LINKS,
    Found,
    Meaning,
    figures,
    on_day,
    single_day,
)
from communique.extract.dates.tokens import MONTH, PART_OF_DAY, PLURAL_DAYS, SMALL, ZONES, lexicon


def a_day(found: Found) -> Meaning | None:
    """17 December 2021, Dec. 17, Friday, May 6, yesterday, last Friday, earlier today."""
    on = single_day(found)
    return Meaning("DATE", on.isoformat(), on.isoformat()) if on else None


def in_figures(found: Found) -> Meaning | None:
    """2021-12-17, 17.12.2021, 12/17/2021; 8/9/2021 may be either day, which is said so."""
    on = figures(found.words[0])
    if on is not None:
        return Meaning("DATE", on.isoformat(), on.isoformat())
    one, two, year = (int(part) for part in re.split(r"[-/.]", found.words[0]))
    if not (1 <= one <= 12 and 1 <= two <= 12):
        return None
    first, last = sorted((date(year, one, two), date(year, two, one)))
    return Meaning("DATE", f"{year}-XX-XX", f"{first}?/{last}?")


def bare_weekday(found: Found) -> Meaning | None:
    """Friday; not "Friday prayers", "Black Friday", "Bloody Sunday"."""
    if (found.before and found.before[0] in ("black", "bloody", "good", "palm", "holy", "easter")) or found.after[:1] == [
        "prayers"
    ]:
        return None
    return a_day(found)


def weekday_beside(found: Found) -> Meaning | None:
    """The following Monday, the previous Friday: beside the last day told."""
    weekday = found.weekday()
    if found.anchor is None or weekday is None:
        return None
    if found.has("previous", "preceding"):
        on = found.anchor - timedelta((found.anchor.weekday() - weekday) % 7 or 7)
    else:
        on = found.anchor + timedelta((weekday - found.anchor.weekday()) % 7 or 7)
    return Meaning("DATE", on.isoformat(), on.isoformat())


def day_of_run(found: Found) -> Meaning | None:
    """Day two, the first day: of the run of days told before ("the summit on 28-29 June")."""
    if found.run is None:
        return None
    told, last = found.run
    place = found.ordinal() or found.count()
    on = last if place == -1 else told.first + timedelta(int(place or 0) - 1)
    return Meaning("DATE", on.isoformat(), on.isoformat()) if told.first <= on <= last else None


def weekdays_ago(found: Found) -> Meaning | None:
    """Two Fridays ago."""
    weekday = next(PLURAL_DAYS[word] for word in found.words if word in PLURAL_DAYS)
    count = found.count() or 0
    if not 1 <= count <= 60:
        return None
    on = found.today - timedelta(((found.today.weekday() - weekday) % 7 or 7) + 7 * (round(count) - 1))
    return Meaning("DATE", on.isoformat(), on.isoformat())


def day_of_month(found: Found) -> Meaning | None:
    """The 15th of this month, the 3rd of next month."""
    step = 1 if found.has("next") else -1 if found.has("last") else 0
    first = add_months(found.today.replace(day=1), step)
    on = first.replace(day=found.days()[0])
    return Meaning("DATE", on.isoformat(), on.isoformat())


def beside_today(found: Found) -> Meaning | None:
    """The day before yesterday, the day after tomorrow."""
    on = found.today + timedelta(2 if found.has("tomorrow") else -2)
    return Meaning("DATE", on.isoformat(), on.isoformat())


def beside_anchor(found: Found) -> Meaning | None:
    """The same day, the next day, the previous day, a day earlier: counted from the last day told."""
    step = -1 if found.has("previous", "before", "earlier", "preceding") else 0 if found.has("same", "that") else 1
    if found.after[:1] in (["of"], ["when"]):
        return None
    if found.anchor is None:
        if step == 0 or step == 1:
            return None
        return Meaning("DATE", (found.today - timedelta(1)).isoformat(), (found.today - timedelta(1)).isoformat())
    on = found.anchor + timedelta(step)
    return Meaning("DATE", on.isoformat(), on.isoformat())


def after_event(found: Found) -> Meaning | None:
    """The day after the summit: no day of the calendar, but anchored to what the text names."""
    return Meaning("DATE", "XXXX-XX-XX", None, "event")


def day_in_list(found: Found) -> Meaning | None:
    """The first day of "3 and 5 May", "3 to 5 May": month and year come from the last."""
    for at, word in enumerate(found.after[:9]):
        if word in MONTH:
            year = next((int(w) for w in found.after[at + 1 : at + 3] if re.fullmatch(r"[12]\d{3}", w)), None)
            return a_day(found.saying(*found.words, word, *([str(year)] if year else [])))
    return None


def day_after_list(found: Found) -> Meaning | None:
    """The last day of "May 3 and 5", "May 3 to 5, 2021"."""
    before = [word for word in found.before if word not in TH][:6]
    if len(before) < 3 or not before[1].isdecimal() or (found.after and re.match(r"[^\W\d]{4}", found.after[0])):
        return None
    month = next((word for word in before[1:] if not word.isdecimal() and word not in LINKS), "")
    if month not in MONTH:
        return None
    return a_day(found.saying(month, *found.words))


def day_of_this_month(found: Found) -> Meaning | None:
    """The 24th: of this month or a neighbour, as the tense says; behind "on the 12th" the next 24th after it."""
    if (on := _goes_on(found)) is not None:
        return Meaning("DATE", on.isoformat(), on.isoformat())
    if not _is_day(found):
        return None
    day, options = found.days()[0], []
    for step in (-1, 0, 1):
        first = add_months(found.today.replace(day=1), step)
        if day <= month_end(first.year, first.month).day:
            options.append(first.replace(day=day))
    lean = found.lean()
    allowed = [on for on in options if lean == 0 or on == found.today or (on > found.today) == (lean > 0)]
    on = min(allowed or options, key=lambda option: abs((option - found.today).days))
    return Meaning("DATE", on.isoformat(), on.isoformat())


def day_gone_on(found: Found) -> Meaning | None:
    """The 10th of "the 9th and 10th", the 13th of "on the 12th in Bern and the 13th in Basel"."""
    on = _goes_on(found)
    return Meaning("DATE", on.isoformat(), on.isoformat()) if on else None


def _is_day(found: Found) -> bool:
    """Whether nothing follows that a figure counts: "the 24th meeting"."""
    return bool(found.days()) and not (found.after and found.after[0][0].isalnum() and found.after[0] not in GOES_ON)


def _goes_on(found: Found) -> date | None:
    """The day meant where a day of a month without its name was told just before: the next of that figure after it."""
    figure = next((int(day) for th, day in pairwise(found.before) if th in TH and day.isdecimal()), None)
    told = found.told if figure is not None and _is_day(found) else None
    if figure is None or told is None or told.unit != "D" or figure != told.first.day:
        return None
    day = found.days()[0]
    return add_months(told.first.replace(day=1), day <= figure).replace(day=day)


TH = frozenset({"st", "nd", "rd", "th"})
GOES_ON = frozenset("and or to at in when that if but that because as while he she they it who".split())


def days_range(found: Found) -> Meaning | None:
    """July 13-16; 19-20 November; May 5 - May 9, 2022; 30 December 2021 - 2 January 2022."""
    months, days, years = found.months(), found.days(), found.years()
    if len(days) < 2:
        return None
    try:
        if len(years) == 2:
            first, last = date(years[0], months[0], days[0]), date(years[1], months[-1], days[1])
        else:
            end = on_day(found, months[-1], days[1])
            if end is None:
                return None
            first, last = date(end.year - (months[0] > months[-1]), months[0], days[0]), end
    except ValueError:
        return None
    if last < first:
        return None
    return Meaning("DATE", f"{first}/{last}", interval(first, last))


def a_holiday(found: Found) -> Meaning | None:
    """Christmas, Mother's Day, Easter 2022."""
    name = " ".join(word for word in found.words if not word.isdecimal() and word not in ("this", "last", "next", "day,"))
    rule = lexicon()["holidays"].get(name)
    if rule is None or (name == "new year" and found.before[:1] == ["the"]):
        return None
    if found.after and found.after[0] in (
        "island",
        "tree",
        "rising",
        "accord",
        "accords",
        "agreement",
    ):  # a thing named for the day
        return None
    years = found.years()
    greeting = any(word in ("greetings", "wishes", "address", "congratulations") for word in found.after[:2])
    if years:
        year = years[0]
    else:
        lean = -1 if found.has("last") else 1 if found.has("next") else 0 if greeting else None
        year = found.year_of(lambda y: holiday(rule, y), lean=lean)
    on = holiday(rule, year)
    return Meaning("DATE", on.isoformat(), on.isoformat(), "other" if greeting else None)


def part_of_day(found: Found) -> Meaning | None:
    """Monday evening, this morning, last night, tonight, the evening of Thursday, May 5."""
    part = next((PART_OF_DAY[word] for word in found.words if word in PART_OF_DAY), "NI")
    if found.has("that", "same", "next", "following", "previous", "before") and not found.has("of"):
        return _part_beside(found, part)
    if found.has("hours"):
        part = "MO"
    if part == "MI":
        part = "T12:00"
    else:
        part = f"T{part}"
    if found.has("overnight"):
        return Meaning("TIME", f"{found.today}TNI", interval(found.today - timedelta(1), found.today))
    if found.has("this", "tonight", "today"):
        on: date | None = found.today
    elif found.has("last") and found.weekday() is None:
        on = found.today - timedelta(1)
    else:
        on = single_day(found) or found.anchor
    return Meaning("TIME", f"{on}{part}", on.isoformat()) if on else None


def _part_beside(found: Found, part: str) -> Meaning | None:
    """That evening, the same night, the next morning, the night before: of the last day told or its neighbour."""
    if found.anchor is None:
        return Meaning("TIME", f"T{part}", None) if found.has("before", "previous") else None
    on = found.anchor + timedelta(-1 if found.has("before", "previous") else 1 if found.has("next", "following") else 0)
    return Meaning("TIME", f"{on}T{part}", on.isoformat())


def time_of_day(found: Found) -> Meaning | None:
    """10:00 GMT, 3 p.m. on Monday, noon, midnight on Friday, 11:59pm local time on August 3."""
    on = single_day(found) or found.anchor or found.today
    if found.has("noon", "midday"):
        hours, minutes = 12, 0
    elif found.has("midnight"):
        hours, minutes = 24, 0  # of the day that ends with it
    else:
        match = next((m for w in found.words if (m := re.fullmatch(r"(\d\d?)[:.](\d\d)", w))), None)
        if match is None:
            at = next((i for i, w in enumerate(found.words) if w in ("a", "am", "p", "pm", "o", "hours", "local", *ZONES)), 1)
            word = found.words[at - 1]
            match = re.fullmatch(r"(\d{1,2}?)(\d\d)?", str(SMALL[word]) if word in SMALL else word)
        if match is None:
            return None
        hours, minutes = int(match[1]), int(match[2] or 0)
        if found.has("p", "pm", "afternoon", "evening") and hours < 12:
            hours += 12
        elif found.has("a", "am") and hours == 12:
            hours = 0
    if hours > 24 or minutes > 59:
        return None
    return Meaning("TIME", f"{on}T{hours:02}:{minutes:02}", on.isoformat())


PAPER = frozenset("the a an its newspaper paper tabloid magazine reported said says wrote writes quoted".split())
ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "annual": "P1Y",
    "annually": "P1Y",
    "yearly": "P1Y",
}


OFTEN = frozenset("once twice times million billion thousand hundred percent dozen $ £ €".split()) | SMALL.keys()
NO_RATE = frozenset("for of in over within than about after nearly almost to from with as is was lasted by at every -".split())


def every(found: Found) -> Meaning | None:
    """Every Monday, every day, each year, annual, weekly: a set has no days of its own."""
    weekday = PLURAL_DAYS.get(found.words[0], found.weekday())
    if weekday is not None:
        return Meaning("SET", f"XXXX-WXX-{weekday + 1}", None, "period")
    if value := ADVERBS.get(found.words[0]):
        paper = found.before[:1] and found.before[0] in PAPER and found.after[:1] and not found.after[0].isalpha()
        if found.named or paper or (found.after and found.after[0] in PAPER):
            return None  # "the daily El Sol", "the weekly, which", "a daily newspaper"
        return Meaning("SET", value, None, "period")
    code = found.unit() or "D"
    if found.words[0] in ("a", "an", "per"):
        near = found.before[:5]
        times = any(word in OFTEN or word[0].isdecimal() for word in near)
        return Meaning("SET", duration(1, code), None, "period") if times and near[0] not in NO_RATE else None
    return Meaning("SET", duration(2 if found.has("other") else found.count() or 1, code), None, "period")
