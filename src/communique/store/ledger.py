"""One SQLite file that only grows: a report is recorded whole, in one transaction, or not at all.

Everything read from it is ordered by publication day and report id; row numbers and the time of recording order nothing but
the versions of one report published the same day, and the runs of several engines over one text.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import DBAPIError, OperationalError

from communique.errors import CommuniqueError
from communique.record.judgement import Judgement, JudgementKind
from communique.record.move import Move, Reading
from communique.record.party import Party, Tie
from communique.record.text import Cleaned, Report
from communique.store import derived, rows, schema, texts, whole
from communique.store.check import Problem, check, check_full_text, judged, rows_of_move, rows_of_run
from communique.store.connect import connect, write_ahead
from communique.store.insert import insert_all, inserted
from communique.store.moves import Moves
from communique.store.newest import newest_run, rows_of_newest, runs, versions
from communique.store.rows import Row

__all__ = ["Ledger", "LedgerError", "Outcome", "Problem", "Stats"]
Outcome = Literal["new", "version", "engine", "same"]


class LedgerError(CommuniqueError):
    """The ledger file cannot be used as asked."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What the ledger holds: report ids, versions of them, runs, moves (of the newest version and run), judgements, days."""

    reports: int
    versions: int
    runs: int
    moves: int
    judgements: int
    first: date | None
    last: date | None


