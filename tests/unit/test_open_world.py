"""Parties that no list knows: ministries of several states, unions by their initials, towns, committees, chiefs, capitals."""

from __future__ import annotations

import pytest
from reading import moves, reading, the

TALKS = "Velmar and Kestria met in Olm on Monday. "


def test_the_foreign_ministries_of_two_states_are_two() -> None:
    text = "The Russian Foreign Ministry rejected the plan on Monday. The Ukrainian Foreign Ministry accepted the plan."
    assert the(text, "reject").by == ("RUS",)
    assert the(text, "accept").by == ("UKR",)


def test_a_known_ministry_of_one_state_may_be_that_of_another() -> None:
    assert the("The Ministry of Defence of Azerbaijan rejected the claim on Monday.", "deny").by == ("AZE",)
    assert the("The Ministry of Defence rejected the claim on Monday.", "deny").by == ("GBR",)


def test_an_adjective_that_stands_only_in_a_body_is_that_of_the_state() -> None:
    assert the("The Velmaran Foreign Ministry rejected the plan. Velmar is a small country.", "reject").by == ("Velmar",)
    text = "Tarkov protested to Velmar. The Tarkovian People's Republic rejected the plan of Velmar. A Tarkovian minister left."
    assert the(text, "reject").by == ("Tarkov",)


@pytest.mark.parametrize("body", ["The finance ministry", "The defence department", "The interior ministry"])
def test_a_ministry_by_its_field_alone_is_that_of_the_state(body: str) -> None:
    text = f"Kardovia will not cut wages, its president said on Monday. {body} offered a loan to the banks."
    assert the(text, "offer").by == ("Kardovia",)


def test_a_ministry_that_opens_the_sentence_after_its_state() -> None:
    text = "WASHINGTON, May 17 (KTA) - The United States asked India for access. India, meanwhile, reacted guardedly. "
    assert the(text + "External Affairs Ministry spokesman Arun Velar rejected the request.", "reject").by == ("IND",)


def test_the_union_government_is_no_union() -> None:
    text = "NEW DELHI: The Growers' Union met India's farm minister. The Union government offered a new law to the growers."
    assert the(text, "offer").by == ("IND",)


@pytest.mark.parametrize(("by", "outlet"), [("GBR", "The Guardian"), ("NGA", "The Lagos Evening Mail"), ("CAN", None)])
def test_a_report_that_names_no_state_is_at_home_where_its_paper_or_town_is(by: str, outlet: str | None) -> None:
    text = "Nurses walked out on Monday. Health Minister Ann Hill rejected a new pay round."
    dateline = "" if outlet else "WINNIPEG, March 3 (KTA) - "
    assert the(dateline + text, "reject", outlet=outlet).by == (by,)


def test_a_report_from_a_town_on_talks_of_other_states_is_not_at_home_there() -> None:
    text = (
        "NEW YORK, May 21 (KTA) - Cantala asked its banks for time. Finance Minister Ruy Bast rejected a cut. Cantala will pay."
    )
    assert the(text, "reject").by == ("Cantala",)


def test_the_union_is_known_by_its_initials() -> None:
    text = "The branch committee of the KLWU met the company, Corvane Lines, on Tuesday. The union rejected the offer."
    assert the(text, "reject").by == ("KLWU",)


def test_an_association_of_employers_is_not_the_union() -> None:
    text = "The Association of Port Employers met the lecturers. The union rejected the offer."
    assert the(text, "reject").by != ("Association of Port Employers",)


def test_the_army_that_fights_a_liberation_army_is_the_states() -> None:
    text = "Ethiopia and the Halvey Liberation Army met on Friday. The army rejected a truce."
    assert the(text, "reject").by == ("ETH",)


def test_rebel_leaders_act_for_the_rebels() -> None:
    text = "The Halvey Front, a rebel movement, met Velmar's envoy. Guerrilla leaders from Halvey rejected a truce."
    assert the(text, "reject").by == ("Halvey Front",)


