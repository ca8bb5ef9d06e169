"""Who acts: states and what stands for them, people by title and apposition, short forms, pronouns, offices."""

from __future__ import annotations

import pytest
from reading import moves, reading, the


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        (("RUS",), "The Kremlin rejected the plan."),
        (("RUS",), "Moscow rejected the plan."),
        (("USA",), "The U.S. rejected the plan."),
        (("USA",), "The US rejected the plan."),
        (("GBR",), "Downing Street rejected the plan."),
        (("NATO",), "The North Atlantic Alliance rejected the plan."),
        (("JPN",), "Japanese officials rejected the plan."),
        (("JPN", "KOR"), "Japanese and South Korean officials rejected the plan."),
        (("FRA",), "French Foreign Minister Anne Morel rejected the plan."),
        (("FRA",), "Anne Morel, the foreign minister of France, rejected the plan."),
        (("FRA",), "Prime Minister Anne Morel of France rejected the plan."),
        (("FRA",), "The president of France, Anne Morel, rejected the plan."),
        (("RUS",), "Russia's Permanent Representative to the United Nations rejected the plan."),
        (("Velmar",), "Velmaran Foreign Minister Ana Dorst rejected the plan. Velmar is a small country."),
        (("Dockers' Union",), "Tom Hale, general secretary of the Dockers' Union, rejected the plan."),
        (("Corvane Lines",), "Corvane Lines rejected the plan."),
    ],
)
def test_the_party_that_a_phrase_stands_for(by: tuple[str, ...], sentence: str) -> None:
    assert the(sentence, "reject").by == by


def test_history_counts_in_1987_moscow_is_the_soviet_union() -> None:
    assert the("Moscow rejected the plan.", "reject", published="1987-03-04").by == ("SUN",)
    assert the("The EC rejected the plan.", "reject", published="1987-03-04").by == ("EC",)


@pytest.mark.parametrize(
    ("party", "name", "day"),
    [
        ("SUN", "Moscow", "1991-12-25"), ("RUS", "Moscow", "1991-12-26"),
        ("SUN", "Kiev", "1987-03-04"), ("UKR", "Kiev", "1994-03-04"),
        ("SUN", "Vilnius", "1988-03-04"), ("LTU", "Vilnius", "1990-04-04"),
        ("YUG", "Zagreb", "1988-03-04"), ("HRV", "Zagreb", "1992-03-04"),
        ("YUG", "Belgrade", "1999-03-24"), ("SRB", "Belgrade", "2013-03-04"),
        ("CSK", "Prague", "1992-03-04"), ("CZE", "Prague", "1993-03-04"),
        ("EC", "Brussels", "1993-10-31"), ("EU", "Brussels", "1993-11-01"),
        ("DEU", "Bonn", "1988-03-04"), ("DDR", "East Berlin", "1988-03-04"), ("DEU", "Berlin", "1999-12-04"),
        ("DEU", "West Germany", "1988-03-04"), ("DDR", "East Germany", "1988-03-04"),
        ("COD", "Zaire", "1996-03-04"), ("MMR", "Burma", "1988-03-04"), ("MMR", "Myanmar", "2011-03-04"),
        ("ZWE", "Rhodesia", "1978-03-04"), ("BFA", "Upper Volta", "1983-03-04"), ("YMD", "South Yemen", "1987-03-04"),
        ("YMD", "Aden", "1987-03-04"), ("GATT", "The GATT", "1993-03-04"), ("WTO", "The WTO", "1999-03-04"),
        ("OAU", "The OAU", "1999-03-04"), ("AU", "The African Union", "2005-03-04"), ("CSCE", "The CSCE", "1990-03-04"),
        ("G8", "The G8", "2005-03-04"), ("G7", "The G7", "2015-03-04"),
        ("USA", "Foggy Bottom", "2009-03-04"), ("FRA", "The Quai d’Orsay", "2009-03-04"), ("FRA", "The Élysée", "2009-03-04"),
        ("GBR", "Whitehall", "2009-03-04"), ("KOR", "The Blue House", "2009-03-04"), ("BRA", "The Planalto", "2009-03-04"),
        ("ARG", "The Casa Rosada", "2009-03-04"), ("CHN", "Zhongnanhai", "2009-03-04"), ("VAT", "The Holy See", "2009-03-04"),
        ("ZAF", "Pretoria", "1988-03-04"), ("AUS", "Canberra", "2009-03-04"), ("IND", "Raisina Hill", "2009-03-04"),
        ("AOSIS", "The Alliance of Small Island States", "2009-12-04"), ("ICRC", "The ICRC", "1993-03-04"),
    ],
)  # fmt: skip
def test_a_name_means_the_party_of_its_day(party: str, name: str, day: str) -> None:
    assert the(f"{name} rejected the plan on Monday.", "reject", published=day).by == (party,)


