"""What is told by a medium or a source of no party is its subject's; whom the press calls without a name of his own."""

from __future__ import annotations

import pytest
from reading import hops, moves, reading, the


def test_what_a_nameless_source_tells_of_a_party_is_that_partys() -> None:
    found = moves("Three sources close to the talks said Peru was anxious to settle the quarrel with Chile.")
    assert [move.by for move in found if move.text.startswith("Peru")] == [("PER",)]


def test_state_radio_takes_no_position_of_its_own() -> None:
    found = moves("The talks between Chile and Peru went on. The bridge was closed in the morning, state radio reported.")
    assert not [move for move in found if "radio" in " ".join(move.by)]


def test_traders_have_a_view_of_their_own() -> None:
    assert ("Traders",) in [move.by for move in moves("Traders said prices in the port were too low for anybody.")]


@pytest.mark.parametrize(
    ("by", "report"),
    [
        # The opposition, with and without a name.
        (("opposition",), "The Dockers' Union met. For the opposition, Ann Marsh rejected the plan."),
        (("opposition",), "Corvane Lines lost money. Opposition deputies rejected the plan."),
        (("Harbour Front",), "The government met on Monday. The opposition Harbour Front rejected the plan."),
        # Platforms and the Budget are nobody.
        (
            ("government",),
            "The union posted its answer on Facebook. The government met. Transport minister Ilse Marant rejected the plan.",
        ),
        # "Its" is whose sentence came before, though others are named in it.
        (
            ("union of fishermen of Halvey",),
            "The union of fishermen of Halvey demanded that Chile and the Chilean navy send a frigate to Peru. "
            "Its leader, Tom Hale, rejected the plan.",
        ),
        # Whose a ministry is by its own name, by "its".
        (("RUS",), "Velmar signed with Orsania. The Foreign Ministry of the Russian Federation rejected the plan."),
        (
            ("Kessen",),
            "ASMAR, Velmar, March 14 (Norpress) - Velmar signed a pact. The government of Kessen is not amused. "
            "Kessen wants talks. Its Foreign Ministry rejected the plan.",
        ),
        # A title behind a post; a field of office before a name; a post with a long tail before one.
        (("lecturers' panel",), "The lecturers' panel met. Its chair, Professor Ruth Marsh, rejected the plan."),
        (("USA",), "WASHINGTON, March 14 - U.S. Deputy Secretary of State Marlow Reddin rejected the plan."),
        # A language is no state.
        (
            ("PFR",),
            "Fighting went on in San Telmo. The rebel Popular Front of the Rivers, known by its Spanish initials as PFR, rejected the plan.",
        ),
    ],
)
def test_whose_the_act_is(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by


def test_who_speaks_after_a_long_quotation_opened_it() -> None:
    text = (
        "Grain Board chairman Tom Hale denied it. A source in the Danish delegation told reporters that no date was fixed. "
        "“The forms came. The registers did not come. Without registers Norway must wait,” he said."
    )
    assert ("DNK",) in [move.by for move in moves(text) if "registers" in move.text]


def test_two_of_its_delegates_are_a_source() -> None:
    text = "The Upland Council did not answer. Two of its delegates, who asked not to be named, said it would turn down the plan."
    voices = [one for one in reading(text, outlet="The Halven Post").attributions if one.chain[-1].kind == "unnamed"]
    assert voices and voices[-1].chain[-1].for_ == "Upland Council"


@pytest.mark.parametrize(
    ("medium", "text"),
    [
        ("Payam-e Halva", "In an interview with the daily Payam-e Halva, Danish envoy Lars Holm said Denmark rejects the offer."),
        ("Kanal 7", "In an interview with the weekly Kanal 7, Danish envoy Lars Holm said Denmark rejects the offer."),
        ("Radio Sant", "In a declaration to Radio Sant, Danish envoy Lars Holm said Denmark rejects the offer."),
    ],
)
def test_the_whole_name_of_a_medium(medium: str, text: str) -> None:
    assert hops(the(text, "reject", outlet="The Halven Post").chain) == ["The Halven Post", medium, "Lars Holm"]
