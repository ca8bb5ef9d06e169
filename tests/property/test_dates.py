"""Whatever the words, spans stay inside the text and apart, intervals in order, and nothing depends on the run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract.dates.calendar import easter, nearest_year, pascha, span_of, third
from communique.extract.dates.find import find_dates
from communique.extract.dates.rules import table
from communique.extract.dates.tokens import SETS
from communique.parse.tree import Parsed
from communique.record.move import Timex
from communique.record.text import Block, Cleaned, Report, identity

RULES = {rule.name for rule in table()}
# Years about which reports exist, with room for expressions that lead a century away.
DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))
GLUE = (
    "the this last next past coming every each ago in within since until by before from to and of early late end beginning a half "
    "earlier later now recently soon day before yesterday after tomorrow today Christmas Easter New Year's more than about just "
    "first quarter 1990s q3 30th 12/31/2021 2021-12-17 17.12.2021 29.02.2021 10:30 GMT p.m. 2024 31 29 7 0 99 100,000 9999 "
    "immediate future , . - – ( ) ' \n\n ﬁ ́"
).split(" ")
WORDS = sorted(
    {word.capitalize() for words in SETS.values() for word in words} | {word for words in SETS.values() for word in words}
)
TEXTS = st.lists(st.sampled_from(GLUE + WORDS), max_size=25).map(" ".join) | st.text(max_size=60)


def found(text: str, published: date) -> tuple[Timex, ...]:
    """The expressions of a text without a parse: direction then rests on words and nearness."""
    report = Report("r", text, published, "field")
    return find_dates(Parsed(Cleaned(report, text, identity(len(text)), (Block("body", 0, len(text)),)), [], []))


def test_parts_of_weeks_months_and_years_can_be_told_on_every_day() -> None:
    parts = "the end of this week, early next week, late last week, the beginning of the month, the end of the quarter, mid-year"
    for published in (date(2014, 1, 1) + timedelta(n) for n in range(800)):  # weeks that begin with a month among them
        timexes = found(f"They will meet by {parts}.", published)
        assert len(timexes) == 6, published
        for timex in timexes:
            if timex.when is not None and timex.when.earliest is not None and timex.when.latest is not None:
                assert timex.when.earliest <= timex.when.latest


@settings(max_examples=400, deadline=None)
@given(TEXTS, DAYS)
def test_spans_lie_inside_and_apart_and_intervals_are_in_order(text: str, published: date) -> None:
    timexes = found(text, published)
    at = 0
    for timex in timexes:
        assert at <= timex.span.start < timex.span.end <= len(text)
        assert timex.span.of(text) == timex.span.of(text).strip()
        at = timex.span.end
        if timex.when and timex.when.earliest and timex.when.latest:
            assert timex.when.earliest <= timex.when.latest
    assert timexes == found(text, published)


@settings(max_examples=300, deadline=None)
@given(TEXTS, DAYS)
def test_each_says_what_it_is_counted_from_and_which_rule_decided(text: str, published: date) -> None:
    timexes = found(text, published)
    for timex in timexes:
        assert timex.rule in RULES
        assert (timex.when is not None) == (timex.anchor is not None and timex.anchor.kind != "event")
        if timex.anchor and timex.anchor.kind == "text":
            assert timex.anchor.span in [earlier.span for earlier in timexes if earlier.span.end <= timex.span.start]


@given(DAYS, st.sampled_from(("soon", "recently", "in the coming days", "in recent weeks", "in a reasonable time", "as soon as possible")))
def test_a_vague_word_is_no_instant(published: date, words: str) -> None:
    for timex in found(f"They talk {words}.", published):
        assert timex.when is not None and timex.when.days() is None and timex.when.precision == "interval"


@given(DAYS, st.dates(date(1900, 1, 1), date(2150, 12, 31)), st.sampled_from(("by", "before", "until")))
def test_a_limit_ends_on_its_day_whatever_the_day_of_publication(published: date, on: date, limit: str) -> None:
    (timex,) = found(f"It ends {limit} {on.isoformat()}.", published)
    assert timex.when and timex.when.latest == on
    assert timex.when.earliest in (None, published, on)


@given(DAYS, st.integers(1, 12), st.integers(1, 12), st.integers(1900, 2100))
def test_figures_of_either_order_are_both_days_or_say_so(published: date, one: int, two: int, year: int) -> None:
    (timex,) = found(f"It is dated {one}/{two}/{year}.", published)
    assert timex.when and timex.when.earliest and timex.when.latest
    assert {date(year, one, two), date(year, two, one)} == {timex.when.earliest, timex.when.latest}
    assert timex.when.uncertain == (one != two)


@given(st.integers(1900, 2099))
def test_the_orthodox_easter_is_a_spring_sunday_and_never_before_the_western_one(year: int) -> None:
    assert pascha(year).isoweekday() == 7
    assert 0 <= (pascha(year) - easter(year)).days <= 35


@given(DAYS)
def test_days_next_to_the_day_of_publication(published: date) -> None:
    told = found("Earlier today, yesterday, tomorrow, the day before yesterday.", published)
    assert [timex.when and timex.when.earliest for timex in told] == [published + timedelta(step) for step in (0, -1, 1, -2)]
    assert all(timex.when and timex.when.days() == 1 for timex in told)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_today_or_the_last_one_and_next_lies_in_the_next_week(published: date, weekday: int) -> None:
    name = (date(2024, 1, 1) + timedelta(weekday)).strftime("%A")
    (plain,), (coming,) = found(f"On {name}.", published), found(f"Next {name}.", published)
    assert plain.when and plain.when.earliest and coming.when and coming.when.earliest
    assert plain.when.earliest.weekday() == coming.when.earliest.weekday() == weekday
    assert 0 <= (published - plain.when.earliest).days < 7
    assert span_of(coming.when.earliest, "W")[0] == span_of(published, "W")[0] + timedelta(7)


@given(DAYS, st.dates(date(1900, 1, 1), date(2150, 12, 31)))
def test_a_full_date_means_itself_however_it_is_written(published: date, on: date) -> None:
    month = on.strftime("%B")
    for text in (f"on {on.day} {month} {on.year}", f"on {month} {on.day}, {on.year}", f"on {on.isoformat()}"):
        (timex,) = found(text, published)
        assert (timex.value, timex.when and timex.when.edtf) == (on.isoformat(), on.isoformat())


@given(DAYS, st.integers(1, 12), st.sampled_from((-1, 1)))
def test_the_year_left_out_is_the_next_or_the_last(today: date, month: int, lean: int) -> None:
    year = nearest_year(today, lambda y: date(y, month, 1), lean)
    assert (date(year, month, 1) - today).days * lean >= 0
    assert abs((date(year, month, 1) - today).days) <= 366


@pytest.mark.parametrize("unit", ["W", "MO", "Q", "Y", "DE"])
@given(on=DAYS)
def test_thirds_tile_the_unit(unit: str, on: date) -> None:
    first, last = span_of(on, unit)
    early, mid, late = (third(first, last, which) for which in ("early", "mid", "late"))
    assert (early[0], late[1]) == (first, last)
    assert mid[0] == early[1] + timedelta(1)
    assert late[0] == mid[1] + timedelta(1)
