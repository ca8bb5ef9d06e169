"""Long lists are turned leaf by leaf, so that no page is heavy; what stands first matters most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.page.edition import NoSuchPage
from communique.page.kind import Wanted

T = TypeVar("T")
U = TypeVar("U")
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


    def of(self, items: Iterable[U]) -> Leaf[U]:
        """The same leaf with what is made of its items."""
        return Leaf(tuple(items), self.number, self.last, self.first, self.all)


def leaf(items: Sequence[T], asked: str | None, most: int) -> Leaf[T]:
    """The leaf asked for, from 1; the last where there are fewer, as there may be on an earlier day.  Raises NoSuchPage."""
    last = leaves(len(items), most)
    number = number_of(asked, last)
    first = (number - 1) * most
    return Leaf(tuple(items[first : first + most]), number, last, first, len(items))


def leaves(all: int, most: int) -> int:
    """How many leaves of so many items each there are; an empty list has one."""
    return max(1, -(-all // most))


def number_of(asked: str | None, last: int) -> int:
    """Which of so many leaves is meant.  Raises NoSuchPage."""
    if not asked:
        return 1
    if not (asked.isascii() and asked.isdecimal() and int(asked[:9])):
        raise NoSuchPage(f"{asked!r} is no number of a page")
    return min(int(asked[:9]), last)


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
