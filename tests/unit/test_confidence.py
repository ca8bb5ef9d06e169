"""How sure a move is: on a measured scale, and the less the further its party has to be fetched."""

from __future__ import annotations

import fit_confidence as fit
import numpy as np
import pytest
from calibration import LIKELY, Calibration
from reading import moves, the

from communique.extract.confidence import Scale, scale


def test_a_party_by_its_name_is_surer_than_one_by_a_pronoun() -> None:
    named = the("Norway rejected the draft agreement on fishing quotas in the northern waters on Monday.", "reject")
    fetched = moves(
        "Denmark met Norway on Sunday. A shipowner, who would not be named, waited. He rejected it.", published="2019-03-15"
    )[-1]
    assert named.confidence > fetched.confidence
    assert named.confidence >= 0.7


def test_every_move_stands_on_a_level_of_the_scale() -> None:
    text = "Norway will study the request, its minister said. “We are ready to talk,” she added. Sweden has not replied."
    assert {move.confidence for move in moves(text)} <= set(scale().levels)


def test_the_scale_only_rises_and_leaves_the_gap_it_promises() -> None:
    levels, sums = scale().levels, scale().sums
    assert list(levels) == sorted(levels) and list(sums) == sorted(sums) and len(levels) == len(sums) + 1
    assert all(0 < level < 1 for level in levels)
    assert not [level for level in levels if LIKELY <= level < fit.RIGHT - fit.NEAR]


def test_a_sum_is_read_off_the_scale() -> None:
    small = Scale({"party: guessed": -2.0, "words: 9 to 14": 1.0}, (-1.0, 0.5), (0.1, 0.4, 0.9))
    assert small.of(frozenset({"party: guessed"})) == 0.1
    assert small.of(frozenset({"party: guessed", "words: 9 to 14"})) == 0.4
    assert small.of(frozenset({"words: 9 to 14", "never weighed"})) == 0.9


def test_levels_are_shares_that_were_right() -> None:
    sums = np.arange(400.0)
    right = np.array([float(n >= 300 or (n >= 100 and n % 2 == 0)) for n in range(400)])  # none, then half, then all
    starts, levels = fit.scale_of(sums, right)
    assert levels[0] == 0 and levels[-1] >= fit.RIGHT
    assert not [level for level in levels if LIKELY <= level < fit.RIGHT - fit.NEAR]
    given = [levels[int(np.searchsorted(starts, place, side="right"))] for place in sums]
    assert sum(given) == pytest.approx(right.sum(), rel=0.02)


def test_given_against_right_is_told_in_ten_bins() -> None:
    few = Calibration([(0.95, True), (0.95, True), (0.25, False), (0.25, True)])
    told = few.told()
    assert "0.9–1.0     2 moves  given 0.95  right 1.00" in told
    assert "0.2–0.3     2 moves  given 0.25  right 0.50" in told
    assert "of 2 given ≥ 0.7: 1.000 right" in told
    assert few.figures["likely right"] == 1 and few.figures["likely of all"] == 0.5
    assert few.figures["1 - ECE"] == pytest.approx(1 - (0.05 + 0.25) / 2)
