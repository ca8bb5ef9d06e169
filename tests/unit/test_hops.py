"""Hard chains: who passed the words on, on what terms they were given, and what the report leaves unsaid."""

from __future__ import annotations

import pytest
from reading import hops, moves, reading, the

from communique.record.move import Link

POST = "The Halven Post"


def last(text: str, act: str, **more: str | None) -> Link:
    """The link that ends the chain of the one move of that act."""
    return the(text, act, **more).chain[-1]


def chains(text: str, outlet: str | None = POST) -> list[list[str | None]]:
    """The chains of all voices of a report, without its outlet."""
    return [hops(voice.chain)[1 if outlet else 0 :] for voice in reading(text, outlet=outlet).attributions]


# --- the outlet and its wire


@pytest.mark.parametrize(
    ("outlet", "dateline", "expected"),
    [
        ("Karvest Telegraph Agency", "HALVEN, March 14 (KTA) -- ", [("Karvest Telegraph Agency", "wire")]),
        ("Norpress", "HALVEN, March 14 (Norpress) - ", [("Norpress", "wire")]),
        ("Harbour Ledger", "HALVEN, March 14 (Harbour Ledger) – ", [("Harbour Ledger", "outlet")]),
        ("The Halven Post", "HALVEN, March 14 (TASS) - ", [("The Halven Post", "outlet"), ("TASS", "wire")]),
        ("The Halven Post", "HALVEN (Special) - ", [("The Halven Post", "outlet")]),
        ("The Halven Post", "KTA, Halven, 14 March: ", [("The Halven Post", "outlet"), ("KTA", "wire")]),
        ("The Halven Post", "Halven, 14 March (KTA correspondent): ", [("The Halven Post", "outlet"), ("KTA", "wire")]),
        (None, "HALVEN, MARCH 14 (KTA) — ", [(None, "outlet"), ("KTA", "wire")]),
    ],
)
def test_the_outlet_and_the_wire_it_prints(outlet: str | None, dateline: str, expected: list[tuple[str | None, str]]) -> None:
    move = the(f"{dateline}Denmark imposed sanctions on Norway.", "deed", outlet=outlet)
    assert [(link.name, link.kind) for link in move.chain] == expected
    assert {link.basis for link in move.chain} == {"document"}


def test_who_wrote_the_report_is_no_source_of_it() -> None:
    text = "By Kirsten Dahl\n\nKirsten Dahl said Denmark rejected the offer."
    assert hops(moves(text, outlet=POST)[0].chain) == [POST]


# --- who passed the words on


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Danish envoy Lars Holm told Norpress in an interview carried by Radio Sant that Denmark rejects the offer.",
            ["Radio Sant", "Norpress", "Lars Holm"],
        ),
        (
            "“Forty boats,” Danish envoy Lars Holm said in an interview with the evening paper Aftenrost, “are too many.”",
            ["Aftenrost", "Lars Holm"],
        ),
        (
            "“I reject the note,” Danish envoy Lars Holm told state television in remarks carried by the Danish news agency Dansen.",
            ["Dansen", "state television", "Lars Holm"],
        ),
        (
            "In a briefing carried by Kesh News Service on Tuesday, Danish envoy Lars Holm said that Denmark would close the strait.",
            ["Kesh News Service", "Lars Holm"],
        ),
        (
            "Denmark will reject the draft, Commerce Minister Lars Holm has said, as per a report of the Island News Service.",
            ["Island News Service", "Lars Holm"],
        ),
        (
            "Danish envoy Lars Holm told Radio Sant that Norway had copied the form, according to the station’s website.",
            ["Radio Sant", "Lars Holm"],
        ),
        (
            "Denmark has rejected the request, according to a letter obtained by trade daily Frekvens.",
            ["Frekvens", "letter obtained by trade daily Frekvens"],
        ),
        (
            "The Evening Post last Thursday quoted Danish envoy Lars Holm as having said that Norway had refused the draft.",
            ["Evening Post", "Lars Holm"],
        ),
        (
            "Norpress reported on Friday, citing a Danish diplomat, that Denmark would reject the offer.",
            ["Norpress", "Danish diplomat"],
        ),
        (
            "Denmark rejected the draft, reports Interlink with reference to the Danish Foreign Ministry.",
            ["Interlink", "Foreign Ministry"],
        ),
        (
            "Danish envoy Lars Holm said Denmark would reject the draft, according to what Dutch radio reported.",
            ["Dutch radio", "Lars Holm"],
        ),
        (
            "The Danish partner, director Lars Holm, whose words are cited by the daily Norpost, rejected the draft.",
            ["Norpost", "Lars Holm"],
        ),
        (
            "According to Global News Channel (GNC), Denmark is calm. Danish envoy Lars Holm rejected the draft. "
            "“We want a new one,” GNC quoted him as saying.",
            ["Global News Channel (GNC)", "Lars Holm"],
        ),
        (
            "Envoy Lars Holm, speaking over the Danish radio on Monday night, said that Denmark would reject the draft.",
            ["Danish radio", "Lars Holm"],
        ),
        (
            "The Harbour Crews' Union, in a statement carried by Radio Alto Sant, demanded that Denmark reject the draft.",
            ["Radio Alto Sant", "Harbour Crews' Union"],
        ),
    ],
)
def test_media_stand_between_the_outlet_and_who_spoke(text: str, expected: list[str]) -> None:
    found = [hops(move.chain)[1:] for move in moves(text, outlet=POST)]
    assert expected in found


