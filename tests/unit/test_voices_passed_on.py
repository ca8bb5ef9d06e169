"""Voices that others pass on, and voices that take turns: outlets that cite, agencies that quote, transcripts."""

from __future__ import annotations

from hearing import hear


def test_an_outlet_passes_an_official_on() -> None:
    wire, hale = hear("The envoy, Tomas Hale, indicated that Ruritania would walk out, Meridian News reported.")
    assert wire.relay and wire.content == ("The envoy, Tomas Hale, indicated that Ruritania would walk out",)
    assert (hale.source, hale.parent, hale.relay, hale.head) == ("The envoy, Tomas Hale", 0, False, "envoy")


def test_an_outlet_cites_another() -> None:
    wire, six, hale = hear("Hale said that the border is calm, the Coastal Wire reported citing Channel Six.")
    assert (wire.source, wire.parent, wire.relay) == ("the Coastal Wire", 1, True)
    assert (six.source, six.cue, six.parent, six.relay) == ("Channel Six", "citing", None, True)
    assert six.content == wire.content == ("Hale said that the border is calm",)
    assert (hale.source, hale.parent) == ("Hale", 0)


def test_citing_costs_is_no_source() -> None:
    assert {v.source for v in hear("The company closed the yard, citing high costs.")} == {"The company"}


def test_citing_in_mid_sentence() -> None:
    wire, diplomats = hear("Meridian News reported, citing two diplomats, that the draft had been amended.")
    assert wire.content == diplomats.content == ("that the draft had been amended",)
    assert (wire.parent, diplomats.source) == (1, "two diplomats")


def test_a_newspaper_quotes_diplomats_before_it_says_what() -> None:
    diplomats, paper = hear("The newspaper, quoting two diplomats, said that the draft had been amended.")
    assert (diplomats.source, paper.source, paper.parent, paper.relay) == ("two diplomats", "The newspaper", 0, True)
    assert diplomats.content == paper.content == ("that the draft had been amended",)


def test_an_agency_quotes_somebody_as_saying() -> None:
    agency, hale = hear("“The truce has held,” the agency quoted Hale as saying.")
    assert (agency.source, agency.relay, hale.source, hale.parent) == ("the agency", True, "Hale", 0)
    assert agency.content == hale.content == ("“The truce has held,”",)


def test_an_agency_quotes_somebody_at_the_end_of_the_sentence() -> None:
    for tail in (
        "the Coastal news agency quoted envoy Tomas Hale as saying",
        "envoy Tomas Hale was quoted by the Coastal news agency as saying",
        "envoy Tomas Hale was quoted as saying by the Coastal news agency",
    ):
        agency, hale = [v for v in hear(f"Ruritania will not sign the draft, {tail}.") if v.source and v.cue != "sign"][:2]
        assert (agency.source, agency.relay, hale.source, hale.parent) == ("the Coastal news agency", True, "envoy Tomas Hale", 0), tail
        assert agency.content == hale.content == ("Ruritania will not sign the draft",), tail


def test_somebody_is_quoted_after_a_colon_and_after_a_day() -> None:
    agency, hale = hear("The agency quoted envoy Tomas Hale as saying, on Monday, that the border is calm.")[:2]
    assert (agency.source, hale.source, hale.parent) == ("The agency", "envoy Tomas Hale", 0)
    assert agency.content == hale.content == ("that the border is calm",)


def test_what_follows_a_quotation_that_an_agency_gives_is_whose_was_quoted() -> None:
    voices = hear("“The truce has held,” the agency quoted Hale as saying. “It will hold for years to come.”")
    assert ("Hale", True) in [(v.source, "for years to come" in " ".join(v.content)) for v in voices]


def test_a_transcript_goes_by_its_labels() -> None:
    voices = hear("MR. PRICE: Thank you all for coming.¶It is late.¶QUESTION: Is there a date?¶MR. PRICE: No.")
    assert [(v.source, v.cue, v.content) for v in voices] == [
        ("MR. PRICE", ":", ("Thank you all for coming.¶It is late.",)),
        ("QUESTION", ":", ("Is there a date?",)),
        ("MR. PRICE", ":", ("No.",)),
    ]


def test_a_speaker_who_names_another_of_his_rank_goes_on_speaking() -> None:
    opening = "THE VICE PRESIDENT: That is up to others.¶Q And the ships?¶THE VICE PRESIDENT: We have sent aid.¶"
    assert hear(opening + "The President spoke.¶We go on.")[-1].content == ("We have sent aid.¶The President spoke.¶We go on.",)


def test_a_question_in_a_transcript_may_lack_the_colon() -> None:
    voices = hear("THE PRESIDENT: We met.¶Q Is there a date?¶THE PRESIDENT: There is.")
    assert [(v.source, v.cue) for v in voices if v.parent is None] == [
        ("THE PRESIDENT", ":"),
        ("Q", None),
        ("THE PRESIDENT", ":"),
    ]


def test_who_reports_what_another_told_is_found_where_the_parser_loses_the_verb() -> None:
    heard = hear("Denmark rejected the draft, reports Interlink with reference to the Danish Foreign Ministry.")
    inner = next(one for one in heard if one.source == "Interlink")
    assert inner.cue == "reports" and inner.parent is not None
    assert (heard[inner.parent].source, heard[inner.parent].cue) == ("the Danish Foreign Ministry", "with reference to")
