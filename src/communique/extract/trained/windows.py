"""A report cut into windows that the encoder reads at once, and where in them each character stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.extract.trained.wordpiece import CLS, SEP, Piece, pieces, vocabulary
from communique.parse.tree import Parsed

LENGTH = 128  # pieces of a window; longer ones take longer to read, piece by piece
TITLE = 12  # pieces of the title, which opens every window
BEFORE = 16  # pieces of what stands before a window, read again with it


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces to read at once: title, what stood before, and from `first` on the window's own."""

    pieces: tuple[Piece, ...]
    first: int

    @property
    def numbers(self) -> list[int]:
        """What the encoder is given."""
        return [piece.number for piece in self.pieces]


@dataclass(frozen=True)
class Windows:
    """All windows of a report, in order."""

    windows: tuple[Window, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [window.pieces[window.first].start for window in self.windows]

    def at(self, start: int) -> tuple[int, int]:
        """The window that a character is of, and the place of its piece there."""
        window = max(0, bisect_right(self._starts, start) - 1)
        return window, self.within(window, start)

    @cached_property
    def _bounds(self) -> list[list[int]]:
        return [[piece.start for piece in window.pieces[:-1]] for window in self.windows]

    def within(self, window: int, start: int) -> int:
        """The place in a window of the piece that covers a character, or of the last one before it."""
        return max(0, bisect_right(self._bounds[window], start) - 1)

    def of(self, verb: int, start: int, end: int) -> tuple[int, int, int, int]:
        """A clause by its characters: its window, and there its verb, its first piece and the last (exclusive)."""
        window, at = self.at(verb)
        return window, at, min(self.within(window, start), at), max(self.within(window, end - 1) + 1, at + 1)


def windows_of(parsed: Parsed) -> Windows:
    """The windows of a report; sentences stay whole where they fit."""
    title = parsed.cleaned.report.title or ""
    opening = [_mark(CLS), *(Piece(p.number, -1, -1) for p in pieces(title, 0, len(title))[:TITLE]), _mark(SEP)]
    room = LENGTH - len(opening) - BEFORE - 1
    made: list[Window] = []
    before: Sequence[Piece] = ()
    for own in _packed(_sentences(parsed, room), room):
        made.append(Window((*opening, *before, *own, _mark(SEP)), len(opening) + len(before)))
        before = own[-BEFORE:]
    return Windows(tuple(made))


def _mark(name: str) -> Piece:
    return Piece(vocabulary()[name], -1, -1)


def _sentences(parsed: Parsed, room: int) -> Iterator[list[Piece]]:
    """The pieces of each sentence; one that is too long for a window in several runs."""
    for sentence in parsed.sentences:
        cut = pieces(parsed.text, sentence.start, sentence.end)
        for at in range(0, len(cut), room):
            yield cut[at : at + room]


def _packed(runs: Iterator[list[Piece]], room: int) -> Iterator[list[Piece]]:
    held: list[Piece] = []
    for run in runs:
        if held and len(held) + len(run) > room:
            yield held
            held = []
        held = held + run
    if held:
        yield held
