"""Conflicts: denials, numbers, a party against its own words; always two moves and why."""

from __future__ import annotations

from factory import move, report

from communique.assemble import assemble
from communique.record.derived import Conflict
from communique.record.move import Link, Move

REPORTS = [report("r1", "2031-05-04"), report("r2", "2031-05-20"), report("r3", "2031-06-20")]


def conflicts(*moves: Move) -> tuple[Conflict, ...]:
    return assemble(REPORTS, moves).conflicts


def test_a_denial_beside_the_accusation_names_both() -> None:
    accused = move("r1", "accuse", "BEL", "ALT", "Belmark says Altland is readying a blockade of the strait", at=0)
    denied = move("r1", "deny", "ALT", "", "Altland has denied any wish to close the strait", at=120)
    (found,) = conflicts(accused, denied)
    assert (found.kind, found.one, found.other) == ("denial", accused.id, denied.id)
    assert "beside" in found.basis


def test_a_denial_by_somebody_else_or_of_something_else_is_none() -> None:
    accused = move("r1", "accuse", "BEL", "ALT", "Belmark says Altland is readying a blockade of the strait", at=0)
    by_other = move("r1", "deny", "CAR", "", "Carmont denied any blockade of the strait", at=120)
    of_other = move("r2", "deny", "ALT", "", "Altland denied that its grain harvest had failed", published="2031-05-20")
    assert conflicts(accused, by_other, of_other) == ()


def test_a_deed_told_by_its_doer_is_no_charge() -> None:
    own = move("r1", "deed", "ALT", "", "Altland moved its cutters to the strait", at=0)
    alleged = move("r1", "deed", "ALT", "BEL", "Altland moved its cutters to the strait", at=0, modality="alleged")
    denied = move("r1", "deny", "ALT", "", "Altland denied that its cutters were in the strait", at=90)
    assert [c.kind for c in conflicts(own, denied)] == []
    assert [c.kind for c in conflicts(alleged, denied)] == ["denial"]


def test_a_party_that_denies_what_it_tells_of_itself_is_in_tension() -> None:
    own = move("r1", "deed", "ALT", "", "Altland moves its cutters within its own waters off the strait", speaker="Ines Dahl")
    denied = move("r2", "deny", "ALT", "", "Altland denied moving cutters in waters off the strait", published="2031-05-20")
    assert [(c.kind, c.one, c.other) for c in conflicts(own, denied)] == [("tension", own.id, denied.id)]


def test_two_counts_of_one_deed_from_two_origins_differ() -> None:
    one = move(
        "r1", "deed", "ALT", "BEL", "Altland moved 40,000 troops towards the Belmark border", "2031-05", published="2031-05-20"
    )
    two = move(
        "r2", "deed", "ALT", "BEL", "Altland moved 70,000 troops towards the Belmark border", "2031-05", published="2031-05-20"
    )
    (found,) = conflicts(one, two)
    assert found.kind == "numbers"
    assert found.basis == "troop: 40,000 and 70,000"


def test_the_opposite_of_a_pledge_is_a_tension() -> None:
    text = "Altland will keep its ferries running through the harbour strike"
    pledged = move("r1", "commit", "ALT", "", text, "2031-05-03", published="2031-05-04")
    undone = move(
        "r3", "commit", "ALT", "", text.replace("will", "will not"), "2031-06-19", published="2031-06-20", polarity="neg"
    )
    assert [c.kind for c in conflicts(pledged, undone)] == ["tension"]


def test_a_party_that_refused_and_is_now_open_has_changed() -> None:
    shut = move("may", "reject", "BEL", "ALT", "Belmark ruled out direct talks with Altland", published="2031-05-20")
    opened = move("june", "offer", "BEL", "ALT", "Belmark was open to direct talks with Altland", published="2031-06-09")
    found = assemble([report("may", "2031-05-20"), report("june", "2031-06-09")], [shut, opened]).conflicts
    assert [(c.kind, c.one, c.other) for c in found if c.kind == "change"] == [("change", shut.id, opened.id)]


def test_an_agreement_that_one_side_tells_is_denied_by_the_other() -> None:
    told = move("may", "agree", "ALT BEL", "", "The leaders agreed to suspend the herring levy for April", published="2031-05-20",
                speaker="Ines Dahl", chain=(Link("Ines Dahl", "person", "indirect", for_="ALT"),))  # fmt: skip
    denied = move("june", "deny", "BEL", "", "Belmark denied that it had agreed to suspend the levy", published="2031-05-22")
    found = assemble([report("may", "2031-05-20"), report("june", "2031-05-22")], [told, denied]).conflicts
    assert [(c.kind, c.one, c.other) for c in found] == [("denial", told.id, denied.id)]
