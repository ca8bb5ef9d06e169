"""What is often misread stands unmarked nowhere: several who are told as one, nobody in particular, the chairman's words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factory import move, report

from communique.assemble.made import event
from communique.assemble.misread import DOUBTFUL, NOT_SO, at_most, when_done
from communique.record.move import Act
from communique.record.text import Span


def most(act: Act, by: str, text: str, why: str = "", follows: str = ".") -> float:
    """How sure a line on a move of these words is at most, told in a report that goes on with `follows`."""
    one = replace(move("r1", act, by, "", text), why=(why,) if why else ())
    return at_most(one, report("r1", "2031-05-04", text + follows))


@pytest.mark.parametrize(
    "text",
    [
        "The leaders expressed hope that the ferry would run again",
        "They reaffirmed a mutual readiness to share the fishing grounds",
        "Both sides offered to open their books",
        "readiness of the parties to share the harbour dues",
    ],
)
def test_what_several_did_is_doubtful_where_one_alone_is_told_to_have_done_it(text: str) -> None:
    assert most("offer", "ALT", text) == DOUBTFUL
    assert most("offer", "ALT BEL", text) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "It was also suggested that the quay be widened",
        "the harbour masters were also invited to attend",
        "Altland has consistently advocated a ban on night fishing",
        "We have long anticipated that Belmark might close the strait",
        "she is looking forward to a long talk with the harbour master",
    ],
)
def test_what_nobody_in_particular_puts_forward_or_one_has_always_wanted_is_doubtful(text: str) -> None:
    assert most("propose", "ALT", text) == DOUBTFUL


@pytest.mark.parametrize(
    "text",
    [
        "I suggest that we begin with the report of the harbour master",
        "I propose that the floor go to the minister of fisheries",
        "Today, I suggest discussing the harbour dues",
        "Let me remind you that the quay belongs to the town",
        "Neither Altland nor Belmark proposed another route",
        "me give you a bit of an update on the ferry",
    ],
)
def test_the_order_of_proceedings_and_what_nobody_did_put_nothing_forward(text: str) -> None:
    assert most("propose", "ALT", text) == NOT_SO


@pytest.mark.parametrize(
    ("act", "by", "text"),
    [
        ("status", "ALT", "An exchange of views took place on the harbour dues of Altland and Belmark"),
        ("meet", "ALT BEL", "After a walk on the quay the trilateral meeting began"),
        ("meet", "ALT BEL", "Ann Hale held a meeting with heads of leading Belmark companies"),
        ("meet", "ALT BEL", "On Friday I spoke with the Presidents of Belmark, Corvane, President of Dorland and President of Estmark"),
        ("meet", "ALT BEL", "We and our allies will be talking of the banks with Belmark"),
        ("appeal", "ALT", "Ann Hale wished the work of the fishing council to become a basis for more"),
    ],
)
def test_where_words_and_parties_do_not_go_together_a_line_is_doubtful(act: Act, by: str, text: str) -> None:
    assert most(act, by, text) == DOUBTFUL


def test_two_who_are_named_before_the_verb_are_not_one() -> None:
    told = replace(move("r1", "commit", "ALT", "", "Ann Hale and Carl Moe reaffirmed their commitment"), cue=Span(22, 32))
    assert at_most(told, None) == DOUBTFUL
    assert at_most(replace(told, by=("ALT", "BEL")), None) == 1.0


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Ann Hale spoke of the accord on the banks of May 3, 2029, and June 9, 2030", "../2031-05-20"),
        ("Ann Hale stressed the importance of the ferry", "../2031-05-20"),
        ("On 3 May Ann Hale stressed the importance of the ferry", "2031-05-03"),
    ],
)
def test_a_day_that_is_not_told_of_the_act_itself_is_none(text: str, when: str) -> None:
    told = move("r1", "status", "ALT", "", text, "2031-05-03", published="2031-05-20")
    assert when_done(told).edtf == when
    assert event([told], {}).when.edtf == when


def test_what_takes_two_is_doubtful_of_one_and_what_some_do_of_the_whole() -> None:
    assert most("agree", "ALT", "Altland agreed on a pause") == most("meet", "ALT", "The president held talks") == DOUBTFUL
    assert most("agree", "ALT BEL", "The two agreed on a pause") == 1.0
    assert most("appeal", "ALT", "Some Altlanders are calling for a pause") == DOUBTFUL


def test_a_question_tells_nothing() -> None:
    assert most("propose", "ALT", "Would Altland propose a ban on night fishing", follows="?") == NOT_SO


def test_a_warning_is_no_offer() -> None:
    assert most("offer", "ALT", "We are ready to respond at once to any landing on the islands") == DOUBTFUL
    assert most("offer", "ALT", "We are ready to respond to questions about the landing") == 1.0
    assert most("offer", "ALT", "readiness of the town, together with its neighbours, to respond swiftly to a landing") == DOUBTFUL


def test_a_welcome_to_the_town_and_good_wishes_are_no_support() -> None:
    assert most("support", "ALT", "The mayor welcomed Prime Minister Edda Corvin of Belmark to Altberg") == DOUBTFUL
    assert most("support", "ALT", "“May its lights always be bright,”", why="frame “wish” → support") == DOUBTFUL
    assert most("support", "ALT", "The mayor welcomed the offer of Belmark to Altland's fishermen") == 1.0


def test_the_news_of_a_report_is_not_of_long_ago() -> None:
    call = move("r1", "meet", "ALT BEL", "", "The two ministers spoke by telephone", "2031-01-01")
    assert at_most(call, None) == DOUBTFUL
    assert at_most(move("r1", "meet", "ALT BEL", "", "The two ministers spoke by telephone", "2031-05-09"), None) == 1.0


def test_what_the_judge_took_for_another_act_than_the_rules_needs_a_verb_of_that_act() -> None:
    said = "Altland has made plans to move two cutters north"
    one = move("r1", "propose", "ALT", "", said)
    assert at_most(replace(one, why=("frame “make plan” → commit", "judged propose (words: 9 to 14)")), None) == DOUBTFUL
    assert at_most(replace(one, why=("content: statement", "judged propose (frame propose; word suggest)")), None) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "Altland proposed to Belmark a ban on night fishing in the northern banks",
        "We propose to discuss with Belmark the harbour dues in June",
        "Altland invited the harbour master of Belmark to visit the new quay",
        "He hopes that Belmark will open the strait",
    ],
)
def test_plain_words_are_left_to_the_scale(text: str) -> None:
    assert most("propose", "ALT", text, why="frame “propose to” → propose") == 1.0
