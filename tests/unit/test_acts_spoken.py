"""Who acts though no table knows him, and what is told together with who says it."""

from __future__ import annotations

import pytest
from reading import moves, the


@pytest.mark.parametrize(
    ("text", "by", "act"),
    [
        ("A chieftain of the herdsmen appealed to the traders to reopen the ford.", "chieftain of the herdsmen", "appeal"),
        ("A joint report recommended a wider lock the year after.", "joint report", "propose"),
        ("Some 300 households have filed a suit against the harbour.", "300 households", "deed"),
    ],
)
def test_whoever_has_no_other_name_acts_under_the_words_that_the_report_has_for_him(text: str, by: str, act: str) -> None:
    assert [(move.by, move.act) for move in moves(text)] == [((by,), act)]


def test_neither_means_the_two_at_the_table() -> None:
    found = moves("Peru and Chile met in Lima on Monday. Neither would comment.")
    assert [set(move.by) for move in found if move.act == "status"] == [{"PER", "CHL"}]


def test_a_thing_does_not_act() -> None:
    assert not moves("The dispute fell short of a strike. The weather threatened the harvest.")


def test_what_is_said_is_told_with_who_says_it_and_its_content_without() -> None:
    (move,) = moves("Peruvian Foreign Minister Ana Dorst said on Friday that the treaty was dead.")
    assert move.text == "Peruvian Foreign Minister Ana Dorst said on Friday that the treaty was dead"
    assert move.content == "the treaty was dead"


def test_indirect_words_before_the_verb_take_it_in_and_a_quotation_does_not() -> None:
    indirect, direct = moves("The treaty was dead, Peru's foreign minister said. “The treaty is a corpse,” Chile's envoy said.")
    assert indirect.text == "The treaty was dead, Peru's foreign minister said"
    assert direct.text == "“The treaty is a corpse,”"


@pytest.mark.parametrize(
    "text",
    [
        "“First the gates, and then the lawyers,” Peruvian Foreign Minister Ana Dorst said.",
        "Peru drew attention to the losses of its herring fleet.",
        "Peru hinted that four of the twelve categories could go.",
    ],
)
def test_a_voice_in_whose_words_no_verb_tells_the_act_is_a_move_all_the_same(text: str) -> None:
    assert [move.by for move in moves(text)] == [("PER",)]


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian President Ana Dorst has just spoken on television.",
        "Responding to a question, Peru's envoy shrugged.",
        "An official of Peru, who did not wish to be identified because the talks go on, smiled.",
        "This page is updated by Peru's press office.",
    ],
)
def test_how_and_where_somebody_speaks_is_no_move(text: str) -> None:
    assert not moves(text)


def test_a_call_is_a_meeting_all_the_same() -> None:
    assert [move.act for move in moves("Peru's President Ana Dorst spoke by telephone with Chile's envoy on Monday.")] == ["meet"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Peruvian envoy Ana Dorst termed the tax “prohibitive and unkind”.", "criticise"),
        ("Peruvian envoy Ana Dorst termed the announcement a positive step.", "support"),
        ("Peruvian envoy Ana Dorst labelled the plan dangerous and unfair.", "criticise"),
        ("Peru assessed the announcement as “unhelpful”.", "criticise"),
        ("“What we will not do is pay with hunger,” Peruvian envoy Ana Dorst said.", "reject"),
        ("Peruvian envoy Ana Dorst said linking ferries and fish was “not appropriate”.", "reject"),
        ("“Repairs are ongoing in the lock,” Peruvian envoy Ana Dorst said.", "status"),
        ("Peruvian envoy Ana Dorst said the truce had taken effect.", "status"),
        ("Peruvian envoy Ana Dorst was quoted by Radio Sant as demanding a new round.", "demand"),
    ],
)
def test_what_one_calls_a_thing_or_will_not_do_tells_the_act(text: str, act: str) -> None:
    assert [(move.by, move.act) for move in moves(text)] == [(("PER",), act)]


def test_whom_a_passive_names_within_a_quotation_does_not_tell_it() -> None:
    text = "Norway and Sweden met. “Both lists have been confirmed by both parties,” the Danish ministry wrote on Monday."
    assert the(text, "assess").by == ("DNK",)


def test_he_is_who_stands_before_a_verb_though_the_parser_gives_it_no_subject() -> None:
    text = (
        "General Orlow declared that he would not release a conspirator.\n\nIn Halven the Community's duty chairman Tom Hale refused to "
        "discuss the idea of jurists. “First the gates of the prison, and then the jurists,” he said."
    )
    assert the(text, "assess").speaker == "Tom Hale"