def test_rebels_at_the_head_of_a_sentence_are_no_name() -> None:
    text = "Rebels of the Halvey Liberation Column left the talks on Friday. The rebels rejected a truce."
    assert the(text, "reject").by == ("Halvey Liberation Column",)


def test_one_of_two_joined_before_is_meant_alone() -> None:
    text = "Velmar's government and the Oster Front accused each other of a breach. The government denied the charge."
    assert the(text, "deny").by == ("Velmar",)


def test_the_city_and_its_mayor_are_the_town_of_the_dateline() -> None:
    text = "PORT HALVEY, March 3 (KTA) - The stadium's owner met the council. Mayor Ann Hill rejected the lease. "
    assert the(text, "reject").by == ("Port Halvey",)
    assert the(text + "The city offered the owner a new lease.", "offer").by == ("Port Halvey",)


def test_a_committee_told_apart_is_nobody_that_was_named() -> None:
    text = "Corvane Lines met the ministry. A steering committee of lenders was set up. The committee rejected the plan."
    assert "Corvane Lines" not in the(text, "reject").by


def test_a_joint_commission_is_both_sides() -> None:
    text = "Velmar and Kestria met on Monday. The joint commission agreed on a new line."
    assert set(the(text, "agree").by) == {"Velmar", "Kestria"}


def test_the_operator_of_something_is_nobody_named_before() -> None:
    text = "The Minho Growers' Union met Lisbon's envoy. The operator of the upper dam rejected the plan."
    assert the(text, "reject").by == ("operator of the upper dam",)


def test_two_governments_are_states_not_the_firms_that_were_named_more() -> None:
    text = (
        "Hungary's grid operator Magistra and its Slovak rival Tatragas met. Magistra chief Bence Hars left. Tatragas chief Zita"
        " Petras left. The two governments agreed on a price."
    )
    assert set(the(text, "agree").by) == {"HUN", "SVK"}


def test_a_blocs_envoy_named_later_speaks_for_the_bloc() -> None:
    text = (
        "Mediators from the Lakes Community handed the Coastal Front a draft, which the bloc's envoy called the last. The Upland"
        " Council arrived late. The envoy, Josiah Okemba, rejected a delay."
    )
    assert the(text, "reject").by == ("Lakes Community",)


def test_a_chief_of_no_tribe_speaks_for_himself() -> None:
    assert the(TALKS + "Chief Simbele rejected the plan.", "reject").by == ("Simbele",)


def test_who_has_an_age_behind_the_name_is_a_person() -> None:
    text = TALKS + 'Mum Ann, 61, wept. "I reject the plan," she said.'
    assert {m.speaker for m in moves(text)} >= {"Mum Ann"}


def test_a_field_of_office_is_no_party() -> None:
    text = "TEHRAN, Sept 14 (KTA) - Director General for Migrants' Affairs Reza Esfan said Iran rejected the request."
    assert not [m for m in moves(text) if "Migrants" in "".join(m.by)]


def test_the_presidents_spokeswoman_is_of_his_state() -> None:
    text = "President Ludo Marsh of Kestria met the envoys of Velmar. The president's press chief, Inna Dolg, rejected the plan."
    assert the(text, "reject").by == ("Kestria",)


def test_their_spokesman_is_of_those_who_were_the_subject() -> None:
    text = "The Growers' League met the county. The dockers signed last autumn. Their spokesman, Ole Thest, rejected the plan."
    assert the(text, "reject").by == ("dockers",)


def test_who_runs_a_farm_near_a_town_does_not_speak_for_it() -> None:
    text = "The Grain Board met on Monday. Ann Hill, who runs 900 ewes out past Hay, rejected the plan."
    assert the(text, "reject").by != ("Hay",)


def test_an_expert_of_a_nation_does_not_speak_for_it() -> None:
    assert the("Velmar met Kestria. An Austrian consultant rejected the plan.", "reject").by == ("Austrian consultant",)


