"""The full text of the reports: which hold words, by their stems, and the words around them."""

from __future__ import annotations

import re
from datetime import date, datetime

from sqlalchemy import Connection, Select, select, text

from communique.store import schema
from communique.store.newest import versions

HIT = text("report_fts match :words")


def quoted(words: str) -> str:
    """The words, and phrases in quotation marks, as the full text is asked for them; empty where there is nothing to look for."""
    terms = [term.strip('"') for term in re.findall(r'"[^"]*"|[^\s"]+', words)]
    return " ".join(f'"{term}"' for term in terms if any(c.isalnum() for c in term))


def _holding(as_of: date | None, known_by: datetime | None, limit: int | None) -> Select[tuple[int, str, str]]:
    """Key, id and day of the newest versions that hold what is asked for, the newest first."""
    newest, report = versions(as_of, known_by), schema.report
    return (
        select(report.c.key, report.c.id, report.c.published)
        .select_from(report.join(text("report_fts"), text("report_fts.rowid = report.key")))
        .where(HIT, report.c.key.in_(select(newest.c.key)))
        .order_by(report.c.published.desc(), report.c.id)
        .limit(limit)
    )


def holding(connection: Connection, asked: str, as_of: date | None, known_by: datetime | None, limit: int | None) -> list[str]:
    """The ids of the reports that hold what is asked for, the newest first."""
    return [row.id for row in connection.execute(_holding(as_of, known_by, limit), {"words": asked})]


def snippets(
    connection: Connection, asked: str, as_of: date | None, known_by: datetime | None, limit: int | None, only: str | None
) -> list[tuple[str, str]]:  # fmt: skip
    """The same, or that report `only`, each with the words around what is asked for."""
    holds = _holding(as_of, known_by, limit)
    found = (holds.where(schema.report.c.id == only) if only is not None else holds).subquery("found")
    query = (  # a snippet costs more than finding: only of those that are given
        select(found.c.id, text("snippet(report_fts, 0, '', '', '…', 32)"))
        .select_from(found.join(text("report_fts"), text("report_fts.rowid = found.key")))
        .where(HIT)
        .order_by(found.c.published.desc(), found.c.id)
    )
    return [(id, " ".join(snippet.split())) for id, snippet in connection.execute(query, {"words": asked})]
