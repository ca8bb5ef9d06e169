"""Reports of strikes, tariffs, debts and quotas: what their turns of phrase do, and which of their clauses tell of nobody's act."""

from __future__ import annotations

import pytest
from reading import behind, moves, reading, the

SCENE = "OSLO - Norway and Iceland are in talks on cod. "


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("threaten", "Norway told Iceland it has a month to seal a deal or face tariffs on all its exports."),
        ("threaten", "Norwegian officials said Iceland had three weeks to agree or face further duties."),
        ("warn", "The Norwegian minister said the yards must cut costs or face closure."),
        ("threaten", "Norway warned Iceland it may impose duties if the boats stay."),
        ("threaten", "Norway said it would consider measures if Iceland imposes the levy."),
        ("threaten", "The Norwegian minister said she was considering stripping Icelandic ships of their licences."),
        ("demand", "“The onus is now on Iceland to come forward,” the Norwegian minister said."),
        ("demand", "Norway said that Iceland needed to reform its farm subsidies first."),
        ("demand", "Norway was seeking a commitment to the pact."),
        ("reject", "Norway said it will not discuss the islands."),
        ("reject", "Norwegian members voted to reject the offer."),
        ("support", "Norway agreed with the court's ruling."),
        ("position", "“Our position has not changed,” the Norwegian minister wrote."),
        ("criticise", "“We have not been heard,” the Norwegian minister said."),
        ("criticise", "“We do not believe this is the best way to settle it,” the Norwegian minister said."),
        ("criticise", "“The targets are not ambitious enough,” the Norwegian minister said."),
        ("criticise", "“The draft jeopardises our fishing towns,” the Norwegian minister said."),
        ("criticise", "“The problem is that Iceland is breaking ranks,” the Norwegian minister said."),
        ("criticise", "“The offer failed to come close,” the Norwegian minister said."),
        ("criticise", "Norway said the argument that the duties were needed was an affront."),
        ("warn", "The Norwegian minister said failure to agree would send prices down."),
        ("assess", "“I do not think any such measures will be taken,” the Norwegian minister said."),
        ("status", "“We still have not decided whether to go,” the Norwegian minister said."),
        ("status", "“We have not found a solution yet,” the Norwegian minister said."),
        ("status", "Norway said the map would not be public until July."),
        ("criticise", "The Norwegian minister said the proposals were not credible."),
        ("criticise", "“The firm has not given us a whole lot,” the Norwegian minister said."),
        ("criticise", "Norway said the offer was not in the interests of its fishermen."),
        ("reject", "The Norwegian minister said they were not interested in any figure."),
        ("status", "“We will not reach an understanding in July,” the Norwegian minister said."),
        ("status", "Norway and Iceland disagree how the fund should be run."),
        ("position", "Norway said no agreement can lead to a ban on cod fishing."),
        ("position", "Norway said it was looking to translate the accord into law."),
        ("demand", "The Norwegian government is seeking twice the offer."),
        ("threaten", "The Norwegian minister said Norway would consider leaving the council."),
    ],
)
def test_what_a_turn_of_phrase_does(act: str, text: str) -> None:
    assert "NOR" in behind(SCENE, text, act).by


@pytest.mark.parametrize(
    "text",
    [
        "Norway rejected the terms, raising the threat of a price war.",
        "Norway rejected the terms, sending negotiators back to Bergen.",
        "Norway did not say when it would lift its duties.",
        "Norway rejected an offer made by Iceland to help restructure its debts.",
        "Norway rejected the terms, trying to save the pact.",
        "Norway rejected the terms, as required by law.",
        "Norway spoke of the lack of any concessions by Iceland.",
    ],
)
def test_what_stands_behind_a_deed_is_no_move(text: str) -> None:
    found = {move.act for move in moves(SCENE + text)}
    assert not found & {"threaten", "meet", "deed", "position", "demand", "accept", "commit"}


def test_the_second_half_of_a_condition_is_not_done() -> None:
    found = moves("Norway said it would sign if Iceland agrees to leave and begins disarming its boats.")
    assert not [move for move in found if move.act in ("deed", "accuse")]


def test_what_there_is_time_for_is_not_done() -> None:
    found = moves(SCENE + "Norway said Iceland had three weeks to agree to the cap or face duties.")
    assert not [move for move in found if move.act == "accept"]


def test_what_somebody_thinks_another_will_do_is_his_view() -> None:
    view = the("The Norwegian minister said she thought the Icelandic crews would begin slowing down on Tuesday.", "assess")
    assert view.by == ("NOR",)


def test_a_day_that_stands_before_the_verb_is_not_its_subject() -> None:
    failed = the("Norwegian oil ministers, faced with the threat of a price collapse, Thursday failed to agree on quotas.", "status")
    assert (failed.by, failed.polarity) == (("NOR",), "neg")


def test_what_is_owed_and_not_done_is_how_it_stands() -> None:
    owed = the("OSLO - Norway has not paid Iceland any interest.", "status")
    assert (owed.by, owed.polarity) == (("NOR",), "neg")


def test_no_further_talks_are_no_talks() -> None:
    none = the("OSLO - No further sessions have been scheduled between Norway and Iceland for this week.", "status")
    assert none.polarity == "neg"


def test_how_an_offer_was_met_is_told_behind_it() -> None:
    assert the(SCENE + "Norway unveiled a proposal on Thursday that Iceland immediately rejected.", "reject").by == ("ISL",)


def test_a_condition_turned_about_is_not_done() -> None:
    found = moves("“Should Iceland change its mind and be willing to talk, we remain willing to meet,” the Norwegian minister said.")
    assert not [move for move in found if move.by == ("ISL",)]


def test_who_a_body_is_made_up_of_is_no_agreement() -> None:
    found = moves(SCENE + "The Norwegian council, made up of towns with claims on Iceland, said it was ready to meet.")
    assert not [move for move in found if move.act == "agree"]


def test_whose_wrong_is_suggested_is_accused() -> None:
    text = "The Norwegian minister suggested that Iceland was trying to unjustly increase its catch in Norwegian waters."
    assert the(SCENE + text, "accuse").by == ("NOR",)


def test_early_in_the_day_is_that_day() -> None:
    assert reading("Norway issued a statement early in the day.").moves
