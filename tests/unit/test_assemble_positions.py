"""Where a party stands: set by what answers what is on the table, and by nothing that only belongs to the talk of it."""

from __future__ import annotations

from dataclasses import replace

from factory import move, report

from communique.assemble import assemble
from communique.record.derived import Position
from communique.record.move import Move

MAY, JUNE = "2031-05-20", "2031-06-09"
REPORTS = [report("may", MAY), report("june", JUNE), report("july", "2031-07-01")]
TABLED = move(
    "may", "propose", "ALT", "COAST", "Altland proposed a joint patrol of the herring banks to the Coast League",
    "2031-05-15", published=MAY,
)  # fmt: skip


def stand(party: str, *moves: Move) -> Position | None:
    found = assemble(REPORTS, [TABLED, *moves]).positions
    return next((p for p in found if p.party == party and p.term is None), None)


def refusal(by: str = "COAST", to: str = "ALT", text: str = "", published: str = JUNE, where: str = "june") -> Move:
    words = text or "The Coast League rejected the proposal of a joint patrol of the herring banks"
    return move(where, "reject", by, to, words, published, published=published, speaker="Ines Dahl")


def test_a_refusal_of_what_is_on_the_table_sets_the_position_and_tells_the_move() -> None:
    given = refusal()
    found = stand("COAST", given)
    assert found is not None
    assert (found.stance, found.move, [t.stance for t in found.turns]) == ("against", given.id, ["against"])


def test_every_turn_is_kept_with_the_move_that_took_it() -> None:
    no = refusal()
    yes = move(
        "july", "accept", "COAST", "ALT", "The Coast League accepted the proposal of a joint patrol of the herring banks",
        "2031-06-30", published="2031-07-01", speaker="Ines Dahl",
    )  # fmt: skip
    found = stand("COAST", no, yes)
    assert found is not None
    assert [(t.stance, t.move) for t in found.turns] == [("against", no.id), ("for", yes.id)]
    assert (found.before, found.before_move) == ("against", no.id)


def test_what_some_members_do_is_no_position_of_the_bloc() -> None:
    assert stand("COAST", replace(refusal(), partial=True)) is None


def test_a_bloc_s_refusal_is_none_of_its_members() -> None:
    assert stand("BEL", refusal()) is None


def test_what_is_said_to_somebody_else_answers_nothing() -> None:
    assert stand("COAST", refusal(to="CAR")) is None


def test_what_was_refused_before_it_was_proposed_is_another_thing() -> None:
    early = refusal(published="2031-05-10", where="early")
    found = assemble([report("early", "2031-05-10"), *REPORTS], [TABLED, early]).positions
    assert [p.party for p in found] == ["ALT"]


def test_thanks_for_something_else_are_no_yes() -> None:
    thanks = move(
        "june", "support", "COAST", "ALT", "The Coast League thanked Altland for the patrol that saved a trawler in March",
        JUNE, published=JUNE, speaker="Ines Dahl",
    )  # fmt: skip
    assert stand("COAST", thanks) is None


def test_what_is_surely_misread_sets_nothing() -> None:
    assert stand("COAST", replace(refusal(), confidence=0.3)) is None
