"""What was done: the act, whose, to whom, how certain, from one or two sentences."""

from __future__ import annotations

import pytest
from reading import moves, the

CASES = [
    # act, by, to, sentence
    ("reject", ("FRA",), (), "France rejected the proposal on Monday."),
    ("reject", ("FRA", "ITA"), (), "The proposal was rejected by France as well as Italy."),
    ("reject", ("NOR",), (), "Norway ruled out direct talks."),
    ("reject", ("CAN",), (), "Canada has refused to sign the treaty."),
    ("accept", ("PER",), (), "Peru accepted the invitation."),
    ("agree", ("PER", "CHL"), (), "Peru and Chile agreed to reopen the border."),
    ("propose", ("KEN",), (), "Kenya put forward a new draft on Tuesday."),
    ("offer", ("JPN",), (), "Japan offered to host the next round."),
    ("demand", ("EGY",), ("SDN",), "Egypt demanded that Sudan withdraw its troops."),
    ("appeal", ("SWE",), ("DNK",), "Sweden urged Denmark to return to the table."),
    ("appeal", ("SWE",), ("DNK",), "Sweden called on Denmark to show restraint."),
    ("expect", ("BRA",), (), "Brazil expects a written answer by Friday."),
    ("deny", ("IND",), (), "India denied that it had moved troops."),
    ("accuse", ("POL",), ("HUN",), "Poland accused Hungary of breaking the agreement."),
    ("criticise", ("GRC",), (), "Greece voiced concern over the exercise."),
    ("warn", ("AUS",), (), "Australia warned that the dispute could end in disaster."),
    ("threaten", ("IRN",), (), "Iran threatened to close the strait."),
    ("support", ("CHE",), ("AUT",), "Switzerland thanked Austria for its help."),
    ("commit", ("ESP",), (), "Spain pledged to reduce its quota."),
    ("meet", ("DEU", "NLD"), (), "German and Dutch negotiators met in Bonn on Thursday."),
    ("deed", ("TUR",), (), "Turkey imposed sanctions on two shipping companies."),
    ("deed", ("MEX",), (), "Mexico expelled three diplomats on Monday."),
    ("status", ("BEL",), (), "Belgium has yet to answer the letter."),
    ("reject", ("PER",), ("CHL",), "Peru reneged on its promise to Chile."),
    ("threaten", ("PER",), ("CHL",), "Peru swore to fight Chile to the end."),
    ("deed", ("PER",), ("CHL",), "Peru continued to send food to Chile."),
    ("deed", ("PER",), ("CHL",), "Peruvian forces fired rockets at Chilean camps."),
    ("demand", ("PER",), ("CHL",), "Peru gave Chile until Friday to withdraw."),
    ("appeal", ("CHL",), ("PER",), "Chile called for Peruvian troops to be sent home."),
    ("deed", ("CHL",), ("PER",), "Chile allowed Peruvian inspectors to enter the mine."),
    ("deed", ("JPN",), ("PER",), "Japanese air strikes killed three Peruvian soldiers on Monday."),
    ("deed", ("CHL",), ("PER",), "The raid by Chile killed two Peruvian policemen."),
    ("deed", ("Peruvian farmers",), (), "Protests by Peruvian farmers continued on Monday."),
    ("deed", ("PER",), (), "Peru has extended the deadline three times."),
    ("commit", ("CHL",), (), "Chile declared a cease-fire on Monday."),
]


@pytest.mark.parametrize(("act", "by", "to", "sentence"), CASES)
def test_a_verb_of_an_act_is_a_move_of_its_subject(act: str, by: tuple[str, ...], to: tuple[str, ...], sentence: str) -> None:
    move = the(sentence, act)
    assert set(move.by) == set(by)
    assert set(to) <= set(move.to)
    assert move.text in sentence


