"""A text that is spoken of as known is one that was told of before; a new one is introduced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from communique.assemble.evidence import of_another, part_of, pointed_at


@dataclass(frozen=True)
class Said:
    """What a move says, which is all that is looked at here."""

    text: str
    act: str = "reject"


def moves(text: str) -> Any:
    return [Said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The two drafts, made public on Monday, would oblige Velmar to open the port",
        "we have sent drafts of the relevant agreements to our colleagues in Corvane",
        "its proposals were handed to the mediator",
        "The plan would also bind the pilots' union",
    ],
)
def test_a_text_with_an_article_or_an_owner_is_known(text: str) -> None:
    assert pointed_at(moves(text))


@pytest.mark.parametrize(
    "text",
    [
        "Velmar presented two draft agreements to Corvane",
        "the proposal to close the northern quay",
        "we started the drafting of new agreements",
        "the ministry is preparing a plan",
    ],
)
def test_a_text_that_is_introduced_or_said_what_it_is_about_is_not(text: str) -> None:
    assert not pointed_at(moves(text))


def test_both_provisions_are_parts_of_what_was_told() -> None:
    event: Any = Said("", "reject")
    assert part_of(event, moves("However, both provisions were rejected by Corvane"))
    assert not part_of(event, moves("Corvane rejected the accusation"))


def test_who_speaks_of_another_s_draft_in_his_own_words_has_not_put_it_forward() -> None:
    assert of_another(moves("there are things in Velmar's drafts on which we shall never agree"))
    assert not of_another(moves("Velmar's drafts were published on Monday"))
