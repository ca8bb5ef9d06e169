"""Whose "the government", "the Interior Ministry" and a bare minister are in a report that does not say it beside them."""

from __future__ import annotations

import pytest
from reading import the


@pytest.mark.parametrize(
    ("by", "outlet", "report"),
    [
        # The dateline names the country; what is named besides only helps or lies somewhere.
        (
            "EST",
            None,
            "TALLINN, Estonia - The government broke off talks with the Harbour Front on Monday. Norway has been host since May."
            " Interior Minister Mart Roose rejected the plan.",
        ),
        # The outlet has its name from a people or a capital, and the report opens with a minister whose state it does not tell.
        (
            "NOR",
            "Norwegian Herald",
            "Fisheries Minister Kari Lund met the Reindeer Owners' Board yesterday. The hall is let to a Japanese firm."
            " Lund rejected the plan.",
        ),
        ("EST", "Tallinn Evening News", "Justice Minister Mart Roose met the judges yesterday. Roose rejected the plan."),
        # A ministry is that of the country whose affairs are told, named before it or not.
        ("EST", "Tallinn Evening News", "The judges struck on Monday. The Finance Ministry rejected the plan."),
        ("NOR", None, "The Finance Ministry rejected the plan. Some 900 judges are at work in Norway. Judges in Norway met."),
    ],
)
def test_an_office_of_the_country_that_the_report_is_written_in(by: str, outlet: str | None, report: str) -> None:
    assert the(report, "reject", outlet=outlet).by == (by,)


def test_a_report_from_a_continent_is_of_no_state_of_its_name() -> None:
    text = "The army met the Harbour Front. President Rosa Vidal rejected the plan."
    assert the(text, "reject", outlet="Latin American Wire").by != ("USA",)


@pytest.mark.parametrize(
    ("by", "report"),
    [
        (("NOR",), "The Kven Parliament sat on Monday. Norway's north is vast. Trade Minister Kari Lund rejected the plan."),
        (("Kven Parliament",), "The Kven Parliament sat on Monday. Norway's north is vast. Speaker Kari Lund rejected the plan."),
        (("Kven Parliament",), "Norway's north is vast. The Kven Parliament rejected the plan."),
    ],
)
def test_a_parliament_has_a_speaker_and_no_ministers(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by


def test_what_lies_across_countries_is_none_of_them() -> None:
    text = "Growers opened the Pan-American Highway in southern Chile on Monday after the government had rejected the plan."
    assert the(text, "reject").by == ("CHL",)


def test_what_has_a_mayor_is_no_state() -> None:
    text = "SANTIAGO, March 3 - Halven's mayor met the growers. Health Minister Rosa Vidal rejected the plan."
    assert the(text, "reject").by == ("CHL",)


@pytest.mark.parametrize(
    ("by", "report"),
    [
        ("Minta Alta", "BERLIN, March 3 - The law was read. Governor Ann Hill of Minta Alta rejected the plan."),
        ("Bavaria", "BERLIN, March 3 - The law was read in Bavaria. Bavaria's premier, Ann Hill, rejected the plan."),
    ],
)
def test_who_governs_a_part_of_a_state_speaks_for_it(by: str, report: str) -> None:
    assert the(report, "reject").by == (by,)


@pytest.mark.parametrize(
    ("by", "report"),
    [
        ("DNK", "Peruvian delegate Carlos Vega spoke first. His Danish colleague, Ann Hill, rejected the plan."),
        ("USA", "Chile met the Coastal Group. On Monday U.S. Under Secretary Tom Hale rejected the plan."),
        ("PER", "Chile met Peruvian delegate Carlos Vega. Mr Vega said his Government rejected the plan."),
        ("CHL", "SANTIAGO, March 3 - Nurses struck. Public Service Minister Rosa Vidal rejected the plan."),
    ],
)
def test_whose_the_words_beside_a_post_say_it_is(by: str, report: str) -> None:
    assert the(report, "reject").by == (by,)


def test_a_minister_of_the_state_that_the_report_is_written_in_is_not_the_firms_that_stands_out() -> None:
    text = (
        "MEXICO CITY - Operators accepted a raise from Comunica del Oriente on Monday. It sells calls along the U.S. border.\n\n"
        "Labor Minister Rosa Vidal rejected the plan."
    )
    assert the(text, "reject").by == ("MEX",)


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (("NOR",), "OSLO - The prime minister rejected the plan."),
        (("NOR",), "Norway met the union. The new foreign minister rejected the plan."),
        (("NOR",), "Norway met the Harbour League. The prime minister's office rejected the plan."),
        (("NOR",), "OSLO - The Harbour League met on Monday. A presidential spokesman rejected the plan."),
        (("former foreign minister",), "Norway met the union. The former foreign minister rejected the plan."),
    ],
)
def test_a_prime_or_foreign_minister_without_a_state_is_the_reports_own(by: tuple[str, ...], text: str) -> None:
    assert the(text, "reject").by == by


def test_ministers_that_are_counted_are_not_all_of_one_state() -> None:
    assert the("OSLO - The 27 foreign ministers rejected the plan.", "reject").by != ("NOR",)