def test_a_medium_that_only_quotes_him_has_not_carried_what_he_said_before() -> None:
    text = "Danish envoy Lars Holm said Denmark would reject the draft. “It is too late for it,” Radio Sant quoted him as saying."
    assert hops(the(text, "reject", outlet=POST).chain) == [POST, "Lars Holm"]


def test_the_government_is_called_as_printed_and_its_state_stands_beside() -> None:
    link = last("Denmark will hold a vote. The government warned that prices would rise.", "warn", outlet=POST)
    assert (link.name, link.for_) == ("government", "DNK")


def test_a_source_in_a_town_is_who_said_it_not_the_town() -> None:
    link = last("The mission will not return “before May,” a banking source in Washington said.", "reject", outlet=POST)
    assert link.name == "banking source in Washington"


def test_a_chain_of_five() -> None:
    text = (
        "The Danish Foreign Ministry said Norwegian envoy Kari Berg had told Radio Sant that Norway would accept a truce, "
        "Norpress reported citing the Harbour Times."
    )
    move = the(text, "accept", outlet=POST)
    assert hops(move.chain) == [POST, "Norpress", "Harbour Times", "Foreign Ministry", "Radio Sant", "Kari Berg"]
    assert [link.how for link in move.chain[1:]] == ["reports", "cites", "indirect", "interview", "indirect"]


def test_a_medium_once_named_holds_for_the_rest_of_what_the_same_speaker_says_in_the_paragraph() -> None:
    text = (
        "Danish envoy Lars Holm told Radio Sant that Denmark rejects the offer. He said Denmark would close the strait.\n\n"
        "Holm said in Halven that Denmark would appeal to the council."
    )
    assert chains(text)[0] == ["Radio Sant", "Lars Holm"]
    told = {move.text: hops(move.chain)[1:] for move in moves(text, outlet=POST)}
    assert told["He said Denmark would close the strait"] == ["Radio Sant", "Lars Holm"]
    assert ["Lars Holm"] in told.values()


def test_here_is_where_the_report_was_written() -> None:
    move = the("HALVEN, March 14 (Norpress) - Officials here said Denmark would reject the offer.", "reject")
    assert move.chain[-1].name == "Officials in Halven"


def test_what_was_told_to_the_outlet_itself_adds_no_hop() -> None:
    for itself in ("the Post", "this newspaper"):
        move = the(f"Danish envoy Lars Holm told {itself} that Denmark rejects the offer.", "reject", outlet=POST)
        assert hops(move.chain) == [POST, "Lars Holm"]


# --- unnamed sources and their terms


@pytest.mark.parametrize(
    ("text", "name", "terms"),
    [
        (
            "A senior Danish official, speaking on condition of anonymity, said Denmark would reject the offer.",
            "senior Danish official",
            "on condition of anonymity",
        ),
        (
            "Denmark will reject the offer, said a diplomat close to the talks who was not authorised to speak publicly.",
            "diplomat close to the talks",
            "was not authorised to speak publicly",
        ),
        (
            "People familiar with the talks said Denmark had rejected the offer. They asked not to be named.",
            "People familiar with the talks",
            "asked not to be named",
        ),
        ("Sources in Halven said Denmark had rejected the offer.", "Sources in Halven", None),
    ],
)
def test_an_unnamed_source_is_called_as_the_report_calls_it_and_keeps_its_terms(text: str, name: str, terms: str | None) -> None:
    link = last(text, "reject", outlet=POST)
    assert (link.kind, link.name, link.condition) == ("unnamed", name, terms)


