"""All that a ledger shows, as the commands write it: what tests compare where nothing may differ by a byte."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from functools import partial

from rich.console import Console

from communique.show.brief import brief_document, brief_rows
from communique.show.calendar import calendar
from communique.show.markdown import markdown
from communique.show.rows import Row
from communique.show.tables import as_text, draw_rows, write_rows
from communique.show.terminal import draw_brief, draw_report
from communique.talks import WHATS, Talks

QUERIES = ("party:ALT", "act:demand,reject or sure:yes", "since:2019-03-12 -act:deed")
Day = date | str | None


def page() -> Console:
    """As wide as a page, without colour."""
    return Console(width=100, highlight=False, color_system=None, force_terminal=False)


def lines(rows: object) -> str:
    """The rows as JSON lines."""
    out = io.StringIO()
    write_rows(rows, "jsonl", out)  # type: ignore[arg-type]
    return out.getvalue()


def all_shown(talks: Talks, as_of: Day = None, known_by: datetime | None = None) -> dict[str, str]:
    """What every command writes as of a day and as known by a moment, by the command."""
    at = {"as_of": as_of, "known_by": known_by}
    names = talks.names(**at)  # type: ignore[arg-type]
    found: dict[str, str] = {}
    for since in (None, "2019-03-11"):
        brief = talks.brief(since=since, **at)  # type: ignore[arg-type]
        found[f"brief {since}"] = as_text(partial(draw_brief, brief), page()) + "\n".join(markdown(brief))
        found[f"brief {since} json"] = json.dumps(brief_document(brief)) + lines(brief_rows(brief))
    for thread in talks.record(**at).threads[:3]:  # type: ignore[arg-type]
        one = talks.brief(thread=thread.id, **at)  # type: ignore[arg-type]
        found[f"brief {thread.id}"] = as_text(partial(draw_brief, one), page()) + lines(brief_rows(one))
    for query in QUERIES:
        found[f"ask {query}"] = lines(talks.ask(query, **at))  # type: ignore[arg-type]
    for report in talks.reports(**at):  # type: ignore[arg-type]
        view = talks.show(report.id, why=True, **at)  # type: ignore[arg-type]
        found[f"show {report.id}"] = as_text(partial(draw_report, view), page())
    for kind in ("timeline", "positions", "questions", "conflicts", "copies", "parties"):
        rows: list[Row] = getattr(talks, kind)(**at)
        found[kind] = lines(rows) + as_text(partial(draw_rows, kind, rows, names), page())
    found["calendar"] = lines(talks.questions(ahead=True, **at)) + "\n".join(calendar(talks.questions(**at)))  # type: ignore[arg-type]
    for what in WHATS:
        found[f"export {what}"] = lines(talks.export(what, **at))  # type: ignore[arg-type]
    return found
