"""Whose a move is in the manner of press reports: places of talks, firms and unions by long names, who speaks for a group."""

from __future__ import annotations

import pytest
from reading import moves, the


@pytest.mark.parametrize(
    ("by", "report"),
    [
        # Who only lends a town for the talks is no party to them.
        (
            ("PER",),
            "The Peruvian government and the Harbour Front met in the Bolivian capital. The Front walked out on Monday. The government "
            "rejected the plan.",
        ),
        (
            ("Harbour Front",),
            "The Peruvian government met the Harbour Front. On leaving for the Bolivian capital, Tom Hale of the Harbour Front rejected "
            "the plan.",
        ),
        # The government of a report that speaks of one state's government is that one's.
        (
            ("RWA",),
            "ARUSHA, Tanzania (Reuters) - Tanzanian officials met a Rwandan government team on Monday. The government rejected the plan.",
        ),
        (("SLV",), "El Salvador met on Monday. The leftist, U.S.-backed government of El Salvador rejected the plan."),
        # Adjectives of a continent name no party, nor do currencies.
        (("African dock unions",), "African dock unions rejected the plan."),
        # A firm that a point of the compass or a people opens.
        (("Western Quarry Products",), "Western Quarry Products president Tom Hale rejected the plan."),
        (("Danish Harbour Holdings",), "Danish Harbour Holdings rejected the plan."),
        (("DNK",), "Danish Energy Minister Tom Hale rejected the plan."),
        # Unions and their branches.
        (("Dock Workers Union Local 77",), "The Dock Workers Union Local 77 rejected the plan."),
        (
            ("Kiln Hands' Association",),
            "The Kiln Hands' Association (Kiha) president Tom Hale met the press. Hale rejected the plan.",
        ),
        (
            ("Velmaran Kiln Hands Union",),
            "The Velmaran Kiln Hands Union met on Monday. Vkhu rejected the plan.",
        ),
        (("Corvane Airlines pilots' union",), "Negotiators for the Corvane Airlines pilots' union rejected the plan."),
        (("WTO",), "WORLD Trade Organisation director-general Ann Hill rejected the plan."),
        # A minister of two fields.
        (("ZAF",), "PRETORIA, South Africa - Public Service and Ports Minister Ann Hill rejected the plan."),
        # Words that pick somebody out are no part of his name.
        (("island fishermen",), "Particularly island fishermen rejected the plan."),
        (("COL",), "Colombia's chief negotiator Tom de la Hale met the press. De la Hale rejected the plan."),
        # A group that a state's name stands before, or that a noun describes.
        (("HEZBOLLAH",), "The leader of Lebanon's Hezbollah rejected the plan."),
        (("FARC",), "Colombia's largest rebel group, the Revolutionary Armed Forces of Colombia (FARC), rejected the plan."),
        # The halves of a divided land, and who serves a government called after its head.
        (("KOR",), "North Korea offered food. The South rejected the plan."),
        (("PRK",), "Seoul and Pyongyang met on Monday. The North rejected the plan."),
        # Whom initials tell whole, in brackets or in words.
        (("KHATU",), "The Kiln Hands and Allied Trades Union (KHATU) rejected the plan."),
        (("MFK",), "The Movement for a Free Kestria (MFK) met on Monday. The Movement rejected the plan."),
        (("KHG",), "The Kiln Hands' Guild, known by its initials KHG, rejected the plan."),
        # Two of two states, whom the parser may tear apart.
        (("PER", "CHL"), "President Ann Hill of Peru and Prime Minister Tom Hale of Chile rejected the plan."),
        (("PER", "CHL"), "Presidents Ann Hill of Peru and Tom Hale of Chile said they rejected the plan."),
        (("PER",), "Exiled Peruvian President Ann Hill rejected the plan."),
        (("Paulo do Crewe Hale",), "Mediator Paulo do Crewe Hale flew in. Crewe Hale rejected the plan."),
        # Who speaks for a group is the group's.
        (("G77",), "Peru's climate envoy Ann Hill rejected the plan on behalf of the so-called G77 group."),
        (("G77",), "Ann Hill, a Peruvian negotiator and spokeswoman for the G77, rejected the plan."),
        (("PER",), "Peru's envoy Ann Hill rejected the plan on behalf of her minister."),
    ],
)
def test_who_acts(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by


def test_a_place_that_is_only_lived_in_is_no_party() -> None:
    text = (
        "Talks with grain crews in Metro Halven broke down on Monday. The Grain Lift Association said the crews rejected its offer. "
        "Labour Minister Tom Hale urged both sides to go on."
    )
    assert not any("Metro Halven" in (*move.by, *move.to) for move in moves(text))


def test_a_currency_is_no_party() -> None:
    text = "Peru demanded that Chile pay USD 100 million. Chile rejected the demand."
    assert not any("USD" in (*move.by, *move.to) for move in moves(text))


def test_where_a_conference_is_held_is_nobody_asked() -> None:
    text = "The Peruvian government wants a deal before the Paris conference. On Monday Peru demanded that the text be mended."
    assert not any("FRA" in move.to for move in moves(text))


def test_two_unions_of_which_one_has_an_and_in_its_name() -> None:
    text = "The Road and Rail Crews Union and the Port Owners Association rejected the plan."
    assert the(text, "reject").by == ("Road and Rail Crews Union", "Port Owners Association")


@pytest.mark.parametrize(
    ("by", "report"),
    [
        # A union by its initials and what it is; a union by what it is made up of.
        (("DWU",), "The DWU met on Monday. The DWU union rejected the plan."),
        (("Calder union",), "Corvane Mining met the Calder union on Monday. The head of the 350-member union rejected the plan."),
        (("striking union",), "The 1,200-strong striking union rejected the plan."),
        (("DWU",), "The DWU met on Monday. Drivers from the DWU union rejected the plan."),
        # Firms named after a country or a town.
        (("U.S. Copper",), "U.S. Copper CEO Tom Hale rejected the plan."),
        (("USA",), "U.S. Energy Secretary Tom Hale rejected the plan."),
        (("DZA",), "Algerian Energy Minister Tom Hale rejected the plan."),
        (("Boston-Dunes",), "Boston-Dunes rejected the plan."),
        (("Corvane",), "Tyre maker and dealer Corvane rejected the plan."),
        (
            ("Calder Growers, Packers and Drivers' Union",),
            "The Calder Growers, Packers and Drivers' Union rejected the plan.",
        ),
        # "The nation" with what describes it, in papers that do not like to say its name twice.
        (("LKA",), "Sri Lanka met its creditors and India on Monday. The South Asian island nation rejected the plan."),
        # Whose people they are.
        (
            ("Corvane union",),
            "Corvane Motor Co. made an offer. Tom Hale, a spokesman for the Corvane union, rejected the plan.",
        ),
        (
            ("Tom Hale",),
            "Peru and Chile must explain why they changed the text at the conference, the event's president Tom Hale said. Hale rejected "
            "the plan.",
        ),
        (
            ("FJI",),
            "SUVA, Fiji - The minister responsible for Climate Change, Ann Hill, rejected the plan.",
        ),
        (("union",), "The Harbour League made an offer. Union head Tom Hale rejected the plan."),
        (
            ("Dockers' Union",),
            "The ports made an offer. The Dockers' Union was cool: This was late, said Johann Hale, their district head. Hale rejected the "
            "plan.",
        ),
        (
            ("Dockers' Union",),
            "The ports made an offer. Tom Hale of the Dockers' Union left. His colleague in Halven, Johann Vidal, rejected the plan.",
        ),
        (
            ("ports' association",),
            "Tom Hale of the Dockers' Union met the press. The negotiator for the ports' association, Johann Vidal, said the talks had "
            "ended. He rejected the plan.",
        ),
    ],
)
def test_whose_people_act(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by
