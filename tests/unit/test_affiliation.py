"""Whom people speak for where no title says it, what an unknown name is, and what "it", "she" and "the panel" mean."""

from __future__ import annotations

import pytest
from reading import reading, the

from communique.extract.confidence import scale


@pytest.mark.parametrize(
    ("by", "report"),
    [
        # A possessive pronoun: the party that stood out right before.
        (("Grain Board",), "The Grain Board met on Monday. Its chairman, Tom Hale, rejected the plan."),
        (("Corvane Lines",), "Corvane Lines lost money last year. Its president, Ada Brook, rejected the plan."),
        (("Dockers' Union",), "Millers want a deal. The Dockers' Union does not. Its leader, Tom Hale, rejected the plan."),
        # A common noun as owner; a group without another name keeps the words it goes by.
        (("museum",), "A museum holds the bell. The museum's director, Tom Hale, rejected the plan."),
        (("Harbour Museum",), "The Harbour Museum holds the bell. The museum's director, Tom Hale, rejected the plan."),
        # A relative clause, "of", a possessor.
        (("Farmers' League",), "The Farmers' League met. Tom Hale, who leads the league, rejected the plan."),
        (("Winter Aid",), "Tom Hale of Winter Aid, a charity, rejected the plan."),
        (("JPN",), "Japan's Kenji Sato rejected the plan."),
        (("NOR",), "Norwegian delegation head Kari Lund rejected the plan."),
        # Who serves somebody named; whose the post is that was spoken of before; the title before the title.
        (("Corvane Lines",), "Corvane Lines chairman Ada Brook met Chile. Brook's lawyer, Tom Hale, rejected the plan."),
        (
            ("Grain Board",),
            "Chile closed its ports. The Grain Board's envoy spoke of a last paper. Peru heard that the envoy, Tom Hale, rejected the plan.",
        ),
        (("Grain Board",), "The Grain Board met. The board's chairwoman, Chile's trade minister, Rosa Vidal, rejected the plan."),
        (("USA",), "Quoting Pentagon spokesman Admiral Tom Hale, the channel went on. Hale rejected the plan."),
        # Nothing at all: the party in focus, if the post is one that it has.
        (("Corvane Lines",), "Corvane Lines stopped all ferries on Monday. Spokesman Tom Hale rejected the plan."),
        (("opposition",), "Chile signed the accord. Opposition leader Rosa Vidal rejected the plan."),
        # Whoever speaks for nobody speaks for himself.
        (("Ann Marsh",), "Corvane Lines stopped all ferries on Monday. Analyst Ann Marsh rejected the plan."),
    ],
)
def test_whom_a_person_speaks_for(by: tuple[str, ...], report: str) -> None:
    assert the(report, "reject").by == by


def test_a_bare_minister_serves_the_country_of_the_dateline() -> None:
    text = "TARNHOLM, Velmar, March 14 (Norpress) - Velmar closed its ports. Interior Minister Ilse Marant rejected the plan."
    assert the(text, "reject").by == ("Velmar",)


def test_a_party_that_is_only_in_focus_makes_no_surer_move() -> None:
    stated = the("Corvane Lines spokesman Tom Hale rejected the plan.", "reject")
    guessed = the("Corvane Lines stopped all ferries. Spokesman Tom Hale rejected the plan.", "reject")
    assert stated.by == guessed.by == ("Corvane Lines",)
    assert guessed.confidence <= stated.confidence and scale().weights["party: guessed"] < 0


def test_no_tie_is_written_for_a_party_in_focus() -> None:
    read = reading("Corvane Lines stopped all ferries on Monday. Spokesman Tom Hale rejected the plan.")
    assert not [tie for tie in read.ties if tie.subject == "Tom Hale"]


def test_she_is_a_woman_and_he_is_not() -> None:
    text = "Danish envoy Anna Holm met Peruvian envoy Carlos Vega on Monday. {} rejected the plan."
    assert the(text.format("She"), "reject").by == ("DNK",)
    assert the(text.format("He"), "reject").by == ("PER",)


def test_he_may_be_a_source_without_a_name() -> None:
    text = "Chilean envoy Carlos Vega arrived on Monday. A Danish official said talks would go on. He rejected the plan."
    assert the(text, "reject").by == ("DNK",)


def test_it_is_the_subject_of_the_main_clause_before() -> None:
    text = "Corvane Lines said on Friday that jobs would go if Tarn Ferries left. It rejected the plan."
    assert the(text, "reject").by == ("Corvane Lines",)


def test_the_panel_is_the_panel_named_before() -> None:
    text = "The Lecturers' Guild met the vice-chancellors' panel on Monday. The panel rejected the plan."
    assert the(text, "reject").by == ("vice-chancellors' panel",)


@pytest.mark.parametrize(
    ("by", "report"),
    [
        (("CHL", "PER"), "Chile and Peru met in Lima. Neither side rejected the plan."),
        (("CHL", "PER"), "Chile and Peru met in Lima with the United Nations. The two governments rejected the plan."),
    ],
)
def test_the_two_sides_are_those_at_the_table(by: tuple[str, ...], report: str) -> None:
    assert set(the(report, "reject").by) == set(by)


