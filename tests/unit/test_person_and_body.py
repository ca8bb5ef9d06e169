"""Persons and the bodies they speak for, where the name and the post stand apart or the words beside the name tell of something else."""

from __future__ import annotations

import pytest
from reading import moves, the


@pytest.mark.parametrize(
    ("by", "report"),
    [
        (("Grain Board",), "The Grain Board will meet, its chairwoman said.\n\nAnna Holm told reporters that she rejected the plan."),
        (("PER",), "Peru's labour minister said that ports would close. The strike began in May.\n\n“We reject the plan,” Rosa Vidal said."),
        (("Corvane Lines",), "The chief executive of Corvane Lines has met pilots.\n\nIn an interview Carl Berg rejected the plan."),
        (("DNK",), "Denmark is content, its chief negotiator told this paper.\n\nLars Holm rejected the plan."),
        (("UN",), "The United Nations will not wait, its commander in Tarnholm said.\n\nBrigadier Tom Hale rejected the plan."),
    ],
)
def test_a_name_without_a_word_beside_it_is_that_of_the_post_told_before(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by


@pytest.mark.parametrize(
    "report",
    [
        # Somebody else is told to have the post, or is named so in between.
        "Peru's labour minister said that ports would close. The minister, Carlos Vega, left.\n\nRosa Vidal rejected the plan.",
        # Anybody may be an official, and a man is no spokeswoman.
        "A Peruvian official said that ports would close.\n\nRosa Vidal rejected the plan.",
        "Peru's spokeswoman said that ports would close.\n\nCarlos Vega rejected the plan.",
        # What stands behind the name tells who it is.
        "Peru's labour minister said that ports would close.\n\nRosa Vidal, who has a stall there, rejected the plan.",
    ],
)
def test_not_everybody_named_after_a_post_holds_it(report: str) -> None:
    assert ("PER",) not in [move.by for move in moves(report) if move.act == "reject"]


def test_where_somebody_is_from_is_not_whom_he_speaks_for() -> None:
    text = "The helicopters must go, {}'s chief negotiator said. “They must,” the negotiator, {}, said. He rejected the plan."
    assert the(text.format("NATO", "Tom Hale of Canada"), "reject").by == ("NATO",)
    assert the(text.format("NATO", "Canadian diplomat Tom Hale"), "reject").by == ("NATO",)


def test_a_colleague_from_elsewhere_is_of_the_country_named() -> None:
    text = "Danish envoy Anna Holm went home. Her Portuguese colleague, Rui Costa, rejected the plan."
    assert the(text, "reject").by == ("PRT",)


def test_who_once_was_something_else_holds_his_post() -> None:
    text = "Peru will wait, President Carlos Vega said. Vega, a former union lawyer, rejected the plan."
    assert the(text, "reject").by == ("PER",)


def test_an_institute_of_makers_is_no_place_of_learning() -> None:
    assert the("Tom Hale of the Barge Exporters Institute rejected the plan.", "reject").by == ("Barge Exporters Institute",)


def test_a_chairman_of_the_federation_is_of_the_one_told_before() -> None:
    text = "Chile and the European Union signed. The ferrymen's federation will strike. “We reject it,” federation chairman Tom Hale said."
    assert the(text, "reject").by == ("ferrymen's federation",)


@pytest.mark.parametrize(
    ("by", "report"),
    [
        (("Shore Table",), "Ana Ruiz has not slept at home. The 41-year-old inspector leads the Shore Table. Ruiz rejected the plan."),
        (("Shore Table",), "The Shore Table met. A retired general who advises it, Tom Hale, rejected the plan."),
        (("Grain Board",), "The Grain Board met. Ann Hill, once Denmark's envoy, chairs the board. Hill rejected the plan."),
    ],
)
def test_who_leads_a_body_speaks_for_it(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by


@pytest.mark.parametrize(
    ("by", "report"),
    [
        (("Corvane",), "Carl Berg, Lima director of Denmark's Corvane, rejected the plan. Corvane shut."),
        (("USA",), "Chile met Peru. On Friday U.S. Under Secretary Tom Hale rejected the plan."),
        (("Grain Board",), "The Grain Board met. Its president, Chilean councillor Rosa Vidal, rejected the plan."),
        # Who is not in office yet, or lawyer of those who sue.
        (("Omar Nassif",), "TARNHOLM - Chile waits. Prime Minister-designate Omar Nassif rejected the plan."),
        (("Tom Hale",), "Corvane Lines lost. Tom Hale, an attorney for the plaintiffs, rejected the plan."),
        (("Leah Crane",), "Senator Leah Crane, who chairs the harbour reforms panel, rejected the plan."),
    ],
)
def test_what_stands_beside_a_post_is_not_always_whose_it_is(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by


@pytest.mark.parametrize(
    ("by", "report"),
    [
        (
            ("Coastal Fisheries Organization",),
            "Chile left the yearly meeting of the Coastal Fisheries Organization. The European Union stayed. "
            "The chairman, Tom Hale, rejected the plan.",
        ),
        (("peace conference",), "Delegates left the peace conference. The Grain Board stayed. The chairman, Tom Hale, rejected the plan."),
        (("Grain Board",), "At a news conference the Grain Board spoke. The chairman, Tom Hale, rejected the plan."),
    ],
)
def test_the_chairman_is_of_what_meets(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by
