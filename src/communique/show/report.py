"""One report as it was read, with every move marked in it and every voice below; the marks change no character of the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from communique.record.move import Move, Reading
from communique.record.text import Report, Span
from communique.show.copies import Kin
from communique.show.voices import VoiceView, view_voices
from communique.show.words import paragraph_starts


@dataclass(frozen=True, slots=True)
class Marked:
    """A move with the number it has in this view, counted in the order of the text."""

    number: int
    move: Move


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text as read, and the moves that begin in it."""

    number: int
    span: Span
    marks: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report and what one engine found in it; `reading` is None where nothing has read it yet."""

    report: Report
    reading: Reading | None
    marks: tuple[Marked, ...]
    paragraphs: tuple[Paragraph, ...]
    names: Mapping[str, str]
    why: bool
    voices: tuple[VoiceView, ...] = ()
    alone: bool = False  # the voices without the text
    kin: tuple[Kin, ...] = ()  # what it is a copy of, and its copies


def view_report(
    report: Report, reading: Reading | None, names: Mapping[str, str], why: bool = False, alone: bool = False,
    kin: tuple[Kin, ...] = (),
) -> ReportView:  # fmt: skip
    """The view of `report`; `why` asks that the reasons for each move be drawn too, `alone` for the voices without the text.

    `kin` are the reports that go back to the same dispatch.
    """
    found = sorted(reading.moves if reading else (), key=lambda move: (move.span.start, -move.span.end, move.id))
    marks = tuple(Marked(number, move) for number, move in enumerate(found, 1))
    starts = [*paragraph_starts(report.text), len(report.text)]
    paragraphs = []
    for number, (start, end) in enumerate(pairwise(starts), 1):
        inside = tuple(mark for mark in marks if start <= mark.move.span.start < end)
        paragraphs.append(Paragraph(number, Span(start, end), inside))
    voices = view_voices(report, reading.attributions if reading else ())
    return ReportView(report, reading, marks, tuple(paragraphs), names, why, voices, alone, kin)


def with_marks(view: ReportView, paragraph: Paragraph) -> list[tuple[str, tuple[int, ...]]]:
    """The paragraph cut where moves begin and end: pieces of text with the numbers of the moves that hold them.

    A piece that begins a move is preceded by `⟦n `, one that ends a move followed by ` n⟧`, as pieces held by that move.
    """
    span = paragraph.span
    here = [(mark, part) for mark in view.marks for part in parts(mark.move) if part.overlaps(span)]
    edges = sorted(
        {span.start, span.end, *(min(max(edge, span.start), span.end) for _, part in here for edge in (part.start, part.end))}
    )
    pieces: list[tuple[str, tuple[int, ...]]] = []
    for start, end in pairwise(edges):
        holding = tuple(mark.number for mark, part in here if part.start <= start and end <= part.end)
        opening = sorted((m for m in here if m[1].start == start), key=lambda m: -m[1].end)
        closing = sorted((m for m in here if m[1].end == end), key=lambda m: -m[1].start)
        pieces += [(f"⟦{mark.number} ", (mark.number,)) for mark, _ in opening]
        pieces.append((view.report.text[start:end], holding))
        pieces += [(f" {mark.number}⟧", (mark.number,)) for mark, _ in closing]
    return pieces


def parts(move: Move) -> tuple[Span, ...]:
    """The stretches of text that a move covers."""
    return move.spans or (move.span,)
