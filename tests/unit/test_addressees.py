"""A short report in, whom its moves are addressed to out: the object, the owner of what is refused, the other side of the talks."""

from __future__ import annotations

from datetime import date

import pytest
from fit_addressees import Seen, fit
from reading import moves, the

from communique.clean.clean import clean
from communique.extract.acts.draft import Draft
from communique.extract.acts.find import find_acts
from communique.extract.addressees.evidence import candidates, evidence
from communique.extract.addressees.find import by_size, certain, likeliest
from communique.extract.addressees.stage import Stage
from communique.extract.scene import set_scene
from communique.parse.syntax import parse
from communique.record.text import Report

CALL = {
    "outlet": "White House",
    "published": "2023-05-01",
    "title": "Readout of President Biden's Call with Prime Minister Mark Rutte of the Netherlands",
}


@pytest.mark.parametrize(
    ("text", "act", "to"),
    [
        ("Canada accused Mexico of dumping steel on the market.", "accuse", ("MEX",)),
        ("Canada accused Mexico of selling weapons to Cuba.", "accuse", ("MEX",)),
        ("Norway urged Sweden to reopen the border.", "appeal", ("SWE",)),
        ("Norway demanded that Sweden withdraw its troops.", "demand", ("SWE",)),
        ("“Sweden must open its books,” Norwegian Foreign Minister Ana Dorst told reporters.", "demand", ("SWE",)),
        ("Norwegian Foreign Minister Ana Dorst told Sweden that the ferry would not run.", "reject", ("SWE",)),
        ("Chile rejected Peru's proposal on Monday.", "reject", ("PER",)),
        ("Chile rejected a proposal by Peru on Monday.", "reject", ("PER",)),
        ("Chile voiced concern about Peru's troop movements.", "criticise", ("PER",)),
        ("Chile put pressure on Peru to stop the drilling, officials said.", "deed", ("PER",)),
        ("France threatened to impose sanctions on Japan.", "threaten", ("JPN",)),
        ("Japan thanked Canada for its support.", "support", ("CAN",)),
        ("Kenya offered Uganda a loan of $5 million.", "offer", ("UGA",)),
        ("The Dockers' Union threatened a strike against Halcyon Ports.", "threaten", ("Halcyon Ports",)),
        ("The Dockers' Union threatened to walk out unless Halcyon Ports withdraws its offer.", "threaten", ("Halcyon Ports",)),
        ("Chile threatened to close the border if Peru does not pay.", "threaten", ("PER",)),
        ("Chile has put pressure on Peru, a close partner of Japan, to cut its purchases.", "deed", ("PER",)),
        ("Ukrainian President Volodymyr Zelenskiy said Kyiv's partners must send more.", "demand", ("WEST",)),
        ("U.S. President Ana Dorst said: “I thank our Israeli partners for their help.”", "support", ("ISR",)),
    ],
)
def test_the_syntax_names_the_one_acted_on_or_asked(text: str, act: str, to: tuple[str, ...]) -> None:
    assert the(text, act).to == to


def test_partners_are_a_bloc_only_from_the_day_on_which_they_are_one() -> None:
    text = "Ukrainian Foreign Minister Ana Dorst said Kyiv's partners must send more."
    assert [the(text, "demand", published=day).to == ("WEST",) for day in ("1997-06-01", "2023-06-01")] == [False, True]


def test_a_state_and_its_allies_are_both_addressed() -> None:
    said = "Russian Foreign Minister Ana Dorst said the United States and its allies are carrying out hostile acts towards Russia."
    assert the(f"{said} NATO did not reply.", "accuse").to == ("USA", "NATO")


@pytest.mark.parametrize(
    ("after", "to"),
    [
        ("Norway promised lawmakers that nothing would be kept secret.", ("Congress",)),
        ("Norway promised some lawmakers that nothing would be kept secret.", ("lawmakers",)),
    ],
)
def test_lawmakers_are_the_parliament_that_the_report_names(after: str, to: tuple[str, ...]) -> None:
    assert the(f"The U.S. Congress meets on Monday. {after}", "commit").to == to


@pytest.mark.parametrize(
    ("text", "act", "to"),
    [
        ("Norway expects an answer from Sweden by Friday.", "expect", ("SWE",)),
        ("Norwegian Foreign Minister Ana Dorst said there had been no reply from Sweden.", "status", ("SWE",)),
    ],
)
def test_an_answer_is_awaited_of_somebody(text: str, act: str, to: tuple[str, ...]) -> None:
    assert the(text, act).to == to


def test_why_tells_a_named_addressee_from_an_inferred_one() -> None:
    text = "Norway proposed a fishing pact to Iceland in March. Iceland ruled out a vote on Friday."
    assert "addressee: named" in the(text, "propose").why
    refusal = the(text, "reject")
    assert refusal.to == ("NOR",) and "addressee: the likeliest" in refusal.why


