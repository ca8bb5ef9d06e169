"""Copy on truces, hostages and peace talks: what is done in passing there, and what only looks like a move."""

from __future__ import annotations

import pytest
from reading import moves, the

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
    found = the(TALKS + text, act)
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
    ],
)
def test_what_nobody_is_told_to_have_done_is_no_move(act: str, text: str) -> None:
    assert act not in [move.act for move in moves(text)]
