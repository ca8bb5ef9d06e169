"""The measure of lines judged by hand: a verdict holds for the same line of any day, and what nobody judged is counted."""

from __future__ import annotations

from pathlib import Path

import lines as bench
import strait


def verdict(told: bench.Told, right: bool, cause: str = "") -> bench.Verdict:
    return bench.Verdict(told, right, cause)


def test_the_share_that_was_right_is_told_by_section_with_the_causes(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        told = list(bench.lines_of(talks, "2031-05-12"))
    assert told and {one.kind for one in told} == {"line"}
    found = list(bench.report([verdict(one, n > 0, "" if n else "wrong party") for n, one in enumerate(told)]))
    assert found[0] == f"lines            {len(told) - 1:4d} of {len(told):4d} right: {(len(told) - 1) / len(told):.3f}"
    assert found[-1] == "  wrong:   1 wrong party"


def test_a_verdict_holds_for_the_line_on_another_day_and_the_rest_is_to_be_judged(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        first, *rest = bench.lines_of(talks, "2031-05-12")
        found = list(bench.today(talks, [verdict(first, True)], open_ones=True))
    assert found[0].endswith("judged are right: 1.000")
    assert f"{len(rest)} of {len(rest) + 1} are not judged yet" in found
    assert len(found) - found.index(f"{len(rest)} of {len(rest) + 1} are not judged yet") - 1 == len(rest)


def test_threads_and_questions_are_taken_by_how_surely_they_are_read(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        found = list(bench.most_certain(talks, "2031-05-12"))
    assert [(one.kind, one.by, one.label) for one in found] == [("thread", ("ALT",), "propose"), ("question", ("ALT",), "answer met")]


def test_what_was_judged_is_places_and_parties_alone() -> None:
    rows = bench.judged()
    assert len(rows) >= 100 and len({one.told.key for one in rows}) == len(rows)
    assert all(one.cause for one in rows if not one.right)
    assert all(not one.told.words for one in rows)
