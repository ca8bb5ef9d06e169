"""A report as it was read, every move marked in place, whose words they are beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.page.address import WINDOW
from communique.page.edition import Sight
from communique.page.kind import Kind, Wanted
from communique.page.leaf import Leaf, leaf, leaves, number_of
from communique.record.derived import Copy, Event, Origin, Thread
from communique.record.move import Move
from communique.record.text import Report, Span
from communique.show.report import parts
from communique.show.rows import Row, move_row, report_row
from communique.show.words import paragraph_starts

ORIGINS = 200  # on one leaf of the reports


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that the same moves hold, by their numbers; `begins` are those whose words begin with it, `anchors` their
    places on the page.
    """

    text: str
    held: tuple[int, ...]
    begins: tuple[Note, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What is told beside the text of one move."""

    number: int
    move: Move
    event: Event | None
    threads: tuple[Thread, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"c{self.move.span.start}-{self.move.span.end}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text as read, cut where moves begin and end, and the notes of those that begin in it."""

    number: int
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report that carries the same dispatch, and why it is told to."""

    report: Report
    copy: Copy | None
    earliest: bool
    fullest: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report, or one part of a long one."""

    title: str
    report: Report
    engine: str | None
    moves: int
    part: int
    parts: int
    paragraphs: tuple[Paragraph, ...]
    carriers: tuple[Carrier, ...]


def sheet(sight: Sight, wanted: Wanted) -> Sheet:
    """The report with its moves.  Raises NoSuchReport."""
    assert wanted.item is not None
    told = sight.told_in(wanted.item)
    report, last = told.report, leaves(len(told.report.text), WINDOW)
    part = number_of(wanted.query.get("part"), last)
    shown = paragraphs(sight, report, told.moves, told.ties, (part - 1) * WINDOW, part * WINDOW)
    title = report.title or report.id
    return Sheet(title, report, told.engine, len(told.moves), part, last, shown, carriers(sight, report))


def paragraphs(
    sight: Sight, report: Report, moves: Sequence[Move], tied: Sequence[Span], first: int, end: int
) -> tuple[Paragraph, ...]:  # fmt: skip
    """The paragraphs that have characters between these offsets, with the moves that begin in them: whole, unless one alone is
    longer than that.

    The words that tie one party to another (`tied`) can be led to as those of moves can.
    """
    places: dict[int, list[str]] = {}
    for span in dict.fromkeys(tied):
        places.setdefault(span.start, []).append(f"c{span.start}-{span.end}")
    notes = []
    for number, move in enumerate(moves, 1):
        event = sight.event_of.get(move.id)
        notes.append(Note(number, move, event, tuple(sight.threads_of.get(event.id, ())) if event else ()))
    found = []
    for number, (start, stop) in enumerate(pairwise([*paragraph_starts(report.text), len(report.text)]), 1):
        if start < end and stop > first:
            if stop - start > end - first:
                start, stop = max(start, first), min(stop, end)
            here = tuple(note for note in notes if start <= note.move.span.start < stop)
            found.append(Paragraph(number, tuple(pieces(report.text, start, stop, notes, places)), here))
    return tuple(found)


def pieces(
    text: str, start: int, stop: int, notes: Sequence[Note], places: Mapping[int, Sequence[str]]
) -> Iterator[Piece]:  # fmt: skip
    """The text cut where a move begins or ends, so that overlapping ones can be marked, and at other `places` led to."""
    held = [(note, span) for note in notes for span in parts(note.move) if span.start < stop and span.end > start]
    edges = {start, stop} | {min(max(edge, start), stop) for _, span in held for edge in (span.start, span.end)}
    edges |= {place for place in places if start <= place < stop}
    for left, right in pairwise(sorted(edges)):
        over = tuple(note.number for note, span in held if span.start <= left and right <= span.end)
        begins = tuple(note for note, span in held if span.start == left == note.move.span.start)
        anchors = dict.fromkeys((*(note.anchor for note in begins), *places.get(left, ())))
        yield Piece(text[left:right], over, begins, tuple(anchors))


def carriers(sight: Sight, report: Report) -> tuple[Carrier, ...]:
    """The reports that go back to the same dispatch, this one among them; none where nothing else repeats it."""
    origins = () if sight.bare is not None else sight.view.record.origins
    origin = next((one for one in origins if report.id in one.reports), None)
    if origin is None or len(origin.reports) < 2:
        return ()
    why = {copy.report: copy for copy in origin.copies}
    return tuple(
        Carrier(sight.reports[id], why.get(id), id == origin.id, id == origin.fullest)
        for id in origin.reports
        if id in sight.reports
    )


def rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The moves of the report."""
    assert wanted.item is not None
    for move in sight.told_in(wanted.item).moves:
        event = sight.event_of.get(move.id)
        yield move_row(move, event.id if event else None)


@dataclass(frozen=True, slots=True)
class Listed:
    """One origin: the reports that carry it, the earliest first."""

    origin: Origin
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One leaf of the reports by origin, the latest first."""

    title: str
    leaf: Leaf[Listed]
    reports: int


def shelf(sight: Sight, wanted: Wanted) -> Shelf:
    """All reports, copies under what they are copies of."""
    found = [Listed(one, tuple(sight.reports[id] for id in one.reports)) for one in sight.view.record.origins]
    found.sort(key=lambda one: (-one.reports[0].published.toordinal(), one.origin.id))
    return Shelf("Reports", leaf(found, wanted.query.get("page"), ORIGINS), len(sight.reports))


def shelf_rows(sight: Sight, wanted: Wanted) -> Iterator[Row]:
    """The reports."""
    return (report_row(report, None) for report in sight.reports.values())


REPORT = Kind("reports", "Report", "report.html", sheet, rows, items=True, listed=False, asks=("part",), early=True)
REPORTS = Kind("reports", "Reports", "reports.html", shelf, shelf_rows, asks=("page",))
