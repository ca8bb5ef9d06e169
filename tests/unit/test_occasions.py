"""A meeting closes what was awaited where it can be that meeting: on its day, of those who were to meet, and as they were to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from factory import move, report

from communique.assemble import assemble
from communique.assemble.occasions import lies_ahead, may_be, once
from communique.assemble.titles import says_what, title
from communique.record.derived import Question
from communique.record.move import Move

REPORTS = [report("r1", "2031-05-04"), report("r2", "2031-05-20"), report("r3", "2031-06-20")]
VISIT = move(
    "r1", "agree", "ALT BEL", "", "Altland agreed with Belmark that its prime minister will come to Altberg for talks on 20 May",
    "2031-05-04", published="2031-05-04", due="2031-05-20",
)  # fmt: skip


def state(*moves: Move) -> tuple[str, str | None]:
    """How the first question stands, and what closed it."""
    found: Question = assemble(REPORTS, moves).questions[0]
    return found.state, found.closed_by


def met(text: str, at: int = 0, when: str | None = None) -> Move:
    return move("r2", "meet", "ALT BEL", "", text, when, published="2031-05-20", at=at)


def test_a_visit_is_met_by_talks_told_as_the_news_of_its_day_and_not_by_a_call() -> None:
    talks = met("Altland's president held talks with the prime minister of Belmark")
    assert state(VISIT, talks) == ("met", talks.id)
    call = met("Altland's president had a telephone conversation with the prime minister of Belmark")
    assert state(VISIT, call)[0] == "missed"


def test_talks_in_a_town_are_not_met_by_a_call_nor_by_a_word_with_many() -> None:
    council = move(
        "r1", "agree", "ALT BEL", "", "Altland and Belmark agreed to hold the next session of the council in Altberg in May",
        "2031-05-04", published="2031-05-04", due="2031-05",
    )  # fmt: skip
    assert state(council, met("Altland's president held talks in Altberg with Belmark's", when="2031-05-20"))[0] == "met"
    assert state(council, met("Altland's president had a telephone conversation with Belmark's", when="2031-05-20"))[0] != "met"
    many = met("Ann Hale spoke with the leaders of seven states", when="2031-05-20")
    assert state(council, replace(many, by=tuple("ALT BEL COR DOR EST FAR GUL".split())))[0] != "met"


def test_a_mention_far_down_that_names_no_day_may_be_any_meeting() -> None:
    mention = met("Altland and Belmark held talks on the harbour dues", at=5000)
    assert state(VISIT, mention)[0] == "missed"
    dated = met("Altland and Belmark held talks on the harbour dues", at=5000, when="2031-05-20")
    assert state(VISIT, dated) == ("met", dated.id)


def test_what_goes_on_time_and_again_is_no_one_meeting() -> None:
    assert state(VISIT, met("Altland and Belmark have met many times", when="2031-05-20"))[0] == "missed"
    assert not once(met("Altland and Belmark remain in touch")) and once(met("Altland and Belmark met"))


def test_where_three_were_to_meet_two_of_them_are_not_enough() -> None:
    three = move(
        "r1", "meet", "ALT BEL COR", "", "Altland, Belmark and Corvane will meet in Altberg on 20 May", "2031-05-04",
        published="2031-05-04", due="2031-05-20", modality="planned",
    )  # fmt: skip
    two = met("Altland and Belmark met in Altberg", when="2031-05-20")
    assert state(three, two)[0] == "missed"


def test_the_programme_of_a_meeting_under_way_is_no_question() -> None:
    today = move("r1", "meet", "ALT BEL", "", "The two presidents will discuss fishing", published="2031-05-04", modality="planned")
    assert assemble(REPORTS[:1], [today]).questions == ()
    soon = move("r1", "meet", "ALT BEL", "", "The two presidents will meet again soon", published="2031-05-04", modality="planned")
    assert lies_ahead(soon) and [q.kind for q in assemble(REPORTS[:1], [soon]).questions] == ["meeting"]


def test_one_minister_is_not_another() -> None:
    told = met("Foreign Minister Ines Dahl met with President Mirko Salvan")
    assert not may_be(met("Foreign Minister Otto Lind will speak with President Edda Corvin"), told)
    assert may_be(met("The ministers will speak"), told)


def test_that_no_report_tells_of_a_meeting_does_not_make_it_sure_that_there_was_none() -> None:
    (open_one,) = assemble(REPORTS[:1], [VISIT]).questions
    (missed,) = assemble(REPORTS, [VISIT]).questions
    assert (open_one.state, missed.state) == ("open", "missed") and missed.confidence == open_one.confidence / 2
    assert missed.due is not None and missed.due.latest == date(2031, 5, 20)


@pytest.mark.parametrize(
    ("text", "cue", "said"),
    [
        ("Altland laid out a plan for the quay", "laid", "a plan for the quay"),
        ("A law on harbour dues is being drafted in the ministry", "drafted", "A law on harbour dues"),
        ("He hoped that in the coming year the ferry would run again", "hoped", "the ferry would run again"),
        ("We propose that the quay be widened as far as the lighthouse, which was built when the town was young and small", "propose",
         "the quay be widened as far as the lighthouse"),
    ],
)  # fmt: skip
def test_a_title_says_what_is_put_forward_and_ends_with_a_clause(text: str, cue: str, said: str) -> None:
    assert title([text], (), cue) == said and says_what(said)


@pytest.mark.parametrize("said", ["this idea", "them at the town level", "during this dialogue", "those", "The documents", "its initial proposal", "Altland's proposals"])
def test_a_title_that_only_points_to_what_was_said_says_too_little(said: str) -> None:
    assert not says_what(said)
