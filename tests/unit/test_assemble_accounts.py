"""Two sides tell one call: what each leaves out, what one alone says was agreed; copies and habits are no second account."""

from __future__ import annotations

from dataclasses import replace

from factory import move, report

from communique.assemble import assemble
from communique.record.derived import Conflict
from communique.record.move import Act, Link, Move
from communique.record.text import Report

DAY = "2031-05-10"
OFFICE = {
    "FIN": Link("Office of the President of Finland", "outlet", "reports"),
    "SWE": Link("Office of the Prime Minister of Sweden", "outlet", "reports"),
}
CALL = "The President of Finland and the Prime Minister of Sweden spoke by telephone about the herring banks"


def readout(side: str, *told: tuple[Act, str, str], lead: str = CALL, start: int = 0) -> list[Move]:
    """The call as one side's office tells it, then what else its readout tells: act, by, words."""
    chain = (OFFICE[side],)
    moves = [move(side, "meet", "FIN SWE", "", lead, DAY, published=DAY, chain=chain, at=start)]
    at = start + len(lead) + 2
    for act, by, text in told:
        moves.append(move(side, act, by, "", text, DAY, published=DAY, chain=chain, at=at))
        at += len(text) + 2
    return moves


FINNISH = readout(
    "FIN",
    ("position", "FIN", "The President stressed that the spawning grounds must stay closed until autumn"),
    ("appeal", "FIN", "She urged an early meeting of the inspectors in Turku"),
    ("agree", "FIN SWE", "The two agreed to halve the winter quota for gillnets"),
    ("support", "FIN", "She welcomed the ferry link"),
)
SWEDISH = readout(
    "SWE",
    ("position", "SWE", "The Prime Minister said that the inspectors should hold an early meeting in Turku"),
    ("criticise", "SWE", "He regretted the seizure of a trawler in March"),
    ("status", "SWE", "Work on satellite beacons continues"),
)


def conflicts(*moves: Move, reports: tuple[Report, ...] = ()) -> dict[str, list[Conflict]]:
    given = reports or (report("FIN", DAY, "What Helsinki tells of it."), report("SWE", DAY, "What Stockholm tells of it."))
    found: dict[str, list[Conflict]] = {}
    for conflict in assemble(given, moves).conflicts:
        found.setdefault(conflict.kind, []).append(conflict)
    return found


def test_each_side_s_readout_shows_what_the_other_leaves_out() -> None:
    (found,) = conflicts(*FINNISH, *SWEDISH)["accounts"]
    assert (found.one, found.other) == (FINNISH[0].id, SWEDISH[0].id)
    assert set(found.only_one) == {FINNISH[1].id, FINNISH[3].id, FINNISH[4].id}
    assert FINNISH[2].id not in found.only_one  # the other tells the early meeting too
    assert SWEDISH[2].id in found.only_other
    assert "FIN alone tells" in found.basis


def test_an_agreement_that_the_other_s_account_does_not_tell_is_claimed() -> None:
    (found,) = conflicts(*FINNISH, *SWEDISH)["claimed"]
    assert (found.one, found.other) == (FINNISH[3].id, SWEDISH[0].id)
    told = readout("SWE", ("agree", "FIN SWE", "The two agreed to halve the quota for gillnets"), *(
        (m.act, "SWE", m.text) for m in SWEDISH[1:]
    ))  # fmt: skip
    assert "claimed" not in conflicts(*FINNISH, *told)


def test_one_side_s_readout_alone_is_no_conflict() -> None:
    assert conflicts(*FINNISH) == {}


def test_a_copy_is_no_second_account() -> None:
    text = "The President of Finland and the Prime Minister of Sweden spoke by telephone about the herring banks and the winter quota."
    copies = report("FIN", DAY, text), report("SWE", DAY, text)
    assert conflicts(*FINNISH, *SWEDISH, reports=copies) == {}


def test_who_speaks_every_week_tells_of_no_one_call() -> None:
    habit = "The President of Finland and the Prime Minister of Sweden spoke by telephone about the herring banks every week"
    assert "accounts" not in conflicts(*FINNISH, *readout("SWE", *((m.act, "SWE", m.text) for m in SWEDISH[1:]), lead=habit))


def test_what_the_press_tells_of_a_call_is_nobody_s_account() -> None:
    press = (Link("Harbour Courier", "outlet", "reports"),)
    assert "accounts" not in conflicts(*FINNISH, *(replace(m, chain=press) for m in SWEDISH))
