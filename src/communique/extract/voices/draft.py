"""A draft is a voice before its place among the others is known; helpers here turn words into trimmed spans."""

from __future__ import annotations

from dataclasses import dataclass

from communique.extract.voices.cues import has
from communique.extract.voices.quotes import Layout, Range
from communique.parse.tree import Word

TRIM = " \n\t,;:.–—-"
NOMINAL = ("NN", "PR", "WP", "CD", "DT", "WD", "EX")


@dataclass(slots=True, eq=False)
class Draft:
    """A voice while it is being put together; `extent` covers the words of source, cue and adjuncts."""

    source: Range | None
    head: int | None
    cue: Range | None
    cue_word: int | None
    lemma: str
    content: list[Range]
    basis: str
    group: str
    extent: Range
    relay: bool = False
    addressee: int | None = None
    outer: Draft | None = None


def span(layout: Layout, first: int, last: int) -> Range | None:
    """Mended offsets of words first..last (inclusive) without outer punctuation; None where nothing is left."""
    words, text = layout.words, layout.parsed.text
    while last > first and words[last].tag == "CC":
        last -= 1
    if last < first:
        return None
    start, end = words[first].start, words[last].end
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM and not _abbreviated(text, end):
        end -= 1
    return (start, end) if end > start else None


def _abbreviated(text: str, end: int) -> bool:
    """Whether the stop before `end` belongs to initials ("U.S.")."""
    return text[end - 1] == "." and text[end - 3 : end - 2] == "." and text[end - 2 : end - 1].isalpha()


def whole_quotes(layout: Layout, found: Range, cue: int | None) -> Range:
    """`found` widened to the quotations that it cuts; within the quotation of the cue itself it is clipped instead."""
    home = layout.inside[cue] if cue is not None else -1
    start, end = found
    if home >= 0:
        quote = layout.quotes[home]
        return max(start, quote.start + 1), max(start, min(end, quote.end - 1))
    first, last = layout.words_in(start, end)
    for index in (first, last - 1):
        if index < last and (number := layout.inside[index]) >= 0:
            quote = layout.quotes[number]
            start, end = min(start, quote.start), max(end, quote.end)
    return start, end


def phrase(layout: Layout, at: int, limit: int | None = None) -> Word | None:
    """Head of the noun phrase that begins at word `at`; it is sought rightwards, within the sentence."""
    words = layout.words
    if at >= len(words):
        return None
    top = words[at]
    while top.head != top.i and top.head > at and words[top.head].sentence == top.sentence:
        head = words[top.head]
        if head.is_verb or (limit is not None and head.i > limit) or head.left < at:
            break
        top = head
    return top if top.tag[:2] in NOMINAL or (top.tag == "JJ" and top.dep == "pobj") else None  # "the daily"


def source_span(layout: Layout, head: Word, cue: Word) -> Range | None:
    """The source phrase: all that hangs on its head on this side of the cue, outside quotations that the cue is not in."""
    words, inside = layout.words, layout.inside
    first, last = head.left, head.right
    if head.i < cue.i:
        last = min(last, cue.i - 1)
    else:
        first = max(first, cue.i + 1)
    if last - first > 45:
        first, last = max(first, min((k.i for k in head.kids if k.i < head.i), default=head.i)), head.i
    for kid in head.kids:
        clause = kid.dep in ("advcl", "ccomp", "conj") and _clause(kid)
        day = kid.dep in ("npadvmod", "appos", "tmod") and has("days", kid.low)
        where = kid.dep == "prep" and any(has("occasions", k.lemma) for k in kid.kids)
        aside = kid.tag == "VBG" and words[kid.left - 1].text == ","
        if kid.i > head.i and (clause or day or aside or (where and kid.low in ("in", "at", "on", "during"))):
            last = min(last, kid.left - 1)
    if words[first].low in ("last", "next", "this", "late", "early") and has("days", words[first + 1].low):
        first += 1
    if has("days", words[first].low) and first < head.i:
        first += 1
    home = inside[cue.i]
    while first < head.i and inside[first] != home:
        first += 1
    while last > head.i and inside[last] != home:
        last -= 1
    if (words[last].dep == "cc" and head.i < cue.i - 1 and last + 1 < cue.i) or (words[last].dep == "cc" and head.i > cue.i):
        more = phrase(layout, last + 1)
        last = more.right if more and more.sentence == head.sentence else last
    return span(layout, first, last)


def _clause(word: Word) -> bool:
    return word.tag in ("VBD", "VBZ", "VBP", "VB", "MD")
