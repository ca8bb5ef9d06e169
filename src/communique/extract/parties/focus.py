"""Which party a report is about right before a word, names, pronouns and common nouns alike; see salience for the ranking."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from communique.extract.parties.pronouns import Pronouns
from communique.extract.parties.salience import BEHIND, CAN_ACT, FADING, REACH, prominence
from communique.parse.tree import Word

SENTENCE = attrgetter("sentence")
NEAR = 0.3  # what a sentence in between leaves for a possessive pronoun
APART = 0.6  # what the end of a paragraph leaves
THROUGH_PERSON = 0.5  # a party that is only there by one of its people


class Focus:
    """The parties named in the sentence of word `at` and in `reach` sentences before, each with its weight."""

    def __init__(
        self,
        resolver: Pronouns,
        at: int,
        reach: int = REACH,
        nearer: bool = False,
        apart: frozenset[tuple[str, ...]] = frozenset(),
    ) -> None:
        self.cast, self.parsed, self.resolver = resolver.cast, resolver.parsed, resolver
        self.weights: dict[tuple[str, ...], float] = {}
        self.several: set[tuple[str, ...]] = set()
        here = self.parsed.words[at].sentence
        block = self.parsed.sentences[here].block
        for word, keys, weight in self._mentions(at, max(0, here - reach), here):
            if not keys or keys in apart or (word.i > at and nearer):
                continue
            if self.parsed.sentences[word.sentence].block != block:
                weight *= APART
            weight *= (NEAR if nearer else FADING) ** (here - word.sentence) * (BEHIND if word.i > at else 1)
            self.weights[keys] = self.weights.get(keys, 0.0) + weight
            if word.tag in ("NNS", "NNPS") or len(keys) > 1 or word.low.endswith("s"):
                self.several.add(keys)

    def best(self, sort: str = "", plural: bool | None = None) -> tuple[str, ...]:
        """The weightiest party of a sort ("state", "organisation", "" for any); `plural`: whether "their" or "its" means it."""
        states = {e.key for e in self.cast.entities if e.kind == "state"} | {self.cast.home}
        fit = [
            (weight, keys)
            for keys, weight in self.weights.items()
            if (not sort or (keys[0] in states) == (sort == "state")) and (plural is None or plural or len(keys) == 1)
        ]
        if plural and (many := [(weight, keys) for weight, keys in fit if keys in self.several]):
            fit = many
        return max(fit, key=lambda pair: (round(pair[0], 6), pair[1]))[1] if fit else ()

    def _mentions(self, at: int, first: int, last: int) -> Iterator[tuple[Word, tuple[str, ...], float]]:
        sentences = self.parsed.sentences
        heads = self.cast.heads
        begin, end = (bisect_left(heads, number, key=SENTENCE) for number in (first, last + 1))
        for (name, entity), head in zip(self.cast.order[begin:end], heads[begin:end], strict=True):
            if name.first <= at < name.last or not entity.party:
                continue
            weight = prominence(self.parsed, head)
            if entity.kind == "person":
                if entity.party != (entity.key,):
                    yield head, entity.party, weight * THROUGH_PERSON
            elif entity.kind in CAN_ACT:
                yield head, entity.party, weight
        for word in self.parsed.subjects(sentences[first].first, at):
            if at <= word.right or word.i in self.cast.at or word.tag == "PRP$":
                continue
            who = self.resolver.resolve(word) or self.resolver.by_name(word)
            if who is not None and who.kind in ("state", "organisation"):
                yield word, who.keys, prominence(self.parsed, word)
