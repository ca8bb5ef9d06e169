"""What the words around a date decide: its direction, its role, what it is counted from."""

from __future__ import annotations

from datetime import date

import pytest

from communique.clean.clean import clean
from communique.extract.dates.find import find_dates
from communique.parse.syntax import parse
from communique.record.move import Timex
from communique.record.text import Report

WEDNESDAY = "2022-01-12"


def dates(text: str, published: str = WEDNESDAY) -> dict[str, Timex]:
    """The dates of a report of that day, by their words."""
    parsed = next(parse([clean(Report("r", text, date.fromisoformat(published), "field"))]))
    return {timex.span.of(text): timex for timex in find_dates(parsed)}


def edtf(timex: Timex) -> str | None:
    return timex.when.edtf if timex.when else None


def anchor(text: str, timex: Timex) -> tuple[str, str | None] | None:
    """What a date is counted from, and the words that say it."""
    if timex.anchor is None:
        return None
    return timex.anchor.kind, timex.anchor.span.of(text) if timex.anchor.span else None


# What decides a day that is not named in full: the tense, "next" and "last", and how near it is.
DIRECTION: tuple[tuple[str, str, str, str], ...] = (
    ("2022-01-12", "He spoke on Wednesday.", "Wednesday", "2022-01-12"),
    ("2022-01-12", "He spoke on Thursday.", "Thursday", "2022-01-06"),
    ("2022-01-12", "They agreed to meet on Thursday.", "Thursday", "2022-01-13"),
    ("2022-01-12", "The minister arrives in Oslo on Friday.", "Friday", "2022-01-14"),
    ("2022-01-12", "The owners gave the union until Friday.", "Friday", "2022-01-12/2022-01-14"),
    ("2022-01-12", "A vote is expected on Thursday.", "Thursday", "2022-01-13"),
    ("2022-01-12", "They will meet next Thursday.", "next Thursday", "2022-01-20"),
    ("2022-01-10", "They met last Friday.", "last Friday", "2022-01-07"),
    ("2021-12-24", "They met on 30 December.", "30 December", "2020-12-30"),
    ("2021-12-24", "They will meet on 10 January.", "10 January", "2022-01-10"),
    ("2022-03-01", "The hostages were taken on October 7.", "October 7", "2021-10-07"),
    ("2022-05-02", "On Sunday, May 8, she will leave.", "Sunday, May 8", "2022-05-08"),
    ("2022-02-14", "The drills were planned in December.", "December", "2021-12"),
    ("2021-12-24", "They mean to have it in January.", "January", "2022-01"),
    ("2022-02-21", "It was agreed on January 11 and November 26, 2021.", "January 11", "2021-01-11"),
    ("2022-01-12", "Since February 2014, they have quarrelled.", "February 2014", "2014-02/.."),
    ("2022-01-12", "Carbon must be cut by 2060.", "2060", "2022-01-12/2060"),
    ("2022-01-12", "By Monday, thirty had signed.", "Monday", "../2022-01-10"),
    ("2022-01-12", "They meet before the end of next week.", "the end of next week", "2022-01-12/2022-01-23"),
    ("2021-12-31", "The two exchanged New Year greetings.", "New Year", "2022-01-01"),
    ("2022-01-12", "They will not sign unless the guns are drawn back by Friday.", "Friday", "2022-01-12/2022-01-14"),
    ("2022-01-12", "He counted on an answer before Easter.", "Easter", "2022-01-12/2022-04-17"),
    ("2022-01-12", "He died before Christmas.", "Christmas", "../2021-12-25"),
    ("2022-01-12", "The ministry has agreed to a meeting on Thursday.", "Thursday", "2022-01-13"),
    ("2022-01-12", "The union asked for March.", "March", "2022-03"),
    ("2022-01-12", "He said the note was due on 30 November.", "30 November", "2021-11-30"),
    ("2022-01-12", "They would agree once the experts had reported in March.", "March", "2022-03"),
    ("2022-01-12", "The truce was meant to last until Sunday.", "Sunday", "../2022-01-09"),
    ("2022-01-12", "The port will be shut from 1 March.", "1 March", "2022-03-01/.."),
    ("2022-01-12", "The port will be shut from 1 March to 5 March.", "1 March", "2022-03-01"),
    ("2022-01-12", "They pressed the port to stop a blockade begun in November.", "November", "2021-11"),
    ("2022-01-12", "They forced the owners to shut the port in November.", "November", "2021-11"),
    ("2022-01-12", "He spoke ahead of Friday's summit.", "Friday", "2022-01-14"),
    ("2022-01-12", "The April elections were recalled.", "April", "2022-04"),
    ("2022-01-12", "The letter is dated 8/2/2022.", "8/2/2022", "2022-02-08?/2022-08-02?"),
    ("1987-03-16", "A report is due in July this year.", "July this year", "1987-07"),
)


@pytest.mark.parametrize(("published", "sentence", "text", "meant"), DIRECTION)
def test_direction(published: str, sentence: str, text: str, meant: str) -> None:
    assert edtf(dates(sentence, published)[text]) == meant


