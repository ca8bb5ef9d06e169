"""Mending: what was broken in a text is whole afterwards, and is told; what was meant stays.  All names are invented."""

from __future__ import annotations

from datetime import date

import pytest

from communique.clean.clean import clean
from communique.record.text import Cleaned, Report

BODY = "The envoys of Halven and Orsk met on Tuesday, and the mediator said that the talks would go on for a week."


def cleaned(text: str) -> Cleaned:
    return clean(Report("r", text, date(1999, 3, 4), "option"))


def flaws(text: str) -> list[tuple[str, str]]:
    return [(defect.kind, defect.span.of(text)) for defect in cleaned(text).defects]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the Pr-ess secretary", "the Press secretary"),
        ("in Janu-ary", "in January"),
        ("our op-ponents say", "our opponents say"),
        ("in Janu-\nary they met", "in January they met"),
        ("in Janu- ary they met", "in January they met"),
        ("the gov\u00adernment", "the government"),
        ("the gov\u00ad\nernment", "the government"),
        ("a brief-ing for the press", "a briefing for the press"),
        ("the arms-\ncontrol talks", "the arms-control talks"),
    ],
)
def test_words_broken_by_a_hyphen_are_joined(broken: str, whole: str) -> None:
    assert cleaned(f"They met {broken}.").text == f"They met {whole}."


def test_a_name_is_joined_where_the_report_knows_it_whole() -> None:
    assert cleaned("Envoy Lukvenov spoke. Lukve-nov then left.").text == "Envoy Lukvenov spoke. Lukvenov then left."


@pytest.mark.parametrize(
    "word",
    [
        "co-operation",
        "co-ordinate",
        "arms-control",
        "self-defence",
        "Abu-Bakr",
        "re-election",
        "long-term",
        "state-of-the-art",
        "short- and medium-range",
        "e-mail",
    ],
)
def test_compounds_keep_their_hyphen(word: str) -> None:
    text = f"They spoke of {word} today."
    assert cleaned(text).text == text
    assert flaws(text) == []


@pytest.mark.parametrize(
    ("read", "mended", "flaw"),
    [
        ("“We await the agreement, “- said Venn.", "“We await the agreement,” - said Venn.", "reversed quote"),
        ("“They help this process, “he said.", "“They help this process,” he said.", "reversed quote"),
        ("“They help this process, “Orla Venn said.", "“They help this process,” Orla Venn said.", "reversed quote"),
        ('"They do not help,"Venn said.', "“They do not help,” Venn said.", "reversed quote"),
        ("„They do not help,“ Venn said.", "“They do not help,” Venn said.", "reversed quote"),
        ("”They do not help,” Venn said.", "“They do not help,” Venn said.", "reversed quote"),
        (
            "“They do not help, he said. Talks resume in May.",
            "“They do not help,” he said. Talks resume in May.",
            "unclosed quote",
        ),
        ("“We stay, he added, “this is home.”", "“We stay,” he added, “this is home.”", "unclosed quote"),
        ("He said: “They do not help. “", "He said: “They do not help.”", "reversed quote"),
        ("Venn said: “They do not help.", "Venn said: “They do not help.”", "unclosed quote"),
    ],
)
def test_marks_that_are_reversed_or_missing(read: str, mended: str, flaw: str) -> None:
    assert cleaned(read).text == mended
    assert flaw in [kind for kind, _ in flaws(read)]


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ('". . . We will sign," he said.', "“. . . We will sign,” he said."),
        ("““We will sign,”” he said.", "“We will sign,” he said."),
        ('"We will sign," he said, "but not today."', "“We will sign,” he said, “but not today.”"),
        ('He called it "naive".', "He called it “naive”."),
        ("``We will sign,'' he said.", "“We will sign,” he said."),
        ("«We will sign», he said.", "“We will sign”, he said."),
        ("‘We will sign the text,’ he said.", "“We will sign the text,” he said."),
        ("'We don't sign the ministers' text,' he said.", "“We don't sign the ministers' text,” he said."),
        ("‘We call it “unwise” to sign,’ he said.", "“We call it ‘unwise’ to sign,” he said."),
        ('"The so-called "paper" army is gone," he said.', "“The so-called ‘paper’ army is gone,” he said."),
    ],
)
def test_marks_become_typographic(read: str, mended: str) -> None:
    assert cleaned(read).text == mended
    assert flaws(read) == []


