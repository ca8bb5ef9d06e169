"""One more report costs its own day and those after it: what was decided of earlier days is taken over, and nothing shows it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import strait

from communique.assemble import days, marks
from communique.assemble.copies.seek import Walk
from communique.assemble.days import weighing_day
from communique.assemble.events import Clusters
from communique.assemble.threads import Table
from communique.assemble.topics import of_move
from communique.record.derived import Event
from communique.record.move import Reading
from communique.talks import Talks
from communique.talks import open as open_talks

FIRST, SECOND, THIRD = date(2031, 5, 3), date(2031, 5, 10), date(2031, 5, 12)


class Desk:
    """Notes of which day each report and move is that is compared with earlier ones, and by which day each such event is told."""

    def __init__(self) -> None:
        self.reports: set[date] = set()
        self.moves: set[date] = set()
        self.events: set[date] = set()

    def seen(self) -> tuple[set[date], set[date], set[date]]:
        """Of reports, moves and events, the days since it was last asked."""
        found = self.reports, self.moves, self.events
        self.reports, self.moves, self.events = set(), set(), set()
        return found


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Words are weighed among the moves of the first day, and hold."""
    desk = Desk()
    step, told, best = Walk.step, Clusters._told_before, Table.best
    monkeypatch.setattr(days, "FEW", 0)
    monkeypatch.setattr(days, "GROWN", 99)
    monkeypatch.setattr(Walk, "step", lambda walk, n: desk.reports.add(walk.ordered[n].published) or step(walk, n))
    monkeypatch.setattr(Clusters, "_told_before", lambda at, move, *of: desk.moves.add(move.published) or told(at, move, *of))

    def home_of(table: Table, event: Event) -> object:
        desk.events.add(max(table.scene.moves[move].published for move in event.moves))
        return best(table, event)

    monkeypatch.setattr(Table, "best", home_of)
    yield desk


def told_again(reading: Reading, id: str, published: date) -> Reading:
    """The same told by another report on another day."""
    old = reading.cleaned.report
    report = replace(old, id=id, published=published, outlet=f"The {id.title()}")
    moves = tuple(replace(m, id=m.id.replace(old.id, id), report=id, published=published) for m in reading.moves)
    ties = tuple(replace(tie, report=id) for tie in reading.ties)
    return replace(reading, cleaned=replace(reading.cleaned, report=report), moves=moves, ties=ties)


def read(path: Path, *readings: Reading) -> Talks:
    """A new ledger of these."""
    talks = open_talks(path)
    for one in readings:
        talks.ledger.add(one)
    return talks


def test_one_more_report_is_compared_and_no_earlier_one(tmp_path: Path, desk: Desk) -> None:
    first, second, _ = strait.readings()
    late = told_again(second, "herald", THIRD)
    with read(tmp_path / "talks.db", first, second) as talks:
        talks.brief()
        assert desk.seen() == ({FIRST, SECOND}, {FIRST, SECOND}, {FIRST, SECOND})
        talks.ledger.add(late)
        grown = talks.record()
        assert desk.seen() == ({THIRD}, {THIRD}, {THIRD})
        assert talks.record(as_of=SECOND) and talks.brief(as_of=SECOND)
        assert desk.seen() == (set(), set(), set())
    with read(tmp_path / "whole.db", late, second, first) as whole:
        assert whole.record() == grown
        assert desk.seen() == ({FIRST, SECOND, THIRD},) * 3


def test_another_report_of_a_day_has_that_day_and_the_later_ones_decided_anew(tmp_path: Path, desk: Desk) -> None:
    first, second, third = strait.readings()
    beside = told_again(second, "tribune", SECOND)
    with read(tmp_path / "talks.db", first, second, third) as talks:
        talks.brief()
        desk.seen()
        talks.ledger.add(beside)
        grown = talks.record()
        reports, moves, events = desk.seen()
        assert reports == {SECOND, THIRD} and moves == {SECOND} and events == {SECOND}
        assert talks.check() == []
    with read(tmp_path / "whole.db", first, third, beside, second) as whole:
        assert whole.record() == grown


def test_a_report_that_tells_nothing_keeps_no_later_day_from_being_taken_over(tmp_path: Path, desk: Desk) -> None:
    first, second, _ = strait.readings()
    quiet = replace(told_again(second, "quiet", SECOND - timedelta(1)), moves=(), ties=())
    with read(tmp_path / "talks.db", first, quiet, second) as talks:
        talks.brief()
        desk.seen()
        talks.ledger.add(told_again(second, "herald", THIRD))
        talks.brief()
        assert desk.seen() == ({THIRD},) * 3


def test_what_is_read_off_a_move_alone_is_read_off_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, _ = strait.readings()
    late = told_again(second, "herald", THIRD)
    seen: list[str] = []
    monkeypatch.setattr(marks, "of_move", lambda move: seen.append(move.report) or of_move(move))
    with read(tmp_path / "talks.db", first, late) as talks:
        talks.brief()
        seen.clear()
        talks.ledger.add(second)  # an older one: the words weigh otherwise, and say the same
        grown = talks.record()
        assert set(seen) == {second.cleaned.report.id}
        seen.clear()
        talks.judge("correct", late.moves[0].id, field="speaker", value="Ines Dahl", author="a")
        talks.brief()
        assert seen == ["herald"]
        assert talks.check() == []
    with read(tmp_path / "whole.db", late, second, first) as whole:
        assert whole.record() == grown


