"""Press on wars and truces: who the rebels and the government are, what a pledge, a refusal and an ultimatum look like there."""

from __future__ import annotations

import pytest
from reading import behind, moves, the

TALKS = "GENEVA - Norway and Iceland are in peace talks. "


@pytest.mark.parametrize(
    ("by", "report"),
    [
        # A movement that papers print without a capital, as a name and before a post.
        (("CONTRAS",), "Norway met the contras on Monday. Contra leader Tom Hale rejected the plan."),
        (("CONTRAS",), "The contras rejected the plan."),
        # A faction goes by its words until its name is told, and is "it" in what it says.
        (("UNITA",), "Angola's main rebel faction said it rejected the plan. Tom Hale spoke for UNITA."),
        (("Angola's main faction",), "Angola's main faction said it rejected the plan."),
        # Of several movements the one told of last.
        (("NDFP",), "The NDF and the NPA met in Oslo. The NDF complained. The communist group rejected the plan."),
        # Fighters of a body are no state's, whoever has them; militants and renegades are the body that the report names.
        (("FARC",), "Colombia's FARC rebels rejected the plan."),
        (("M23",), "The Democratic Republic of Congo's M23 rebels rejected the plan."),
        (("TALIBAN",), "Norway met the Taliban. The militants on Sunday rejected the plan."),
        (("M23",), "Uganda met M23. The renegade fighters rejected the plan."),
        # Who speaks for rebels never speaks for the state where the report is written, nor for the one they fight.
        (("rebels",), "MOSCOW - Rain fell. Rebel spokesman Tom Hale rejected the plan."),
        (("rebels",), "Colombian rebel leader Tom Hale rejected the plan."),
        (("rebels",), "MOSCOW - Rain fell. Rebel chief-of-staff Tom Hale rejected the plan."),
        (("NOR",), "Norway's envoy to the rebels, Tom Hale, rejected the plan."),
        # What shares the article or the genitive of the rebels; the rebels of a state are the one body that it fights.
        (("NPL", "rebels"), "KATMANDU, Nepal - Rain fell. The rebels and government rejected the plan."),
        (("HOUTHIS", "YEM"), "Yemen's rebels and government rejected the plan. The Houthis met Norway."),
        (("HOUTHIS",), "Yemen's rebels rejected the plan. The Houthis met Norway."),
        (("Revolutionary Justice Organization",), "One group, the Revolutionary Justice Organization, rejected the plan."),
        # The government is that which the rebels fight, unless the report speaks of another.
        (("LKA",), "The Tamil Tigers met Norway on Monday. On Tuesday the government rejected the plan."),
        (("NOR",), "The Tamil Tigers met the Norwegian government on Monday. On Tuesday the government rejected the plan."),
    ],
)
def test_which_body_it_is(by: tuple[str, ...], report: str) -> None:
    assert [tuple(sorted(move.by)) for move in moves(report) if "rejected" in move.text] == [by]


def test_the_known_initials_stand_for_a_body_spelt_otherwise() -> None:
    text = "Colombia rejected the plan of the Revolutionary Armed Forces of Columbia (FARC)."
    assert the(text, "reject").to == ("FARC",)


