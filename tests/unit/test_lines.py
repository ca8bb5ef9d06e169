"""A line tells an event as one telling has it: who, when and on which condition are never put together of several."""

from __future__ import annotations

from dataclasses import replace

from factory import move, report

from communique.assemble.made import event
from communique.record.derived import Record
from communique.record.move import Move
from communique.show.brief import Line
from communique.show.lines import Lines

FIRST = move("r1", "status", "ALT COR", "", "They are keeping a close eye on the banks", published="2031-05-04")
LATER = move("r2", "status", "ALT", "", "We are keeping a close eye on the banks", published="2031-05-20", confidence=0.95)


def line(*moves: Move) -> Line:
    made = event(moves, {})
    record = Record(None, (), (made,), (), (), (), ())
    reports = [report(m.report, m.published.isoformat(), m.text) for m in moves]
    return Lines(record, {m.id: m for m in moves}, reports, {}, None)._event(made)


def test_who_and_when_are_of_the_telling_whose_words_are_told() -> None:
    told = replace(LATER, why=("frame “keep” → status",))
    found = line(replace(FIRST, why=("content: statement",)), told)
    assert found.cites[0].move == told.id
    assert found.by == ("ALT",) and str(found.when) == "../2031-05-20"


def test_a_condition_of_one_telling_is_not_told_with_the_words_of_another() -> None:
    found = line(replace(FIRST, why=("content: statement",), condition="if that is his wish"), replace(LATER, why=("frame “keep” → status",)))
    assert found.state == ""


def test_a_meeting_keeps_the_day_that_another_telling_names_soon_after() -> None:
    text = "Ann Hale met Belmark's minister"
    undated = move("r1", "meet", "ALT BEL", "", text, published="2031-05-04")
    dated = move("r2", "meet", "ALT BEL", "", f"{text} yesterday", "2031-05-03", published="2031-05-04")
    assert str(line(undated, dated).when) == "2031-05-03"
