"""Parties that act together: told in a row, meant by "the leaders", or met by the title of a release."""

from __future__ import annotations

import pytest
from reading import reading

ROW = (
    "Today, President Ane Holm of Norway, Chancellor Ida Roth of Germany, Prime Minister Jon Vey of Italy, Prime Minister Tom Hale "
    "of the United Kingdom, and President Lea Dorn of Denmark held a call."
)
FIVE = ("NOR", "DEU", "ITA", "GBR", "DNK")


def acting(text: str, act: str, title: str | None = None, outlet: str | None = None) -> tuple[str, ...]:
    """Who does that act in a report."""
    return next(move.by for move in reading(text, title=title, outlet=outlet).moves if move.act == act)


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (FIVE, ROW),
        (
            ("NOR", "DNK", "EU"),
            "Norwegian Prime Minister Ane Holm, Danish Foreign Minister Ida Roth, and EU commissioner Jon Vey met on Monday in "
            "Oslo.",
        ),
        (("USA", "NOR", "DNK"), "U.S., Norwegian and Danish government officials met in Oslo, Bergen and Malmo in recent weeks."),
        (("NOR", "DNK", "SWE", "FIN"), "Norway, Denmark, Sweden and Finland met on Monday."),
    ],
)
def test_all_who_are_told_in_a_row_act(by: tuple[str, ...], text: str) -> None:
    assert acting(text, "meet") == by


@pytest.mark.parametrize("them", ["The leaders", "They", "The presidents"])
def test_the_leaders_are_all_who_met(them: str) -> None:
    assert acting(f"{ROW} {them} agreed to keep the strait open.", "agree") == FIVE


def test_three_who_met_are_the_three_leaders() -> None:
    text = "Norway, Denmark and Sweden met in Oslo. Finland sent a letter. The three leaders agreed to keep the strait open."
    assert acting(text, "agree") == ("NOR", "DNK", "SWE")


def test_the_two_leaders_are_two() -> None:
    assert len(acting(f"{ROW} The two leaders agreed to keep the strait open.", "agree")) == 2


@pytest.mark.parametrize(
    ("by", "title"),
    [
        (
            ("NOR", "FRA", "DEU"),
            "Readout of Prime Minister Holm's Call with President Vey of France and Chancellor Roth of Germany",
        ),
        (("NOR", "DNK"), "Telephone conversation between the Prime Ministers of Norway and Denmark on fisheries in Iceland"),
    ],
)
def test_the_title_of_a_release_says_who_met(by: tuple[str, ...], title: str) -> None:
    text = "The Prime Minister told of the letter that Finland had sent. The leaders agreed to keep the strait open."
    assert acting(text, "agree", title, "Government of Norway") == by