def test_a_false_mark_is_seen_by_check(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with read(path, *strait.readings()) as talks:
        talks.brief()
    with sqlite3.connect(path) as db:
        (key, body) = db.execute("select key, body from derived where view = 'days of marks'").fetchone()
        words, moves = json.loads(zlib.decompress(body))
        false = zlib.compress(json.dumps([[word.upper() for word in words], moves]).encode())
        db.execute("update derived set body = ?, sha256 = ? where key = ?", (false, sha256(false).hexdigest(), key))
    with open_talks(path) as talks:
        told = [str(problem) for problem in talks.check()]
        assert told == ["derived: what was decided of marks day by day: not what its reports give"]
        assert talks.check(forget=True) == []


@pytest.mark.parametrize("written", [None, 7, [], [["a"]], [["a"], [[0.5, [0], [], [9], []]]], [["a"], []], [[], [1]]])
def test_marks_that_are_none_are_made_anew(written: object) -> None:
    assert marks._back(written, 1, {}) is None


def test_a_report_older_than_all_changes_what_words_weigh_and_all_is_decided_anew(tmp_path: Path, desk: Desk) -> None:
    first, second, _ = strait.readings()
    old = told_again(second, "herald", FIRST - timedelta(9))
    with read(tmp_path / "talks.db", first, second) as talks:
        talks.brief()
        desk.seen()
        talks.ledger.add(old)
        talks.brief()
        assert desk.seen() == ({FIRST - timedelta(9), FIRST, SECOND},) * 3


def test_a_judgement_on_a_move_is_seen_from_its_day_on(tmp_path: Path, desk: Desk) -> None:
    first, second, _ = strait.readings()
    late = told_again(second, "herald", THIRD)
    with read(tmp_path / "talks.db", first, second, late) as talks:
        talks.brief()
        for kind, of, more in (("retract", second.moves[-1], {}), ("correct", second.moves[0], {"field": "act", "value": "warn"})):
            desk.seen()
            talks.judge(kind, of.id, author="a", **more)
            talks.brief()
            assert desk.seen() == (set(), {SECOND, THIRD}, {SECOND, THIRD})
        talks.judge("undo", "1", author="a")
        talks.judge("undo", "2", author="a")
        talks.brief()
        assert desk.seen() == (set(), set(), set()), "what was decided before holds again"
        assert talks.check() == []


def test_what_is_accepted_is_more_certain_and_belongs_where_it_did(tmp_path: Path, desk: Desk) -> None:
    first, second, _ = strait.readings()
    with read(tmp_path / "talks.db", first, second) as talks:
        before = talks.record()
        desk.seen()
        talks.judge("accept", first.moves[0].id, author="a")
        after = talks.record()
        assert desk.seen() == (set(), set(), set())
        assert [event.moves for event in after.events] == [event.moves for event in before.events]
        assert [event.confidence for event in after.events] != [event.confidence for event in before.events]
        assert talks.check() == []


def test_acts_judged_one_are_one_in_threads_from_the_day_that_both_are_told(tmp_path: Path, desk: Desk) -> None:
    first, second, _ = strait.readings()
    late = told_again(second, "herald", THIRD)
    with read(tmp_path / "talks.db", first, second, late) as talks:
        talks.brief()
        desk.seen()
        talks.judge("merge", first.moves[0].id, second.moves[0].id, author="a")
        talks.brief()
        assert desk.seen()[:2] == (set(), set())
        talks.judge("split", late.moves[0].id, author="a")
        talks.brief()
        assert desk.seen()[1:] == ({THIRD}, {THIRD})
        assert talks.check() == []


def test_parties_judged_the_same_have_all_days_decided_anew(tmp_path: Path, desk: Desk) -> None:
    first, second, _ = strait.readings()
    with read(tmp_path / "talks.db", first, second) as talks:
        talks.brief()
        desk.seen()
        talks.judge("same_party", "ALT", "BEL", author="a")
        talks.brief()
        assert desk.seen()[1:] == ({FIRST, SECOND}, {FIRST, SECOND})
        assert talks.check() == []


def test_a_false_decision_is_seen_by_check(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "talks.db"
    first, second, _ = strait.readings()
    with read(path, first, second) as talks:
        talks.brief()
        assert talks.check() == []
    with sqlite3.connect(path) as db:
        ((body,),) = db.execute("select body from derived where view = 'days of events'").fetchall()
        decided = {day: [[0 for _ in chosen], met] for day, (chosen, met) in json.loads(zlib.decompress(body)).items()}
        false = zlib.compress(json.dumps(decided).encode())
        db.execute("update derived set body = ?, sha256 = ? where view = 'days of events'", (false, sha256(false).hexdigest()))
    with open_talks(path) as talks:
        told = [str(problem) for problem in talks.check()]
        assert told == ["derived: what was decided of events day by day: not what its reports give"]


def test_words_are_weighed_anew_each_day_while_the_moves_are_few_and_then_as_they_grow_by_a_quarter() -> None:
    def on(day: int, moves: int) -> list[date]:
        return [date(2031, 5, day)] * moves

    assert weighing_day([]) == date.min
    assert weighing_day(on(1, 5) + on(2, 1)) == date(2031, 5, 2)
    many = on(1, days.FEW) + on(2, 400)
    assert weighing_day(many) == date(2031, 5, 1)
    assert weighing_day(many + on(3, 99)) == date(2031, 5, 1)
    assert weighing_day(many + on(3, 100)) == date(2031, 5, 3) == weighing_day(many + on(3, 100) + on(4, 600))
    assert weighing_day(many + on(3, 100) + on(4, 625)) == date(2031, 5, 4)
