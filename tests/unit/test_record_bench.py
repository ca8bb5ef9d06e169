"""The measure of events: who tells which mention, and B-cubed by hand on small cases."""

from __future__ import annotations

from dataclasses import replace

import record as bench
from factory import move

from communique.record.text import Span

CALL = replace(move("a", "meet", "ALT BEL", "", "Altland's premier spoke with Belmark's", at=10), cue=Span(28, 33))


def mention(start: int, end: int, event: str = "call", acts: tuple[str, ...] = ("meet",)) -> bench.Mention:
    return bench.Mention("a", start, end, event, acts, event)


def test_a_move_tells_a_mention_of_its_act_that_holds_its_cue() -> None:
    assert bench.told([mention(10, 48)], [CALL]) == {0: CALL}
    assert bench.told([mention(26, 40)], [CALL]) == {0: CALL}
    assert bench.told([mention(10, 48, acts=("agree",))], [CALL]) == {}
    assert bench.told([mention(40, 48)], [CALL]) == {}


def test_a_move_tells_one_mention_the_one_it_overlaps_most() -> None:
    assert bench.told([mention(26, 40, "other"), mention(10, 48)], [CALL]) == {1: CALL}


def test_b_cubed_counts_every_mention_by_its_company() -> None:
    pairs = [("a", "1"), ("a", "1"), ("a", "2"), ("b", "2")]
    score = bench.b_cubed(pairs, [True] * 4)
    assert round(score.precision, 3) == round((1 + 1 + 0.5 + 0.5) / 4, 3)
    assert round(score.recall, 3) == round((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 3)
    assert bench.b_cubed(pairs, [False, False, False, True]).precision == 0.5


def test_the_gold_is_places_and_ids_alone_and_both_halves_hold_events() -> None:
    rows = bench.gold()
    assert {one.half for one in rows} == {"tuned", "kept"}
    assert len({one.event for one in rows}) >= 40
    assert len({one.report for one in rows}) >= 120
    assert all(one.start < one.end and one.acts for one in rows)
    places = {(one.report, one.start, one.end, one.acts) for one in rows}
    second = bench.gold(bench.SECOND)
    assert all((one.report, one.start, one.end, one.acts) in places for one in second)
    assert 3 * len(second) >= len(rows) - 2
