"""Transcripts printed without paragraphs: each speech gets one of its own, and what is said is said by whoever says it."""

from __future__ import annotations

from datetime import date

import pytest
from reading import moves, the

from communique.clean.clean import clean
from communique.record.text import Cleaned, Report

TALKS = (
    "President of Velmar Ann Hale: Colleagues, we have met in Lindmoor. We discussed the harbour. Thank you. "
    "Prime Minister Tomas Dorst Dorst TomasPrime Minister of Corvane(retranslated): Thank you. I reaffirm the readiness of "
    "Corvane to reopen the strait. Question(retranslated): When will it open? Ann Hale: We reject the levy on the boats. "
    "Tomas Dorst: We accept the plan of the mediators. Question: Thank you. Ann Hale: Good night."
)


def cleaned(text: str) -> Cleaned:
    return clean(Report("r", text, date(2019, 3, 15), "option"))


def test_each_speech_has_a_paragraph_and_no_offset_moves() -> None:
    found = cleaned(TALKS)
    speeches = found.text.split("\n")
    assert [speech.split(":")[0] for speech in speeches] == [
        "President of Velmar Ann Hale", "Prime Minister Tomas Dorst (retranslated)", "Question (retranslated)", "Ann Hale",
        "Tomas Dorst", "Question", "Ann Hale",
    ]  # fmt: skip
    at = found.text.index("We accept the plan")
    assert found.offsets.to_raw(at, at + 18).of(TALKS) == "We accept the plan"


def test_what_is_said_is_said_by_the_one_who_speaks() -> None:
    said = {
        m.act: (m.speaker, m.by)
        for m in moves(TALKS, title="Statements by leaders following talks")
        if m.act in ("reject", "accept")
    }
    assert said["reject"][0] == "Ann Hale" and said["accept"][0] == "Tomas Dorst"


def test_two_speak_though_each_has_one_turn() -> None:
    two = (
        "President of Velmar Ann Hale: We met today. We reject the levy. Thank you for coming. "
        "President of Corvane Tomas Dorst(retranslated): We accept the plan. Thank you."
    )
    assert cleaned(two).text.count("\n") == 1


def test_a_sentence_that_ends_in_a_colon_is_no_label() -> None:
    plain = (
        "The minister was clear. The Logic Is Plain: boats need a port. She went on. The Next Step: a treaty. The ferry left at noon. "
        "Ann Hale spoke. The Rest: silence."
    )
    assert cleaned(plain).text == plain


def test_a_speech_below_asterisks_and_a_heading_is_the_speakers() -> None:
    talks = (
        "Ann Hale met Tomas Dorst in Lindmoor.*** Beginning of the Velmaran-Corvanic talks President of Velmar Ann Hale: "
        "Mr Prime Minister, I am glad to see you. We reject the levy on the boats."
    )
    assert cleaned(talks).text.split("\n")[1].startswith("President of Velmar Ann Hale:")
    weather = "The ferry left. *** The day at sea Minister Ann Hale: a portrait. The harbour was calm, the pier was empty."
    assert cleaned(weather).text == weather


@pytest.mark.parametrize(
    "opening",
    [
        "Ann Hale met Tomas Dorst in Lindmoor. Ann Hale: ",
        "Ann Hale met Tomas Dorst in Lindmoor.\n\nAnn Hale: ",
        "Ann Hale met Tomas Dorst in Lindmoor. President of Denmark Ann Hale: ",
        "Ann Hale met Tomas Dorst in Lindmoor. Beginning of the talks President of Denmark Ann Hale: ",
    ],
)
def test_one_who_speaks_alone_is_heard(opening: str) -> None:
    speech = "Mr Prime Minister, I am glad to see you. We reject the levy on the boats. Thank you."
    assert the(opening + speech, "reject").speaker == "Ann Hale"


def test_a_name_and_a_colon_in_a_report_open_no_speech() -> None:
    plain = "Ann Hale met Tomas Dorst in Lindmoor. The view of Ann Hale: a pact is near. The harbour stays shut."
    assert cleaned(plain).text == plain
