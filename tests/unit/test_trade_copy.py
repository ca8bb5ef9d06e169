"""Reports of tariffs, quotas, oil and summits: who acts in them by which name, and what their turns of phrase do."""

from __future__ import annotations

import pytest
from reading import behind, hops, moves, the

SCENE = "OSLO - Norway and Iceland are in talks on wool. "


@pytest.mark.parametrize(
    ("act", "modality", "polarity", "text"),
    [
        ("commit", "actual", "pos", "Norway announced two waivers for weavers."),
        ("commit", "actual", "pos", "Norway announced a cut in its duties on wool."),
        ("status", "actual", "pos", "Norway announced the collapse of the talks."),
        ("deed", "actual", "pos", "Norway approved a levy on Icelandic yarn."),
        ("deed", "actual", "pos", "Norway unveiled a surcharge on yarn."),
        ("deed", "actual", "pos", "Norway imposed curbs on yarn last spring."),
        ("deed", "actual", "pos", "The boycott spread, leading Norway to suspend its membership."),
        ("status", "actual", "neg", "The two envoys parted at dawn without settling on an accord."),
        ("status", "actual", "neg", "Norway and Iceland rose without a compromise."),
        ("status", "actual", "pos", "Talks between Norway and Iceland were scrapped on Friday."),
        ("status", "actual", "neg", "Norway and Iceland made scant headway."),
        ("status", "actual", "pos", "“It was a fruitful session,” the Norwegian minister said."),
        ("status", "actual", "neg", "“We do not know whether the weavers will come,” the Norwegian minister said."),
        ("demand", "actual", "pos", "Norway could not wait and insisted on a free hand, the Icelandic minister said."),
        ("demand", "actual", "pos", "Norway led the call for a later season."),
        ("demand", "actual", "pos", "It is in Iceland's court now, the Norwegian minister said."),
        ("expect", "actual", "pos", "Norway expects Iceland to sign."),
        ("assess", "actual", "pos", "Norway expects inflation to ease."),
        ("assess", "planned", "pos", "“We will know more after the fair,” the Norwegian minister said."),
        ("commit", "planned", "pos", "“We will find a way to pay,” the Norwegian minister said."),
        ("assess", "planned", "pos", "The fair would not discredit the pact, the Norwegian minister said."),
        ("assess", "actual", "pos", "“The mood in the hall is constructive,” the Norwegian minister said."),
        ("assess", "actual", "pos", "“I have the impression that it will snow,” the Norwegian minister said."),
        ("assess", "actual", "pos", "“There is no winner here,” the Norwegian minister said."),
        ("assess", "planned", "pos", "“That will serve to calm the mills,” the Norwegian minister said."),
        ("assess", "actual", "pos", "Norway claimed triumph over the wool."),
        ("meet", "planned", "pos", "The Norwegian minister is scheduled to meet his Icelandic counterpart in May."),
        ("reject", "actual", "pos", "“Certainly not,” the Norwegian minister replied."),
        ("accept", "actual", "pos", "“Of course,” the Norwegian minister said."),
        ("agree", "actual", "pos", "Norway has landed a deal with Iceland on wool."),
        ("criticise", "actual", "pos", "“We do not understand this haste,” the Norwegian minister said."),
        ("criticise", "actual", "pos", "“The text leaves a great deal to be desired,” the Norwegian minister said."),
        ("criticise", "actual", "pos", "“The threat to close the mills is a mistake,” the Norwegian minister said."),
        ("criticise", "actual", "pos", "Norway said the fine was without merit."),
        ("criticise", "actual", "pos", "Norway responded with fury to the fine."),
        ("warn", "actual", "pos", "Norway said the fine will disrupt the ferries."),
        ("warn", "hypothetical", "pos", "Norway says it would put its mills at risk."),
        ("threaten", "conditional", "pos", "Norway said it would react if Iceland shuts its mills."),
    ],
)
def test_turns(act: str, modality: str, polarity: str, text: str) -> None:
    found = behind(SCENE, text, act)
    assert (found.modality, found.polarity) == (modality, polarity)


def test_left_without_comment_is_no_failure() -> None:
    assert behind(SCENE, "The Norwegian delegation left the talks without comment.", "deed").polarity == "pos"


@pytest.mark.parametrize(
    "text",
    [
        "Norway sells Iceland half its yarn every year.",
        "It was unclear whether the mills would agree.",
        "It is unclear how the two would pay.",
        "The two delegations, aiming to save the season, sat up late.",
        "A buyer at the fair declined to be named.",
    ],
)
def test_nobodys_act(text: str) -> None:
    assert not [move for move in moves(SCENE + text) if move.span.start >= len(SCENE)]


