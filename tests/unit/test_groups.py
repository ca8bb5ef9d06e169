"""Compound and partial parties: the bloc or its members are the party, and whether only some of them are meant is kept."""

from __future__ import annotations

import pytest
from reading import moves, reading, the


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        (("NATO",), "Some NATO countries rejected the plan."),
        (("WEST",), "Several Western governments rejected the plan."),
        (("EU",), "Many EU member states rejected the plan."),
        (("EU",), "The European Union met on Monday. Most members of the bloc rejected the plan."),
        (("NORDIC",), "Two of the five Nordic countries rejected the plan."),
        (("ASEAN",), "Half of the ASEAN states rejected the plan."),
        (("OPEC",), "At least three OPEC members rejected the plan."),
        (("African countries",), "A number of African countries rejected the plan."),
        (("Paris Club",), "A handful of Paris Club members rejected the plan."),
        (("USA", "NATO"), "The US and its allies rejected the plan."),
        (("FRA", "DEU", "EU"), "France, Germany and other EU countries rejected the plan."),
    ],
)
def test_some_of_a_group(by: tuple[str, ...], sentence: str) -> None:
    move = the(sentence, "reject")
    assert (move.by, move.partial) == (by, True)


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        (("WEST",), "On Monday western governments rejected the plan."),
        (("WEST",), "On Monday the West rejected the plan."),
        (("BALTIC",), "The three Baltic states rejected the plan."),
        (("G7",), "G7 leaders rejected the plan."),
        (("EU",), "All 27 member states of the EU rejected the plan."),
        (("EU",), "EU countries rejected the plan."),
        (("FRA", "DEU"), "France and Germany rejected the plan."),
        (("CZE", "SVK"), "The Czech and Slovak governments rejected the plan."),
    ],
)
def test_a_group_as_a_whole(by: tuple[str, ...], sentence: str) -> None:
    move = the(sentence, "reject")
    assert (move.by, move.partial) == (by, False)


def test_the_group_as_given_stays_in_the_words_of_the_move() -> None:
    assert "Some NATO countries" in the("Some NATO countries rejected the plan.", "reject").content


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ("Harbour Workers' Union", "The Harbour Workers' Union rejected the offer."),
        ("Corvane Lines", "Corvane Lines rejected the offer."),
        ("Green Alliance", "The Green Alliance rejected the offer."),
        ("Social Democrats", "The Social Democrats rejected the offer."),
        ("dockers' union", "The dockers' union rejected the offer."),
    ],
)
def test_parties_at_home_stay_as_named(by: str, sentence: str) -> None:
    assert the(sentence, "reject").by == (by,)


def test_a_ministry_of_labour_is_not_the_labour_party() -> None:
    found = moves("The Labour Ministry rejected the claim on Monday. Labour Secretary Ann Hill urged both sides to talk.")
    assert found and not [m for m in found if "LABOUR" in m.by]
    assert the("Labour rejected the offer on Monday.", "reject").by == ("LABOUR",)
    assert {m.party for m in reading("The Polish Labour Ministry met the miners.").mentions} >= {"POL", "Labour Ministry"}
