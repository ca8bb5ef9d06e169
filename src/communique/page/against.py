"""Two tellings set against each other, as several pages show them: whose each is, its words, and by what path it came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from communique.assemble.tellers import voucher
from communique.page.edition import Place, Sight
from communique.record.derived import SURE, Conflict, ConflictKind
from communique.record.move import Move
from communique.show.words import name_of

KINDS: Mapping[ConflictKind, str] = {
    "denial": "denied", "contradiction": "contradicted", "tension": "against its own words", "change": "a stance that changed",
    "numbers": "two numbers", "accounts": "two accounts of one meeting", "claimed": "told by one side alone",
}  # fmt: skip
CODE = re.compile(r"\b[A-Z]{2,}\b")  # a party's key where it is no name


@dataclass(frozen=True, slots=True)
class Telling:
    """One move and where it stands; `teller` is the party or named source that vouches for it, None for the press itself."""

    move: Move
    place: Place
    teller: str | None

    @property
    def source(self) -> str | None:
        """Whose account it is: who vouches for it, else the outlet; None where that is not stated."""
        return self.teller or self.place.outlet


@dataclass(frozen=True, slots=True)
class Against:
    """A conflict with both its sides, the earlier first, and what each account tells that the other leaves out."""

    conflict: Conflict
    label: str
    basis: str
    one: Telling
    other: Telling
    only_one: tuple[Place, ...]
    only_other: tuple[Place, ...]

    @property
    def doubtful(self) -> bool:
        """Whether it is less than certain that they stand against each other."""
        return self.conflict.confidence < SURE


def telling(sight: Sight, move: str) -> Telling | None:
    """A move with its place; None for one that is not held."""
    found, at = sight.moves.get(move), sight.place(move)
    return Telling(found, at, voucher(found)) if found and at else None


def places(sight: Sight, moves: Iterable[str]) -> tuple[Place, ...]:
    """Where these moves stand."""
    return tuple(at for at in map(sight.place, moves) if at)


def against(sight: Sight, found: Iterable[Conflict]) -> tuple[Against, ...]:
    """These conflicts with their sides."""
    made = []
    for one in found:
        sides = telling(sight, one.one), telling(sight, one.other)
        if all(sides):
            first, second = cast(tuple[Telling, Telling], sides)
            only = places(sight, one.only_one), places(sight, one.only_other)
            made.append(Against(one, KINDS[one.kind], in_names(one.basis, sight.names), first, second, *only))
    return tuple(made)


def in_names(basis: str, names: Mapping[str, str]) -> str:
    """The evidence with parties by their names."""
    return CODE.sub(lambda code: name_of(code.group(), names), basis)
