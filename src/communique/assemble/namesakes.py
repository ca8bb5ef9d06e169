"""Names that say nothing of what an act is about: what the parties that act are called, who speaks for them, and posts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from communique.assemble.topics import term
from communique.extract.parties.gazetteer import load
from communique.record.move import Move

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
CALLED = ("names", "demonyms", "metonyms", "abbr")


def own_names(moves: Iterable[Move]) -> frozenset[str]:
    """The stems of the names of those who act, and of posts."""
    found = set(posts())
    for move in moves:
        found |= stems_of(move.speaker or "")
        for party in move.by:
            found |= names_of(party)
    return frozenset(found)


@cache
def names_of(party: str) -> frozenset[str]:
    """The stems of what a party is called; of one without a code those of its name."""
    return _coded().get(party) or stems_of(party)


@cache
def posts() -> frozenset[str]:
    """The stems of the names of posts."""
    return frozenset().union(*(stems_of(post["noun"]) for post in load("posts.json")["posts"]))


def stems_of(text: str) -> frozenset[str]:
    """The stems of its words."""
    return frozenset(term(word.lower()) for word in WORD.findall(text))


@cache
def coded_names() -> frozenset[str]:
    """The stems of what all parties with a code are called."""
    return frozenset[str]().union(*_coded().values())


@cache
def _coded() -> dict[str, frozenset[str]]:
    rows = [*load("states.json")["states"], *load("organisations.json")["organisations"]]
    called = {row["code"]: [row["name"], *(name for key in CALLED for name in row.get(key, ()))] for row in rows}
    return {code: stems_of(" ".join(names)) for code, names in called.items()}
