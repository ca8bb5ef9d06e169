"""A parsed report: words in order with tag, head and relation; offsets are into the mended text.

The tree is plain data, so that nothing downstream knows which parser made it.  Tags are Penn Treebank's, relations
ClearNLP's as the English spaCy models give them (nsubj, dobj, ccomp, …).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from communique.record.text import Cleaned, Span

INDEX = attrgetter("i")


@dataclass(slots=True, eq=False)
class Word:
    """One token.  `head` is its own index at a root; `left`/`right` are the first and last word of its subtree.

    `kids` are the words that depend on it, in order.
    """

    i: int
    text: str
    low: str
    lemma: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    sentence: int
    left: int = 0
    right: int = 0
    kids: list[Word] = field(default_factory=list, repr=False)

    @property
    def is_verb(self) -> bool:
        """Verbs and auxiliaries, modals included."""
        return self.tag[0] == "V" or self.tag == "MD"

    @property
    def is_noun(self) -> bool:
        """Common and proper nouns."""
        return self.tag[:2] == "NN"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words first..last (last exclusive) of one block; `root` is the index of its head word."""

    number: int
    first: int
    last: int
    root: int
    block: int
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Parsed:
    """A report's words and sentences over `text`, its mended text; `starts` are the offsets at which its words begin."""

    cleaned: Cleaned
    words: list[Word]
    sentences: list[Sentence]
    text: str = field(init=False, repr=False)
    starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.cleaned.text)
        object.__setattr__(self, "starts", [word.start for word in self.words])

    @cached_property
    def by_lemma(self) -> dict[str, list[Word]]:
        """The words of each lemma, in order: many a reader looks for a few words of a long report."""
        found: dict[str, list[Word]] = {}
        for word in self.words:
            found.setdefault(word.lemma, []).append(word)
        return found

    def of_lemmas(self, lemmas: Set[str]) -> list[Word]:
        """The words with one of these lemmas, in order."""
        return sorted((word for lemma in self.by_lemma.keys() & lemmas for word in self.by_lemma[lemma]), key=INDEX)

    @cached_property
    def _subjects(self) -> list[Word]:
        return [word for word in self.words if word.dep in ("nsubj", "nsubjpass")]

    def subjects(self, first: int, last: int) -> list[Word]:
        """The subjects among the words first..last (last exclusive), in order."""
        among = self._subjects
        return among[bisect_left(among, first, key=INDEX) : bisect_left(among, last, key=INDEX)]

    def raw(self, start: int, end: int) -> Span:
        """The span in the text as read for mended[start:end]."""
        return self.cleaned.offsets.to_raw(start, end)

    def of(self, sentence: Sentence) -> list[Word]:
        """The words of a sentence."""
        return self.words[sentence.first : sentence.last]

    def subtree(self, word: Word) -> list[Word]:
        """`word` and all that hangs on it, in order (a contiguous run but for crossing arcs)."""
        return self.words[word.left : word.right + 1]

    def between(self, start: int, end: int) -> list[Word]:
        """The words that begin at mended offset `start` or after it, and before `end`."""
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def up(self, word: Word) -> Iterator[Word]:
        """The heads of `word`, nearest first."""
        while word.head != word.i:
            word = self.words[word.head]
            yield word
