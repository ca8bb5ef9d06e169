"""Every quotation is found from its marks alone, before any syntax is asked: ranges in order, without overlap."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from communique.parse.tree import Parsed, Word

Range = tuple[int, int]
MARK = re.compile(r"``|''|[\"“”„«»]|(?<!\w)[‘'](?=\w)")
SINGLE_END = re.compile(r"[’'](?!\w)")
STRAIGHT = ('"', "''")
LONGEST_SINGLE = 600  # characters; beyond that an apostrophe was taken for a mark
SENTENCE_END = frozenset(".!?,…—")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation, marks included.  `carried`: it runs on in the next paragraph, which opens with a mark again."""

    start: int
    end: int
    first: int  # index of the first word at or after the opening mark
    last: int  # index after the last word before `end`
    carried: bool
    spoken: bool  # long or closed like an utterance, so no mere title or fragment


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A parsed report with its paragraphs and quotations.

    `inside[i]` is the number of the quotation that holds word i, or -1; `paragraph[n]` is that of sentence n.
    """

    parsed: Parsed
    starts: list[int]
    inside: list[int]
    quotes: list[Quote]
    paragraph: list[int]
    words: list[Word] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", self.parsed.words)

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """First and last (exclusive) index of the words that begin in start..end."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def lay_out(parsed: Parsed) -> Layout:
    """Paragraphs and quotations of `parsed`; one pass over text and words."""
    starts = parsed.starts
    paragraph: list[int] = []
    bounds: list[Range] = []
    before = None
    for sentence in parsed.sentences:
        new = before is None or sentence.block != before.block or "\n" in parsed.text[before.end : sentence.start]
        if new:
            bounds.append((sentence.start, sentence.end))
        else:
            bounds[-1] = (bounds[-1][0], sentence.end)
        paragraph.append(len(bounds) - 1)
        before = sentence
    inside = [-1] * len(starts)
    quotes: list[Quote] = []
    for start, end, carried in _ranges(parsed.text, bounds):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        inner = parsed.text[start + 1 : end - 1].rstrip()
        size = sum(word.text[0].isalnum() for word in parsed.words[first:last])
        closed = inner[-1:] in SENTENCE_END or parsed.text[end : end + 1] in (",", ".")
        spoken = carried or size >= 12 or (size >= 1 and inner[-1:] in SENTENCE_END) or (closed and size >= 6)
        quotes.append(Quote(start, end, first, last, carried, spoken))
        inside[first:last] = [len(quotes) - 1] * (last - first)
    return Layout(parsed, starts, inside, quotes, paragraph)


def _ranges(text: str, paragraphs: list[Range]) -> list[tuple[int, int, bool]]:
    """Start, end and whether carried on, for each quotation; an unclosed one ends with its paragraph."""
    found: list[tuple[int, int, bool]] = []
    for number, (begin, end) in enumerate(paragraphs):
        at: int | None = None
        within = 0  # curly quotations open inside a straight one
        position = begin
        while match := MARK.search(text, position, end):
            here, mark = match.start(), match.group()
            position = match.end()
            if mark in ("‘", "'"):
                if at is None and (stop := _single_end(text, here, end, curly=mark == "‘")):
                    found.append((here, stop, False))
                    position = stop
            elif at is None:
                if mark not in "”»" and (mark not in STRAIGHT or _opens(text, here, len(mark))):
                    at, within = here, 0
            elif text[at] in "\"'" and mark in "“”" and (mark == "“" or within):
                within += 1 if mark == "“" else -1
            elif mark in "”»" or (mark in STRAIGHT and not _opens(text, here, len(mark))) or _reversed(text, here):
                found.append((at, match.end(), False))
                at = None
        if at is not None:
            carried = number + 1 < len(paragraphs) and text[paragraphs[number + 1][0]] in '“"'
            found.append((at, end, carried))
    return found


def _opens(text: str, at: int, size: int) -> bool:
    before, after = text[at - 1 : at], text[at + size : at + size + 1]
    return (not before or before in " \n\t([—–-‘'“/") and bool(after.strip())


def _reversed(text: str, at: int) -> bool:
    """Whether an opening mark inside a quotation stands where it must close: after a comma or stop, before no capital."""
    before = text[max(0, at - 3) : at].rstrip()
    return before[-1:] in SENTENCE_END and not text[at + 1 : at + 2].isupper()


def _single_end(text: str, start: int, end: int, *, curly: bool) -> int | None:
    """End of a quotation in single marks; straight ones count only where they close like an utterance."""
    for match in SINGLE_END.finditer(text, start + 1, min(end, start + LONGEST_SINGLE)):
        if text[match.start() - 1] in ".,?!" or (curly and match.group() == "’" and text[match.start() - 1] != "s"):
            return match.end()
    return None
