"""Trust: each derived record is as certain as what it stands on, and what is doubtful stands apart, counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import strait
from factory import move, report

from communique.assemble import assemble
from communique.record.derived import Record
from communique.record.move import Link, Move
from communique.record.text import Span
from communique.talks import Talks

REPORTS = [report("r1", "2031-05-04"), report("r2", "2031-05-20"), report("r3", "2031-06-20")]


def record(*moves: Move) -> Record:
    return assemble(REPORTS, moves)


def wire(name: str) -> tuple[Link, ...]:
    return (Link(None, "outlet", "reports"), Link(name, "wire", "reports"))


OFFER = move("r1", "propose", "ALT", "BEL", "Altland proposed to Belmark a ban on night fishing in the northern banks", "2031-05-02", published="2031-05-04", confidence=0.8)
NO = move("r2", "reject", "BEL", "ALT", "Belmark rejected Altland's proposal of a ban on night fishing in the northern banks", "2031-05-19", published="2031-05-20", confidence=0.6)


def test_an_event_told_by_independent_origins_is_more_certain_than_each_and_never_quite_certain() -> None:
    told = "Altland sent twelve cutters to the northern banks"
    one = move("r1", "deed", "ALT", "", told, "2031-05-03", published="2031-05-04", chain=wire("ANB"), confidence=0.6)
    other = move("r2", "deed", "ALT", "", told, "2031-05-03", published="2031-05-20", chain=wire("Norpress"), confidence=0.5)
    again = move("r2", "deed", "ALT", "", told, "2031-05-03", published="2031-05-20", chain=wire("ANB"), confidence=0.5)
    assert record(one, other).events[0].confidence == 0.8  # 1 - 0.4 × 0.5
    assert record(one, again).events[0].confidence == 0.6  # the same wire again adds nothing
    sure = [move(f"r{n}", "deed", "ALT", "", told, "2031-05-03", published="2031-05-20", chain=wire(str(n)), confidence=0.95) for n in (1, 2, 3)]
    assert record(*sure).events[0].confidence == 0.99


def test_an_answer_and_the_stand_it_sets_are_no_more_certain_than_the_less_certain_of_both_acts() -> None:
    found = record(OFFER, NO)
    (thread,) = found.threads
    assert thread.confidence == 0.8
    (link,) = thread.events
    assert link.relation == "rejects" and 0.5 < link.confidence < 0.6
    stands = {p.party: p.confidence for p in found.positions}
    assert stands == {"ALT": 0.8, "BEL": link.confidence}


def test_an_answer_that_nothing_but_a_word_or_two_ties_to_a_proposal_is_doubtful() -> None:
    vague = move("r3", "position", "BEL", "", "Belmark has a proposal of its own for the lighthouses", "2031-06-19", published="2031-06-20", confidence=0.9)
    links = [link for thread in record(OFFER, vague).threads for link in thread.events]
    assert all(link.confidence < 0.5 for link in links)


def test_a_hope_that_asks_nobody_to_do_anything_founds_no_thread_that_stands_unmarked() -> None:
    yes = move("r2", "accept", "BEL", "ALT", "Belmark will open the night fishing in the northern banks", "2031-05-19", published="2031-05-20", confidence=0.6)

    def told(text: str, cue: str) -> float:
        hoped = move("r1", "expect", "ALT", "BEL", text, "2031-05-02", published="2031-05-04", confidence=0.8)
        at = text.index(cue)
        (thread,) = record(replace(hoped, cue=Span(at, at + len(cue))), yes).threads
        return thread.confidence

    assert told("Altland expects Belmark to open the night fishing in the northern banks", "expects") == 0.8
    assert told("Altland hopes that Belmark will open the night fishing in the northern banks", "hopes") == 0.4


def test_the_same_said_to_another_is_no_certain_part_of_a_thread() -> None:
    asked = "Altland invited the prime minister of {} to pay a visit to the northern banks"
    one = move("r1", "propose", "ALT", "BEL", asked.format("Belmark"), "2031-05-02", published="2031-05-04")
    other = move("r2", "propose", "ALT", "COR", asked.format("Corvane"), "2031-05-19", published="2031-05-20")
    found = {thread.id: thread for thread in record(one, other).threads}[one.id]
    assert all(link.confidence < 0.5 for link in found.events)
    again = move("r2", "propose", "ALT", "BEL", asked.format("Belmark"), "2031-05-19", published="2031-05-20")
    links = [link for thread in record(one, again).threads for link in thread.events]
    assert all(link.confidence > 0.5 for link in links)


def test_a_demand_told_inside_another_is_no_answer_to_it() -> None:
    whole = move("r1", "demand", "ALT", "BEL", "Altland demanded that Belmark take three trawlers off the list within ten days", published="2031-05-04", at=0)
    inner = move("r1", "offer", "BEL", "ALT", "Belmark take three trawlers off the list within ten days", published="2031-05-04", at=22)
    links = [link for thread in record(whole, inner).threads for link in thread.events]
    assert all(link.confidence < 0.5 for link in links)


def test_a_question_whose_other_side_is_only_the_likeliest_is_doubtful() -> None:
    asked = move("r1", "demand", "ALT", "BEL", "Altland demanded the release of the crews by 1 June", published="2031-05-04", due="../2031-06-01")
    guessed = Move(**{**{f: getattr(asked, f) for f in asked.__slots__}, "to_basis": "inferred"})
    assert [(q.state, q.confidence) for q in assemble(REPORTS[:2], [asked]).questions] == [("open", 0.8)]
    assert [(q.state, q.confidence) for q in record(asked).questions] == [("missed", 0.56)]  # for all that the reports tell
    assert all(q.confidence < 0.5 for q in record(guessed).questions)


def test_what_is_doubtful_stands_apart_counted_and_is_what_review_asks_first(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        told, all_told = talks.timeline(), talks.timeline(all=True)
        assert len(told) + told.apart == len(all_told) and told.apart == 1
        assert {row["id"] for row in all_told} - {row["id"] for row in told} == {threat(talks)}
        asked = talks.review()
        doubtful = [row["doubtful"] for row in asked]
        assert doubtful == sorted(doubtful, reverse=True)
        for built in (True, False):
            certainty = [row["confidence"] for row in asked if row["doubtful"] and bool(row["built_on_it"]) is built]
            assert certainty == sorted(certainty)
        assert {row["id"] for row in all_told} <= {row["id"] for row in asked if row["asked"] == "event"}


def test_what_was_judged_is_not_asked_again_until_that_is_undone(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        talks.judge("accept", threat(talks), author="ann")
        assert threat(talks) not in {row["id"] for row in talks.review()}
        assert talks.timeline().apart == 0
        talks.judge("undo", "1", author="ann")
        assert threat(talks) in {row["id"] for row in talks.review()}


def threat(talks: Talks) -> str:
    """The one move of the strait that is unsure."""
    return next(row["id"] for row in talks.export("moves") if row["act"] == "threaten")  # type: ignore[return-value]


def test_doubtful_claims_stand_apart_as_other_rows_do(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        told, whole = talks.claims(), talks.claims(all=True)
        exported = list(talks.export("claims"))
    assert whole == exported and all(row["confidence"] >= 0.5 for row in told)  # type: ignore[operator]
    assert told.apart == len(whole) - len(told)
