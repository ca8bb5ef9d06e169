"""After this pass speech stands between “ and ”, and within a paragraph every “ has its ” (but where the next goes on)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.clean.mend import Edit, Flaw
from communique.clean.single_quotes import single_quotes

_MARK = re.compile(r"[\"“”„‟«»＂]{3,}|““|””|[\"“”„‟«»＂]|``|''|‘‘|’’")
_TRIGGER = re.compile(r"[\"“”„‟«»＂]|``|''|‘‘|’’|(?:\A|[\s(—–:\[])['‘]\w")
_OPENERS = frozenset(["“", "““", "„", "‟", "``", "‘‘"])
_CLOSERS = frozenset(["”", "””", "’’"])
_BEFORE_OPEN = frozenset(" \n([{—–-/:‘'“\"«")
_AFTER_CLOSE = frozenset(" \n.,;:!?)]}—–-/’'…”\"»")
_NEVER_OPENS = frozenset(" \n.,;:!?)]}")
_ENDS = frozenset(",.!?…—–-’'")
# "…, he said", "…, the minister added", "…, Orla Venn told reporters": where speech ends though no mark says so.
_SAID = (
    r"(?:said|says|added|told|noted|explained|stressed|declared|warned|insisted|argued|stated|continued|concluded|wrote|asked)\b"
)
_NAMED_TELLER = re.compile(rf" ?(?:[A-Z][\w.’'-]{{1,25}} ){{1,4}}{_SAID}")
_TELLER = re.compile(
    r",(?= (?:(?:he|she|they|it|[Tt]he [a-z]{2,20}|[A-Z][\w.’'-]{1,25}(?: [A-Z][\w.’'-]{1,25}){0,3}) )"
    rf"{_SAID}"
    r"| (?:said|says|added|noted|explained|stressed|warned) [A-Zth])"
)
_NEAR = 50
_REACH = 4000  # how far an unclosed quotation is searched for its teller


def quotes(text: str) -> Iterator[Edit]:
    """Edits that make quotation marks typographic, turn reversed ones round and close those left open."""
    done = 0
    trigger = _TRIGGER.search(text)
    while trigger:
        start = text.rfind("\n", done, trigger.start() + 1) + 1 or done
        if text[trigger.start()] == "\n":
            start = trigger.start() + 1
        end = text.find("\n", trigger.end())
        end = len(text) if end < 0 else end
        pairs: list[tuple[int, int]] = []
        edits = list(_Paragraph(text, start, end).edits(pairs))
        singles = single_quotes(text, start, end, pairs)
        yield from _nested(edits, singles, pairs) if singles else edits
        done = end
        trigger = _TRIGGER.search(text, end)


def _nested(edits: list[Edit], singles: list[tuple[int, int]], pairs: list[tuple[int, int]]) -> Iterator[Edit]:
    """Single-quoted speech becomes “ ”, and the double marks inside it ‘ ’, so that nesting can still be told."""
    inner: dict[int, str] = {}
    for start, end in singles:
        yield Edit(start, start + 1, "“")
        yield Edit(end - 1, end, "”")
        for first, last in pairs:
            if start < first and last < end:
                inner[first], inner[last - 1] = "‘", "’"
    for at, glyph in inner.items():
        yield Edit(at, at + 1, glyph)
    yield from (edit for edit in edits if not (edit.start in inner and edit.end > edit.start))


class _Paragraph:
    """The double marks of text[start:end], read from left to right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        marks = _MARK.finditer(text, start, end) if '="' not in text[start:end] else ()  # left-over tags are not speech
        self._marks = [mark for mark in marks if len(mark.group()) < 3]  # longer runs are decoration

    def edits(self, pairs: list[tuple[int, int]]) -> Iterator[Edit]:
        """The edits; `pairs` receives the stretches found to be quoted, marks included."""
        opened: re.Match[str] | None = None
        inner: re.Match[str] | None = None
        for i, mark in enumerate(self._marks):
            if inner:
                yield Edit(*inner.span(), "‘")
                yield Edit(*mark.span(), "’")
                inner = None
                continue
            opening, sure = self._opens(i, opened)
            if opening is None:
                continue
            if opening and opened is not None:
                if self._nests(i):
                    inner = mark
                    continue
                yield self._close(opened, mark.start(), pairs)
            if opening:
                opened = mark
                yield from self._as(mark, "“", sure)
            else:
                if opened is not None:
                    pairs.append((opened.start(), mark.end()))
                opened = None
                yield from self._as(mark, "”", sure)
        if opened is not None:
            teller = _TELLER.search(self._text, opened.end(), min(self._end, opened.end() + _REACH))
            if teller or not self._goes_on():
                yield self._close(opened, self._end, pairs)

    def _fits(self, mark: re.Match[str]) -> tuple[bool, bool]:
        """Whether the mark's neighbours let it open, and let it close."""
        left = self._text[mark.start() - 1] if mark.start() > self._start else "\n"
        right = self._text[mark.end()] if mark.end() < self._end else "\n"
        opens = right not in _NEVER_OPENS or self._text.startswith((". .", "..."), mark.end())
        return left in _BEFORE_OPEN and opens, left not in " \n" and right in _AFTER_CLOSE

    def _nests(self, i: int) -> bool:
        """Whether mark i opens a quotation within the open one: two closing marks follow before another opens."""
        after = [self._fits(mark) for mark in self._marks[i + 1 : i + 3]]
        closing = [closes and not opens for opens, closes in after]
        return all(closing) and (len(after) == 2 or (len(after) == 1 and self._goes_on()))

    def _opens(self, i: int, opened: re.Match[str] | None) -> tuple[bool | None, bool]:
        """Whether the mark opens (None: it is no quotation mark), and whether it stands the right way round."""
        text, mark = self._text, self._marks[i]
        glyph = mark.group()
        fits_open, fits_close = self._fits(mark)
        if opened is None:
            if glyph in _CLOSERS:
                return (True, False) if fits_open and not fits_close else (False, True)
            if glyph in _OPENERS:
                # A lone “ at the very end closes, as in German; there is nothing left that it could open.
                return (None, True) if mark.end() == self._end else (True, fits_open)
            if glyph == '"' and fits_close and text[mark.start() - 1].isdigit():
                return None, True  # inches
            return (False, True) if fits_close and not fits_open else (True, fits_open)
        if glyph in _CLOSERS:
            return False, fits_close
        if fits_close:  # where both fit (between two marks or dashes) what is open closes
            return False, glyph not in _OPENERS or fits_open
        if mark.end() == self._end:
            return False, False
        if fits_open:
            return (False, False) if self._resumes(mark) and not self._nests(i) else (True, True)
        left = text[mark.start() - 1 : mark.start()]
        return (True, False) if glyph in _OPENERS and left in (" ", "") and not self._resumes(mark) else (False, False)

    def _resumes(self, mark: re.Match[str]) -> bool:
        """Whether `process, “he said`: the mark stands before the teller, so it closes what is open."""
        before = self._text[max(self._start, mark.start() - 2) : mark.start()].rstrip()
        if before[-1:] not in _ENDS or not before:
            return False
        if _TELLER.search(self._text, max(self._start, mark.start() - _NEAR), mark.start()):
            return False  # "We stay, he added, “this is …": the teller came before the mark, which opens
        after = self._text[mark.end() : mark.end() + 2].lstrip()
        told = before[-1] == "," and _NAMED_TELLER.match(self._text, mark.end(), min(self._end, mark.end() + 120))
        return after[:1].islower() or after[:1] in ("-", "–", "—") or bool(told)

    def _as(self, mark: re.Match[str], glyph: str, sure: bool) -> Iterator[Edit]:
        """Write the mark as `glyph`; one the wrong way round also has its space on the wrong side."""
        text, start, end = self._text, mark.start(), mark.end()
        before, after = text[start - 1 : start] if start > self._start else "\n", text[end : end + 1] or "\n"
        flaw: Flaw | None = None if sure or mark.group() in "«»" else "reversed quote"
        if mark.group() != glyph or flaw:
            yield Edit(start, end, glyph, flaw)
        if sure:
            return
        if glyph == "”":
            if before == " ":
                yield Edit(start - 1, start, "")
            if after.isalnum() or after in "-–—(":
                yield Edit(end, end, " ")
        else:
            if after == " ":
                yield Edit(end, end + 1, "")
            if before.isalnum() or before in ",:;.":
                yield Edit(start, start, " ")

    def _close(self, opened: re.Match[str], before: int, pairs: list[tuple[int, int]]) -> Edit:
        """Put the missing mark before the teller, else at the end of what may be quoted."""
        text = self._text
        teller = _TELLER.search(text, opened.end(), min(before, opened.end() + _REACH))
        at = teller.end() if teller else before
        while at > opened.end() and text[at - 1] in " \n":
            at -= 1
        pairs.append((opened.start(), at))
        return Edit(at, at, "”", "unclosed quote", opened.span())

    def _goes_on(self) -> bool:
        """Whether the next paragraph opens with a mark of its own: speech over several paragraphs closes only once."""
        rest = self._text[self._end : self._end + 4].lstrip("\n")
        return rest[:1] in ('"', "“", "„", "«") or rest[:2] in ("``", "''")
