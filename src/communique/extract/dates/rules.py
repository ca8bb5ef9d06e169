"""The table of date rules: the first rule that matches at the leftmost place decides.

A pattern is a regular expression over tokens.  Lower-case words stand for themselves; names in capitals are sets
(MONTH, UNIT …), shapes of figures (DD 1-31, YEAR, FIGURE any number, ISO a date in figures, CLOCK 10:30) or PARTS below.
tests/unit/test_dates.py shows an example of every rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from communique.extract.dates import days, lengths, spans
from communique.extract.dates.found import Found, Meaning
from communique.extract.dates.tokens import Coder, Codes, lexicon

Resolver = Callable[[Found], Meaning | None]

PARTS: dict[str, str] = {
    "MON": "(jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec) DOT? | MONTH",
    "WD": "WEEKDAY (DOT(?= COMMA| MONTH| DD))? (COMMA(?= the? DD| MONTH))?",
    "DAY": "DD (st|nd|rd|th)?",
    "MD": "MON the? DAY | the? DAY of? MON | the ORDINAL of MON",
    "MDY": "MON the? DAY COMMA? YEAR | the? DAY of? MON COMMA? YEAR",
    "OFYEAR": "COMMA? YEAR | of YEAR | of? (this|last|next) year | of that same? year",
    "OFTHEYEAR": "of? (YEAR | (this|last|next) year) | of that same? year",
    "WHICH": "early | late | (mid|end) DASH | mid | the? (beginning|start|middle|end|close) of",
    "ANYDAY": "today | yesterday | tomorrow | (this|next|last)? WD? MDY | WD? MD | (this|next|last)? coming? WEEKDAY",
    "HALFDAY": "am | pm | a DOT m DOT? | p DOT m DOT?",
    "PLACE": "ZONE | local time",
    "HOURS": "(CLOCK|DD|FIGURE) (HALFDAY) (PLACE)? | (CLOCK|FIGURE|YEAR) hours? (PLACE)"
    " | (DD|SMALL) o QUOTE clock (in the (morning|afternoon|evening))?"
    " | (?<=at|by|until|before|from|after) YEAR hours | (noon | midday | midnight) (PLACE)?",
    "HEDGE": "nearly|almost|about|around|roughly|approximately|more than|over|at least|less than|fewer than"
    "|just over|just under|up to|some|under",
    "HALF": "and DASH? a DASH? (half|bit|quarter)",
    "COUNT": "(TENS DASH SMALL | WORDNUM hundred? | DD | FIGURE | YEAR) (DASH? HALF)?",
    "VAGUE": "(a|the)? (few|couple of?|dozen) | several | many | some",
    "AMOUNT": "(HEDGE)? (COUNT | VAGUE) (more|consecutive|straight|full|long|whole|short)?",
    "PERIOD": "week | weekend | month | quarter | year | decade | century",
    "SPELL": "hours | days | weeks | months | years",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    name: str
    pattern: str
    meaning: Resolver


TABLE: tuple[Rule, ...] = (
    # Days and times of day
    Rule("day and hours", "ANYDAY (COMMA|at|by)* HOURS", days.time_of_day),
    Rule("hours and day", "(HOURS | (?<=at) CLOCK) (COMMA|on|of)* ANYDAY", days.time_of_day),
    Rule("hours", "HOURS | (?<=at) CLOCK | ((?<=BREAK)|^) CLOCK", days.time_of_day),
    Rule("Monday evening", "(early|late)? ANYDAY (early|late)? PARTOFDAY", days.part_of_day),
    Rule("the evening of Monday", "the same? (early|late)? PARTOFDAY of ANYDAY", days.part_of_day),
    Rule("the early hours", "the early hours (of ANYDAY)?", days.part_of_day),
    Rule("that evening", "(that|the same|the next|the following|the previous) (morning|afternoon|evening|night)"
         " | the (morning|afternoon|evening|night) before", days.part_of_day),
    Rule("this morning", "(early|late|earlier|later)? (this|last) (morning|afternoon|evening|night)", days.part_of_day),
    Rule("tonight", "tonight | overnight", days.part_of_day),
    Rule("the evening", "(?<=in|at|on) the (morning|afternoon|evening|night)", days.part_of_day),
    Rule("date in figures", "ISO", days.in_figures),
    Rule("range from month to month", "WD? MON DAY (COMMA? YEAR)? DASH WD? MON DAY (COMMA? YEAR)?", days.days_range),
    Rule("range to month from month", "DAY MON YEAR? DASH DAY MON YEAR?", days.days_range),
    Rule("range in a month", "MON DAY DASH DAY (OFYEAR)? | DAY DASH DAY of? MON (OFYEAR)?", days.days_range),
    Rule("full date", "(early|late)? WD? MDY", days.a_day),
    Rule("day and month", "(early|late|this|last|next)? WD? MD (?! DASH DD)"
         " (of? (this|last|next) year | of that same? year)?", days.a_day),
    Rule("first of a list", "DAY (?= ((and|to|or|through|until|COMMA) DAY){1,3} of? MONTH)", days.day_in_list),
    Rule("last of a list", "(?<=and|to|or|through|until) DAY (COMMA? YEAR)?", days.day_after_list),
    Rule("middle of a list", "(?<=COMMA) DAY (?=COMMA|and)", days.day_after_list),
    # Months
    Rule("range of months", "MON YEAR DASH MON YEAR | MON DASH MON (of? YEAR)?", spans.months_range),
    Rule("month and year", "(WHICH)? (the month of)? MON (OFYEAR)", spans.a_month),
    Rule("week of the month", "(the)? (ORDINAL|last) week (of|in) MON (OFYEAR)?", spans.week_of_month),
    Rule("that December", "(that | the same | the following | following) (MONTH | SEASON)", spans.that_month),
    Rule("last March", "(this|last|next) (past|coming)? MONTH", spans.a_month),
    Rule("early May", "WHICH (this|last|next)? MONTH | (early | late) in MONTH (OFYEAR)?", spans.a_month),
    Rule("month", "MONTH", spans.a_bare_month),
    # Weekdays and neighbours of today
    Rule("day before yesterday", "the day (before yesterday | after tomorrow)", days.beside_today),
    Rule("the day after", "the (day|night|morning|evening|week|month|year) (after|before) (?=the|his|her|its|their|a)",
         days.after_event),
    Rule("today", "(early|late|earlier|later)? (today | yesterday | tomorrow)", days.a_day),
    Rule("every week", "(every|each) (other|single|COUNT)? (UNIT | UNITS | morning | evening)", days.every),
    Rule("every Monday", "(every|each) other? WEEKDAY | (?<=on) PLURALDAY", days.every),
    Rule("the following Monday", "the (following|next|previous|preceding) WEEKDAY", days.weekday_beside),
    Rule("day two", "day (SMALL | DD) | (?<=on) the (ORDINAL | last | final | opening) day", days.day_of_run),
    Rule("two Fridays ago", "(COUNT) PLURALDAY ago", days.weekdays_ago),
    Rule("the 15th of this month", "the DAY of (this|next|last|the) month", days.day_of_month),
    Rule("a year", "(a | per) (day | week | month | year)", days.every),
    Rule("daily", "day after day | annual | annually | yearly | monthly | weekly | daily | hourly", days.every),
    Rule("weekday", "(early|late)? (this|next|last)? (past|coming)? WEEKDAY", days.bare_weekday),
    Rule("the same day", "(that same|the same|that) day", days.beside_anchor),
    Rule("the next day", "the (next|following|previous|preceding) day | (the|a) day (before|earlier)", days.beside_anchor),
    # Parts of years
    Rule("first months of", "the (first|last|final|opening) COUNT UNITS of (this year | last year | the? year | MON? YEAR"
         " | MONTH)", spans.months_of_year),
    Rule("quarter", "(WHICH)? (the|this)? (ORDINAL|DD (st|nd|rd|th)|last|final|opening|latter) DASH? (half|quarter)"
         " ((of|in)? (YEAR | MONTH YEAR? | (the|this|last|next) year))?", spans.quarter),
    Rule("Q3", "(q1|q2|q3|q4|h1|h2) (OFTHEYEAR)?", spans.quarter),
    Rule("this summer", "(WHICH)? (this|last|next|the) (past|coming|early|late)? SEASON ((OFTHEYEAR) (DASH (DD|YEAR))?)?",
         spans.a_season),
    Rule("summer 2019", "(WHICH)? SEASON (OFTHEYEAR)", spans.a_season),
    Rule("in summer", "(?<=in|since|until|by|before|after) (WHICH)? (spring|summer|winter|autumn)", spans.a_season),
    Rule("the same month", "the same (month|period) (of? last year | a year (ago|earlier))", spans.same_month),
    Rule("range of years", "YEAR (DASH|SLASH) (YEAR | DD | FIGURE)", spans.years_range),
    Rule("the 1990s", "the? (early|late|mid DASH?)? QUOTE? (YEAR|FIGURE) QUOTE? s | the (early|late|mid DASH?)? TIES",
         spans.decade),
    Rule("century", "the? (early|late|mid DASH?)? (DD (st|nd|rd|th) | CENTURYWORD) DASH? century", spans.a_century),
    Rule("fiscal 2023", "the? (fiscal | financial) year? YEAR | the? YEAR (fiscal | financial) year | FISCAL", spans.fiscal_year),
    Rule("149 BC", "(DD | FIGURE | YEAR) (bc | bce | b DOT c DOT?)", spans.before_christ),
    Rule("early 2022", "WHICH DASH? YEAR | (early | late) in YEAR", spans.a_year),
    Rule("year", "YEAR", spans.a_year),
    # Calendar neighbours
    Rule("earlier this month", "(earlier|later) (on? in (the|this|that) | this|that|in) (same)? (day|PERIOD)",
         spans.earlier_or_later),
    Rule("end of next week", "(early | late) (in the (year | month | week | day) | the (next|following) (year|month))"
         " | (WHICH) (the? (current|new|coming|following|next) | this | last | the) (PERIOD) | WHICH that same? (PERIOD)"
         " | (year|month) DASH? end | mid DASH? year", spans.neighbour),
    Rule("the week before last", "the (week | month | year | weekend) (before last | after next)", spans.beyond_neighbour),
    Rule("year's end", "(year | month | week) QUOTE s end", spans.neighbour),
    Rule("last week", "(the (following|previous|current|new) | (this|last|next) (past|coming)? | (this|the|that) same | that)"
         " (PERIOD) | the weekend",
         spans.neighbour),
    # Lengths
    Rule("past two weeks", "(?<!of) (the|these|those|its|their)? (past|last|next|coming|following|previous|preceding|recent)"
         " (COUNT | few | several | couple of | many | some)? UNITS ((and|or) UNITS)?", lengths.beside),
    Rule("the past week", "the (past|last|coming|next) (COUNT DASH)? UNIT", lengths.beside),
    Rule("two weeks ago", "(AMOUNT | a | an | half (a|an) )? (UNITS | UNIT) (and a half)? ago",
         lengths.ago),
    Rule("long ago", "(not? long | some time | sometime) ago", lengths.ago),
    Rule("two weeks from now", "(AMOUNT | a | an) (UNITS | UNIT) from (now|today)", lengths.ahead),
    Rule("two days later", "(AMOUNT | a | an) (UNITS | UNIT) (later|earlier|before) | (SPELL) (later|earlier)",
         lengths.after_anchor),
    Rule("a day after", "(a | an | just a | AMOUNT) (UNIT | UNITS) (?=after|before) | (SPELL) (?=after|before)", lengths.loose),
    Rule("in two weeks", "(?<=in|just|only) (AMOUNT|a|an|half (a|an)) (UNITS|UNIT) (HALF)?", lengths.ahead),
    Rule("within two weeks", "(?<=within) (the|a|an)? (next|coming|following)? (AMOUNT)? (UNITS | UNIT)", lengths.within),
    Rule("in a reasonable time", "in a (reasonable | timely) (time|timeframe|period|manner)", lengths.reasonable),
    Rule("one day", "one day", lengths.one_day),
    Rule("two-week", "(HEDGE)? (COUNT|several|multi) DASH UNIT (DASH long)?", lengths.loose),
    Rule("two weeks", "(AMOUNT) (UNITS|decade|century) (?!DASH? old) (HALF)?", lengths.loose),
    Rule("a year and a half", "(a|an|half (a|an)) (hour|day|PERIOD) (and a half)", lengths.loose),
    Rule("for a year", "(?<=for|of|than|least|lasted|after|lasts|nearly|almost|over) (a|an|half (a|an)) (full|whole)?"
         " (hour|day|fortnight|PERIOD) (and a half)?", lengths.loose),
    Rule("a fortnight", "(a | the)? fortnight", lengths.loose),
    Rule("for years", "(?<=for|in|after|of|over|lasted|last|take|takes|took|taken|lasting|spent|waited|even)"
         " (SPELL|decades|centuries)", lengths.bare_units),
    Rule("months of", "(?<!these|those|few|recent|early|final) (days|weeks|months|years|decades) (?=of)", lengths.bare_units),
    Rule("the initial days", "the (initial|early|first|opening|final) few? (SPELL)", lengths.first_units),
    Rule("yearslong", "dayslong|weekslong|monthslong|yearslong|decadeslong|daylong|weeklong|monthlong|yearlong|decadelong",
         lengths.long_ones),
    Rule("year-long", "(UNIT|UNITS) DASH long", lengths.long_ones),
    # Vague words, a closed list
    Rule("now", "currently | current | right now | now | these days | so far | at present | at the moment", lengths.present),
    Rule("recently", "(most|more)? (recently | recent) | earlier | previously | lately", lengths.past),
    Rule("soon", "as (soon|quickly|early) as possible | immediately | shortly | soon | in due course | without delay | forthwith",
         lengths.coming),
    Rule("the near future", "the? (near|nearest|foreseeable) future | an early date", lengths.coming),
    Rule("immediate", "immediate", lengths.immediate),
    Rule("future", "the future | future", lengths.future),
    Rule("the 24th", "(?<=on|since|until|till|by|before|from|after) the DD (st|nd|rd|th)", days.day_of_this_month),
    Rule("the 24th and 25th", "(?<=and|or|COMMA) the? DD (st|nd|rd|th)", days.day_gone_on),
)  # fmt: skip


def table() -> tuple[Rule, ...]:
    """All rules in order; holidays come first, for their names hold words of other rules."""
    names = sorted((name for name in lexicon()["holidays"]), key=len, reverse=True)
    alternatives = " | ".join(name.replace("'", "QUOTE").replace(".", "DOT") for name in names)
    return (
        Rule("holiday week", f"({alternatives} | holy) week", spans.holiday_week),
        Rule("holiday", f"(this|last|next)? ({alternatives}) YEAR?", days.a_holiday),
        *TABLE,
    )


OFTEN = 200  # times a code is met before one pattern is made of its rules: that costs as much as trying them so often


class Book:
    """The compiled table: the codes of words, where an expression may begin, and the rules that may begin with each code."""

    def __init__(self, codes: Codes, by_code: dict[str, tuple[tuple[Rule, re.Pattern[str]], ...]]) -> None:
        self.codes = codes
        self.by_code = by_code
        self.begins = re.compile(f"[{re.escape(''.join(sorted(by_code)))}]")
        self._any_of: dict[str, re.Pattern[str]] = {}
        self._asked: Counter[str] = Counter()

    def may_begin(self, codes: str, at: int) -> bool:
        """False where no rule matches: told by one pattern for all of a code's rules, made when the code has been met often."""
        pattern = self._any_of.get(codes[at])
        if pattern is None:
            self._asked[codes[at]] += 1
            if self._asked[codes[at]] < OFTEN:
                return True
            either = "|".join(f"(?:{pattern.pattern})" for _, pattern in self.by_code[codes[at]])
            pattern = self._any_of[codes[at]] = re.compile(either)
        return pattern.match(codes, at) is not None


