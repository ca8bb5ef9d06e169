"""The moves of a ledger, each read once: what a run found is never changed, so it holds as of every day that the run does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from threading import Lock
from typing import cast

from sqlalchemy import Connection, select

from communique.record.move import Move
from communique.store import rows, schema, whole
from communique.store.newest import runs

AT_ONCE = 500  # runs that one question names
WANTED = {"move": ("key", "run", *rows.MOVE), "link": ("move", *rows.LINK), "term": ("move", *rows.TERM)}


class Moves:
    """The moves read so far, by their run.  Safe to use from several threads."""

    def __init__(self) -> None:
        self._of: dict[int, Sequence[Move]] = {}
        self._lock = Lock()

    def newest(self, connection: Connection, as_of: date | None, known_by: datetime | None) -> list[Move]:
        """Those of the newest version and run of every report, by day, report, start, end and act."""
        newest, report, run = runs(as_of, known_by), schema.report, schema.run
        query = select(newest.c.key, newest.c.id).join(run, run.c.key == newest.c.key).join(report, report.c.key == run.c.report)
        report_of = {row.key: row.id for row in connection.execute(query.order_by(report.c.published, report.c.id))}
        with self._lock:
            if as_of is None and len(self._of) > 2 * len(report_of):  # most of them hold no more
                self._of = {key: moves for key, moves in self._of.items() if key in report_of}
            missing = [key for key in report_of if key not in self._of]
            for first in range(0, len(missing), AT_ONCE):
                some = missing[first : first + AT_ONCE]
                found = groupby(_moves(connection, some, report_of), key=lambda move: move.report)
                by_report = {report: sorted(moves, key=lambda m: (m.span, m.act, m.id)) for report, moves in found}
                self._of.update((key, by_report.get(report_of[key], ())) for key in some)
            return [move for key in report_of for move in self._of[key]]


def _moves(connection: Connection, some: Sequence[int], report_of: dict[int, str]) -> Iterator[Move]:
    """The moves of these runs, in order within their run.  They are many, so their values come straight from the driver."""
    moves, links, terms = (_values(connection, name, columns, some) for name, columns in WANTED.items())
    return whole.joined(moves, links, terms, report_of)


def _values(connection: Connection, name: str, columns: Iterable[str], some: Sequence[int]) -> whole.Values:
    """The values of these columns of moves or of their parts, in order within their owner."""
    table, move = schema.metadata.tables[name], schema.move
    query = select(*(table.c[column] for column in columns))
    query = query.join(move, move.c.key == table.c.move) if table is not move else query
    query = query.where(move.c.run.in_(some)).order_by(move.c.run, move.c.key, table.c.position)
    return cast(whole.Values, connection.execute(query).cursor)
