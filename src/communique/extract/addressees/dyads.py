"""Whom each party of a report has to do with in the whole of it: who is named beside it, in its moves, who takes turns with it.

A move that names nobody is most often addressed to the one with whom its party has to do throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from communique.extract.acts.draft import Draft
from communique.extract.addressees.mentions import Phrases

LEAD = 2  # so many sentences open a report
MEASURES = ("beside", "named", "turns")
Pair = tuple[str, str]


class Shares(NamedTuple):
    """How often a party has to do with each other one, in all, and with that with which most."""

    of: Counter[str]
    whole: int
    most: int


class Dyads:
    """Counts of a report's ordered pairs of parties, and in marks what they say of one as the other side of another.

    `seen` tells the sentences that name each party, `kinds` what each is called, `parties` those that are surely parties.
    """

    def __init__(
        self,
        drafts: Sequence[Draft],
        phrases: Sequence[Phrases],
        seen: Mapping[str, Iterable[int]],
        kinds: Mapping[str, str],
        parties: Collection[str],
        acting: Collection[str],
    ) -> None:
        self.kinds, self.parties, self.acting = kinds, parties, acting
        about = {key: set(sentences) for key, sentences in seen.items()}
        for draft in drafts:
            for key in draft.by.keys:  # who acts as "it" is spoken of as much as who is named
                about.setdefault(key, set()).add(draft.clause.verb.sentence)
        self.lead = {key for key, sentences in about.items() if min(sentences, default=LEAD) < LEAD}
        self.counts: dict[str, Counter[Pair]] = {
            "beside": _beside(about),
            "named": _named(drafts, phrases),
            "turns": _turns(drafts),
        }
        self._shares: dict[tuple[str, tuple[str, ...]], Shares] = {}
        self._known: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}

    def marks(self, by: tuple[str, ...], key: str) -> tuple[str, ...]:
        """What the report tells of a party as the other side of those acting: the same beside each of their moves."""
        if (by, key) not in self._known:
            self._known[by, key] = tuple(self._marks(by, key))
        return self._known[by, key]

    def _marks(self, by: tuple[str, ...], key: str) -> list[str]:
        marks = [mark for measure in MEASURES for mark in self._measured(measure, by, key)]
        back = self._others("named", (key,))
        if back.most and any(back.of[one] == back.most for one in by):
            marks.append("named-back:most")
        if key in self.lead:
            marks.append("lead-both" if any(one in self.lead for one in by) else "lead")
        if by:
            marks.append(f"kinds:{self.kinds.get(by[0], '?')}>{self.kinds.get(key, '?')}")
        if {one for one in self.acting if one not in by} == {key}:
            marks.append("only-rival")
        return marks

    def _measured(self, measure: str, by: tuple[str, ...], key: str) -> list[str]:
        """The party's share among all others, in quarters, and whether it is the largest."""
        others = self._others(measure, by)
        if not others.whole:
            return [f"{measure}:unknown"]
        share = 1 + int(3.99 * others.of[key] / others.whole) if others.of[key] else 0
        return [f"{measure}{share}", *[f"{measure}:most"] * (others.of[key] == others.most)]

    def _others(self, measure: str, by: tuple[str, ...]) -> Shares:
        """The parties that those acting have to do with, and how often."""
        if (measure, by) not in self._shares:
            found: Counter[str] = Counter()
            for (one, other), times in self.counts[measure].items():
                if one in by and other not in by and other in self.parties:
                    found[other] += times
            self._shares[measure, by] = Shares(found, found.total(), max(found.values(), default=0))
        return self._shares[measure, by]


def _beside(about: Mapping[str, set[int]]) -> Counter[Pair]:
    """In how many sentences each two are spoken of together."""
    keys_of: dict[int, list[str]] = {}
    for key, sentences in about.items():
        for sentence in sentences:
            keys_of.setdefault(sentence, []).append(key)
    return Counter((one, other) for keys in keys_of.values() for one in keys for other in keys if one != other)


def _named(drafts: Sequence[Draft], phrases: Sequence[Phrases]) -> Counter[Pair]:
    """In how many moves of the one the other is named."""
    return Counter(
        (one, other)
        for draft, named in zip(drafts, phrases, strict=True)
        for one in set(draft.by.keys)
        for other in named.of
        if other not in draft.by.keys
    )


def _turns(drafts: Sequence[Draft]) -> Counter[Pair]:
    """How often a move of the one stands next to a move of the other."""
    turns: Counter[Pair] = Counter()
    for before, after in pairwise(drafts):
        for one in set(before.by.keys).difference(after.by.keys):
            for other in set(after.by.keys).difference(before.by.keys):
                turns.update(((one, other), (other, one)))
    return turns