@cache
def book() -> Book:
    """Compile the table once."""
    coder = Coder()
    by_code: dict[str, list[tuple[Rule, re.Pattern[str]]]] = {}
    for rule in table():
        source = coder.compile(rule.pattern, PARTS)
        pattern = re.compile(source.replace("(", "(?:").replace("(?:?", "(?"))  # no group is looked at
        for code in sorted(firsts(source)):
            by_code.setdefault(code, []).append((rule, pattern))
    return Book(Codes(coder.codes), {code: tuple(rules) for code, rules in by_code.items()})


def firsts(source: str) -> set[str]:
    """The characters that a match of the regular expression may begin with."""
    return _firsts(_parser.parse(source))[0]


def _firsts(items: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """Those of a sequence, and whether all of it may be empty."""
    found: set[str] = set()
    for kind, what in items:
        mine, empty = _of_one(str(kind), what)
        found |= mine
        if not empty:
            return found, False
    return found, True


def _of_one(kind: str, what: Any) -> tuple[set[str], bool]:
    if kind in ("AT", "ASSERT", "ASSERT_NOT"):
        return set(), True
    if kind == "LITERAL":
        return {chr(what)}, False
    if kind == "IN":
        return {chr(code) for one, code in what if str(one) == "LITERAL"}, False
    if kind == "SUBPATTERN":
        return _firsts(what[-1])
    if kind == "BRANCH":
        options = [_firsts(option) for option in what[1]]
        return set().union(*(mine for mine, _ in options)), any(empty for _, empty in options)
    if kind == "MAX_REPEAT":
        mine, empty = _firsts(what[2])
        return mine, empty or what[0] == 0
    raise ValueError(f"no rule of dates uses {kind}")
