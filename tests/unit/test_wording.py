"""What a line says: the words of the report from the verb on, without the subject that stands at its head."""

from __future__ import annotations

from dataclasses import replace

import factory
import pytest

from communique.record.move import Act, Move
from communique.record.text import Span
from communique.show.wording import Told, condition_in_words, provision, told, without


def said(text: str, cue: str, act: Act = "demand", by: str = "ALT", speaker: str | None = None) -> Move:
    """A move whose cue is marked in its words."""
    at = text.index(cue)
    return replace(factory.move("r", act, by, text=text, speaker=speaker), cue=Span(at, at + len(cue)))


@pytest.mark.parametrize(
    ("text", "cue", "rest"),
    [
        ("Altavia has moved two frigates", "moved", "has moved two frigates"),
        ("She demanded that the wall be torn down", "demanded", "demanded that the wall be torn down"),
        ("Altavian Foreign Minister Dana Orlo on Monday demanded a toll", "demanded", "demanded a toll"),
        ("Altavia, on the other hand, has demanded a toll", "demanded", "has demanded a toll"),
        ("demanded a toll", "demanded", "demanded a toll"),
        ("In response, the Altavian minister once again demanded a toll", "demanded", "once again demanded a toll"),
        ("If its ships are stopped, Altavia demanded a toll", "demanded", "If its ships are stopped, Altavia demanded a toll"),
        ("In Orley, Belmora and Altavia demanded a toll", "demanded", "In Orley, Belmora and Altavia demanded a toll"),
    ],
)
def test_the_subject_at_the_head_of_the_line_is_not_said_again(text: str, cue: str, rest: str) -> None:
    assert told(said(text, cue), {"ALT", "Altavia"}).text == rest


def test_a_subject_that_says_more_than_the_party_stays() -> None:
    both = said("Altavia and its partners plan to hold an exercise", "plan", "commit")
    assert told(both, {"Altavia"}).text.startswith("Altavia and its partners")
    date = said("No date has been set by Altavia", "set", "status")
    assert told(date, {"Altavia"}).text == "No date has been set by Altavia"


def test_the_act_is_named_only_where_the_verb_does_not_tell_it() -> None:
    assert told(said("Altavia demanded a toll", "demanded"), {"Altavia"}).verb
    assert told(said("Altavia is ready to talk", "is ready", "offer"), {"Altavia"}) == Told("is ready to talk", False)


def test_a_bloc_is_known_by_its_last_word() -> None:
    move = said("The Council demanded a toll", "demanded", by="Northern Strait Council")
    assert told(move, {"Northern Strait Council"}).text == "demanded a toll"


def test_a_condition_is_told_after_the_act() -> None:
    threat = "If Belmora builds the wall, Altavia will close the strait"
    assert without(threat, "If Belmora builds the wall", {"Altavia"}) == "will close the strait"
    assert without("Altavia will close the strait", "the wall is built", {"Altavia"}) == "Altavia will close the strait"
    assert condition_in_words("If Belmora builds the wall,") == "if Belmora builds the wall"
    assert condition_in_words("the wall is built") == "if the wall is built"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("bars Altavia from sending warships into the strait", "sending warships into the strait"),
        ("oblige both sides to admit inspectors", "admit inspectors"),
        ("Altavia shall lift the levy", "shall lift the levy"),
        ("limits Altavian exports to 9,000 tonnes", "limits Altavian exports to 9,000 tonnes"),
        ("allows Belmark to keep two ships", "allows Belmark to keep two ships"),
    ],
)
def test_a_provision_does_not_say_again_whom_it_binds(text: str, rest: str) -> None:
    assert provision(text, {"ALT", "Altavia"}) == rest
