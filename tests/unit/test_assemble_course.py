"""Threads over the days: what was told before one was opened is no part of it, and a day of its own tells as all days together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from factory import move, report

from communique.assemble import assemble, days
from communique.record.derived import Thread
from communique.record.move import Move

APRIL, MAY, JUNE, JULY = "2031-04-02", "2031-05-20", "2031-06-09", "2031-07-01"
TABLED = move(
    "may", "propose", "ALT", "BEL", "Altland circulated a draft paper on lasting fishing rights for the northern banks", published=MAY
)  # fmt: skip
REFUSED = "Belmark rejected the draft paper of Altland on lasting fishing rights for the northern banks"
ACCEPTED = "Belmark accepted the draft paper of Altland on lasting fishing rights for the northern banks"


def threads(*moves: Move) -> tuple[Thread, ...]:
    """The threads of these moves."""
    read = {m.report: report(m.report, m.published.isoformat(), m.text) for m in moves}
    return assemble(list(read.values()), moves).threads


def told(found: tuple[Thread, ...]) -> list[tuple[str, str]]:
    """What was told in the one thread: the report and what it does there."""
    (one,) = found
    return [(link.event.partition("#")[0], link.relation) for link in one.events]


def test_a_refusal_told_weeks_before_a_proposal_answers_another() -> None:
    early = move("april", "reject", "BEL", "ALT", REFUSED, published=APRIL)
    late = move("june", "reject", "BEL", "ALT", REFUSED, published=JUNE)
    assert told(threads(TABLED, late)) == [("june", "rejects")]
    assert told(threads(early, TABLED)) == []


def test_days_that_are_looked_at_one_by_one_tell_what_all_tell_together(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = (
        move("june", "reject", "BEL", "ALT", REFUSED, published=JUNE),
        move("july", "accept", "BEL", "ALT", ACCEPTED, published=JULY),
    )
    together = told(threads(TABLED, *answers))
    assert together == [("june", "rejects"), ("july", "accepts")]
    monkeypatch.setattr(days, "FEW", 0)
    monkeypatch.setattr(days, "GROWN", 99)
    assert told(threads(TABLED, *answers)) == together


def test_a_proposal_told_again_on_a_later_day_keeps_its_thread_and_widens_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "FEW", 0)
    monkeypatch.setattr(days, "GROWN", 99)
    again = replace(TABLED, id="june#0-1-propose", report="june", published=date.fromisoformat(JUNE), to=("BEL", "CAR"))
    answer = move("july", "reject", "CAR", "ALT", "Carmont rejected the draft paper on lasting fishing rights", published=JULY)
    (one,) = threads(TABLED, again, answer)
    assert one.id == TABLED.id and one.to == ("BEL", "CAR")
    assert [(link.event.partition("#")[0], link.relation) for link in one.events] == [("july", "rejects")]
