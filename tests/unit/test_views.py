"""What was derived is kept and given back as it was; nothing depends on its being there, and `check` sees where it is false."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import strait

import communique.views
from communique.page.edition import Edition
from communique.record.derived import Record
from communique.record.move import Move
from communique.record.plain import back, plain, written
from communique.record.when import parse
from communique.show.brief import Brief
from communique.store import derived
from communique.store.ledger import Ledger
from communique.talks import Talks
from communique.talks import open as open_talks


def kept(path: Path) -> dict[str, int]:
    """How often each view is kept in a ledger."""
    query = "select view, count(*) from derived where view not like 'state %' and view not like 'days of %' group by 1"
    with sqlite3.connect(path) as db:
        return dict(db.execute(query).fetchall())


def test_records_come_back_from_json_equal(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        record, brief = talks.record(), talks.brief()
    assert back(Record, json.loads(json.dumps(plain(record)))) == record
    assert back(Brief, json.loads(json.dumps(plain(brief)))) == brief
    assert back(dict[str, str], plain({"b": "2", "a": "1"})) == {"a": "1", "b": "2"}
    assert json.loads(written(record)) == plain(record) and json.loads(written(brief)) == plain(brief)


def test_a_set_comes_back_equal_and_is_written_in_one_order() -> None:
    persons = frozenset((frozenset(("dahl", "ines")), frozenset(("veld",))))
    assert plain(persons) == [["dahl", "ines"], ["veld"]] == json.loads(written(persons))
    assert back(frozenset[frozenset[str]], plain(persons)) == persons


def test_what_is_no_record_cannot_be_kept() -> None:
    with pytest.raises(TypeError, match="complex cannot be kept"):
        plain(1j)
    with pytest.raises(TypeError, match="complex cannot be kept"):
        written([1j])
    with pytest.raises(TypeError, match="cannot be read back"):
        back(complex, [1])

    @dataclass(frozen=True)
    class Span:
        days: tuple[date, ...]
        when: object = None

    assert plain(Span((date(2031, 5, 1),), parse("2031-05"))) == [
        ["2031-05-01"],
        ["2031-05", "2031-05-01", "2031-05-31", "month", False, False],
    ]


def test_a_brief_is_derived_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talks.db"
    with strait.talks(path) as talks:
        first = talks.brief()
    assert kept(path) == {"brief  ": 1, "record": 1, "names": 1}

    def never(*_: object) -> Record:
        raise AssertionError("it was derived again")

    monkeypatch.setattr(communique.views, "assemble", never)
    with open_talks(path) as talks:
        assert talks.brief() == first
        assert talks.timeline() and talks.brief(since=strait.DAY_ONE)  # the record is kept as well


def test_a_later_report_leaves_what_is_kept_of_earlier_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talks.db"
    first, second, third = strait.readings()
    with open_talks(path) as talks:
        talks.ledger.add(first)
        early, now = talks.brief(as_of=strait.DAY_ONE), talks.brief()
        talks.ledger.add(second)
        assert talks.brief() != now
        assembled = communique.views.assemble
        days: list[date | None] = []
        monkeypatch.setattr(communique.views, "assemble", lambda *given: days.append(given[3]) or assembled(*given))
        talks.ledger.add(third)
        assert talks.brief(as_of=strait.DAY_ONE) == early and days == []
        talks.brief()
        assert days == [None]


def test_a_judgement_changes_what_is_shown_at_once(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "talks.db") as talks:
        before = talks.record()
        gone = next(event.id for event in before.events if event.act == "reject")
        talks.ledger.judge("retract", gone, author="a")
        assert gone in {e.id for e in before.events} and gone not in {e.id for e in talks.record().events}
        talks.ledger.judge("undo", "1", author="a")
        assert talks.record() == before


def test_check_derives_anew_what_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with strait.talks(path) as talks:
        talks.brief(thread="patrol strait", as_of=strait.DAY_ONE)
        talks.brief(known_by=datetime(2032, 1, 1, tzinfo=UTC))
        talks.brief()
        Edition(talks.ledger).derive(None)
        assert kept(path)["weights"] and talks.check() == []
    with sqlite3.connect(path) as db:
        (key, body) = db.execute("select key, body from derived where view = 'brief  ' order by key desc").fetchone()
        false = zlib.compress(zlib.decompress(body).replace(b"Altavia", b"Belmora"))
        db.execute("update derived set body = ?, sha256 = ? where key = ?", (false, sha256(false).hexdigest(), key))
    with open_talks(path) as talks:
        assert [str(problem) for problem in talks.check()] == ["derived: brief as of now: not what its reports give"]
        assert talks.check(forget=True) == [] and talks.brief().scope


def test_check_sees_what_is_kept_of_earlier_days_and_was_not_asked_for_since(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    first, second, _ = strait.readings()
    with open_talks(path) as talks:
        talks.ledger.add(first)
        talks.brief(as_of=strait.DAY_ONE)
        talks.ledger.add(second)
        assert talks.check() == []
    with sqlite3.connect(path) as db:
        false = zlib.compress(b"{}")
        db.execute("update derived set body = ?, sha256 = ? where view = 'names'", (false, sha256(false).hexdigest()))
    with open_talks(path) as talks:
        assert [str(problem) for problem in talks.check()] == [
            f"derived: names as of {strait.DAY_ONE}: not what its reports give"
        ]


def test_what_is_damaged_is_derived_anew(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with strait.talks(path) as talks:
        brief = talks.brief()
    with sqlite3.connect(path) as db:
        db.execute("update derived set body = 'x'")
    with open_talks(path) as talks:
        assert talks.brief() == brief
        assert {problem.where for problem in talks.check()} <= {"derived"}


def test_a_ledger_that_another_process_writes_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talks.db"
    strait.talks(path).close()
    monkeypatch.setattr("communique.store.connect.BUSY", 50)
    with open_talks(path) as talks:
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("begin immediate")
        brief = talks.brief()
        writer.execute("rollback")
        writer.close()
        assert brief == talks.brief()


def test_what_another_process_adds_meanwhile_is_not_taken_for_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "talks.db"
    first, second, third = strait.readings()
    read = Ledger.moves

    def late(ledger: Ledger, **at: Any) -> list[Move]:
        monkeypatch.setattr(Ledger, "moves", read)
        with open_talks(path) as other:
            other.ledger.add(second)
        return read(ledger, **at)

    with open_talks(path) as talks:
        for one in (first, third):
            talks.ledger.add(one)
        monkeypatch.setattr(Ledger, "moves", late)
        talks.brief()
        assert kept(path) == {}
    with open_talks(path) as talks, strait.talks(tmp_path / "whole.db") as whole:
        assert talks.record() == whole.record() and talks.check() == []


def test_no_more_large_views_are_kept_than_there_is_room_for(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with strait.talks(path) as talks:
        for day in range(1, 15):
            talks.brief(as_of=date(2031, 5, day))
    assert kept(path) == {"brief  ": 14, "record": 8, "names": 14}


def test_large_views_leave_half_the_room_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "talks.db"
    with strait.talks(path) as talks:
        talks.brief(as_of=date(2031, 5, 14))
        with sqlite3.connect(path) as db:
            ((size,),) = db.execute("select length(body) from derived where view = 'record'").fetchall()
        monkeypatch.setattr(derived, "ROOM", 5 * size)
        for day in range(15, 20):
            talks.record(as_of=date(2031, 5, day))
        assert kept(path)["record"] == 2
        monkeypatch.setattr(derived, "ROOM", size + 1)
        talks.record(as_of=date(2031, 5, 20))
        assert kept(path)["record"] == 1


def test_two_ledgers_that_read_the_same_are_in_one_state(tmp_path: Path) -> None:
    with strait.talks(tmp_path / "a.db") as one, Talks(open_talks(tmp_path / "b.db").ledger) as other:
        for reading in reversed(strait.readings()):
            other.ledger.add(reading)
        assert one.ledger.tip() != other.ledger.tip()
        assert one.ledger.state("m") == other.ledger.state("m") != one.ledger.state("another program")
        assert one.ledger.state("m", as_of=strait.DAY_ONE) != one.ledger.state("m")


def test_what_is_kept_is_made_anew_when_anything_it_is_made_by_changes() -> None:
    package = Path(communique.views.__file__).parent
    made_by = [package / part for part in communique.views.MADE_BY]
    assert all(part.exists() for part in made_by)
    sources = [file for part in made_by for file in ([part] if part.is_file() else part.rglob("*.py")) if file.suffix == ".py"]
    deriving = [file for file in sources if file.relative_to(package).parts[0] in ("assemble", "ask", "show", "store")]
    used = {name for file in deriving for name in re.findall(r"^from communique\.([\w.]+) import", file.read_text("utf-8"), re.M)}
    modules = {package / name.replace(".", "/") for name in used} - {package / "errors"}
    files = {one if one.is_dir() else one.with_suffix(".py") for one in modules}
    tables = {package / "data" / name for file in sources for name in re.findall(r'load\("(\w+\.json)"', file.read_text("utf-8"))}
    missing = [one for one in (*files, *tables) if not any(one == part or part in one.parents for part in made_by)]
    assert missing == []
