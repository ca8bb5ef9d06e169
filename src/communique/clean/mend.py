"""However often a text is edited, every character of the outcome still knows where in the text as read it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from communique.record.text import Defect, OffsetMap, identity

Flaw = Literal["hyphen", "reversed quote", "unclosed quote", "mojibake", "control", "space"]


class Edit(NamedTuple):
    """Put `text` in place of start..end; `flaw` names what was wrong, None where it was only unusual.

    `at` is the stretch to show for the flaw where that is not start..end (an inserted mark shows the one it answers).
    """

    start: int
    end: int
    text: str
    flaw: Flaw | None = None
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way from the text as read to the mended text."""

    text: str
    offsets: OffsetMap
    defects: tuple[Defect, ...] = ()


def draft(text: str) -> Draft:
    """The text as read, nothing mended yet."""
    return Draft(text, identity(len(text)))


def mend(before: Draft, edits: Iterable[Edit]) -> Draft:
    """Apply edits, given in any order, to the draft's text; one that overlaps an earlier one is left out."""
    ordered = _apart(sorted(edits, key=lambda edit: (edit.start, edit.end)))
    if not ordered:
        return before
    texts: list[str] = []
    pieces: list[tuple[int, int, int]] = []  # length in the new text, start and end in the old
    at = 0
    for edit in ordered:
        if at < edit.start:
            texts.append(before.text[at : edit.start])
            pieces.append((edit.start - at, at, edit.start))
        if edit.text:
            texts.append(edit.text)
            pieces.append((len(edit.text), edit.start, edit.end))
        at = edit.end
    if at < len(before.text):
        texts.append(before.text[at:])
        pieces.append((len(before.text) - at, at, len(before.text)))
    defects = [Defect(edit.flaw, before.offsets.to_raw(*(edit.at or (edit.start, edit.end)))) for edit in ordered if edit.flaw]
    return Draft("".join(texts), _compose(pieces, before.offsets), before.defects + tuple(defects))


def _apart(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    at = 0
    for edit in edits:
        if edit.start >= at:
            kept.append(edit)
            at = edit.end
    return kept


def _compose(pieces: list[tuple[int, int, int]], inner: OffsetMap) -> OffsetMap:
    mended: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    at = last = 0

    def add(length: int, start: int, end: int) -> None:
        # A piece cut in two by a later edit may not claim its raw characters twice: the first part has them all.
        nonlocal at, last
        start = max(start, last)
        end = max(start, end)
        mended.append(at)
        starts.append(start)
        ends.append(end)
        at += length
        last = end

    j = 0
    for length, start, end in pieces:
        if start == end:
            add(length, last, last)
            continue
        while j + 1 < len(inner.mended) and inner.mended[j + 1] <= start:
            j += 1
        if length != end - start:
            span = inner.to_raw(start, end)
            add(length, span.start, span.end)
            continue
        at_old = start
        while at_old < end:
            size = inner.piece_length(j)
            base = inner.mended[j]
            stop = min(end, base + size)
            if size == inner.raw_end[j] - inner.raw_start[j]:
                add(stop - at_old, inner.raw_start[j] + at_old - base, inner.raw_start[j] + stop - base)
            else:
                add(stop - at_old, inner.raw_start[j], inner.raw_end[j])
            at_old = stop
            if at_old < end:
                j += 1
    return OffsetMap(tuple(mended), tuple(starts), tuple(ends), at)
