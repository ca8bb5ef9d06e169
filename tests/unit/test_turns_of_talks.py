"""How reporters tell the course of talks: what is decided, what is up to the other side, what fails, who is meant by a number."""

from __future__ import annotations

import pytest
from reading import behind, moves, the

TALKS = "GENEVA - Norway and Iceland are in talks on herring. "


@pytest.mark.parametrize(
    ("act", "text"),
    [
        # What is decided is done where it answers somebody or ends the talks.
        ("reject", "Norway decided to reject the offer."),
        ("reject", "Norway decided not to accept the offer."),
        ("accept", "Norway has decided to accept the offer."),
        ("deed", "Norway decided to end the talks."),
        ("reject", "Norway is inclined to reject the plan."),
        # What was done before is a move besides.
        ("accuse", "Norway left after accusing Iceland of lying."),
        ("accuse", "Norway warned of more strikes after accusing Iceland of refusing to pay."),
        ("reject", "Norway left the talks after rejecting the plan."),
        ("reject", "Norway rejected suggestions to increase the use of force."),
        ("reject", "Norway told Iceland it was not willing to discuss further demands."),
        ("status", "Norway said there was no breakthrough."),
        ("status", "Norway said no breakthrough was reached."),
        # Set phrases of wires.
        ("reject", "Norway refused to go back to the table."),
        ("status", "Norway declined to go into details."),
        ("status", "Norway is taking legal advice."),
        ("appeal", "Norway challenged Iceland to return to the table."),
        ("meet", "Norway plans to visit both capitals next week."),
        ("reject", "Norway said it saw no basis for talks at that price."),
        ("deny", "Norway rejected that account."),
        ("support", "Norway called the offer “significant”."),
        # Who will come back only on a condition demands it.
        ("demand", "Norway would return to the table only after Iceland withdrew its boats."),
        ("demand", "Norway said it would only go back to negotiations if Iceland revised its offer."),
        ("demand", "“We need Iceland to come back to the table,” the Norwegian minister said."),
        ("demand", "Norway has requested a 12 percent cut in the duty."),
        ("expect", "“It is up to Iceland now to accept the plan,” the Norwegian minister said."),
        # How talks stand.
        ("status", "Talks between Norway and Iceland on sharing the catch have failed."),
        ("status", "The talks between Norway and Iceland hit the rocks on Monday."),
        ("status", "The Norwegian minister said the attempt to form a joint fleet had failed."),
        ("status", "The Norwegian minister did not indicate which boats would leave."),
        ("status", "The Norwegian minister said there would be no comment before Monday."),
        ("status", "Norway was reluctant to comment."),
        ("status", "Norway and Iceland were able to close the gap on quotas."),
        ("position", "The Norwegian minister said its terms had not changed."),
        ("criticise", "“This does not help us to move ahead,” the Norwegian minister said."),
        ("offer", "Norway submitted its “last and best offer” on Sunday."),
        ("commit", "Norway has drawn up plans to send 500 men to the island."),
    ],
)
def test_what_is_told_of_the_course_of_talks(act: str, text: str) -> None:
    assert "NOR" in behind(TALKS, text, act).by


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("accept", "The Norwegian minister said it was possible to agree to terms by Monday."),
        ("accept", "Norway wants a deal that is acceptable to all parties."),
        ("deed", "The talks hit the rocks on Monday."),
        ("accept", "“It is up to Iceland now to accept the plan,” the Norwegian minister said."),
        ("reject", "Norway decided not to reject the offer."),
        ("accept", "Norway has not decided to accept the offer."),
        ("accept", "Norway was trying to force Iceland to agree to a cut."),
        ("threaten", "Norway has demanded that the Tarn militia pull back and stop threatening the port."),
    ],
)
def test_what_is_only_possible_or_up_to_another_is_no_move(act: str, text: str) -> None:
    assert act not in [move.act for move in moves(TALKS + text)]


def test_a_statement_that_says_we_is_a_speech() -> None:
    said = "The ministers of Norway and Iceland issued a statement saying: “We call upon the Danish leadership to sign the plan.”"
    assert the(TALKS + said, "appeal").by == ("NOR", "ISL")


def test_a_refusal_by_somebody_is_his() -> None:
    refused = the("Velmar's panel recommended its rejection by the Tarn Liberation Front's committee.", "reject")
    assert refused.by == ("Tarn Liberation Front",)


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (("Velmaran Tarns",), "Velmaran Tarns turned the plan down. The Tarns of the coast rejected the offer."),
        (
            ("NOR", "ISL", "DNK", "SWE", "FIN"),
            "The plan was sponsored by Norway, Iceland, Denmark, Sweden and Finland. The five nations rejected the offer.",
        ),
        (
            ("NOR", "ISL", "DNK"),
            "The ministers of Norway, Iceland and Denmark came to Oslo with a Swedish envoy. The three ministers rejected the offer.",
        ),
        (("Tide",), "The Tide party met the Greens. The Tide party rejected the offer."),
        (("VLF",), "The Velmaran Liberation Front (VLF) met the press. The rebel group rejected the offer."),
    ],
)
def test_who_is_meant(by: tuple[str, ...], text: str) -> None:
    assert the(text, "reject").by == by


def test_who_is_prompted_to_ask_asks() -> None:
    asked = "Katja Lind, the Centre party leader, said the Greens had walked out, prompting her to ask the Liberals to wait."
    assert the(asked, "appeal").by == ("Centre",)


def test_a_contract_is_nobody() -> None:
    told = moves("There was no progress on the Master Contract. The Master Contract expires in June.")
    assert "Master Contract" not in {key for move in told for key in move.by}


def test_a_bloc_that_asks_another_is_not_that_one() -> None:
    assert the("The European Union met the Andean Pact. The bloc is urging the EU to accept more beef.", "appeal").by == ("ANDEAN",)


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (("PRK",), "South Korea met North Korea on Monday. The North rejected the plan."),
        (("CYP", "Turkish Cypriots"), "The leaders came to Geneva. The Greek and Turkish Cypriot leaders rejected the plan."),
        (("KOR", "PRK"), "The ministers came to Panmunjom. South and North Korea rejected the plan."),
    ],
)
def test_halves_of_a_land(by: tuple[str, ...], text: str) -> None:
    assert the(text, "reject").by == by
