"""Which date of a report is of the act, which of the saying, and what is due: a short report in, the days of its moves out."""

from __future__ import annotations

import pytest
from reading import moves, the

from communique.record.move import Move


def days(move: Move) -> tuple[str, str | None]:
    """When it was done, and what it is about."""
    return move.when.edtf, move.due.edtf if move.due else None


# report, when its first move was done, what it is about
DAYS: tuple[tuple[str, str, str | None], ...] = (
    # The act: the date hangs on its own verb.
    ("Borduria rejected the offer on Monday.", "2019-03-11", None),
    ("Syldavia said on Tuesday that it would not accept the plan.", "2019-03-12", None),
    ("The minister of Syldavia criticised the plan.", "../2019-03-15", None),
    ("Borduria condemned the March 9 attack on the port.", "../2019-03-15", None),
    # What is due: a time to come inside the content.
    ("Borduria expects to receive an answer in April.", "../2019-03-15", "2019-04"),
    ("Syldavia demanded that Borduria withdraw its troops by Friday, 22 March.", "../2019-03-15", "../2019-03-22"),
    ("Syldavia demanded that Borduria withdraw its troops within 30 days.", "../2019-03-15", "2019-03-15/2019-04-14"),
    ("Borduria promised to open the port from 1 April.", "../2019-03-15", "2019-04-01/.."),
    ("Syldavia and Borduria agreed to meet on 5 May in Osthaven.", "../2019-03-15", "2019-05-05"),
    ("Borduria will sign the treaty after 5 May.", "../2019-03-15", "2019-05-05/.."),
    ("Borduria agreed to extend the 20 March deadline to 9 May.", "../2019-03-15", "2019-05-09"),
    ("Syldavia agreed to stay in contact over the coming days.", "../2019-03-15", "2019-03-15/.."),
    ("The truce was meant to last until Sunday, Syldavia said.", "../2019-03-15", "../2019-03-10"),
    # What is past in the content is not due, and neither is what another act asks.
    ("Syldavia accused Borduria of shelling the port on Sunday.", "../2019-03-15", None),
    ("Borduria has agreed to open the lock but rejected a ceasefire for August.", "../2019-03-15", None),
)  # fmt: skip


@pytest.mark.parametrize(("report", "when", "due"), DAYS)
def test_the_days_of_a_move(report: str, when: str, due: str | None) -> None:
    assert days(moves(report)[0]) == (when, due)


def test_a_pronoun_goes_on_with_the_day_of_the_sentence_before() -> None:
    joined = moves("On Monday, Borduria and Syldavia met in Osthaven and agreed to exchange prisoners.")
    assert {move.when.edtf for move in joined} == {"2019-03-11"}
    found = moves("On Monday, Borduria and Syldavia met in Osthaven. They agreed to exchange prisoners.")
    assert [move.when.edtf for move in found] == ["2019-03-11", "2019-03-11"]


def test_what_is_planned_next_is_planned_for_the_day_told_before() -> None:
    found = moves("On Tuesday, the ministers of Borduria and Syldavia will meet in Osthaven. Borduria will present a draft.")
    assert {move.due.edtf for move in found if move.due} == {"2019-03-19"}


def test_a_speaker_s_next_words_were_said_on_the_same_day() -> None:
    text = (
        "“We reject the plan,” Borduria's foreign minister Ana Veld said on Monday. "
        "“We demand the release of the sailors,” Veld said."
    )
    assert {move.said.edtf for move in moves(text)} == {"2019-03-11"}


def test_in_a_readout_what_is_undated_was_said_at_the_meeting() -> None:
    text = (
        "On March 12, National Security Advisor Ann Hill met with Foreign Minister Milan Dorr of France. "
        "Ms. Hill condemned the attack on the port and urged all parties to return to the talks."
    )
    found = moves(text, outlet="The White House", title="Readout of Ann Hill's meeting with Foreign Minister Milan Dorr of France")
    assert {move.when.edtf for move in found} == {"2019-03-12"}


def test_the_day_of_a_meeting_that_is_agreed_is_not_the_day_of_the_agreement() -> None:
    agreed = the("Velmar and Corvane agreed to a meeting of experts on 10 March.", "agree", published="2019-03-15")
    assert agreed.when.precision != "day"
    held = the("Velmar and Corvane agreed at a meeting on 10 March to lift the levy.", "agree", published="2019-03-15")
    assert str(held.when) == "2019-03-10"


def test_what_a_noun_alone_tells_was_done_by_the_day_on_which_it_is_spoken_of() -> None:
    told = "There has been no answer to Syldavia's proposals on the ferry, the minister of Borduria said on Tuesday."
    put = the(told, "propose")
    assert (put.when.edtf, put.said.edtf) == ("../2019-03-12", "2019-03-12")


def test_what_was_told_this_week_was_not_done_this_week() -> None:
    text = "Syldavia and Borduria met in secret before their talks in Lima, two people told the Courier this week."
    met = the(text, "meet")
    assert (met.when.edtf, met.said.edtf) == ("../2019-03-15", "2019-03-11/2019-03-17")