@pytest.mark.parametrize(("town", "day"), [("Bonn", "2017-11-10"), ("Salisbury", "2018-03-12"), ("Lagos", "2010-03-12")])
def test_a_town_that_is_the_seat_of_a_government_no_more_is_a_town(town: str, day: str) -> None:
    found = moves(f"Norway rejected the plan in {town} on Monday. {town} was quiet.", published=day)
    assert {key for move in found for key in (*move.by, *move.to)} == {"NOR"}


def test_he_and_the_minister_are_whoever_was_named() -> None:
    text = "Chilean Trade Minister Rosa Vidal met reporters. She rejected the offer. The minister urged Peru to wait."
    assert the(text, "reject").by == ("CHL",)
    assert the(text, "appeal").speaker == "Rosa Vidal"


def test_we_inside_a_quotation_are_the_speakers_party() -> None:
    assert the("“We reject this offer,” Danish envoy Lars Holm said.", "reject").by == ("DNK",)


def test_an_abbreviation_of_the_text_goes_before_a_known_one() -> None:
    text = "The Union of Fjord Workers (UFW) threatened to strike. The UFW rejected the offer."
    assert the(text, "reject").by == the(text, "threaten").by


def test_a_release_speaks_for_its_office() -> None:
    move = the("We welcome the ceasefire and thank our partners.", "support", outlet="White House")
    assert move.by == ("USA",)


def test_ties_are_records_with_their_words() -> None:
    read = reading("Chilean Trade Minister Rosa Vidal met reporters on Friday.")
    tie = next(t for t in read.ties if t.subject == "Rosa Vidal")
    assert (tie.kind, tie.object, tie.speaks_for, tie.seen) == ("holds", "CHL", "CHL", "2019-03-15")
    assert tie.basis == "stated"
    assert tie.span.of(read.cleaned.report.text) == "Chilean Trade Minister"


def test_every_mention_is_of_a_party_of_the_reading() -> None:
    read = reading("Chile and Peru met in Lima. Norpress reported it.")
    assert {m.party for m in read.mentions} <= {p.key for p in read.parties}


def test_the_name_after_a_whole_phrase_belongs_to_its_head() -> None:
    read = reading("The aide to the Danish president, Lars Holm, rejected the offer.")
    assert [(t.subject, t.post) for t in read.ties if t.kind == "holds"] == [("Lars Holm", "aide to the Danish president")]


def test_how_a_pronoun_was_resolved_is_recorded() -> None:
    read = reading("Chilean Trade Minister Rosa Vidal met reporters. She rejected the offer. The minister urged Peru to wait.")
    text = read.cleaned.report.text
    found = [(m.span.of(text), m.party, m.how) for m in read.mentions if m.how in ("pronoun", "definite")]
    assert found == [("She", "Rosa Vidal", "pronoun"), ("minister", "Rosa Vidal", "definite")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials from Peru and President Ann Hill of Norway rejected the offer.",
        "It came as a surprise to Peru and President Ann Hill of Norway.",
    ],
)
def test_a_state_joined_before_a_title_is_not_the_state_of_the_post(sentence: str) -> None:
    assert [(t.subject, t.object) for t in reading(sentence).ties if t.kind == "holds"] == [("Ann Hill", "NOR")]


def test_a_post_whose_state_was_only_guessed_is_no_tie() -> None:
    assert not [t for t in reading("Chile met Peru. President Ann Hill rejected the offer.").ties if t.kind == "holds"]


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        ({"Ann Hill": "Prime Minister"}, "He thanked Prime Minister Ann Hill of Norway, Crown Prince Omar Danoun."),
        (
            {"Hill": "Prime Minister", "Rusk": "President"},
            "Thanks to Prime Minister Hill of Norway, Crown Prince Omar Bin Danoun, President Rusk of Chile, and others.",
        ),
        (
            {"Tom Hale": "aide to President Ann Hill of Norway", "Ann Hill": "President"},
            "Tom Hale, an aide to President Ann Hill of Norway, rejected the offer.",
        ),
        ({"Ann Hill": "Prime Minister"}, "The Norwegian government of Prime Minister Ann Hill rejected the offer."),
    ],
)
def test_each_has_the_title_that_stands_by_the_name(held: dict[str, str], sentence: str) -> None:
    assert {t.subject: t.post for t in reading(sentence).ties if t.kind == "holds"} == held


