"""Plain working copy as agencies file it: by whom the ordinary turns of phrase of a dispute are said, to whom, and what they do."""

from __future__ import annotations

import pytest
from reading import moves, reading, the

TALKS = "GENEVA - Norway and Iceland are in talks on herring. "


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("reject", "Norway was cool to the idea."),
        ("reject", "“We will not be bullied,” the Norwegian minister said."),
        ("reject", "“This text is not acceptable to us,” the Norwegian minister said."),
        ("reject", "Norway said it had no plans to sign."),
        ("deny", "“We did not break the treaty,” the Norwegian minister said."),
        ("deny", "“We never said that,” the Norwegian minister said."),
        ("deny", "Norway said it had never agreed to the cap."),
        ("accuse", "“Iceland is playing for time,” the Norwegian minister said."),
        ("accuse", "“Iceland is not serious,” the Norwegian minister said."),
        ("accuse", "Norway claimed Iceland had broken the pact."),
        ("accuse", "Norway cried foul over the tariffs."),
        ("criticise", "Norway considers the offer too low."),
        ("criticise", "Norway was angered by the tariffs."),
        ("assess", "Norway conceded that its tariffs were too high."),
        ("accept", "Norway backed away from its demand."),
        ("offer", "“Our offer stands,” the Norwegian minister said."),
        ("offer", "Norway would be happy to host the talks."),
        ("support", "Norway gave the plan a cautious welcome."),
        ("support", "“The map is a step forward,” the Norwegian minister said."),
        ("criticise", "“The map is a step backward,” the Norwegian minister said."),
        ("position", "“Our position has not changed,” the Norwegian minister said."),
        ("position", "“There is no alternative,” the Norwegian minister said."),
        ("threaten", "“All options are on the table,” the Norwegian minister said."),
        ("threaten", "“We will respond in kind,” the Norwegian minister said."),
        ("warn", "“Time is running out,” the Norwegian minister said."),
        ("commit", "Norway pledged $40 million."),
        ("demand", "Norway linked the release of aid to reform."),
        ("status", "“No comment,” the Norwegian minister said."),
        ("status", "Norway and Iceland are at odds over herring."),
        ("meet", "Norway resumed talks with Iceland."),
        ("meet", "The next round of talks is set for Monday."),
        ("commit", "Norway's promise of aid came late."),
    ],
)
def test_what_a_plain_sentence_does(act: str, text: str) -> None:
    assert "NOR" in the(TALKS + text, act).by


def test_what_a_third_party_needs_to_do_is_asked_by_who_says_so() -> None:
    asked = the("“Iceland needs to open its ports,” the Norwegian minister said.", "demand")
    assert (asked.by, asked.to) == (("NOR",), ("ISL",))


def test_all_countries_are_no_two_parties() -> None:
    text = TALKS + "“All countries in the region need to cut their fleets,” Irish Fisheries Minister Ann Hale told the forum."
    assert the(text, "demand").by == ("IRL",)


def test_a_relative_clause_is_told_beside_its_main_one() -> None:
    text = "Iceland, which had warned that lower quotas could ruin its coast, declined to comment."
    assert [(m.act, m.by) for m in moves(text)] == [("status", ("ISL",)), ("warn", ("ISL",))]


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("threaten", "The Dockers' Union said the walkout would resume on June 1 unless arrears were paid."),
        ("offer", "The Dockers' Union said it would drop the suit provided the port paid."),
        ("offer", "The Dockers' Union will return to work provided the port pays."),
    ],
)
def test_a_measure_on_a_condition_threatens_and_its_end_is_offered(act: str, text: str) -> None:
    move = the(text, act)
    assert (move.by, move.modality) == (("Dockers' Union",), "conditional")
    assert move.condition


def test_what_provided_opens_is_no_move() -> None:
    text = "Norwegian officials said Oslo would back the plan provided small boats were exempted."
    assert [m.act for m in moves(text)] == ["support"]