def test_what_is_not_revealed_is_no_deed() -> None:
    found = moves(SCENE + "The Norwegian minister would not reveal what steps Iceland might take.")
    assert not [move for move in found if move.act == "deed"]


def test_what_a_thing_does_meanwhile_is_no_meeting() -> None:
    found = moves(SCENE + "Wool dropped as the session of the two opened, continuing its slide.")
    assert not [move for move in found if "slide" in move.text]


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (("ISL",), "The Icelandic harbours department accused Norway of delay."),
        (("IMF",), "Norway met Iceland in Oslo. IMF managing director Tom Hale accused the two of delay."),
        (("G77",), "The club of poorer states, called the G-77, accused Norway of delay."),
        (("OPEC",), "OPEC met in Vienna. The cartel accused Norway of delay."),
        (("envoy",), "Norway met Iceland in Oslo. Iceland turned down the plan. The envoy accused Iceland of delay."),
        (("FRO",), "Faroe accused Norway of delay."),
        (("U.N. Association",), "U.N. Association president Tom Hale accused Norway of delay."),
    ],
)
def test_who_accuses(by: tuple[str, ...], text: str) -> None:
    assert the(text, "accuse").by == by


def test_who_has_no_state_does_not_blame_himself() -> None:
    assert the("The chief negotiator blamed Norway for the breakdown.", "accuse").by != ("NOR",)


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (("NOR", "ISL", "DNK"), "Norway, Iceland, many smaller fleets and Denmark rejected the plan."),
        (("CHL", "PER"), "Two other states - Chile and Peru - rejected the plan."),
        (("dairy farmers",), "The plan was opposed by dairy farmers."),
        (("NOR",), "Norway's fisheries ministry put off the visit. “The US threat to wait is odd,” a ministry source said. “We reject the plan,” "
                   "they added."),
        (("NOR",), "OSLO (Reuters) - Norway and Sweden met. “Sweden has to pay. We reject the plan,” Fisheries Minister Ola Berg said."),
        (("URY",), "Since last August Uruguay has rejected the plan."),
        (("ISL",), "In March Iceland rejected the plan."),
        (("DEMOCRATS",), "Senator Ann Hill, D-Ore., rejected the plan."),
        (("REPUBLICANS",), "Sen. Tom Hale (R-Utah) rejected the plan."),
        (("USA",), "White House National Security Council spokesman Tom Hale rejected the plan."),
        (("Nepali Congress",), "Nepali Congress rejected the budget of Nepal's prime minister."),
    ],
)  # fmt: skip
def test_who_rejects(by: tuple[str, ...], text: str) -> None:
    assert the(text, "reject").by == by


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("The Norwegian minister is expected to head to Akureyri for a meeting with his Icelandic counterpart.", ()),
    ],
)
def test_whom_somebody_meets(text: str, to: tuple[str, ...]) -> None:
    found = behind(SCENE, text, "meet")
    assert {"NOR", "ISL"} <= {*found.by, *found.to} and (found.to == to)


def test_a_meeting_of_a_day_to_come_is_planned() -> None:
    planned = the("Much hangs on a May 9 meeting in Oslo between Norway and Iceland.", "meet")
    held = the("Much was lost at a March 2 meeting in Oslo between Norway and Iceland.", "meet")
    assert (planned.modality, held.modality) == ("planned", "actual")


def test_a_town_in_brackets_is_no_wire() -> None:
    assert hops(the("(REYKJAVIK) - Norway rejected the offer.", "reject").chain) == []
    assert hops(the("(XINHUA) - Norway rejected the offer.", "reject").chain) == ["XINHUA"]


def test_a_town_before_a_colon_is_where_it_is_written() -> None:
    assert the("Kathmandu: The opposition rejected the plan.", "reject").text == "The opposition rejected the plan"


def test_a_minus_is_a_dash() -> None:
    found = moves("Norway, Peru and Chile met. On Friday Chile − of all states − rejected the plan.")
    assert "−" not in {key for move in found for key in move.by}


def test_a_content_behind_a_time_is_heard() -> None:
    found = behind(SCENE, "The envoy of Norway said in Bergen earlier that there was “no need” of a vote.", "status")
    assert (found.by, found.polarity) == (("NOR",), "neg")


def test_what_expires_is_told_beside() -> None:
    found = moves(SCENE + "Norway wants to extend the term of the Assembly, which expires in June.")
    assert not [move for move in found if move.text.startswith("which")]


def test_the_hour_of_a_zone_is_no_party() -> None:
    found = moves("Senate leaders met House leaders. Talks are expected to resume in May, with a tally planned for ten Pacific Time.")
    assert "Time" not in {key for move in found for key in (*move.by, *move.to)}
