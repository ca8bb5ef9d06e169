"""Two texts beside one another: paragraphs that tell the same face each other, words added and taken out are marked.

Paragraphs are matched in order, so that what most resembles stands together; one that the other text lacks stands alone.  What
is compared is bounded, and told to be: a report may be as long as its writer likes, a page may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import Literal

from communique.show.words import paragraph_starts

WORD = re.compile(r"(?:\w+(?:['’]\w+)*|[^\w\s])\s*")
READ, PARAGRAPH, PAIRS = 200_000, 5_000, 30_000  # characters of a text, of a paragraph; pairs of paragraphs that are compared
MANY, KEPT = 4, 5  # a run of so many paragraphs without a difference in wording is folded away, all but so many left out
SHOWN = 50_000  # characters of both texts on a page
LEAST = 2  # words that are the same between two changes, to be told from chance
ALIKE, WITHIN, SHORT = 0.35, 0.8, 8  # of the words of two paragraphs, or of one of at least so many: they face each other
Sort = Literal["same", "in", "out"]


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of words that both texts have (`same`), that only the other has (`in`) or only the first (`out`)."""

    sort: Sort
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a text, by its number from 1 and where it starts, in bits."""

    number: int
    start: int
    bits: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Facing:
    """A paragraph of the first text and the one of the other that faces it; one of them alone where the other has none."""

    one: Passage | None
    other: Passage | None

    @property
    def same(self) -> bool:
        """Whether both say the same in the same words."""
        return all(side is not None and all(bit.sort == "same" for bit in side.bits) for side in (self.one, self.other))


@dataclass(frozen=True, slots=True)
class Run:
    """Paragraphs in a row: `both` differ, they are the `same`, or only `one` or the `other` text has them.

    Of a `folded` run, whose paragraphs are `all`, only the first are held.
    """

    sort: Literal["both", "same", "one", "other"]
    facing: tuple[Facing, ...]
    all: int
    folded: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Both texts in runs; `share` of the words compared is in both, in the same order; `cut` where not all was compared or is
    shown.
    """

    runs: tuple[Run, ...]
    share: float
    cut: bool


@dataclass(frozen=True, slots=True)
class _Paragraph:
    number: int
    start: int
    words: tuple[str, ...]
    keys: tuple[str, ...]
    known: frozenset[str]


def compare(one: str, other: str) -> Compared:
    """The two texts side by side."""
    whole = list(_paragraphs(one)), list(_paragraphs(other))
    mine, its = _bounded(*whole)
    cut = max(len(one), len(other)) > READ or (len(mine), len(its)) != (len(whole[0]), len(whole[1]))
    cut = cut or any(len("".join(p.words)) >= PARAGRAPH for p in (*mine, *its))
    facing = [_face(a, b) for a, b in _aligned(mine, its)]
    same = sum(_words(face.one, "same") for face in facing)
    words = sum(len(p.words) for p in (*mine, *its))
    runs, left = _shown(_run(sort, tuple(some)) for sort, some in groupby(facing, key=_sort))
    return Compared(runs, 2 * same / words if words else 1.0, cut or left)


