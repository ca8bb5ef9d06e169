"""Acts by the many ways in which reports tell them: idioms, qualities, nouns, silence, yes and no, what is left open."""

from __future__ import annotations

import pytest
from reading import moves, the


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("accept", "Norway gave its blessing to the plan on Monday."),
        ("accept", "Sweden dropped its opposition to the pipeline."),
        ("reject", "Chile distanced itself from the demand."),
        ("reject", "Peru slammed the door on further talks."),
        ("demand", "Norway is holding out for a guarantee in writing."),
        ("demand", "Sweden wants the duty lifted before May."),
        ("appeal", "Chile applied for an extension of the loan."),
        ("propose", "Peru mooted a joint patrol in March."),
        ("threaten", "Norway served notice that it would close the port."),
        ("criticise", "Sweden bristled at the figure."),
        ("support", "Chile lined up behind the compromise."),
        ("position", "Peru made no secret of its preference for a treaty."),
        ("agree", "Norway and Sweden put their signatures to the protocol on Friday."),
        ("meet", "Norway and Sweden sat down at the negotiating table on Friday."),
        ("status", "The talks between Norway and Sweden ran aground on Friday."),
    ],
)  # fmt: skip
def test_idioms_and_light_verbs_tell_acts(act: str, text: str) -> None:
    assert the(text, act)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("offer", "Norway is prepared to open its books."),
        ("offer", "Norway remains willing to receive the envoys."),
        ("offer", "Norway declared itself ready to talk."),
        ("criticise", "Norway was dismayed by the vote."),
        ("commit", "Norway is determined to finish the bridge."),
    ],
)  # fmt: skip
def test_what_a_party_is_told_to_be_is_its_act(act: str, text: str) -> None:
    assert the(text, act).by == ("NOR",)


def test_an_infinitive_is_none_of_the_quality_that_it_sounds_like() -> None:
    assert not [move for move in moves("Norway is to open a bridge on Monday.") if move.act == "offer"]


def test_yes_and_no_answer() -> None:
    assert the("Chile has said yes.", "accept").by == ("CHL",)
    assert the("Peru said no to the plan.", "reject").by == ("PER",)


@pytest.mark.parametrize("text", ["Norway would not be drawn on the date.", "Norway would not say when it will answer."])
def test_who_keeps_silent_says_where_things_stand(text: str) -> None:
    move = the(text, "status")
    assert (move.by, move.modality) == (("NOR",), "actual")


def test_what_one_will_do_oneself_is_bound_to_and_for_something_in_return_offered() -> None:
    assert the("Norway will repair the road.", "commit").modality == "planned"
    assert the("Norway is ready to repair the road if Sweden reopens the bridge.", "offer").modality == "conditional"
    assert the("Norway will close the port if the fleet does not leave.", "threaten").modality == "conditional"


def test_an_infinitive_apart_from_its_verb_is_still_its_object() -> None:
    assert the("Norway undertook on Monday to pay the pensions.", "commit").modality == "actual"


def test_a_past_tense_taken_for_a_participle_is_read_as_the_main_verb() -> None:
    assert the("The Norwegian mediator, Ana Dorst, called upon both sides to show restraint.", "appeal").by == ("NOR",)


def test_what_is_not_ruled_out_is_left_open() -> None:
    move = the("Norway does not exclude a meeting in May.", "offer")
    assert (move.modality, move.polarity) == ("hypothetical", "pos")


def test_what_is_not_accepted_is_rejected() -> None:
    assert the("Norway does not accept the figures.", "reject").polarity == "pos"


def test_a_name_given_to_a_thing_judges_it_and_a_mere_name_does_not() -> None:
    assert the("Norway called the offer a gift to its rivals.", "criticise")
    assert not moves("What Norway calls its coast lies to the west.")


def test_talks_are_described_not_judged() -> None:
    assert the("Norway called the talks long.", "status")
    assert the("Norway described the plan as constructive.", "support")


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("commit", "Norway's pledge to repay the loan came too late."),
        ("support", "Norway's support for the ceasefire came too late."),
    ],
)  # fmt: skip
def test_a_pledge_or_support_may_be_told_by_a_noun_with_its_owner(act: str, text: str) -> None:
    assert the(text, act).by == ("NOR",)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("reject", "“There will be no more money,” Norwegian Foreign Minister Ana Dorst said."),
        ("deny", "“Not a single ship has sailed,” Norwegian Foreign Minister Ana Dorst said."),
        ("reject", "“Six weeks is not an answer,” Norwegian Foreign Minister Ana Dorst said."),
        ("status", "“The request is under review,” Norwegian Foreign Minister Ana Dorst said."),
        ("commit", "“The letters will be published,” Norwegian Foreign Minister Ana Dorst said."),
    ],
)  # fmt: skip
def test_what_a_speaker_says_is_not_was_not_or_will_be(act: str, text: str) -> None:
    assert the(text, act).by == ("NOR",)


def test_no_reply_from_a_party_is_told_of_it() -> None:
    move = the("There was no immediate reply from Norway.", "status")
    assert (move.by, move.polarity) == (("NOR",), "neg")


def test_a_no_that_denies_nothing_is_none() -> None:
    assert the("Norway made no secret of its preference for a treaty.", "position").polarity == "pos"
    assert the("Norway stopped short of a promise.", "status").polarity == "neg"


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("demand", "Norway insisted that Sweden should pay."),
        ("position", "Norway insisted that the bridge was safe."),
        ("commit", "Norway insisted that it would pay."),
    ],
)  # fmt: skip
def test_what_is_insisted_on_is_asked_for_held_or_promised(act: str, text: str) -> None:
    assert the(text, act).by == ("NOR",)


