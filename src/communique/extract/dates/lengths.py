"""Resolvers of durations and vague words: lengths of time, tied to the day of publication only where a word ties them."""

from __future__ import annotations

from datetime import date

from communique.extract.dates.calendar import (
    duration,
    interval,
    shift,
    span_of,
    value_of,
)
from communique.extract.dates.found import Found, Meaning
from communique.extract.dates.tokens import UNIT, UNITS, lexicon
from communique.record.move import TimexRole

SIZE = ("S", "M", "H", "D", "WE", "W", "2W", "MO", "Q", "Y", "DE", "CE")
PRESENT = Meaning("DATE", "PRESENT_REF", None, "period")


def past_ref(today: date) -> Meaning:
    """Some time before the report."""
    return Meaning("DATE", "PAST_REF", f"../{today}")


def future_ref(today: date) -> Meaning:
    """Some time after the report."""
    return Meaning("DATE", "FUTURE_REF", f"{today}/..")


def too_far(found: Found, count: float | None, unit: str) -> bool:
    """Whether counting leads out of the calendar ("3,000 years ago")."""
    years = {"Y": 1, "DE": 10, "CE": 100, "Q": 0.25, "MO": 1 / 12}.get(unit, 1 / 50)
    return count is not None and count * years > min(found.today.year - 1000, 9900 - found.today.year)


def beside(found: Found) -> Meaning | None:
    """The past two weeks, the coming days, recent months, over the last year: so far back or on from the report."""
    unit = found.unit()
    if unit is None:
        return None
    units = [UNITS.get(word) or UNIT[word] for word in found.words if word in UNITS or word in UNIT]
    largest = max(units, key=SIZE.index)
    back = found.has("past", "last", "recent", "previous", "preceding")
    plural = any(word in UNITS for word in found.words)
    if largest in ("S", "M") and found.count() is None:
        return None  # "at the last minute"
    vague = found.has("few", "several", "couple", "many", "some", "recent")
    count = None if vague else found.count() or (None if plural else 1)
    today = found.today
    if count is None or len(set(units)) > 1:
        return Meaning("DURATION", duration(None, largest), f"../{today}" if back else f"{today}/..", "period")
    if too_far(found, count, unit):
        return None
    other = shift(today, -count if back else count, unit)
    edtf = interval(min(today, other), max(today, other))
    return Meaning("DURATION", duration(count, unit), edtf, "period")


def from_today(found: Found, step: int, base: date) -> Meaning | None:
    """A point so many units off, with the precision of the unit (the year, the month, the week)."""
    unit = found.unit()
    count = found.count()
    if unit is None or too_far(found, count, unit):
        return None
    if count is None:
        return past_ref(found.today) if step < 0 else future_ref(found.today)
    if unit == "Y" and count == 0.5:
        unit, count = "MO", 6
    on = shift(base, step * count, unit)
    if unit in ("S", "M", "H"):
        return Meaning("DATE", on.isoformat(), on.isoformat())
    if unit in ("DE", "CE") or count % 1:
        return Meaning("DATE", f"{on.year:04}", f"{on.year:04}~")
    unit = "W" if unit == "2W" else unit
    return Meaning("DATE", value_of(on, unit), interval(*span_of(on, unit)))


def ago(found: Found) -> Meaning | None:
    """Two weeks ago, seven years ago, a few months ago, long ago."""
    if found.unit() is None:
        return past_ref(found.today)
    return from_today(found, -1, found.today)


def after_anchor(found: Found) -> Meaning | None:
    """Two days later, a week earlier: from the last day told; loose where none was."""
    back = found.has("earlier", "before")
    if found.has("before") and found.after and found.after[0][0].isalnum() and found.after[0] not in ("in", "at", "by", "and"):
        return None  # "held for a week before the retreat"
    if found.count() is None and not (found.has("few", "several", "some", "many")):
        return _some_later(found, back)
    if found.anchor is None:
        return loose(found) if found.told is None else from_today(found, -1 if back else 1, found.told.first)
    return from_today(found, -1 if back else 1, found.anchor)


def _some_later(found: Found, back: bool) -> Meaning | None:
    """Hours later, weeks earlier: on the last day told where it is hours, else somewhere after or before it."""
    unit, on = found.unit() or "D", found.anchor
    if on is None:
        return Meaning("DURATION", duration(None, unit), None, "period")
    edtf = str(on) if unit in ("S", "M", "H") else f"../{on}" if back else f"{on}/.."
    return Meaning("DURATION", duration(None, unit), edtf, "period")


def ahead(found: Found) -> Meaning | None:
    """In two weeks, in just 44 days, five days from now: a point to come; a mere length where the past is told."""
    if (found.before[:1] in (["just"], ["only"]) and found.before[1:2] != ["in"]) or found.after[:1] in (["after"], ["into"]):
        return loose(found)
    if found.has("now") or _comes(found):
        return from_today(found, 1, found.today)
    return loose(found)


