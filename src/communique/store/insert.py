"""Rows put into the tables of the ledger."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, bindparam, insert

from communique.store.rows import Row


def insert_all(connection: Connection, table: Table, found: list[Row]) -> None:
    """Insert rows of equal columns.  The statement is SQLAlchemy's, but its parameters, all plain values, go straight to the
    driver: to bind them one by one takes longer than to write them."""
    statement, in_order = _insertion(connection.dialect, table, tuple(found[0]))
    connection.exec_driver_sql(statement, list(map(in_order, found)))


@lru_cache
def _insertion(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> tuple[str, itemgetter[Any]]:
    """The statement that inserts `columns`, of which every table has several, and a row's values as the driver wants them."""
    compiled = insert(table).values({column: bindparam(column) for column in columns}).compile(dialect=dialect)
    return str(compiled), itemgetter(*(compiled.positiontup or columns))


def inserted(connection: Connection, table: Table, row: Row) -> int:
    """Insert one row; its key."""
    key = connection.execute(insert(table), row).inserted_primary_key
    assert key is not None, "every table has one"
    return int(key[0])
