"""Which version of a report and which run hold, as of a day and by what was known: nothing later can leak in.

Of the versions published by the day and recorded by the moment, the last published holds, of these the last recorded.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Connection, RowMapping, Select, Subquery, Text, bindparam, func, select

from communique.store import rows, schema


def versions(as_of: date | None, known_by: datetime | None, only: BindParameter[str] | None = None) -> Subquery:
    """Key and id of the newest version of every report (or of `only` that one): the last published, then the last recorded."""
    report = schema.report
    order = (report.c.published.desc(), report.c.recorded.desc(), report.c.sha256.desc())
    age = func.row_number().over(partition_by=report.c.id, order_by=order).label("age")
    query = select(report.c.key, report.c.id, age)
    if only is not None:  # inside, so that one report costs the same in a large ledger as in a small one
        query = query.where(report.c.id == only)
    if as_of:
        query = query.where(report.c.published <= as_of.isoformat())
    if known_by:
        query = query.where(report.c.recorded <= rows.moment(known_by))
    aged = query.subquery()
    return select(aged.c.key, aged.c.id).where(aged.c.age == 1).subquery()


def runs(as_of: date | None, known_by: datetime | None, only: BindParameter[str] | None = None) -> Subquery:
    """Key of the newest run over every newest version (or over that of `only`), with the report's id."""
    run, newest = schema.run, versions(as_of, known_by, only)
    age = func.row_number().over(partition_by=run.c.report, order_by=(run.c.recorded.desc(), run.c.engine.desc())).label("age")
    query = select(run.c.key, newest.c.id, age).join(newest, newest.c.key == run.c.report)
    if known_by:
        query = query.where(run.c.recorded <= rows.moment(known_by))
    aged = query.subquery()
    return select(aged.c.key, aged.c.id).where(aged.c.age == 1).subquery()


def newest_run(connection: Connection, report: str, as_of: date | None, known_by: datetime | None) -> RowMapping | None:
    """The columns of the report's newest version, with the key ("run"), engine and layout of its newest run."""
    return connection.execute(_of_one(as_of, known_by), {"only": report}).mappings().first()


@lru_cache(16)  # the question is put once for each report of a ledger
def _of_one(as_of: date | None, known_by: datetime | None) -> Select[Any]:
    run, version, newest = schema.run, schema.report, runs(as_of, known_by, bindparam("only", type_=Text()))
    query = select(version, run.c.key.label("run"), run.c.engine, run.c.layout).join(run, run.c.report == version.c.key)
    return query.join(newest, newest.c.key == run.c.key)


def rows_of_newest(
    connection: Connection, name: str, as_of: date | None, known_by: datetime | None
) -> tuple[dict[int, str], list[rows.Found]]:
    """Report id by run key, and the rows of this table that belong to the newest runs, in order within their run."""
    newest, table = runs(as_of, known_by), schema.metadata.tables[name]
    report_of = {row.key: row.id for row in connection.execute(select(newest))}
    query = select(table).join(newest, newest.c.key == table.c.run).order_by(table.c.key, table.c.position)
    result = connection.execute(query)
    columns = tuple(result.keys())
    return report_of, [dict(zip(columns, row, strict=True)) for row in result.all()]  # quicker to look into than a mapping of it
