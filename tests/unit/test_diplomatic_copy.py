"""What state does to state, as the press tells it: envoys called in and sent home, pacts brokered, houses that ratify."""

from __future__ import annotations

import pytest
from reading import behind, moves, the

from communique.parse.lemmas import lemma


@pytest.mark.parametrize(
    ("act", "by", "text"),
    [
        ("deed", ("NOR",), "Norway declared two Danish diplomats persona non grata."),
        ("deed", ("NOR",), "The Danish ambassador was summoned to the Norwegian Foreign Ministry and handed a letter."),
        ("deed", ("NOR",), "The Danish envoy was called to the Norwegian Foreign Ministry on Monday."),
        ("deed", ("NOR",), "Two Danish men were arrested on Monday, the Norwegian Security Service said."),
        ("warn", ("NOR",), "Norway fears it will lose its share of the water."),
        ("warn", ("NOR",), "Norway said any substantive change in the terms would mean delay."),
        ("criticise", ("NOR",), "Norway said the drill, if held, would be a serious provocation."),
        ("criticise", ("NOR", "DNK"), "Norway and Denmark exchanged a flurry of insults."),
        ("support", ("NOR",), "Norwegian President Ann Hill urged Denmark to ratify the treaty, calling it extremely important."),
        ("position", ("NOR", "DNK"), "The presidents of Norway and Denmark said they do not want to see the row spoil the relations."),
        ("accept", ("NOR",), "Norway's lower house approved the treaty with Denmark."),
        ("deed", ("NOR", "DNK"), "Norway and Denmark re-established diplomatic relations on Monday."),
    ],
)
def test_what_states_do_to_one_another(act: str, by: tuple[str, ...], text: str) -> None:
    assert the(text, act).by == by


@pytest.mark.parametrize(
    "text",
    [
        "Two Norwegian soldiers were arrested, the Norwegian Interior Ministry said.",
        "Our envoys were detained, the Norwegian Interior Ministry said.",
        "Two Norwegian men were detained in Lima, Danish Trade Minister Ann Hill said.",
    ],
)
def test_who_tells_of_his_own_people_held_does_not_hold_them(text: str) -> None:
    assert all(move.act != "deed" for move in moves(text))


def test_talks_without_a_result_are_no_denial() -> None:
    move = the("Norwegian Foreign Minister Ann Hill said: “We did not reach an agreement.”", "status")
    assert move.polarity == "neg"


def test_who_votes_to_approve_accepts_once() -> None:
    assert [m.act for m in moves("The Danish parliament voted 71-26 on Wednesday to approve the treaty with Norway.")] == ["accept"]


def test_a_deal_negotiated_is_no_meeting() -> None:
    assert all(m.act != "meet" for m in moves("Norway and Denmark secured approval in advance for any deal negotiated."))


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (("NOR", "DNK"), "Officials from Norway and its neighbour Denmark held talks on Sunday."),
        (("NOR", "VNM"), "Norwegian President Ann Hill met with her Vietnamese counterpart Vu Dung in Hanoi."),
        (("CHL", "PER"), "Norwegian President Ann Hill signed the pact. Her counterparts in Chile and Peru rejected it."),
    ],
)
def test_neighbours_and_counterparts_are_those_named_beside_them(by: tuple[str, ...], text: str) -> None:
    assert moves(text)[-1].by == by


def test_heads_of_state_are_the_two_who_met() -> None:
    opening = "President Ann Hill of Chile and President Tom Hale of Peru met in Lima. "
    assert set(behind(opening, "The two heads of state signed a treaty.", "agree").by) == {"CHL", "PER"}


def test_who_brokers_a_pact_does_not_sign_it() -> None:
    pact = "The pact, brokered by Norway and Denmark, will be signed Monday in Lima."
    assert behind("Chile and Peru agreed on terms to end the row. ", pact, "agree").by == ("CHL", "PER")


def test_a_ministry_in_a_capital_is_that_states() -> None:
    assert behind("Norway protested. ", "The Foreign Ministry in Moscow accused it of lying.", "accuse").by == ("RUS",)


def test_a_state_is_known_by_its_whole_style() -> None:
    text = "A spokesperson of the Foreign Ministry of the Democratic People's Republic of Korea accused Norway of lying."
    assert the(text, "accuse").by == ("PRK",)


def test_the_atomic_agency_is_no_state_body() -> None:
    assert the("UN atomic agency chief Ann Hill accused Norway of lying.", "accuse").by == ("IAEA",)


