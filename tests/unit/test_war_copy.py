"""Copy on truces, hostages and peace talks: what is done in passing there, and what only looks like a move."""

from __future__ import annotations

import pytest
from reading import behind, moves, the

TALKS = "GENEVA - Norway and Iceland are in peace talks. "


def test_who_walks_out_accusing_another_does_both() -> None:
    text = TALKS + "Iceland walked out accusing Norway of not respecting the truce."
    assert the(text, "accuse").by == ("ISL",)
    assert the(text, "deed").by == ("ISL",)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("reject", "The talks collapsed on Sunday with Iceland refusing to sit down with the Norwegian side."),
        ("accuse", "The talks collapsed on Sunday, with Iceland charging that Norway had not kept its word."),
        ("demand", "The talks stalled with Iceland demanding a withdrawal."),
    ],
)
def test_what_somebody_does_while_the_talks_go_wrong_is_told_behind_a_with(act: str, text: str) -> None:
    found = behind(TALKS, text, act)
    assert found.by == ("ISL",)
    assert found.text.startswith("Iceland ")


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("accept", "Norway's envoy said the draft was one that Iceland could live with."),
        ("criticise", "Iceland charged that Norway had not kept its promise to disarm a shadowy militia called the Owls."),
        ("deed", "Norway met the few Icelandic captains who did not boycott the talks."),
        ("meet", "Norway's envoy tried to persuade Iceland to stay and talk with the mayor."),
        ("meet", "“We have not decided on the port, but that is to be discussed,” the Norwegian minister said."),
        ("deed", "The envoys continued their talks over opening roads, releasing prisoners and ending raids."),
        ("accept", "Norway said it would get Iceland to accept the plan."),
        ("deed", "Norway refused to let the inspectors take samples from the plant."),
        ("deed", "A statement released by the Norwegian mission said the talks would go on."),
        ("reject", "Iceland accused Norway of clinging to its old line and rejecting all safeguards against raids."),
        ("meet", "Norway declared a fresh round of protests against the arrest."),
        ("commit", "Norway stressed the importance of a commitment by Iceland to the talks."),
        ("agree", "Neither side reported any agreement."),
        ("agree", "Norway will send observers, but only if a deal is reached first and both sides agree on a truce."),
        ("agree", "Norway said it was using all means to resolve the dispute."),
        ("deed", "Norway asked about the sailors held by Iceland."),
        ("accept", "The Norwegian minister said he would not step down, nor would he accept a vote."),
        ("appeal", "Norway said the two would have to lay down their arms and ask for an amnesty."),
        ("commit", "Norway backs a cabinet that would include Iceland."),
        ("commit", "The talks promise to be difficult."),
        ("demand", "Norway was told not to expect what it wants."),
        ("reject", "“We could not conclude a pact,” the Norwegian minister said."),
    ],
)
def test_what_nobody_is_told_to_have_done_is_no_move(act: str, text: str) -> None:
    assert act not in [move.act for move in moves(text)]


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("appeal", "Norway tried in vain to persuade Iceland to stay."),
        ("accuse", "Norway said Iceland was responsible for the kidnapping."),
        ("accuse", "Norway said Iceland would be held responsible for the lives of the hostages."),
        ("threaten", "Norway vowed to resume fighting if its terms were not met."),
        ("reject", "“We are in no position to attend the talks,” the Norwegian minister said."),
        ("demand", "Norway was also seeking a commitment to respect the truce."),
        ("demand", "Norway links acceptance of a truce to progress on reforms."),
        ("offer", "“We are available for consultations if the other side honours the pact,” the Norwegian minister said."),
        ("position", "Norway said its truce was a sign of goodwill."),
        ("accuse", "The Norwegian minister claimed that Iceland was avoiding “substantive negotiations” on the border."),
        ("position", "Norway stressed the importance of a commitment by all sides to the talks."),
        ("threaten", "Norway said that was part of the deal and has threatened to walk out if it is not met."),
        ("reject", "Norway said it was inclined to reject the plan."),
        ("criticise", "The plan was strongly attacked by Norway."),
        ("deed", "Iceland spent four weeks haggling over the border, until the Norwegian side walked out on Sunday."),
        ("accuse", "Norway responded by charging that Iceland had broken the truce."),
        ("reject", "Norway said it would not consider holding a vote."),
        ("reject", "The Norwegian minister said he would not step down, nor would he accept a vote."),
        ("position", "Norway said it would stick to its main demand."),
        ("demand", "“We demand nothing less than a full truce,” the Norwegian minister said."),
        ("demand", "Norway outlined its conditions for a truce."),
        ("commit", "Norway announced a limited amnesty."),
        ("demand", "Norway's main demand was the release of all prisoners."),
        ("reject", "Norway refused to meet an Icelandic team, saying it had only come to brief the mayor."),
    ],
)
def test_what_is_done_on_the_way_to_a_truce(act: str, text: str) -> None:
    assert behind(TALKS, text, act).by == ("NOR",)


def test_what_is_not_decided_is_no_denial() -> None:
    text = TALKS + "“We still have not decided whether the truce comes first,” the Norwegian minister said."
    assert [(move.act, move.polarity) for move in moves(text)][1:] == [("status", "neg")]


def test_who_does_not_show_up_is_told_of() -> None:
    stayed = moves(TALKS + "The Norwegian team did not show up.")[-1]
    assert (stayed.act, stayed.polarity, stayed.by) == ("status", "neg", ("NOR",))


def test_who_is_told_to_be_to_blame_does_nothing_by_it() -> None:
    assert [move.by for move in moves(TALKS + "Norway said Iceland was responsible for the raid.")][1:] == [("NOR",)]


def test_what_would_come_of_a_thing_is_nobodys_offer() -> None:
    text = "Norway's envoy said that if Iceland brought up the raid, it would create a bad atmosphere."
    assert not [move for move in moves(TALKS + text) if move.act == "offer"]