def test_a_tie_says_where_its_state_is_known_from() -> None:
    told = "Chilean Trade Minister Rosa Vidal met Foreign Minister Sergei Lavrov at the Pentagon."
    known = {(t.kind, t.subject): (t.object, t.basis) for t in reading(told).ties}
    assert known["holds", "Rosa Vidal"] == ("CHL", "stated")
    assert known["holds", "Sergei Lavrov"] == ("RUS", "table")
    body = reading("SANTIAGO – Trade Minister Rosa Vidal rejected the offer.").ties
    assert [(t.object, t.basis) for t in body if t.kind == "holds"] in ([("CHL", "inferred")], [])


@pytest.mark.parametrize("post", ["Former Prime Minister", "President-elect", "then Foreign Minister", "ex-Defence Minister"])
def test_a_post_not_held_on_the_day_is_no_tie(post: str) -> None:
    assert not [t for t in reading(f"Danish {post} Lars Holm rejected the offer.").ties if t.kind == "holds"]


@pytest.mark.parametrize(
    ("by", "text", "day"),
    [
        (("GBR",), "Thatcher rejected the plan.", "1990-11-27"),
        (("Thatcher",), "Thatcher rejected the plan.", "1990-11-28"),
        (("SUN",), "Gorbachev rejected the plan.", "1991-12-24"),
        (("Gorbachev",), "Gorbachev rejected the plan.", "1993-05-04"),
        (("USA",), "Shanahan rejected the plan.", "2019-02-04"),
        (("Shanahan",), "Shanahan rejected the plan.", "2019-08-04"),
        (("IAEA",), "Feruta rejected the plan.", "2019-08-04"),
    ],
)
def test_a_bare_surname_leads_to_a_party_only_while_the_post_is_held(by: tuple[str, ...], text: str, day: str) -> None:
    assert the(text, "reject", published=day).by == by


@pytest.mark.parametrize(("writer", "by"), [("Emmanuel Macron", "FRA"), ("Tomas Dorst", "Tomas Dorst")])
def test_a_letter_to_a_president_is_of_him_who_writes(writer: str, by: str) -> None:
    text = (
        f"{writer} sent messages of greetings. In a message to President of the Republic of Uzbekistan Shavkat Danoun, {writer} "
        "laid emphasis on trade and rejected the plan."
    )
    assert the(text, "reject", published="2022-01-15").by == (by,)


def test_whoever_heads_a_land_is_not_part_of_its_name() -> None:
    text = "President of South Velmar Andrew Hale rejected the plan. South Velmar is a small country."
    assert the(text, "reject").by == ("South Velmar",)


def test_who_holds_an_office_keeps_it_beside_another_state() -> None:
    text = "The president of Kazakhstan, Emmanuel Macron said in a message, would be welcome. Emmanuel Macron rejected the plan."
    assert the(text, "reject").by == ("FRA",)


def test_the_head_of_state_in_his_own_paper() -> None:
    told = the(
        "The Head of State said he would reject the plan.", "reject", outlet="President of Ukraine (president.gov.ua)",
        title="The President of Ukraine met with the ambassadors",
    )  # fmt: skip
    assert told.by == ("UKR",)


def test_a_question_is_nobodys_name() -> None:
    text = (
        "MR. HALE: We reject the plan.\n\nQ Jen, has the President ruled it out?\n\nMR. HALE: France rejected the plan.\n\n"
        "Q Jen, you said they rejected it. Why?"
    )
    found = moves(text, outlet="White House", title="Press briefing by Tom Hale")
    assert found
    assert all("Q" not in key.split() for move in found for key in (*move.by, *move.to))


def test_a_title_in_capitals_names_nobody() -> None:
    text = (
        "VICE PRESIDENT HARRIS: We reject the plan. The Vice President thanks you.\n\nPRESIDENT ZELENSKYY: Thank you.\n\n"
        "VICE PRESIDENT HARRIS: We will talk."
    )
    found = moves(text, published="2022-02-19", outlet="White House", title="Remarks by the Vice President")
    assert {move.by for move in found if move.act in ("reject", "commit")} == {("USA",)}
