"""A floor holds or the table says which figure fell; figures of other gold are not compared at all."""

from __future__ import annotations

from pathlib import Path

import goldsets
import pytest
import scores

FLOORS = {"moves: dev": scores.Floors("abc", {"strict F1": 0.4, "chain": 0.6})}
SEEDS = [gold for gold in goldsets.SETS if gold.name.endswith(": seeds")]


def test_figures_at_their_floors_hold() -> None:
    assert scores.below("moves: dev", {"strict F1": 0.4, "chain": 0.61, "quote": 0.1}, "abc", FLOORS) == []


def test_a_figure_below_its_floor_is_named() -> None:
    (problem,) = scores.below("moves: dev", {"strict F1": 0.3996, "chain": 0.7}, "abc", FLOORS)
    assert problem == "moves: dev: strict F1 is 0.400, below its floor of 0.400"


def test_a_figure_that_vanished_is_below_its_floor() -> None:
    (problem,) = scores.below("moves: dev", {"strict F1": 0.5}, "abc", FLOORS)
    assert "chain has a floor but was not measured" in problem


def test_other_gold_is_an_error_even_where_all_figures_are_higher() -> None:
    (problem,) = scores.below("moves: dev", {"strict F1": 1.0, "chain": 1.0}, "abd", FLOORS)
    assert "the gold differs" in problem and "abd" in problem


def test_a_set_without_floors_is_only_printed() -> None:
    assert scores.below("dates: all", {"strict F": 0.1}, "abc", FLOORS) == []
    assert scores.table("dates: all", 1, {"strict F": 0.1}, FLOORS) == "dates: all, 1 file\n  strict F 0.100"
    assert "chain 0.700 (≥ 0.600)" in scores.table("moves: dev", 2, {"chain": 0.7}, FLOORS)


def test_the_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    one, other = tmp_path / "a.json", tmp_path / "b.json"
    one.write_text("x")
    other.write_text("x")
    assert len({goldsets.digest([one]), goldsets.digest([other]), goldsets.digest([one, other])}) == 3
    before = goldsets.digest([one])
    one.write_text("y")
    assert goldsets.digest([one]) != before


def test_what_the_scorers_print_is_read() -> None:
    printed = (
        "span_f1    P 0.8 R 0.7 F1 0.75\nstrict     P 0.5 R 0.4 F1 0.444\n"
        "of detected moves: iou 0.8  chain 0.65\nstrict move F1 0.444 over 2 reports"
    )
    assert goldsets.figures_of_moves(printed) == {"span F1": 0.75, "strict F1": 0.444, "iou": 0.8, "chain": 0.65}
    told = goldsets.figures_of_moves("span_f1    P 0.8 R 0.8 F1 0.8\ndetection  P 0.7 R 0.7 F1 0.7\n")
    assert told["detection / span"] == pytest.approx(0.875)
    dates = '{"strict F": 90.0, "relaxed F": 95.0, "type F": 94.0, "value F": 80.0, "bounds F": 70.0, "gold": 3}'
    assert goldsets.figures_of_dates(dates)["value F"] == 0.8


def test_floors_are_pinned_for_sets_that_exist_and_for_shares() -> None:
    pinned = scores.read_floors()
    assert set(pinned) <= {gold.name for gold in goldsets.SETS} | {scores.SENTENCES}
    assert {scores.SENTENCES, "moves: dev", "moves: train t", "attribution: seeds", "dates: seeds", "dates: all"} <= set(pinned)
    assert all(
        len(one.digest) == 64 and one.least and all(0 < value <= 1 for value in one.least.values()) for one in pinned.values()
    )


@pytest.mark.parametrize("gold", SEEDS, ids=lambda gold: gold.name)
def test_the_seeds_are_read_as_well_as_they_were(gold: goldsets.GoldSet, shared: Path) -> None:
    figures = scores.measure(gold.reports, (gold,), shared)[gold.name][0]
    found = goldsets.digest(goldsets.files_of(gold.reports, shared))
    assert scores.below(gold.name, figures, found, scores.read_floors()) == []