@pytest.mark.parametrize(
    ("act", "modality", "polarity", "sentence"),
    [
        ("commit", "planned", "pos", "Norway will study the request, its minister said."),
        ("threaten", "conditional", "pos", "Norway will close the port if the fleet does not leave."),
        ("threaten", "conditional", "pos", "Norway will have no choice but to close the port unless the fleet leaves."),
        ("meet", "planned", "pos", "Norwegian and Swedish ministers will meet in Oslo next week."),
        ("status", "actual", "neg", "“There has been no reply from Sweden,” Norway said."),
        ("status", "actual", "neg", "The Norwegian government declined to comment."),
        ("deed", "alleged", "pos", "Swedish officials said Norway had deployed troops along the border."),
        ("assess", "hypothetical", "pos", "Norway said the ferry might arrive late."),
        ("offer", "conditional", "pos", "Norway is ready to cut its quota if Sweden does the same."),
        ("reject", "conditional", "pos", "Norway will not sign without a guarantee, its minister said."),
        ("threaten", "conditional", "pos", "Norway would respond with tariffs in the event of new strikes, its minister said."),
        ("offer", "conditional", "pos", "Sweden said it would be prepared to lift the ban when Norway opened its ports."),
        ("warn", "hypothetical", "pos", "Norway warned that prices could rise."),
        ("commit", "planned", "pos", "Norway assured Sweden that it would pay the fees."),
        ("meet", "planned", "pos", "Norway's spokesman said the talks would take place in Oslo on May 3."),
        ("offer", "planned", "pos", "Norway stands ready to host the talks."),
        ("offer", "actual", "pos", "Norway has offered to cut its quota if Sweden does the same."),
        ("accept", "conditional", "pos", "Norway would accept the quota as long as Sweden opens its ports, its minister said."),
        ("warn", "conditional", "pos", "Norway warned that jobs would go if the ferry changed hands."),
        ("commit", "planned", "pos", "“We are going to keep the port open,” the Norwegian minister said."),
        ("position", "hypothetical", "pos", "Norway is considering joining the pact."),
        ("threaten", "hypothetical", "pos", "Norway is considering closing the port."),
        ("status", "actual", "neg", "The Norwegian minister said he had received nothing in writing."),
        ("deed", "actual", "pos", "The United Nations said that Sweden had deployed troops along the border."),
    ],
)
def test_modality_and_polarity(act: str, modality: str, polarity: str, sentence: str) -> None:
    move = the(sentence, act)
    assert (move.modality, move.polarity) == (modality, polarity)


def test_a_deed_or_a_meeting_that_is_only_aimed_at_is_none() -> None:
    told = moves("Norway ordered its envoys to meet Swedish officials and declined to say more.")
    assert "meet" not in {move.act for move in told}


def test_a_deed_of_its_own_that_a_party_says_it_did_not_do_is_denied() -> None:
    assert the("“We have not touched the nets,” the Norwegian minister said.", "deny").polarity == "pos"


def test_a_paper_does_what_its_participle_tells() -> None:
    (move,) = moves("Peru issued a statement condemning Chile.")
    assert (move.act, move.by, move.to) == ("accuse", ("PER",), ("CHL",))
    assert move.text == "Peru issued a statement condemning Chile"


def test_what_is_to_be_done_is_planned_and_told_with_its_subject() -> None:
    move = the("Peru is to reopen its embassy in Chile.", "commit")
    assert (move.modality, move.text) == ("planned", "Peru is to reopen its embassy in Chile")


def test_a_condition_is_kept_in_its_own_words() -> None:
    move = the("Norway will close the port if the fleet does not leave.", "threaten")
    assert move.condition == "if the fleet does not leave"


def test_what_is_only_purposed_or_supposed_is_no_move() -> None:
    found = moves("Norway sent an envoy to discuss the quota. It would be a pity if Sweden attacked Denmark.")
    assert not [m for m in found if m.act == "meet" or m.by == ("SWE",)]


def test_a_question_puts_nothing_on_the_record() -> None:
    assert moves("“Will Norway sign the treaty?” a reporter asked.") == ()