def test_a_statement_issued_whole_is_in_the_words_of_who_issues_it() -> None:
    text = (
        "OSLO, March 14 -- A spokesperson of the Norwegian Foreign Ministry made public the following press statement on Thursday:"
        "\n\nDenmark has finally started the drill. We demand that Denmark stop it at once."
    )
    demand = the(text, "demand")
    assert demand.by == ("NOR",) and demand.quote == "direct"


@pytest.mark.parametrize(("low", "tag", "known"), [("re-opened", "VBN", "reopen"), ("re-opening", "VBG", "reopen"),
                                                   ("pre-empt", "VB", "preempt"), ("vice-president", "NN", "vice-president")])  # fmt: skip
def test_words_are_known_by_the_form_without_their_hyphen(low: str, tag: str, known: str) -> None:
    assert lemma(low, tag) == known


@pytest.mark.parametrize(
    ("act", "by", "text"),
    [
        ("meet", ("NOR", "DNK"), "Norwegian President Ann Hill was scheduled to meet Friday with Danish President Tom Hale."),
        ("commit", ("NOR",), "Norway said it would not go back on the handover to Denmark."),
        ("status", ("NOR",), "There is no impasse in Geneva, Norwegian minister Ann Hill said."),
        ("status", ("NOR",), "Norwegian minister Ann Hill said Oslo had received the necessary guarantees from Denmark."),
        ("status", ("NOR", "DNK"), "Norwegian and Danish officials indicated they were making “good progress” in discussions."),
        ("position", ("ICJ",), "The International Court of Justice ruled that the island belonged to Norway."),
        ("deed", ("NOR",), "Norway conveyed a reply to Denmark on Monday."),
        ("reject", ("PAK",), "Pakistan objects to the project."),
        ("reject", ("NOR",), "The Norwegian spokeswoman Ann Hill said the islands were not up for discussion."),
        ("deed", ("NOR",), "Norway is denying exit permits to hundreds of doctors."),
        ("status", ("NOR",), "Norwegian minister Ann Hill said she was not aware of any demands from Denmark."),
        ("criticise", ("USA",), "Ann Hill, chief of the U.S. Interests Section in Lima, criticised Denmark."),
    ],
)
def test_how_talks_of_states_stand(act: str, by: tuple[str, ...], text: str) -> None:
    assert the(text, act).by == by


def test_what_might_be_agreed_is_only_thought() -> None:
    text = "An agreement can be reached soon if Denmark shows determination, Norwegian minister Ann Hill said."
    assert [m.by for m in moves(text)] == [("NOR",)] and moves(text)[0].act != "agree"


@pytest.mark.parametrize(
    "text",
    [
        "Norway asked Chile to make sure that Denmark does not leave the agreement.",
        "“We need guarantees to make sure Denmark does not leave the agreement,” Norwegian minister Ann Hill said.",
    ],
)
def test_what_is_to_be_ensured_is_not_done(text: str) -> None:
    assert all(move.act != "deed" for move in moves(text))


def test_talks_are_of_those_who_hold_them() -> None:
    talks = "The talks were halted last month, after Chile demanded guarantees from Peru."
    assert set(behind("Norway and Denmark held talks. ", talks, "status").by) == {"NOR", "DNK"}


def test_those_who_break_up_detain_nobody() -> None:
    assert all(m.act != "deed" for m in moves("Norway and Denmark held talks. They broke up after ten hours."))


def test_a_double_surname_is_no_title() -> None:
    opening = "Norwegian Foreign Minister Ole Amir-Hale said a deal was close. "
    move = behind(opening, "“We want peace,” Amir-Hale said.", "position")
    assert move.by == ("NOR",) and move.speaker == "Ole Amir-Hale"


@pytest.mark.parametrize(
    "text", ["The bids must be approved by all 30 NATO member states.", "Norway has doctors who have Danish approval to leave."]
)
def test_what_is_asked_or_held_is_not_approved(text: str) -> None:
    assert all(move.act != "accept" for move in moves(text))


def test_who_has_yet_to_approve_has_not() -> None:
    assert [m.act for m in moves("Norway and Denmark have yet to endorse the applications.")] == ["status"]


def test_a_then_president_is_of_the_state_that_he_was_of() -> None:
    text = "Denmark’s then prime minister Tom Hale criticised the Norwegian visit."
    assert behind("Oslo reacted. ", text, "criticise").by == ("DNK",)


def test_who_suggests_that_both_sign_proposes_it() -> None:
    text = "Norwegian minister Ann Hill has suggested in recent weeks that the two sides sign a deal with Denmark."
    assert [(m.act, m.by) for m in moves(text)] == [("propose", ("NOR",))]


def test_an_envoy_called_back_is_recalled() -> None:
    assert [m.act for m in moves("Norway said it was calling Ambassador Ann Hill back to Oslo.")] == ["deed"]
