"""The order of reading changes nothing, reading twice changes nothing, and a day's record knows nothing later."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.record.move import Move, Reading
from communique.record.party import Party
from communique.record.text import Cleaned, Report, Span, identity
from communique.record.when import not_after
from communique.store.ledger import Ledger

NOON = datetime(2022, 3, 1, 12, tzinfo=UTC)
FIRST = date(2022, 1, 1)


def reading(id: str, words: str, days: int, engine: str, starts: list[int]) -> Reading:
    """A reading of `words`, published `days` after FIRST, with a move of one character at each of `starts`."""
    report = Report(id, words, FIRST + timedelta(days), "field")
    moves = []
    for start in sorted({start % len(words) for start in starts}):
        span = Span(start, start + 1)
        moves.append(Move(
            f"{id}#{start}-{start + 1}-warn", id, span, (span,), span.of(words), None, "warn", None, ("A",), False, None, None,
            (), words, "pos", "actual", None, "none", report.published, not_after(report.published), not_after(report.published),
            None, (), None, None, (), 0.5, engine, (),
        ))  # fmt: skip
    return Reading(
        Cleaned(report, words, identity(len(words)), ()), engine, tuple(moves), (), (), (Party("A", id, "group"),), (), ()
    )


ONE = st.builds(
    reading,
    st.sampled_from(["a", "b/c", "ü"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8),
    st.integers(0, 5),
    st.sampled_from(["rules 1", "best 2"]),
    st.lists(st.integers(0, 7), max_size=3),
)
READINGS = st.lists(
    ONE,
    max_size=6,
    # one reading for each text and engine, and one day for each text: else the first one read stands
    unique_by=(lambda r: (r.cleaned.report.id, r.cleaned.text, r.engine)),
).map(lambda found: [r for r in found if r.cleaned.report.published == _day_of(r, found)])


def _day_of(one: Reading, found: list[Reading]) -> date:
    same = (
        r.cleaned.report for r in found if r.cleaned.text == one.cleaned.text and r.cleaned.report.id == one.cleaned.report.id
    )
    return next(same).published


def shown(readings: Iterable[Reading], as_of: date | None = None) -> tuple[object, ...]:
    """All that a ledger of these readings shows as of a day."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "talks.db") as ledger:
        for one in readings:
            ledger.add(one, now=NOON)
        assert list(ledger.check()) == []
        return tuple(show(as_of=as_of) for show in (ledger.reports, ledger.moves, ledger.parties, ledger.ties))


@settings(max_examples=25, deadline=None)
@given(READINGS, st.data())
def test_the_order_of_reading_changes_nothing(readings: list[Reading], data: st.DataObject) -> None:
    other = data.draw(st.permutations(readings))
    assert shown(readings) == shown(other) == shown([*other, *readings])


@settings(max_examples=25, deadline=None)
@given(READINGS, st.integers(0, 5))
def test_as_of_a_day_is_the_ledger_of_that_day(readings: list[Reading], days: int) -> None:
    as_of = FIRST + timedelta(days)
    assert shown(readings, as_of) == shown([r for r in readings if r.cleaned.report.published <= as_of])


@settings(max_examples=25, deadline=None)
@given(ONE)
def test_what_was_recorded_comes_back(one: Reading) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "talks.db") as ledger:
        assert ledger.add(one, now=NOON) == "new"
        recorded = replace(one.cleaned, report=replace(one.cleaned.report, recorded=NOON))
        assert ledger.reading(one.cleaned.report.id) == replace(one, cleaned=recorded)
