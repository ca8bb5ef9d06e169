"""A report in windows: whole paragraphs, in order, each in one window and none of them page furniture."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from communique.parse.tree import Parsed, Sentence

SIZE = 4000  # characters of a window, about a thousand tokens
BEFORE = 600  # characters of what stands before it, for "he", "the union", "the draft"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or of one too long for a window a run of its sentences; offsets are mended, `number` counts from 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """What a model reads at once; `before` is the end of the text that precedes it (mended offsets)."""

    pieces: tuple[Piece, ...]
    before: tuple[int, int] | None = None


def windows(parsed: Parsed) -> list[Window]:
    """The windows of a report; none where it has no sentence."""
    found: list[list[Piece]] = []
    room = 0
    for piece in pieces(parsed):
        size = piece.end - piece.start
        if not found or size > room:
            found.append([])
            room = SIZE
        found[-1].append(piece)
        room -= size
    return [_window(parsed, run, found[number - 1][-1] if number else None) for number, run in enumerate(found)]


def pieces(parsed: Parsed) -> list[Piece]:
    """The paragraphs that were parsed (body, headings, title), those longer than a window cut between sentences."""
    runs: list[tuple[int, int]] = []
    last: Sentence | None = None
    for sentence in parsed.sentences:
        goes_on = last is not None and last.block == sentence.block and "\n" not in parsed.text[last.end : sentence.start]
        if goes_on and sentence.end - runs[-1][0] <= SIZE:
            runs[-1] = runs[-1][0], sentence.end
        else:
            cuts = [*range(sentence.start, sentence.end, SIZE), sentence.end]
            runs += pairwise(cuts)
        last = sentence
    return [Piece(number, start, end) for number, (start, end) in enumerate(runs, 1)]


def halves(parsed: Parsed, window: Window) -> tuple[Window, Window] | None:
    """The window as two; None where it is a single sentence."""
    parts = list(window.pieces)
    if len(parts) == 1:
        (whole,) = parts
        middle = (whole.start + whole.end) // 2
        inner = [one.start for one in parsed.sentences if whole.start < one.start < whole.end]
        if not inner:
            return None
        cut = min(inner, key=lambda start: abs(start - middle))
        parts = [Piece(whole.number, whole.start, cut), Piece(whole.number, cut, whole.end)]
    half = len(parts) // 2
    return Window(tuple(parts[:half]), window.before), _window(parsed, parts[half:], parts[half - 1])


def _window(parsed: Parsed, run: list[Piece], earlier: Piece | None) -> Window:
    if earlier is None:
        return Window(tuple(run))
    start = max(earlier.start, earlier.end - BEFORE)
    if start > earlier.start:
        start = parsed.text.find(" ", start, earlier.end) + 1 or earlier.start
    return Window(tuple(run), (start, earlier.end))
