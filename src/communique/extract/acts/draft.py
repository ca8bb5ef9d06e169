"""A draft is a move before its chain, dates and record are made: what, whose, where; offsets are mended."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.extract.clauses import Clause
from communique.extract.lexicon import words
from communique.extract.parties.who import Who
from communique.record.move import Act, DeedKind, Modality, Polarity, QuoteKind

SPEECH_ACTS = frozenset(
    {
        "demand",
        "appeal",
        "expect",
        "reject",
        "deny",
        "accuse",
        "criticise",
        "warn",
        "threaten",
        "support",
        "position",
        "assess",
        "propose",
        "offer",
        "commit",
        "status",
    }
)

JOINT = frozenset({"meet", "agree"})


@dataclass(slots=True)
class Draft:
    """A move in the making."""

    start: int
    end: int
    cue: tuple[int, int] | None
    act: Act
    kind: DeedKind | None
    by: Who
    modality: Modality
    polarity: Polarity
    clause: Clause
    voice: int | None
    told: bool  # the act of another than the one who tells it
    speaks: bool  # the actor's own words carry the act
    sure: float
    quote: QuoteKind = "none"
    to: tuple[str, ...] = ()
    condition: str | None = None
    whole: tuple[int, int] | None = None  # its words with who says them
    why: list[str] = field(default_factory=list)


PLAIN = words("plain")
PASS_ON = frozenset({"media", "wire"})


def same(one: Who | None, other: Who | None) -> bool:
    """Whether two act for a common party."""
    return one is not None and other is not None and bool(set(one.keys) & set(other.keys))


def overlap(one: Draft, other: Draft) -> float:
    """How much of their words two drafts share: 0 to 1; a relative clause behind a subject is told beside what the subject does
    ("Arland, which had warned of a strike, declined to comment")."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0 or _aside(one.clause, other.clause) or _aside(other.clause, one.clause):
        return 0.0
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def _aside(clause: Clause, main: Clause) -> bool:
    return clause.verb.dep == "relcl" and clause.verb.right < main.verb.i
