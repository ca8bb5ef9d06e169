"""The two seed reports, from their gold annotations, give the record that docs/design.md sketches."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import gold
import pytest

from communique.assemble import assemble
from communique.record.derived import Record
from communique.record.move import Move

Seeds = tuple[dict[str, Move], Record, Record]


@pytest.fixture(scope="module")
def seeds(shared: Path) -> Seeds:
    """Moves by id, the record of both, and the record as of the end of 2021."""
    read = [gold.read(shared / f"gold/dev/{name}.json") for name in ("seed000", "seed002")]
    reports, moves = [r for r, _ in read], [m for _, own in read for m in own]
    early = assemble(reports, moves, as_of=date(2021, 12, 31))
    return {m.id: m for m in moves}, assemble(reports, moves), early


def test_the_drafts_are_one_event_of_two_reports_on_the_narrowest_day(seeds: Seeds) -> None:
    _, record, _ = seeds
    (drafts,) = [e for e in record.events if e.act == "propose" and len(e.reports) == 2]
    assert (str(drafts.when), drafts.by, set(drafts.to), drafts.origins) == ("2021-12-17", ("RUS",), {"USA", "NATO"}, 2)


def test_the_thread_has_terms_refusal_offer_and_threat(seeds: Seeds) -> None:
    _, record, early = seeds
    (thread,) = record.threads
    events = {e.id: e for e in record.events}
    assert [t.force for t in thread.terms] == ["prohibit", "prohibit"]
    told = {(events[link.event].act, link.relation) for link in thread.events}
    assert {
        ("reject", "rejects"),
        ("offer", "partly"),
        ("threaten", "conditions"),
        ("expect", "awaits"),
        ("status", "status"),
    } <= told
    (offer,) = [link for link in thread.events if link.relation == "partly"]
    assert set(offer.terms) < {t.id for t in thread.terms}
    assert offer.terms
    assert early.threads[0].terms == ()
    assert all(m.startswith("seed002") for e in early.events for m in e.moves)


def test_the_answer_awaited_is_open_with_the_refusal_beside_it(seeds: Seeds) -> None:
    moves, record, early = seeds
    before, after = (next(q for q in r.questions if q.kind == "answer") for r in (early, record))
    assert (before.state, str(before.due), before.of, before.answer) == ("open", "2022-01", ("USA",), None)
    assert after.state == "open"
    assert after.answer
    assert moves[after.answer].act == "reject"


def test_the_start_of_the_talks_is_unknown_then_overtaken(seeds: Seeds) -> None:
    _, record, early = seeds
    assert [q.state for q in early.questions if q.kind == "unknown"] == ["stated unknown"]
    assert [q.state for q in record.questions if q.kind == "unknown"] == ["overtaken"]


def test_the_alliance_was_silent_and_the_troops_are_contested(seeds: Seeds) -> None:
    moves, record, early = seeds
    assert {(p.party, p.stance) for p in early.positions} == {("NATO", "silent"), ("RUS", "demands")}
    (whole,) = [p for p in record.positions if p.party == "NATO" and p.term is None]
    assert (whole.stance, whole.before) == ("partly", "silent")
    (missiles,) = [p for p in record.positions if p.party == "NATO" and p.term is not None]
    assert (missiles.stance, moves[missiles.term or ""].act) == ("open", "propose")
    (denial,) = [c for c in record.conflicts if c.kind == "denial"]
    alleged, denied = moves[denial.one], moves[denial.other]
    assert (alleged.act, alleged.modality, alleged.chain[-1].for_, denied.act, denied.by) == ("deed", "alleged", "USA", "deny", ("RUS",))
    assert ("change", ("RUS",), ("USA", "NATO")) in {(c.kind, moves[c.one].by, moves[c.other].by) for c in record.conflicts}
    assert not any(c.kind == "contradiction" for c in record.conflicts)
