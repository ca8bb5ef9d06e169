"""A date that a model gives counts only with the words that say so; where our own reader has read them, its reading holds."""

from __future__ import annotations

import re

from communique.extract.dates.tokens import MONTH, PART_OF_DAY, SEASON, UNIT, UNITS, WEEKDAY
from communique.extract.llm.words import Range, places
from communique.extract.scene import Scene
from communique.record import when as w
from communique.record.when import BadDate, When

NO_WORDS = "a date whose words are not in the report"
NO_DATE = "a date that is none"
CALENDAR = frozenset({*MONTH, *WEEKDAY, *UNIT, *UNITS, *SEASON, *PART_OF_DAY, "today", "tomorrow", "yesterday", "tonight"})
FAR = 150  # years from the day of the report; what lies beyond is no date of the talks


def date_of(scene: Scene, near: list[Range], words: str | None, edtf: str | None) -> When | str | None:
    """The time that the words name, looked for in `near` in that order; None where no date is given, or why it is not taken."""
    if words is None and edtf is None:
        return None
    found = next((place for start, end in near for place in places(scene.parsed.text, words or "", start, end)), None)
    if found is None:
        return NO_WORDS
    span = scene.parsed.raw(*found)
    if own := next((one.when for one in scene.timexes if one.when is not None and one.span.overlaps(span)), None):
        return own
    read = any(one.span.overlaps(span) for one in scene.timexes)
    if not read and not any(word.isdigit() or word in CALENDAR for word in re.findall(r"\w+", (words or "").lower())):
        return NO_WORDS  # "the union" dates nothing
    try:
        given = w.parse(edtf or "")
    except BadDate:
        return NO_DATE
    year = scene.parsed.cleaned.report.published.year
    ends = [day for day in (given.earliest, given.latest) if day is not None]
    return given if ends and all(abs(day.year - year) <= FAR for day in ends) else NO_DATE
