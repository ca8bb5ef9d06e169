"""Long lists are turned leaf by leaf, so that no page is heavy; what stands first matters most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.page.edition import NoSuchPage
from communique.page.kind import Wanted

T = TypeVar("T")
OFFERED = 40  # parties to choose from


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """The items on one leaf of `last`, the `first` of them counted from 0 among `all`."""

    items: tuple[T, ...]
    number: int
    last: int
    first: int
    all: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """The leaves to link to: the first, the last and those around this one; 0 stands for some left out."""
        near = sorted({1, self.last, *(n for n in range(self.number - 2, self.number + 3) if 1 <= n <= self.last)})
        return tuple(n for at, one in enumerate(near) for n in ((0, one) if at and one > near[at - 1] + 1 else (one,)))


def leaf(items: Sequence[T], wanted: Wanted, most: int) -> Leaf[T]:
    """The leaf asked for under `page`, from 1.  Raises NoSuchPage."""
    last = max(1, -(-len(items) // most))
    asked = wanted.query.get("page", "1")
    if not (asked.isascii() and asked.isdecimal() and 1 <= int(asked) <= last):
        raise NoSuchPage(f"there {'are' if last > 1 else 'is'} {last} page{'s' if last > 1 else ''} of it, no page {asked}")
    first = (int(asked) - 1) * most
    return Leaf(tuple(items[first : first + most]), int(asked), last, first, len(items))


@dataclass(frozen=True, slots=True)
class Only:
    """Of which party alone a list tells, if of one, and which can be asked for: those met most, by their names."""

    party: str | None
    offered: tuple[str, ...]


def only(wanted: Wanted, met: Iterable[Iterable[str]], called: Callable[[str], str]) -> Only:
    """What was asked under `party`; `met` are the parties of each item of the list."""
    counts = Counter(party for parties in met for party in set(parties))
    asked = wanted.query.get("party") or None
    most = {*sorted(counts, key=lambda key: (-counts[key], key))[:OFFERED], *([asked] if asked else ())}
    return Only(asked, tuple(sorted(most, key=lambda key: (called(key).casefold(), key))))