def test_an_offer_that_is_noted_is_not_made() -> None:
    assert [move.act for move in moves("Norway noted the offer.")] == ["status"]


def test_what_is_suggested_or_called_something_with_speech_behind_it_is_an_act() -> None:
    assert the("Norway suggested a cap of 4 million.", "propose").by == ("NOR",)
    assert the("Norwegian Foreign Minister Ana Dorst called the levy “a gift to nobody at all”.", "criticise").by == ("NOR",)


def test_what_is_scheduled_is_still_to_come() -> None:
    assert the("A miners' union has scheduled a rally for Monday.", "deed").modality == "planned"


@pytest.mark.parametrize(
    ("act", "by", "text"),
    [
        ("deed", "NOR", "Norway has stepped up pressure on Sweden to open its market."),
        ("deed", "CHL", "Chile this year has begun putting heavy tariffs on Peruvian fish."),
        ("reject", "NOR", "Sweden and Chile are watching. Norway is opposed to any cut in the quota."),
        ("status", "PER", "Talks between Chile and Peru broke off on Saturday."),
        ("meet", "NOR", "Norway and Sweden are due to meet in Lima on Monday."),
        ("accept", "CHL", "Chile would go along with the plan only if Peru paid."),
        ("accept", "CHL", "Chile is prepared to go along with the plan."),
        ("threaten", "CHL", "Chile is prepared to impose an embargo on Peru."),
        ("threaten", "CHL", "Chile will tear up the contract if Peru sells the gas, the Chilean president said."),
        ("commit", "CHL", "Chile will phase out its export subsidies, it said."),
        ("commit", "CHL", "Chile announced that it would withdraw its troops."),
        ("propose", "EU", "A draft text circulated by Brussels on Wednesday would keep Norway in the union."),
        ("warn", "PER", "Cocoa farmers face ruin, Peru's trade minister said."),
        ("deny", "CHL", "There is no truth in reports that Chile sells weapons, its foreign ministry said."),
        ("deny", "CHL", "Chile insisted that it had not paid a ransom."),
        ("accuse", "PER", "The Peruvian president said Chile had broken its word on the licences."),
        ("accuse", "PER", "“Chile acted in bad faith,” the Peruvian president said."),
        ("offer", "CHL", "An offer by Chile of medical help for Peru was conveyed through the Red Cross."),
        ("commit", "CHL", "A pledge by Chile to guarantee the safety of the crews was conveyed on Sunday."),
        ("propose", "CHL", "“Let us share the water,” the Chilean president said."),
    ],
)  # fmt: skip
def test_acts_in_the_words_of_the_trade_pages(act: str, by: str, text: str) -> None:
    assert by in the(text, act).by


@pytest.mark.parametrize(
    "text",
    [
        "“Release the hostages now,” the Chilean president told Peru.",
        "“Please take back your nationals,” Chilean President Ana Dorst said.",
    ],
)
def test_an_order_in_quotation_marks_asks_for_something(text: str) -> None:
    assert the(text, "appeal").by == ("CHL",)


def test_what_would_be_should_it_happen_is_no_demand() -> None:
    text = "Greece would veto the treaty should Cyprus be left out, the Greek foreign ministry said."
    assert not [move for move in moves(text) if move.act in ("demand", "position")]


@pytest.mark.parametrize(("text", "by"), [("The pope urged Chile to end the strike.", "VAT"), ("The taoiseach urged calm.", "IRL")])
def test_a_post_that_one_state_alone_has_is_of_that_state(text: str, by: str) -> None:
    assert the(text, "appeal").by == (by,)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("propose", "Chile suggested to Peru and Norway that the three exchange data before the dam is filled."),
        ("meet", "Chile and Peru went back to the bargaining table in Lima on Tuesday."),
        ("deny", "Chile dismissed as untrue a report that it was in talks with Peru."),
        ("warn", "Two million people will be at risk if the dam is filled, the Peruvian minister said."),
        ("status", "No talks have been scheduled between Chile and Peru, the Chilean foreign ministry said."),
        ("deed", "Halcyon Ports dismissed 400 workers on Friday."),
        ("position", "Chile reaffirmed its view that the strait is an inland sea."),
    ],
)
def test_what_a_day_a_particle_or_a_noun_makes_of_a_verb(act: str, text: str) -> None:
    assert the(text, act)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("propose", "Chile suggested that a joint group be set up."),
        ("appeal", "A plea to reopen the port came from Peru on Friday."),
        ("reject", "Chile rejected Ruling No. 7."),
        ("agree", "The union and Halcyon Ports reached a contract on Friday."),
        ("demand", "Chile insisted that inspectors be admitted to the port."),
    ],
)
def test_what_is_to_be_done_is_asked_or_put_forward(act: str, text: str) -> None:
    assert the(text, act)


def test_general_motors_is_no_general() -> None:
    assert the("General Motors rejected the offer on Friday.", "reject").by == ("General Motors",)


@pytest.mark.parametrize("what", ["Peru make the loss good", "Peru withdraw its ships", "Peru pay the fine"])
def test_what_somebody_suggests_is_put_forward_and_not_told_as_done(what: str) -> None:
    assert [(move.act, move.by, move.to) for move in moves(f"Chile suggested that {what}.")] == [("propose", ("CHL",), ("PER",))]


def test_what_stands_before_a_semicolon_is_not_said_by_who_stands_behind_it() -> None:
    asked = the("Chile agreed on the spot; Peru asked for a week.", "appeal")
    assert (asked.by, asked.text) == (("PER",), "Peru asked for a week")
