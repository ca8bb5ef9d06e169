"""A ledger is sound when every hash, every span and every reference in it holds; each that does not is named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, RowMapping, Table, Text, bindparam, select
from sqlalchemy.exc import DatabaseError, OperationalError

from communique.record.text import digest
from communique.store import rows
from communique.store.schema import FULL_TEXT, judgement, metadata, report, run, triggers
from communique.store.whole import COUNTS, OF_MOVE, PARTS, chained, content, flaws, put_together, version


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the ledger that does not hold: where, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def rows_of_run(connection: Connection, key: int, names: Collection[str] | None = None) -> dict[str, list[RowMapping]]:
    """All rows of one run, or those of these tables, each table in order."""
    queries = {name: query for name, query in _rows_of_one().items() if names is None or name in names}
    return {name: list(connection.execute(query, {"of": key}).mappings()) for name, query in queries.items()}


def rows_of_move(connection: Connection, run: int, id: str) -> dict[str, list[RowMapping]]:
    """The row of one move of a run, and those of its links and terms."""
    asked = {"of": run, "id": id}
    return {name: list(connection.execute(query, asked).mappings()) for name, query in _rows_of_move().items()}


@cache
def _rows_of_move() -> dict[str, Any]:
    move, of, id = metadata.tables["move"], bindparam("of", type_=Integer()), bindparam("id", type_=Text())
    mine = select(move.c.key).where(move.c.run == of, move.c.id == id)
    queries = {"move": _of(move).where(move.c.run == of, move.c.id == id)}
    return queries | {name: _of(metadata.tables[name]).where(metadata.tables[name].c.move.in_(mine)) for name in OF_MOVE}


@cache  # to make the queries costs more than to put them
def _rows_of_one() -> dict[str, Any]:
    move, of = metadata.tables["move"], bindparam("of", type_=Integer())
    mine = select(move.c.key).where(move.c.run == of)
    queries = {name: _of(metadata.tables[name]).where(metadata.tables[name].c.run == of) for name in PARTS}
    return queries | {name: _of(metadata.tables[name]).where(metadata.tables[name].c.move.in_(mine)) for name in OF_MOVE}


def _of(table: Table) -> Any:
    # Numbering is per move for links and terms, so the insertion order of the moves comes first there.
    columns = [column for column in table.c if not (column.name == "key" and table.name not in ("move", "party"))]
    first = [table.c.move] if table.name in OF_MOVE else []
    return select(*columns).order_by(*first, table.c.position)


def check(connection: Connection) -> Iterator[Problem]:
    """Every problem of the ledger, in the order of its rows."""
    yield from _file(connection)
    yield from _runs(connection)
    yield from _judgements(connection)


def _file(connection: Connection) -> Iterator[Problem]:
    for (found,) in connection.exec_driver_sql("pragma integrity_check"):
        if found != "ok":
            yield Problem("file", str(found))
    for table, row, owner, _ in connection.exec_driver_sql("pragma foreign_key_check"):
        yield Problem(f"{table} {row}", f"refers to a {owner} that is not there")
    query = "select name, sql from sqlite_master where type = 'trigger'"
    standing = {row.name: row.sql for row in connection.exec_driver_sql(query)}
    for name, sql in triggers().items():
        if name not in standing:
            yield Problem(f"trigger {name}", "missing")
        elif standing[name].casefold() != sql.casefold():
            yield Problem(f"trigger {name}", "not as it was made")


def check_full_text(connection: Connection) -> Iterator[Problem]:
    """Whether the full text says what the rows say; the index can only be asked within a transaction that writes."""
    tables = set(connection.exec_driver_sql("select name from sqlite_master").scalars())
    for name in FULL_TEXT:
        if f"{name}_fts" not in tables:
            yield Problem(f"{name}_fts", "missing")
            continue
        try:
            connection.exec_driver_sql(f"insert into {name}_fts({name}_fts, rank) values ('integrity-check', 1)")
        except OperationalError:  # busy, disk full: nothing is known of the index
            raise
        except DatabaseError as problem:
            yield Problem(f"{name}_fts", f"full text out of step ({problem.orig})")


def _runs(connection: Connection) -> Iterator[Problem]:
    for name, sha256, text in connection.execute(select(report.c.id, report.c.sha256, report.c.text).order_by(report.c.key)):
        if digest(text) != sha256:
            yield Problem(f"report {name}", "its text is not the text that was read (sha256)")
    unread = select(report.c.id).where(report.c.key.not_in(select(run.c.report))).order_by(report.c.key)
    for (name,) in connection.execute(unread):
        yield Problem(f"report {name}", "was never read by an engine")
    before = ""
    for row in connection.execute(select(run).order_by(run.c.key)).mappings():
        source = connection.execute(select(report).where(report.c.key == row["report"])).mappings().first()
        if source is None:
            yield Problem(f"run {row['key']}", "its report is not there")
        else:
            yield from (Problem(f"run {row['key']} ({source['id']})", what) for what in _run(connection, row, source, before))
        before = row["chain_sha256"]


def _run(connection: Connection, row: RowMapping, source: RowMapping, before: str) -> Iterator[str]:
    found = rows_of_run(connection, row["key"])
    if any(len(found[name]) != row[column] for name, column in COUNTS.items()):
        yield "rows are missing or have been added"
    if content(row["layout"], found) != row["content_sha256"]:
        yield "its rows are not those that were recorded (sha256)"
    if chained(before, version(source), row["engine"], row["recorded"], row["content_sha256"]) != row["chain_sha256"]:
        yield "the chain of runs is broken here: the run, its report or one before was changed or removed"
    try:
        yield from flaws(put_together(rows.report_of(source), row["layout"], row["engine"], found))
    except (ValueError, KeyError, TypeError) as problem:
        yield f"cannot be put together again ({problem})"


def _judgements(connection: Connection) -> Iterator[Problem]:
    before, earlier = "", set[str]()
    reports = set(connection.execute(select(report.c.id)).scalars())
    for row in connection.execute(select(judgement).order_by(judgement.c.key)).mappings():
        where = f"judgement {row['key']}"
        if judged(before, dict(row)) != row["chain_sha256"]:
            yield Problem(where, "the chain of judgements is broken here: it or one before was changed or removed")
        before = row["chain_sha256"]
        if row["kind"] == "undo" and row["subject"] not in earlier:
            yield Problem(where, f"undoes {row['subject']}, which is no judgement before it")
        for named in (row["subject"], row["object"] or ""):
            move = re.fullmatch(r"(.+)#\d+-\d+-\w+(?:[#.-]\d+)?", named)
            if move and move[1] not in reports:
                yield Problem(where, f"names {named}, whose report is not there")
        earlier.add(str(row["key"]))


def judged(before: str, row: dict[str, Any]) -> str:
    """The hash of a judgement's row, which also stands for all before it."""
    return chained(before, rows.dumps({name: value for name, value in row.items() if name != "chain_sha256"}))
