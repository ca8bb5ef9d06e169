"""Unions, companies, parties and movements: which of them a description, a common noun or a short form means."""

from __future__ import annotations

import pytest
from reading import moves, the


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("Kalmar Heim", "The property group Kalmar Heim rejected the tax."),
        ("Verdal", "The environment group Verdal rejected the tax."),
        ("ACW", "For the Christian union ACW, Ann Hale rejected the tax."),
    ],
)
def test_a_common_noun_right_before_a_name_is_called_by_the_name(by: str, text: str) -> None:
    assert the(text, "reject").by == (by,)


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (
            "Socialists",
            "The Harbour Front, the largest party, rejected the tax. The Socialists were cautious. Ann Hale, their spokeswoman, said"
            " the party could live with a lower tax.",
        ),
        (
            "Kelso Cable",
            "Marven Media said it would pull its channels from Kelso Cable unless the cable company signs a contract. Kelso Cable"
            " spokeswoman Ann Hale said the company could live with a higher fee.",
        ),
        (
            "Smallholders",
            "The Harbour Front rejected the pact. The Smallholders' chairman, Tom Hale, said his group could live with it.",
        ),
    ],
)
def test_a_speaker_who_says_the_party_means_his_own(by: str, text: str) -> None:
    assert the(text, "accept").by == (by,)


def test_the_movement_is_who_has_it_in_its_name() -> None:
    text = "The Upland Movement is in talks. Tom Hale of the Sandoz Centre said the movement rejected the plan."
    assert the(text, "reject").by == ("Upland Movement",)


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("KMT", "The Chinese Nationalist Party (KMT) rejected the bill."),
        ("MLC", "The Congolese Liberation Movement (MLC) rejected the plan."),
        ("PRU", "The Growers' Union Party, or PRU, rejected the tax."),
    ],
)
def test_initials_in_brackets_or_behind_or_are_the_body_before_them(by: str, text: str) -> None:
    assert the(text, "reject").by == (by,)


@pytest.mark.parametrize(
    ("by", "act", "text"),
    [
        (
            "FGSA",
            "demand",
            "Denmark's biggest farm union demanded a lower tax on Thursday.\n\nThe FGSA's decision came hours after the minister had"
            " left.",
        ),
        (
            "FGSA",
            "reject",
            "Denmark's biggest farm union demanded a lower tax on Thursday.\n\nThe FGSA's decision came hours after the minister had"
            " left.\n\nTom Hale, deputy chairman of the FGSA, said the union rejected the plan.",
        ),
        (
            "Marrane Steel Works",
            "reject",
            "A Danish engineering firm rejected the plan on Friday.\n\n“We have seen no such drawings,” said the managing director"
            " of Marrane Steel Works, Ann Hale.",
        ),
        (
            "Brede Basin Terminals",
            "reject",
            "The operator of a container terminal rejected the plan on Monday.\n\nThe Dockers' Union and Brede Basin Terminals have"
            " been without a contract since 2016.",
        ),
    ],
)
def test_what_the_opening_describes_goes_by_the_name_that_comes_next(by: str, act: str, text: str) -> None:
    assert the(text, act).by == (by,)


def test_a_union_of_the_opening_is_no_firm_named_next() -> None:
    text = "Denmark's biggest rail union rejected the offer on Thursday.\n\nHalvey Rail said the trains would run."
    assert the(text, "reject").by == ("Denmark's biggest rail union",)


def test_a_party_goes_by_the_word_before_party() -> None:
    text = (
        "The Labor Party is in talks. The Council of Elders has not met. The council is made up of men. A Labor negotiator, Tom Hale,"
        " said his party rejected the pact."
    )
    assert the(text, "reject").by == ("Labor Party",)


def test_a_group_told_by_its_members_is_the_group() -> None:
    text = "The Halvey First Nation votes on Saturday. A group of village elders is against the treaty. The group demanded a new vote."
    assert the(text, "demand").by == ("group of village elders",)


def test_woodworkers_of_a_country_are_a_union() -> None:
    text = "Three mills may close. The International Woodworkers of America rejected the plan."
    assert the(text, "reject").by == ("International Woodworkers of America",)


def test_the_opening_may_stand_before_who_says_so() -> None:
    text = (
        "The separatist movement in Denmark's south rejected the plan, its external wing said on Thursday.\n\n"
        "The Movement of Southern Forces said it was waiting."
    )
    assert the(text, "reject").by == ("Movement of Southern Forces",)


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("Teachers' League", "Danish teachers called off a strike on Monday. The Teachers' League said pay was the reason."),
        ("Railway Workers' Guild", "Railway workers rejected the plan. The Railway Workers' Guild met on Monday."),
        # Counted, told apart, or of two unions: people of their own.
        ("About 200 teachers", "About 200 teachers rejected the plan. The Teachers' League met on Monday."),
        ("Workers", "Workers rejected the plan. The Railway Workers' Guild met on Monday."),
        ("Teachers", "Teachers rejected the plan. The Teachers' League and the Union of Teachers met on Monday."),
    ],
)
def test_those_who_act_are_the_union_named_after_them(by: str, text: str) -> None:
    assert moves(text)[0].by == (by,)


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (("National Action Party",), "The National Action Party (PAN) rejected the plan."),  # PAN is Panama in our tables
        (("MG",), "The Miners' Guild (MG) rejected the plan."),
        (("Democratic Party of Japan",), "The Democratic Party of Japan met on Monday. The Democratic Party rejected the plan."),
        (("DEMOCRATS",), "The Democratic Party of the United States rejected the plan."),
    ],
)
def test_a_name_that_is_anothers_elsewhere(by: tuple[str, ...], text: str) -> None:
    assert the(text, "reject").by == by


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("Corvane Lines", "Corvane Lines met the union. The ferry operator rejected the plan."),
        ("ferry operator", "Corvane Lines met Halven Freight. The ferry operator rejected the plan."),
        ("NOR", "Ann Hill, who is Norway's foreign minister, rejected the plan."),
    ],
)
def test_the_one_firm_by_its_trade_and_who_is_told_to_hold_a_post(by: str, text: str) -> None:
    assert the(text, "reject").by == (by,)
