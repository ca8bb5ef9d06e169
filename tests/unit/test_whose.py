"""Whose a move is where names are strange, short or missing: interviews, invented states, seats, groups, people of a group."""

from __future__ import annotations

import pytest
from reading import moves, the


@pytest.mark.parametrize(
    ("by", "report"),
    [
        # Names from languages that write them otherwise.
        (("QAT",), "The Qatari spokesman Hamid al-Marrakan met the press. Al-Marrakan rejected the plan."),
        (("SAU",), "The Saudi delegate, Nasir al-Dawhan, rejected the plan."),
        (("KOR",), "South Korea's Deputy Trade Minister Cho Myung-rae met the press. Cho rejected the plan."),
        # What only looks like part of a name.
        (("AUS",), "The Australian minister rejected the plan."),
        (("Northern League",), "Secretary General Ann Hill of the Northern League rejected the plan."),
        (("General Committee of the Synod",), "The General Committee of the Synod rejected the plan."),
        (("NOR",), "Deputy Minister Ann Hill of Norway and Tom Hale, an envoy of Velmar, met. Hill rejected the plan."),
        (("THA",), "On Monday Thai army spokesman Maj. Preeda Boonsom rejected the plan."),
        # Short forms.
        (("Free Upland Church",), "The Free Upland Church met on Monday. The Free Upland rejected the plan."),
        (("Dockers' Union",), "The Dockers' Union met on Monday. Union rejected the plan."),
        # Groups and their people.
        (("dockers",), "The dockers met on Monday. Tom Hale of the dockers rejected the plan."),
        (("relatives",), "About 200 relatives rejected the plan."),
        (("Fenamar",), "On Monday the processors, gathered in the chamber Fenamar, rejected the plan."),
        (("Harbour Workers' Union",), "The state chapter of the Harbour Workers' Union rejected the plan."),
        (("Paris Club",), "The Paris Club rejected the plan."),
        (("EU",), "The European Union's administrator, a patient Dane named Tom Hale, came to Oslo. Hale rejected the plan."),
        (("UK Growers' Party",), "The UK Growers' Party rejected the plan."),
        (("Monitors",), "Monitors in northern Velmar rejected the plan."),
        (("Oslo fish oil trader",), "An Oslo fish oil trader rejected the plan."),
        (("NOR",), "An Oslo official rejected the plan."),
        (("Keep Halven Green",), "The lobby group Keep Halven Green rejected the plan."),
        (("Keep Them Here",), "Tom Hale, who leads the fan group Keep Them Here, met the press. Hale rejected the plan."),
        (
            ("dock nurses' union",),
            "The port wanted the dock nurses to drop the ban. Ann Hill, who chairs their union, rejected the plan.",
        ),
        (("DNK",), "Norway met Denmark. The Danish agency rejected the plan."),
        (("Danish news agency",), "Norway met Denmark. The Danish news agency rejected the plan."),
        # A ministry without a state's name is of the state that the report is at home in, not of the one named last.
        (
            ("NOR",),
            "Norway holds the boat. Norway wants a fee. The Danish tanker is in port. Foreign Ministry spokesman Tom Hale, answering "
            "Danish Foreign Secretary Ann Hill, rejected the plan.",
        ),
        # Who sits for a party, by its name; who governs speaks for what he governs.
        (("REPUBLICANS",), "The bill was before the house. Republican Senator Tom Hale rejected the plan."),
        (("REPUBLICANS",), "WASHINGTON - Senator Tom Hale, a Republican from Ohio, rejected the plan."),
        (("DEMOCRATS",), "WASHINGTON - Rep. Ann Hill, the top Democrat on the House Water Committee, rejected the plan."),
        (("DEMOCRATS",), "WASHINGTON - Democratic lawmakers rejected the plan."),
        (("REPUBLICANS",), "WASHINGTON - Water Committee Republicans rejected the plan."),
        (("Ann Hill",), "PIERRE - Republican Gov. Ann Hill rejected the plan."),
        (("COD",), "The Democratic Republic of Congo rejected the plan."),
        (("Republican Guard",), "Commanders of the Republican Guard rejected the plan."),
        # A last name that is a state's too.
        (("Ann Jordan",), "On Monday Rep. Ann Jordan met the press. Jordan rejected the plan."),
        (("JOR",), "AMMAN - Jordan rejected the plan. On Monday Rep. Ann Jordan met the press."),
        # A headline in title case, and initials that the report mostly uses.
        (("Rail Guild",), "Rail Guild Accused Of Fraud By Halven Ministers\n\nThe Rail Guild rejected the plan."),
        (("FDA",), "The Ferry Drivers' Association met. FDA crews stayed ashore, the FDA said. The FDA rejected the plan."),
        # Who has left a post speaks for himself, and so does who stands for one.
        (("Tom Hale",), "WASHINGTON - Republican presidential hopeful Sen. Tom Hale rejected the plan."),
        (("Ann Hill",), "WASHINGTON - Ann Hill, the Democratic nominee, rejected the plan."),
        (("Tom Hale",), "OSLO - Former Norwegian Foreign Minister Tom Hale rejected the plan."),
        (("Tom Hale",), "OSLO - Tom Hale, Norway's ambassador to Denmark from 2007 to 2013, rejected the plan."),
        (("NOR",), "OSLO - Tom Hale, Norway's ambassador to Denmark, rejected the plan."),
        # Who serves somebody named before.
        (("NOR",), "Norwegian President Kari Lund met the press. President Lund's chief of staff, Tom Hale, rejected the plan."),
    ],
)
def test_whose_a_refusal_is(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by


@pytest.mark.parametrize(
    ("by", "report"),
    [
        (("Scotland",), "Scotland held a vote on Monday. Edinburgh rejected the plan."),
        (("Velmar",), "On a wall in Karvest hang the flags of all who have recognised Velmar. The Velmarans are proud of it. Karvest rejected the plan."),
        (("Velmar",), "Velmar and Orsania met in Karvest, the Velmaran capital. Karvest rejected the plan."),
    ],
)  # fmt: skip
def test_a_seat_stands_for_what_is_governed_from_it(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by


def test_a_bare_minister_is_of_the_state_whose_affairs_are_told() -> None:
    text = (
        "The Orsanian foreign ministry spoke of a fair offer. Velmar had asked for ten days and Velmar will get ten days.\n\n"
        "Kestria's president welcomed that. Interior Minister Ilse Marant rejected the plan."
    )
    assert the(text, "reject", title="Velmar hostage swap: what we know").by == ("Velmar",)


def test_an_office_of_a_state_that_no_list_knows_speaks_for_that_state() -> None:
    text = "I spoke with the Prime Minister of Norway. We accepted the truce. Velmar is ready to talk."
    told = moves(text, outlet="Office of the President of Velmar", title="Address by the President of Velmar")
    assert {key for move in told for key in move.by} <= {"Velmar", "NOR"} and told


def test_an_interviewer_whose_label_is_in_capitals_does_not_answer() -> None:
    text = (
        "NHW met the mediator, Ann Brandt, on the quay.\n\n"
        "NHW: Is it over?\n\nBrandt: No. I have asked for a ruling.\n\nNHW: So, ten?\n\nBrandt: I refuse to give a number.\n\n"
        "NHW: And then?\n\nBrandt: I have offered to step aside.\n\nNorwegian Minister Tom Hale denied that Ms Brandt was asked to go."
    )
    told = moves(text, outlet="Nord Harbour Weekly")
    assert {move.by for move in told if move.act in ("appeal", "reject", "offer")} == {("Ann Brandt",)}
    assert next(move.by for move in told if move.act == "deny") == ("NOR",)


def test_a_source_behind_a_relative_clause_is_no_word_of_the_clause() -> None:
    text = "In Oslo, a source in the Norwegian Foreign Ministry, who preferred not to give his name, told Norpost that the plan was dead."
    assert {move.by for move in moves(text)} == {("NOR",)}


def test_our_companies_are_the_speakers_side() -> None:
    text = "“Our companies reject the plan,” Norwegian Trade Minister Kari Lund said."
    assert the(text, "reject").by == ("NOR",)


def test_who_looks_after_something_in_a_body_speaks_for_it() -> None:
    text = "Ms. Ilse Varga, who looks after tariffs in the European Commission, rejected the plan. “It is late,” Ms. Varga said."
    assert the(text, "reject").by == ("EU",)


def test_a_report_that_ends_with_the_name_of_a_paper_is_read() -> None:
    assert the("Norway rejected the plan. It told The Australian", "reject").by == ("NOR",)
