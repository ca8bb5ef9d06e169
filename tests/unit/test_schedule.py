"""Several meetings that one clause tells with their days: a short report in, one planned meeting for each out."""

from __future__ import annotations

from datetime import date

import pytest
from factory import move
from reading import RULES, moves

from communique.assemble import assemble
from communique.clean.clean import clean
from communique.extract.acts.draft import Draft
from communique.extract.acts.schedule import scheduled
from communique.extract.parties.who import Who
from communique.parse.syntax import parse
from communique.record.text import Report

Told = tuple[tuple[str, ...], str | None, str]


def planned(text: str) -> list[Told]:
    """Who is to meet, when, and the words."""
    return [(m.by, m.due.edtf if m.due else None, m.text) for m in moves(text) if m.act == "meet" and m.modality == "planned"]


BOTH = ("Borduria", "Syldavia")


def test_one_clause_with_three_places_and_days_tells_three_meetings() -> None:
    found = planned(
        "The delegations of Borduria and Syldavia will meet in Bern on 3 April, in Basel on 5 April and at the Council in Geneva on"
        " 9 April."
    )
    assert found == [
        (BOTH, "2019-04-03", "The delegations of Borduria and Syldavia will meet in Bern on 3 April"),
        (BOTH, "2019-04-05", "in Basel on 5 April"),
        (BOTH, "2019-04-09", "at the Council in Geneva on 9 April"),
    ]


def test_what_is_agreed_on_stays_and_each_meeting_stands_beside_it_with_those_whom_it_names() -> None:
    text = (
        "The leaders of Russia and the United States spoke on Thursday. The leaders agreed to a sequence of talks starting on the 9th"
        " and 10th in Geneva, a NATO-Russia Council conversation on the 12th, and an OSCE meeting on the 13th."
    )
    assert [m.by for m in moves(text) if m.act == "agree"] == [("RUS", "USA")]
    assert [(by, due) for by, due, _ in planned(text)] == [
        (("RUS", "USA"), "2019-04-09/2019-04-10"),
        (("NATO", "RUS"), "2019-04-12"),
        (("RUS", "USA", "OSCE"), "2019-04-13"),
    ]


def test_talks_that_are_confirmed_to_take_place_are_of_those_told_before() -> None:
    found = planned(
        "The leaders of Borduria and Syldavia met on Friday. It was confirmed that the negotiations would take place first in Geneva"
        " on April 9–10 and then in Brussels on April 12."
    )
    assert [(by, due) for by, due, _ in found] == [(BOTH, "2019-04-09/2019-04-10"), (BOTH, "2019-04-12")]


def test_a_meeting_that_two_drafts_of_one_sentence_tell_stands_once_with_all_its_parties() -> None:
    text = "It was confirmed that the talks would be held in Bern on 3 April and in Basel on 5 April."
    scene = RULES.scene(next(parse([clean(Report("r", text, date(2019, 3, 15), "field"))])))
    (clause,) = [c for c in scene.clauses if c.verb.lemma == "hold"]
    inner = text.index("the talks"), len(text) - 1
    drafts = [
        Draft(start, inner[1], None, "meet", None, Who(by, None, "state", "name"), "planned", "pos", clause, None, False, False, 0.5)
        for start, by in ((0, ("RUS",)), (inner[0], ("RUS", "USA")))
    ]
    found, sure = scheduled(scene, drafts, [0.6, 0.7])
    assert [(draft.by.keys, text[draft.start : draft.end]) for draft in found] == [
        (("RUS", "USA"), "the talks would be held in Bern on 3 April"),
        (("RUS", "USA"), "in Basel on 5 April"),
    ]
    assert sure == [0.7, 0.7]


@pytest.mark.parametrize(
    "text",
    [
        "Borduria and Syldavia will meet in Bern on 3 and 4 April.",
        "Borduria and Syldavia will meet in Bern on 3 April and publish a report on 9 April.",
        "Borduria and Syldavia will meet in Bern on 3 April before the summit of 9 April.",
        "Borduria and Syldavia met in Bern on 3 March and in Basel on 5 March.",
    ],
)
def test_days_that_are_no_second_meeting_to_come_make_none(text: str) -> None:
    assert sum(m.act == "meet" for m in moves(text)) == 1


def test_two_sides_tell_one_meeting_though_one_leaves_out_at_whose_seat_it_is() -> None:
    ours = move("a1", "meet", "ALT BEL", "", "Talks are to be held at the OSCE on 13 June", modality="planned", due="2031-06-13")
    theirs = move(
        "b1", "meet", "ALT BEL OSCE", "", "an OSCE session on 13 June", modality="planned", due="2031-06-13", published="2031-05-11"
    )
    (event,) = assemble([], [ours, theirs]).events
    assert set(event.reports) == {"a1", "b1"}
    third = move("c1", "meet", "ALT FRA JPN", "", "a dinner on 13 June", modality="planned", due="2031-06-13", published="2031-05-12")
    assert len(assemble([], [ours, theirs, third]).events) == 2
    union = move("d1", "meet", "ALT BEL Guild", "", "a Guild session on 13 June", modality="planned", due="2031-06-13", published="2031-05-11")
    assert len(assemble([], [ours, union]).events) == 2


def test_a_run_of_days_told_by_two_is_one_meeting() -> None:
    ours = move("a1", "meet", "ALT BEL", "", "the dialogue starting on the 9th and 10th", modality="planned", due="2031-06-09/2031-06-10")
    theirs = move(
        "b1", "meet", "BEL ALT", "", "negotiations would take place on 9–10 June", modality="planned", due="2031-06-09/2031-06-10",
        published="2031-05-11",
    )  # fmt: skip
    assert len(assemble([], [ours, theirs]).events) == 1
