"""According to whom, and when: the hops from the outlet inwards, and the dates that are never mixed."""

from __future__ import annotations

import pytest
from reading import hops, moves, the


def test_outlet_wire_of_the_dateline_and_speaker() -> None:
    text = "HALVEN (Norpress): Danish envoy Lars Holm rejected the offer, saying it came too late."
    move = the("HALVEN (Norpress): “The offer comes too late,” Danish envoy Lars Holm said.", "criticise", outlet="The Halven Post")
    assert hops(move.chain) == ["The Halven Post", "Norpress", "Lars Holm"]
    assert [link.kind for link in move.chain] == ["outlet", "wire", "person"]
    assert move.chain[-1].for_ == "DNK"
    assert the(text, "reject").by == ("DNK",)


def test_a_relay_after_the_statement_stands_before_the_speaker() -> None:
    move = the("Denmark will have no choice but to act if Norway stays silent, envoy Lars Holm indicated, Norpress reported.", "threaten")
    assert hops(move.chain)[0] == "Norpress"


def test_a_trailing_citation_governs_the_statements_before_it() -> None:
    text = (
        "Danish spokesman Lars Holm stated that Denmark wants peace. He stated that Denmark is keen on a solution. "
        "Holm went on to say that the strait is too narrow, Norpress reported citing Radio Sant."
    )
    chains = [hops(m.chain) for m in moves(text)]
    assert chains
    assert all(chain == ["Norpress", "Radio Sant", "Lars Holm"] for chain in chains)


def test_a_report_of_an_unnamed_source_keeps_the_gap() -> None:
    text = (
        "Earlier it was reported that Danish envoy Lars Holm told the Norwegian minister about Denmark's readiness "
        "to begin talks at once."
    )
    move = the(text, "offer")
    assert (move.by, hops(move.chain)) == (("DNK",), [None, "Lars Holm"])


def test_what_the_outlet_tells_itself_ends_with_the_outlet() -> None:
    assert hops(the("Denmark imposed sanctions on Norway.", "deed", outlet="The Halven Post").chain) == ["The Halven Post"]


def test_undated_speech_is_not_later_than_the_publication() -> None:
    move = the("Denmark rejected the offer.", "reject")
    assert (str(move.said), str(move.when), move.due) == ("../2019-03-15", "../2019-03-15", None)


def test_a_told_deed_has_its_own_day() -> None:
    assert str(the("Denmark circulated a draft on February 27.", "propose").when) == "2019-02-27"
    assert str(the("Last month Denmark circulated a draft.", "propose").when) == "2019-02"


def test_a_deadline_is_due_and_not_when() -> None:
    move = the("Denmark expects an answer in April 2019.", "expect")
    assert str(move.due) == "2019-04"
    assert str(move.when) == "../2019-03-15"


def test_the_day_of_the_telling_is_said() -> None:
    move = the("“We reject it,” Danish envoy Lars Holm said on Wednesday.", "reject")
    assert str(move.said) == "2019-03-13"


def test_where_it_was_done_is_kept_as_printed() -> None:
    assert the("Danish and Norwegian ministers met in Geneva on Thursday.", "meet").place == "Geneva"
    assert the("Denmark rejected the offer.", "reject").place is None


def test_an_agency_above_the_text_is_a_hop_and_an_agency_as_outlet_is_a_wire() -> None:
    bylined = the("By Continental Press\n\nHALVEN, March 15 - Denmark rejected the offer, a spokesman said.", "reject", outlet="The Courier")
    assert [(link.name, link.kind) for link in bylined.chain[:2]] == [("The Courier", "outlet"), ("Continental Press", "wire")]
    own = the("HALVEN, March 15 - Denmark rejected the offer.", "reject", outlet="North Sea Wire")
    assert own.chain[0].kind == "wire"


def test_what_somebody_told_about_this_stands_in_the_sentence_before() -> None:
    text = "KARVEST (Norpress): Denmark expects Norway to reply in April. Danish envoy Lars Holm told reporters about this on Friday."
    move = the(text, "expect")
    assert (move.by, hops(move.chain), str(move.said)) == (("DNK",), ["Norpress", "Lars Holm"], "2019-03-15")