def test_a_public_body_acts_for_its_state() -> None:
    assert the("Denmark's energy regulator rejected the plan.", "reject").by == ("DNK",)


def test_his_people_are_his_side() -> None:
    text = "Danish envoy Lars Holm arrived on Monday. Holm said his side rejected the plan."
    assert the(text, "reject").by == ("DNK",)


def test_an_adjective_names_no_party() -> None:
    read = reading("Methodist leaders met in Lima. Chile rejected the plan.")
    assert "Methodist" not in {party.key for party in read.parties}


@pytest.mark.parametrize(
    ("kind", "name", "report"),
    [
        ("organisation", "Winter Aid", "Winter Aid, a charity, sent 30 trucks. Winter Aid rejected the plan."),
        ("organisation", "Great Heath", "Great Heath chairman Tom Hale met reporters. Great Heath rejected the plan."),
        ("state", "Murenda", "President Ada Nkosi of Murenda met reporters. Murenda rejected the plan."),
        ("person", "Lars Holm", "Lars Holm rejected the plan. Holm left."),
    ],
)
def test_what_an_unknown_name_is(kind: str, name: str, report: str) -> None:
    assert {party.key: party.kind for party in reading(report).parties}[name] == kind


def test_two_letters_exchanged_in_a_known_name() -> None:
    assert the("The Untied States rejected the plan.", "reject").by == ("USA",)


def test_what_a_joint_statement_is_about_does_not_make_it() -> None:
    title = "G7 Leaders’ Statement on Iran’s Attack Against Israel"
    move = the("We condemn the attack and call for restraint.", "appeal", outlet="White House", title=title)
    assert move.by == ("G7",)


def test_what_the_report_calls_by_a_common_noun_is_no_name() -> None:
    read = reading("Levy under fire. Chile rejected the levy on trawlers. Levy talks go on.")
    assert "Levy" not in {party.key for party in read.parties}


def test_two_parties_far_ahead_of_all_others_are_the_two_sides() -> None:
    text = (
        "Corvane Lines sued Tarn Ferries. Tarn Ferries sued Corvane Lines. Corvane Lines has more boats; Tarn Ferries has more "
        "crews. Corvane Lines and Tarn Ferries met in May. Later Tom Hale of the Dockers' Union met Ada Brook of the Grain Board. "
        "The two sides rejected the plan."
    )
    assert set(the(text, "reject").by) == {"Corvane Lines", "Tarn Ferries"}


def test_a_body_goes_by_the_word_that_title_and_report_call_it() -> None:
    text = (
        "Corvane Lines sued Tarn Ferries. Corvane wants money. Corvane lost boats. Corvane has no crews. Corvane shut two piers. "
        "Corvane rejected the plan."
    )
    assert the(text, "reject", title="Corvane rejects the plan").by == ("Corvane",)
    assert the(text, "reject", title="Ferry plan in doubt").by == ("Corvane Lines",)


def test_the_state_in_a_societys_name_is_part_of_it() -> None:
    text = "Norway accused the Danish Medical Association of theft. The Medical Association denied the charge."
    assert the(text, "accuse").to == ("Danish Medical Association",)
    assert the(text, "deny").by == ("Danish Medical Association",)


@pytest.mark.parametrize(
    ("whole", "short", "called"),
    [
        ("Free Shore Church", "Free Shore", "Free Shore Church"),
        ("Corvane Docks Ltd", "Corvane Docks", "Corvane Docks"),
    ],
)
def test_two_words_of_a_name_are_the_same_body(whole: str, short: str, called: str) -> None:
    text = f"The {whole} met the dockers in May. The {short} has lost money for years. On Friday the {short} rejected the plan."
    assert the(text, "reject").by == (called,)


def test_a_given_name_with_a_hyphen_is_one_name() -> None:
    move = the("“We reject the plan,” ministry spokesman Han Byung-rae told reporters in Seoul.", "reject")
    assert move.speaker == "Han Byung-rae"


@pytest.mark.parametrize(("state", "code"), [("South Korea", "KOR"), ("North Korea", "PRK")])
def test_of_two_states_the_one_that_the_report_names(state: str, code: str) -> None:
    assert the(f"{state} closed its ports. The Korean side rejected the plan.", "reject").by == (code,)


def test_an_outlet_named_after_a_state_is_at_home_there() -> None:
    text = "Velmar closed its ports. Velmar gave no reason. Velmar is a small country. Velmar waits. The Foreign Ministry rejected the plan."
    assert the(text, "reject", outlet="Velmar News Agency").by == ("Velmar",)


def test_a_report_calls_the_ministers_of_others_by_their_country() -> None:
    text = (
        "Velmar seized a boat on Monday. Orsanian Foreign Minister Ada Brook protested in Orsania, and Orsania waits. Velmar does "
        "not, and the Velmaran ports stay closed. The Interior Ministry rejected the plan."
    )
    assert the(text, "reject").by == ("Velmar",)


def test_a_tie_that_a_pronoun_points_to_is_inferred() -> None:
    read = reading("The Grain Board met on Monday. Its chairman, Tom Hale, rejected the plan.")
    assert [(tie.object, tie.basis) for tie in read.ties if tie.subject == "Tom Hale"] == [("Grain Board", "inferred")]