@pytest.mark.parametrize(
    "text",
    [
        "The ministers' talks of the '90s and Orsk's offer weren't dull.",
        "They held ‘productive’ talks.",
        'A 12" pipe was laid.',
        "“We will sign,” he said. “But not today.”",
    ],
)
def test_apostrophes_scare_quotes_and_inches_stay(text: str) -> None:
    assert cleaned(text).text == text


def test_speech_over_several_paragraphs_closes_only_once() -> None:
    text = "“We came to talk.\n\n“We shall go on,” Venn said."
    assert cleaned(text).text == text
    assert flaws(text) == []


@pytest.mark.parametrize(
    ("read", "mended", "flaw"),
    [
        ("The envoyâ€™s cafÃ© is open.", "The envoy’s café is open.", "mojibake"),
        ("He called it â€œunwiseâ€\x9d then.", "He called it “unwise” then.", "mojibake"),
        ("Ask GarcÃ\xada.", "Ask García.", "mojibake"),
        ("The \u200benvoy\u202e left.", "The envoy left.", "control"),
        ("The\xa0envoy left.", "The envoy left.", "space"),
        ("The envoy  left.", "The envoy left.", "space"),
        ("The envoy\x07 left.", "The envoy left.", "control"),
    ],
)
def test_characters_gone_wrong(read: str, mended: str, flaw: str) -> None:
    assert cleaned(read).text == mended
    assert {kind for kind, _ in flaws(read)} == {flaw}


def test_sound_accents_are_not_mojibake() -> None:
    text = "The “CAFÉ” of São Venn, naïve à la carte – voilà."
    assert cleaned(text).text == text


def test_hard_wrapped_prose_becomes_one_line_a_paragraph() -> None:
    wrapped = (
        "The envoys of Halven and Orsk met on Tuesday in the old customs\n"
        "house, and the mediator said that the talks would go on for a week\n"
        "or longer, if both sides agreed to open the border for grain.\n\n"
        "Orsk has refused to say whether its offer of last year still stands\n"
        "at all."
    )
    first, second = wrapped.split("\n\n")
    assert cleaned(wrapped).text == first.replace("\n", " ") + "\n\n" + second.replace("\n", " ")


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    text = f"{BODY}\n{BODY}\nThe envoys left.\nThey will be back."
    assert cleaned(text).text == text
    assert cleaned(text.replace("\n", "\r\n")).text == text
    assert (
        cleaned("The truce comes shortly after the\nfourth round\nof talks.").text
        == "The truce comes shortly after the fourth round of talks."
    )


def test_every_span_leads_back_to_the_text_as_read() -> None:
    text = " date 1999-03-04 HALVEN (TASS): “We meet in Janu-ary,\r\n “he  said."
    done = cleaned(text)
    at = done.text.index("January")
    assert done.offsets.to_raw(at, at + 7).of(text) == "Janu-ary"
    assert done.offsets.to_raw(0, len(done.text)).of(text) == text.strip()


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("VELMAR closed its ports on Monday. Officials in Velmar gave no reason, and none was asked for by anybody.", "Velmar closed"),
        ("CORVANE FERRIES stopped all its boats on Monday, and passengers on both shores were told to stay at home.", "Corvane Ferries"),
        ("DENMARK'S county councils met on Monday, and nobody who was there could say when they would meet again.", "Denmark's county"),
    ],
)
def test_a_story_that_opens_in_capitals_is_read_in_ordinary_letters(read: str, mended: str) -> None:
    assert cleaned(read).text.startswith(mended)


def test_an_abbreviation_that_opens_a_story_stays() -> None:
    text = "NATO closed its ports on Monday. Officials gave no reason for it, and none was asked for by anybody there."
    assert cleaned(text).text == text