def test_those_who_act_for_a_client_are_the_clients() -> None:
    assert the("Corvane Lines met the Dockers' Union. Corvane's bankers rejected the plan.", "reject").by == ("Corvane Lines",)
    text = "The Dockers' Union met the company. Attorneys for the union rejected the plan."
    assert the(text, "reject").by == ("Dockers' Union",)


def test_his_people_are_his_partys() -> None:
    text = "Tom Hale, leader of the Oster Front, met the envoys. He said that his people rejected the plan."
    assert the(text, "reject").by == ("Oster Front",)


def test_the_minister_is_no_councillor_named_before() -> None:
    text = "Cllr Mossie Tarp tore up the letter. The Minister rejected the plan."
    assert not [m for m in moves(text) if m.act == "reject" and "Mossie Tarp" in m.by]


@pytest.mark.parametrize(
    "name",
    [
        "Union of Shop, Distributive and Allied Workers",
        "Ministry of Trade, Industry and Energy",
        "Rail, Maritime and Transport Union",
    ],
)
def test_a_bodys_name_goes_on_behind_a_comma(name: str) -> None:
    assert name in {m.party for m in reading(f"The {name} rejected the plan.").mentions} | {
        link.name for link in the(f"The {name} rejected the plan.", "reject").chain
    } | set(the(f"The {name} rejected the plan.", "reject").by)


def test_other_parties_in_a_row_are_no_part_of_a_bodys_name() -> None:
    by = the("The Ministry of Defence, Russia and China agreed on a plan.", "agree").by
    assert {"RUS", "CHN"} <= set(by) and not [party for party in by if "," in party]


def test_a_body_is_no_paper_that_its_name_opens_with() -> None:
    assert the("The Independent Electoral Commission rejected the plan.", "reject").by == ("Independent Electoral Commission",)
    assert the("The National Union of Growers rejected the plan.", "reject").by == ("National Union of Growers",)


def test_a_court_of_labour_is_no_party() -> None:
    assert not [m for m in moves("The Labour Court urged the union to talk. The union rejected that.") if "LABOUR" in m.by]


def test_an_embassy_tells_a_capital() -> None:
    text = (
        "Kordavia hit back, calling in the British ambassador in Plodna. Kordavian barley will be stopped. Plodna rejected the"
        " offer of Britain."
    )
    assert the(text, "reject").by == ("Kordavia",)


def test_a_title_between_comma_and_name_tells_who_speaks() -> None:
    text = "NEW DELHI, Feb 24 (KTA) - Briefing newsmen, Foreign Ministry spokesman Arun Velar said India rejected the report."
    assert {m.speaker for m in moves(text)} == {"Arun Velar"}


def test_the_foreign_office_of_another_country_is_not_londons() -> None:
    text = "ISLAMABAD: Pakistan met India's envoy on Tuesday. The Foreign Office rejected the plan."
    assert the(text, "reject").by == ("PAK",)
    assert the("Russia proposed talks on Tuesday. The Foreign Office rejected the plan.", "reject", outlet="The Guardian").by == (
        "GBR",
    )


def test_a_known_army_is_the_army_that_is_meant() -> None:
    text = "KHARTOUM - Sudan's army met the Rapid Support Forces on Tuesday. The United States left. The army rejected the plan."
    assert the(text, "reject").by == ("SAF",)


def test_the_doctors_of_a_country_do_not_act_for_it() -> None:
    assert the("Kenyan doctors rejected the plan on Monday.", "reject").by == ("Kenyan doctors",)


def test_the_workers_of_a_company_do_not_act_for_it() -> None:
    assert "Corvane Steel" not in the("Workers at Corvane Steel rejected the offer on Monday.", "reject").by


def test_what_a_body_is_accused_of_is_no_part_of_its_name() -> None:
    text = "The European Commission met Hungary. The Greens accused the commission of giving in."
    assert the(text, "accuse").to == ("EU",)