def test_the_terms_hold_for_the_same_source_later_and_are_no_move() -> None:
    text = (
        "A senior Danish official, speaking on condition of anonymity, said Denmark would reject the offer. "
        "The official said talks would go on."
    )
    found = moves(text, outlet=POST)
    assert [move.chain[-1].condition for move in found] == ["on condition of anonymity"] * 2
    assert [move.chain[-1].basis for move in found] == ["stated", "inferred"]
    assert not [move for move in found if move.text.startswith("speaking")]


def test_it_was_reported_leaves_the_source_open() -> None:
    link = last("It was reported earlier that Denmark had rejected the offer.", "reject", outlet=POST)
    assert (link.name, link.kind, link.how, link.basis) == (None, "unnamed", "reports", "stated")


def test_the_ground_rules_of_a_briefing_hold_for_all_who_speak_in_it() -> None:
    text = (
        "MODERATOR: This call is on background and embargoed until the end of the call.\n\n"
        "SENIOR ADMINISTRATION OFFICIAL: The United States will reject the Danish offer.\n\n"
        "Q When was that?\n\n"
        "SENIOR ADMINISTRATION OFFICIAL: Denmark has asked for a meeting in May."
    )
    link = last(text, "reject", outlet="White House", title="Background Press Call on the Talks", published="2024-03-05")
    assert (link.name, link.kind, link.for_) == ("senior administration official", "unnamed", "USA")
    assert link.condition == "on background and embargoed until the end of the call"


# --- releases and transcripts


def test_a_label_that_names_nobody_known_speaks_for_the_office_of_the_transcript() -> None:
    text = "MR. PRICE: The United States rejects the Danish proposal.\n\nQ Has Denmark replied?\n\nMR. PRICE: We expect a reply in May."
    found = moves(text, outlet="State Department", title="Department Press Briefing", published="2022-01-10")
    assert {(move.by, hops(move.chain)[-1]) for move in found} == {(("USA",), "Price")}


def test_the_person_whom_the_title_names_ends_the_chain_of_a_release() -> None:
    text = "The United States welcomes the truce. We call on Norway to return to the talks."
    for title in (
        "Statement from President Ann Hill Welcoming the Truce",
        "Remarks by President Ann Hill Before Boarding Air Force One",
        "Statement by President Ann Hill on the Death of Lars Holm",
    ):
        found = moves(text, outlet="White House", title=title, published="2024-03-05")
        assert {tuple(hops(move.chain)) for move in found} == {("White House", "Ann Hill")}, title


def test_a_joint_statement_is_a_document_in_the_chain() -> None:
    title = "Joint Statement of the Leaders of the United States and Denmark on the Strait"
    text = "We call on Norway to return to the talks."
    move = the(text, "appeal", outlet="White House", title=title, published="2024-03-05")
    assert [(link.name, link.kind) for link in move.chain[1:]] == [
        ("Joint Statement of the Leaders of the United States and Denmark", "document")
    ]


def test_a_readout_ends_with_whoever_is_told_to_have_spoken_and_what_both_did_with_the_office() -> None:
    text = (
        "President Ann Hill spoke with Danish Prime Minister Lars Holm. President Hill informed Holm on the progress of the operation. "
        "Both leaders reaffirmed their support for a truce."
    )
    found = moves(
        text, outlet="White House", title="Readout of President Hill’s Call with Prime Minister Holm", published="2024-03-05"
    )
    ends = {move.text.split()[0] + " " + move.text.split()[-1]: hops(move.chain)[1:] for move in found}
    assert ends["President operation"] == ["Ann Hill"]
    assert ends["Both truce"] == []


def test_a_quotation_over_paragraphs_stays_with_its_speaker() -> None:
    text = "“The offer came too late,” Danish envoy Lars Holm said.\n\n“We reject it.\n\n“Norway knows that,” he added."
    assert hops(the(text, "reject", outlet=POST).chain) == [POST, "Lars Holm"]


def test_every_voice_of_a_report_has_a_chain_with_the_basis_of_each_hop() -> None:
    text = "HALVEN (Norpress): Danish envoy Lars Holm rejected the draft. He said that Denmark expects another."
    found = reading(text, outlet=POST).attributions
    assert [hops(voice.chain) for voice in found][-2] == [POST, "Norpress", "Lars Holm"]
    assert [[link.basis for link in voice.chain] for voice in found if text[voice.source[0].start :].startswith("He")] == [
        ["document", "document", "inferred"]
    ]


