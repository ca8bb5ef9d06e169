"""Whom a noun phrase stands for, and the closed classes of words that decide it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.extract.lexicon import words
from communique.record.move import LinkKind
from communique.record.party import How

FIRST = frozenset({"i", "we", "us", "our", "me", "my", "ourselves", "myself", "ours", "mine"})

HE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})

SHE = frozenset({"she", "her", "hers", "herself"})

IT = frozenset({"it", "its", "itself"})

THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both", "each"})

PAIRS = words("pairs")

MANY = {"five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}  # so many are those just named in one row

PAIR_MARKS = frozenset({"two", "both", "three", "four", "all", "these", "neither", "each", "either", *MANY})

EACH = frozenset({"neither", "each", "either"})  # "neither side", but not "each government"

DOCUMENTS = words("documents")

WRITINGS = DOCUMENTS | words("papers") - {"chapter"}  # what somebody has written; a chapter is mostly a union's branch

PROVISIONS = words("provisions")

DRAFTS = words("drafts")

PARTIAL = frozenset({"some", "several", "many", "most", "certain", "various", "few", "number"})

UNNAMED = words("unnamed")

RANKS = words("ranks")


@dataclass(frozen=True, slots=True)
class Who:
    """`keys` the parties acting; `name` and `kind` how a chain shows it; `person` whether one speaks in person."""

    keys: tuple[str, ...]
    name: str | None
    kind: LinkKind
    how: How
    role: str | None = None
    partial: bool = False
    span: tuple[int, int] | None = None
    guessed: bool = False  # the party is the likeliest one, the report does not state it

    @property
    def speaker(self) -> str | None:
        """The person or unnamed source who speaks, None for a party as a whole."""
        return self.name if self.kind in ("person", "unnamed") else None