def _comes(found: Found) -> bool:
    superlative = any(word in ("first", "only", "worst", "least", "most") or word.endswith("est") for word in found.before[1:])
    return not superlative and (found.lean() >= 0 or "next" in found.before[1:5])


def within(found: Found) -> Meaning | None:
    """Within two days, within 30 days: counted from the report on, or a mere length where the past is told."""
    unit, count = found.unit(), found.count()
    told = found.lean() < 0 and "to" not in found.before[1:5]
    if unit is None or told or found.after[:1] == ["of"] or too_far(found, count, unit):
        return loose(found)
    if count is None:
        return Meaning("DURATION", duration(None, unit), f"{found.today}/..", "deadline")
    return Meaning("DURATION", duration(count, unit), interval(found.today, shift(found.today, count, unit)), "deadline")


def loose(found: Found) -> Meaning | None:
    """Two-week, nearly eight decades, three hours, for decades: nothing ties it to the calendar."""
    unit = found.unit()
    if unit is None or found.after[:1] == ["old"] or found.after[:2] == ["-", "old"] or "anniversary" in found.after[:2]:
        return None
    return Meaning("DURATION", duration(found.count(), unit), None, "period")


def bare_units(found: Found) -> Meaning | None:
    """For decades, months of diplomacy, first in years."""
    if found.before and (found.before[0].endswith("est") or found.before[0] in ("the", "those", "these", "last", "first")):
        return None  # "the coldest days of winter"
    return Meaning("DURATION", duration(None, found.unit() or "Y"), None, "period")


def first_units(found: Found) -> Meaning | None:
    """The initial days, the first few weeks."""
    return Meaning("DURATION", duration(None, found.unit() or "D"), None, "period")


def long_ones(found: Found) -> Meaning | None:
    """Yearslong, year-long, decades-long, monthlong."""
    word = found.words[0].removesuffix("long")
    single = word in UNIT
    return Meaning("DURATION", duration(1 if single else None, UNIT.get(word) or UNITS[word]), None, "period")


def present(found: Found) -> Meaning | None:
    """Now, currently, these days, so far."""
    if found.words == ["so", "far"] and found.after[:1] in (["as"], ["from"], ["away"], ["apart"], ["off"]):
        return None
    if found.words == ["current"] and found.after[:1] in (["account"], ["-"]):
        return None
    return PRESENT


NO_TIME = frozenset("no not a an any much even the".split())  # "an earlier date"


def past(found: Found) -> Meaning | None:
    """Recently, recent, earlier, previously, lately."""
    if found.after[:1] == ["than"] or (found.has("earlier") and found.before[:1] and found.before[0] in NO_TIME):
        return None
    if found.before[:1] == ["as"] and found.after[:1] == ["as"]:  # "as recently as March"
        return None
    return past_ref(found.today)


def coming(found: Found) -> Meaning | None:
    """Soon, the near future, as soon as possible, immediately, in due course, without delay."""
    beside_act = found.after and found.after[0] in ("after", "before", "following", "as", "prior")
    if beside_act and found.has("immediately", "shortly", "soon"):
        return None
    if found.words == ["soon"] and found.before[:1] in (["as"], ["too"], ["how"], ["so"]):
        return None
    role: TimexRole | None = "deadline" if found.has("possible", "delay", "early", "course", "forthwith") else None
    return Meaning("DATE", "FUTURE_REF", f"{found.today}/..", role)


def reasonable(found: Found) -> Meaning | None:
    """In a reasonable time."""
    return Meaning("DURATION", "PX", f"{found.today}/..", "deadline")


def immediate(found: Found) -> Meaning | None:
    """An immediate ceasefire; not "the immediate vicinity", "immediate family"."""
    acts = lexicon()["acts"]
    near = found.after[:4]
    if found.after[:1] == ["and"]:  # an immediate and lasting ceasefire
        return future_ref(found.today)
    return future_ref(found.today) if any(word in acts for word in near[:2]) else None


def one_day(found: Found) -> Meaning | None:
    """One day: some day to come where the clause speaks of it, else the length of a day."""
    return future_ref(found.today) if found.lean() > 0 else Meaning("DURATION", "P1D", None, "period")


def future(found: Found) -> Meaning | None:
    """Future as an adjective ("any future agreement"), "in the future"; not "a prosperous future", "the future of Europe"."""
    if found.words[0] == "the":
        return future_ref(found.today) if found.after[:1] != ["of"] and found.before[:1] in (["in"], ["for"], ["of"]) else None
    if found.after and found.after[0].isalpha() and found.after[0] not in NO_NOUN:
        return future_ref(found.today)
    return None


NO_NOUN = frozenset("of is in for and to that with as will would was at are we but on without where when".split())
