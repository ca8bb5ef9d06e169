"""What is a threat: to be ready to strike back, to have no choice; not to have one, nor to feel threatened."""

from __future__ import annotations

import pytest
from reading import moves


def acts(text: str) -> set[str]:
    return {move.act for move in moves(text)}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Velmar is ready to respond decisively if Corvane attacks the port, its minister said.", "threaten"),
        ("Velmar has underscored its readiness to impose costs on Corvane if it closes the strait.", "threaten"),
        ("Velmar is ready to respond to the questions of Corvane, its minister said.", "offer"),
        ("Velmar has no choice but to close the strait, its minister said.", "threaten"),
    ],
)
def test_to_be_ready_for_harm_is_a_threat_and_for_talk_an_offer(text: str, act: str) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    "text",
    ["Velmar has a range of options, its minister said.", "Velmar said it feels threatened by the missiles of Corvane."],
)
def test_to_have_a_choice_or_a_fear_is_no_threat(text: str) -> None:
    assert "threaten" not in acts(text)


def test_to_suggest_that_something_is_so_proposes_nothing() -> None:
    told = [move.act for move in moves("Velmar suggested that the fire was set by Corvane.")]
    assert "propose" not in told
