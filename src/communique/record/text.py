"""A span always refers to the report's text as read; whatever mending happened in between, it maps back to it."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of Unicode code points in a report's text as read."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The exact characters."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


PublishedFrom = Literal["header", "front matter", "field", "file name", "option"]
OutletFrom = Literal["front matter", "field", "option"]


@dataclass(frozen=True, slots=True)
class Report:
    """One dated document as published by one outlet.

    `text` is the decoded body before any cleaning, line ends kept as they came; `sha256` is over its UTF-8 bytes.
    `outlet` None means "not stated".  `recorded` is UTC and is None until a ledger has stored the report.
    `warnings` are things to tell the reader that are no errors (a date before 1900 or in the future).
    """

    id: str
    text: str
    published: date
    published_from: PublishedFrom
    outlet: str | None = None
    outlet_from: OutletFrom | None = None
    title: str | None = None
    url: str | None = None
    path: str | None = None
    recorded: datetime | None = None
    warnings: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Hex digest of the text as read."""
        return digest(self.text)


def digest(text: str) -> str:
    """Hex sha256 of `text` in UTF-8 (lone surrogates, which no UTF-8 holds, are kept by their code)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """From the mended text back to the text as read.

    The mended text is a sequence of pieces.  Piece i begins at `mended[i]` and came from `raw_start[i]`..`raw_end[i]`.
    A piece whose two lengths agree maps character by character; any other (a mended quotation mark, a removed
    hyphen) maps as a whole.  Pieces are in order and do not overlap in the raw text; what lies between them was dropped.
    """

    mended: tuple[int, ...]
    raw_start: tuple[int, ...]
    raw_end: tuple[int, ...]
    length: int  # of the mended text

    def piece_length(self, i: int) -> int:
        """Characters of piece i in the mended text."""
        return (self.mended[i + 1] if i + 1 < len(self.mended) else self.length) - self.mended[i]

    def to_raw(self, start: int, end: int) -> Span:
        """The span in the text as read for mended[start:end] (an empty one maps to an empty one)."""
        if not 0 <= start <= end <= self.length:
            raise ValueError(f"{start}..{end} is not in a text of {self.length} characters")
        if not self.mended:
            return Span(0, 0)
        if start == end:
            i = max(0, bisect_right(self.mended, min(start, self.length - 1)) - 1)
            at = self._raw(i, start, left=True)
            return Span(at, at)
        first = bisect_right(self.mended, start) - 1
        shift = self.raw_start[first] - self.mended[first]
        behind = self.mended[first + 1] if first + 1 < len(self.mended) else self.length
        if end <= behind and behind + shift == self.raw_end[first]:  # within a piece that maps character by character
            return Span(start + shift, end + shift)
        last = bisect_left(self.mended, end, first + 1) - 1
        return Span(self._raw(first, start, left=True), self._raw(last, end, left=False))

    def _raw(self, i: int, at: int, *, left: bool) -> int:
        inside = at - self.mended[i]
        if self.piece_length(i) == self.raw_end[i] - self.raw_start[i]:
            return self.raw_start[i] + inside
        return self.raw_start[i] if left else self.raw_end[i]

    def to_mended(self, at: int) -> int:
        """The mended offset at or next after raw offset `at` (the end of the mended text past the last piece)."""
        i = bisect_right(self.raw_start, at) - 1
        if i < 0:
            return 0
        inside = at - self.raw_start[i]
        if self.piece_length(i) == self.raw_end[i] - self.raw_start[i]:
            return self.mended[i] + min(inside, self.piece_length(i))
        return self.mended[i] if inside == 0 else self.mended[i] + self.piece_length(i)


def identity(length: int) -> OffsetMap:
    """The map of a text that needed no mending."""
    return OffsetMap((0,), (0,), (length,), length) if length else OffsetMap((), (), (), 0)


BlockKind = Literal["header", "title", "dateline", "byline", "credit", "heading", "body", "junk"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the *mended* text with one function in the report; blocks cover it in order without overlap."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """`MOSCOW, Feb 1 (Reuters) -`: each part as printed, None where absent; `span` as read."""

    place: str | None
    wire: str | None
    day: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Credit:
    """`(With inputs from ANI)`, `Reporting by …; editing by …`: whom the outlet credits; adds no link to a chain."""

    names: tuple[str, ...]
    kind: Literal["inputs", "byline", "agency"]
    span: Span


@dataclass(frozen=True, slots=True)
class Defect:
    """A flaw of the text as read that was mended before parsing."""

    kind: Literal["hyphen", "reversed quote", "unclosed quote", "mojibake", "control", "space"]
    span: Span


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A report made ready for parsing: mended text, its map back, and the functions of its parts."""

    report: Report
    text: str
    offsets: OffsetMap
    blocks: tuple[Block, ...]
    dateline: Dateline | None = None
    credits: tuple[Credit, ...] = ()
    defects: tuple[Defect, ...] = field(default=())