def test_another_states_people_stand_for_it() -> None:
    assert the("Norway urged British voters to stay.", "appeal").to == ("GBR",)


def test_who_meets_or_agrees_together_addresses_nobody() -> None:
    assert the("Brazil and Bolivia agreed on Friday to open the bridge.", "agree").to == ()
    assert the("Canada and Mexico met in Lima on Monday.", "meet").to == ()


def test_the_press_is_no_addressee() -> None:
    assert the("Foreign Minister Ana Dorst of Norway declined to comment.", "status").to == ()
    assert all("Reuters" not in move.to for move in moves("Norway told Reuters that it would rebuild the quay."))


def test_an_answer_is_addressed_to_whoever_is_answered() -> None:
    text = "Norway proposed a fishing pact to Iceland in March. Iceland rejected the pact on Friday."
    assert the(text, "reject").to == ("NOR",)


def test_who_acts_together_with_the_acting_one_is_not_addressed() -> None:
    text = "Norwegian Prime Minister Ana Dorst met Swedish Prime Minister Karl Lind in Oslo on Monday. Both leaders praised the ferry."
    assert not the(text, "support").to


def test_who_accuse_each_other_are_both_accused() -> None:
    text = "Norway and Sweden held talks in Oslo. Norway and Sweden accused each other of emptying the lake, Danish officials said."
    assert set(the(text, "accuse").to) == {"NOR", "SWE"}


def test_parts_of_a_country_are_no_two_sides() -> None:
    text = "Norway and Sweden met in Oslo on Monday. Norway shelled two regions of Chile on Tuesday."
    assert the(text, "deed").to == ("CHL",)


def test_a_state_that_only_its_leader_is_named_for_is_a_party() -> None:
    stage = staged("Canada said on Monday that President Vladimir Putin must stop. The harbour stays shut, Canada said.")
    assert stage.real("RUS") == 2


def test_both_sides_are_those_at_the_table() -> None:
    text = "Canada and Mexico met in Lima on Monday. The European Union urged both sides to sign the accord."
    assert the(text, "appeal").to == ("CAN", "MEX")


def test_where_one_of_two_is_accused_the_other_is_meant_by_the_denial() -> None:
    text = "The Dockers' Union threatened a strike against Halcyon Ports. Halcyon Ports denied that it had broken the agreement."
    assert the(text, "deny").to == ("Dockers' Union",)


def test_in_a_readout_one_side_speaks_to_the_other() -> None:
    text = (
        "President Joseph Biden spoke by phone with Prime Minister Mark Rutte of the Netherlands. The President urged "
        "patience over the canal. He also thanked the Prime Minister for his leadership."
    )
    assert the(text, "meet", **CALL).to == ()
    assert the(text, "appeal", **CALL).to == ("NLD",)
    assert the(text, "support", **CALL).to == ("NLD",)


def test_no_party_addresses_itself() -> None:
    text = "Norway criticised Norway's own record. Norway urged Sweden and Norway to talk."
    assert all(not set(move.to) & set(move.by) for move in moves(text))


def test_the_likeliest_set_shares_most_with_what_may_be_right() -> None:
    assert likeliest({(): 0.0, ("NOR",): 3.0}) == ("NOR",)
    assert likeliest({(): 3.0, ("NOR",): 0.0}) == ()
    # one of two is as likely as both: one alone is half right either way, both are more than half right either way
    assert likeliest({(): -9.0, ("NOR",): 1.0, ("SWE",): 1.0, ("NOR", "SWE"): 1.0}) == ("NOR", "SWE")


def test_weights_are_learnt_from_examples() -> None:
    def example(marks: dict[str, list[str]], right: tuple[str, ...]) -> Seen:
        pairs = {tuple(marks): ["pair"]} if len(marks) == 2 else {}
        return Seen("demand", None, marks, ["all"], pairs, frozenset(right), right, True)

    examples = [example({"NOR": ["object"], "SWE": ["beside"]}, ("NOR",)) for _ in range(40)]
    weights = fit(examples)
    assert weights["object"] > weights["beside"]
    assert examples[0].chosen(by_size(weights)) == ("NOR",)
    assert weights == fit(examples)


def test_who_acts_together_with_whom_he_met_addresses_nobody_though_one_is_named() -> None:
    assert the("Canada and Mexico held talks on Cuba with Peru in Lima on Monday.", "meet").to == ()


def drafted(text: str) -> list[Draft]:
    report = Report("r", text, date(2019, 3, 15), "field", None, None, None)
    return find_acts(set_scene(next(parse([clean(report)]))))


def staged(text: str) -> Stage:
    drafts = drafted(text)
    report = Report("r", text, date(2019, 3, 15), "field", None, None, None)
    return Stage(set_scene(next(parse([clean(report)]))), sorted(drafts, key=lambda d: (d.start, d.end)))