@pytest.mark.parametrize(
    ("act", "links", "text"),
    [
        # What a party can but say ends with it; what is seen to be done ends with the outlet.
        ("reject", [], "Velmar rejected the draft."),
        ("offer", ["Velmar"], "Velmar remains ready to reopen the bridge if Orsania withdraws."),
        ("deny", ["Velmar"], "Velmar has denied the charge."),
        ("propose", ["Ann Hill"], "The Velmaran envoy, Ann Hill, proposed a new round."),
        ("propose", [], "The Velmaran envoy, Ann Hill, has put forward a new draft."),
        # What somebody is only understood to have said was not heard from him.
        ("accept", [None], "Velmar is understood to have told the envoys that it could live with the draft."),
        # Who is quoted as warning, and by whom.
        ("warn", ["Radio Sant", "Ann Hill"], "Velmaran envoy Ann Hill was quoted by Radio Sant as warning that prices would double."),
        # A name set off behind the words that say who he is.
        ("appeal", ["Ann Hill"], "A chieftain of the opposition, Barrister Ann Hill, appealed to the crews to return."),
        ("reject", ["Ann Hill"], "Director General for Port Affairs Ann Hill said Velmar would reject the draft."),
        ("deny", ["Dilva Vossek"], "A spokeswoman for the Mint in Halven, Dilva Vossek, denied the charge."),
        # What is told to a medium has a verb with a "to" of its own.
        ("status", ["Radio Sant", "senior aide"], "A senior aide told Radio Sant that Velmar had not replied to the letter."),
        # "She said. The guild will …" goes on in her words; "a second" is one more of those before.
        ("commit", ["Ann Hill"], "“It is late,” said Ann Hill of the Ferry Guild. The Ferry Guild will hold a vote on Monday."),
        ("offer", ["second official"], "The bridge is shut, one official said. A second said Velmar was ready to reopen it."),
        # Of the speaker's own side "might" goes on too; "he" is the source without a name, not whom it spoke of.
        ("accept", ["Ann Hill"], "Ann Hill of the Ferry Guild said it was late. The Ferry Guild might accept the draft in May."),
        ("reject", ["aide"], "An aide said that Tom Hale was ill. He said Velmar would reject the draft."),
        ("criticise", ["government"], "Velmar, whose government has long complained of the cost of the camps, left early."),
        # What is only told of a person ends with who tells it; what a body settled ends with the outlet.
        ("threaten", ["Ann Hill"], "Velmaran envoy Ann Hill said that Tom Hale threatened to leave in 1991."),
        ("appeal", [None], "Tom Hale is understood to have asked for the figures."),
        ("accept", [], "Velmar has since agreed to delay the first sailing until June."),
        # A programme, and "it" for the paper.
        ("demand", ["Radio Sant", "Ann Hill"], "“Orsania must pay,” Velmaran envoy Ann Hill said on Radio Sant's morning programme."),
        # That somebody would not comment is told by who asked; a body insists in its own words.
        ("status", [], "Aides said that Orsania would pay. Ann Hill, the envoy of Velmar, would neither confirm nor deny this."),
        ("position", ["Ferry Guild"], "The Ferry Guild voted on Monday, insisting that the bridge belongs to Velmar."),
        ("demand", ["Halven Times"], "The Halven Times said the talks were over. It added that Velmar would demand a new round."),
    ],
)
def test_who_vouches_last(act: str, links: list[str | None], text: str) -> None:
    assert hops(the(f"Velmar and Orsania met. {text}", act, outlet="The Harbour Ledger").chain)[1:] == links


def test_what_one_person_alone_discussed_is_told_by_that_person() -> None:
    text = "National Security Advisor Ann Hill spoke with Lars Holm of Denmark. She also discussed steps to reopen the strait."
    chains = [hops(move.chain) for move in moves(text, outlet="White House", title="Readout of Ann Hill's Call with Lars Holm")]
    assert chains[-1] == ["White House", "Ann Hill"]
