"""A date that a model gives counts only with the words that say so; where our own reader has read them, its reading holds."""

from __future__ import annotations

import re

from communique.extract.dates.tokens import MONTH, PART_OF_DAY, SEASON, UNIT, UNITS, WEEKDAY
from communique.extract.llm.words import Range, places
from communique.extract.moments import Moments
from communique.record import when as w
from communique.record.when import BadDate, When

NO_WORDS = "a date whose words are not in the report"
NO_DATE = "a date that is none"
CALENDAR = frozenset({*MONTH, *WEEKDAY, *UNIT, *UNITS, *SEASON, *PART_OF_DAY, "today", "tomorrow", "yesterday", "tonight"})
FAR = 150  # years from the day of the report; what lies beyond is no date of the talks


def date_of(moments: Moments, near: list[Range], words: str | None, edtf: str | None, *, due: bool) -> When | str | None:
    """The time that the words name, looked for in `near` in that order; None where no date is given, or why it is not taken.

    `due`: it is the time that something is about ("by Friday" ends on Friday and has no beginning).
    """
    if words is None and edtf is None:
        return None
    parsed, timexes = moments.scene.parsed, moments.scene.timexes
    found = next((place for start, end in near for place in places(parsed.text, words or "", start, end)), None)
    if found is None:
        return NO_WORDS
    span = parsed.raw(*found)
    own = [one for one in timexes if one.span.overlaps(span)]
    if (read := next((one for one in own if one.when is not None), None)) is not None:
        moment = next((one for one in moments.all if one.timex is read), None)
        return moments.as_due(moment) if due and moment is not None else read.when
    if not own and not any(word.isdigit() or word in CALENDAR for word in re.findall(r"\w+", (words or "").lower())):
        return NO_WORDS  # "the union" dates nothing
    try:
        given = w.parse(edtf or "")
    except BadDate:
        return NO_DATE
    year = parsed.cleaned.report.published.year
    ends = [day for day in (given.earliest, given.latest) if day is not None]
    return given if ends and all(abs(day.year - year) <= FAR for day in ends) else NO_DATE