# Roles: event, speech, deadline, period, other
ROLES = (
    ("The minister told reporters on Friday that talks would go on.", "Friday", "speech"),
    ("The plan was announced last month.", "last month", "speech"),
    ("The two met on Friday.", "Friday", "event"),
    ("They must answer by Friday.", "Friday", "deadline"),
    ("Borduria expects to receive an answer in February.", "February", "deadline"),
    ("A deadline of 31 January was set.", "31 January", "deadline"),
    ("It must be ratified by the end of the first quarter of 2023.", "the end of the first quarter of 2023", "deadline"),
    ("Since Friday, the port has been shut.", "Friday", "period"),
    ("Trade soared last year.", "last year", "period"),
    ("She led the union from March 2014 until August 2016.", "August 2016", "period"),
    ("The 2014 Syldavia Summit was recalled.", "2014", "other"),
    ("It was done under the Trade Act of 1974.", "1974", "other"),
    ("The leaders exchanged New Year greetings.", "New Year", "other"),
)


@pytest.mark.parametrize(("sentence", "text", "role"), ROLES)
def test_role(sentence: str, text: str, role: str) -> None:
    assert dates(sentence)[text].role == role


# sentence, date, the words that say which way it looks
LOOKS: tuple[tuple[str, str, str | None], ...] = (
    ("They must answer by Friday.", "Friday", "by"),
    ("They will answer on Friday.", "Friday", "will"),
    ("Since Friday, the port has been shut.", "Friday", "since"),
    ("They met two weeks ago.", "two weeks ago", "ago"),
    ("They are to meet not later than 5 March.", "5 March", "not later than"),
    ("It was signed on 17 December 2021.", "17 December 2021", None),
)


@pytest.mark.parametrize(("sentence", "text", "words"), LOOKS)
def test_the_words_that_say_the_direction_are_kept(sentence: str, text: str, words: str | None) -> None:
    assert dates(sentence)[text].direction == words


# text, date, kind of anchor, the words of the anchor
ANCHORS: tuple[tuple[str, str, str, str | None], ...] = (
    ("It was signed on 17 December 2021.", "17 December 2021", "calendar", None),
    ("They met on Friday.", "Friday", "published", None),
    ("They met on January 5. Two days later, they quarrelled.", "Two days later", "text", "January 5"),
    ("The war began in 2008. The following year, they met.", "The following year", "text", "2008"),
    ("He left the day after the summit.", "the day after", "event", "the summit"),
    ("It broke two weeks after the ceasefire.", "two weeks", "event", "the ceasefire"),
    ("OSTHAVEN, Jan 10 (Harbour News) - The two sides met yesterday, an aide said.", "yesterday", "dateline", None),
)


@pytest.mark.parametrize(("text", "words", "kind", "where"), ANCHORS)
def test_what_a_date_is_counted_from(text: str, words: str, kind: str, where: str | None) -> None:
    assert anchor(text, dates(text)[words]) == (kind, where)


def test_loose_lengths_and_vague_words_have_no_anchor() -> None:
    found = dates("Talks have lasted for decades; now they stall.")
    assert [timex.anchor for timex in found.values()] == [None, None]


def test_below_a_dateline_of_another_day_today_is_that_day() -> None:
    found = dates("OSTHAVEN, Jan 10 (Harbour News) - The two sides met today, an aide said. They will meet on Friday.")
    assert {text: edtf(timex) for text, timex in found.items()} == {"Jan 10": "2022-01-10", "today": "2022-01-10", "Friday": "2022-01-14"}
    assert found["Jan 10"].role == "other"


def test_a_limit_is_no_day_to_count_from() -> None:
    found = dates("He spoke on Monday of a ban that begins on 1 March. The same evening, the ship was turned back.")
    assert edtf(found["The same evening"]) == "2022-01-10"


def test_a_new_paragraph_counts_anew() -> None:
    found = dates("They signed on January 5.\n\nOn the following day nothing happened.")
    assert "the following day" not in found or edtf(found["the following day"]) != "2022-01-06"


def test_in_a_narrative_of_long_ago_the_year_told_last_goes_on() -> None:
    text = (
        "The war of the straits broke out in 1911. In May, the fleet of Ostmark sailed. By October 1911 it held the forts. "
        "In January, the ports surrendered. A truce was signed in 1912, and peace was made on 3 June 1913. In the autumn, "
        "the prisoners went home. By 1914 all was quiet."
    )
    found = dates(text, "2009-05-04")
    assert [edtf(found[words]) for words in ("May", "January", "the autumn")] == ["1911-05", "1912-01", "1913-09-01/1913-11-30"]
    assert anchor(text, found["January"]) == ("text", "October 1911")


def test_in_news_it_does_not() -> None:
    found = dates("The two fought in 2008. On Monday they met; in February they will meet again.")
    assert edtf(found["February"]) == "2022-02"


def test_where_the_text_says_that_no_date_is_set_none_is_found() -> None:
    assert dates("No date has been set. Dates are yet to be agreed.") == {}
