"""Whatever was judged and undone, in whatever order: the record is as it was."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "unit"))

from factory import report
from test_assemble_threads import MOVES

from communique.assemble import assemble
from communique.record.judgement import Judgement

REPORTS = [report(name, min(m.published for m in MOVES if m.report == name).isoformat()) for name in sorted({m.report for m in MOVES})]
BEFORE = assemble(REPORTS, MOVES)
named = st.sampled_from([m.id for m in MOVES])
parties = st.sampled_from(sorted({p for m in MOVES for p in (*m.by, *m.to)}))
FIELDS = {"act": ("reject", "meet", "deed"), "by": ("ALT", "BEL+CAR"), "to": ("", "ALT"), "when": ("2031-05", ""), "modality": ("planned",)}


@st.composite
def judgements(draw: st.DrawFn) -> list[Judgement]:
    """A few judgements of every kind on the dispute, some of which undo others."""
    out: list[Judgement] = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        kind = draw(st.sampled_from(("merge", "split", "same_party", "copy", "correct", "retract", "accept", "undo")))
        subject, other, field, value = draw(named), draw(st.none() | named), None, None
        if kind == "correct":
            field = draw(st.sampled_from(sorted(FIELDS)))
            value = draw(st.sampled_from(FIELDS[field]))
        elif kind in ("accept", "retract") and other:
            field = draw(st.sampled_from(("thread", "conflict")))
        elif kind == "same_party":
            subject, other = draw(parties), draw(parties)
        elif kind == "undo":
            subject, other = str(draw(st.integers(1, number))), None
        out.append(said(number, kind, subject, other, field, value))
    return out


def said(number: int, kind: str, subject: str, object: str | None = None, field: str | None = None, value: str | None = None) -> Judgement:
    return Judgement(number, kind, subject, object, field, value, "ann", "", datetime(2031, 5, 1, tzinfo=UTC))  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(judgements())
def test_judging_and_undoing_leaves_the_record_as_it_was(made: list[Judgement]) -> None:
    undone = {int(j.subject) for j in made if j.kind == "undo"}
    first = [j for j in made if j.kind != "undo" and j.id not in undone]
    back = [said(100 + j.id, "undo", str(j.id)) for j in first]
    assert assemble(REPORTS, MOVES, [*first, *back]) == BEFORE


@settings(max_examples=60, deadline=None)
@given(judgements())
def test_every_record_has_a_confidence_that_what_it_stands_on_bears(made: list[Judgement]) -> None:
    record = assemble(REPORTS, MOVES, made)
    assert record == assemble(REPORTS, MOVES, list(reversed(made)))
    of = {move: event.confidence for event in record.events for move in event.moves}
    for thread in record.threads:
        assert all(0 <= link.confidence <= min(of[thread.id], of[link.event]) for link in thread.events)
    assert all(0 <= p.confidence <= of[p.move] for p in record.positions)
    assert all(0 <= q.confidence <= of[q.move] for q in record.questions)
    assert all(0 <= c.confidence <= min(of[c.one], of[c.other]) for c in record.conflicts)
