"""Plain working copy as agencies file it: by whom the ordinary turns of phrase of a dispute are said, to whom, and what they do."""

from __future__ import annotations

import pytest
from reading import behind, moves, reading, the

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
    assert "NOR" in behind(TALKS, text, act).by


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


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("accept", "Norway could live with a lower cap if the boats were spared."),
        ("offer", "Norway held out a $190 million loan for a new port."),
        ("criticise", "The Norwegian minister called it a serious step backwards."),
        ("support", "Norway called the French plan the best to come from the group in years."),
        ("meet", "Norway and Iceland open two days of talks in Geneva on Tuesday."),
        ("meet", "Envoys from Norway and Iceland sit down in Geneva on Thursday for talks on herring."),
        ("demand", "Members of the union have asked for 3.5 percent a year."),
        ("status", "Norway has not signed yet."),
        ("status", "The Norwegian minister said the government had not been sent any offer."),
        ("threaten", "Norway said it would veto the text unless monitors were placed there."),
        ("threaten", "Norway would hold back aid until the pause was renewed."),
        ("reject", "The union said it would fight the bill."),
        ("expect", "The Norwegian minister said he assumed that Iceland would ask for an extension."),
        ("meet", "A Norwegian official said that negotiators would sit down in Geneva on June 20."),
        ("deny", "The Norwegian minister said Norway had no idea that the tubes could be used for that."),
        ("accept", "Norway has given up its objection to a role for judges."),
        ("appeal", "The Norwegian assembly called in May for the surplus to be sold to Chile."),
        ("criticise", "The Norwegian minister said she would have liked to hear of it earlier."),
        ("deny", "The Norwegian minister said the report was wrong."),
        ("offer", "Norway would consider a pause if Iceland took its boats away."),
        ("offer", "Norway said it could extend the truce if Iceland pulled out."),
        ("commit", "The Norwegian minister said Norway would not use force."),
        ("threaten", "The Norwegian minister said trucks which were not announced would be turned back."),
        ("warn", "The Norwegian minister said the peace would not last if only one side was disarmed."),
        ("warn", "The Norwegian minister said small shops might not survive the freeze."),
        ("threaten", "Norway said it would ask a court to stop the sale."),
        ("status", "The Norwegian minister said Norway had had no news of the boats."),
        ("threaten", "The Norwegian assembly may take Iceland to court if the bill is tabled unchanged."),
        ("threaten", "Norway would take such an order to court."),
        ("threaten", "The Norwegian president could dissolve parliament if the motion went ahead."),
        ("threaten", "The Norwegian cabinet would resign if a minister was removed."),
        ("threaten", "Norway said it would repeal the law if Iceland did not sign."),
        ("threaten", "Norway will stay away from the talks until Iceland apologises."),
        ("deny", "The Norwegian minister said Norway had agreed to nothing."),
        ("deny", "The Norwegian minister said Norway had taken no part in the meetings."),
        ("deny", "The Norwegian minister said no such consent had ever been given by Norway."),
        ("deny", "Norway dismissed this as false."),
        ("expect", "Norway said it was relying on a clear majority."),
        ("status", "Norway left open how the chairman is to be chosen."),
        ("offer", "Norway left open the possibility of a visit."),
        ("support", "The Norwegian minister said he understood the concern of the fishermen."),
        ("support", "The Norwegian minister called the letter a sign of good will."),
        ("position", "The Norwegian minister said Norway would rather see six zones."),
        ("reject", "The Norwegian force is not leaving the island."),
        ("commit", "The Norwegian minister said Norway would not close a single port."),
        ("commit", "The Norwegian minister said salaries would not be cut."),
        ("criticise", "The Norwegian minister said he had hoped for a different tone."),
        ("accept", "Norway sees no harm in the cut."),
        ("accept", "Norway respects the ruling."),
        ("threaten", "Norway did not rule out a boycott."),
        ("threaten", "Norway said it may cut supply from July."),
        ("appeal", "Norway will ask Iceland to pay more."),
        ("propose", "Norway would propose a commission of experts."),
        ("status", "The Norwegian cabinet has not discussed it."),
        ("offer", "Norway said it would lift the ban if Iceland signed."),
        ("reject", "Norway said it would not leave the talks."),
    ],
)
def test_what_is_put_in_other_words_does_the_same(act: str, text: str) -> None:
    behind(TALKS, text, act)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("reject", "Norway saw several weak points in the text."),
        ("support", "Norway said the two men had dealt only with visas and trade fairs."),
        ("support", "Norway said the price was the main question outstanding."),
        ("support", "Denmark, which is responsible for the island's defence, said it would decide later."),
        ("accuse", "Norway has charged ships for carbon since 2024."),
        ("agree", "Copper makes up a tenth of Norwegian exports."),
        ("appeal", "It is the first time Norway has looked at the design."),
        ("agree", "A law passed in Norway last year struck out thousands of contracts."),
        ("deny", "The Norwegian parties said a blockade that left hospitals without oxygen was wrong."),
        ("threaten", "Under the pact conscripts may leave in civilian clothes."),
        ("threaten", "Norway said its boats would stay 30 miles away."),
        ("support", "A spokesman for Norway confirmed that the paper was genuine."),
        ("support", "The minister said patients would be the victims."),
    ],
)
def test_words_that_also_mean_something_else(act: str, text: str) -> None:
    assert act not in [move.act for move in moves(text)]
