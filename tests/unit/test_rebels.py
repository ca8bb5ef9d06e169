"""Talks between a state and those who fight it: both parties of a joined phrase, which body the rebels are, who only mediates."""

from __future__ import annotations

import pytest
from reading import moves

FRONTS = "The Hill Freedom Front (HFF) and the River Movement (RM) met in Oslo. "


@pytest.mark.parametrize(
    ("by", "report"),
    [
        # Both parties, where two common nouns are joined before the people who speak for them.
        (("PER", "rebels"), "The Peruvian government and rebel negotiators rejected the plan."),
        (("PER", "rebels"), "LIMA, May 3 - Peru's army stood by. Government and rebel negotiators rejected the plan."),
        (("rebels",), "Rebel negotiators rejected the plan."),
        (("opposition",), "Peruvian opposition negotiators rejected the plan."),
        (("FARC",), "The FARC met Chile on Monday. In a statement posted at night the group rejected the plan."),
        (("rebels",), "Peru's rebel delegation rejected the plan."),
        # By way of initials.
        (
            ("HFF", "RM"),
            "The rebel Hill Freedom Front (HFF) and River Movement (RM) on Monday rejected the plan. The HFF and the RM met Peru.",
        ),
        # Which body they are.
        (("FARC",), "Colombia met the FARC on Monday. The guerrilla group rejected the plan."),
        (("FARC",), "Colombia met the FARC on Monday. The guerrillas rejected the plan."),
        (("HFF", "RM"), FRONTS + "The two rebel groups rejected the plan."),
        (("Two Peruvian rebel movements",), "Two Peruvian rebel movements rejected the plan."),
        (("rebels",), "Peru spoke. It was not matched by the rebels, whose main leaders all refused to accept the plan."),
        (("rebels",), "The offer was not matched by the rebels, whose main leaders all rejected the plan. Peru waited."),
        (("rebels", "PER"), "Neither the rebels nor Peru rejected the plan."),
        # The government of the state that the report tells of, wherever it is written, and who travels to a capital.
        (
            ("Hill Freedom Front",),
            "LIMA, Peru, April 3 - A Chilean government team never came to Peru. Tom Hale, a leader of the Hill Freedom Front, told"
            " reporters so. Leaving for the Bolivian capital, Hale rejected the plan.",
        ),
        (
            ("CHL",),
            "LIMA, Peru, April 3 - Peruvian officials said a Chilean government team never came. Hill fighters fired at dawn, and"
            " the government rejected the plan.",
        ),
        (("FARC",), "On Monday FARC rebels rejected the plan."),
        (("Hill Front",), "Peru met the Hill Front. On Monday the Hill Front guerrillas rejected the plan."),
        (("Basque separatists",), "Basque separatists rejected the plan."),
        (("ETA",), "Spain met ETA on Monday. The Basque group rejected the plan."),
        (("ETA",), "Spain met ETA on Monday. The separatist movement rejected the plan."),
        (("dockers' group",), "Spain met ETA on Monday. The dockers' group rejected the plan."),
        (("rebels",), "Velmar fought leftist rebels. The rebels fled. The guerrillas rejected the plan."),
        (("rebels",), "Velmar fought the rebels. The rebels fled. The guerrillas, in answering Velmar, rejected the plan."),
        (("Communists",), "Velmar met Communist rebels in May. The Communists rejected the plan."),
        (("HFF",), "Congolese rebels rejected the plan. The Hill Freedom Front (HFF) holds two towns."),
        (("UHC",), "Peru met guerrillas of the Unified Hill Command (UHC). The rebels rejected the plan."),
        (("Bosnian Serbs",), "Bosnian Serb leaders met U.N. officials. Serb commander Tom Hale rejected the plan."),
        (("LTTE",), "Norway met them. Tamil Tiger leaders rejected the plan."),
        (("Turkish Cypriots",), "Turkish Cypriot leader Ann Hill rejected the plan."),
        # Who leads a revolt speaks for himself, and "he" is the one told of last, by name or by post.
        (("Tom Hale",), "LIMA, Peru, May 3 - Coup leader Tom Hale met Peru's army chief on Monday. Hale rejected the plan."),
        (
            ("Tom Hale",),
            "LIMA, Peru, May 3 - Coup leader Tom Hale was armed. Peru's army commander Sam Crewe took power.\n\nBut the coup leader "
            "said the army was split.\n\nHe rejected the plan.",
        ),
        # Whose party or organ a name tells.
        (("Harbour Front",), "Norway met Tom Hale's far-right Harbour Front in Oslo. Hale rejected the plan."),
        (("FARC",), "Norway met the FARC in Oslo. On Monday the FARC Peace Panel rejected the plan."),
        # Who mediates or backs is none of them.
        (
            ("PER", "Hill Front"),
            "Peru's government and the Hill Front met on Monday. Both sides and U.N. envoy Ann Hill agreed on a place. Rain fell."
            " The day was cold. It was late. The two sides rejected the plan.",
        ),
        (("PER", "CHL"), "The talks, mediated by Kenya and Norway, were long. Peru praised Chile. The two sides rejected the plan."),
        (("PER",), "The U.S.-backed government of Peru rejected the plan."),
    ],
)
def test_states_and_rebels(by: tuple[str, ...], report: str) -> None:
    found = [move.by for move in moves(report) if "rejected" in move.text or "refused" in move.text]
    assert [sorted(party) for party in found] == [sorted(by)]