def test_a_statement_and_a_refusal_side_by_side_are_two_moves() -> None:
    found = moves("Norway has often denied that it has plans to leave the pact and rejects Swedish fears as “gossip”.")
    assert [(m.act, m.by) for m in found if m.act in ("deny", "reject")] == [("deny", ("NOR",)), ("reject", ("NOR",))]
    assert "rejects" not in found[0].text


def test_who_tells_a_harmful_deed_of_another_accuses_him() -> None:
    found = moves("According to Swedish intelligence officials, Norway has pushed 9,000 troops towards the border.")
    assert {(m.act, m.by, m.modality) for m in found} >= {("deed", ("NOR",), "alleged"), ("accuse", ("SWE",), "actual")}


def test_a_draft_speaks_for_whoever_put_it_forward_and_states_terms() -> None:
    found = moves(
        "Last month Norway presented two draft agreements to Sweden. The drafts prohibit Sweden from holding exercises in the strait. "
        "They also call for inspections."
    )
    provisions = [m for m in found if m.terms]
    assert [m.by for m in provisions] == [("NOR",), ("NOR",)]
    assert provisions[0].terms[0].force == "prohibit"
    assert provisions[0].terms[0].binds == ("SWE",)


def test_labour_disputes_have_parties_too() -> None:
    found = moves(
        "Calder Steel and the United Hearth Workers failed to reach agreement. “We are not going to accept a two-tier wage,” said "
        "Bill Oakes, the union's president. Calder spokeswoman Rita Vance said the company remained committed to a settlement."
    )
    assert ("status", ("Calder Steel", "United Hearth Workers"), "neg") in [(m.act, m.by, m.polarity) for m in found]
    assert ("reject", ("United Hearth Workers",)) in [(m.act, m.by) for m in found]
    assert ("commit", ("Calder Steel",)) in [(m.act, m.by) for m in found]


def test_page_furniture_is_never_a_move() -> None:
    text = (
        "Norway rejected the offer on Monday.\n\nReporting by Ann Hale; editing by Tom Moor\n\n"
        "Our Standards: The Trust Principles.\n\nSweden accuses Denmark of spying\n\nFinland rejects trade deal\n\nIceland votes for strike"
    )
    assert [m.by for m in moves(text)] == [("NOR",)]


def test_a_text_without_a_move_has_none() -> None:
    assert moves("The weather in the harbour was mild, and the gulls were many.") == ()


def test_who_met_where_the_sentence_opens_with_the_occasion() -> None:
    text = "On the sidelines of the Eastern Partnership Summit, President of France Anne Morel met with Chancellor of Germany Ida Holz."
    assert the(text, "meet").by == ("FRA", "DEU")


def test_what_is_met_with_a_response_is_no_meeting() -> None:
    assert all(move.act != "meet" for move in moves("Any attack by Orsania on Velmar would be met with a swift response by France."))
    assert all(move.act != "meet" for move in moves("“France cannot speak to that today,” Anne Morel, the French minister, said."))


def test_an_agreement_that_a_noun_tells_is_of_those_who_met() -> None:
    text = (
        "On December 30, Chancellor of Germany Ida Holz had a telephone conversation with President of France Anne Morel. The "
        "conversation focused on the agreement to open the northern ports, reached during the December 7 videoconference."
    )
    agreed = the(text, "agree", published="2021-12-31")
    assert (agreed.by, agreed.text) == (
        ("DEU", "FRA"),
        "agreement to open the northern ports, reached during the December 7 videoconference",
    )
    assert agreed.when.edtf == "2021-12-07"


def test_what_a_promise_waits_for_is_no_deed() -> None:
    found = moves("Sweden said it would be prepared to lift the ban when Norway opened its ports.")
    assert [move.act for move in found] == ["offer"]


def test_who_somebody_is_is_no_move() -> None:
    assert [move.act for move in moves("Ann Hill, who heads the delegation of Chile, met Peru's minister.")] == ["meet"]
