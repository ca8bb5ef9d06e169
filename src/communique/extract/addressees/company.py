"""Whom a party's other moves are addressed to, as far as a first look tells: who talks to whom goes on through a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from communique.extract.acts.draft import Draft
from communique.extract.addressees.stage import GROUPS

Keys = tuple[str, ...]


class Company:
    """A report's drafts in order of the text, and whom each was taken to be addressed to at first."""

    def __init__(self, drafts: Sequence[Draft], to: Sequence[Keys]) -> None:
        self.drafts, self.to = drafts, to
        self.by = [frozenset(draft.by.keys) for draft in drafts]
        self.towards = Counter((one, other) for by, keys in zip(self.by, to, strict=True) for one in by for other in keys)
        self.moves = Counter(one for by in self.by for one in by)
        self.aimed = Counter(one for by, keys in zip(self.by, to, strict=True) if keys for one in by)
        self._before = self._nearest(range(len(drafts)))
        self._after = self._nearest(range(len(drafts) - 1, -1, -1))

    def _nearest(self, order: Sequence[int]) -> list[Keys | None]:
        """For each move whom the same party's last move in this order is addressed to; None where there is none."""
        found: list[Keys | None] = [None] * len(self.drafts)
        last: dict[frozenset[str], Keys] = {}
        for number in order:
            found[number] = last.get(self.by[number])
            last[self.by[number]] = self.to[number]
        return found

    def marks(self, number: int, key: str) -> list[str]:
        """What the other moves say of a party as the addressee of one."""
        group, marks = GROUPS[self.drafts[number].act], []
        for name, near in (("before", self._before[number]), ("after", self._after[number])):
            kind = "none" if near is None else "nobody" if not near else "same" if key in near else "other"
            marks += [f"{name}:{kind}", f"{name}:{kind}|{group}"]
        own = key in self.to[number]
        others = sum(self.moves[one] - 1 for one in self.by[number])
        mine = sum(self.towards[one, key] - own for one in self.by[number])
        marks.append(f"others-to{int(3.99 * mine / others)}" if others else "no-others")
        if back := sum(self.towards[key, one] for one in self.by[number]):
            marks.append(f"back{min(3, back)}")
        return marks

    def around(self, number: int) -> list[str]:
        """What the other moves say of how many a move is addressed to."""
        group, marks = GROUPS[self.drafts[number].act], []
        for name, near in (("before", self._before[number]), ("after", self._after[number])):
            mark = f"{name}:none" if near is None else f"{name}:{len(near)}"
            marks += [mark, f"{mark}|{group}"]
        others = sum(self.moves[one] - 1 for one in self.by[number])
        aimed = sum(self.aimed[one] - bool(self.to[number]) for one in self.by[number])
        marks.append(f"aimed{int(3.99 * aimed / others)}" if others else "alone")
        return marks
