"""The state of the talks: what is on the table and each side's answer, what is awaited, warned of, contested, changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from communique.page.edition import Sight
from communique.page.kind import Kind, Wanted
from communique.show.brief import Section, brief_rows
from communique.show.rows import Row
from communique.show.state import State
from communique.show.words import days_in_words

AGO = (1, 7, 30)  # days, since which what is new can be asked for at once


@dataclass(frozen=True, slots=True)
class Front:
    """The first page."""

    title: str
    scope: str
    state: State
    period: str
    sections: tuple[Section, ...]  # all but what is on the table
    tabled: Section | None
    since: date | None  # what is told as changed came after this day
    sinces: tuple[date, ...]  # days to choose from, the nearest first
    unsure: int


def front(sight: Sight, wanted: Wanted) -> Front:
    """The state of the talks as of the day."""
    state = sight.view.page(wanted.day("since"))
    brief = state.brief
    tabled = next((section for section in brief.sections if section.name == "on the table"), None)
    rest = tuple(section for section in brief.sections if section is not tabled)
    period = days_in_words(brief.first, brief.last) if brief.first and brief.last else ""
    unsure = sum(section.unsure for section in brief.sections)
    return Front("State of the talks", brief.scope, state, period, rest, tabled, brief.since, sinces(sight), unsure)


def sinces(sight: Sight) -> tuple[date, ...]:
    """The last day with reports before this one, and those before a week and a month."""
    lasts = ([on for on in sight.days if on <= sight.today - timedelta(ago)][-1:] for ago in AGO)
    return tuple(dict.fromkeys(on for last in lasts for on in last))


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """A row for each place that the page cites, the cells of the matrices among them."""
    state = sight.view.page(wanted.day("since"))
    for row in brief_rows(state.brief):
        yield {**row, "thread": None, "term": None}
    for matrix in state.tables:
        for provision in matrix.rows:
            for cell in provision.cells:
                for cite in cell.cites:
                    yield {
                        "section": "position", "by": [cell.party], "to": list(matrix.line.by), "act": "position",
                        "label": cell.stands, "line": cell.text, "state": f"before: {cell.before}" if cell.before else "",
                        "when": cell.since.edtf, "due": None, "chain": "", "doubtful": cell.doubtful,
                        "confidence": None, "move": cite.move, "report": cite.report, "paragraph": cite.paragraph,
                        "start": cite.start, "end": cite.end, "text": cite.text, "thread": matrix.thread,
                        "term": provision.term,
                    }  # fmt: skip


STATE = Kind("state", "State of the talks", "state.html", front, rows, asks=("since",), rows_by=("since",))