def number_of(stage: Stage, act: str) -> int:
    return next(n for n, draft in enumerate(stage.drafts) if draft.act == act)


def test_a_plain_target_leaves_no_doubt_and_is_marked_for_learning() -> None:
    stage = staged("Norway accused Sweden of dumping wheat in Peru.")
    number = number_of(stage, "accuse")
    assert certain(stage, number) == ("SWE",)
    marks = evidence(stage, number, ["SWE", "PER"])
    assert ("plain" in marks["SWE"], "other-plain" in marks["PER"]) == (True, True)


def test_a_venue_is_no_plain_target() -> None:
    stage = staged("Norway will take the tariff of Sweden to the WTO unless it is lifted by May. Sweden rejected the demand.")
    assert certain(stage, 0) is None


def test_with_whom_a_party_has_to_do_in_the_whole_report_is_marked() -> None:
    text = (
        "Norway and Sweden quarrel over the lighthouse. Norway demanded that Sweden hand over the keys. "
        "Sweden refused to hand over the keys. Peru welcomed the rain. Norway threatened to close the port."
    )
    dyads = staged(text).dyads
    other, third = set(dyads.marks(("NOR",), "SWE")), set(dyads.marks(("NOR",), "PER"))
    most = {"beside:most", "named:most", "named-back:most", "lead-both"}
    assert most & other == most - {"named-back:most"}
    assert not most & third
    assert "only-rival" not in other | third


def test_a_party_named_often_is_thought_of_though_it_never_acts() -> None:
    often = "Norway spoke of Vilar Shipping. Sweden likes Vilar Shipping. Few trust Vilar Shipping. Norway threatened a boycott."
    stage = staged(often)
    assert "Vilar Shipping" in candidates(stage, number_of(stage, "threaten"))


def test_whose_later_words_are_the_same_echoes_a_move() -> None:
    text = (
        "Norway demanded the keys of the lighthouse. Peru welcomed rain. Sweden refused to hand over the keys of the lighthouse."
    )
    stage = staged(text)
    echoes = stage.echoes(number_of(stage, "demand"))
    assert echoes["SWE"] > echoes.get("PER", 0.0)
    marks = evidence(stage, number_of(stage, "demand"), ["SWE", "PER"])
    assert "echo0" in marks["PER"]
    assert "echo0" not in marks["SWE"]


def test_the_paragraph_and_the_sentence_before_tell_of_a_party() -> None:
    text = "Sweden closed the border.\n\nPeru accused Norway of dumping. Norway rejected the charge."
    stage = staged(text)
    marks = evidence(stage, number_of(stage, "deny"), ["PER", "SWE"])
    assert {"paragraph", "before:nsubj", "subject-before"} <= set(marks["PER"])
    assert not {"paragraph", "before:nsubj", "subject-before"} & set(marks["SWE"])


def test_who_acts_together_with_a_party_is_its_ally() -> None:
    stage = staged("Norway and Sweden imposed sanctions on Peru. Norway urged calm.")
    marks = evidence(stage, number_of(stage, "appeal"), ["SWE", "PER"])
    assert ("ally" in marks["SWE"], "ally" in marks["PER"]) == (True, False)


def test_rare_paths_share_their_ends() -> None:
    stage = staged("Chile rejected a proposal by Peru on Monday.")
    marks = evidence(stage, number_of(stage, "reject"), ["PER"])["PER"]
    assert {"under:dobj|answer", "end:by|answer", "possessor|answer"} <= set(marks)


def test_an_addressee_that_the_move_does_not_name_is_only_inferred() -> None:
    text = "Chile and Peru met in Lima. Chile urged Peru to reopen the border. Peru rejected the demand."
    assert (the(text, "appeal").to, the(text, "appeal").to_basis) == (("PER",), "stated")
    assert (the(text, "reject").to, the(text, "reject").to_basis) == (("CHL",), "inferred")


def test_the_labels_of_a_transcript_name_nobody_who_may_be_addressed() -> None:
    text = "MS. LEVY-HALE: We reject the plan of Corvane Lines.\n\nQ Will you talk?\n\nMS. LEVY-HALE: We will.\n\nQ Thank you."
    report = Report(
        "r", text, date(2019, 3, 15), "field", "White House", "field", "Press Briefing by Press Secretary Ann Levy-Hale"
    )
    assert list(Stage(set_scene(next(parse([clean(report)]))), []).counts) == ["Corvane Lines"]


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Norway lifted a curfew in Peru.", ("PER",)),
        ("The Norwegian Workers' Party began a strike to convince the parliament of Norway to amend the law.", ("NOR",)),
    ],
)
def test_what_a_lone_sentence_names_it_names_for_a_reason(text: str, to: tuple[str, ...]) -> None:
    assert moves(text)[0].to == to
