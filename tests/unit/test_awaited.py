"""What is awaited: an answer that is asked for, a day that is set to whoever is named; a meeting only while it is ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from factory import move, report

from communique.assemble import assemble
from communique.record.derived import Question
from communique.record.move import Move
from communique.show.briefing import make_brief

REPORTS = [report("r1", "2031-05-10"), report("r2", "2031-06-20")]


def questions(*moves: Move) -> tuple[Question, ...]:
    return assemble(REPORTS, moves, as_of=date(2031, 5, 12)).questions


@pytest.mark.parametrize(
    "words",
    [
        "Altland expects a written answer from Belmark",
        "Altland called on Belmark to respond to its proposals",
        "Altland is still waiting for Belmark's reply",
        "Altland said a reply from Belmark was awaited",
        "Altland demanded an immediate response to its letter",
        "Altland needs a clear response to its letter",
        "Belmark must respond by Friday, Altland said",
    ],
)
def test_an_answer_is_awaited_where_it_is_asked_for(words: str) -> None:
    (found,) = questions(move("r1", "expect", "ALT", "BEL", words))
    assert found.kind == "answer" and found.state == "open"


@pytest.mark.parametrize(
    "words",
    [
        "Altland spoke of the need for an appropriate response if the escalation goes on",
        "Altland needs time to review Belmark's response to its demands",
        "Belmark must understand the danger in order to prepare the necessary response",
        "A response to these steps requires that Belmark and its members act as one",
        "Let there be no doubt: if Belmark closes the bank, responsible nations will not hesitate to respond",
    ],
)
def test_an_answer_that_is_only_spoken_of_is_not(words: str) -> None:
    assert questions(move("r1", "demand", "ALT", "BEL", words)) == ()


def test_a_hope_sets_a_day_to_whom_it_names_and_not_to_whom_it_mentions() -> None:
    hope = move("r1", "expect", "ALT", "BEL", "Altland hopes that the talks in Belmark in late May will be calm", due="2031-05-28")
    assert questions(replace(hope, to_basis="stated", why=("frame “hope” → expect", "addressee: the likeliest"))) == ()
    (found,) = questions(replace(hope, to_basis="stated", why=("frame “hope” → expect", "addressee: named")))
    assert found.kind == "deadline"


def test_a_brief_tells_meetings_on_a_day_that_is_ahead() -> None:
    dated = move("r1", "meet", "ALT BEL", "", "Altland and Belmark will meet in Orsk on 18 May", modality="planned", due="2031-05-18")
    open_ended = move("r1", "meet", "ALT NOR", "", "Altland and Norway will meet at sea soon", modality="planned", at=200)
    record = assemble(REPORTS, [dated, open_ended], as_of=date(2031, 5, 12))
    later = assemble(REPORTS, [dated, open_ended], as_of=date(2031, 6, 20))
    (ahead,) = [s for s in make_brief(record, [dated, open_ended], REPORTS, {}).sections if s.name == "open"]
    assert [line.cites[0].move for line in ahead.lines] == [dated.id]
    assert all(s.name != "open" for s in make_brief(later, [dated, open_ended], REPORTS, {}).sections)
    assert {q.state for q in later.questions} == {"missed", "open"}  # the table of questions tells them still
