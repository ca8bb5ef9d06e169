"""The ledger: what goes in comes out equal, nothing later leaks in, nothing in it can be changed unseen."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from communique.record.move import Anchor, Attribution, Link, Move, Reading, Term, Timex
from communique.record.party import Mention, Party, Tie
from communique.record.text import Block, Cleaned, Credit, Dateline, Defect, OffsetMap, Report, Span, identity
from communique.record.when import between, day, not_after, parse
from communique.store.ledger import Ledger, LedgerError, Problem

TEXT = "PORT ELLEN (Harbour News): The dockers’ union said on Friday it may re-turn to the table. The company refused."
SOURCE = str(Path(__file__).parents[2] / "src")
NOON = datetime(2022, 3, 1, 12, tzinfo=UTC)


def of(text: str, words: str) -> Span:
    """Where `words` stand in `text`."""
    return Span(text.index(words), text.index(words) + len(words))


def move(report: Report, words: str, act: str, by: str, *, start: int = 0) -> Move:
    """A plain move by one party, told without a speaker."""
    span = of(report.text, words)
    return Move(
        id=f"{report.id}#{span.start}-{span.end}-{act}", report=report.id, span=span, spans=(span,), text=words, cue=None,
        act=act, kind=None, by=(by,), partial=False, speaker=None, role=None, to=(), content=words, polarity="pos",  # type: ignore[arg-type]
        modality="actual", condition=None, quote="none", published=report.published, said=not_after(report.published),
        when=not_after(report.published), due=None, chain=(Link(None, "outlet", "reports", "document"),), place=None,
        quantity=None, terms=(), confidence=0.5, engine="rules 1", why=("frame",),
    )  # fmt: skip


def read(id: str, text: str, published: str, *words: str, engine: str = "rules 1", outlet: str | None = None) -> Reading:
    """A reading of `text` in which each of `words` is a statement of the union."""
    report = Report(id, text, date.fromisoformat(published), "header", outlet, "field" if outlet else None)
    moves = tuple(replace(move(report, one, "position", "the union"), engine=engine) for one in words)
    union = Party("the union", "the dockers' union", "organisation")
    return Reading(Cleaned(report, text, identity(len(text)), ()), engine, moves, (), (), (union,), (), ())


def rich() -> Reading:
    """A reading in which every field of every record is used."""
    report = Report(
        "strike/day1", TEXT, date(1987, 2, 28), "field", "Harbour News", "field", "Dockers may return", "https://example.org/1",
        "strike/day1.txt", None, ("published 1987-02-28 (field), but the file name says 1987-03-01",),
    )  # fmt: skip
    cut = TEXT.index("re-turn") + 2
    mended = TEXT[:cut] + TEXT[cut + 1 :]
    offsets = OffsetMap((0, cut), (0, cut + 1), (cut, len(TEXT)), len(mended))
    dateline = Dateline("PORT ELLEN", "Harbour News", None, of(TEXT, "PORT ELLEN (Harbour News):"))
    blocks = (Block("dateline", 0, dateline.span.end), Block("body", dateline.span.end, len(mended)))
    credit = Credit(("Harbour News",), "agency", of(TEXT, "Harbour News"))
    cleaned = Cleaned(report, mended, offsets, blocks, dateline, (credit,), (Defect("hyphen", Span(cut, cut + 1)),))
    said = of(TEXT, "it may re-turn to the table")
    chain = (
        Link("Harbour News", "outlet", "reports", "document", credit.span),
        Link(None, "unnamed", "indirect", "stated", None, "the union"),
    )
    term = Term("strike/day1#t1", report.id, of(TEXT, "the table"), "the table", ("the union", "the company"), "permit")
    returning = replace(
        move(report, TEXT[said.start : said.end], "offer", "the union"), cue=of(TEXT, "said"), speaker="the dockers’ union",
        role="spokesman", to=("the company",), partial=True, modality="conditional", condition="if asked", quote="indirect",
        spans=(of(TEXT, "it may"), of(TEXT, "to the table")), said=day(date(1987, 2, 27)), when=parse("1987-02~"),
        due=replace(between(date(1987, 3, 1), date(1987, 3, 9)), uncertain=True), chain=chain, place="Port Ellen",
        quantity="2,000 dockers", terms=(term,), confidence=0.71, why=("frame offer", "modal may"),
    )  # fmt: skip
    refused = replace(move(report, "The company refused", "reject", "the company"), polarity="neg", kind="other")
    voice = Attribution((of(TEXT, "The dockers’ union"),), (of(TEXT, "said"),), (said,))
    return Reading(
        cleaned, "rules 1", (returning, refused), (voice, Attribution((), (), (of(TEXT, "the table"),), 0)),
        (Timex(of(TEXT, "Friday"), "DATE", "1987-02-27", day(date(1987, 2, 27)), "speech", "said",
               Anchor("text", of(TEXT, "it")), "weekday"),
         Timex(of(TEXT, "it"), "DATE", "PRESENT_REF", None, "other")),
        (Party("the union", "the dockers’ union", "organisation"), Party("the company", "The company", "organisation", "GBR")),
        (Mention("the union", of(TEXT, "it"), "pronoun", of(TEXT, "The dockers’ union")),
         Mention("the company", of(TEXT, "The company"), "name")),
        (Tie("strike/day1#tie1", report.id, "speaks_for", "Ann Other", "the union", "spokesman", "the union", Span(0, 4),
             "1987-02-28"),),
    )  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """An empty ledger."""
    return Ledger.open(tmp_path / "talks.db")


def test_a_reading_comes_back_equal(ledger: Ledger) -> None:
    given = rich()
    assert ledger.add(given, now=NOON) == "new"
    recorded = replace(given.cleaned.report, recorded=NOON)
    back = ledger.reading("strike/day1")
    assert back == replace(given, cleaned=replace(given.cleaned, report=recorded))
    assert ledger.reports() == [recorded]
    assert ledger.cleaned("strike/day1") == back.cleaned
    assert ledger.moves() == sorted(given.moves, key=lambda m: m.span)
    assert ledger.ties() == list(given.ties)
    assert {party.key: party.for_ for party in ledger.parties()} == {"the union": None, "the company": "GBR"}
    assert list(ledger.check()) == []


def test_a_report_without_any_move_is_kept(ledger: Ledger) -> None:
    ledger.add(read("quiet", "Nothing happened.", "2022-01-02"))
    assert [report.id for report in ledger.reports()] == ["quiet"]
    assert ledger.moves() == []
    assert ledger.reading("another") is None
    assert ledger.cleaned("another") is None


def test_outcomes(ledger: Ledger) -> None:
    first = read("a", "The union waits.", "2022-01-02", "The union waits")
    assert not ledger.holds("a", first.cleaned.report.sha256, "rules 1")
    assert ledger.add(first) == "new"
    assert ledger.holds("a", first.cleaned.report.sha256, "rules 1")
    assert ledger.add(first) == "same"
    assert ledger.add(read("a", "The union waits.", "2022-01-02", "waits", engine="best 1")) == "engine"
    assert ledger.add(read("a", "The union still waits.", "2022-01-02", "The union still waits")) == "version"
    assert [move.text for move in ledger.moves()] == ["The union still waits"]
    stats = ledger.stats()
    assert (stats.reports, stats.versions, stats.runs, stats.moves) == (1, 2, 3, 1)
    assert list(ledger.check()) == []


def test_the_newest_run_of_the_newest_version_holds(ledger: Ledger) -> None:
    ledger.add(read("a", "The union waits.", "2022-01-02", "The union waits"), now=NOON)
    ledger.add(read("a", "The union waits.", "2022-01-02", "waits", engine="best 1"), now=NOON.replace(hour=13))
    assert [move.text for move in ledger.moves()] == ["waits"]
    assert [move.text for move in ledger.moves(known_by=NOON)] == ["The union waits"]
    assert ledger.moves(known_by=NOON.replace(hour=11)) == []


def test_as_of_a_day_shows_the_version_of_that_day(ledger: Ledger) -> None:
    ledger.add(read("page", "The union left. The talks ended.", "2022-02-01", "The talks ended"))
    ledger.add(read("page", "The union left.", "2022-01-15", "The union left"))  # read later, published earlier
    ledger.add(read("other", "The company waits.", "2022-01-20", "The company waits"))
    assert [(r.id, r.published.isoformat()) for r in ledger.reports()] == [("other", "2022-01-20"), ("page", "2022-02-01")]
    as_of = date(2022, 1, 31)
    assert [r.text for r in ledger.reports(as_of=as_of)] == ["The union left.", "The company waits."]
    assert [m.text for m in ledger.moves(as_of=as_of)] == ["The union left", "The company waits"]
    assert ledger.reading("page", as_of=as_of).cleaned.report.text == "The union left."  # type: ignore[union-attr]
    assert ledger.search("ended", as_of=as_of) == []
    assert ledger.reports(as_of=date(2021, 12, 31)) == []


def test_judgements_are_appended_and_undone(ledger: Ledger) -> None:
    first = ledger.judge("merge", "a#0-15-position", object="b#0-15-position", author="ann", reason="same day", now=NOON)
    undone = ledger.judge("undo", str(first.id), author="ben", now=NOON.replace(hour=14))
    assert ledger.judgements() == [first, undone]
    assert ledger.judgements(known_by=NOON) == [first]
    with pytest.raises(LedgerError, match="no judgement 7 to undo"):
        ledger.judge("undo", "7", author="ann")
    assert len(ledger.judgements()) == 2
    assert [problem.what for problem in ledger.check()] == [
        "names a#0-15-position, whose report is not there", "names b#0-15-position, whose report is not there",
    ]  # fmt: skip


def test_search_finds_stems_and_phrases_newest_first(ledger: Ledger) -> None:
    ledger.add(read("a", "The union’s demands were met in Málaga.", "2022-01-02"))
    ledger.add(read("b", "A demand was made; the union waits.", "2022-01-05"))
    assert [found for found, _ in ledger.search("union demand")] == ["b", "a"]
    assert [found for found, _ in ledger.search("union demand", limit=1)] == ["b"]
    assert ledger.search('"the union waits"') == [("b", "A demand was made; the union waits.")]
    assert ledger.search("malaga")[0][0] == "a"
    assert ledger.search("") == ledger.search('"') == ledger.search("- ( *") == []
    assert [found for found, _ in ledger.search('AND "union" NEAR(')] == []


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"text": "The union"}, "its text is not that of 0..15"),
        ({"span": Span(0, 99), "text": "The union waits."}, "99 is not in the text"),
        ({"report": "b"}, "of b, 2022-01-02, but found in a"),
    ],
)
def test_a_reading_that_does_not_stand_is_refused_whole(ledger: Ledger, change: dict[str, object], flaw: str) -> None:
    good = read("a", "The union waits.", "2022-01-02", "The union waits")
    bad = replace(good, moves=(replace(good.moves[0], **change),))  # type: ignore[arg-type]
    with pytest.raises(LedgerError, match=flaw):
        ledger.add(bad)
    assert ledger.reports() == []


def test_a_tie_without_a_basis_is_refused_and_one_with_it_kept(ledger: Ledger) -> None:
    good = read("a", "The union waits.", "2022-01-02")
    tie = Tie("a#4-9-holds", "a", "holds", "the union", "NOR", "union", "NOR", Span(4, 9), "2022-01-02", "table")
    with pytest.raises(LedgerError, match="its basis 'hearsay' is none"):
        ledger.add(replace(good, ties=(replace(tie, basis="hearsay"),)))  # type: ignore[arg-type]
    ledger.add(replace(good, ties=(tie,)))
    assert ledger.ties() == [tie]


def test_a_mention_of_no_party_is_refused(ledger: Ledger) -> None:
    good = read("a", "The union waits.", "2022-01-02")
    with pytest.raises(LedgerError, match="no party 'NATO'"):
        ledger.add(replace(good, mentions=(Mention("NATO", Span(0, 3), "name"),)))


@pytest.mark.parametrize("table", ["report", "run", "move", "link", "party", "judgement"])
def test_rows_cannot_be_changed_or_removed(ledger: Ledger, table: str) -> None:
    ledger.add(read("a", "The union waits.", "2022-01-02", "The union waits"))
    ledger.judge("accept", "a#0-15-position", author="ann")
    with sqlite3.connect(ledger.path) as file:
        for deed in (f"update {table} set key = 9", f"delete from {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                file.execute(deed)


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("update report set text = 'The union left!!'", "its text is not the text that was read (sha256)"),
        ("update report set published = '2021-01-02'", "the chain of runs is broken here"),
        ("update move set act = 'accept' where key = 1", "its rows are not those that were recorded (sha256)"),
        ("update link set name = 'Others'", "its rows are not those that were recorded (sha256)"),
        ("delete from link", "its rows are not those that were recorded (sha256)"),
        ("delete from party where key = 2", "rows are missing or have been added"),
        ("update run set recorded = '2020-01-01T00:00:00.000000Z' where key = 2", "the chain of runs is broken here"),
        ("delete from run where key = 1", "the chain of runs is broken here"),
        ("update judgement set author = 'ben'", "the chain of judgements is broken here"),
        ("insert into report_fts(report_fts) values('delete-all')", "full text out of step"),
        ("update move set text = 'The union left' where key = 1", "its text is not that of 0..15"),
    ],
)
def test_tampering_is_found(ledger: Ledger, tampering: str, told: str) -> None:
    for id in ("a", "b"):
        ledger.add(read(id, "The union waits.", "2022-01-02", "The union waits"))
    ledger.judge("accept", "a#0-15-position", author="ann")
    assert list(ledger.check()) == []
    with sqlite3.connect(ledger.path) as file:
        for (name,) in file.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            file.execute(f"drop trigger {name}")
        file.execute(tampering)
    problems = list(ledger.check())
    assert any(told in problem.what for problem in problems), problems
    assert Problem("trigger move_no_update", "missing") in problems


def test_what_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("not a database, but long enough to be taken for one at first sight " * 20)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as file:
        file.execute("create table t (x)")
    for path, told in ((note, "not a database"), (other, "no ledger of communique"), (tmp_path, "no file")):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(LedgerError, match=told):
            Ledger.open(path)
        assert not before or path.read_bytes() == before
    with pytest.raises(LedgerError, match="no ledger there"):
        Ledger.open(tmp_path / "absent.db", create=False)
    with pytest.raises(LedgerError, match="is not there; make it"):
        Ledger.open(tmp_path / "absent" / "talks.db")
    assert not (tmp_path / "absent.db").exists()


def test_a_newer_layout_is_named(ledger: Ledger) -> None:
    ledger.close()
    with sqlite3.connect(ledger.path) as file:
        file.execute("pragma user_version = 99")
    with pytest.raises(LedgerError, match="newer communique"):
        Ledger.open(ledger.path)


def test_an_older_layout_is_refused_with_what_to_do(ledger: Ledger) -> None:
    ledger.close()
    with sqlite3.connect(ledger.path) as file:
        file.execute("pragma user_version = 2")
    with pytest.raises(LedgerError, match="older communique"):
        Ledger.open(ledger.path)


def test_a_date_that_counts_from_something_says_where_that_stands(ledger: Ledger) -> None:
    given = rich()
    loose = replace(given.timexes[0], anchor=Anchor("event"))
    with pytest.raises(LedgerError, match="its anchor does not say where it stands"):
        ledger.add(replace(given, timexes=(loose,)))


def test_two_at_once_see_each_other(ledger: Ledger) -> None:
    with Ledger.open(ledger.path, create=False) as other:
        ledger.add(read("a", "The union waits.", "2022-01-02"))
        assert other.add(read("a", "The union waits.", "2022-01-02")) == "same"
        assert other.add(read("b", "The union left.", "2022-01-03")) == "new"
    assert [report.id for report in ledger.reports()] == ["a", "b"]
    assert list(ledger.check()) == []


def test_half_a_character_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no text in Unicode"):
        ledger.add(read("a", "The union \ud83d waits.", "2022-01-02"))
    with pytest.raises(LedgerError, match="no text in Unicode"):
        ledger.judge("accept", "a#0-3-warn", author="\udcff")
    assert ledger.reports() == []
    assert ledger.judgements() == []


def test_two_processes_may_make_it_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "talks.db")
    opening = "import sys; from communique.store.ledger import Ledger; Ledger.open(sys.argv[1]).judge('accept', 'x', author='a')"
    at_once = [
        subprocess.Popen([sys.executable, "-c", opening, path], env={**os.environ, "PYTHONPATH": SOURCE}) for _ in range(3)
    ]
    assert [process.wait(60) for process in at_once] == [0, 0, 0]
    with Ledger.open(path, create=False) as ledger:
        assert [judgement.id for judgement in ledger.judgements()] == [1, 2, 3]
        assert list(ledger.check()) == []


def test_the_file_serves_plain_sql(ledger: Ledger) -> None:
    ledger.add(rich())
    ledger.add(read("strike/day2", "The union waits.", "1987-03-02", "The union waits"))
    ledger.add(read("strike/day2", "The union left.", "1987-03-02", "The union left"))
    with sqlite3.connect(ledger.path) as file:
        assert file.execute("pragma journal_mode").fetchone() == ("wal",)
        assert file.execute("select id from latest_reports order by 1").fetchall() == [("strike/day1",), ("strike/day2",)]
        moves = file.execute('select act, "by", chain, "when", when_earliest, when_latest from latest_moves').fetchall()
        assert moves[0] == ("offer", '["the union"]', "Harbour News ← unnamed", "1987-02~", "1987-02-01", "1987-02-28")
        assert [row[0] for row in moves] == ["offer", "reject", "position"]
        hits = "select rowid from move_fts where move_fts match 'left'"
        assert len(file.execute(hits).fetchall()) == 1


def test_a_run_without_its_report_cannot_be_written(ledger: Ledger) -> None:
    with pytest.raises(IntegrityError), ledger._engine.begin() as connection:
        connection.exec_driver_sql("insert into run select null, 9, '', '', 0, 0, 0, 0, 0, 0, '', '', ''")
