"""Disputes of firms and unions: who is the firm, who are its people, and what is told of offers, notices and meetings to come."""

from __future__ import annotations

import pytest
from reading import moves, the


@pytest.mark.parametrize(
    "text",
    [
        "Danish Airways and its crews are in dispute. Danish rejected the plan on Monday.",
        "Danish Airways and its crews are in dispute. On Monday Danish spokeswoman Ann Hill rejected the plan.",
        "Danish Airways and its crews are in dispute. Danish's owners met. The plan was rejected by Danish.",
    ],
)
def test_a_people_s_adjective_alone_may_be_the_firm_named_after_it(text: str) -> None:
    assert the(text, "reject").by == ("Danish Airways",)


@pytest.mark.parametrize(
    "text",
    [
        "Danish Airways and its crews are in dispute. The Danish rejected the plan on Monday.",
        "Danish Airways and its crews are in dispute. Danish officials rejected the plan on Monday.",
        "Norse Airways and its crews are in dispute. Danish rejected the plan on Monday.",
    ],
)
def test_else_it_is_the_people_s(text: str) -> None:
    assert the(text, "reject").by == ("DNK",)


@pytest.mark.parametrize(
    "text",
    [
        "Corvane Lines and its pilots met on Monday. The pilots rejected the offer.",
        "Corvane Lines' pilots rejected the offer.",
        "Corvane Lines pilots rejected the offer.",
    ],
)
def test_a_firm_s_people_act_for_themselves(text: str) -> None:
    assert "pilots" in the(text, "reject").by[0]


def test_a_players_association_is_not_the_league_they_play_in() -> None:
    move = the("The Halven Hockey League Players' Association (HHLPA) said the league rejected its proposal.", "reject")
    assert move.by == ("league",)


@pytest.mark.parametrize(
    "text",
    [
        "The union suspended the strike after signing a Memorandum of Understanding with the ministry.",
        "The union rejected the Code of Conduct on Monday.",
        "The union called off the Labour Day strike.",
        "The union will strike until Memorial Day.",
    ],
)
def test_feasts_and_what_papers_are_about_are_no_parties(text: str) -> None:
    named = {name for move in moves(text) for name in (*move.by, *move.to)}
    assert named and not named & {"Understanding", "Conduct", "Code", "LABOUR", "Labour Day", "Memorial Day"}


def test_euro_zone_ministers_are_the_eurogroup() -> None:
    assert the("Euro zone finance ministers rejected the plan on Monday.", "reject").by == ("EUROGROUP",)


@pytest.mark.parametrize(
    "text",
    [
        "The union was unable to accept the offer.",
        "The union said it was unable to accept the offer.",
        "The union said it was not able to meet the demand.",
        "The union was not interested in the offer.",
        "The union took its proposal off the table.",
    ],
)
def test_who_is_unable_or_not_interested_refuses(text: str) -> None:
    assert [(m.act, m.polarity) for m in moves(text)] == [("reject", "pos")]


def test_who_was_able_has_accepted() -> None:
    assert the("The union was able to accept the offer.", "accept")


def test_what_one_does_in_turn_is_not_the_speaker_s() -> None:
    text = "Ann Hill of the clerks' union said the company dropped its plan and in turn rejected a union demand."
    assert the(text, "reject").by == ("company",)


@pytest.mark.parametrize(
    "text",
    [
        "The ministers are expected to meet the union on Friday.",
        "The ministers are likely to hold talks with the union on Friday.",
        "The ministers are expected to fly to Halven on Friday.",
        "The ministers plan talks with the union on Friday.",
    ],
)
def test_meetings_expected_are_planned(text: str) -> None:
    move = the(text, "meet")
    assert (move.by[0], move.modality) == ("ministers", "planned")


def test_what_prices_or_critics_meet_is_no_meeting() -> None:
    assert not [m for m in moves("The plan is likely to meet resistance.") if m.act == "meet"]


@pytest.mark.parametrize("verb", ["lodged", "filed", "handed in", "submitted"])
def test_notice_of_a_strike_threatens_it(verb: str) -> None:
    assert the(f"The union {verb} a strike notice on Monday.", "threaten")


def test_who_will_suffer_is_a_warning_given_now() -> None:
    move = the("The ferry board said 900 islanders will be stranded.", "warn")
    assert move.modality == "actual"
    assert not [m for m in moves("The ferry board said 900 islanders will not be stranded.") if m.act == "warn"]


def test_a_reason_tells_a_move_too() -> None:
    assert the("The tower stands empty because the bank wants the ministry to sell it.", "demand").by == ("bank",)


def test_a_state_s_creditors_sit_opposite() -> None:
    text = "Velmar and its creditors quarrel over the harbour bond. Two groups of creditors rejected the swap."
    assert the(text, "reject").by == ("creditors",)


@pytest.mark.parametrize(
    ("whose", "firm"), [("Danish carrier", "Corvane Lines"), ("Swedish carrier", "Halvex Ferries"), ("Danish firm", "Corvane Lines")]
)
def test_of_two_firms_the_one_of_that_nation(whose: str, firm: str) -> None:
    text = f"Danish group Corvane Lines launched a bid for Halvex Ferries. The {whose} rejected the plan on Monday."
    assert the(text, "reject").by == (firm,)


def test_a_labour_secretary_is_no_party_s() -> None:
    assert the("Teachers in Kenya met. Labour secretary Tom Hale rejected the demand.", "reject").by == ("KEN",)


def test_what_is_a_priority_is_not_settled() -> None:
    assert not [m for m in moves("The brewery said settling the row was its first aim.") if m.act == "agree"]


def test_what_another_is_advised_to_do_is_not_done() -> None:
    text = "The guild advises its tenants to go on and continue to refuse the lease."
    assert [m.act for m in moves(text)] == ["appeal"]


def test_analysts_who_agree_settle_nothing() -> None:
    assert [m.act for m in moves("Economists agreed that the merger made no sense.")] == ["assess"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("“We are not planning to widen the canal,” the minister said.", "reject"),
        ("The guild promised a fight.", "threaten"),
        ("Corvane Lines is bidding 12 crowns a share for Halvex.", "offer"),
        ("The board recommended the offer.", "support"),
        ("The board recommended rejection of the offer.", "reject"),
        ("“Most points have been settled,” the minister said.", "status"),
        ("“We have some distance to cover,” the minister said.", "status"),
    ],
)
def test_turns_of_bargaining(text: str, act: str) -> None:
    assert [m.act for m in moves(text)] == [act]


def test_who_bargains_for_whom_is_no_meeting() -> None:
    text = "The bureau, which negotiates for the mills, raised its offer."
    assert [m.act for m in moves(text)] == ["offer"]


def test_a_firm_known_by_initials_is_the_company() -> None:
    assert the("UPS and the Teamsters met. The company rejected the plan on Monday.", "reject").by == ("UPS",)
