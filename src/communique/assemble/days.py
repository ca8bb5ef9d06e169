"""What was decided day by day is kept, so that one more report costs its own day and those after it, not all before.

Copies, events and threads are folds: they walk the days of publication, and what they decide of a day stands on nothing published
later.  So a decision is found again by the digest of all reports up to its day (and of what else it stands on, its `ground`), and
taken over without being weighed again.  Words weigh what they weighed among the moves of a day that is passed only when the moves
have grown by a quarter; else every report would weigh all that was decided anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Protocol

FEW = 2000  # moves, among which words are weighed anew with each day
PASTS = 3  # times as many days as there are, of which decisions are kept
NOTHING: Mapping[date, object] = MappingProxyType({})
GROWN = 1.25  # times the moves among which words were weighed, before they are weighed anew


class Shelf(Protocol):
    """Where decisions are kept: plain values, by the name of the fold and the digest of its ground."""

    def known(self, fold: str, ground: str) -> Mapping[str, Any]:
        """What was decided of each day, by the digest of the day."""
        ...

    def keep(self, fold: str, ground: str, decided: Mapping[str, Any]) -> None:
        """Keep what is decided of each day."""
        ...

    def each(self, name: str, grounds: Collection[str]) -> Mapping[str, Any]:
        """What was read off the reports of each of these days alone, by the digest of the day."""
        ...

    def keep_each(self, name: str, found: Mapping[str, Any]) -> None:
        """Keep what was read off the reports of these days."""
        ...


@dataclass(slots=True)
class Fold:
    """The decisions of one fold, by day; the days before `anew` are known, and no day from then on is."""

    digests: Mapping[date, str]
    known: Mapping[str, Any]
    decided: dict[date, Any] = field(default_factory=dict)
    anew: date = date.min

    def __post_init__(self) -> None:
        if self.digests:
            unknown = (day for day, digest in sorted(self.digests.items()) if digest not in self.known)
            self.anew = next(unknown, date.max)

    @property
    def keeps(self) -> bool:
        """Whether what is decided can be kept."""
        return bool(self.digests)

    def of(self, day: date) -> Any | None:
        """What was decided of a day, None where it is to be decided anew."""
        return self.known.get(self.digests.get(day, "")) if day < self.anew else None

    def note(self, day: date, decision: Any) -> None:
        """Note what was decided of a day."""
        self.decided[day] = decision

    def plain(self) -> dict[str, Any]:
        """All that is decided, by the digest of its day; what holds of other pasts too, unless that is much more."""
        held = set(self.digests.values())
        known = self.known if len(self.known) <= PASTS * len(held) else {d: known for d, known in self.known.items() if d in held}
        return {**known, **{self.digests[day]: decision for day, decision in self.decided.items() if day in self.digests}}


def alone() -> Fold:
    """A fold of which nothing is known, and nothing kept."""
    return Fold({}, {})


@dataclass(frozen=True, slots=True)
class Days:
    """The digest of all that was published up to each day, that of what was published on it, and the shelf where decisions are
    kept."""

    digests: Mapping[date, str]
    alone: Mapping[date, str] = field(default_factory=dict)
    shelf: Shelf | None = None
    taken: dict[str, tuple[str, Fold]] = field(default_factory=dict)

    def fold(
        self, name: str, *grounds: object, of: Collection[date] | None = None, since: date = date.min,
        changed: Mapping[date, object] = NOTHING,
    ) -> Fold:  # fmt: skip
        """What is known of a fold that stands on these grounds besides the reports; it begins with the day `since`.

        `of` are the days on which there is something to decide, if that is not every day: of the others nothing is ever known.
        What was judged of a day, `changed`, is seen on that day and those after it.
        """
        ground = digest_of(name, *grounds)
        upto = _since(self.digests, changed) if changed else self.digests
        digests = {day: digest for day, digest in upto.items() if day >= since and (of is None or day in of)}
        fold = Fold(digests, self.shelf.known(name, ground) if self.shelf and digests else {})
        self.taken[name] = ground, fold
        return fold

    def keep(self) -> None:
        """Keep what was decided anew."""
        for name, (ground, fold) in self.taken.items():
            if self.shelf and fold.decided and self.digests:
                self.shelf.keep(name, ground, fold.plain())

    def of_each(self, name: str) -> dict[date, Any]:
        """What was read off the reports of each day alone, for the days of which that is known."""
        known = self.shelf.each(name, self.alone.values()) if self.shelf and self.alone else {}
        return {day: known[digest] for day, digest in self.alone.items() if digest in known}

    def keep_each(self, name: str, found: Mapping[date, Any]) -> None:
        """Keep what was read off the reports of these days alone."""
        if self.shelf and (of := {self.alone[day]: value for day, value in found.items() if day in self.alone}):
            self.shelf.keep_each(name, of)


def _since(digests: Mapping[date, str], changed: Mapping[date, object]) -> dict[date, str]:
    """The digests of the days, from the first that was changed on with all that was changed by then."""
    before, due, found = "", sorted(changed), {}
    for day, digest in sorted(digests.items()):
        while due and due[0] <= day:
            before = digest_of(before, due[0], changed[due.pop(0)])
        found[day] = digest_of(digest, before) if before else digest
    return found


def digest_of(*parts: object) -> str:
    """A digest of these."""
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def weighing_day(days: Iterable[date]) -> date:
    """The day up to which moves weigh the words, of the days of all moves in hand.

    Of few moves it is the last; of many, that on which they had last grown by a quarter.
    """
    upto, bar, n = date.min, 0.0, 0
    for day, moves in sorted(Counter(days).items()):
        n += moves
        if n <= FEW or n >= bar:
            upto, bar = day, GROWN * n
    return upto


def by_day(days: Sequence[date]) -> Iterable[tuple[date, range]]:
    """Each day with the places of what is of it, where they stand in order of their days."""
    first = 0
    for place in range(1, len(days) + 1):
        if place == len(days) or days[place] != days[first]:
            yield days[first], range(first, place)
            first = place