class Ledger:
    """The reports, what was found in them, and the judgements upon it.  Safe to use from several threads and processes."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._moves = Moves()

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Ledger:
        """The ledger at `path`; made if it is not there and `create`.

        Raises LedgerError if it is missing, no ledger, of a newer version of the program, or cannot be reached.
        """
        path = Path(path)
        if not path.parent.is_dir():
            raise LedgerError(f"{path}: the folder {path.parent} is not there; make it, or choose another ledger")
        if path.exists() and not path.is_file():
            raise LedgerError(f"{path}: no file; give the path of a ledger file")
        if not create and not path.exists():
            raise LedgerError(f"{path}: no ledger there; record reports first (communique read), or give --ledger")
        ledger = cls(path, connect(path))
        try:
            ledger._prepare(create)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def _prepare(self, create: bool) -> None:
        newborn = not self.path.exists() or self.path.stat().st_size == 0
        with self._transaction(write=newborn and create) as connection:
            application = connection.exec_driver_sql("pragma application_id").scalar_one()
            version = connection.exec_driver_sql("pragma user_version").scalar_one()
            tables = connection.exec_driver_sql("select count(*) from sqlite_master").scalar_one()
            if newborn and create and not tables:  # another process may have been quicker
                schema.create(connection)
            elif application != schema.APPLICATION:
                raise LedgerError(f"{self.path}: no ledger of communique; choose another file")
            elif version > schema.VERSION:
                raise LedgerError(f"{self.path}: written by a newer communique (layout {version}); update the program")
            elif version < schema.VERSION:
                raise LedgerError(
                    f"{self.path}: written by an older communique (layout {version}); read its reports into a new ledger"
                )
        with self._named_errors(), self._engine.connect() as connection:
            write_ahead(connection.connection.driver_connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as problem:
            why = problem.orig if isinstance(problem, DBAPIError) else problem
            raise LedgerError(f"{self.path}: {why}; nothing of this step was recorded") from problem
        except UnicodeEncodeError as problem:  # a lone surrogate, as a command line or JSON may hold
            raise LedgerError(f"{self.path}: {problem.object[:40]!r} is no text in Unicode; nothing was recorded") from problem

    @contextmanager
    def _transaction(self, *, write: bool = False) -> Iterator[Connection]:
        with self._named_errors(), self._engine.connect() as connection:
            connection = connection.execution_options(write=write)
            with connection.begin():
                yield connection

    # --- what is recorded ---

    def holds(self, report: str, sha256: str, engine: str) -> bool:
        """Whether this text of this report has been read by this engine."""
        query = select(schema.run.c.key).join(schema.report)
        query = query.where(schema.report.c.id == report, schema.report.c.sha256 == sha256, schema.run.c.engine == engine)
        with self._transaction() as connection:
            return connection.execute(query).first() is not None

    def add(self, reading: Reading, *, now: datetime | None = None) -> Outcome:
        """Record what an engine found in a report, in one transaction; on disk when this returns.

        "new": the first of its id; "version": another text under the id; "engine": the same text read by another engine;
        "same": all of it was there, nothing happens (the first reading's date and outlet stay).
        Raises LedgerError if a span, a quoted text or a reference of the reading does not hold.
        """
        if flaw := next(whole.flaws(reading), None):
            raise LedgerError(f"{reading.cleaned.report.id}, read by {reading.engine}: {flaw}; nothing of it was recorded")
        recorded = rows.moment(now or datetime.now(UTC))
        parts = whole.take_apart(reading)
        with self._transaction(write=True) as connection:
            return self._add(connection, reading, parts, recorded)

    def _add(self, connection: Connection, reading: Reading, parts: Mapping[str, list[Row]], recorded: str) -> Outcome:
        report, run = schema.report, schema.run
        row = rows.report_row(reading.cleaned.report, recorded)
        versions = connection.execute(select(report).where(report.c.id == row["id"])).mappings().all()
        same_text = next((version for version in versions if version["sha256"] == row["sha256"]), None)
        outcome: Outcome = "engine" if same_text else "version" if versions else "new"
        if same_text is None:
            report_key = inserted(connection, report, row)
        else:
            report_key, row = same_text["key"], dict(same_text)
            mine = (run.c.report == report_key, run.c.engine == reading.engine)
            if connection.execute(select(run.c.key).where(*mine)).first():
                return "same"
        layout = rows.layout(reading.cleaned)
        content = whole.content(layout, parts)
        before = connection.execute(select(run.c.chain_sha256).order_by(run.c.key.desc()).limit(1)).scalar() or ""
        run_row = {
            "report": report_key, "engine": reading.engine, "recorded": recorded, "layout": layout, "content_sha256": content,
            "chain_sha256": whole.chained(before, whole.version(row), reading.engine, recorded, content),
            **{column: len(parts[name]) for name, column in whole.COUNTS.items()},
        }  # fmt: skip
        run_key = inserted(connection, run, run_row)
        tables = schema.metadata.tables
        first = {name: (connection.scalar(select(func.max(tables[name].c.key))) or 0) + 1 for name in ("move", "party")}
        for name, found in parts.items():
            shift = {column: first[column] for column in ("move", "party") if column in tables[name].c}
            shift |= {"key": first[name]} if name in first else {}
            own = {"run": run_key} if name in whole.PARTS else {}
            if found:
                shifted = [{**part, **own, **{column: part[column] + by for column, by in shift.items()}} for part in found]
                insert_all(connection, tables[name], shifted)
        return outcome

    def judge(
        self, kind: JudgementKind, subject: str, *, object: str | None = None, field: str | None = None,
        value: str | None = None, author: str, reason: str = "", now: datetime | None = None,
    ) -> Judgement:  # fmt: skip
        """Append a judgement.  Raises LedgerError for an unknown kind and for undoing what is no judgement."""
        if kind not in get_args(JudgementKind):
            raise LedgerError(f"no judgement {kind!r}; one of {', '.join(get_args(JudgementKind))}")
        table = schema.judgement
        with self._transaction(write=True) as connection:
            last = connection.execute(select(table.c.key, table.c.chain_sha256).order_by(table.c.key.desc()).limit(1)).first()
            key, before = (last[0] + 1, last[1]) if last else (1, "")
            if kind == "undo" and not (subject.isdecimal() and subject.isascii() and 0 < int(subject) < key):
                raise LedgerError(f"there is no judgement {subject} to undo")
            row: Row = {
                "key": key, "kind": kind, "subject": subject, "object": object, "field": field, "value": value,
                "author": author, "reason": reason, "recorded": rows.moment(now or datetime.now(UTC)),
            }  # fmt: skip
            connection.execute(insert(table), {**row, "chain_sha256": judged(before, row)})
        return rows.judgement_of(row)

    # --- what is read ---

    def reports(self, *, as_of: date | None = None, known_by: datetime | None = None) -> list[Report]:
        """The newest version of every report published by `as_of` and recorded by `known_by`, by day and id."""
        newest, report = versions(as_of, known_by), schema.report
        query = select(report).join(newest, newest.c.key == report.c.key).order_by(report.c.published, report.c.id)
        with self._transaction() as connection:
            return [rows.report_of(row) for row in connection.execute(query).mappings()]

    def reading(self, report: str, *, as_of: date | None = None, known_by: datetime | None = None) -> Reading | None:
        """All that the newest run found in the newest version of `report`; None if there is no such report."""
        with self._transaction() as connection:
            row = newest_run(connection, report, as_of, known_by)
            if row is None:
                return None
            found = rows_of_run(connection, row["run"])
        return whole.put_together(rows.report_of(row), row["layout"], row["engine"], found)

    def cleaned(self, report: str, *, as_of: date | None = None, known_by: datetime | None = None) -> Cleaned | None:
        """The newest version of `report` as it was cleaned when it was read; None if there is no such report."""
        with self._transaction() as connection:
            row = newest_run(connection, report, as_of, known_by)
        return None if row is None else rows.cleaned_of(rows.report_of(row), row["layout"])

    def moves(self, *, as_of: date | None = None, known_by: datetime | None = None) -> list[Move]:
        """The moves of the newest version and run of every report, by day, report, start, end and act."""
        with self._transaction() as connection:
            return self._moves.newest(connection, as_of, known_by)

    def parties(self, *, as_of: date | None = None, known_by: datetime | None = None) -> list[Party]:
        """Every party named, once, by key; where reports differ on name or kind, as most of them have it."""
        with self._transaction() as connection:
            _, found = rows_of_newest(connection, "party", as_of, known_by)
        told: defaultdict[str, Counter[Party]] = defaultdict(Counter)
        for party in map(rows.party_of, found):
            told[party.key][party] += 1
        rank = {key: sorted(names, key=lambda p: (-names[p], p.name, p.kind, p.for_ or "")) for key, names in told.items()}
        return [rank[key][0] for key in sorted(rank)]

    def parties_in(self, report: str, *, as_of: date | None = None, known_by: datetime | None = None) -> list[Party]:
        """The parties that a report names, as it names them; none if there is no such report."""
        with self._transaction() as connection:
            row = newest_run(connection, report, as_of, known_by)
            found = rows_of_run(connection, row["run"], ("party",))["party"] if row else []
        return [rows.party_of(one) for one in found]

    def ties(self, *, as_of: date | None = None, known_by: datetime | None = None) -> list[Tie]:
        """Every tie as each report shows it, by day, report and place."""
        with self._transaction() as connection:
            report_of, found = rows_of_newest(connection, "tie", as_of, known_by)
        ties = (rows.tie_of(row, report_of[row["run"]]) for row in found)
        return sorted(ties, key=lambda tie: (tie.seen, tie.report, tie.span, tie.id))

    def judgements(self, *, known_by: datetime | None = None) -> list[Judgement]:
        """All judgements in the order they were made; undone ones too."""
        table = schema.judgement
        query = select(table).order_by(table.c.key)
        if known_by:
            query = query.where(table.c.recorded <= rows.moment(known_by))
        with self._transaction() as connection:
            return [rows.judgement_of(row) for row in connection.execute(query).mappings()]

    def search(
        self, words: str, *, as_of: date | None = None, known_by: datetime | None = None, limit: int | None = 20,
        only: str | None = None,
    ) -> list[tuple[str, str]]:  # fmt: skip
        """Reports whose newest version holds all `words` (or "phrases in quotes"), newest first, each with a snippet.

        With `only` that report alone.  Words are matched by their stem, without regard to case and accents.  The order is not by
        relevance, whose measure would let later reports leak into the record of an earlier day.
        """
        if not (asked := texts.quoted(words)):
            return []
        with self._transaction() as connection:
            return texts.snippets(connection, asked, as_of, known_by, limit, only)

    def holding(
        self, words: str, *, as_of: date | None = None, known_by: datetime | None = None, limit: int | None = 20
    ) -> list[str]:
        """The ids of the reports that `search` finds: a snippet costs more than finding."""
        if not (asked := texts.quoted(words)):
            return []
        with self._transaction() as connection:
            return texts.holding(connection, asked, as_of, known_by, limit)

    # --- what is derived from it, and may be thrown away ---

    def tip(self) -> str:
        """A digest that changes with everything that is recorded."""
        with self._transaction() as connection:
            return derived.tip(connection)

    def state(self, maker: str, *, as_of: date | None = None, known_by: datetime | None = None) -> str:
        """The digest of all that a record as of a day stands on, derived by the program `maker`."""
        with self._transaction() as connection:
            return derived.state(connection, as_of, known_by, maker)

    def days(
        self, maker: str, *, as_of: date | None = None, known_by: datetime | None = None
    ) -> tuple[derived.Digests, derived.Digests]:
        """For each day of publication the digest of what was published up to it, and of what was published on it, for what the
        program `maker` decides of it."""
        with self._transaction() as connection:
            return derived.days(connection, as_of, known_by, maker)

    def kept(self, state: str, view: str) -> Any | None:
        """What was kept of this state under this name, None where nothing was."""
        with self._transaction() as connection:
            return derived.kept(connection, state, view)

    def kept_of_each(self, states: Collection[str], view: str) -> dict[str, Any]:
        """What was kept under this name of each of these states, as far as it was."""
        with self._transaction() as connection:
            return derived.kept_of_each(connection, states, view)

    def keep(self, found: Iterable[tuple[str, str, Any]]) -> bool:
        """Keep these, each under its state and name, for later.

        Whether that could be done: a ledger that cannot be written now is read all the same.
        """
        packed = derived.packed(found)
        try:
            with self._engine.connect() as connection, connection.execution_options(write=True).begin():
                derived.keep(connection, packed)
        except OperationalError as problem:
            if derived.only_busy(problem):
                return False
            raise
        return True

    def full(self) -> bool:
        """Whether what is kept from now on would soon take the place of what was kept before."""
        with self._transaction() as connection:
            return derived.full(connection)

    def all_kept(self) -> list[tuple[str, str, bool]]:
        """State and name of all that is kept, and whether it is whole."""
        with self._transaction() as connection:
            return list(derived.all_kept(connection))

    def forget(self) -> None:
        """Throw away what was derived; it is derived again when it is asked for."""
        with self._transaction(write=True) as connection:
            derived.drop(connection)

    def told_in(
        self, report: str, *, as_of: date | None = None, known_by: datetime | None = None
    ) -> tuple[str, list[Move], list[Tie]] | None:
        """The engine of the newest run in the newest version of `report`, its moves and ties; None if there is no such report."""
        with self._transaction() as connection:
            row = newest_run(connection, report, as_of, known_by)
            if row is None:
                return None
            found = rows_of_run(connection, row["run"], ("move", "link", "term", "tie"))
        moves = list(whole.moves_of(found, {row["run"]: report}))
        return row["engine"], moves, [rows.tie_of(tie, report) for tie in found["tie"]]

    def move(self, report: str, id: str, *, as_of: date | None = None, known_by: datetime | None = None) -> Move | None:
        """One move of the newest version and run of a report, without reading its others; None if it is not there."""
        with self._transaction() as connection:
            row = newest_run(connection, report, as_of, known_by)
            found = row and rows_of_move(connection, row["run"], id)
        return next(whole.moves_of(found, {row["run"]: report}), None) if row and found else None

    def check(self) -> Iterator[Problem]:
        """Verify the whole ledger: every hash, span and reference, the triggers and the full text; yields what does not hold."""
        with self._transaction() as connection:
            yield from check(connection)
        with self._transaction(write=True) as connection:
            yield from check_full_text(connection)

    def stats(self) -> Stats:
        """Counts for the reader."""
        report, run, judgement = schema.report, schema.run, schema.judgement
        held = runs(None, None)
        counts = (
            select(func.count(report.c.id.distinct()), func.count(), func.min(report.c.published), func.max(report.c.published)),
            select(func.count()).select_from(run),
            select(func.sum(run.c.moves)).join(held, held.c.key == run.c.key),
            select(func.count()).select_from(judgement),
        )
        with self._transaction() as connection:
            (reports, versions, first, last), (read,), (moves,), (judged,) = (connection.execute(q).one() for q in counts)
        day = date.fromisoformat
        return Stats(reports, versions, read, moves or 0, judged, first and day(first), last and day(last))