def test_a_press_conference_is_told_by_turns() -> None:
    text = (
        "Following is an excerpt from the press conference of Foreign Ministry spokesman Han Sorel of Velmar.\n\n"
        "Coast Telegraph: Orsania has asked for talks. Any comment?\n\n"
        "Han Sorel: Velmar rejects the offer. There will be no talks.\n\n"
        "Coast Telegraph: Will ships sail?\n\n"
        "Han Sorel: Ships will sail. We call on Orsania to keep calm.\n\n"
        "Is there a date?\n\n"
        "Han Sorel: I have nothing to say on that.\n"
    )
    move = the(text, "reject")
    assert (move.by, hops(move.chain)) == (("Velmar",), ["Han Sorel"])


def test_the_first_word_of_an_outlet_in_its_dateline_is_the_outlet() -> None:
    text = "PORT SANT, July 30 (Korvo) -- Chile rejected the plan, envoy Rosa Vidal said."
    assert "Korvo" not in hops(the(text, "reject", outlet="Korvo Gulf News").chain)[1:]


def test_the_end_of_an_outlets_name_is_the_outlet() -> None:
    move = the("Denmark rejects the offer, envoy Lars Holm told the Lantern.", "reject", outlet="The Halven Lantern")
    assert hops(move.chain) == ["The Halven Lantern", "Lars Holm"]


def test_the_letters_behind_an_agencys_name_are_no_second_agency() -> None:
    text = (
        "The Sandish News Agency (SANDA) reports from Halven:\n\n"
        "Norway refused to sign. Danish envoy Lars Holm told SANDA that Denmark rejects the draft."
    )
    assert hops(the(text, "reject", outlet=POST).chain)[1:] == ["Sandish News Agency (SANDA)"]
    told = [m for m in moves(text, outlet=POST) if "rejects the draft" in m.text]
    assert hops(told[0].chain) == [POST, "Sandish News Agency (SANDA)", "Lars Holm"]


def test_a_body_is_called_by_its_whole_name() -> None:
    text = "The Ministry of Ferries has opened talks with Norway.\n\nThe Ministry says that it rejects the draft."
    assert hops(the(text, "reject", outlet=POST).chain) == [POST, "Ministry of Ferries"]


def test_a_body_and_its_letters_are_one_link() -> None:
    text = "The International Atomic Energy Agency, or IAEA, said that Denmark has stopped the work."
    assert hops(reading(text, outlet=POST).attributions[0].chain) == [POST, "International Atomic Energy Agency (IAEA)"]


def test_who_was_reached_by_telephone_speaks_and_no_telephone() -> None:
    text = "Danish envoy Lars Holm came to Oslo. Mr Holm, reached on telephone, said Denmark rejects the draft."
    assert hops(the(text, "reject", outlet=POST).chain) == [POST, "Lars Holm"]


def test_by_breakfast_names_no_speaker() -> None:
    text = "By breakfast, it is claimed, Denmark was asking Norway for another draft."
    assert all("reakfast" not in str(name) for move in moves(text, outlet=POST) for name in hops(move.chain))


def test_the_paper_that_cites_somebody_holds_on_for_his_next_words() -> None:
    text = "Danish envoy Lars Holm, whose words are cited by the daily Sundblad, goes further. “Denmark rejects this,” he said."
    move = next(m for m in moves(text, outlet=POST) if "this" in m.text)
    assert hops(move.chain) == [POST, "Sundblad", "Lars Holm"]


def test_who_acts_in_his_own_words_vouches_for_them() -> None:
    narrated = the("Norway made an offer. Danish envoy Lars Holm accepted the offer at once.", "accept", outlet=POST)
    quoted = the("Norway made an offer. Danish envoy Lars Holm accepted the offer “with both hands”.", "accept", outlet=POST)
    assert (hops(narrated.chain), hops(quoted.chain)) == ([POST], [POST, "Lars Holm"])


def test_a_body_is_linked_with_the_initials_that_the_report_gives() -> None:
    text = "The Ferry Crews' Guild (FCG) sued Tarn Ferries on Monday. The guild accused Tarn Ferries of breaking the pact."
    assert last(text, "accuse", outlet=POST).name == "Ferry Crews' Guild (FCG)"


def test_what_a_state_has_long_said_is_told_by_the_outlet() -> None:
    assert hops(the("Denmark has long accused Norway of poaching.", "accuse", outlet=POST).chain) == [POST]
    assert hops(the("Denmark accused Norway of poaching.", "accuse", outlet=POST).chain) == [POST, "Denmark"]
