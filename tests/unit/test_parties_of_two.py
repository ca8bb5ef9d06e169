"""Who is meant by "the two sides", "neither", "both countries", "the companies", and groups that have no other name."""

from __future__ import annotations

import pytest
from reading import reading, the


def told(text: str, words: str) -> tuple[str, ...]:
    """Who does what those words of a report tell."""
    report = reading(text)
    return next(move.by for move in report.moves if words in text[move.span.start : move.span.end])


@pytest.mark.parametrize(
    ("by", "text", "words"),
    [
        (
            ("Harbour Party", "nine hill groups"),
            "The Harbour Party and nine hill groups agreed on Monday to hold a vote. Tom Hale of the Upland League rejected the "
            "date. The League has 800 members. The two sides meet again on Tuesday.",
            "meet again",
        ),
        (
            ("Harbour Party", "Upland League"),
            "Denmark's negotiators go into their last week of talks on Monday. The Harbour Party and the Upland League met at a farm "
            "on Friday. Neither would say what was agreed. “It went well,” said Ann Hill, a minister of Denmark. Denmark sent the "
            "draft to the Harbour Party.",
            "would say",
        ),
        (
            ("CHL", "PER"),
            "Bolivia would not publish its maps, Bolivia's minister said. Bolivia counted on Chile and Peru to fine the firms. "
            "Both countries said they would look into it.",
            "look into",
        ),
        (
            ("CHL", "PER"),
            "Chile said on Monday it was studying a Norwegian proposal. Norway sent the plan to Chile in March. Peru accepted it. "
            "In May the two sides settled, through Norway, on an exchange of prisoners. Norway urged Chile to answer.",
            "settled",
        ),
    ],
)
def test_the_two_sides_are_those_who_were_told_to_deal_with_each_other(by: tuple[str, ...], text: str, words: str) -> None:
    assert told(text, words) == by


@pytest.mark.parametrize(
    ("by", "text", "words"),
    [
        (
            ("Corvane Bank", "Halven Trust"),
            "Corvane Bank and Halven Trust are in negotiations to merge. Both banks denied that a date had been set.",
            "a date had",
        ),
        (
            ("Corvane", "Northline"),
            "Long-distance carriers Corvane and Northline stopped paying their bills to Telhaven on Thursday.",
            "stopped",
        ),
    ],
)
def test_firms_that_are_told_of_together(by: tuple[str, ...], text: str, words: str) -> None:
    assert told(text, words) == by


@pytest.mark.parametrize(
    ("by", "text", "words"),
    [
        (
            "governors of four upland provinces",
            "Peru's government and the governors of four upland provinces ended their talks on Thursday. The governors demanded a "
            "share of the tax.",
            "demanded",
        ),
        (
            "Four small parties",
            "Denmark and Norway met. Four small parties said the fee was wrong. The parties proposed a lower one.",
            "proposed",
        ),
    ],
)
def test_a_group_keeps_its_name(by: str, text: str, words: str) -> None:
    assert told(text, words) == (by,)


def test_a_number_without_an_article_brings_in_somebody_new() -> None:
    text = "Denmark and Norway met on Monday. Two small parties expressed dismay at the fee."
    assert told(text, "dismay") == ("Two small parties",)


def test_few_are_joined_by_their_number() -> None:
    text = "The Football Board and the 12 First Division clubs agreed on Monday to share the fee."
    assert told(text, "agreed") == ("Football Board", "First Division clubs")


def test_who_will_not_meet_another_refuses_alone() -> None:
    text = "Denmark will not resume talks with Norway until the crews are freed, Danish minister Ann Hill said."
    assert told(text, "will not resume") == ("DNK",)


@pytest.mark.parametrize(
    ("by", "text", "words"),
    [
        (
            {"CHL", "PER"},
            "Chilean minister Ann Hill said no. Chilean minister Ann Hill and her Peruvian counterpart spoke by telephone on Tuesday.",
            "spoke",
        ),
        (
            {"CHL", "PER", "16 other coastal countries"},
            "Chile, Peru, and 16 other coastal countries proposed a fee of one percent on all sales.",
            "proposed",
        ),
        (
            {"CHL", "PER", "NOR"},
            "A resolution drafted by Chile, Peru and Norway would charge Iran with breaking the treaty.",
            "would charge",
        ),
        (
            {"Coastal Front", "Upland Council"},
            "Talks between the Coastal Front and the Upland Council have been held in Rome since May.",
            "have been held",
        ),
    ],
)
def test_all_who_are_told_in_one_phrase_act(by: set[str], text: str, words: str) -> None:
    assert set(told(text, words)) == by


def test_who_meets_both_sides_is_neither() -> None:
    text = (
        "Iceland urged Norway to wait. Norway accused Iceland of meddling. Denmark wrote to Norway and to Iceland. Iceland spoke to "
        "both governments on Friday."
    )
    assert set(told(text, "on Friday")) == {"DNK", "NOR", "ISL"}


def test_the_superpowers_are_two() -> None:
    text = "Denmark rejected the map of Norway. The two superpowers' delegations will meet again on Monday."
    assert set(told(text, "meet again")) == {"DNK", "NOR"}


def test_talks_with_another_make_two_sides() -> None:
    text = (
        "The dockers came away from talks with the Harbour Board with a promise on Monday. Denmark said nothing. Norway asked Denmark "
        "for a loan. The two sides agreed to meet in May."
    )
    assert set(told(text, "agreed to meet")) == {"dockers", "Harbour Board"}


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Workers' Guild and Corvane Lines rejected the plan.",
        "Corvane Lines and the Harbour Workers' Guild rejected the plan.",
    ],
)
def test_two_names_of_which_the_parser_hangs_one_inside_the_other(text: str) -> None:
    assert set(the(text, "reject").by) == {"Harbour Workers' Guild", "Corvane Lines"}
