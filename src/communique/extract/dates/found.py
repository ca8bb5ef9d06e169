"""What a rule has found and what it may mean: the words of one expression, its neighbours, and the numbers in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from communique.extract.dates.calendar import nearest_year
from communique.extract.dates.tokens import (
    FUZZY,
    MONTH,
    NUMBER,
    ORDINAL,
    SMALL,
    TENS,
    UNIT,
    UNITS,
    WEEKDAY,
)
from communique.record.move import TimexRole, TimexType

YEAR_LIKE = re.compile(r"[12]\d{3}")
LONG_BEFORE = 150  # days: a month told that much later in its year than the one told next belongs to the year before
LINKS = frozenset({"and", "or", "to", "through", "until", "till", ",", "-"})


class Meaning(NamedTuple):
    """TIMEX3 type and value, EDTF of the bare words (None: no anchor), and the role where the rule alone decides it."""

    type: TimexType
    value: str
    edtf: str | None
    role: TimexRole | None = None


class Lean(NamedTuple):
    """Which way a clause looks: +1 to what is to come, -1 back, 0 left open; `word` says so.

    Not `firm`: it was to come when it was told of ("was due on 30 June"), so that it may have passed since.
    """

    step: int
    word: str | None = None
    firm: bool = True


class Told(NamedTuple):
    """A time told earlier in the text: its first day, the unit it names (tokens.UNIT, "SE" a season), and where it stands."""

    first: date
    unit: str
    span: tuple[int, int]


@dataclass(slots=True)
class Ground:
    """What expressions are counted from at one place of a report.

    `today` is the day of publication, or the day of the dateline above.  `day` is the last single day told in the paragraph,
    `past` the last of those that has come, `told` the last time of any size; in a narrative of what is long past all of them
    outlast the paragraph.
    """

    published: date
    today: date
    narrative: bool = False
    day: Told | None = None
    past: Told | None = None
    told: Told | None = None
    days: tuple[Told, date] | None = None  # the last run of days told ("June 28-29"), and its last day

    def begin(self) -> None:
        """A new paragraph begins."""
        if not self.narrative:
            self.day = self.past = self.told = None


@dataclass(slots=True)
class Found:
    """The words of a match (lower case), those before it (nearest first) and after it, and what it may be counted from.

    What a rule asks for is noted in `used`: it is what the expression is anchored to.
    """

    words: list[str]
    before: list[str]
    after: list[str]
    ground: Ground
    ask: Callable[[], Lean]
    named: bool = False  # the next word has a capital
    used: set[str] = field(default_factory=set)
    leans: list[Lean] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day of the report."""
        self.used.add("today")
        return self.ground.today

    @property
    def anchor(self) -> date | None:
        """The last single day told in the paragraph, None where there is none."""
        last = self.counted_from()
        if last is None:
            return None
        self.used.add("day")
        return last.first

    def counted_from(self) -> Told | None:
        """The last day told; where the clause tells of the past, the last that has come."""
        ground = self.ground
        return ground.past if ground.day and ground.day.first > ground.today and self.lean() < 0 else ground.day

    @property
    def told(self) -> Told | None:
        """The last time of any size told in the paragraph, None where there is none."""
        if self.ground.told is not None:
            self.used.add("told")
        return self.ground.told

    @property
    def run(self) -> tuple[Told, date] | None:
        """The last run of days told in the report, and its last day."""
        if self.ground.days is not None:
            self.used.add("run")
        return self.ground.days

    def look(self) -> Lean:
        """Which way the clause looks, asked once."""
        if not self.leans:
            self.leans.append(self.ask())
        return self.leans[0]

    def lean(self) -> int:
        """+1 where the clause speaks of what is to come, -1 of the past, 0 where it leaves that open."""
        return self.look().step

    def saying(self, *words: str) -> Found:
        """The same place with other words."""
        return replace(self, words=list(words), before=[], after=[])

    def year_of(self, begins: Callable[[int], date], ends: Callable[[int], date] | None = None, lean: int | None = None) -> int:
        """The year of a month, day, season or holiday that names none; in a narrative that of the time told before."""
        if self.ground.narrative and self.ground.told is not None and lean is None:
            last = self.told
            assert last is not None
            try:
                long_before = last.unit in ("D", "W", "MO", "SE") and (begins(last.first.year) - last.first).days < -LONG_BEFORE
            except ValueError:
                long_before = False
            return last.first.year + long_before
        if lean is None:
            look = self.look()
            lean = look.step if look.firm else 0
        return nearest_year(self.today, begins, lean, ends)

    def has(self, *words: str) -> bool:
        """Whether one of `words` is in the expression."""
        return any(word in self.words for word in words)

    def months(self) -> list[int]:
        """Numbers of the months named, in order."""
        return [MONTH[word] for word in self.words if word in MONTH]

    def weekday(self) -> int | None:
        """The weekday named, Monday = 0."""
        return next((WEEKDAY[word.removesuffix("s")] for word in self.words if word.removesuffix("s") in WEEKDAY), None)

    def days(self) -> list[int]:
        """Figures that can be days of a month, in order."""
        return [int(word) for word in self.words if word.isdecimal() and len(word) < 3 and 1 <= int(word) <= 31]

    def years(self) -> list[int]:
        """Four-figure years, in order."""
        return [int(word) for word in self.words if YEAR_LIKE.fullmatch(word)]

    def ordinal(self) -> int | None:
        """The place named: third, 3rd; the last is -1."""
        if self.has("last", "final", "latter"):
            return -1
        if self.has("opening", "former"):
            return 1
        return next((ORDINAL[word] for word in self.words if word in ORDINAL), None) or next(iter(self.days()), None)

    def unit(self) -> str | None:
        """Code of the (first) unit named."""
        return next((UNITS.get(word) or UNIT[word] for word in self.words if word in UNITS or word in UNIT), None)

    def count(self) -> float | None:
        """The number named: figures, words, "two and a half", "a year"; None where it is vague or absent."""
        words = [word for word in self.words if word not in ("-", "more", "than")]
        half = 0.5 if "half" in words else 0.0
        total: float | None = None
        for at, word in enumerate(words):
            if word in TENS and at + 1 < len(words) and words[at + 1] in SMALL:
                total = TENS[word] + SMALL[words[at + 1]]
            elif word in NUMBER and not (at and words[at - 1] in TENS):
                total = total * NUMBER[word] if total is not None and NUMBER[word] == 100 else NUMBER[word]
            elif word[0].isdecimal() and total is None:
                total = float(word.replace(",", ""))
        if any(word in FUZZY and not (word == "some" and total) for word in words):  # "some 200 days" are 200
            return None
        if total is None and half and words.index("half") < self._unit_at(words):
            return half
        if total is None and any(word in ("a", "an") for word in words):
            total = 1
        return total if total is None else total + half

    def _unit_at(self, words: list[str]) -> int:
        return next((at for at, word in enumerate(words) if word in UNIT or word in UNITS), len(words))

    def year_after(self) -> int | None:
        """The year that a list or range supplies: "January 11 and November 26, 2021", "May 3 to 5, 2021"."""
        if not self.after or self.after[0] not in LINKS:
            return None
        for at, word in enumerate(self.after[:8]):
            if YEAR_LIKE.fullmatch(word):
                return int(word)
            if not (word in LINKS or word in MONTH or word in ("of", "st", "nd", "rd", "th") or (word.isdecimal() and at)):
                return None
        return None

    def relative_year(self) -> int | None:
        """The year of "of this year", "last year", "next year"."""
        if not self.has("year"):
            return None
        if self.has("that") or (self.ground.narrative and self.ground.told):
            told = self.told
            return None if told is None else told.first.year + (1 if self.has("next", "following") else 0)
        return self.today.year + (-1 if self.has("last") else 1 if self.has("next", "new") else 0)


