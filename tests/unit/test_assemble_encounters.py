"""Meetings, calls and visits: which tellings are one, which are two, when it was and who vouches for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from factory import move

from communique.assemble import assemble
from communique.assemble.participants import key, taking_part
from communique.assemble.tellers import mouthpiece
from communique.record.derived import Event
from communique.record.move import Link, Move
from communique.record.text import Span

TOKYO, PARIS, PRESS = (
    (Link(name, "outlet", "reports"),)
    for name in ("Ministry of Foreign Affairs of Japan", "Government of France", "Morning Post")
)


def events(*moves: Move) -> list[Event]:
    return list(assemble([], moves).events)


def together(*moves: Move) -> list[set[str]]:
    """Which reports tell each event."""
    return [set(event.reports) for event in events(*moves)]


def met(report: str, text: str, day: str, when: str | None = None, by: str = "JPN FRA", **more: object) -> Move:
    return move(report, "meet", by, "", text, when, published=day, **more)  # type: ignore[arg-type]


def test_one_call_told_by_two_capitals_is_one_on_the_narrower_day_and_claimed_until_the_second_tells_it() -> None:
    ours = met("a1", "Prime Minister Mori had a telephone conversation with President Durel", "2031-05-31", chain=TOKYO)
    theirs = met("b1", "President Durel spoke today with Prime Minister Mori of Japan", "2031-05-30", "2031-05-30", chain=PARIS)
    assert events(ours)[0].claimed_by == ("JPN",)
    (event,) = events(ours, theirs)
    assert event.when.edtf == "2031-05-30"
    assert event.claimed_by == ()
    assert event.origins == 2


def test_two_calls_that_one_office_tells_in_the_same_words_on_two_days_are_two() -> None:
    text = "Prime Minister Mori had a telephone conversation with President Durel"
    assert len(events(met("a1", text, "2031-05-03", chain=TOKYO), met("a2", text, "2031-05-04", chain=TOKYO))) == 2


def test_a_look_back_means_the_last_time_unless_it_says_otherwise() -> None:
    summit = met("a1", "Prime Minister Mori met President Durel in Geneva", "2031-03-12", "2031-03-11", chain=TOKYO)
    call = met("a2", "Prime Minister Mori spoke by phone with President Durel", "2031-05-07", "2031-05-07", chain=TOKYO)
    last = met("p1", "his call with President Durel", "2031-05-12", chain=PRESS, at=2000)
    first = met("p2", "their summit in Geneva in March", "2031-05-12", "2031-03", chain=PRESS, at=2000)
    assert together(summit, call, last, first) == [{"a1", "p2"}, {"a2", "p1"}]


def test_ministers_do_not_hold_the_call_of_their_presidents() -> None:
    leaders = met("a1", "President Durel spoke with President Veld", "2031-05-07", "2031-05-07")
    ministers = met("b1", "Foreign Minister Karn spoke with Foreign Minister Holt", "2031-05-07", "2031-05-07")
    assert len(events(leaders, ministers)) == 2


def test_a_call_is_not_a_visit() -> None:
    call = met("a1", "President Durel had a phone conversation with Prime Minister Mori", "2031-05-07", "2031-05-07")
    visit = met("b1", "President Durel visited Prime Minister Mori", "2031-05-07", "2031-05-07")
    assert len(events(call, visit)) == 2


def test_what_the_two_leaders_also_discussed_they_discussed_there() -> None:
    call = met("a1", "President Durel spoke today with Prime Minister Mori", "2031-05-07", "2031-05-07")
    also = met("a1", "The two leaders also discussed last year's summit in Geneva", "2031-05-07", at=400)
    aside = met("a1", "In the follow-up to the talks of spring, the two sides exchanged views on cod", "2031-05-07", at=700)
    assert len(events(call, also, aside)) == 1


def test_mondays_talks_are_those_the_two_held_that_monday_where_they_held_one() -> None:
    talks = met("a1", "Foreign Minister Karn met Foreign Minister Holt", "2031-05-06", "2031-05-05")
    monday = met("p1", "Monday's talks between Japan and France", "2031-05-08", "2031-05-05", at=2000)
    other = met("b1", "President Durel met Prime Minister Mori", "2031-05-06", "2031-05-05")
    assert together(talks, monday) == [{"a1", "p1"}]
    assert together(talks, other, monday) == [{"a1"}, {"b1"}, {"p1"}]


def test_a_meeting_of_three_is_not_that_of_two_of_them() -> None:
    two = met("a1", "Prime Minister Mori met President Durel", "2031-05-07", chain=TOKYO)
    three = met("a2", "Prime Minister Mori met President Durel and President Veld", "2031-05-07", by="JPN FRA BEL", chain=TOKYO)
    assert len(events(two, three)) == 2
    other = met("b1", "President Veld spoke with President Durel", "2031-05-07", "2031-05-07", by="BEL FRA")
    assert len(events(met("a3", "Prime Minister Mori spoke with President Durel", "2031-05-07", "2031-05-07"), other)) == 2


def test_a_day_that_the_words_name_dates_an_undated_mention() -> None:
    (event,) = events(met("p1", "the 7 May video call between President Durel and Prime Minister Mori", "2031-06-20"))
    assert event.when.edtf == "2031-05-07"
    (event,) = events(met("p1", "the call of December 7, which followed that of June 1", "2031-02-20"))
    assert event.when.edtf == "2030-12-07"
    talked = met("p1", "The two discussed the letter of May 3", "2031-05-10")
    (event,) = events(replace(talked, cue=Span(8, 17)))
    assert event.when.edtf == "../2031-05-10"


def test_a_plan_is_one_however_often_announced_and_is_not_the_meeting_held() -> None:
    text = "President Durel will hold a video call with Prime Minister Mori"
    one = met("a1", text, "2031-05-03", due="2031-05-07", modality="planned")
    again = met("a2", "President Durel is to speak with Prime Minister Mori", "2031-05-05", due="2031-05-07", modality="planned")
    held = met("a3", "President Durel held a video call with Prime Minister Mori", "2031-05-07", "2031-05-07")
    assert together(one, again, held) == [{"a1", "a2"}, {"a3"}]


def test_three_rounds_in_one_week_are_three() -> None:
    first = met("a1", "Talks with Japan were held in Geneva", "2031-01-14", "2031-01-10")
    second = met("a1", "then talks in Brussels", "2031-01-14", "2031-01-12", by="JPN FRA NATO", at=100)
    third = met("a1", "and talks in Vienna", "2031-01-14", "2031-01-13", at=200)
    back = met("p1", "the recent talks in Geneva", "2031-01-28", "2031-01-10", at=2000)
    assert together(first, second, third, back) == [{"a1", "p1"}, {"a1"}, {"a1"}]


def test_whose_a_person_is_shows_wherever_he_speaks() -> None:
    words = [
        move("a0", "assess", "FRA", "", "the ice is thin", speaker="Anne Durel", published="2031-05-01"),
        move("a0", "assess", "JPN", "", "the ice will hold", speaker="Ken Mori", published="2031-05-01", at=90),
    ]
    call = met("a1", "President Durel spoke with Prime Minister Mori", "2031-05-10", "2031-05-10")
    half = met("a2", "Over the weekend the Prime Minister spoke with President Durel", "2031-05-12", by="JPN", at=2000)
    assert {"a1", "a2"} in together(*words, call, half)


def test_who_serves_a_president_does_not_bring_him_along() -> None:
    runs, places, modes = taking_part(
        "Adviser Ruth Karn spoke by phone with Per Holt, Adviser to President Veld, to prepare the visit of President Durel",
        len("Adviser Ruth Karn spoke by phone with"), date(2031, 5, 1),
    )  # fmt: skip
    assert {name for run in runs for name in run.names} == {"karn", "holt"}
    assert places == frozenset()
    assert modes == {"phone"}


def test_a_name_is_one_however_it_is_spelt() -> None:
    assert key("Zelmanskyy") == key("Zelmanski") == key("Zelmanský")
    assert key("Mori") != key("Moro")


@pytest.mark.parametrize(
    ("outlet", "party"),
    [("Ministry of Foreign Affairs of Japan", "JPN"), ("Government of France", "FRA"), ("White House", "USA"), ("NATO", "NATO"),
     ("The Japan Times", None), ("France Today", None), ("Morning Post", None), ("Reuters", None), ("Tokyo Shimbun", None)],
)  # fmt: skip
def test_an_office_speaks_for_its_state_and_a_paper_for_nobody(outlet: str, party: str | None) -> None:
    assert mouthpiece(outlet, date(2031, 5, 1)) == party


def test_what_a_paper_tells_of_two_is_claimed_by_neither() -> None:
    assert events(met("p1", "Prime Minister Mori met President Durel", "2031-05-07", chain=PRESS))[0].claimed_by == ()
