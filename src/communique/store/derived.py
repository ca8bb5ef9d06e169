"""What was derived is kept beside what was recorded, so that it need not be derived again; it may be thrown away at any time.

The table `derived` is no part of the record: it is made when first something is kept, no trigger guards it, and dropping it costs
time and nothing else.  Each row is found by the digest of all it stands on (`state`), so that what was recorded since
cannot make it untrue, only unneeded: a report published after a day changes nothing that is kept of that day.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError

from communique.record.plain import written
from communique.store import rows, schema
from communique.store.newest import runs

ROOM = 256 << 20  # bytes kept in all; the oldest give way
FULL = 0.9  # of the room: what may be kept beforehand
LARGE, FEW = "record", 8  # of this view, which is large, no more than these are kept, nor more than fill half the room
AT_ONCE = 500  # values that one question names
Digests = dict[date, str]
Packed = tuple[str, str, str, bytes]  # state, name, digest of the body, body
TABLE = """create table if not exists derived (
  key integer primary key, state text not null, view text not null, sha256 text not null, body blob not null,
  unique (state, view)
)"""


def tip(connection: Connection) -> str:
    """What changes with everything that is recorded: the ends of the chains of runs and of judgements."""
    ends = [
        connection.execute(select(table.c.chain_sha256).order_by(table.c.key.desc()).limit(1)).scalar() or ""
        for table in (schema.run, schema.judgement)
    ]
    return sha256("|".join(ends).encode()).hexdigest()


def state(connection: Connection, as_of: date | None, known_by: datetime | None, maker: str) -> str:
    """The digest of what the record as of a day stands on: the versions and runs that hold, the judgements, the day, the maker.

    `maker` names the program that derives.  Two ledgers that have read the same have the same state, in whatever order.
    """
    judgement = schema.judgement
    judged = select(judgement).order_by(judgement.c.key)
    if known_by:
        judged = judged.where(judgement.c.recorded <= rows.moment(known_by))
    digest = sha256(rows.dumps([maker, as_of.isoformat() if as_of else None]).encode())
    for found in _held(connection, as_of, known_by):
        digest.update(rows.dumps(found).encode("utf-8", "surrogatepass"))
    for one in connection.execute(judged).mappings():
        digest.update(rows.dumps([one[column] for column in one if column != "chain_sha256"]).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def days(connection: Connection, as_of: date | None, known_by: datetime | None, maker: str) -> tuple[Digests, Digests]:
    """For each day of publication the digest of what was published up to it, and that of what was published on it: the versions
    and runs that hold, and the maker."""
    upto, alone = {}, {}
    digest = sha256(maker.encode())
    for day, held in groupby(sorted(_held(connection, as_of, known_by), key=itemgetter(1, 0)), key=itemgetter(1)):
        own = rows.dumps(list(held)).encode("utf-8", "surrogatepass")
        digest.update(own)
        upto[date.fromisoformat(day)] = digest.hexdigest()
        alone[date.fromisoformat(day)] = sha256(maker.encode() + own).hexdigest()
    return upto, alone


def _held(connection: Connection, as_of: date | None, known_by: datetime | None) -> list[tuple[Any, ...]]:
    """The id, the day and the digests of each version that holds and of its run, by id."""
    newest, report, run = runs(as_of, known_by), schema.report, schema.run
    held = (
        select(report.c.id, report.c.published, report.c.outlet, report.c.title, report.c.url, report.c.sha256, run.c.engine,
               run.c.content_sha256)
        .join(run, run.c.report == report.c.key)
        .join(newest, newest.c.key == run.c.key)
    )  # fmt: skip
    return sorted(tuple(row) for row in connection.execute(held))


def kept(connection: Connection, state: str, view: str) -> Any | None:
    """What was kept under this name for this state, None where nothing was (or it is damaged, which `check` tells)."""
    if not there(connection):
        return None
    found = connection.exec_driver_sql("select body, sha256 from derived where state = ? and view = ?", (state, view)).first()
    whole = found is not None and isinstance(found[0], bytes) and sha256(found[0]).hexdigest() == found[1]
    return json.loads(zlib.decompress(found[0])) if found is not None and whole else None


def kept_of_each(connection: Connection, states: Collection[str], view: str) -> dict[str, Any]:
    """What was kept under this name for each of these states, as far as it was."""
    found: dict[str, Any] = {}
    names = sorted(states) if there(connection) else []
    for first in range(0, len(names), AT_ONCE):
        some = names[first : first + AT_ONCE]
        query = f"select state, body, sha256 from derived where view = ? and state in ({', '.join('?' * len(some))})"
        for state, body, digest in connection.exec_driver_sql(query, (view, *some)):
            if isinstance(body, bytes) and sha256(body).hexdigest() == digest:
                found[state] = json.loads(zlib.decompress(body))
    return found


def packed(found: Iterable[tuple[str, str, Any]]) -> list[Packed]:
    """Records or plain values as they are kept, each with its state and name: made before the ledger is locked for them."""
    bodies = ((state, view, zlib.compress(written(value).encode("utf-8", "surrogatepass"), 1)) for state, view, value in found)
    return [(state, view, sha256(body).hexdigest(), body) for state, view, body in bodies]


def keep(connection: Connection, found: Iterable[Packed]) -> None:
    """Keep these; the oldest of all give way where there is no room."""
    connection.exec_driver_sql(TABLE)
    for values in found:
        connection.exec_driver_sql("insert or replace into derived (state, view, sha256, body) values (?, ?, ?, ?)", values)
    connection.exec_driver_sql(
        "delete from derived where key in (select key from (select key, sum(length(body)) over (order by key desc) as upto "
        "from derived) where upto > ?)", (ROOM,)
    )  # fmt: skip
    connection.exec_driver_sql(
        "delete from derived where key in (select key from (select key, row_number() over newest as n, sum(length(body)) over "
        "newest as upto from derived where view = ? window newest as (order by key desc)) where n > ? or (n > 1 and upto > ?))",
        (LARGE, FEW, ROOM // 2),
    )


def full(connection: Connection) -> bool:
    """Whether there is room for little more, so that the oldest would give way to it."""
    held = connection.exec_driver_sql("select sum(length(body)) from derived").scalar() if there(connection) else None
    return (held or 0) > FULL * ROOM


def all_kept(connection: Connection) -> Iterator[tuple[str, str, bool]]:
    """State and name of all that is kept, and whether it is whole."""
    if there(connection):
        for state, view, body, digest in connection.exec_driver_sql("select state, view, body, sha256 from derived order by key"):
            yield state, view, isinstance(body, bytes) and sha256(body).hexdigest() == digest


def drop(connection: Connection) -> None:
    """Throw away all that is kept."""
    connection.exec_driver_sql("drop table if exists derived")


def there(connection: Connection) -> bool:
    """Whether anything was ever kept."""
    query = "select 1 from sqlite_master where type = 'table' and name = 'derived'"
    return connection.exec_driver_sql(query).first() is not None


def only_busy(problem: OperationalError) -> bool:
    """Whether the file cannot be written just now or not at all, which keeps nothing from being read."""
    return any(word in str(problem.orig) for word in ("locked", "readonly", "read-only", "disk is full", "full"))
