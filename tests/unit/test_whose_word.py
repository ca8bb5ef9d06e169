"""Whose word it is: papers without an author, posts without an owner, groups spoken for, what is told in a passive."""

from __future__ import annotations

import pytest
from reading import moves, the


@pytest.mark.parametrize(
    ("by", "report"),
    [
        # Who holds a post that no word gives an owner: where the sentence says it happens, who sits on this side of the table.
        (
            ("PER",),
            "Peru and Chile are at odds. Chile holds the boat. Chile wants a fee. From Peru, President Ana Dorst rejected the plan.",
        ),
        (
            ("KOR",),
            "The United States asked South Korean firms for data. Washington wants it soon. The request came up in a call between Deputy "
            "Trade Minister Cho Myung-rae and Ann Hill, a U.S. undersecretary. Cho rejected the plan.",
        ),
        # What the post is about, or the office, makes it a state's; what a school or a firm has, theirs.
        (("DNK",), "Denmark met the Ferry Lines. Director General for Migrants' Affairs Tom Hale rejected the plan."),
        (("DNK",), "Corvane Lines called on Denmark to dredge. Ports authority chief Tom Hale rejected the plan."),
        (("Corvane Lines",), "Corvane Lines stopped all ferries on Monday. Chief Executive Officer Ada Brook rejected the plan."),
        # A common noun that a person's name explains; a branch that goes by its number.
        (("PRT",), "Spanish envoy Ana Ruiz met the press. Her Portuguese counterpart, Rui Costa, rejected the plan."),
        (("Furnace Workers' Union",), "The Furnace Workers' Union met Corvane Steel. Local 12 rejected the plan."),
        # Who is spoken for, and with whom.
        (("Coastal Group",), "The Coastal Group met on Monday. Kuwait, speaking for the Coastal Group, rejected the plan."),
        (("ISL", "PER"), "Iceland, with Peru, rejected the plan."),
        (("NZL", "USA"), "NEW ZEALAND and the US rejected the plan."),
        # Bodies by other words.
        (("Harbour Front",), "The opposition Harbour Front bloc met on Monday. The Harbour Front bloc rejected the plan."),
        (("Steadfast Committee",), "A group of ministers calling itself the Steadfast Committee rejected the plan."),
        (("ICRC",), "The Red Cross rejected the plan. The International Committee of the Red Cross said so on Monday."),
        (("CAN",), "A spokeswoman for Canada's Indian Affairs department, Ann Hill, rejected the plan."),
        (("Corvane Lines S.A.",), "Chile met Corvane Lines S.A. (“CL”) on Monday. CL rejected the plan."),
    ],
)
def test_whose_a_refusal_is(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by


@pytest.mark.parametrize(
    ("by", "report"),
    [
        (("Harbour Front",), "The Harbour Front has been circulating a petition that urges Chile to wait."),
        (("dockers",), "The dockers marched on Monday to hand over a petition. The petition urged Chile to wait."),
        (("PER",), "Peru met the press. A government statement urged Chile to wait."),
        (("CHL", "PER"), "Chile and Peru met on Monday. The final communiqué urged Japan to wait."),
        (("CHL",), "Chile lost patience. The notice, two pages long, urged Peru to wait."),
    ],
)
def test_a_paper_speaks_for_who_put_it_forward(by: tuple[str, ...], report: str) -> None:
    assert the(report, "appeal").by == by


def test_who_rejects_an_offer_is_not_its_author() -> None:
    assert all(
        move.by != ("CHL",)
        for move in moves("Chile rejected the offer. The offer called on Japan to wait.")
        if move.act != "reject"
    )


def test_how_it_stands_is_told_by_who_says_it() -> None:
    text = "Chile and Peru met in Oslo. Norwegian envoy Kari Lund confirmed that no date had been set."
    assert {move.by for move in moves(text) if move.act == "status"} == {("NOR",)}


def test_a_joint_council_is_both() -> None:
    text = "Chile and Peru agreed on a joint council of twelve. They have not met. The council accepted the plan."
    assert the(text, "accept").by == ("CHL", "PER")


def test_who_is_welcome_offers_nothing() -> None:
    assert the("“Peru is welcome to send its own engineers,” Chile's minister said.", "offer").by == ("CHL",)


def test_the_board_in_a_firms_own_paper_is_the_firms() -> None:
    text = "Calder Minerals Limited has had a bid from Ostra Mines. Ostra Mines wants an answer. The Board rejected the plan."
    assert the(text, "reject", outlet="Calder Minerals Limited").by == ("Calder Minerals Limited",)


def test_they_in_a_readout_are_those_who_met() -> None:
    text = (
        "President Biden spoke today with Prime Minister Tom Hale of Norway. Talks of the Danes and the Swedes came up. "
        "They discussed the truce."
    )
    told = moves(
        text,
        outlet="The White House",
        title="Readout of President Biden's Call with Prime Minister Hale of Norway",
        published="2022-03-15",
    )
    assert next(set(move.by) for move in told if move.text.startswith("They")) == {"USA", "NOR"}