def test_the_government_is_that_which_the_rebels_fight_wherever_the_paper_is_printed() -> None:
    text = "The Tamil Tigers have agreed to resume talks with the government. Parliament rejected the plan."
    assert the(text, "reject", outlet="Taipei Times").by == ("LKA",)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("reject", "Iceland backed away from an earlier commitment to disarm."),
        ("reject", "Iceland's minister said there would be no negotiations with terrorists."),
        ("demand", "Iceland has insisted that the captors release all hostages."),
        ("demand", "Iceland gave the captors 48 hours to free the sailors."),
        ("demand", "Iceland said its forces would only retreat once Norway freed the sailors."),
        ("deed", "Iceland ordered its troops to hold their fire."),
        ("deed", "Iceland ordered a ceasefire on Sunday."),
        ("threaten", "Iceland had decided that it would kill the hostages."),
        ("threaten", "Iceland vowed to launch a counter-offensive."),
        ("threaten", "Iceland vowed to retake the town."),
        ("reject", "“Iceland does not agree with that term,” Iceland's minister said."),
        ("position", "“Nothing is agreed until everything is agreed,” Iceland's minister said."),
        ("status", "There was no immediate Icelandic response to the letter."),
        ("status", "Iceland's minister said his government had not been officially advised of the letter."),
        ("status", "Iceland has shown no sign of leaving the town."),
        ("support", "Icelandic officials were elated at the outcome."),
        ("support", "Iceland called the accord an important precedent."),
        ("warn", "Iceland admonished the junta that ruin was near."),
        ("meet", "Iceland's minister said that negotiations would begin today."),
        ("agree", "Iceland and Norway ended their talks, setting a date for a new round."),
        ("commit", "“Iceland will spare no effort to have peace,” Iceland's minister said."),
        ("threaten", "Iceland was ready to launch a counter-attack."),
        ("deed", "Iceland announced the establishment of seven escape corridors."),
        ("meet", "Icelandic and Norwegian negotiators talked for five days."),
        ("meet", "Iceland and Norway have been locked in talks for days."),
        ("commit", "Iceland pledged to lift the blockade."),
        ("commit", "Iceland said it would observe a truce from Monday."),
        ("commit", "Iceland said it would send 40 observers."),
        ("threaten", "Iceland will attack the port on Sunday."),
        ("status", "Plans for peace talks between Iceland and Norway collapsed on Sunday."),
        ("status", "Efforts to revive the talks failed on Sunday."),
    ],
)
def test_what_is_done_with_a_truce(act: str, text: str) -> None:
    assert "ISL" in behind(TALKS, text, act).by


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("demand", "Iceland insisted that its troops control the port."),
        ("demand", "Iceland gave two boats to the port."),
        ("meet", "Icelandic fishermen talked of the storm for days."),
        ("demand", "Iceland ordered its troops out of the town."),
        ("agree", "The Icelandic group is made up of soldiers."),
        ("demand", "The Icelandic general is wanted by a court for murder."),
        ("deed", "An Icelandic officer was shot and killed last week."),
        ("agree", "“We have not been able to reach any agreement,” Iceland's minister said."),
        ("meet", "The talks collapsed, dealing a blow to hopes for peace in Iceland."),
        ("deed", "Iceland will respect the truce."),
        ("status", "The plan failed the test."),
    ],
)
def test_what_only_looks_like_it(act: str, text: str) -> None:
    assert act not in [move.act for move in moves(TALKS + text) if move.span.start >= len(TALKS)]


def test_who_is_killed_does_nothing() -> None:
    found = behind(TALKS, "An Icelandic officer was shot and killed by Norway last week.", "deed")
    assert found.by == ("NOR",)


def test_who_goes_by_one_name_is_no_state() -> None:
    text = "The rebels' leader, known as Tiger, met Norway. Tiger, whose real name is Tom Hale, rejected the plan."
    assert {move.by for move in moves(text + " But the government rejected the plan.")} & {("Tiger",)}
    assert [link.kind for link in the(text, "reject").chain][-1] == "person"


@pytest.mark.parametrize(
    ("party", "text"),
    [
        ("NOR", "Norway rejected talks with Iceland's president, Tom Hale, saying it was folly."),
        ("ISL", "Iceland spurned a meeting with the Norwegian envoy, Ann Hill, saying it was folly."),
    ],
)
def test_who_says_so_in_a_participle_is_who_did_it_and_not_the_name_before(party: str, text: str) -> None:
    assert [move.by for move in moves(text) if "folly" in move.text] == [(party,)]


def test_who_stays_unnamed_refuses_nothing() -> None:
    found = moves(TALKS + "A senior Norwegian official, who didn't want to be named, said the talks failed.")
    assert "reject" not in [move.act for move in found]


def test_a_bloc_by_a_name_half_in_small_letters() -> None:
    assert the("The Association of Southeast Asian nations rejected the plan.", "reject").by == ("ASEAN",)