def test_a_day_is_nobody_by_whom_something_is_done() -> None:
    assert the("The Dockers' Union said the dues would be paid by the end of May.", "commit").by == ("Dockers' Union",)


@pytest.mark.parametrize(
    ("party", "text"),
    [
        ("NOR", "Norwegian Water Resources Secretary Ola Rud rejected the plan."),
        ("Franz Huber", "Farm Commissioner Franz Huber rejected the plan."),
        ("central bank", "Corvane Bank paid. The central bank rejected the plan."),
    ],
)
def test_a_field_of_office_is_no_party_and_the_central_bank_no_bank_named_before(party: str, text: str) -> None:
    assert the(text, "reject").by == (party,)


def test_who_is_one_of_those_who_act_is_not_addressed() -> None:
    text = "The Dockers' Union called off its strike. Shipping firms, including Corvane Lines, welcomed the move."
    assert "Corvane Lines" not in the(text, "support").to


def test_who_was_promised_something_has_promised_nothing() -> None:
    acts = {m.act for m in reading("Norway said it had been promised the money.").moves}
    assert "commit" not in acts


@pytest.mark.parametrize(
    ("party", "text"),
    [
        ("rebels", "General Ivo Dragan, the rebels' military chief, rejected the plan."),
        ("Academic Staff Union", "Professor Tom Ezeh, president of the Academic Staff Union, rejected the plan."),
        ("New South Wales", "New South Wales Transport Minister David Prentice rejected the plan."),
        ("Ontario", "The Premier of Ontario, Ann Hale, rejected the plan."),
        ("Korea's railway workers", "Korea's railway workers rejected the plan."),
        ("KOR", "Korea rejected the plan."),
    ],
)
def test_for_whom_somebody_speaks_who_is_introduced_in_passing(party: str, text: str) -> None:
    assert the(text, "reject").by == (party,)


def test_somebodys_union_is_the_one_he_speaks_for() -> None:
    text = "Tom Ezeh, president of the Harbour Workers' Union, met the Ambry Lines. Ezeh's union rejected the plan."
    assert the(text, "reject").by == ("Harbour Workers' Union",)


def test_rebels_and_a_government_act_together() -> None:
    assert the("Rebels and the government of Sudan accused each other on Sunday.", "accuse").by == ("Rebels", "SDN")


def test_what_goes_across_a_continent_is_no_countrys() -> None:
    text = "Protesters reopened the Pan-American Highway in Colombia after the government promised to send a minister."
    assert the(text, "commit").by == ("COL",)


def test_a_field_of_office_that_no_list_has_is_no_party() -> None:
    text = "WELLINGTON - New Zealand's Treaty Negotiations Minister Owen Tait rejected the plan."
    assert the(text, "reject").by == ("NZL",)


@pytest.mark.parametrize(
    ("act", "by", "text"),
    [
        ("deed", "NOR", "Norway provided ships last year and Iceland sent crews."),
        ("deed", "NOR", "The aid provided the rebels was stopped by Norway."),
        ("assess", "NOR", "“Military options are off the table,” the Norwegian minister said."),
        ("assess", "NOR", "“The team played its game,” the Norwegian minister said."),
        ("criticise", "NOR", "“This is a step in the wrong direction,” the Norwegian minister said."),
        ("reject", "Lake Province", "The Lake Province Prime Minister Ann Hale rejected the plan."),
        ("reject", "Union leaders", "Union leaders and their lawyers rejected the plan."),
        ("reject", "Theresa May", "Theresa May met the union. The plan was rejected by Theresa May."),
    ],
)
def test_what_looks_like_it_and_is_not(act: str, by: str, text: str) -> None:
    assert the(text, act).by == (by,)


def test_an_embassy_is_not_of_the_state_whose_capital_it_stands_in() -> None:
    assert the("The embassy in Rome rejected the plan.", "reject").by != ("ITA",)
    assert the("Norway was angry. Its embassy in Rome rejected the plan.", "reject").by == ("NOR",)
