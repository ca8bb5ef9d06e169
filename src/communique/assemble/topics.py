"""What a move is about: the stems of its words, weighed by how rare they are among the moves at hand and nowhere else.

Weights come only from the moves given, so nothing published later can leak in; sums are exact (`fsum`), so that the
order in which sets are walked never shows.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum, log

from communique.record.move import Move

WORD = re.compile(r"[^\W\d_]+(?:[-\u00ad][^\W\d_]+)*|\d[\d.,]*\d|\d")
SUFFIXES = (
    "ational", "ations", "ation", "ments", "ment", "ions", "ings", "ness", "ies", "ing", "ion", "ers", "ed", "es", "er", "ly",
    "al", "s", "e", "y",
)  # fmt: skip
YEAR = re.compile(r"(19|20)\d\d")
PLANNED = re.compile(r"(?<![^\W\d_])(?<![^\W\d_][-\u00ad])plans?(?= to )", re.IGNORECASE)  # "they plan to …" names no plan
NAME_WEIGHT = 0.35  # a name shared says little: the parties are compared apart
QUOTED = re.compile(r'["“”„«]([^"“”„«»]{12,}?)["“”»]')


NONE: frozenset[str] = frozenset()  # one for all that have none
NO_QUOTES: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of data/assemble.json; `concept` maps a word to what it stands for ("drafts" to "@proposal")."""

    stop: frozenset[str]
    concept: Mapping[str, str]
    instruments: tuple[str, ...]
    lists: Mapping[str, frozenset[str]]


@cache
def words() -> Words:
    """The lists as shipped (read once; a constant of the program)."""
    data = json.loads((files("communique.data") / "assemble.json").read_text(encoding="utf-8"))
    concept = {word: "@" + name for name, text in data["concepts"].items() for word in text.split()}
    lists = {name: frozenset(data[name].split()) for name in ("dates", "withdrawn", "prohibit", "permit", "denial", "phrase_end")}
    return Words(frozenset(data["stop"].split()), concept, tuple("@" + name for name in data["instruments"]), lists)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A crude stem of a lower-case word: one ending off, at least four letters left."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=100_000)
def term(small: str) -> str:
    """What a lower-case word counts as: a concept ("@proposal"), a number, a stem; "" where it carries no topic."""
    lists = words()
    if small in lists.concept:
        return lists.concept[small]
    if small in lists.stop:
        return ""
    if small[0].isdigit():
        return "" if len(small) == 1 or YEAR.fullmatch(small) else small.replace(",", "")
    return stem(small)


@dataclass(frozen=True, slots=True)
class Topic:
    """What one text is about: stems and concepts, those that are written as names, all its words in order, its long quotations.

    A ledger holds many, and few are ever asked for all their words: so those are no set.
    """

    stems: frozenset[str]
    names: frozenset[str]
    spoken: tuple[str, ...]
    quotes: frozenset[tuple[str, ...]]

    @property
    def low(self) -> frozenset[str]:
        """All its words, lower case."""
        return frozenset(self.spoken)

    @property
    def concepts(self) -> frozenset[str]:
        """Only the concepts ("@proposal", "@answer" ...)."""
        return frozenset(s for s in self.stems if s[0] == "@")


@lru_cache(maxsize=200_000)
def _counts_as(word: str) -> tuple[str, str, str]:
    """A word as it is looked up, what it counts as ("" for nothing), and how it is written: "name", "lower" or "" where that says
    nothing."""
    small = word.lower()
    if small == word and "-" in word:
        small = word = small.replace("-", "")  # "cease-fire", and a word broken at a line's end
    key = term(small)
    if not key or len(small) < (2 if word.isupper() or small[0].isdigit() else 3):
        return small, "", ""
    if key[0] == "@" or key[0].isdigit():
        return small, key, ""
    return small, key, "name" if word[0].isupper() else "lower" if word[0].islower() else ""


@lru_cache(maxsize=50_000)
def topic(text: str, leave_out: str = "") -> Topic:
    """Read a text; the words of `leave_out` (a speaker's name) do not count."""
    out = {w.lower() for w in WORD.findall(leave_out)}
    stems, names, low, lower = set(), set(), set(), set()
    first = WORD.match(text)  # a capital at the beginning says nothing
    for word in WORD.findall(PLANNED.sub(" ", text) if "lan" in text or "LAN" in text else text):
        small, key, written = _counts_as(word)
        low.add(small)
        if key and small not in out:
            stems.add(key)
            if written == "lower":
                lower.add(key)
            elif written and first is None:
                names.add(key)
        first = None
    quotes = frozenset([t for t in map(_normal, QUOTED.findall(text)) if len(t) >= 5])
    return Topic(frozenset(stems), frozenset(names - lower) or NONE, tuple(sorted(low)), quotes or NO_QUOTES)


def _normal(quotation: str) -> tuple[str, ...]:
    return tuple(w.lower() for w in WORD.findall(quotation))


def of_move(move: Move) -> Topic:
    """What a move is about."""
    return topic(move.text, move.speaker or "")


def solid(one: Topic, other: Topic) -> int:
    """How many words two texts share that are neither names nor concepts."""
    shared = one.stems & other.stems
    return sum([s[0] != "@" for s in shared - one.names - other.names]) if shared else 0


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each stem says: the rarer among the moves at hand, the more."""

    by_stem: Mapping[str, float]
    rare: float  # the weight of a stem not seen
    _sums: dict[frozenset[str], float] = field(default_factory=dict, compare=False, repr=False)  # remembered, never changed

    def of(self, stem_: str) -> float:
        """The weight of one stem."""
        return self.by_stem.get(stem_, self.rare)

    def sum(self, stems: Iterable[str]) -> float:
        """Exact sum of the weights."""
        weight, rare = self.by_stem.get, self.rare
        return fsum([weight(s, rare) for s in stems])

    def alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        """0 (nothing in common) to 1: shared weight over the mean of the smaller and the mean of both."""
        common = one & other
        if not common or not (shared := self.sum(common)):
            return 0.0
        a, b = self._whole(one), self._whole(other)
        return shared / (0.5 * min(a, b) + 0.25 * (a + b))

    def _whole(self, stems: frozenset[str]) -> float:
        if stems not in self._sums:
            self._sums[stems] = self.sum(stems)
        return self._sums[stems]


def weigh(topics: Iterable[Topic]) -> Weights:
    """Weights over the topics given: log(1 + n / seen), names and concepts counted less."""
    seen: Counter[str] = Counter()
    as_name: Counter[str] = Counter()
    n = 0
    for each in topics:
        n += 1
        seen.update(each.stems)
        as_name.update(each.names & each.stems)
    weights = {}
    for key, count in seen.items():
        factor = NAME_WEIGHT if 2 * as_name[key] > count else 1.0
        weights[key] = factor * log(1 + n / count)
    return Weights(weights, log(1 + max(n, 1)))
