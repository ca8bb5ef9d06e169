"""After this pass a paragraph is one line, paragraphs stand apart by one line feed or two, and no two spaces meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from communique.clean.hyphens import Hyphens
from communique.clean.mend import Edit

_GAP = re.compile(r"[ \n]{2,}|\n|\A | \Z")
_KEY = re.compile(r"[A-Za-z][\w-]{0,20}:\s|[-*•>]\s|https?:")
_FIRST_WORD = re.compile(r"\S{1,40}")
_OPEN_END = re.compile(
    r"(?:^|\s)(?:the|an?|of|to|in|on|at|by|with|from|for|and|or|nor|that|which|who|than|as|its|their|his|her|between|into)\Z"
)
_HALF = re.compile(r"[^\W\d_]{1,24}-\Z")
_LETTERS = re.compile(r"[^\W\d_]{1,24}")
_WIDEST, _NARROWEST = 132, 45  # of hand-wrapped prose, in characters


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int  # without the gap that follows
    gap: int  # end of that gap
    blank: bool  # whether an empty line or an indent follows
    text_low: bool  # whether it begins in lower case


def lines(text: str) -> Iterator[Edit]:
    """Edits that unwrap hard-wrapped prose, take hyphens out of words broken in two, and thin out white space."""
    hyphens = Hyphens(text)
    yield from hyphens.edits()
    found: list[_Line] = []
    start = 0
    for match in _GAP.finditer(text):
        feeds = text.count("\n", match.start(), match.end())
        if match.start() == 0 or match.end() == len(text):
            yield Edit(match.start(), match.end(), "")
            if match.start() == 0:
                start = match.end()
                continue
        elif not feeds:
            yield Edit(match.start() + 1, match.end(), "", "space")
            continue
        if feeds:
            indent = match.end() - text.rfind("\n", match.start(), match.end()) - 1
            blank = feeds > 1 or indent > 2
            found.append(_Line(start, match.start(), match.end(), blank, text[start : start + 1].islower()))
            start = match.end()
    if start < len(text):
        found.append(_Line(start, len(text), len(text), True, text[start].islower()))
    widths = _widths(text, found)
    for above, below, width in zip(found, found[1:], widths, strict=False):
        yield from _gap(text, above, below, width, hyphens)


def _gap(text: str, above: _Line, below: _Line, width: int, hyphens: Hyphens) -> Iterator[Edit]:
    """What to do between two lines; `width` is that of the hard-wrapped text they stand in, 0 where there is none."""
    whole = (above.end, above.gap)
    word = _FIRST_WORD.match(text, below.start, below.end)
    item = _hangs_on_item(text, above, below)
    if word and (item or not above.blank) and (item or _continues(text, above, below, width, len(word.group()))):
        head = _HALF.search(text, max(above.start, above.end - 25), above.end)
        tail = _LETTERS.match(word.group())
        if head and tail and tail.group() not in ("and", "or", "to"):
            broken = hyphens.is_break(head.group()[:-1], tail.group(), line_end=True)
            yield Edit(above.end - broken, above.gap, "", "hyphen" if broken else "space")
        else:
            yield Edit(*whole, " ", "space")
        return
    wanted = "\n\n" if text.count("\n", *whole) > 1 else "\n"
    if text[slice(*whole)] != wanted:
        yield Edit(*whole, wanted)


def _hangs_on_item(text: str, above: _Line, below: _Line) -> bool:
    """Whether the line below is the indented rest of a list item."""
    if text[above.gap - 1] != " " or text.count("\n", above.end, above.gap) > 1 or _KEY.match(text, below.start, below.end):
        return False
    return text[above.start : above.start + 2] in ("- ", "* ", "• ") or (above.start > 0 and text[above.start - 1] == " ")


def _continues(text: str, above: _Line, below: _Line, width: int, word: int) -> bool:
    if above.end <= above.start or _KEY.match(text, below.start, below.end):
        return False
    full = bool(width) and above.end - above.start + 1 + word > width
    if full or (width and below.text_low):
        return True
    if not (text[above.end - 1].isalnum() or text[above.end - 1] in ",-’'"):
        return False
    return below.text_low or bool(_OPEN_END.search(text[max(above.start, above.end - 10) : above.end]))


def _widths(text: str, found: list[_Line]) -> list[int]:
    """For each line the width its paragraph was wrapped at by hand, 0 where it was not."""
    widths = [0] * len(found)
    first, known = 0, 0
    pairs: list[tuple[int, int]] = []
    for i, line in enumerate(found):
        if not line.blank and i + 1 < len(found):
            continue
        pairs.append((first, i + 1))
        first = i + 1
    for first, last in pairs:
        width = _wrapped(text, found[first:last])
        known = max(known, width)
        widths[first:last] = [width] * (last - first)
    if known:  # a paragraph of two lines tells nothing by itself
        for first, last in pairs:
            if widths[first] == 0 and last - first > 1 and all(line.end - line.start <= known for line in found[first:last]):
                widths[first:last] = [known] * (last - first)
    return widths


def _wrapped(text: str, chunk: list[_Line]) -> int:
    if len(chunk) < 3:
        return 0
    width = max(line.end - line.start for line in chunk)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = low = 0
    for above, below in pairwise(chunk):
        word = _FIRST_WORD.match(text, below.start, below.end)
        full += above.end - above.start + 1 + (len(word.group()) if word else 0) > width
        low += below.text_low
    pairs = len(chunk) - 1
    # Prose begins most of its lines in lower case; a list of headlines as wide as itself does not.
    return width if full >= 0.7 * pairs and low >= 0.4 * pairs else 0