def _bounded(one: list[_Paragraph], other: list[_Paragraph]) -> tuple[list[_Paragraph], list[_Paragraph]]:
    """The first paragraphs of both, of the longer text as many as can be compared with all of the other's."""
    most = max(int(PAIRS**0.5), PAIRS // max(1, len(other)))
    kept = one[:most]
    return kept, other[: PAIRS // max(1, len(kept))]


def _sort(face: Facing) -> Literal["both", "same", "one", "other"]:
    if face.one is None or face.other is None:
        return "one" if face.one else "other"
    return "same" if face.same else "both"


def _run(sort: Literal["both", "same", "one", "other"], facing: tuple[Facing, ...]) -> Run:
    folded = sort != "both" and len(facing) >= MANY
    return Run(sort, facing[:KEPT] if folded else facing, len(facing), folded)


def _shown(runs: Iterator[Run]) -> tuple[tuple[Run, ...], bool]:
    """As many runs as a page has room for, and whether some are left out."""
    room, kept = SHOWN, list[Run]()
    for run in runs:
        for at, face in enumerate(run.facing):
            room -= sum(len(bit.text) for side in (face.one, face.other) if side for bit in side.bits)
            if room < 0:
                return (*kept, Run(run.sort, run.facing[:at], run.all, run.folded)), True
        kept.append(run)
    return tuple(kept), False


def _words(passage: Passage | None, sort: Sort) -> int:
    return sum(len(WORD.findall(bit.text)) for bit in passage.bits if bit.sort == sort) if passage else 0


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    for number, (start, end) in enumerate(pairwise([*paragraph_starts(text[:READ]), min(len(text), READ)]), 1):
        words = tuple(WORD.findall(text[start : min(end, start + PARAGRAPH)].strip()))
        if words:
            keys = tuple(word.strip().casefold() for word in words)
            yield _Paragraph(number, start, words, keys, frozenset(key for key in keys if key[0].isalnum()) or frozenset(keys))


def _aligned(mine: Sequence[_Paragraph], its: Sequence[_Paragraph]) -> Iterator[tuple[_Paragraph | None, _Paragraph | None]]:
    """The pairing in order that has most words in common."""
    alike = [[_common(a.known, b.known) for b in its] for a in mine]
    best = [[0] * (len(its) + 1) for _ in range(len(mine) + 1)]
    for i in reversed(range(len(mine))):
        for j in reversed(range(len(its))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0)
    i = j = 0
    while i < len(mine) or j < len(its):
        if i < len(mine) and j < len(its) and alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            yield mine[i], its[j]
            i, j = i + 1, j + 1
        elif i < len(mine) and (j == len(its) or best[i][j] == best[i + 1][j]):
            yield mine[i], None
            i += 1
        else:
            yield None, its[j]
            j += 1


def _common(one: frozenset[str], other: frozenset[str]) -> int:
    """How many words two paragraphs have in common, if that is enough of both, or nearly all of the shorter."""
    shared, few = len(one & other), min(len(one), len(other))
    enough = shared >= ALIKE * (len(one) + len(other)) / 2 or (few >= SHORT and shared >= WITHIN * few)
    return shared if enough else 0


def _face(one: _Paragraph | None, other: _Paragraph | None) -> Facing:
    if one is None or other is None:
        return Facing(_whole(one, "out") if one else None, _whole(other, "in") if other else None)
    left: list[Bit] = []
    right: list[Bit] = []
    for same, a, b, c, d in _runs(one.keys, other.keys):
        left += [Bit("same" if same else "out", "".join(one.words[a:b]))] if b > a else []
        right += [Bit("same" if same else "in", "".join(other.words[c:d]))] if d > c else []
    return Facing(Passage(one.number, one.start, tuple(left)), Passage(other.number, other.start, tuple(right)))


def _runs(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Runs that are the same in both and runs that are not, in turn; what little is the same between changes goes with them."""
    if one == other:
        yield True, 0, len(one), 0, len(other)
        return
    kept = [
        (a, b, size)
        for a, b, size in SequenceMatcher(None, one, other).get_matching_blocks()[:-1]
        if a + size == len(one) or a == b == 0 or sum(word[0].isalnum() for word in one[a : a + size]) >= LEAST
    ]
    at, to = 0, 0
    for a, b, size in (*kept, (len(one), len(other), 0)):
        if a > at or b > to:
            yield False, at, a, to, b
        if size:
            yield True, a, a + size, b, b + size
        at, to = a + size, b + size


def _whole(paragraph: _Paragraph, sort: Sort) -> Passage:
    return Passage(paragraph.number, paragraph.start, (Bit(sort, "".join(paragraph.words)),))
