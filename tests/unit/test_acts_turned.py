"""What becomes of an act that is negated, that only would be done, or that waits for another; set phrases; who vouches."""

from __future__ import annotations

import pytest
from reading import the


@pytest.mark.parametrize(
    ("act", "modality", "polarity", "text"),
    [
        ("accept", "planned", "pos", "Norway said it would not oppose the extension."),
        ("deny", "actual", "pos", "“We have never opposed the extension,” the Norwegian minister said."),
        ("reject", "actual", "pos", "Norway is not inclined to link the two questions."),
        ("reject", "actual", "pos", "The union of Norway will not be signing the protocol."),
        ("status", "actual", "neg", "Norway has not put forward a proposal of its own."),
        ("deny", "actual", "pos", "“We did not propose a delay,” the Norwegian minister said."),
        ("reject", "actual", "pos", "“I don't negotiate by radio,” the Norwegian minister said."),
        ("commit", "planned", "pos", "“We will not rest until they are home,” the Norwegian minister said."),
        ("criticise", "actual", "pos", "Norway is not happy with the map."),
        ("offer", "hypothetical", "pos", "Norway left open the possibility of a second visit."),
        ("reject", "actual", "neg", "Norway did not rule out a second visit."),
        ("appeal", "planned", "pos", "Norway said it would ask for a review in May."),
        ("commit", "conditional", "pos", "Norway will stick to the accord as long as Sweden does."),
        ("status", "actual", "neg", "The Norwegian minister did not wish to go into details."),
        ("status", "actual", "neg", "The Norwegian minister declined to be drawn on the figure."),
    ],
)
def test_what_is_negated_or_to_come_turns_into_another_act(act: str, modality: str, polarity: str, text: str) -> None:
    move = the(text, act)
    assert (move.modality, move.polarity) == (modality, polarity)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("offer", "Norway said it would pay the fees if Sweden opened its ports."),
        ("threaten", "Norway said it would close its ports unless Sweden paid the fees."),
        ("threaten", "Norway said that, failing that, it would close its ports."),
        ("offer", "Norway said it was willing to send observers should the truce be extended."),
        ("offer", "Norway said it would be prepared to open its books, were Sweden to come forward with a better price."),
        ("offer", "Norway said it would be open to talks, so long as the ban was lifted."),
    ],
)
def test_what_waits_for_another_is_offered_or_threatened(act: str, text: str) -> None:
    move = the(text, act)
    assert move.modality == "conditional"
    assert move.condition


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("deny", "Norway disputes the figure."),
        ("appeal", "Norway has sought a review of the duty."),
        ("position", "Norway sought to calm buyers."),
        ("demand", "Norway insisted that inspectors be admitted at once."),
        ("accuse", "Norway complained that its trawlers had been chased."),
        ("warn", "Norway fears that the queue will reach the bridge."),
        ("expect", "Norway expressed confidence that Sweden would return the draft."),
        ("position", "Norway stood by every word."),
        ("support", "Norway called the plan for the port a victory."),
        ("criticise", "Norway called the plan for the port an insult."),
        ("deed", "Norway put its boycott on ice on Monday."),
        ("reject", "Norway does not want the road to run west."),
    ],
)
def test_a_verb_tells_its_act_by_what_stands_beside_it(act: str, text: str) -> None:
    assert the(text, act)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("reject", "“There is no question of a third bridge,” the Norwegian minister said."),
        ("position", "“The deadline stands,” the Norwegian minister said."),
        ("offer", "“The door is open,” the Norwegian minister said."),
        ("reject", "“The door is shut,” the Norwegian minister said."),
        ("criticise", "“The price is too high,” the Norwegian minister said."),
        ("status", "“It is too early to talk about it,” the Norwegian minister said."),
        ("demand", "“The strikers have until Friday,” the Norwegian minister said."),
        ("threaten", "The Norwegian minister said that boats which stay in the strait would be seized."),
        ("accept", "“The answer is yes,” the Norwegian minister said."),
        ("criticise", "“Nobody asked us,” the Norwegian minister said."),
        ("assess", "“We will win the vote,” the Norwegian minister said."),
    ],
)
def test_set_phrases_do_what_no_verb_of_theirs_names(act: str, text: str) -> None:
    assert the(text, act)


def test_what_is_only_said_of_somebody_is_alleged() -> None:
    assert the("Norway is said to have asked for a delay.", "appeal").modality == "alleged"
    assert the("Norway has asked for a delay.", "appeal").modality == "actual"


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("agree", "Both commissions agreed on Monday to repeat the exchange."),
        ("agree", "The army and the River Front agreed to keep their patrols apart."),
        ("accept", "Norway agreed to repeat the exchange."),
        ("reject", "Norway refused to discuss the text."),
        ("status", "Norway refused to comment on the letter."),
        ("reject", "Norway has no intention of paying the fee."),
        ("commit", "Norway has no intention of attacking the port."),
    ],
)
def test_several_agree_with_one_another_and_what_is_not_meant_is_refused(act: str, text: str) -> None:
    assert the(text, act)
