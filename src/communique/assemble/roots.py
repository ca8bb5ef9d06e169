"""Groups by union and find; the root of a group is always its smallest member."""

from __future__ import annotations


class Roots:
    """Union-find whose root is always the smallest member."""

    def __init__(self, n: int) -> None:
        self._up = list(range(n))

    def of(self, i: int) -> int:
        """The root of i."""
        while self._up[i] != i:
            self._up[i] = self._up[self._up[i]]
            i = self._up[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make both one group."""
        a, b = sorted((self.of(i), self.of(j)))
        self._up[b] = a

    def add(self) -> int:
        """One more, alone."""
        self._up.append(len(self._up))
        return len(self._up) - 1