def on_weekday(found: Found, weekday: int) -> date:
    """The day meant by a weekday: today's own is today, else the last one unless words or tense say it is to come."""
    back = (found.today.weekday() - weekday) % 7
    if found.has("last", "past"):
        return found.today - timedelta(back or 7)
    if found.has("next"):
        return found.today - timedelta(found.today.weekday()) + timedelta(7 + weekday)
    ahead = found.today + timedelta((7 - back) % 7)
    if found.has("coming"):
        return ahead if back else ahead + timedelta(7)
    if found.has("this"):
        return ahead if found.lean() >= 0 else found.today - timedelta(back)
    return ahead if found.lean() > 0 else found.today - timedelta(back)


def on_day(found: Found, month: int, day: int) -> date | None:
    """The day meant by month and day: the year named, told by the weekday, or the nearest the tense allows."""
    year = next(reversed(found.years()), None) or found.relative_year() or found.year_after()
    try:
        if year:
            return date(year, month, day)
        weekday = found.weekday()
        if weekday is not None:
            middle = found.ground.told.first if found.ground.narrative and found.ground.told else found.today
            options = [date(y, month, day) for y in range(middle.year - 3, middle.year + 4)
                       if not (month == 2 and day == 29 and y % 4)]  # fmt: skip
            options = [option for option in options if option.weekday() == weekday]
            if options and middle == found.today:
                return min(options, key=lambda option: abs((option - found.today).days))
        return date(found.year_of(lambda y: date(y, month, day)), month, day)
    except (ValueError, IndexError):
        return None


def single_day(found: Found) -> date | None:
    """The one day an expression names by any means: figures, month and day, weekday, today and its neighbours."""
    for word in found.words:
        if word in ("today", "tonight"):
            return found.today
        if word == "yesterday":
            return found.today - timedelta(1)
        if word == "tomorrow":
            return found.today + timedelta(1)
        if re.fullmatch(r"\d+[-/.]\d+[-/.]\d+", word):
            return figures(word)
    months, weekday = found.months(), found.weekday()
    if months:
        at = next(i for i, word in enumerate(found.words) if word in MONTH)
        # The day of the month is the figure beside its name, not the hour in front of it.
        near = sorted(
            (abs(i - at), int(word) if word.isdecimal() else ORDINAL[word])
            for i, word in enumerate(found.words)
            if (word.isdecimal() and len(word) < 3) or word in ORDINAL
        )
        return on_day(found, months[0], near[0][1]) if near else None
    return None if weekday is None else on_weekday(found, weekday)


def figures(word: str) -> date | None:
    """A date in figures, None where day and month cannot be told apart or there is no such day."""
    one, two, three = (int(part) for part in re.split(r"[-/.]", word))
    if one > 31:
        year, month, day = one, two, three
    elif "." in word or one > 12 or one == two:
        year, month, day = three, two, one
    elif two > 12:
        year, month, day = three, one, two
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
