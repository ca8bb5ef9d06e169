"""A brief says nothing without a place in a report: every line carries its cites, and what is unsure is marked or counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from communique.record.when import When
from communique.show.rows import Row, edtf


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a line stands: a move's place, and the paragraph (from 1) it begins in."""

    move: str
    report: str
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: who (to whom), what was done in a word (`label`), what, how it stands; `under` are the lines below it.

    A line without words of its own holds contested sides: the last of `under` stands against the others.
    """

    by: tuple[str, ...]
    to: tuple[str, ...]
    act: str
    label: str
    text: str
    state: str
    when: When | None
    due: When | None
    chain: str
    doubtful: bool
    cites: tuple[Cite, ...]
    under: tuple[Line, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Section:
    """`more` sure and `unsure` doubtful lines are left out; `command` shows them."""

    name: str
    lines: tuple[Line, ...]
    more: int
    unsure: int
    command: str


@dataclass(frozen=True, slots=True)
class Source:
    """A report cited, by the number it has in this brief: cited reports counted in order of publication."""

    number: int
    report: str
    published: date
    outlet: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Brief:
    """The state of the talks as of a day."""

    scope: str
    as_of: date | None
    reports: int
    origins: int
    first: date | None
    last: date | None
    since: date | None
    names: Mapping[str, str]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    only_since: bool = False  # it tells what came after `since` alone
    whole: bool = False  # it tells one thread with all its evidence


def walk(lines: Iterable[Line]) -> Iterator[Line]:
    """Each line and those under it."""
    for line in lines:
        yield line
        yield from walk(line.under)


def brief_rows(brief: Brief) -> Iterator[Row]:
    """A row for each place cited, with the section and the line that cites it."""
    for section in brief.sections:
        for line in walk(section.lines):
            for cite in line.cites:
                yield {"section": section.name, **_line_row(line), **_cite_row(cite)}


def brief_document(brief: Brief) -> Row:
    """The whole brief as one object."""
    return {
        "scope": brief.scope,
        "as_of": _iso(brief.as_of),
        "reports": brief.reports,
        "origins": brief.origins,
        "first": _iso(brief.first),
        "last": _iso(brief.last),
        "since": _iso(brief.since),
        "sections": [
            {
                "name": s.name,
                "lines": [_whole_line(line) for line in s.lines],
                "more": s.more,
                "unsure": s.unsure,
                "command": s.command,
            }
            for s in brief.sections
        ],
        "sources": [
            {"number": r.number, "report": r.report, "published": r.published.isoformat(), "outlet": r.outlet, "title": r.title}
            for r in brief.sources
        ],
    }


def _whole_line(line: Line) -> Row:
    return {
        **_line_row(line),
        "cites": [_cite_row(cite) for cite in line.cites],
        "under": [_whole_line(one) for one in line.under],
    }


def _line_row(line: Line) -> Row:
    return {
        "by": list(line.by), "to": list(line.to), "act": line.act, "label": line.label, "line": line.text, "state": line.state,
        "when": edtf(line.when), "due": edtf(line.due), "chain": line.chain, "doubtful": line.doubtful,
        "confidence": round(line.confidence, 3),
    }  # fmt: skip


def _cite_row(cite: Cite) -> Row:
    return {
        "move": cite.move, "report": cite.report, "paragraph": cite.paragraph,
        "start": cite.start, "end": cite.end, "text": cite.text,
    }  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
