"""What a reader of contents finds, and the word lists that it goes by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.extract.parties.gazetteer import load
from communique.record.move import Act


@dataclass(frozen=True, slots=True)
class Verdict:
    """The act that a sentence performs, why, and how sure the test is (0..1)."""

    act: Act
    why: str
    sure: float
    negative: bool = False


@cache
def words_of(field: str) -> frozenset[str]:
    """A word list of contents.json."""
    return frozenset(load("contents.json")[field])
