"""Judgements: invented reports of a strait in, a person's word on them, and what becomes of the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import strait
from factory import move

from communique.assemble.decide import as_judged
from communique.judging import BadJudgement
from communique.record.move import Move
from communique.record.text import Span
from communique.talks import Talks


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Talks]:
    """The dispute over the Sarn strait."""
    with strait.talks(tmp_path / "talks.db") as opened:
        yield opened


def of(talks: Talks, words: str) -> Move:
    """The move that begins with these words."""
    return next(m for m in talks.moves() if m.text.startswith(words))


def acts(talks: Talks) -> list[str]:
    return [event.act for event in talks.record().events]


def test_what_is_retracted_is_gone_from_all_that_is_derived_and_comes_back_when_that_is_undone(talks: Talks) -> None:
    before, refusal = talks.record(), of(talks, "Belmora rejected")
    judged = talks.judge("retract", refusal.id, author="ann", reason="a misprint")
    assert "reject" not in acts(talks)
    assert all(link.event != refusal.id for thread in talks.record().threads for link in thread.events)
    assert refusal.id not in {row["id"] for row in talks.export("moves")}
    assert not any(mark.move.id == refusal.id for mark in talks.show("gazette/0510").marks)
    talks.judge("undo", str(judged.id), author="ben")
    assert talks.record() == before


def test_a_report_can_be_retracted_whole(talks: Talks) -> None:
    talks.judge("retract", "gazette/0510", author="ann")
    assert {event.reports for event in talks.record().events} == {("courier/0503",)}


def test_a_corrected_move_is_told_as_corrected_and_is_certain(talks: Talks) -> None:
    threat = of(talks, "Altavia will close")
    talks.judge("correct", threat.id, field="act", value="warn", author="ann")
    talks.judge("correct", threat.id, field="by", value="northern strait council", author="ann")
    event = next(e for e in talks.record().events if e.id == threat.id)
    assert (event.act, event.by, event.confidence) == ("warn", ("NSC",), 1.0)
    assert [row["id"] for row in talks.ask("act:warn by:NSC sure:yes")] == [threat.id]
    warning = next(s for s in talks.brief().sections if s.name == "warnings").lines[0]
    assert warning.by == ("NSC",) and not warning.doubtful


def test_of_two_words_on_one_move_the_later_holds(talks: Talks) -> None:
    threat = of(talks, "Altavia will close")
    talks.judge("retract", threat.id, author="ann")
    talks.judge("accept", threat.id, author="ben")
    assert next(e for e in talks.record().events if e.id == threat.id).confidence == 1.0
    talks.judge("retract", threat.id, author="ann")
    assert "threaten" not in acts(talks)


def test_events_are_merged_and_split(talks: Talks) -> None:
    refusal, denial = of(talks, "Belmora rejected"), of(talks, "Belmora has moved no ship")
    talks.judge("merge", denial.id, refusal.id, author="ann")
    assert (refusal.id, denial.id) in {event.moves for event in talks.record().events}
    talks.judge("split", refusal.id, denial.id, author="ben")
    assert {(refusal.id,), (denial.id,)} <= {event.moves for event in talks.record().events}


def test_a_split_lets_go_of_the_merges_that_joined_the_two(talks: Talks) -> None:
    a, b, c = of(talks, "Belmora rejected"), of(talks, "Altavia will close"), of(talks, "Belmora has moved no ship")
    talks.judge("merge", a.id, b.id, author="ann")
    talks.judge("merge", b.id, c.id, author="ann")
    talks.judge("split", a.id, c.id, author="ben")
    assert {(a.id, b.id), (c.id,)} <= {event.moves for event in talks.record().events}


def test_one_party_under_two_keys_goes_by_the_first_everywhere(talks: Talks) -> None:
    talks.judge("same_party", "NSC", "BEL", author="ann")
    assert not any("BEL" in (*m.by, *m.to) for m in talks.moves())
    assert "NSC" in {row["key"] for row in talks.parties()} and "BEL" not in {row["key"] for row in talks.parties()}
    assert all("BEL" not in thread.to for thread in talks.record().threads)


def test_reports_are_judged_copies_and_no_copies(talks: Talks) -> None:
    talks.judge("copy", "gazette/0510", "courier/0503", author="ann")
    assert len(talks.record().origins) == 2
    talks.judge("split", "courier/0503", author="ann")
    assert len(talks.record().origins) == 3
    talks.judge("undo", "2", author="ann")
    assert len(talks.record().origins) == 2
    talks.judge("split", "courier/0503", "gazette/0510", author="ann")
    assert len(talks.record().origins) == 3


def test_an_event_is_taken_out_of_a_thread_and_a_conflict_is_called_none(talks: Talks) -> None:
    thread, conflict = talks.record().threads[0], talks.record().conflicts[0]
    link = thread.events[0]
    talks.judge("accept", link.event, thread.id, author="ann")
    both = min(e.confidence for e in talks.record().events if e.id in (link.event, thread.id))
    assert talks.record().threads[0].events[0].confidence == both
    talks.judge("retract", link.event, thread.id, author="ann")
    assert link.event not in {x.event for x in talks.record().threads[0].events}
    assert link.event in {e.id for e in talks.record().events}
    talks.judge("retract", conflict.id, author="ann")
    assert conflict.id not in {c.id for c in talks.record().conflicts}


def test_judgements_are_in_force_for_every_day_but_not_for_what_was_known_before_them(talks: Talks) -> None:
    proposal = of(talks, "Altavia proposed")
    read_by = max(row["recorded"] for row in talks.export("reports"))
    talks.judge("retract", proposal.id, author="ann")
    assert "propose" not in [e.act for e in talks.record(as_of=strait.DAY_ONE).events]
    assert "propose" in [e.act for e in talks.record(known_by=str(read_by)).events]


def test_a_judgement_holds_for_what_a_better_engine_reads_there_and_for_nothing_else(talks: Talks) -> None:
    old = move("r1", "accuse", "ALT", "", "Altland accused Belmark of poaching", at=10)
    wider = move("r1", "criticise", "ALT", "BEL", "Altland accused Belmark of poaching at night", at=10)
    beside = move("r1", "deny", "BEL", "", "Belmark denied it", at=80)
    first = talks.judge("retract", of(talks, "Belmora rejected").id, author="ann")
    judged = replace(first, subject=old.id)
    assert as_judged([wider, beside], [judged]) == [beside]
    assert as_judged([old, wider], [judged, replace(judged, id=2)]) == [wider]  # said twice, it takes no neighbour along


def test_a_chain_is_corrected_and_what_was_read_of_a_hop_stays(talks: Talks) -> None:
    threat = of(talks, "Altavia will close")
    orlo = threat.chain[-1]
    talks.judge("correct", threat.id, field="chain", value="Ina Veld > Orlo > spokeswoman (unnamed)", author="ann")
    assert [(link.name, link.kind) for link in of(talks, "Altavia will close").chain] == [
        ("Ina Veld", "outlet"), ("Orlo", "person"), ("spokeswoman", "unnamed"),
    ]  # fmt: skip
    talks.judge("correct", threat.id, field="chain", value=f"Ina Veld (person) > {orlo.name}", author="ann")
    assert of(talks, "Altavia will close").chain[0].kind == "person" and of(talks, "Altavia will close").chain[-1] == orlo
    event = next(e for e in talks.record().events if e.id == threat.id)
    assert event.confidence == event.told == 1.0
    talks.judge("correct", threat.id, field="chain", value="", author="ann")
    assert of(talks, "Altavia will close").chain == ()


def test_the_date_of_an_utterance_is_corrected_as_a_whole(talks: Talks) -> None:
    refusal = of(talks, "Belmora rejected")
    talks.judge("correct", refusal.id, field="when", value="2031-05-09", author="ann")
    found = of(talks, "Belmora rejected")
    assert found.when.edtf == found.said.edtf == "2031-05-09" and found.span == Span(refusal.span.start, refusal.span.end)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (("approve", "x"), "no judgement 'approve'; there is merge, split"),
        (("retract", "gazete/0510"), "did you mean gazette/0510"),
        (("retract", "gazette/0510#900-910-reject"), "nearest are gazette/0510#"),
        (("accept", "gazette/0510"), "a move or event is named report#start-end-act"),
        (("accept", "nowhere#1-2-meet"), "no report 'nowhere'"),
        (("merge", "gazette/0510#0-45-reject"), "it needs two"),
        (("copy", "gazette/0510", "gazette/0510"), "with itself"),
        (("same_party", "Belmorra", "ALT"), "did you mean BEL"),
        (("undo", "4"), "no judgement 4 to undo; none has been made yet"),
    ],
)
def test_a_judgement_on_what_is_not_there_is_refused_with_what_there_is(said: tuple[str, ...], wrong: str, talks: Talks) -> None:
    with pytest.raises(BadJudgement) as problem:
        talks.judge(*said, author="ann")
    assert wrong in str(problem.value) and talks.judgements() == []


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("mood", "sour", "no field 'mood' to correct; there is act, by, chain, condition"),
        ("act", "refuse", "act cannot be 'refuse'; it is one of propose, offer"),
        ("modality", "", "modality cannot be empty"),
        ("when", "last May", "dates are written 2022-01-31"),
        ("by", "Atlantis", "no party 'Atlantis'; `communique parties` lists them"),
        ("kind", "military", "only a deed has a kind"),
        ("chain", "Gazette > the harbour master", "chain: 'Gazette' is not in gazette/0510; name who passes the words on"),
        ("content", "Belmora is delighted", "give words of the report as they stand there"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_with_what_can(field: str, value: str, wrong: str, talks: Talks) -> None:
    with pytest.raises(BadJudgement) as problem:
        talks.judge("correct", of(talks, "Belmora rejected").id, field=field, value=value, author="ann")
    assert wrong in str(problem.value)


def test_what_is_undone_cannot_be_undone_again_but_the_undoing_can(talks: Talks) -> None:
    talks.judge("retract", of(talks, "Belmora rejected").id, author="ann")
    talks.judge("undo", "1", author="ann")
    with pytest.raises(BadJudgement, match="undone already, by 2; undo 2 to restore it"):
        talks.judge("undo", "1", author="ann")
    talks.judge("undo", "2", author="ann")
    assert "reject" not in acts(talks)
    assert [(row["kind"], row["stands"], row["undone_by"]) for row in talks.judgements()] == [
        ("retract", True, None), ("undo", False, 3), ("undo", True, None),
    ]  # fmt: skip


def test_who_judges_is_named_by_the_environment_or_the_login(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_AUTHOR", "Dana")
    assert talks.judge("accept", of(talks, "Belmora rejected").id).author == "Dana"
    monkeypatch.delenv("COMMUNIQUE_AUTHOR")
    monkeypatch.setattr("getpass.getuser", lambda: "orlo")
    assert talks.judge("accept", of(talks, "Belmora rejected").id).author == "orlo"
