"""Whatever was read, in whatever order: the record as of a day is that of the reports published by then."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "unit"))

from factory import move, report
from test_assemble_threads import MOVES as DISPUTE

from communique.assemble import assemble
from communique.assemble.copies import fold, resemblances
from communique.record.derived import Record

REPORTS = [
    report(
        "may",
        "2031-05-20",
        "Altland circulated two draft papers on fishing rights, said Ines Dahl of the ministry of the sea on Tuesday.",
    ),
    report(
        "june",
        "2031-06-09",
        'The papers were refused. "We need a clear response to our proposals and we need it now", said Dahl.',
    ),
    report(
        "copy", "2031-06-09", 'Dahl said once more: "We need a clear response to our proposals and we need it now", and left.'
    ),
    report("july", "2031-07-01", "Belmark said yes after all."),
]
MORE = [
    move(
        "copy",
        "demand",
        "ALT",
        "BEL CAR",
        '"We need a clear response to our proposals"',
        published="2031-06-09",
        speaker="Ines Dahl",
    ),
    move(
        "july", "accept", "BEL", "ALT", "Belmark accepted the proposals on fishing rights", "2031-06-30", published="2031-07-01"
    ),
    move("july", "accuse", "CAR", "ALT", "Carmont said Altland was fishing by night", published="2031-07-01", at=100),
    move("july", "deny", "ALT", "", "Altland denied fishing by night", published="2031-07-01", at=160),
    move("july", "deed", "ALT", "CAR", "Altland sent 12 cutters to the banks", "2031-06", published="2031-07-01", at=300),
    move("copy", "deed", "ALT", "CAR", "Altland sent 15 cutters to the banks", "2031-06", published="2031-06-09", at=300),
    move("july", "meet", "ALT BEL", "", "Both met in Dorport", "2031-06-28", published="2031-07-01", at=400),
    move("may", "meet", "ALT BEL", "", "President Veld had a phone conversation with Minister Holt", published="2031-05-20"),
    move("june", "meet", "ALT BEL", "", "President Veld spoke with Minister Holt", "2031-05-19", published="2031-06-09"),
    move("june", "meet", "ALT BEL", "", "The two sides also discussed herring", published="2031-06-09", at=700),
    move("copy", "meet", "ALT BEL CAR", "", "the talks of May 19", published="2031-06-09", at=800),
    move("july", "meet", "BEL", "", "his call with President Veld", published="2031-07-01", at=900),
    move(
        "june",
        "meet",
        "ALT BEL",
        "",
        "Both will meet again",
        published="2031-06-09",
        due="2031-06-28",
        modality="planned",
        at=950,
    ),
    move("july", "assess", "ALT", "", "all is well", speaker="Odd Veld", published="2031-07-01", at=990),
]
POOL = [*DISPUTE, *MORE]
DAYS = [date(2031, 5, 1), date(2031, 5, 20), date(2031, 6, 9), date(2031, 6, 30), date(2031, 7, 1), date(2031, 9, 1)]
chosen = st.lists(st.sampled_from(POOL), unique_by=lambda m: m.id).flatmap(st.permutations)
shuffled = st.permutations(REPORTS)


@settings(max_examples=60, deadline=None)
@given(chosen, shuffled, st.sampled_from([None, *DAYS]))
def test_order_never_matters_and_twice_is_equal(moves: list, reports: list, day: date | None) -> None:
    once = assemble(reports, moves, as_of=day)
    assert once == assemble(REPORTS, sorted(moves, key=lambda m: m.id), as_of=day)
    assert once == assemble(reports + reports, moves + moves, as_of=day)


@settings(max_examples=60, deadline=None)
@given(chosen, st.sampled_from(DAYS))
def test_nothing_published_later_leaks_in(moves: list, day: date) -> None:
    known = [m for m in moves if m.published <= day], [r for r in REPORTS if r.published <= day]
    assert assemble(REPORTS, moves, as_of=day) == assemble(known[1], known[0], as_of=day)


@settings(max_examples=60, deadline=None)
@given(chosen, st.sampled_from([None, *DAYS]))
def test_everything_named_exists(moves: list, day: date | None) -> None:
    record = assemble(REPORTS, moves, as_of=day)
    told = [m for m in moves if day is None or m.published <= day]
    assert sorted(m for e in record.events for m in e.moves) == sorted(m.id for m in told)
    assert named_moves(record) <= {m.id for m in told}
    events, threads = {e.id for e in record.events}, {t.id for t in record.threads}
    assert {link.event for t in record.threads for link in t.events} <= events
    assert {p.thread for p in record.positions} | {q.thread for q in record.questions if q.thread} <= threads
    assert {r for o in record.origins for r in o.reports} == {r.id for r in REPORTS if day is None or r.published <= day}


def named_moves(record: Record) -> set[str]:
    """Every move id that stands anywhere in the record."""
    named = {m for t in record.threads for term in t.terms for m in term.moves} | {t.id for t in record.threads}
    named |= {p.move for p in record.positions} | {p.before_move for p in record.positions if p.before_move}
    for q in record.questions:
        named |= {q.id, q.move, *q.repeats, *(m for m in (q.closed_by, q.answer) if m)}
    named |= {turn.move for p in record.positions for turn in p.turns}
    for claim in record.claims:
        named |= {claim.id, *claim.vouched, *claim.owned, *claim.events, *(m for v in (*claim.asserted, *claim.denied) for m in v.moves)}
    return named | {m for c in record.conflicts for m in (c.one, c.other, *c.only_one, *c.only_other)}


CHARGE = "Carmont said Altland had sent forty cutters to the herring banks by night"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["Ines Dahl", "Karl Moen"]), st.sampled_from([0.5, 0.7, 0.9])), min_size=1, max_size=5),
    st.randoms(),
)
def test_a_party_that_repeats_its_claim_never_raises_its_support(tellings: list, chance: Random) -> None:
    said = [
        move(f"r{n}", "accuse", "CAR", "ALT", CHARGE, published=f"2031-06-0{n + 1}", speaker=name, confidence=sure)
        for n, (name, sure) in enumerate(tellings)
    ]
    shuffled_moves = chance.sample(said, len(said))
    told = [report(f"r{n}", f"2031-06-0{n + 1}", f"What number {n} tells.") for n in range(len(said))]
    (claim,) = assemble(told, shuffled_moves).claims
    (once,) = assemble(told[:1], said[:1]).claims
    assert (claim.origins, claim.support) == (1, once.support)


SAID = [
    "Altland offered 40 cutters less if the banks were shared.", "Belmark wants the harbour of Dorport open by June.",
    "The council of Carmont met at night.", "A ferry with 12 crates of salt was turned back.", "Ines Dahl flew home on Sunday.",
    '"We shall fish where our fathers fished," said Dahl.', "Nobody spoke of the treaty of 2019.", "Snow fell on the pass.",
]  # fmt: skip
SENT = st.lists(
    st.tuples(st.lists(st.sampled_from(SAID), min_size=1, max_size=7), st.integers(1, 9), st.sampled_from("pqr")), max_size=9
)


@settings(max_examples=80, deadline=None)
@given(SENT, st.integers(1, 9))
def test_no_later_report_changes_what_was_found_of_earlier_ones(sent: list, day: int) -> None:
    ordered = sorted(
        (report(f"{n}", f"2031-06-0{on}", " ".join(told), f"outlet {who}") for n, (told, on, who) in enumerate(sent)),
        key=lambda r: (r.published, r.id),
    )
    early = [r for r in ordered if r.published <= date(2031, 6, day)]
    found = [a for a in resemblances(ordered) if max(a.one, a.other) < len(early)]
    assert found == resemblances(early)


@settings(max_examples=60, deadline=None)
@given(SENT, st.randoms(use_true_random=False))
def test_every_report_stands_in_one_origin_with_its_reason(sent: list, chance: Random) -> None:
    reports = [report(f"{n}", f"2031-06-0{on}", " ".join(told), f"outlet {who}") for n, (told, on, who) in enumerate(sent)]
    origins = fold(reports)
    mixed = list(reports)
    chance.shuffle(mixed)
    assert fold(mixed) == origins
    assert sorted(r for o in origins for r in o.reports) == sorted(r.id for r in reports)
    for origin in origins:
        assert [copy.report for copy in origin.copies] == list(origin.reports[1:])
        assert all(copy.of in origin.reports and copy.reason for copy in origin.copies)
        assert origin.fullest in origin.reports
